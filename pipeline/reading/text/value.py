"""What a printed number says: which marks group digits and which part decimals, by language and document.

A mark that may be either is a doubt with its readings, unless the language, the scale or other numbers of the
same document settle it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.text.language import DECIMAL_COMMA
from pipeline.reading.text.tokens import Number

_SEPARATORS = re.compile(r"[^0-9]")
_BILLIONS = 9
_POINT_GROUPS = frozenset({"es", "tr", "fr"})


@dataclass(frozen=True)
class Value:
    """The readings of a printed number, the likeliest first; more than one is a doubt.

    `places` counts the decimals printed. `note` is a code of how it was read, `refused` one of why it cannot
    be what it says.
    """

    readings: tuple[Decimal, ...]
    places: int = 0
    note: str = ""
    refused: str = ""

    @property
    def certain(self) -> bool:
        """Whether there is one reading."""
        return len(self.readings) == 1 and not self.refused


@dataclass(frozen=True)
class Habits:
    """How a document writes numbers: how often a mark can only group digits, or only part decimals."""

    groups: Counter[str]
    decimals: Counter[str]

    @classmethod
    def of(cls, numbers: Iterable[Number]) -> "Habits":
        """Count what the numbers of a document show."""
        groups: Counter[str] = Counter()
        decimals: Counter[str] = Counter()
        for number in numbers:
            if number.form == "digits" and not number.is_date:
                _count(number.text, groups, decimals)
        return cls(groups, decimals)

    def settles(self, mark: str) -> str:
        """Say whether a mark groups or parts in this document; empty where it shows both or neither."""
        grouping, parting = self.groups[mark], self.decimals[mark]
        if grouping and not parting:
            return "group"
        return "decimal" if parting and not grouping else ""


def _count(text: str, groups: Counter[str], decimals: Counter[str]) -> None:
    """Count the marks of a number that have one reading."""
    marks = [mark for mark in _SEPARATORS.findall(text) if mark in ".,"]
    tails = _SEPARATORS.split(text)[1:]
    if len(marks) > 1 and len(set(marks)) == 1 and all(len(tail) == 3 for tail in tails):
        groups[marks[0]] += 1
    elif len(marks) == 2 and marks[0] != marks[1] and len(tails[0]) == 3:
        groups[marks[0]] += 1
        decimals[marks[1]] += 1
    elif len(marks) == 1 and (len(tails[-1]) != 3 or text.startswith("0") or len(text) > 7):
        decimals[marks[0]] += 1


def read_value(number: Number, lang: str, habits: Habits, power: int = 0, counts: bool = False) -> Value:
    """Read a number; `power` is that of its scale word, `counts` says that its unit is of whole things."""
    if number.form != "digits":
        return Value((Decimal(number.whole),))
    text = number.text.replace("\u00a0", " ")
    if number.doubt == "point_lost":
        return _point_lost(text)
    head, mark, tail = _last_mark(text)
    if not mark:
        return _whole(re.sub(r"[ '’]", "", head), text, number.doubt)
    if tail is None:
        return Value((), refused="marks_contradict")
    whole = re.sub(r"[^0-9]", "", head)
    grouped = re.search(r"[^0-9]", head) is not None
    if len(tail) != 3 or whole.startswith("0") or grouped or len(whole) > 3:
        return _parted(whole, tail)
    return _three_after(whole, mark, tail, lang, habits, power, counts)


def _whole(digits: str, text: str, doubt: str) -> Value:
    """Give a whole number its reading; where a day may stand before it, its last group is another."""
    readings = (
        (Decimal(digits), Decimal(text.rsplit(maxsplit=1)[-1]))
        if doubt == "day_or_group"
        else (Decimal(digits),)
    )
    return Value(readings, note="decimal_digits_lost" if doubt == "digits_lost" else "")


def _parted(whole: str, tail: str) -> Value:
    """Give a number with decimals its one reading."""
    return Value((Decimal(f"{whole}.{tail}"),), len(tail))


def _point_lost(text: str) -> Value:
    """Propose the reading in which the last space is a decimal mark; the number is refused."""
    whole, _, tail = text.rpartition(" ")
    reading = Decimal(f"{whole.replace(' ', '')}.{tail}")
    return Value((reading,), len(tail), refused="decimal_point_lost")


def _last_mark(text: str) -> tuple[str, str, str | None]:
    """Split a number at its decimal mark, if it has one; a tail of None says that its marks contradict."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return text, "", ""
    if len(marks) > 1 and len(set(marks)) == 1:
        parts = re.split(r"[.,]", text)
        if len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):
            return re.sub(r"[.,]", "", text), "", ""
        return text, marks[0], None
    at = max(text.rfind("."), text.rfind(","))
    head = text[:at]
    groups = re.split(r"[^0-9]", head)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return text, text[at], None
    return head, text[at], text[at + 1 :]


def _three_after(
    whole: str, mark: str, tail: str, lang: str, habits: Habits, power: int, counts: bool
) -> Value:
    """Read '1,406': grouped or parted, as language, scale and document say, or both in doubt."""
    grouped, parted = Decimal(whole + tail), Decimal(f"{whole}.{tail}")
    habit = habits.settles(mark)
    decimal_mark = "," if lang in DECIMAL_COMMA else "."
    if power >= _BILLIONS:
        return _of_billions(grouped, parted, mark, lang, habit)
    if mark == decimal_mark:
        return _own_decimal(grouped, parted, mark, habit, power, counts)
    if lang not in DECIMAL_COMMA:
        return Value((grouped, parted)) if habit == "decimal" else Value((grouped,))
    if habit == "group" or (lang in _POINT_GROUPS and power and habit != "decimal"):
        return Value((grouped,), note="thousands_point")
    if habit == "decimal":
        return Value((parted,), 3) if power else Value((grouped, parted), 3)
    return Value((parted, grouped), 3) if power else Value((grouped, parted))


def _of_billions(grouped: Decimal, parted: Decimal, mark: str, lang: str, habit: str) -> Value:
    """Read a number of billions: thousands of billions are not meant where the mark can part decimals."""
    if mark == "," and lang not in DECIMAL_COMMA:
        return Value((parted, grouped), 3)
    if mark == "." and lang in _POINT_GROUPS and habit != "decimal":
        return Value((parted, grouped), 3)
    return Value((parted,), 3, note="decimal_comma" if mark == "," else "")


def _own_decimal(grouped: Decimal, parted: Decimal, mark: str, habit: str, power: int, counts: bool) -> Value:
    """Read three digits after the decimal mark of the language."""
    note = "decimal_comma" if mark == "," else ""
    if habit == "group":
        return Value((grouped, parted))
    if power >= 6 and (mark == "." or habit == "decimal"):
        return Value((parted,), 3, note=note)
    if power:
        return Value((parted, grouped), 3)
    if counts:
        return Value((grouped, parted))
    return Value((parted,), 3, note=note) if habit == "decimal" else Value((grouped, parted))
