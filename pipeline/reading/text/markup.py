"""Takes markup out of HTML and Markdown, piece by piece, in one pass over the document."""

import html
import re
from collections.abc import Iterator
from typing import Final

Piece = tuple[str, int, int]
"""A text to read and the place in the document that it stands for; of equal length it stands one for one."""

HTML: Final = ("text/html", "application/xhtml+xml")
MARKDOWN: Final = ("text/markdown", "text/x-markdown")
_QUOTE_OR_END = re.compile("[\"'>]")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)|<[!?]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
    }
    | {"ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub"}
    | {"sup", "time", "tt", "u", "var", "wbr"}
)
_MENUS = frozenset({"nav", "menu"})
"""Elements that hold links: each tag in them parts what stands beside it."""
_PROSE = frozenset({"p", "h1", "article", "main"})
_MAX_TAG = 64 * 1024
"""A tag of more characters than this is read as text: no browser writes one, and nothing is lost."""


def pieces_of(content: str, media_type: str) -> Iterator[Piece]:
    """Yield the text of a document by its media type; text of any other type is taken as it stands."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind in HTML:
        yield from _html_pieces(content, 0, len(content))
    elif kind in MARKDOWN:
        yield from _markdown_pieces(content)
    else:
        yield content, 0, len(content)


def _html_pieces(content: str, start: int, end: int) -> Iterator[Piece]:
    """Yield what stands between tags; a tag of a block ends a line, and so does any tag in a menu."""
    tags = _Tags(content)
    place = start
    inside = False
    while place < end:
        opening = content.find("<", place, end)
        stop = end if opening < 0 else opening
        yield from _decoded(content, place, stop)
        if opening < 0:
            return
        place = tags.past(opening)
        if place == opening:
            yield "<", opening, opening + 1
            place += 1
            continue
        inside = _is_in_menu(content, opening, inside)
        if inside or not _is_inline(content, opening):
            yield "\n", opening, place


def _is_in_menu(content: str, opening: int, inside: bool) -> bool:
    """Tell whether what follows a tag stands in a menu; one that nothing closes ends where prose begins."""
    named = _TAG_NAME.match(content, opening)
    name = (named[1] or "").lower() if named else ""
    if named is not None and name in _MENUS:
        return not named[0].startswith("</")
    return inside and name not in _PROSE


class _Tags:
    """Finds where markup ends; what it has seen of the document it does not look at again."""

    def __init__(self, content: str) -> None:
        """Remember the document and where the next '>' stands."""
        self._content = content
        self._closing = -1

    def past(self, opening: int) -> int:
        """Return where the markup that opens there ends; the same place where it is a plain '<'."""
        content = self._content
        if content.startswith("<!--", opening):
            closing = content.find("-->", opening + 4)
            return len(content) if closing < 0 else closing + 3
        named = _TAG_NAME.match(content, opening)
        if named is None or not self._closes(named.end()):
            return opening
        closing = self._tag_end(named.end())
        name = (named[1] or "").lower()
        if name in _UNREAD and not named[0].startswith("</") and content[closing - 2] != "/":
            return _past_unread(content, name, closing)
        return closing

    def _closes(self, place: int) -> bool:
        """Tell whether a '>' stands near; where it stands is kept for the next tag."""
        if self._closing < place:
            found = self._content.find(">", place)
            self._closing = len(self._content) + _MAX_TAG if found < 0 else found
        return self._closing - place < _MAX_TAG

    def _tag_end(self, place: int) -> int:
        """Return the place after the '>' of a tag: the first outside quotes, else the first of all."""
        limit = place + _MAX_TAG
        found = _QUOTE_OR_END.search(self._content, place, limit)
        while found is not None and found[0] != ">":
            closing = self._content.find(found[0], found.end(), limit)
            found = _QUOTE_OR_END.search(self._content, closing + 1, limit) if closing >= 0 else None
        return found.end() if found is not None else self._closing + 1


def _past_unread(content: str, name: str, place: int) -> int:
    """Return the place after the closing tag of an element that is not text."""
    closing = re.compile(rf"</{name}\s{{0,64}}>", re.IGNORECASE).search(content, place)
    return closing.end() if closing else len(content)


def _is_inline(content: str, opening: int) -> bool:
    """Tell whether a tag stands within a line of text."""
    named = _TAG_NAME.match(content, opening)
    if content.startswith("<!--", opening):
        return True
    return named is not None and (named[1] or "").lower() in _INLINE


def _decoded(content: str, start: int, end: int) -> Iterator[Piece]:
    """Yield text with its entities read: '&nbsp;' is one space that stands for six characters."""
    place = start
    for entity in _ENTITY.finditer(content, start, end):
        text = html.unescape(entity[0])
        if text == entity[0]:
            continue
        yield content[place : entity.start()], place, entity.start()
        for letter in text:
            yield letter, entity.start(), entity.end()
        place = entity.end()
    yield content[place:end], place, end


_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2048}(?:\s\"[^\"\n]{0,256}\")?\)|\]\[[^\]\n]{0,256}\]")
_LINK_LINE = re.compile(r"^ {0,3}\[[^\]\n]{1,256}\]:[^\n]*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`]{1,3}|~~|^ {0,3}#{1,6} |^ {0,3}> ?|!?\[|\]|\\[*_~`.\[\]()#>|-]|\|", re.MULTILINE)


def _markdown_pieces(content: str) -> Iterator[Piece]:
    """Yield text without marks of emphasis, heads and targets of links; tags are markup, too."""
    place = 0
    for start, end, block in _markdown_marks(content):
        if start < place:
            continue
        yield from _decoded(content, place, start)
        if block:
            yield "\n", start, end
        place = end
    yield from _decoded(content, place, len(content))


def _markdown_marks(content: str) -> list[tuple[int, int, bool]]:
    """List the places of marks in order; of two that begin at one place the longer comes first."""
    found = [(match.start(), match.end(), False) for match in _LINK_TARGET.finditer(content)]
    found += [(match.start(), match.end(), True) for match in _LINK_LINE.finditer(content)]
    for match in _MARKS.finditer(content):
        escaped = match[0].startswith("\\")
        found.append((match.start(), match.start() + 1 if escaped else match.end(), match[0] == "|"))
    tags = _Tags(content)
    place = content.find("<")
    while place >= 0:
        past = tags.past(place)
        if past > place:
            found.append((place, past, not _is_inline(content, place)))
        place = content.find("<", max(past, place + 1))
    return sorted(found, key=lambda mark: (mark[0], -mark[1]))
