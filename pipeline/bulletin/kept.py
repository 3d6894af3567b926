"""Codes and dates that stay on one line: EX-R02-DIR, 31 December 2026, 2026-cı il; the end of a long code.

They are marked and their characters stay, so that what is copied or searched for is the very code.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from pipeline.bulletin.model import Foreign

LONGEST_CODE = 18
"""Characters of a code that is kept whole: a longer one, as the name of a file, fits no narrow column."""
BROKEN_FROM = 25
"""Characters from which a code may be wider than its column: a line then ends before its last part."""
LAST_PART = (3, 8)
"""Characters of the last part: that after the last dot or line, else the last few letters."""
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = r"(?:-\w+[ \u00a0]il\w*|[ \u00a0]год\w*|[ \u00a0]г\.)"
_DAY = r"(?:\d{1,2}–)?\d{1,2}[ \u00a0][^\W\d]+\.?[ \u00a0]"
_DATE = rf"(?<![\w.,-])(?:{_DAY}{_YEAR}(?!\d){_OF_YEAR}?|(?:{_YEAR}–)?{_YEAR}{_OF_YEAR})"
_CODE = r"(?<![\w./-])\w[\w.]*(?:-\w+(?:\.\w+)*)+(?![\w/-])"
_ENDING = r"\A-\w+"
"""The ending of the number before the text: 677-dən."""
_LONG = rf"(?<![\w./-])[\w.]{{{BROKEN_FROM},}}(?![\w/-])"
_KEPT = re.compile(rf"{_DATE}|{_CODE}|{_ENDING}|(?P<long>{_LONG})")
_LAST = re.compile(rf"(?:(?<=[\W_])[^\W_]{{{LAST_PART[0]},{LAST_PART[1]}}}|.{{0,{LAST_PART[0]}}})\Z")
_WORD = re.compile(rf"(?:{_DATE}|[^ \n])+")
_IS_CODE = re.compile(r"\d|[^\W\d_a-zа-яё][^\W\d_a-zа-яё]")
_AFTER_DASH = re.compile(r"(?<=[^\W\d]–)")
PARAGRAPH = "\n"
"""Stands between the paragraphs of a text."""


def at_spaces(text: str) -> list[str]:
    """Part a text at spaces, but those of a date."""
    return _WORD.findall(text)


def words_of(text: str) -> list[str]:
    """Part a text where a line may end: at spaces but those of a date, after the dash between two names."""
    return [part for word in at_spaces(text) for part in _AFTER_DASH.split(word) if part]


def kept(text: str, *, in_print: bool) -> Markup:
    """Write a text with its codes and dates marked, and each of several paragraphs as a block."""
    if isinstance(text, Foreign):
        return Markup('<span lang="{}">{}</span>').format(text.lang, _marked(str(text), in_print))
    if PARAGRAPH not in text:
        return _marked(text, in_print)
    parts = (_marked(part, in_print) for part in text.split(PARAGRAPH))
    return Markup(PARAGRAPH).join(Markup('<span class="par">{}</span>').format(part) for part in parts)


def _marked(text: str, in_print: bool) -> Markup:
    """Mark what stays on one line."""
    return Markup("").join(_pieces(text, in_print))


def _pieces(text: str, in_print: bool) -> Iterator[Markup]:
    """Give the pieces of a text, those that stay on one line in an element of their own.

    In print the space before one stands by itself, as before a link: see the macros.
    """
    at = 0
    for found in _KEPT.finditer(text):
        if found["long"] and in_print:
            yield escape(text[at : found.start()]) + last_part_kept(found[0])
            at = found.end()
        if found["long"] or not _is_kept(found[0]):
            continue
        before, at = text[at : found.start()], found.end()
        alone = in_print and before.endswith(" ")
        yield escape(before[:-1] if alone else before)
        if alone:
            yield Markup("<span> </span>")
        yield Markup('<span class="kept">{}</span>').format(found[0])
    yield escape(text[at:])


def last_part_kept(code: str) -> Markup:
    """Write a code that is wider than its column so that no line ends within its last part."""
    at = next(_LAST.finditer(code)).start()
    return Markup('{}<span class="last">{}</span>').format(code[:at], code[at:])


def _is_kept(found: str) -> bool:
    """Tell whether a date, an ending, or a word with hyphens stays whole: of codes those that are short."""
    is_code = bool(_IS_CODE.search(found)) and len(found) <= LONGEST_CODE
    return is_code or " " in found or "\u00a0" in found or found.startswith("-")
