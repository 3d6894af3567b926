"""The text of a document without its markup, each character with its place in the document as given."""

import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.reading.text.markup import Piece, pieces_of

NO_BREAK = "\u00a0"
_SPACES = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINES = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_MARKS = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2212": "−", "\u02bc": "’", "\u2032": "’"}


@dataclass(frozen=True)
class Plain:
    """A text to read: spaces, digits and letters of one form each, with where each character came from."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the document as given of characters from `start` to before `end`."""
        return self.starts[start], self.ends[end - 1]


def plain_text(content: str, media_type: str) -> Plain:
    """Take the text out of a document: no markup, no invisible characters, digits as 0 to 9.

    Nothing that can be read is left out, so every digit keeps its place.
    """
    letters: list[str] = []
    starts, ends = array("q"), array("q")
    for letter, start, end in _settled(pieces_of(content, media_type)):
        letters.append(letter)
        starts.append(start)
        ends.append(end)
    return Plain("".join(letters), starts, ends)


def _settled(pieces: Iterable[Piece]) -> Iterator[tuple[str, int, int]]:
    """Yield single characters in one form each; a letter and the mark that follows it become one."""
    held: tuple[str, int, int] | None = None
    for text, start, end in pieces:
        step = 1 if len(text) == end - start else 0
        for number, raw in enumerate(text):
            first = start + number * step
            last = first + 1 if step else end
            letter = raw if raw < "\x7f" and raw > "\x1f" else _one_form(raw)
            if not letter:
                continue
            if held is not None:
                joined = _join(held[0], letter)
                if joined:
                    held = (joined, held[1], last)
                    continue
                yield held
            held = (letter, first, last)
    if held is not None:
        yield held


def _one_form(letter: str) -> str:
    """Give a character in its one form; empty for one that is not seen."""
    if letter in _SPACES:
        return NO_BREAK
    if letter in _LINES or letter in _MARKS:
        return _LINES.get(letter) or _MARKS[letter]
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Cf":
        return ""
    if category == "Cc" and letter not in "\n\t":
        return " "
    return letter


def _join(before: str, letter: str) -> str:
    """Join a letter and a mark written apart ('s' and a cedilla) where one character is both."""
    if letter < "\u0300" or not unicodedata.combining(letter):
        return ""
    joined = unicodedata.normalize("NFC", before + letter)
    return joined if len(joined) == 1 else ""
