"""Two calculations of each derivation: they agree on everything, and breaking either stops the run."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.engine import connect
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.indicators import second
from pipeline.indicators.catalogue import LONG_RUN, Indicator, load_catalogue
from pipeline.indicators.cells import CELL, WORKING, with_cell_ids
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import Given
from pipeline.indicators.second import SECOND, check_derived
from pipeline.indicators.second_long import SECONDS
from pipeline.project import locate

SCHEMA = {**CELL, **WORKING, "inputs": pl.List(pl.String)}
FCI = load_catalogue(locate())["fci"]
SHARE = load_catalogue(locate())["fci_construction_share"]
RATIO = load_catalogue(locate())["persons_per_family"]
PLAN = load_catalogue(locate())["plan_outcome"]
Cell = dict[str, Any]


def cells(*rows: Cell) -> pl.DataFrame:
    """Make cells of rows that say only what matters."""
    common = {
        "breakdown": "_T",
        "price_basis": "not_stated",
        "source_kind": "published",
        "transformation": "ytd",
        "unit_code": "AZN_MN",
        "obs_status": "A",
        "evidence_grade": "A",
        "revised": False,
        "n_src": 1,
        "flags": [],
        "known_on": date(2026, 1, 1),
    }
    return pl.DataFrame([dict.fromkeys(SCHEMA) | common | row for row in rows], schema=SCHEMA)


def derived(frame: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Derive what the indicator's header names."""
    made = with_cell_ids(frame, indicator)
    for name in indicator.derive:
        made = with_cell_ids(DERIVATIONS[name](made, Given("C")), indicator)
    return made


def check(frame: pl.DataFrame, indicator: Indicator = FCI) -> None:
    with connect() as connection:
        check_derived(connection, indicator, frame, Given("C"))


