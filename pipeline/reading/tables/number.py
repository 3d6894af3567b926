"""Numbers as tables print them: separators, signs, percent, footnote marks, marks for no figure.

What can be read in two ways is given in both; the cells around it decide, or a person is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.reading.tables.lexis import meaning

MAX_DIGITS: Final = 40
"""A text with more digits is no figure."""
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060]+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁾⁽", "0123456789)(")
_TOKEN = re.compile(
    r"(?P<qualifier>[<>≈~]?) ?(?P<sign>[-+−–—]?) ?"
    r"(?P<core>[0-9](?:[0-9., '’]*[0-9])?)(?P<point>[.,]?)(?P<tail>.*)",
    re.DOTALL,
)
_NOTE = re.compile(
    r"\*{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}[⁾)]?|\[[0-9a-z]{1,2}\]|\([0-9a-z]{1,2}\)|[0-9]{1,2}\)|[a-eprsu]\)|[a-eprsu]|[†‡§]"
)
_GLUED = re.compile(r"(?P<core>[0-9][0-9., '’]*)\)")
_QUALIFIERS = {"<": "less_than", ">": "more_than", "≈": "about", "~": "about"}


@dataclass(frozen=True)
class Reading:
    """One way to read a text: its value, the decimals printed, the footnote mark taken off."""

    value: Decimal
    places: int
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A printed number. Several `readings` are equally possible; `doubt` says why a person should look."""

    readings: tuple[Reading, ...]
    percent: bool = False
    unit: str = ""
    qualifier: str = ""
    doubt: str = ""


def tidy(text: str) -> str:
    r"""Make any kind of space one space.

    >>> tidy("1\u202f234,5 ")
    '1 234,5'
    """
    return _SPACES.sub(" ", text).strip()


def missing_mark(text: str) -> str:
    """Return what a mark means: not_available, nil, not_applicable, suppressed; empty for no mark."""
    bare = tidy(text)
    return meaning("missing", bare) if len(bare) <= 20 else ""


def read_number(text: str, decimal: str = "", places: int | None = None) -> Figure | None:
    """Read a printed number; None for text that is none.

    `decimal` is the table's decimal mark where that is known, `places` the decimals that the other figures of
    the column have: both decide between readings.

    >>> read_number("758,22)", ",", 1).readings
    (Reading(value=Decimal('758.2'), places=1, note='2'),)
    """
    bare = tidy(text)
    if not bare or len(bare) > 80 or sum(char.isdigit() for char in bare) > MAX_DIGITS:
        return None
    inner = _in_parentheses(bare)
    if inner:
        return _negative(inner, decimal, places)
    found = _TOKEN.fullmatch(bare)
    if not found:
        return None
    negative = found["sign"] not in ("", "+")
    glued = _GLUED.fullmatch(bare[found.start("core") :])
    if glued:
        return _with_glued_note(glued["core"], decimal, places, negative=negative)
    tail = _read_tail(found["tail"])
    if tail is None:
        return None
    percent, unit, note = tail
    readings, doubt = _read_core(found["core"], decimal)
    if found["point"]:
        doubt = doubt or "it ends with a mark for decimals, and none follow"
    readings = _of_places(readings, places)
    signed = tuple(_signed(reading, note or reading.note, negative=negative) for reading in readings)
    return Figure(signed, percent, unit, _QUALIFIERS.get(found["qualifier"], ""), doubt)


