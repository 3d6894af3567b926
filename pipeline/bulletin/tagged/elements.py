"""Elements mended one by one: scopes, lists, languages, boxes of figures, wrappers without a meaning."""

from pipeline.bulletin.tagged.tree import Element, Made, Tree

_POINTS_A_PIXEL = 0.75
_BULLET = "li::before"
_GROUPS = {"header": "/Div", "figure": "/Div", "footer": "/Div"}
_WRAPPERS = frozenset({"/NonStruct", "/Span"})
# What may hold content itself; in a grouping element content keeps an element of its own.
_HOLDS_CONTENT = frozenset(
    f"/{kind}"
    for kind in (
        "P",
        "H1",
        "H2",
        "H3",
        "Span",
        "Link",
        "Reference",
        "Lbl",
        "LBody",
        "TH",
        "TD",
        "Caption",
        "Figure",
    )
)
_MAY_BE_EMPTY = frozenset({"/TH", "/TD"})


def mend_elements(tree: Tree, made: Made) -> None:
    """Correct each element of the tree, then take out what says nothing."""
    heads: set[int] = set()
    for element in tree.walk():
        kind = element.get("S", "")
        if kind == "/THead" or id(element) in heads:
            heads |= {id(child) for child in tree.children(element)}
        _mend(tree, made, element, in_head=id(element) in heads)
    _simplify(tree, tree.document())


def _mend(tree: Tree, made: Made, element: Element, *, in_head: bool) -> None:
    """Correct one element."""
    kind = element.get("S", "")
    if kind == "/NonStruct" and made.tag(element) in _GROUPS:
        element["S"] = _GROUPS[made.tag(element)]
    elif kind == "/Span" and made.is_block(element):
        element["S"] = "/P"
    elif kind in ("/TH", "/TD"):
        _scope(element, in_head=in_head)
    elif kind == "/Figure":
        _place(tree, element)
    elif kind == "/L":
        _number(tree, made, element)
    elif kind == "/LI":
        _label(tree, made, element)
    elif kind == "/Caption":
        _unwrap_caption(tree, element)
    _say_language(made, element)


def _scope(element: Element, *, in_head: bool) -> None:
    """Say what a head is the head of; with that the engine's lists of heads by cell are not needed."""
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Column" if in_head else "/Row"
    element["A"].pop("Headers", None)
    element.pop("ID", None)
    if len(element["A"]) == 1:
        del element["A"]


def _place(tree: Tree, element: Element) -> None:
    """Give the box of a figure in the space of its page: the engine gives pixels from the top."""
    left, top, right, bottom = (number * _POINTS_A_PIXEL for number in element["A"]["BBox"])
    height = tree.get(element["Pg"])["MediaBox"][3]
    element["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _number(tree: Tree, made: Made, element: Element) -> None:
    """Say how the items of a list are marked."""
    import pydyf

    marked = any(
        made.tag(below) == _BULLET
        for item in tree.children(element)
        for body in tree.children(item)
        for below in tree.children(body)
    )
    element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Disc" if marked else "/None"})


def _label(tree: Tree, made: Made, element: Element) -> None:
    """Make the mark before an item its label, beside its body."""
    for body in list(tree.children(element)):
        for mark in list(tree.children(body)):
            if made.tag(mark) == _BULLET:
                mark["S"] = "/Lbl"
                body["K"].remove(mark.reference)
                element["K"].insert(0, tree.adopt(element, mark.reference, mark["Pg"]))


def _unwrap_caption(tree: Tree, element: Element) -> None:
    """Leave one caption of a caption in a caption."""
    for child in tree.children(element):
        if child["S"] == "/Caption":
            child["S"] = "/NonStruct"


def _say_language(made: Made, element: Element) -> None:
    """Carry the language of a run from the page to its element."""
    import pydyf

    html = made.html(element)
    language = html.get("lang") if html is not None and html.tag != "html" else None
    if language:
        element["Lang"] = pydyf.String(language)


def _simplify(tree: Tree, element: Element) -> bool:
    """Take out wrappers and what is empty, from below; tell whether anything is left of the element."""
    kids: list[object] = []
    for kid in element["K"]:
        child = tree.child(kid)
        if child is None:
            kids.append(kid)
        elif _simplify(tree, child):
            kids += _unwrapped(tree, element, kid)
        else:
            child.clear()
    element["K"][:] = kids
    return bool(kids) or element.get("S") in _MAY_BE_EMPTY


def _unwrapped(tree: Tree, parent: Element, kid: object) -> list[object]:
    """Return a kid, or what is in it where it is a wrapper that its parent can do without."""
    element = tree.child(kid)
    if element is None or not _says_nothing(tree, parent, element):
        return [kid]
    held = [tree.adopt(parent, own, element["Pg"]) for own in element["K"]]
    element.clear()
    return [found for own in held for found in _unwrapped(tree, parent, own)]


def _says_nothing(tree: Tree, parent: Element, element: Element) -> bool:
    """Tell whether an element is a wrapper that its parent can do without."""
    if element["S"] not in _WRAPPERS or {"A", "Lang", "Alt", "ActualText"} & element.keys():
        return False
    if parent["S"] in _HOLDS_CONTENT:
        return True
    return all(isinstance(kid, bytes) and tree.child(kid) is not None for kid in element["K"])
