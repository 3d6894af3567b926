"""Which specifications wait for their yearly review."""

from collections.abc import Mapping
from datetime import date

from pipeline.seasonal.specification import Specification


def overdue_reviews(specifications: Mapping[str, Specification], as_of: date) -> list[str]:
    """Return a sentence for each specification whose last review lies more than a year before a day.

    Ref.: ESS Guidelines on Seasonal Adjustment 2024 (model and filters are reviewed at least once a year).
    """
    return [
        f"{name}: the specification was last reviewed on {one.reviewed_on}, more than a year before {as_of}. "
        "Run `crossfoot seasonal review` and write the day of the review into it."
        for name, one in sorted(specifications.items())
        if one.reviewed_on is not None and _a_year_after(one.reviewed_on) < as_of
    ]


def _a_year_after(day: date) -> date:
    """Return the same day of the next year; of 29 February the 28th."""
    last = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if last else day.day)
