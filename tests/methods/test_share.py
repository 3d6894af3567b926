"""Shares and their intervals."""

from decimal import Decimal

import polars as pl
import pytest

from pipeline.errors import BadInputError
from pipeline.methods.share import share

COLUMNS = ["share_pct", "share_lo_pct", "share_hi_pct"]


def whole_frame(part: object, half: object, whole: object, whole_half: object) -> pl.DataFrame:
    given = {"part": part, "part_half_width": half, "whole": whole, "whole_half_width": whole_half}
    return pl.DataFrame(
        {name: [None if number is None else Decimal(str(number))] for name, number in given.items()}
    )


def test_construction_works_in_investment() -> None:
    frame = whole_frame(2200, 50, 2270, 5)
    assert share(frame).columns == [*frame.columns, *COLUMNS, "flags"]
    row = share(frame).select(COLUMNS).row(0)
    assert row == (Decimal("96.9162995595"), Decimal("94.5054945055"), Decimal("99.3377483444"))
    assert [f"{number:.1f}" for number in row] == ["96.9", "94.5", "99.3"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((5, 1, 4, 1), (125, 80, 200)),
        ((-5, 1, 4, 1), (-125, -200, -80)),
        ((0, 1, 4, 0), (0, -25, 25)),
        ((1, None, 4, 1), (25, None, None)),
        ((1, 1, 4, None), (25, None, None)),
        ((None, 1, 4, 1), (None, None, None)),
    ],
)
def test_nothing_is_clipped(given: tuple[object, ...], expected: tuple[object, ...]) -> None:
    shared = share(whole_frame(*given))
    assert shared.select(COLUMNS).row(0) == expected
    assert shared["flags"].to_list() == [[]]


@pytest.mark.parametrize(
    ("whole", "half", "flag"),
    [
        (None, 1, "BASE_MISSING"),
        (0, 1, "BASE_ZERO"),
        (-4, 1, "BASE_NEGATIVE"),
        (1, 1, "BASE_WITHIN_ROUNDING"),
    ],
)
def test_a_whole_that_is_no_base_gives_null_and_a_reason(whole: object, half: object, flag: str) -> None:
    shared = share(whole_frame(1, 1, whole, half))
    assert shared.select(COLUMNS).row(0) == (None, None, None)
    assert shared["flags"].to_list() == [[flag]]


def test_half_widths_may_be_left_out_and_order_stays() -> None:
    shared = share(pl.DataFrame({"part": [3, 1], "whole": [4, 4], "flags": [["GAP"], ["A"]]}))
    assert shared.columns == ["part", "whole", "flags", *COLUMNS]
    assert shared.select(COLUMNS).rows() == [(75, None, None), (25, None, None)]
    assert shared["flags"].to_list() == [["GAP"], ["A"]]
    assert share(shared.select("part", "whole").clear()).is_empty()


def test_what_is_missing_or_negative_is_said() -> None:
    with pytest.raises(BadInputError, match="no column whole"):
        share(pl.DataFrame({"part": [1]}))
    with pytest.raises(BadInputError, match="'whole_half_width' holds a negative number"):
        share(whole_frame(1, 1, 2, -1))
