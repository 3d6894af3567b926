"""Reads a page of a release strictly, and names what no template writes and what would load something.

The parts that may stand in a page are listed in page_parts.toml. Every "<" of a page begins one of them,
every value is quoted, every element ends: what is read here is then what any browser reads.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import unescape
from importlib.resources import files
from posixpath import dirname, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from pipeline.bulletin.svg import ATTRIBUTES, ELEMENTS

LISTED = "page_parts.toml"
AUDITOR, METHODOLOGY = "audit.html", "methodology/"
_LOADED: Mapping[str, Mapping[str, Sequence[str]]] = {
    AUDITOR: {"script": ("audit/data.js", "audit/audit.js"), "link": ("audit/audit.css",)},
    METHODOLOGY: {"link": ("methodology/page.css",)},
    "": {"script": ("charts.js",)},
}
"""What pages may load, by how their paths begin and the element that names it."""
MOST = 20
"""So many places of one page are told."""
SHOWN = 80
"""So many characters of what is foreign are quoted."""
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*) ?(/?)>')
_ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?')
_END = re.compile(r"</([a-z][a-z0-9]*)>")
_BEGINS = re.compile(r"\s*<!DOCTYPE html>\s*(?=<html )")
_SKIP = re.compile(r'<a class="skip" href="#(?:main|found)">[^<]*</a>')
_SCRIPT = re.compile(r'<script src="([^"<>]*)"(?: defer)?></script>')
_DATA = re.compile(r'<script type="application/json" class="chart-spec">([^<]*)</script>')
_STYLE = re.compile(r"<style>([^<]*)</style>")
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements of HTML that have no end."""
_DRAWN = re.compile(r"(?!.*url)[\w#\"',.()% +-]*", re.IGNORECASE)
"""The form of a value in a drawing: a number, a colour, a path, a name of type; no address."""
_LOADS = frozenset({"url", "href", "usermeta", "loader"})
"""Names in the specification of a chart at which its library loads, or takes options of the page."""
_NAME = re.compile(r"</?([^\s<>/]*)")
_ADDRESS = re.compile(r"[\w./#%-]+")
_HERE = "a place of this page or a file of the release"


class Foreign(NamedTuple):
    """What does not belong in a page: where, what was expected there, what stands there."""

    place: str
    expected: str
    found: str


@dataclass(frozen=True)
class _Parts:
    """The list for one kind of page: attributes by element, and the forms of values and classes."""

    elements: Mapping[str, frozenset[str]]
    within: Mapping[str, Collection[str]]
    values: Mapping[str, re.Pattern[str]]
    classes: Mapping[str, re.Pattern[str]]


@cache
def _parts(auditor: bool) -> _Parts:
    """Load the list."""
    listed = tomllib.loads(files(__package__).joinpath(LISTED).read_text(encoding="utf-8"))
    elements: dict[str, list[str]] = listed["elements"] | (listed["auditor"] if auditor else {})
    return _Parts(
        {name: frozenset([*own, *listed["any"]]) for name, own in elements.items()},
        listed["within"],
        *({name: re.compile(form) for name, form in listed[kind].items()} for kind in ("values", "classes")),
    )


