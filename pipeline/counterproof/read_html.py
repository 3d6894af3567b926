"""Reads a page of a release as blocks of text; nothing that made the page is used."""

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.counterproof.model import Block, Run, has_number

TARGET = "n-"
"""Anchors of the lineage index begin so; what follows is the id of a number."""
_BLOCKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("p", "li", "summary", "label", "legend", "blockquote", "address"), "text"),
    **dict.fromkeys(("dd", "dt"), "term"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("button", "option"), "nav"),
    "pre": "listing",
    "title": "title",
}
_SILENT = frozenset({"style", "script", "template", "colgroup", "col"})
_SAID = frozenset(
    {"alt", "title", "aria-label", "aria-description", "aria-valuetext", "summary", "placeholder"}
)
"""Attributes that a reader is shown or told."""
_PARTS = {"lab": "label", "no": "section-number"}
_ON_ITS_LINE = frozenset({"sub", "cap", "det", "k"})
"""Spans that begin a line of their own."""
_SPOT = re.compile(r"translate\((-?[\d.]+)[, ]+(-?[\d.]+)\)")


@dataclass
class _State:
    """Where the reader stands."""

    found: list[Block] = field(default_factory=list)
    section: str = ""
    label: str = ""
    row: int = 0
    col: int = 0
    kind: str = ""
    index: bool = False
    figure: bool = False


@dataclass
class _Open:
    """A block being read."""

    kind: str
    runs: list[Run] = field(default_factory=list)


def read_html(data: bytes) -> list[Block]:
    """Return the blocks of a page in the order of its text; `section` is the id of the part without `s-`."""
    from lxml import html

    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    state = _State()
    _visit(root, state, _Open("text"), "", "")
    return state.found


def _visit(element: Any, state: _State, into: _Open, target: str, part: str) -> None:
    """Read an element into the block that is open; a block inside opens one of its own."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return
    _attributes(element, state)
    if tag == "svg":
        _drawing(element, state)
        return
    if tag == "meta":
        return
    kind = _kind(element, state)
    if kind:
        own = _Open(kind)
        _inside(element, state, own, "", "")
        _close(own, state, element)
    elif tag in ("section", "table", "figure", "main", "nav", "header", "footer", "tr", "ul", "div"):
        # What these hold beside their blocks stands for itself.
        own = _Open("text")
        _within(element, state, own)
        _close(own, state, element)
    else:
        if tag == "br" or (element.get("class") or "") in _ON_ITS_LINE:
            into.runs.append(Run("\n"))
        href = element.get("href") or ""
        found = href[1:].removeprefix(TARGET) if href.startswith(f"#{TARGET}") else target
        _inside(element, state, into, found, _PARTS.get(element.get("class") or "", part))


def _inside(element: Any, state: _State, into: _Open, target: str, part: str) -> None:
    """Read text and children of an element."""
    if element.text:
        into.runs.append(Run(element.text, target, part))
    for child in element:
        if child.tag in ("caption", "figcaption"):
            state.label = _label_of(child)
        _visit(child, state, into, target, part)
        if child.tail:
            into.runs.append(Run(child.tail, target, part))


def _within(element: Any, state: _State, own: _Open) -> None:
    """Read an element that changes where the reader stands, and stand there again behind it."""
    before = (state.section, state.kind, state.index, state.figure, state.row, state.col)
    tag, name = element.tag, element.get("class") or ""
    if tag == "section":
        state.section = (element.get("id") or element.get("aria-labelledby") or "").removeprefix("s-")
    elif tag in ("nav", "header", "footer"):
        state.kind = {"nav": "nav", "header": "banner", "footer": "foot"}[tag]
    elif tag == "main":
        state.kind = ""
    elif tag == "ul" and "facts" in name.split():
        state.kind = "banner"
    elif tag == "table":
        state.row, state.index = 0, "index" in name.split()
        state.label = "" if not state.figure else state.label
    elif tag == "figure":
        state.figure = True
    elif tag == "tr":
        inside = element.getparent().tag == "tbody"
        state.row, state.col = (state.row + 1 if inside else 0), 0
    own.kind = state.kind or own.kind
    _inside(element, state, own, "", "")
    row = state.row
    state.section, state.kind, state.index, state.figure, state.row, state.col = before
    if tag == "tr":
        state.row = row


def _kind(element: Any, state: _State) -> str:
    """Return the kind of a block, nothing for what is none."""
    tag = element.tag
    if tag in ("td", "th"):
        state.col += 1
        return _kind_of_cell(tag, state)
    kind = _BLOCKS.get(tag, "")
    if kind != "text":
        return kind
    names = (element.get("class") or "").split()
    if state.figure and "run" in names:
        return "list"
    return "note" if "note" in names else state.kind or kind


def _kind_of_cell(tag: str, state: _State) -> str:
    """Return the kind of a cell: of the index, of a figure's list, of a table's head or body."""
    if state.index and state.row:
        return "index"
    if state.figure:
        return "list"
    return ("cell" if tag == "td" else "row") if state.row else "column"


def _close(own: _Open, state: _State, element: Any) -> None:
    """Hand a block on, if it says anything."""
    runs = tuple(run for run in own.runs if run.text)
    if not any(run.text.strip() for run in runs):
        return
    table = own.kind in ("cell", "row", "index")
    label = state.label if own.kind in ("caption", "cell", "row", "column", "list", "note") else ""
    state.found.append(
        Block(
            own.kind,
            state.section,
            label,
            state.row if table or own.kind == "list" else 0,
            state.col if table or own.kind == "list" else 0,
            runs,
            element.get("data-n") or "",
        )
    )


def _label_of(caption: Any) -> str:
    """Return the name of a table or figure as its caption gives it."""
    found = [one for one in caption.iter("span") if one.get("class") == "lab"]
    return "".join(found[0].itertext()).strip() if found else ""


def _attributes(element: Any, state: _State) -> None:
    """Read what attributes say."""
    if element.tag == "meta":
        if element.get("name") != "viewport" and has_number(element.get("content") or ""):
            state.found.append(Block("title", runs=(Run(element.get("content")),)))
        return
    for name, value in element.attrib.items():
        if name in _SAID and has_number(value):
            number = (element.get("href") or "").removeprefix("#").removeprefix(TARGET)
            said = Block("attribute", state.section, state.label, runs=(Run(value),), number=number)
            state.found.append(said)


def _drawing(svg: Any, state: _State) -> None:
    """Read a drawn chart: what is said of it and every text in it, with its place."""
    for at, element in enumerate(svg.iter("title", "desc", "text")):
        text = "".join(element.itertext())
        if element.tag != "text":
            state.found.append(Block("alt", state.section, state.label, runs=(Run(text),)))
            continue
        groups = [one.get("class") or "" for one in element.iterancestors("g")]
        kind = "scale" if any("role-axis" in name for name in groups) else "drawing"
        group = next((name for name in groups if "mark-text" in name), str(at))
        spot = _SPOT.search(element.get("transform") or "")
        place = (float(spot[1]), float(spot[2])) if spot else (0.0, 0.0)
        holder = next(element.iterancestors("g"), None)
        group += f" {id(holder)}" if kind == "scale" else ""
        state.found.append(
            Block(kind, state.section, state.label, runs=(Run(text),), group=group, spot=place)
        )
