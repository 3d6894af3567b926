"""When a specification waits for its yearly review."""

from datetime import date

import pytest

from pipeline.seasonal.due import overdue_reviews
from pipeline.seasonal.specification import Specification


@pytest.mark.parametrize(
    ("reviewed", "as_of", "due"),
    [
        (date(2025, 1, 20), date(2026, 1, 20), False),
        (date(2025, 1, 20), date(2026, 1, 21), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2026, 3, 1), date(2026, 1, 1), False),
    ],
)
def test_a_review_is_due_after_a_year(reviewed: date, as_of: date, due: bool) -> None:
    found = overdue_reviews({"fci.C": Specification("fci.C", "(0 1 1)(0 1 1)", reviewed_on=reviewed)}, as_of)
    assert bool(found) == due
    assert all(one.startswith(f"fci.C: the specification was last reviewed on {reviewed}") for one in found)


def test_specifications_are_told_of_in_order() -> None:
    old = {name: Specification(name, "(0 1 1)(0 1 1)", reviewed_on=date(2020, 1, 1)) for name in ("b", "a")}
    assert [one[0] for one in overdue_reviews(old, date(2026, 1, 1))] == ["a", "b"]
