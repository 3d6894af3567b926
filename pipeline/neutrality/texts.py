"""Everything that the files of a release say, with the place of each text: pages, tables, metadata, names."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from itertools import zip_longest
from typing import Any

Placed = Iterator[tuple[str, str]]
Wanted = Callable[[str], object]
_WHOLE = frozenset(
    {"p", "li", "td", "th", "h1", "h2", "h3", "caption", "figcaption", "dd", "dt", "title", "text"}
)
"""Elements whose words are one text, whatever stands inside."""
_WITH_ELEMENTS = "|".join(f"//{tag}[*]" for tag in sorted(_WHOLE))
_LICENCE = re.compile(r"^fonts/|(^|/)LICENSE")
_CELL = re.compile(
    r'</?c(?: (?:r="[A-Z]+\d+"|s="\d+"|t="[a-z]+"))*/?>|</?v>|<v>[\d.E+-]*</v>|</?t>|</?si>|</?row>'
)
"""Marks around the cells of a workbook: they hold no word, and there are very many."""
_DIGITS = re.compile(r"\d+")
_SAID = (
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "content",
    "placeholder",
    "summary",
    "id",
    "class",
    "name",
)


def texts_of(name: str, data: bytes, wanted: Wanted = bool) -> Placed:
    """Yield place and text of all that a file says and `wanted` holds for.

    Styles say nothing; a licence is as its author wrote it.
    """
    kind = name.rpartition(".")[2].lower()
    readers = {"csv": _csv, "json": _json, "xml": _xml, "xlsx": _zipped, "txt": _plain, "md": _plain}
    yield "name", _DIGITS.sub(" ", name)
    if kind == "html":
        yield from _html(data, wanted)
    elif kind in readers and not _LICENCE.search(name):
        yield from ((place, text) for place, text in readers[kind](data) if wanted(text))


def bulk_of(name: str, data: bytes) -> str:
    """Return all texts of a file in one, to look for words without their places."""
    if name.endswith(".csv"):
        return data.decode("utf-8")
    if name.endswith(".html"):
        from lxml import html

        root = _parsed(data, html)
        said = [value for key in _SAID for value in root.xpath(f"//@{key}")]
        # A word may go on inside an element: what has elements in it is read as one text, too.
        said += ["".join(one.itertext()) for one in root.xpath(_WITH_ELEMENTS)]
        return "\n".join([*root.xpath("//text()[not(parent::style) and not(parent::script)]"), *said])
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(part).decode("utf-8") for part in book.namelist() if part.endswith(".xml")]
        # The names of elements and attributes are read with what they hold: more is looked at than is said.
        return unescape(_CELL.sub(" ", "\n".join(parts)))
    return "\n".join(text for _, text in texts_of(name, data))


def _parsed(data: bytes, html: Any) -> Any:
    """Parse a page."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def _html(data: bytes, wanted: Wanted) -> Placed:
    """Yield the texts of a page that are wanted, by element and line."""
    from lxml import html

    for element in _parsed(data, html).iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "script"):
            continue
        if element.tag in _WHOLE:
            text = "".join(element.itertext())
        else:
            text = f"{element.text or ''} {' '.join(child.tail or '' for child in element)}"
        if wanted(text) and not _is_told(element):
            yield _place(element), " ".join(text.split())
        for key in _SAID:
            if key in element.attrib and wanted(element.get(key)):
                yield f"{_place(element)}, {key}", element.get(key)


def _is_told(element: Any) -> bool:
    """Tell whether the words of an element were read with those of an element around it."""
    return any(one.tag in _WHOLE for one in element.iterancestors()) and element.tag not in _WHOLE


def _place(element: Any) -> str:
    """Say where an element stands."""
    holder = next((one for one in (element, *element.iterancestors()) if one.get("id")), element)
    return f"{holder.get('id') or 'head'}, <{element.tag}>, line {element.sourceline}"


def _csv(data: bytes) -> Placed:
    """Yield the heads and the fields of a table."""
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    heads = next(rows, [])
    for head in heads:
        yield "head", head
    for number, row in enumerate(rows, 2):
        for head, text in zip_longest(heads, row, fillvalue=""):
            if text:
                yield f"line {number}, {head}", text


def _json(data: bytes) -> Placed:
    """Yield the names and the texts of a JSON file."""
    yield from _values(json.loads(data), "")


def _values(value: Any, place: str) -> Placed:
    """Walk through what a JSON file holds."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{place}/{key}", str(key)
            yield from _values(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _values(inner, f"{place}/{at}")
    elif isinstance(value, str):
        yield place, value


def _xml(data: bytes) -> Placed:
    """Yield the texts and the attributes of an XML file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for element in etree.fromstring(data, parser).iter():
        place = f"line {element.sourceline}"
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and text.strip():
                yield place, str(text)


def _zipped(data: bytes) -> Placed:
    """Yield the texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for part in book.namelist():
            if part.endswith(".xml"):
                yield from ((f"{part}, {place}", text) for place, text in _xml(book.read(part)))


def _plain(data: bytes) -> Placed:
    """Yield the lines of a text."""
    for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
        yield f"line {number}", line