@dataclass
class _Reader:
    """Reads one page from its beginning to its end."""

    name: str
    text: str
    known: Collection[str]
    """The files of the release, which links may lead to."""
    styles: list[str] = field(default_factory=list)
    found: list[Foreign] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @cached_property
    def loaded(self) -> Mapping[str, Sequence[str]]:
        """The files that this page may load, by the element that names them."""
        return next(own for begins, own in _LOADED.items() if self.name.startswith(begins))

    def read(self) -> None:
        begins = _BEGINS.match(self.text)
        if begins is None:
            self._say(0, "the beginning", "<!DOCTYPE html> and the element html", self.text[:40])
        at = begins.end() if begins else 0
        while (at := self.text.find("<", at)) >= 0:
            at = self._part(at)
        for name in self.open:
            self._say(len(self.text), f"element {name}", "an end of it", "none")

    def _part(self, at: int) -> int:
        """Read what begins at a place; returns where it ends."""
        if end := _END.match(self.text, at):
            self._close(at, end[1])
            return end.end()
        for form, step in (
            (_SKIP, None),
            (_SCRIPT, self._script),
            (_DATA, self._data),
            (_STYLE, self._style),
        ):
            if whole := form.match(self.text, at):
                if step:
                    step(at, whole[1])
                return whole.end()
        tag = _TAG.match(self.text, at)
        if tag and not (tag[3] and "svg" not in self.open):
            self._open(at, tag[1], tag[2], bool(tag[3]))
            return tag.end()
        begun = _NAME.match(self.text, at)
        where = f"element {begun[1]}" if begun and begun[1] else "markup"
        expected = "markup as the templates write it"
        self._say(at, where, expected, self.text[at : at + SHOWN].partition("\n")[0])
        return at + 1

    def _open(self, at: int, name: str, attributes: str, ended: bool) -> None:
        """Take up an element, with its attributes."""
        drawn = name == "svg" or "svg" in self.open
        parts, where = _parts(self.name == AUDITOR), f"element {name}"
        own = ATTRIBUTES | {"role"} if drawn and name != "title" else parts.elements.get(name)
        if own is None or (drawn and name not in {*ELEMENTS, "title"}):
            expected = "an element of a drawing" if drawn else "an element that pages of a release have"
            self._say(at, where, expected, self.text[at : at + SHOWN].partition("\n")[0])
        elif name in parts.within and (inside := (self.open or ["no element"])[-1]) not in parts.within[name]:
            self._say(at, where, f"it in {' or '.join(parts.within[name])} alone", f"it in {inside}")
        else:
            for key, value in _ATTRIBUTE.findall(attributes):
                self._attribute(at, name, key, unescape(value), parts, own, drawn=drawn)
        if not ended and name not in _EMPTY:
            self.open.append(name)

    def _attribute(
        self, at: int, element: str, key: str, value: str, parts: _Parts, own: Collection[str], *, drawn: bool
    ) -> None:
        """Check one attribute of an element that is known."""
        where = f"element {element}, attribute {key}"
        if key not in own:
            self._say(at, where, f"no attribute {key} of {element}, as the templates write none", value)
        elif key == "href":
            self._address(at, where, value, self.loaded.get("link", ()) if element == "link" else None)
        elif key == "class":
            form = parts.classes.get("drawing" if drawn else element)
            for one in value.split():
                if form is None or not form.fullmatch(one):
                    self._say(at, where, f"a class that pages of a release give to {element}", one)
        else:
            form = _DRAWN if drawn else parts.values.get(key)
            if form is not None and not form.fullmatch(value):
                self._say(at, where, "a value as the templates write it", value)

    def _close(self, at: int, name: str) -> None:
        """End an element, which is the last one that was taken up."""
        if self.open[-1:] == [name]:
            self.open.pop()
            return
        self._say(at, f"element {name}", f"an end of {(self.open or ['nothing'])[-1]}", f"</{name}>")
        if name in self.open:
            while self.open.pop() != name:
                pass

    def _script(self, at: int, address: str) -> None:
        self._address(at, "element script, attribute src", address, self.loaded.get("script", ()))

    def _data(self, at: int, text: str) -> None:
        """Check that what a chart is drawn from names nothing to load."""
        where = "element script, the data of a chart"
        try:
            loading = sorted(set(_names(json.loads(text))) & _LOADS)
        except (ValueError, RecursionError):
            self._say(at, where, "JSON", text)
            return
        if loading:
            self._say(at, where, "data that stand in it", f"the name {loading[0]}, at which a chart loads")

    def _style(self, _: int, text: str) -> None:
        self.styles.append(text.strip())

    def _address(self, at: int, where: str, address: str, known: Sequence[str] | None) -> None:
        """Check that an address is one of those known; of a link a place of this page, or any file."""
        if known is None and address.startswith("#"):
            return
        path = unquote(address).partition("#")[0]
        file = normpath(f"{dirname(self.name)}/{path}".lstrip("/"))
        leads = _ADDRESS.fullmatch(address) and not address.startswith("/")
        if not leads or file not in (self.known if known is None else known):
            expected = _HERE if known is None else " or ".join(known) or "none"
            self._say(at, where, expected, address)

    def _say(self, at: int, where: str, expected: str, found: str) -> None:
        line = self.text.count("\n", 0, at) + 1
        if len(self.found) < MOST:
            self.found.append(Foreign(f"line {line}, {where}", expected, repr(found.strip()[:SHOWN])))


def _names(value: Any) -> Iterator[str]:
    """Yield each name in a JSON value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def foreign_parts(name: str, text: str, known: Collection[str]) -> tuple[list[Foreign], list[str]]:
    """Read a page of a release by its path; returns what does not belong in it, and its style sheets."""
    reader = _Reader(name, text, known)
    reader.read()
    return reader.found, reader.styles
