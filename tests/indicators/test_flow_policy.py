"""Both policies of monthly flows: the flow, what stands beside it, and that two calculations agree."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.engine import connect
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL, WORKING, with_cell_ids
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import VINTAGE, Given
from pipeline.indicators.second import check_derived
from pipeline.project import locate

FCI = load_catalogue(locate())["fci"]
SCHEMA = {**CELL, **WORKING, "inputs": pl.List(pl.String)}
Row = dict[str, Any]


def version(place: str, month: str, day: str, value: int | None, name: str, policy: str = "latest") -> Row:
    """Make one version of the year-to-date figure of a month, printed to the unit."""
    return {
        "measure_code": "fci",
        "territory_id": place,
        "breakdown": "_T",
        "price_basis": "not_stated",
        "unit_code": "AZN_MN",
        "source_id": "S",
        "period": date.fromisoformat(f"{month}-01"),
        "value": None if value is None else Decimal(value),
        "step": Decimal(1),
        "known_on": date.fromisoformat(day),
        "obs_id": name,
        "evidence_grade": "A",
        "declared": policy,
    }


def cells_of(rows: list[Row]) -> pl.DataFrame:
    """Make the year-to-date cells: the version of each month known last, unless it has no value."""
    last: dict[tuple[str, date], Row] = {}
    for row in sorted(rows, key=lambda row: row["known_on"]):
        last[row["territory_id"], row["period"]] = row
    made = [
        dict.fromkeys(SCHEMA)
        | {name: row[name] for name in row if name in SCHEMA}
        | {"source_kind": "published", "transformation": "ytd", "half_width": Decimal("0.5"), "flags": []}
        | {"obs_status": "A", "revised": False, "n_src": 2, "qualifier": "", "inputs": [row["obs_id"]]}
        for row in last.values()
        if row["value"] is not None
    ]
    return with_cell_ids(pl.DataFrame(made, schema=SCHEMA), FCI)


def derive(rows: list[Row]) -> tuple[pl.DataFrame, Given]:
    given = Given("C", date(2026, 12, 31), pl.DataFrame(rows, schema=dict(VINTAGE)))
    made = cells_of(rows)
    for name in FCI.derive:
        made = with_cell_ids(DERIVATIONS[name](made, given), FCI)
    return made, given


def check(made: pl.DataFrame, given: Given) -> None:
    with connect() as connection:
        check_derived(connection, FCI, made, given)


def flows(made: pl.DataFrame) -> dict[str, tuple[int, list[str], list[str]]]:
    """Give value, flags and inputs of the flows, by month and transformation."""
    own = made.filter(pl.col("transformation").str.contains("^(flow|span|flow_latest|flow_release)$"))
    return {
        f"{row['period']:%m} {row['transformation']}": (int(row["value"]), row["flags"], row["inputs"])
        for row in own.sort("period", "transformation").iter_rows(named=True)
    }


def revised(policy: str) -> list[Row]:
    """January is revised in June, after February and March became known; February in June too."""
    return [
        version("D", "2025-01", "2025-02-20", 10, "a", policy),
        version("D", "2025-01", "2025-06-20", 15, "b", policy),
        version("D", "2025-02", "2025-03-20", 30, "c", policy),
        version("D", "2025-03", "2025-04-20", 60, "d", policy),
    ]


def test_the_latest_vintages_are_the_flow_and_one_release_stands_beside_it() -> None:
    made, given = derive(revised("latest"))
    assert flows(made) == {
        "01 flow": (15, [], ["fci.D.2025-01"]),
        "02 flow": (15, ["PREV_REVISED_LATER"], ["fci.D.2025-02", "fci.D.2025-01"]),
        "02 flow_release": (20, [], ["fci.D.2025-02", "a"]),
        "03 flow": (30, [], ["fci.D.2025-03", "fci.D.2025-02"]),
    }
    beside = made.filter(transformation="flow_release").row(0, named=True)
    assert (beside["half_width"], beside["n_src"]) == (1, 1)
    check(made, given)


def test_a_declared_release_is_the_flow_and_the_latest_vintages_stand_beside_it() -> None:
    made, given = derive(revised("within_release"))
    found = flows(made)
    assert found["02 flow"] == (20, [], ["fci.D.2025-02", "a"])
    assert found["02 flow_latest"][:2] == (15, ["PREV_REVISED_LATER"])
    assert found["03 flow"][0] == 30
    check(made, given)


def test_growth_follows_the_declared_flow() -> None:
    earlier = [version("D", "2024-01", "2024-02-20", 8, "y"), version("D", "2024-02", "2024-03-20", 18, "z")]
    for policy, grown in (("latest", 50), ("within_release", 100)):
        made, given = derive([*earlier, *revised(policy)])
        change = made.filter(pl.col("cell_id") == "fci.D.2025-02.flow_change")
        assert change["value"].to_list() == [grown]
        check(made, given)


def test_a_month_that_was_not_known_then_leaves_a_span_by_release() -> None:
    rows = [
        version("D", "2025-01", "2025-02-20", 10, "a"),
        version("D", "2025-03", "2025-04-20", 60, "d"),
        version("D", "2025-02", "2025-05-20", 30, "c"),
    ]
    made, given = derive(rows)
    assert "03 flow_release" not in flows(made), "a span is no other flow of the month"
    check(made, given)
    made, given = derive([row | {"declared": "within_release"} for row in rows])
    assert flows(made)["03 span"] == (50, ["GAP"], ["fci.D.2025-03", "a"])
    assert flows(made)["03 flow_latest"][0] == 30
    check(made, given)


def test_a_figure_that_is_no_single_version_keeps_its_flow() -> None:
    rows = revised("within_release")
    for changed in (
        pl.col("inputs").list.concat(pl.lit(["x"])),
        pl.when(pl.col("period") == date(2025, 2, 1)).then(pl.lit(["other"])).otherwise("inputs"),
    ):
        given = Given("C", date(2026, 12, 31), pl.DataFrame(rows, schema=dict(VINTAGE)))
        made = DERIVATIONS["monthly_flow"](cells_of(rows).with_columns(inputs=changed), given)
        assert flows(made)["02 flow"][0] == 15
        assert "02 flow_latest" not in flows(made)
    decided = cells_of(rows).with_columns(
        value=pl.when(pl.col("period") == date(2025, 2, 1)).then(pl.lit(31, dtype=VALUE)).otherwise("value")
    )
    assert flows(DERIVATIONS["monthly_flow"](decided, given))["02 flow"][0] == 16


def random_versions(seed: int, policy: str) -> list[Row]:
    """Make versions of two years and three places: late, revised, withdrawn months, and gaps."""
    rng, rows = Random(seed), []
    for place in ("C", "A", "B"):
        total = 0
        for number in range(24):
            total = (0 if number % 12 == 0 else total) + rng.randint(0, 500)
            month = date(2024 + number // 12, number % 12 + 1, 1)
            day = month + timedelta(days=rng.choice([50, 50, 50, 110]))
            for again in range(rng.choice([0, 1, 1, 2, 3])):
                name = f"{place}{number}.{again}".replace(".", "-")
                value = None if again and rng.random() < 0.1 else total + rng.randint(-20, 20)
                known = (day + timedelta(days=90 * again)).isoformat()
                rows.append(version(place, f"{month:%Y-%m}", known, value, name, policy))
    return rows


@pytest.mark.parametrize("policy", ["latest", "within_release"])
@pytest.mark.parametrize("seed", range(6))
def test_two_calculations_agree_on_anything(seed: int, policy: str) -> None:
    made, given = derive(random_versions(seed, policy))
    other = "flow_release" if policy == "latest" else "flow_latest"
    assert other in made["transformation"].to_list()
    check(made, given)


@pytest.mark.parametrize("policy", ["latest", "within_release"])
@pytest.mark.parametrize("transformation", ["flow", "flow_latest", "flow_release"])
def test_one_unit_of_the_last_decimal_stops_it(policy: str, transformation: str) -> None:
    made, given = derive(revised(policy))
    told = (pl.col("transformation") == transformation) & (pl.col("period") == date(2025, 2, 1))
    if made.filter(told).is_empty():
        return
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    moved = made.with_columns(value=pl.when(told).then(pl.col("value") + unit).otherwise("value"))
    with pytest.raises(StopRuleError, match="do not agree"):
        check(moved, given)


def test_another_policy_in_the_second_calculation_stops_it() -> None:
    made, given = derive(revised("latest"))
    other = given.vintages.with_columns(declared=pl.lit("within_release"))
    with pytest.raises(StopRuleError, match="do not agree"):
        check(made, Given("C", given.as_of, other))
