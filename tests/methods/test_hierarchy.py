"""Parents and their parts: coverage, what is left, and what does not add up."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.hierarchy import coverage

MARCH = date(2026, 3, 1)
PLACES = pl.DataFrame(
    {"territory_id": ["C", "R", "Q", "A", "B"], "parent_id": ["", "C", "C", "R", "R"]},
    schema={"territory_id": pl.String, "parent_id": pl.String},
)


def figures(half: str | None = None, **values: str | None) -> pl.DataFrame:
    """Make figures of territories in one month, of one half width."""
    exact = [None if value is None else Decimal(value) for value in values.values()]
    frame = pl.DataFrame({"territory_id": list(values), "period": MARCH}).with_columns(
        pl.Series("value", exact, dtype=VALUE)
    )
    width = None if half is None else Decimal(half)
    return frame.with_columns(half_width=pl.lit(width, dtype=VALUE)) if half else frame


def found(frame: pl.DataFrame, parent: str = "R") -> dict[str, object]:
    return coverage(frame, [], PLACES).filter(parent_id=parent).row(0, named=True)


def test_a_known_part_covers_and_leaves_a_residual() -> None:
    row = found(figures("0.5", R="100", A="70"))
    assert (row["known"], row["n_known"], row["n_parts"], row["coverage_pct"]) == (70, 1, 2, 70)
    assert (row["residual"], row["residual_half_width"], row["discrepancy"], row["flags"]) == (
        30,
        1,
        None,
        [],
    )
    ends = [f"{row[name]:.2f}" for name in ("coverage_lo_pct", "coverage_hi_pct")]
    assert ends == ["69.15", "70.85"]


@pytest.mark.parametrize(
    ("half", "values", "residual", "discrepancy", "flags"),
    [
        (None, {"R": "100", "A": "70", "B": "30"}, None, 0, []),
        (None, {"R": "100", "A": "70", "B": "29"}, None, 1, ["DISCREPANCY"]),
        ("0.5", {"R": "100", "A": "101"}, -1, None, ["NEG_WITHIN_ROUNDING"]),
        ("0.5", {"R": "100", "A": "101.1"}, None, None, ["NEGATIVE_RESIDUAL"]),
        (None, {"R": "100", "A": "100.1"}, None, None, ["NEGATIVE_RESIDUAL"]),
        (None, {"R": "100", "A": None}, None, None, ["NOTHING_KNOWN"]),
        (None, {"R": "100"}, None, None, ["NOTHING_KNOWN"]),
        (None, {"A": "70"}, None, None, ["PARENT_MISSING"]),
        (None, {"R": None, "A": "70"}, None, None, ["PARENT_MISSING"]),
        (None, {"R": "0", "A": "0"}, 0, None, ["BASE_ZERO"]),
    ],
)
def test_what_is_left_only_where_arithmetic_allows(
    half: str | None,
    values: dict[str, str | None],
    residual: int | None,
    discrepancy: int | None,
    flags: list[str],
) -> None:
    row = found(figures(half, **values))
    assert (row["residual"], row["discrepancy"], row["flags"]) == (residual, discrepancy, flags)


def test_every_level_has_its_row_and_series_do_not_touch() -> None:
    one = figures(C="200", R="100", Q="90", A="60").with_columns(use=pl.lit("x"))
    other = figures(C="10", A="1").with_columns(use=pl.lit("y"))
    rows = coverage(pl.concat([one, other]), "use", PLACES)
    assert rows.select("parent_id", "use", "known", "residual", "discrepancy").rows() == [
        ("C", "x", 190, None, 10),
        ("C", "y", None, None, None),
        ("R", "x", 60, 40, None),
        ("R", "y", 1, None, None),
    ]


@pytest.mark.parametrize(
    ("links", "sentence"),
    [
        ({"territory_id": ["A"], "parent_id": ["R"]}, "A has the parent R, which is not listed"),
        ({"territory_id": ["A", "R"], "parent_id": ["R", "A"]}, "A lies below itself"),
        ({"territory_id": ["A", "A", "R"], "parent_id": ["R", "R", None]}, "A is listed more than once"),
        ({"territory_id": ["R", "B"], "parent_id": [None, "R"]}, "A has a figure and no place"),
        ({"territory_id": ["A", "R", "B"], "parent_id": [None, None, "R"]}, "A has a figure and no place"),
    ],
)
def test_a_territory_without_a_place_is_said(links: dict[str, list[str | None]], sentence: str) -> None:
    with pytest.raises(BadInputError, match=f"Territory {sentence}"):
        coverage(figures(A="70", R="100"), [], pl.DataFrame(links))


def test_mixed_units_are_said() -> None:
    frame = pl.concat([figures(A="70")] * 2).with_columns(
        pl.Series("unit_code", ["X", "Y"]), period=pl.Series([MARCH, date(2026, 4, 1)])
    )
    with pytest.raises(BadInputError, match="several units"):
        coverage(frame, [], PLACES)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=6), st.integers(1, 5))
def test_the_residual_is_the_sum_of_what_is_not_known(parts: list[int], hidden: int) -> None:
    hidden = min(hidden, len(parts) - 1)
    names = [f"P{place}" for place in range(len(parts))]
    places = pl.DataFrame({"territory_id": ["T", *names], "parent_id": [None, *["T"] * len(parts)]})
    known = dict(zip(names[hidden:], map(str, parts[hidden:]), strict=True))
    row = coverage(figures("0.5", T=str(sum(parts)), **known), [], places).row(0, named=True)
    assert row["residual"] == sum(parts[:hidden])
    assert row["residual_half_width"] == Decimal("0.5") * (len(parts) - hidden + 1)
