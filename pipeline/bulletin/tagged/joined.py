"""What the engine divides at the end of a page becomes one element again, as it is in the text."""

from pipeline.bulletin.tagged.tree import Element, Made, Tree

_JOINED = frozenset(
    f"/{kind}"
    for kind in ("Part", "Sect", "Div", "P", "L", "LI", "LBody", "Table", "TBody", "TR", "TH", "TD")
)
_REPEATED = "/THead"
Latest = dict[tuple[int, str], Element]


def join_pages(tree: Tree, made: Made) -> None:
    """Join the parts of each element that were laid on several pages.

    The heads of a table repeated on its further pages leave the tree: their content becomes an artifact.
    Level by level, so that the parts of a table come together before those of its rows.
    """
    level = [tree.document()]
    while level:
        latest: Latest = {}
        level = [kept for parent in level for kept in _settle(tree, made, parent, latest)]


def _settle(tree: Tree, made: Made, parent: Element, latest: Latest) -> list[Element]:
    """Keep the kids of an element that begin something, and give the others' kids to what they continue."""
    kept: list[object] = []
    begins: list[Element] = []
    for kid in parent["K"]:
        element = tree.child(kid)
        begun = None if element is None else _begun(made, element, latest)
        if begun is not None and element is not None:
            _continue(tree, begun, element)
            continue
        kept.append(kid)
        if element is not None:
            begins.append(element)
    parent["K"][:] = kept
    return begins


def _begun(made: Made, element: Element, latest: Latest) -> Element | None:
    """Return what an element continues from an earlier page; else remember that it begins here."""
    html, kind = made.html(element), element["S"]
    if html is None or kind not in _JOINED | {_REPEATED}:
        return None
    begun = latest.get((id(html), kind))
    if begun is not None and begun["Pg"] != element["Pg"]:
        return begun
    latest[id(html), kind] = element
    return None


def _continue(tree: Tree, begun: Element, element: Element) -> None:
    """Give the kids of an element to the one that it continues; of repeated heads none."""
    if element["S"] != _REPEATED:
        begun["K"].extend(tree.adopt(begun, kid, element["Pg"]) for kid in element["K"])
    element.clear()