def totals(seed: int, months: int = 30, size: int = 10**5) -> list[Cell]:
    """Make year-to-date figures of a country and three territories, with gaps, falls and unknown steps."""
    rng = Random(seed)
    rows = []
    for place in ("C", "A", "B", "D"):
        total = 0
        for number in range(months):
            total = rng.randint(-size // 50, size) + (total if number % 12 else 0)
            if rng.random() < 0.85:
                step = rng.choice([Decimal("0.1"), Decimal(1), Decimal(0), None])
                half = None if step is None else step / 2
                value = Decimal(total).scaleb(-rng.choice([0, 1, 3]))
                period = date(2023 + number // 12, number % 12 + 1, 1)
                rows.append(
                    {
                        "territory_id": place,
                        "period": period,
                        "value": value,
                        "step": step,
                        "half_width": half,
                    }
                )
    return rows


def parts(seed: int, count: int = 300) -> pl.DataFrame:
    """Make parts and wholes of any sign, with and without precision."""
    rng = Random(seed)

    def number(low: int) -> Decimal:
        return Decimal(rng.randint(low, 10**6)).scaleb(-rng.choice([0, 2, 4]))

    def width() -> Decimal | None:
        return rng.choice([None, Decimal("0.05"), Decimal(1), number(0)])

    names = ("part_half_width", "whole_half_width")
    rows = [
        {"territory_id": f"T{place}", "period": date(2026, 1, 1), "transformation": "share"}
        | {"part": number(-(10**6)), "whole": number(-100), **{name: width() for name in names}}
        for place in range(count)
    ]
    return cells(*rows)


def test_every_derivation_has_its_second() -> None:
    assert DERIVATIONS.keys() == SECOND.keys()
    found = {path.stem for path in (locate().sql / "checks").glob("*.sql")} - {"quotient", "indirect"}
    files = {name for name in found if not name.startswith("sdmx_")}
    assert files == {second.file for second in SECOND.values()}
    assert tuple(SECONDS) == LONG_RUN


@pytest.mark.parametrize("seed", range(6))
def test_both_agree_on_flows_growth_and_contributions(seed: int) -> None:
    made = derived(cells(*totals(seed)), FCI)
    counts = dict(made.group_by("transformation").len().iter_rows())
    assert counts.keys() >= {
        "flow",
        "span",
        "ytd_change",
        "flow_change",
        "flow_change_on_month",
        "ytd_contribution",
        "flow_index",
        "ytd_multiple",
        "flow_month_effect",
        "flow_base_effect",
    }
    check(made)


@pytest.mark.parametrize("size", [3, 10**9, 10**13])
def test_both_agree_whatever_the_size(size: int) -> None:
    check(derived(cells(*totals(1, size=size)), FCI))


def priced(seed: int) -> pl.DataFrame:
    """Make nominal year-to-date figures of a country and real growth for most of their months."""
    rng = Random(seed)
    rows = []
    for row in totals(seed):
        if row["territory_id"] != "C":
            continue
        rows.append({**row, "price_basis": "nominal"})
        growth = {"transformation": "growth_published", "price_basis": "real", "unit_code": "PCT"}
        value = Decimal(rng.randint(-1010, 900)).scaleb(-1)
        half = rng.choice([None, Decimal("0.05")])
        rows.append({**row, **growth, "value": value, "half_width": half})
    return cells(*rows)


@pytest.mark.parametrize("seed", range(4))
def test_both_agree_on_implied_deflators(seed: int) -> None:
    made = derived(priced(seed), FCI)
    assert made.filter(pl.col("transformation") == "ytd_deflator").height > 5
    check(made)
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    told = pl.col("transformation") == "ytd_deflator"
    for facet in ("value", "lo", "hi"):
        moved = made.with_columns(pl.when(told).then(pl.col(facet) + unit).otherwise(facet).alias(facet))
        with pytest.raises(StopRuleError, match=f"ytd_deflator the {facet} is"):
            check(moved)


@pytest.mark.parametrize("seed", range(3))
def test_both_agree_on_shares_and_ratios(seed: int) -> None:
    frame = parts(seed)
    check(derived(frame, SHARE), SHARE)
    check(derived(frame.with_columns(transformation=pl.lit("ratio")), RATIO), RATIO)


def test_both_agree_on_pace_beside_shares() -> None:
    share = parts(4).with_columns(pl.lit("share").alias("transformation"))
    pace = share.with_columns(
        transformation=pl.lit("pace"), whole=pl.col("whole").abs().cast(pl.Int64).cast(VALUE) + 1
    )
    made = derived(pl.concat([share, pace]), PLAN)
    check(made, PLAN)
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    told = pl.col("transformation") == "pace"
    for facet in ("value", "half_width"):
        moved = made.with_columns(pl.when(told).then(pl.col(facet) + unit).otherwise(facet).alias(facet))
        with pytest.raises(StopRuleError, match=f"pace the {facet} is"):
            check(moved, PLAN)


@pytest.mark.parametrize("seed", range(3))
def test_both_round_ties_and_all_else_alike(seed: int) -> None:
    """Divisors with powers of two and five make ties in the eleventh decimal."""
    rng = Random(seed)
    rows = [
        {"territory_id": f"T{place}", "period": date(2026, 1, 1), "transformation": "ratio"}
        | {"part": Decimal(rng.randint(-(10**7), 10**7))}
        | {"whole": Decimal(rng.randint(1, 9) * 2 ** rng.randint(0, 12) * 5 ** rng.randint(0, 10))}
        for place in range(2_000)
    ]
    made = derived(cells(*rows), RATIO)
    twice = [2 * 10**10 * Fraction(row["part"]) / Fraction(row["whole"]) for row in rows]
    assert sum(exact.denominator == 1 and exact.numerator % 2 == 1 for exact in twice) >= 20, "there are ties"
    check(made, RATIO)


def test_ties_go_away_from_zero_in_both() -> None:
    whole = Decimal(2**11 * 5**10)
    rows = [
        {"territory_id": f"T{part}", "period": date(2026, 1, 1), "part": Decimal(part), "whole": whole}
        for part in (1, -1, 3, -3)
    ]
    made = derived(cells(*rows).with_columns(transformation=pl.lit("ratio")), RATIO)
    assert made["value"].to_list() == [Decimal(text) for text in ("1E-10", "-1E-10", "2E-10", "-2E-10")]
    check(made, RATIO)


@pytest.mark.parametrize("facet", ["value", "lo", "hi", "half_width"])
@pytest.mark.parametrize(
    "transformation",
    [
        "flow",
        "span",
        "ytd_change",
        "flow_change",
        "flow_change_on_month",
        "ytd_contribution",
        "flow_contribution",
        "flow_index",
        "ytd_multiple",
        "flow_month_effect",
        "flow_index_move",
        "flow_base_effect",
    ],
)
def test_one_unit_of_the_last_decimal_stops_it(transformation: str, facet: str) -> None:
    made = derived(cells(*totals(2)), FCI)
    told = (pl.col("transformation") == transformation) & pl.col(facet).is_not_null()
    if made.filter(told).is_empty():
        assert facet in ("lo", "hi", "half_width")
        return
    is_first = told & (told.cum_sum() == 1)
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    moved = made.with_columns(pl.when(is_first).then(pl.col(facet) + unit).otherwise(facet).alias(facet))
    with pytest.raises(StopRuleError, match=r"two calculations of fci do not agree \(") as raised:
        check(moved)
    if transformation not in ("flow", "span"):
        assert str(raised.value).startswith("The two calculations of fci do not agree (1 cells).")
        assert f"{transformation} the {facet} is" in str(raised.value)


@pytest.mark.parametrize("transformation", ["flow", "flow_change_on_month", "ytd_contribution"])
def test_a_cell_that_is_lost_or_too_many_stops_it(transformation: str) -> None:
    made = derived(cells(*totals(2)), FCI)
    place = (pl.col("transformation") == transformation).arg_max()
    with pytest.raises(StopRuleError, match="is not there by pipeline"):
        check(made.filter(pl.int_range(pl.len()) != place))
    extra = made.filter(pl.col("transformation") == transformation).tail(1)
    with pytest.raises(StopRuleError, match="not there by sql/checks"):
        check(pl.concat([made, extra.with_columns(breakdown=pl.lit("x=y"))]))


def test_a_share_and_a_ratio_that_are_moved_stop_it() -> None:
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    for indicator in (SHARE, RATIO):
        made = derived(parts(1), indicator)
        with pytest.raises(StopRuleError, match=f"calculations of {indicator.code} do not agree"):
            check(made.with_columns(pl.col("value") + unit), indicator)


def test_a_derivation_without_a_second_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "SECOND", {})
    with pytest.raises(CrossfootError, match="monthly_flow has no second calculation"):
        check(derived(cells(*totals(2)), FCI))
