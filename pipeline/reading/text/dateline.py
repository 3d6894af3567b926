"""The day that a document gives for itself, compared with the days on which its source is said to publish."""

from datetime import date, timedelta
from typing import Final

from pipeline.reading.text.anchor import Anchor
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.times import Time

FEW_DAYS: Final = 3
"""A dateline so many days outside the publication interval, or fewer, says the same."""
MOST_DAYS: Final = 45
"""A dateline more days outside it is noted; one between the two makes what is relative to it a question."""
INFERRED: Final = "published_on"
"""The code of what rests on a day of publication that the document itself gives."""
_LINES = 6
"""A dateline stands in one of so many sentences at the beginning."""
_ALONE = 12
"""Characters that may follow a date in a sentence of nothing else."""
_FULL = ("day", "whole", "iso", "slashed")
_PLACE = 60
"""A dateline's date stands at most so many characters from its beginning."""


def contradicting_day(page: Page) -> date | None:
    """Return the first full date by which a document dates itself that lies outside its publication."""
    anchor = page.anchor
    if anchor.first is None or anchor.last is None:
        return None
    margin = timedelta(days=FEW_DAYS)
    early, late = anchor.first - margin, anchor.last + margin
    for line in page.lines:
        for time in line.times:
            day = time.span.start
            if day is None or not _is_full(time):
                continue
            outside = day > late or (day < early and _is_dateline(line, time, page.text))
            if outside and (_is_dateline(line, time, page.text) or _is_told(line, time)):
                return day
    return None


def dateline_of(page: Page) -> Time | None:
    """Return the date that a document bears at its beginning, alone or after a place; None without one."""
    if not page.written:
        page.written.append(_find_dateline(page))
    return page.written[0]


def _find_dateline(page: Page) -> Time | None:
    """Look for the date of a document in its first sentences."""
    for line in page.lines[:_LINES]:
        for time in line.times:
            day = time.form in _FULL and time.span.start == time.span.end and not time.stated.fault
            if day and time.numbers and _is_dateline(line, time, page.text):
                return time
    return None


def narrow(page: Page, received_on: date) -> Anchor | None:
    """Return the day of a dateline as the day of publication; None where it settles nothing.

    A source without a day takes a dateline with its year; of a source that published between two days the
    dateline must name one of them, with or without its year.
    """
    anchor = page.anchor
    time = None if anchor.exact else dateline_of(page)
    if time is None:
        return None
    named = time.span.start if _is_full(time) else None
    if anchor.first is None or anchor.last is None:
        known = named is not None and named <= received_on
        return Anchor(named, named, INFERRED) if known else None
    days = _days_within(anchor.first, anchor.last, time) if named is None else [named]
    if len(days) != 1 or not anchor.first <= days[0] <= anchor.last:
        return None
    return Anchor(days[0], days[0], INFERRED)


def _days_within(first: date, last: date, time: Time) -> list[date]:
    """List the days of an interval that a date without its year may be."""
    month_day = time.month_day
    if month_day is None:
        return []
    found = [_day(year, *month_day) for year in range(first.year, last.year + 1)]
    return [day for day in found if day is not None and first <= day <= last]


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def widen(anchor: Anchor, day: date) -> Anchor:
    """Let a document have been published on its own day as well, so that nothing relative is certain."""
    if anchor.first is None or anchor.last is None:
        return anchor
    return Anchor(min(anchor.first, day), max(anchor.last, day), anchor.inferred)


def contradiction(anchor: Anchor, day: date) -> str:
    """Say which two days differ and what follows; nothing where they lie MOST_DAYS apart or less."""
    first, last = anchor.first, anchor.last
    if first is None or last is None:
        return ""
    if first - timedelta(days=MOST_DAYS) <= day <= last + timedelta(days=MOST_DAYS):
        return ""
    published = f"{first}" if first == last else f"{first} to {last}"
    return (
        f"The text gives the date {day}, its source says it was published {published}. Periods that are told "
        "from the day of publication are asked about; correct the source's dates if the text is right."
    )


def _is_full(time: Time) -> bool:
    """Tell whether an expression is a day with its year in digits."""
    has_year = time.form in ("whole", "iso", "slashed") or any(
        number.is_plain and len(number.text) == 4 for number in time.numbers
    )
    return time.form in _FULL and has_year and not time.stated.fault


def _is_dateline(line: Line, time: Time, text: str) -> bool:
    """Tell whether a date stands alone, or after a place only, at the beginning of a document."""
    sentence = line.sentence
    if sentence.number >= _LINES or time.start - sentence.start > _PLACE or time.role not in ("on", "in"):
        return False
    before = [word for word in sentence.words if word.end <= time.start]
    if not before:
        return sentence.end - time.end <= _ALONE
    if any(number.start < time.start for number in line.numbers):
        return False
    named = [text[word.start : word.end].isupper() or _is_in_place(line, word.start) for word in before]
    capital = all(text[word.start].isupper() for word in before)
    return all(named) or (capital and sentence.end - time.end <= _ALONE)


def _is_in_place(line: Line, start: int) -> bool:
    """Tell whether a word is of the name of a place."""
    return any(place.start <= start < place.end for place in line.places)


def _is_told(line: Line, time: Time) -> bool:
    """Tell whether what a clause dates has happened: it can lie after no publication."""
    clause = line.sentence.clause_at(time.start)
    every = line.sentence.of("aspect")
    marks = [mark for mark in every if line.sentence.clause_at(mark.start) == clause] or every
    return time.role == "on" and bool(marks) and all(mark.meaning == "done" for mark in marks)
