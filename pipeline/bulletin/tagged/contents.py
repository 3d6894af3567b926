"""The table of contents: its entries, each a reference to its section, in place of a list of items."""

from pipeline.bulletin.tagged.tree import Element, Made, Tree

_CLASS = "toc"
_KINDS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
_PAGE = "pg"


def mend_contents(tree: Tree, made: Made) -> None:
    """Name the elements of the table of contents as ISO 32000-1, 14.8.4.2 does; its columns are one list."""
    for element in list(tree.walk()):
        html = made.html(element)
        if html is not None and html.get("class") == _CLASS:
            _join_columns(tree, element)
            for below in _below(tree, element):
                below["S"] = _KINDS.get(below["S"], below["S"])
                # The page of an entry is words of its reference, and no paragraph.
                if (own := made.html(below)) is not None and own.get("class") == _PAGE:
                    below["S"] = "/NonStruct"


def _join_columns(tree: Tree, element: Element) -> None:
    """Put the items of the list's columns right below the list."""
    for part in tree.children(element):
        if part["S"] != "/L":
            continue
        kids: list[object] = []
        for kid in part["K"]:
            column = tree.child(kid)
            if column is None or column["S"] != "/L":
                kids.append(kid)
                continue
            kids += [tree.adopt(part, item, column["Pg"]) for item in column["K"]]
            column.clear()
        part["K"][:] = kids


def _below(tree: Tree, element: Element) -> list[Element]:
    """List the elements below one."""
    return [found for kid in tree.children(element) for found in (kid, *_below(tree, kid))]