def decimal_marks(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks that texts prove: '1.234,5' a comma, '1,234' neither."""
    proven: set[str] = set()
    for text in texts:
        found = _TOKEN.fullmatch(tidy(text).strip("()"))
        if found and len(text) < 80:
            proven.update(_proof(found["core"]))
    return proven


def _proof(core: str) -> str:
    """Return the decimal mark that one number proves, if it does."""
    marks = re.sub(r"[0-9 '’]", "", core)
    if not marks:
        return ""
    last = marks[-1]
    after = len(core) - core.rfind(last) - 1
    other = "," if last == "." else "."
    if marks.count(last) > 1:
        return other if other not in marks else ""
    if other in marks or after != 3 or core.startswith("0") or re.search(r"[ '’]", core):
        return last
    return last if core.rfind(last) > 3 else ""


def _read_core(core: str, decimal: str) -> tuple[tuple[Reading, ...], str]:
    """Read digits with separators into readings and a doubt."""
    if core.isdecimal():
        return (Reading(Decimal(core), 0),), ""
    proven = _proof(core)
    if proven and decimal and proven != decimal and not _plain_readings(core, decimal):
        other = _plain_readings(core, proven)
        return (
            (other, f"its mark for decimals is '{proven}', elsewhere '{decimal}'")
            if other
            else _odd_groups(core)
        )
    if not proven and decimal:
        proven = decimal
    if proven:
        readings = _plain_readings(core, proven)
        return (readings, "") if readings else _odd_groups(core)
    both = (*_plain_readings(core, "."), *_plain_readings(core, ","))
    unique = tuple(dict.fromkeys(both))
    return (unique, "") if unique else _odd_groups(core)


def _plain_readings(core: str, decimal: str) -> tuple[Reading, ...]:
    """Read a number by a decimal mark; nothing when its groups are not of three digits."""
    whole, _, decimals = core.partition(decimal)
    if not (decimals.isdecimal() or (not decimals and decimal not in core)):
        return ()
    groups = re.split(r"[ ,.'’]", whole)
    marks = set(re.sub(r"[0-9]", "", whole))
    if len(groups) > 1 and (
        len(marks) > 1 or not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])
    ):
        return ()
    digits = "".join(groups)
    return (Reading(Decimal(f"{digits}.{decimals}" if decimals else digits), len(decimals)),)


def _odd_groups(core: str) -> tuple[tuple[Reading, ...], str]:
    """Offer readings of digits that are grouped in no known way, as '2 876 8' is."""
    groups = re.split(r"[ ,.'’]+", core)
    joined = Reading(Decimal("".join(groups)), 0)
    lost = Reading(Decimal("".join(groups[:-1]) + "." + groups[-1]), len(groups[-1]))
    return (lost, joined), "its digits stand in groups that are not of three"


def _of_places(readings: tuple[Reading, ...], places: int | None) -> tuple[Reading, ...]:
    """Keep the reading that has the column's decimals, where only one has."""
    if places is None or len(readings) < 2:
        return readings
    fitting = tuple(reading for reading in readings if reading.places == places)
    return fitting if len(fitting) == 1 else readings


def _with_glued_note(core: str, decimal: str, places: int | None, *, negative: bool) -> Figure | None:
    """Read '758,22)': one or two digits before the parenthesis are a note; the column's decimals decide."""
    readings: list[Reading] = []
    for length in (1, 2):
        digits, note = core[:-length].rstrip(), core[-length:]
        if not digits or not digits[-1].isdecimal() or not note.isdecimal() or note[0] == "0":
            continue
        found, doubt = _read_core(digits, decimal)
        if not doubt:
            readings += [Reading(reading.value, reading.places, note) for reading in found]
    clear = _after_space(core, decimal) if re.search(r" [1-9][0-9]?$", core.rstrip()) else []
    if clear:
        readings = clear
    kept = _of_places(tuple(readings), places)
    signed = tuple(_signed(reading, reading.note, negative=negative) for reading in kept)
    if clear or (len(kept) == 1 and places is not None and kept[0].places == places > 0):
        return Figure(signed)
    whole, odd = _read_core(core.rstrip(), decimal)
    stray = tuple(_signed(reading, "", negative=negative) for reading in whole if not odd)
    doubt = "" if signed else "it ends with a parenthesis that is not opened"
    return Figure((*signed, *stray), doubt=doubt) if signed or stray else None


def _after_space(core: str, decimal: str) -> list[Reading]:
    """Read a note that stands apart: '758,2 2)'."""
    digits, _, note = core.rpartition(" ")
    found, doubt = _read_core(digits, decimal)
    return [] if doubt else [Reading(reading.value, reading.places, note) for reading in found]


def _signed(reading: Reading, note: str, *, negative: bool) -> Reading:
    """Give a reading its sign and its note, as digits or stars."""
    value = reading.value.copy_negate() if negative and reading.value else reading.value
    return Reading(value, reading.places, note.translate(_SUPERSCRIPTS).strip("()[] "))


def _in_parentheses(bare: str) -> str:
    """Return what stands between parentheses around the whole text."""
    inside = bare[1:-1]
    return inside if bare[:1] == "(" and bare[-1:] == ")" and not set("()") & set(inside) else ""


def _negative(inner: str, decimal: str, places: int | None) -> Figure | None:
    """Read a number in parentheses: accounts mark what is below zero so, and notes of one or two digits."""
    figure = read_number(inner, decimal, places)
    if figure is None or any(reading.value < 0 for reading in figure.readings):
        return None
    doubt = figure.doubt
    if inner.isdecimal() and len(inner) <= 2:
        doubt = doubt or "a number in parentheses is one below zero, or only a note"
    readings = tuple(_signed(reading, reading.note, negative=True) for reading in figure.readings)
    return Figure(readings, figure.percent, figure.unit, figure.qualifier, doubt)


def _read_tail(tail: str) -> tuple[bool, str, str] | None:
    """Read what follows the digits: percent, a unit, a note; None when it is something else."""
    rest = tail.strip()
    percent = rest.startswith("%")
    rest = rest.removeprefix("%").strip()
    if not rest:
        return percent, "", ""
    if _NOTE.fullmatch(rest):
        return percent, "", rest
    found = re.fullmatch(r"(?P<unit>[^\W\d_][^\d()*]{0,40}?[²³]?\.?) ?(?P<note>\*{1,4}|[0-9]{1,2}\))?", rest)
    if found and not percent:
        return False, found["unit"].strip(), found["note"] or ""
    return None
