"""Index numbers, chains, deflation, rebasing: worked rows and identities."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.chain import chain_linked
from pipeline.methods.deflate import base_changes, deflate
from pipeline.methods.index_numbers import index_numbers, rebase

BASE, NOW = date(2025, 1, 1), date(2025, 2, 1)
UNIT = Fraction(1, 10**10)


def basket(*rows: tuple[str, object, object, object, object], **columns: object) -> pl.DataFrame:
    """Make items with price and quantity then and now."""
    then = [(item, BASE, price, quantity) for item, price, quantity, _, _ in rows]
    now = [(item, NOW, price, quantity) for item, _, _, price, quantity in rows]
    schema = {"item": pl.String, "period": pl.Date, "price": pl.Int64, "quantity": pl.Int64}
    frame = pl.DataFrame(then + now, schema, orient="row")
    return frame.with_columns(**{name: pl.lit(value) for name, value in columns.items()})


def test_a_worked_basket() -> None:
    found = index_numbers(basket(("a", 10, 3, 12, 2), ("b", 5, 4, 5, 6)), [], item="item", base=BASE)
    assert found.row(0, named=True)["price_fisher_pct"] == 100
    row = found.row(1, named=True)
    told = {name: f"{row[name]:.4f}" for name in found.columns if name.endswith("pct")}
    assert told == {
        "price_laspeyres_pct": "112.0000",
        "price_paasche_pct": "108.0000",
        "price_fisher_pct": "109.9818",
        "volume_laspeyres_pct": "100.0000",
        "volume_paasche_pct": "96.4286",
        "volume_fisher_pct": "98.1981",
    }


def test_sets_do_not_touch_and_a_price_paasche_of_nothing_is_none() -> None:
    one = basket(("a", 1, 1, 2, 0), place="A")
    other = basket(("a", 1, 1, 3, 1), place="B")
    found = index_numbers(pl.concat([one, other]), "place", item="item", base=BASE).filter(period=NOW)
    assert found.select("place", "price_laspeyres_pct", "price_paasche_pct", "price_fisher_pct").rows() == [
        ("A", 200, None, None),
        ("B", 300, 300, 300),
    ]


def test_of_nothing_there_are_no_indices() -> None:
    full = basket(("a", 1, 1, 2, 1), place="A")
    made = index_numbers(full, "place", item="item", base=BASE)
    for keys in ([], ["place"]):
        assert index_numbers(full.clear(), keys, item="item", base=BASE).is_empty()
    assert index_numbers(full.clear(), "place", item="item", base=BASE).schema == made.schema


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (basket(("a", 1, 0, 2, 1)), "weights that are all zero"),
        (basket(("a", 1, 1, 2, 1)).filter(period=NOW), "base month 2025-01"),
        (
            basket(("a", 1, 1, 2, 1), ("b", 1, 1, 2, 1)).head(3),
            "Item b of the set is in 2025-02 or in the base",
        ),
        (basket(("a", 1, 1, None, 1)), "price of a in 2025-02 is None"),
        (basket(("a", 1, 1, 2, -1)), "quantity of a in 2025-02 is -1"),
        (pl.concat([basket(("a", 1, 1, 2, 1))] * 2), "More than one figure"),
        (basket(("a", 1, 1, 2, 1)).drop("price"), "no column price"),
    ],
)
def test_what_is_no_basket_is_said(frame: pl.DataFrame, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        index_numbers(frame, [], item="item", base=BASE)


amount = st.integers(1, 10**6)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(amount, amount, amount, amount), min_size=1, max_size=6))
def test_identities_of_index_numbers(items: list[tuple[int, int, int, int]]) -> None:
    frame = basket(*[(f"i{place}", *row) for place, row in enumerate(items)])
    row = index_numbers(frame, [], item="item", base=BASE).row(1, named=True)
    value = 100 * Fraction(sum(p * q for _, _, p, q in items), sum(p * q for p, q, _, _ in items))
    for one, other in (("laspeyres", "paasche"), ("paasche", "laspeyres"), ("fisher", "fisher")):
        both = Fraction(row[f"price_{one}_pct"]) * Fraction(row[f"volume_{other}_pct"]) / 100
        assert abs(both / value - 1) < Fraction(1, 10**6)
    for kind in ("price", "volume"):
        ends = sorted([row[f"{kind}_laspeyres_pct"], row[f"{kind}_paasche_pct"]])
        assert ends[0] <= row[f"{kind}_fisher_pct"] <= ends[1]
    ratios = [Fraction(p, before) for before, _, p, _ in items]
    assert min(ratios) * 100 - UNIT <= row["price_laspeyres_pct"] <= max(ratios) * 100 + UNIT


def months(years: int, extra: int = 0) -> list[date]:
    return [date(2023 + place // 12, place % 12 + 1, 1) for place in range(12 * years + extra)]


def two_items(prices: tuple[list[int], list[int]], quantities: tuple[list[int], list[int]]) -> pl.DataFrame:
    """Make two items with a price and a quantity a year, the same each month."""
    rows = [
        (code, period, price[period.year - 2023] * quantity[period.year - 2023], quantity[period.year - 2023])
        for code, price, quantity in zip("ab", prices, quantities, strict=True)
        for period in months(len(price))
    ]
    schema = {"item": pl.String, "period": pl.Date, "value": pl.Int64, "quantity": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row")


def test_a_chain_by_hand() -> None:
    """Year 2: (1*12 + 2*10) / (1*10 + 2*10); year 3 in prices of year 2: (2*14 + 2*10) / (2*12 + 2*10)."""
    frame = two_items(([1, 2, 2], [2, 2, 2]), ([10, 12, 14], [10, 10, 10]))
    chained = chain_linked(frame, item="item")
    total = chained.filter(item="_T").filter(pl.col("period").dt.month() == 5)
    assert [f"{index:.6f}" for index in total["index_pct"]] == [
        "100.000000",
        f"{100 * 32 / 30:.6f}",
        f"{100 * (32 / 30) * (48 / 44):.6f}",
    ]
    assert [f"{gap:.6f}" for gap in total["discrepancy"]] == [
        "0.000000",
        "0.000000",
        f"{32 * 48 / 44 - 34:.6f}",
    ]
    assert chained["item"].unique(maintain_order=True).to_list() == ["a", "b", "_T"]
    assert chained.filter(item="a")["discrepancy"].null_count() == 36


quarters = st.lists(st.integers(1, 1000), min_size=30, max_size=30)


@settings(deadline=None, max_examples=20)
@given(quarters, quarters, st.integers(1, 50), st.integers(1, 50))
def test_with_constant_prices_a_chain_is_the_fixed_base_volume(
    one: list[int], other: list[int], price: int, dear: int
) -> None:
    rows = [
        (code, period, unit * quantity, quantity)
        for code, quantities, unit in (("a", one, price), ("b", other, dear))
        for period, quantity in zip(months(2, 6), quantities, strict=True)
    ]
    schema = {"item": pl.String, "period": pl.Date, "value": pl.Int64, "quantity": pl.Int64}
    chained = chain_linked(pl.DataFrame(rows, schema, orient="row"), item="item")
    total = chained.filter(item="_T")
    assert total["volume"].to_list() == [price * a + dear * b for a, b in zip(one, other, strict=True)]
    assert set(total["discrepancy"]) == {0}


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=48, max_size=48))
def test_the_discrepancy_is_total_less_parts_and_the_second_year_has_none(
    figures: list[tuple[int, int]],
) -> None:
    halves = (("a", figures[:24]), ("b", figures[24:]))
    rows = [
        (code, period, value, quantity)
        for code, own in halves
        for period, (value, quantity) in zip(months(2), own, strict=True)
    ]
    schema = {"item": pl.String, "period": pl.Date, "value": pl.Int64, "quantity": pl.Int64}
    chained = chain_linked(pl.DataFrame(rows, schema, orient="row"), item="item")
    parts = (
        chained.filter(pl.col("item") != "_T")
        .group_by("period", maintain_order=True)
        .agg(pl.col("volume").sum())
    )
    total = chained.filter(item="_T")
    gaps = [
        abs(a - b - c) for a, b, c in zip(total["volume"], parts["volume"], total["discrepancy"], strict=True)
    ]
    assert max(gaps) <= Decimal("2E-10")
    assert set(total["discrepancy"]) == {0}
    first = total.filter(pl.col("period").dt.year() == 2023)["volume"].sum()
    assert abs(first - sum(value for _, own in halves for value, _ in own[:12])) < Decimal("1E-8")


WHOLE = two_items(([1, 1], [1, 1]), ([1, 1], [1, 1]))


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            WHOLE.filter(~((pl.col("item") == "a") & (pl.col("period") == date(2023, 5, 1)))),
            "Item a has no figure for 2023-05",
        ),
        (WHOLE.filter(pl.col("period") > date(2023, 1, 1)), "does not begin in January"),
        (WHOLE.filter(pl.col("period") < date(2023, 12, 1)), "one whole year"),
        (WHOLE.clear(), "one whole year"),
        (WHOLE.with_columns(quantity=pl.lit(0)), "quantities of item a in 2023 sum to 0"),
        (WHOLE.with_columns(value=pl.lit(None, pl.Int64)), "lacks a value"),
        (WHOLE.with_columns(item=pl.lit("_T")).unique("period"), "named as the total"),
    ],
)
def test_what_is_no_chain_is_said(frame: pl.DataFrame, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        chain_linked(frame, item="item")


def test_values_are_deflated_with_their_interval() -> None:
    rows = {"period": months(1)[:3], "value": [1250, 10, 10], "price_index": [125, 0, None]}
    frame = pl.DataFrame(rows).with_columns(
        half_width=pl.lit(5), price_index_half_width=pl.lit(Decimal("0.5"))
    )
    real = deflate(frame.with_columns(flags=pl.lit(["A"])), [])
    assert real["real_value"].to_list() == [1000, None, None]
    assert [f"{end:.2f}" for end in real.select("real_value_lo", "real_value_hi").row(0)] == [
        "992.03",
        "1008.03",
    ]
    assert real["flags"].to_list() == [["A"], ["A", "PRICE_NOT_POSITIVE"], ["A", "PRICE_MISSING"]]
    assert real.columns == [*frame.columns, "real_value", "real_value_lo", "real_value_hi", "flags"]
    with pytest.raises(BadInputError, match=r"several base periods.*rebase.*Found: 2015, 2020"):
        deflate(frame.head(2).with_columns(base_period=pl.Series(["2015", "2020"])), [])


def test_an_index_is_rebased_to_the_mean_of_a_year() -> None:
    frame = pl.DataFrame({"period": months(2), "value": [90, 110] * 6 + [200] * 12, "note": "x"})
    based = rebase(frame, [], start=date(2023, 1, 1), end=date(2023, 12, 1))
    assert based["rebased"].to_list() == [90, 110] * 6 + [200] * 12
    assert based["base_period"].unique().to_list() == ["2023-01/2023-12"]
    later = rebase(frame, [], start=date(2024, 3, 1), end=date(2024, 3, 1))
    assert (later["rebased"][0], later["base_period"][0]) == (45, "2024-03")
    assert based.columns == ["period", "value", "note", "rebased", "base_period"]


@pytest.mark.parametrize(
    ("start", "end"), [(date(2026, 1, 1), date(2026, 1, 1)), (date(2023, 2, 1), date(2023, 1, 1))]
)
def test_a_base_that_is_not_there_is_said(start: date, end: date) -> None:
    frame = pl.DataFrame({"place": "A", "period": months(1), "value": 100})
    with pytest.raises(BadInputError, match=r"cannot be used for (place A|the index)"):
        rebase(frame, "place", start=start, end=end)


def versions(later: list[object], width: Decimal | None = None) -> pl.DataFrame:
    """Make two versions of an index, the earlier one 100, 110, 121, 133."""
    exact = [None if number is None else Decimal(str(number)) for number in later]
    frame = pl.DataFrame({"period": months(1)[: len(later)], "earlier": [100, 110, 121, 133][: len(later)]})
    known = frame.with_columns(pl.Series("later", exact, dtype=VALUE))
    if width is None:
        return known
    return known.with_columns(earlier_half_width=pl.lit(width), later_half_width=pl.lit(width))


@pytest.mark.parametrize(
    ("later", "width", "expected"),
    [
        ([50, 55, Decimal("60.5"), Decimal("66.5")], None, (4, Decimal("0.5"), True)),
        ([100, 110, 121, 133], None, (4, 1, False)),
        ([50, 55, 61, 66], None, (4, Decimal("0.5"), False)),
        ([50, 55, 61, 66], Decimal("0.5"), (4, Decimal("0.5"), True)),
        ([100, 110, 121, 134], Decimal("0.5"), (4, Decimal("1.0021551724"), False)),
        ([50, 55], None, (2, Decimal("0.5"), None)),
        ([50, 55, None, None], None, (2, Decimal("0.5"), None)),
    ],
)
def test_a_changed_base_is_told_from_a_revision(
    later: list[object], width: Decimal | None, expected: tuple[object, ...]
) -> None:
    assert base_changes(versions(later, width), []).row(0) == expected


def test_an_overlap_of_one_month_is_none() -> None:
    with pytest.raises(BadInputError, match="2 or more are expected"):
        base_changes(versions([1, 2]), [], least_overlap=1)
