"""Raking in one and two dimensions: another office's cases, exact totals, locked cells, least squares."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.raking import rake, rake_two_ways

Read = Callable[[str], pl.DataFrame]


def parts(values: list[object], total: object, locked: list[bool] | None = None) -> pl.DataFrame:
    exact = [Decimal(str(value)) for value in values]
    frame = pl.DataFrame({"value": pl.Series(exact, dtype=VALUE)}).with_columns(
        total=pl.lit(Decimal(str(total)), dtype=VALUE)
    )
    return frame if locked is None else frame.with_columns(pl.Series("locked", locked))


def test_cases_of_another_office(read_case: Read) -> None:
    for case in read_case("raking.csv").iter_rows(named=True):
        weight = "absolute" if "|x|" in case["opt"] else "signed"
        raked = rake(parts([case["A"], case["B"]], case["C"]), [], weight=weight)
        assert raked["raked"].to_list() == [Decimal(case["A_exp"]), Decimal(case["B_exp"])], case


def test_cases_are_those_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    assert_frame_equal(read_case("raking.csv"), read_reference("f_statcan_tsraking.csv"))


def test_what_was_spread_is_published() -> None:
    raked = rake(parts([20, 5], 40), [])
    assert raked["adjustment"].to_list() == [12, 3]
    assert raked["discrepancy"].to_list() == [15, 15]
    assert raked.columns == ["value", "total", "raked", "adjustment", "discrepancy", "flags"]


def test_locked_and_zero_parts_stay() -> None:
    raked = rake(parts([20, 5, 0, 5], 40, [True, False, False, False]), [])
    assert raked["raked"].to_list() == [20, 10, 0, 10]


def test_what_rounding_leaves_goes_to_the_largest() -> None:
    raked = rake(parts([1, 1, 1], 1), [])["raked"].to_list()
    assert sum(raked) == 1
    assert raked == [Decimal("0.3333333334"), Decimal("0.3333333333"), Decimal("0.3333333333")]


def test_groups_do_not_touch_and_rows_keep_their_order() -> None:
    frame = pl.DataFrame(
        {"month": [2, 1, 2, 1], "value": [1, 1, 3, 1], "total": [8, 2, 8, 2], "flags": [["A"]] * 4}
    )
    raked = rake(frame, "month")
    assert raked["raked"].to_list() == [2, 1, 6, 1]
    assert raked["flags"].to_list() == [["A"]] * 4
    assert rake(frame.clear(), "month").schema == raked.schema


def test_a_changed_sign_is_flagged() -> None:
    raked = rake(parts([3, -1], -5), [])
    assert raked["flags"].to_list() == [["SIGN_CHANGED"], []]


@pytest.mark.parametrize(
    ("frame", "weight", "sentence"),
    [
        (parts([1, 2], 4, [True, True]), "absolute", "all are locked"),
        (parts([0, 0], 4), "absolute", "all are locked"),
        (parts([1, -1], 4), "signed", "the sum of their V is zero"),
        (parts([1, 2], 4).with_columns(total=pl.Series([4, 5])), "absolute", "several totals"),
        (parts([1, 2], 4).with_columns(value=pl.Series([1, None])), "absolute", "is missing"),
        (parts([1, 2], 4).drop("total"), "absolute", "no column total"),
        (parts([1, 2], 4), "squared", "absolute or signed"),
    ],
)
def test_what_cannot_be_raked_is_said(frame: pl.DataFrame, weight: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        rake(frame, [], weight=weight)


def test_nothing_to_spread_needs_nothing_that_may_move() -> None:
    assert rake(parts([1, 2], 3, [True, True]), [])["raked"].to_list() == [1, 2]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8),
    st.integers(-(10**9), 10**9),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_parts_sum_to_their_total_exactly(values: list[int], total: int, locks: list[bool]) -> None:
    locked = locks[: len(values)]
    moving = sum(abs(value) for value, lock in zip(values, locked, strict=True) if not lock)
    assume(moving)
    raked = rake(parts(values, total, locked), [])["raked"].to_list()
    assert sum(raked) == total
    gap = total - sum(values)
    for value, lock, made in zip(values, locked, raked, strict=True):
        exact = value if lock else value + Fraction(gap * abs(value), moving)
        assert abs(Fraction(made) - exact) <= Fraction(len(values), 10**10)


def grid(rows: list[list[object]], locked: set[tuple[int, int]] = frozenset()) -> pl.DataFrame:
    """Make a table of cells from rows of numbers."""
    cells = [
        (f"r{row}", f"c{column}", Decimal(str(value)), (row, column) in locked)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    ]
    schema = {"region": pl.String, "use": pl.String, "value": VALUE, "locked": pl.Boolean}
    return pl.DataFrame(cells, schema, orient="row")


def totals(kind: str, numbers: list[object]) -> pl.DataFrame:
    name = "region" if kind == "r" else "use"
    column = pl.Series("value", [Decimal(str(number)) for number in numbers], dtype=VALUE)
    return pl.DataFrame({name: [f"{kind}{place}" for place in range(len(numbers))]}).with_columns(column)


def two_ways(frame: pl.DataFrame, rows: list[object], columns: list[object]) -> pl.DataFrame:
    return rake_two_ways(
        frame, "region", "use", row_totals=totals("r", rows), column_totals=totals("c", columns)
    )


def test_a_table_by_hand() -> None:
    """One free direction: the least of a^2/10 + (3-a)^2/20 + (2-a)^2/30 + (a-2)^2/40 lies at a = 1.28."""
    table = two_ways(grid([[10, 20], [30, 40]]), [33, 70], [42, 61])
    assert table["raked"].to_list() == [Decimal(text) for text in ("11.28", "21.72", "30.72", "39.28")]
    assert table["row_discrepancy"].to_list() == [3, 3, 0, 0]
    assert table["column_discrepancy"].to_list() == [2, 1, 2, 1]
    assert table["flags"].to_list() == [[]] * 4


def test_locked_cells_stay_in_a_table() -> None:
    table = two_ways(grid([[10, 20], [30, 40]], {(0, 0)}), [33, 70], [42, 61])
    assert table["raked"].to_list() == [10, 23, 32, 38]


def test_rows_without_totals_are_free() -> None:
    frame = grid([[10, 20], [30, 40]])
    table = rake_two_ways(
        frame, "region", "use", row_totals=totals("r", []), column_totals=totals("c", [44, 60])
    )
    assert table["raked"].to_list() == [11, 20, 33, 40]
    assert table["row_discrepancy"].to_list() == [None] * 4


def test_what_rounding_leaves_of_a_total_goes_to_a_cell_of_its_own() -> None:
    table = rake_two_ways(
        grid([[1], [1], [1]]), "region", "use", row_totals=totals("r", []), column_totals=totals("c", [1])
    )
    assert table["raked"].sum() == 1
    assert set(table["raked"]) == {Decimal("0.3333333333"), Decimal("0.3333333334")}


@pytest.mark.parametrize(
    ("frame", "rows", "columns", "sentence"),
    [
        (grid([[10, 20], [30, 40]]), [33, 70], [42, 60], "cannot be met together"),
        (grid([[10, 20], [30, 40]], {(0, 0), (0, 1)}), [33, 70], [42, 61], "cannot be met together"),
        (grid([[0, 0], [30, 40]]), [1, 70], [31, 40], "cannot be met together"),
        (pl.concat([grid([[1]]), grid([[1]])]), [1], [1], "More than one figure"),
        (grid([[1]]), [1, 2], [1], "total of region r1 is missing or has no cells"),
        (grid([[1]]).with_columns(value=pl.lit(None, VALUE)), [1], [1], "is missing"),
    ],
)
def test_a_table_that_cannot_be_raked_is_said(
    frame: pl.DataFrame, rows: list[object], columns: list[object], sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        two_ways(frame, rows, columns)


cell = st.integers(-(10**7), 10**7).map(lambda n: Decimal(n).scaleb(-2))
tables = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(cell, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms(use_true_random=False), st.data())
def test_a_table_meets_its_totals_exactly(
    rows: list[list[Decimal]], rng: object, data: st.DataObject
) -> None:
    """The totals are those of another table with the same cells locked or zero, so they can be met."""
    wide = len(rows[0])
    places = [(row, column) for row in range(len(rows)) for column in range(wide)]
    locked = data.draw(st.sets(st.sampled_from(places)))
    other = [
        [
            value if (row, column) in locked or not value else value + data.draw(cell)
            for column, value in enumerate(values)
        ]
        for row, values in enumerate(rows)
    ]
    sums = [sum(values) for values in other], [sum(values) for values in zip(*other, strict=True)]
    made = two_ways(grid(rows, locked), *sums)
    for name, wanted in (("region", sums[0]), ("use", sums[1])):
        assert made.group_by(name).agg(pl.col("raked").sum()).sort(name)["raked"].to_list() == wanted
    fixed = made.filter(pl.col("locked") | (pl.col("value") == 0))
    assert fixed["raked"].equals(fixed["value"])


def test_a_table_takes_the_least_squares_of_all_that_meet_the_totals() -> None:
    table = two_ways(grid([[10, 20, 5], [30, 40, 8], [7, 3, 9]]), [38, 80, 18], [49, 62, 25])
    given, made = table["value"].to_list(), [float(number) for number in table["raked"]]

    def cost(cells: list[float]) -> float:
        return sum((new - float(old)) ** 2 / float(old) for new, old in zip(cells, given, strict=True))

    for corner in (0, 1, 3, 4):
        for move in (0.01, -0.01):
            moved = list(made)
            for place, sign in ((corner, 1), (corner + 1, -1), (corner + 3, -1), (corner + 4, 1)):
                moved[place] += sign * move
            assert cost(moved) > cost(made)
