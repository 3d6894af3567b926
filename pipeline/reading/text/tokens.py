"""Finds digits in a text: every one belongs to a token, and a token is one number as printed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.reading.text.plain import NO_BREAK
from pipeline.reading.words import fold

_CHUNK = re.compile(r"[0-9]+(?:[.,'’][0-9]+)*")
_GROUPED_TAIL = re.compile(r"[0-9]{3}(?:[.,][0-9]{1,6})?")
_SUFFIX = re.compile(r"(?:[-‑–’']?)([^\W\d_]{1,24})")
_SPACES = " " + NO_BREAK
_DATE = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:[0-9]{4}|[0-9]{2})")


@dataclass(frozen=True)
class Number:
    """A number as it stands in the text: its span, its characters, and how it is written.

    `form` is digits, word or roman; `whole` is what a word or numeral says. `suffix` are the letters joined
    to the digits ('th', 'cü', 'day') and `past` is where they end. `doubt` is a code where the characters may
    not be one number.
    """

    start: int
    end: int
    text: str
    form: str = "digits"
    whole: int = 0
    suffix: str = ""
    past: int = 0
    doubt: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is digits without any separator."""
        return self.form == "digits" and self.text.isdigit()

    @property
    def is_date(self) -> bool:
        """Whether it is written as 19.01.2026."""
        return self.form == "digits" and _DATE.fullmatch(self.text) is not None


def find_digits(
    text: str, months_end: frozenset[int], apart: Callable[[int], bool] = lambda _: False
) -> list[Number]:
    """List the numbers that are written in digits, in order.

    Groups of three that stand apart by a space are one number ('2 270 000'). `months_end` holds the places
    where a name of a month ends: after one, '28 100' may as well be a day and a number, which is a doubt.
    Where `apart` holds, as in a telephone number, nothing is joined.
    """
    chunks = [(match.start(), match.end()) for match in _CHUNK.finditer(text)]
    return list(_group(text, chunks, months_end, apart))


def _group(
    text: str, chunks: list[tuple[int, int]], months_end: frozenset[int], apart: Callable[[int], bool]
) -> Iterator[Number]:
    """Join chunks that are groups of one number."""
    place = 0
    while place < len(chunks):
        start, end = chunks[place]
        last = place
        while (
            not apart(start)
            and last + 1 < len(chunks)
            and _continues(text, start, chunks[last], chunks[last + 1], last > place)
        ):
            last += 1
            end = chunks[last][1]
        doubt = ""
        if last > place and _after_month(text, start, months_end):
            doubt = "day_or_group"
        elif last > place and last + 1 < len(chunks) and _lost_point(text, end, chunks[last + 1]):
            last += 1
            end = chunks[last][1]
            doubt = "point_lost"
        if text[end : end + 2] == ".%":
            doubt = "digits_lost"
        suffix, past = _suffix(text, end)
        yield Number(start, end, text[start:end], suffix=suffix, past=past, doubt=doubt)
        place = last + 1


def _continues(text: str, start: int, left: tuple[int, int], right: tuple[int, int], inside: bool) -> bool:
    """Tell whether a chunk is the next group of three of the number that a chunk before it began."""
    if right[0] - left[1] != 1 or text[left[1]] not in _SPACES:
        return False
    head = text[left[0] : left[1]]
    if not head.isdigit() or (len(head) != 3 if inside else len(head) > 3 or head.startswith("0")):
        return False
    if not _GROUPED_TAIL.fullmatch(text, right[0], right[1]):
        return False
    return inside or not _is_joined(text, start)


def _is_joined(text: str, start: int) -> bool:
    """Tell whether a letter or a sign that binds stands right before a place."""
    before = text[start - 1] if start else " "
    return before.isalnum() or before in "-_/+#№"


def _after_month(text: str, start: int, months_end: frozenset[int]) -> bool:
    """Tell whether a name of a month stands right before a place."""
    before = start
    while before and text[before - 1] in _SPACES:
        before -= 1
    return before in months_end


def _lost_point(text: str, end: int, right: tuple[int, int]) -> bool:
    """Tell whether one or two digits stand apart where a decimal mark is expected ('2 876 8 million')."""
    digits = text[right[0] : right[1]]
    if right[0] - end != 1 or text[end] not in _SPACES or not digits.isdigit() or len(digits) > 2:
        return False
    after = text[right[1] : right[1] + 2]
    return len(after) == 2 and after[0] in _SPACES and after[1].isalpha()


def _suffix(text: str, end: int) -> tuple[str, int]:
    """Return the letters joined to a number, folded, and where they end."""
    joined = _SUFFIX.match(text, end)
    return (fold(joined[1]), joined.end()) if joined else ("", end)
