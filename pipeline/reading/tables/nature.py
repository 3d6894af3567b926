"""How words mean a period that they name: the day of a running total, or the days of what came about."""

import re
from functools import cache
from typing import Final

from pipeline.reading.tables.lexis import listed, meanings
from pipeline.reading.tables.period_label import Partial, find_period, month_of
from pipeline.reading.words import fold

_MAX_SAID: Final = 400
"""Characters of a head that are looked at."""
_OF_YEAR: Final = r"(?:[- ](?:ci|cu|cü|cı) il(?:in)?| il(?:in)?)?"
_DAY: Final = r"(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} [^\W\d_]+(?: \d{4})?)"


def nature_said(text: str) -> str:
    """Return 'stock' for a text that speaks as of a day, 'flow' for one over a period, empty for any other.

    Words for a total and a period of several days are left open: they may say either.

    >>> nature_said("Families resettled as of 1 November 2025"), nature_said("Families moved in October 2025")
    ('stock', 'flow')
    """
    bare = fold(text[:_MAX_SAID])
    period = find_period(bare) or _months_in(bare)
    if period is None:
        return ""
    is_day = period.days is not None and period.days[0] == period.days[1]
    before, after, over = _forms()
    if is_day:
        return "stock" if before.search(bare) or after.search(bare) else ""
    return "flow" if not _running().search(bare) and any(form.search(bare) for form in over) else ""


def _months_in(text: str) -> Partial | None:
    """Return a month that words name without a year."""
    found = [int(month) for word in re.findall(r"[^\W\d_]+", text) if (month := month_of(word))]
    return Partial(None, None, found[0], found[-1]) if found else None


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Return the forms of a day of a total, by words before and after it, and those of a period."""
    said = listed("nature")
    months = _any(list(meanings("month")))
    period = rf"(?:the )?(?:{months}|\d{{4}})(?!\w)"
    return (
        re.compile(rf"(?<!\w)(?:{_any(said['stock_before'])}) {_DAY}"),
        re.compile(rf"{_DAY}{_OF_YEAR} (?:{_any(said['stock_after'])})(?!\w)"),
        (
            re.compile(rf"(?<!\w)(?:{_any(said['flow_before'])}) {period}"),
            re.compile(rf"(?<!\w)(?:{months}) (?:{_any(said['flow_after'])})(?!\w)"),
            re.compile(rf"(?<!\w)(?:{months})(?:{_any(said['flow_ending'])})(?!\w)"),
        ),
    )


@cache
def _running() -> re.Pattern[str]:
    """Return the pattern of words for a total, and for what counts from a beginning."""
    words = [*meanings("total"), *listed("nature")["running"]]
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)")


def _any(words: list[str]) -> str:
    """Write words as alternatives, the longest first."""
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda word: -len(word)))
