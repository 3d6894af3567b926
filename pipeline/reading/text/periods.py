"""Turns an expression of time into the reference period of a figure, by how it is meant."""

from dataclasses import dataclass, replace
from datetime import date

from pipeline.reading.draft import join_codes
from pipeline.reading.text.page import Page
from pipeline.reading.text.times import Time

EVENTS = ("yesterday", "same_day", "weekday", "day", "whole", "iso", "slashed")
RATIOS = frozenset({"percent", "times", "percentage points"})
FLOWS = (
    "first_months",
    "quarter",
    "half",
    "months",
    "relative_week",
    "relative_month",
    "relative_year",
    "year",
)
_RANGES = ("months", "days", "years", "first_months", "quarter", "half", "start")
"""Forms that name their end: 'from January to July' is no 'since'."""
_PARTS = (
    "first_months",
    "quarter",
    "half",
    "months",
    "month",
    "year",
    "relative_year",
    "start",
    "years",
    "days",
)


@dataclass(frozen=True)
class When:
    """The period of a figure: its kind and days, or the day on which something is due.

    `nature` is the nature of measures that such a time goes with: stock, flow, event, or empty. `certain` is
    False where a person must confirm it; `choices` are the days that it may be. `carried_from` is the
    number of the sentence that states it, where it is another, `carried_at` the place in it; `undated` says
    that none does.
    """

    kind: str = "unknown"
    start: date | None = None
    end: date | None = None
    due: date | None = None
    nature: str = ""
    words: str = ""
    inferred: str = ""
    certain: bool = False
    choices: tuple[str, ...] = ()
    carried_from: int = -1
    carried_at: int = -1
    undated: bool = False


def read_time(time: Time, aspect: str, page: Page, may_be_due: bool) -> When:
    """Turn an expression of time into the period of a figure."""
    words = page.text[time.start : time.end]
    stated = time.stated
    base = When(words=words, inferred=stated.inferred, certain=stated.certain, choices=stated.choices)
    if may_be_due and aspect in ("due", "planned") and time.form != "years" and _is_due(time, page):
        return replace(base, kind="instant", due=time.span.end)
    if time.form in ("now", "today"):
        return _now(base, page, "stock" if time.form == "now" else "")
    start, end = time.span.start, time.span.end
    if start is None or end is None:
        return _open_ended(time, base, page)
    if time.role == "since" and time.form not in _RANGES and not (time.form == "day" and start != end):
        return replace(base, start=start, nature="stock", certain=False)
    if start == end:
        return _on_day(time, base, aspect)
    return _over(base, start, end, aspect, page)


def _over(base: When, start: date, end: date, aspect: str, page: Page) -> When:
    """Return a period of several days; one that is observed before its end is in doubt."""
    open_end = aspect not in ("due", "planned") and page.anchor.last is not None and end > page.anchor.last
    return replace(
        base,
        kind=kind_of_span(start, end),
        start=start,
        end=end,
        nature="flow",
        certain=base.certain and not open_end,
    )


def kind_of_span(start: date, end: date) -> str:
    """Classify a period: a month, from January on, a year, a week, or another span."""
    if (start.month, start.day) == (1, 1) and start.year == end.year and end != date(start.year, 12, 31):
        return "month" if end.month == 1 and end.day == 31 else "ytd"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    if start.day == 1 and start.month == end.month and start.year == end.year and end.day >= 28:
        return "month"
    return "week" if 4 <= (end - start).days <= 6 else "span"


def _is_due(time: Time, page: Page) -> bool:
    """Tell whether an expression says by when something is to be there."""
    end = time.span.end
    if end is None or time.form in ("now", "today") or time.role == "since":
        return False
    published = page.anchor.last
    return published is None or page.anchor.first is None or end >= page.anchor.first


def _now(base: When, page: Page, nature: str) -> When:
    """Return the day of publication for 'currently'; of several possible days a person chooses."""
    anchor = page.anchor
    choices = tuple(dict.fromkeys(day.isoformat() for day in (anchor.first, anchor.last) if day is not None))
    if anchor.exact:
        return replace(
            base,
            kind="instant",
            start=anchor.first,
            end=anchor.last,
            nature=nature,
            certain=True,
            choices=choices,
        )
    return replace(base, nature=nature, certain=False, choices=choices)


def _open_ended(time: Time, base: When, page: Page) -> When:
    """Return a period of which one end is missing: since the beginning of the year, since 2020."""
    start = time.span.start
    if time.form == "start" and start is not None and page.anchor.exact:
        return replace(
            base,
            kind="ytd",
            start=start,
            end=page.anchor.last,
            nature="flow",
            inferred=join_codes(base.inferred, "period"),
            certain=False,
        )
    nature = "flow" if time.form in (*_PARTS, *FLOWS) else "event" if time.form in EVENTS else ""
    if time.role == "since" and time.form != "start":
        nature = "stock"
    return replace(base, start=start, nature=nature, certain=False)


def _on_day(time: Time, base: When, aspect: str) -> When:
    """Return one day: a stock by it or at the end of a year, else what happened on it."""
    start, end = time.span.start, time.span.end
    if time.form == "end" and aspect not in ("due", "planned"):
        certain = base.certain and time.role == "by"
        return replace(base, kind="instant", start=start, end=end, nature="stock", certain=certain)
    nature = "stock" if time.role == "by" else "event"
    return replace(base, kind="instant", start=start, end=end, nature=nature)
