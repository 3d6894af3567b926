"""The reference period of a figure: the expression of time that it is stated for, and how it is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.quantity import MONEY
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.text.times import Time

_EVENTS = ("yesterday", "same_day", "weekday", "day", "whole", "iso", "slashed")
_FLOWS = (
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
_RATIOS = frozenset({"percent", "times", "percentage points"})
_BACK = 4
"""'On the same day' looks so many sentences back."""
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
    False where a person must confirm it; `choices` are the days that it may be.
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


def when_at(page: Page, line: Line, place: int, aspect: str, unit: str) -> When:
    """Find the period of the figure at a place, for the aspect in which it is stated.

    What is planned of amounts and ratios is for a period; of other units it is due on a day.
    """
    may_be_due = unit not in MONEY | _RATIOS
    time, sure = _time_for(line, place, unit in _RATIOS)
    if time is None:
        time = _time_before(page, line, aspect)
        if time is None:
            return _undated(page, aspect)
        found = read_time(time, aspect, page, may_be_due)
        return replace(found, certain=False, inferred=_join(found.inferred, "period"))
    if time.form == "same_day":
        return _same_day(page, line, time)
    found = read_time(time, aspect, page, may_be_due)
    return replace(found, certain=found.certain and sure)


def _same_day(page: Page, line: Line, time: Time) -> When:
    """Return the day that was named last before 'on the same day'."""
    for number in range(line.sentence.number - 1, max(-1, line.sentence.number - 1 - _BACK), -1):
        days = [
            other
            for other in page.lines[number].times
            if other.form in _EVENTS and other.span.end is not None
        ]
        if days:
            found = read_time(days[-1], "done", page, may_be_due=False)
            words = page.text[time.start : time.end]
            return replace(
                found, words=words, certain=found.certain, inferred=_join(found.inferred, "period")
            )
    return When(nature="event", words=page.text[time.start : time.end])


def _time_for(line: Line, place: int, is_ratio: bool) -> tuple[Time | None, bool]:
    """Choose among the expressions of a sentence: of the clause, else of clauses without figures.

    After a ratio a year without a preposition is what it is compared with: '5% above 2022'.
    """
    sentence = line.sentence
    usable = [
        time
        for time in line.times
        if time.role not in ("compare", "name")
        and not _is_name(time, line)
        and not (is_ratio and time.start > place and not _has_preposition(time, sentence))
    ]
    if not usable:
        return None, False
    clause = sentence.clause_at(place)
    own = [time for time in usable if sentence.clause_at(time.start) == clause]
    if own:
        return min(own, key=lambda time: abs(time.start - place)), _agree(own)
    free = _free(usable, line, sentence, clause)
    if free:
        before = [time for time in free if time.start < place] or free
        return before[-1], _agree(free)
    verbs = {sentence.clause_at(mark.start) for mark in sentence.of("aspect")}
    left = [time for time in usable if clause not in verbs or sentence.clause_at(time.start) not in verbs]
    return min(left, key=lambda time: abs(time.start - place), default=None), False


def _has_preposition(time: Time, sentence: Sentence) -> bool:
    """Tell whether a word such as 'in' stands right before an expression."""
    before = [word.text for word in sentence.words if word.end <= time.start][-1:]
    places = grammar(sentence.lang, "year_preposition")
    return not places or (bool(before) and before[0] in (*places, *grammar(sentence.lang, "part_of_year")))


def _free(times: Sequence[Time], line: Line, sentence: Sentence, clause: int) -> list[Time]:
    """List the expressions that hold for the whole sentence.

    They stand before its first figure, or in a clause without figures; a clause with a verb of its own keeps
    its time to itself.
    """
    numbered = line.full_clauses
    verbs = {sentence.clause_at(mark.start) for mark in sentence.of("aspect")}
    closed = verbs - {clause} if clause in verbs else set()
    figure = min((number.start for number in line.numbers if number.start not in line.dated), default=-1)
    opening = [time for time in times if time.start < figure]
    return opening or [
        time
        for time in times
        if sentence.clause_at(time.start) not in numbered and sentence.clause_at(time.start) not in closed
    ]


def _agree(times: Sequence[Time]) -> bool:
    """Tell whether expressions name the same days."""
    return len({(time.span.start, time.span.end, time.form == "end") for time in times}) == 1


def _is_name(time: Time, line: Line) -> bool:
    """Tell whether a year is part of a name: 'Strategy 2030', '2022-2026'."""
    return time.form in ("year", "years") and any(
        0 <= noun.start - time.end <= 2 or 0 <= time.start - noun.end <= 2
        for noun in line.sentence.of("number_noun", "ordinal", "title")
    )


def _time_before(page: Page, line: Line, aspect: str) -> Time | None:
    """Return the last expression of time before a sentence: of its paragraph, else a period of a flow."""
    here = page.paragraph(line)
    for other in reversed(here):
        usable = [time for time in other.times if time.form != "year" and _may_hold(time, aspect, page)]
        if usable:
            return usable[-1]
    far = page.lines[max(0, line.sentence.number - len(here) - _BACK) : line.sentence.number - len(here)]
    for other in reversed(far):
        usable = [time for time in other.times if time.form in _FLOWS and _may_hold(time, aspect, page)]
        if usable:
            return usable[-1]
    return None


def _may_hold(time: Time, aspect: str, page: Page) -> bool:
    """Tell whether an expression may hold for a figure: one that lies ahead does not for what is done."""
    ahead = time.span.end is not None and page.anchor.last is not None and time.span.end > page.anchor.last
    return time.role not in ("compare", "name") and not (ahead and aspect == "done")


def _undated(page: Page, aspect: str) -> When:
    """Propose the day of publication for a figure without any expression of time."""
    anchor = page.anchor
    choices = tuple(day.isoformat() for day in (anchor.first, anchor.last) if day is not None)
    nature = {"done": "stock"}.get(aspect, "")
    if anchor.exact:
        return When("instant", anchor.first, anchor.last, None, nature, "", "period", False, choices[:1])
    return When(nature=nature, inferred="period", choices=tuple(dict.fromkeys(choices)))


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
            inferred=_join(base.inferred, "period"),
            certain=False,
        )
    nature = "flow" if time.form in (*_PARTS, *_FLOWS) else "event" if time.form in _EVENTS else ""
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


def _join(*codes: str) -> str:
    """Join codes that are not empty."""
    return ";".join(sorted({one for code in codes for one in code.split(";") if one}))
