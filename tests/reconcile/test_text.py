"""The lines of a reconciliation: all of a kind up to a limit, then how many more there are."""

from decimal import Decimal

import pytest

from pipeline.reconcile.model import DIFFER, THERE, Here, Line, Reconciliation, Theirs, Unread
from pipeline.reconcile.text import MAX_LINES, grouped, render


def found(count: int) -> Reconciliation:
    """Make a reconciliation of so many figures of each kind."""
    figures = [
        Theirs("Old", f"B{row}", "7", Decimal("1234.5"), Decimal("0.1"), unit_code="HA", cell_id=f"a.C.{row}")
        for row in range(count)
    ]
    differ = [
        Line(one, DIFFER, one.cell_id, "abcdefgh", "HA", Decimal(1234), Decimal(1234), also=("b.C",))
        for one in figures
    ]
    there = [Line(one, THERE) for one in figures]
    here = [
        Here(f"c.C.{row}", "ijklmnop", Decimal("-0.25"), "HA", ("Table 1", "Figure 2"))
        for row in range(count)
    ]
    unread = [Unread("Old", f"A{row}", "x", "value", "Which?", ("1", "2"), 2) for row in range(count)]
    return Reconciliation(
        "o", "2026-01", "2026-02-20", "old.csv", "", (*differ, *there), tuple(here), tuple(unread)
    )


def test_every_kind_is_written_with_its_ids() -> None:
    lines = render(found(1)).splitlines()
    assert lines[1] == "0 equal, 1 differ, 1 only there, 1 only here, 2 not read"
    assert "  Old!B0  there 1,234.5, here 1,234.0 HA (+0.5)" in lines
    assert "      it could also be b.C" in lines
    assert "  Old!B0  1,234.5 HA" in lines
    assert "      a.C.0" in lines
    assert "  c.C.0  n-ijklmnop  -0.25 HA  in Table 1, Figure 2" in lines
    assert "  Old!A0  'x' (2 figures): Which?  Near: 1, 2." in lines


def test_what_is_past_the_limit_is_counted() -> None:
    assert "more: --json" not in render(found(MAX_LINES))
    assert render(found(MAX_LINES + 2)).count("  and 2 more: --json or --out FILE.xlsx has all.") == 4


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        ("1234567.5", None, "1,234,567.5"),
        ("-0.5", None, "-0.5"),
        ("1500", "100", "1,500"),
        ("2", "0.01", "2.00"),
    ],
)
def test_digits_stand_in_groups(value: str, step: str | None, text: str) -> None:
    assert grouped(Decimal(value), Decimal(step) if step else None) == text
