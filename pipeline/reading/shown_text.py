"""The text of a document as it was read, cut into lines of words and marked numbers."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.reading.draft import Item
from pipeline.reading.marks import Mark, mark_of

MAX_SHOWN_CHARACTERS: Final = 200_000
"""Characters of a document that a page shows; the list of numbers below it is complete."""
SNIPPET: Final = 70
"""Characters before and after a number that stand with its question."""


@dataclass(frozen=True)
class Token:
    """A number in the text: what is printed, which item it is, and its look."""

    text: str
    number: int
    item: Item
    mark: Mark


Run = str | Token
Lines = tuple[tuple[Run, ...], ...]


def visible(text: str) -> str:
    """Replace characters that would change how others look: controls, and marks of writing direction."""
    return "".join(
        letter
        if letter in "\n\t" or letter.isprintable() or letter in "\u00a0\u202f\u2009\u00ad"
        else "\ufffd"
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
    )


def readable(content: str, media_type: str, items: Sequence[Item]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a document without its markup, and the span of each item in it."""
    if media_type != "text/html":
        return content, [(int(item.start), int(item.end)) for item in items]
    from pipeline.reading.text.plain import plain_text

    plain = plain_text(content, media_type)
    spans = [
        (bisect_left(plain.starts, int(item.start)), bisect_left(plain.starts, int(item.end)))
        for item in items
    ]
    return plain.text, spans


def cut_lines(content: str, media_type: str, items: Sequence[Item]) -> tuple[Lines, int]:
    """Cut a text into lines with their tokens; also returns how many characters are left out."""
    text, spans = readable(content, media_type, items)
    runs: list[Run] = []
    place = 0
    for number, (item, (start, end)) in enumerate(zip(items, spans, strict=True)):
        if start < place or end > MAX_SHOWN_CHARACTERS:
            continue
        runs += [visible(text[place:start]), Token(visible(text[start:end]), number, item, mark_of(item))]
        place = end
    runs.append(visible(text[place : max(place, MAX_SHOWN_CHARACTERS)]))
    return _split(runs), max(0, len(text) - max(place, MAX_SHOWN_CHARACTERS))


def snippets(content: str, media_type: str, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the words before and after each item, on its own line, cut at a space."""
    text, spans = readable(content, media_type, items)
    return [(_before(text, start), _after(text, end)) for start, end in spans]


def _before(text: str, start: int) -> str:
    """Return the words before a place."""
    piece = text[max(0, start - SNIPPET) : start].replace("\r", "\n").rpartition("\n")[2]
    return visible(piece.partition(" ")[2] if len(piece) == SNIPPET else piece)


def _after(text: str, end: int) -> str:
    """Return the words after a place."""
    piece = text[end : end + SNIPPET].replace("\r", "\n").partition("\n")[0]
    return visible(piece.rpartition(" ")[0] if len(piece) == SNIPPET else piece)


def _split(runs: Sequence[Run]) -> Lines:
    """Split runs at the ends of lines; lines without words are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if isinstance(run, Token):
            lines[-1].append(run)
            continue
        first, *others = run.split("\n")
        lines[-1].append(first)
        lines += [[part] for part in others]
    return tuple(
        tuple(run for run in line if run)
        for line in lines
        if any(isinstance(run, Token) or run.strip() for run in line)
    )
