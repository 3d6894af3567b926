"""Turns the parts of an expression of time into days, with the year that its publication implies."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.reading.text.anchor import Anchor, Years, weekdays_before
from pipeline.reading.text.symbols import Element
from pipeline.reading.text.weeks import month_of, week_of

_PAIR = 2
"""'Last week' is two elements; 'the last three weeks' is no week of the calendar."""


@dataclass(frozen=True)
class Span:
    """First and last day; None where they are not known."""

    start: date | None
    end: date | None


NOWHEN = Span(None, None)


@dataclass(frozen=True)
class Stated:
    """What an expression says: its days, the same in ISO form, and what was inferred.

    `certain` is False where the year is a guess; `fault` is a sentence about a date that cannot be.
    """

    span: Span
    iso: str = ""
    inferred: str = ""
    certain: bool = True
    fault: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parts:
    """The numbers of an expression by what they are."""

    years: tuple[int, ...]
    months: tuple[int, ...]
    days: tuple[int, ...]
    weekday: int
    rank: int
    counted: int
    relative: int | None


def _parts(elements: Sequence[Element]) -> Parts:
    """Sort the elements of an expression."""
    signs = "".join(element.sign for element in elements)
    whole = [int(e.number.text) for e in elements if e.number and e.sign in "yd" and e.sign]
    years = tuple(int(e.number.text) for e in elements if e.sign == "y" and e.number)
    days = tuple(int(e.number.text) for e in elements if e.sign == "d" and e.number)
    rank = next((_rank(e) for e in elements if e.sign in ("r", "R") or (e.sign == "d" and whole)), 0)
    counted = next((int(e.meaning) for e in elements if e.sign == "c"), days[0] if days else 0)
    shift = next((shift for sign, shift in (("t", 0), ("l", -1), ("n", 1)) if f"{sign}a" in signs), None)
    return Parts(
        years,
        tuple(int(e.meaning) for e in elements if e.sign == "M"),
        days,
        next((int(e.meaning) for e in elements if e.sign == "W"), 0),
        rank,
        counted,
        shift,
    )


def _rank(element: Element) -> int:
    """Return the number of an ordinal."""
    if element.sign == "r":
        return int(element.meaning)
    if element.number is None:
        return 0
    return element.number.whole or int(element.number.text)


def resolve(name: str, elements: Sequence[Element], anchor: Anchor, known: Years, ahead: bool) -> Stated:
    """Say which days an expression stands for; `known` are years named before it."""
    if name in ("whole", "iso", "slashed"):
        return _in_digits(name, elements)
    if name in ("relative_week", "relative_month"):
        return _relative(name, elements, anchor)
    parts = _parts(elements)
    if name == "weekday":
        return _weekday(parts.weekday, anchor)
    if name == "years":
        return _years(parts)
    if name == "year" and any(element.number and element.number.suffix == "s" for element in elements):
        return _years(replace(parts, years=(parts.years[0], parts.years[0] + 9)))
    return _with_year(name, parts, anchor, known, ahead)


def _relative(name: str, elements: Sequence[Element], anchor: Anchor) -> Stated:
    """Return 'last week', 'this month', where one day of publication says which it is."""
    if not anchor.exact or anchor.first is None or len(elements) != _PAIR:
        return Stated(NOWHEN, certain=False)
    meant = week_of if name == "relative_week" else month_of
    spans = meant(anchor.first, elements[0].meaning)
    choices = tuple(f"{start.isoformat()}/{end.isoformat()}" for start, end in spans)
    inferred = ";".join(sorted({"period", *anchor.inferred.split(";")} - {""}))
    return Stated(Span(*spans[0]), choices[0], inferred, len(spans) == 1, "", choices)


def _in_digits(name: str, elements: Sequence[Element]) -> Stated:
    """Read '19.01.2026', '19/01/2026' or '2026-01-19'."""
    if name == "whole":
        return _dotted(elements[0])
    numbers = [int(element.number.text) for element in elements if element.number]
    year, month, day = numbers if name == "iso" else numbers[::-1]
    return _days(year, month, (day,), 0)


def _with_year(name: str, parts: Parts, anchor: Anchor, known: Years, ahead: bool) -> Stated:
    """Find the year of an expression, named or implied, and its days in that year."""
    if parts.years:
        return _in_year(name, parts, parts.years[-1])
    years, certain = _implied_years(name, parts, anchor, known, ahead)
    if not years:
        return Stated(NOWHEN, _yearless(parts), "", certain=False)
    stated = _in_year(name, parts, years[0])
    inferred = "" if name == "relative_year" and certain else "year"
    inferred = ";".join(sorted({inferred, anchor.inferred} - {""}))
    choices = tuple(_in_year(name, parts, year).iso for year in years)
    return Stated(stated.span, stated.iso, inferred, certain, stated.fault, choices)


def _implied_years(
    name: str, parts: Parts, anchor: Anchor, known: Years, ahead: bool
) -> tuple[tuple[int, ...], bool]:
    """List the years that may be meant, the likeliest first, and whether there is no doubt."""
    if parts.relative is not None or name in ("end", "start", "relative_year"):
        shift = parts.relative or 0
        years = tuple(year + shift for year in anchor.years())
        return years or known.near or known.far, len(years) == 1
    month = parts.months[-1] if parts.months else _last_month(name, parts)
    day = parts.days[-1] if parts.days and name == "day" else 1
    published = anchor.years_of(month, day, ahead)
    if parts.weekday and parts.days and parts.months:
        published = _of_weekday(parts, anchor) or published
    before = tuple(year for year in known.near if year not in published)
    if len(published) == 1 and not before:
        return published, True
    return tuple(dict.fromkeys((*(known.near or known.far), *published))), False


def _last_month(name: str, parts: Parts) -> int:
    """Return the last month of a part of a year."""
    if name == "quarter":
        return min(12, 3 * max(parts.rank, 1))
    if name == "half":
        return min(12, 6 * max(parts.rank, 1))
    return min(12, max(parts.counted, 1))


def _of_weekday(parts: Parts, anchor: Anchor) -> tuple[int, ...]:
    """List the years near publication in which a day has the weekday that is printed with it."""
    years = anchor.years()
    near = range(years[0] - 3, years[-1] + 2) if years else range(0)
    return tuple(
        year
        for year in near
        if _day(year, parts.months[0], parts.days[0]) is not None
        and date(year, parts.months[0], parts.days[0]).isoweekday() == parts.weekday
        and year in anchor.years_of(parts.months[0], parts.days[0], ahead=False)
    )


def _in_year(name: str, parts: Parts, year: int) -> Stated:
    """Say which days of a year an expression stands for."""
    if not 1 <= year <= 9998:
        return Stated(NOWHEN, certain=False)
    if name == "day":
        return _days(year, parts.months[0], parts.days, parts.weekday)
    if name == "days":
        return _across_months(year, parts)
    if name in ("months", "month", "end", "start", "year", "relative_year"):
        return _months(name, year, parts)
    first, last = _part_of_year(name, parts)
    if not 1 <= first <= last <= 12:
        return Stated(NOWHEN, certain=False, fault=f"A year has no {name} of the number {parts.rank}.")
    return _month_span(year, first, last)


def _months(name: str, year: int, parts: Parts) -> Stated:
    """Say which days a month, several months or a year stand for, or the last or first day of them."""
    if name == "end":
        month = parts.months[0] if parts.months else 12
        last = date(year, month, monthrange(year, month)[1])
        return Stated(Span(last, last), last.isoformat())
    if name == "start" or not parts.months:
        iso = f"{year:04}"
        first = date(year, 1, 1)
        return Stated(Span(first, None if name == "start" else date(year, 12, 31)), iso)
    if parts.months[0] > parts.months[-1]:
        start = date(year - 1, parts.months[0], 1)
        end = date(year, parts.months[-1], monthrange(year, parts.months[-1])[1])
        return Stated(Span(start, end), f"{year - 1:04}-{parts.months[0]:02}/{year:04}-{parts.months[-1]:02}")
    return _month_span(year, parts.months[0], parts.months[-1])


def _part_of_year(name: str, parts: Parts) -> tuple[int, int]:
    """Return the first and last month of 'nine months', 'the second quarter', 'the first half'."""
    if name == "quarter":
        return 3 * parts.rank - 2, 3 * parts.rank
    if name == "half":
        return 6 * parts.rank - 5, 6 * parts.rank
    return 1, parts.counted


def _month_span(year: int, first: int, last: int) -> Stated:
    """Return whole months of a year."""
    span = Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    iso = f"{year:04}-{first:02}"
    return Stated(span, iso if first == last else f"{iso}/{year:04}-{last:02}")


def _days(year: int, month: int, days: Sequence[int], weekday: int) -> Stated:
    """Return one day or a run of days of a month; a day that does not exist is a fault."""
    first, last = _day(year, month, days[0]), _day(year, month, days[-1])
    if first is None or last is None:
        return Stated(
            NOWHEN,
            certain=False,
            fault=f"There is no day {year:04}-{month:02}-{max(days):02} in the calendar.",
        )
    if last < first:
        return Stated(NOWHEN, certain=False, fault=f"Day {days[-1]} comes before day {days[0]} of the month.")
    iso = first.isoformat() if first == last else f"{first.isoformat()}/{last.day:02}"
    fault = ""
    if weekday and first.isoweekday() != weekday:
        fault = f"{first.isoformat()} is not the day of the week that is printed with it."
    return Stated(Span(first, last), iso, certain=not fault, fault=fault)


def _across_months(year: int, parts: Parts) -> Stated:
    """Return '28 December - 3 January', whose year is that of its end."""
    (first_month, last_month), (first_day, last_day) = parts.months[:2], parts.days[:2]
    start_year = year - 1 if first_month > last_month else year
    start, end = _day(start_year, first_month, first_day), _day(year, last_month, last_day)
    if start is None or end is None:
        return Stated(NOWHEN, certain=False, fault="One of the two days is not in the calendar.")
    return Stated(Span(start, end), f"{start.isoformat()}/{end.isoformat()}")


def _years(parts: Parts) -> Stated:
    """Return '2022-2026' or '2022-26'."""
    first = parts.years[0]
    last = parts.years[1] if len(parts.years) > 1 else first // 100 * 100 + parts.days[0]
    if last <= first:
        return Stated(NOWHEN, f"{first:04}", certain=False, fault=f"{last} does not come after {first}.")
    return Stated(Span(date(first, 1, 1), date(last, 12, 31)), f"{first:04}/{last:04}")


def _weekday(weekday: int, anchor: Anchor) -> Stated:
    """Return the day of the last such weekday before publication, where it is one."""
    days = weekdays_before(anchor, weekday)
    if not days:
        return Stated(NOWHEN, certain=False)
    choices = tuple(day.isoformat() for day in days)
    inferred = ";".join(sorted({"period", anchor.inferred} - {""}))
    return Stated(Span(days[0], days[0]), choices[0], inferred, len(days) == 1, "", choices)


def _dotted(element: Element) -> Stated:
    """Read '19.01.2026' or '19.01.26'."""
    day, month, year = (int(part) for part in (element.number.text if element.number else "").split("."))
    return _days(year if year > 99 else 2000 + year, month, (day,), 0)


def _yearless(parts: Parts) -> str:
    """Write a date whose year is not known as ISO 8601 does: '--05-28'."""
    if not parts.months:
        return ""
    return f"--{parts.months[0]:02}" + (f"-{parts.days[0]:02}" if parts.days else "")


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
