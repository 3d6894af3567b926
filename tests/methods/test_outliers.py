"""Lists of queries: by hand, and the same outcomes as the edit rule by the same formula."""

import re
from decimal import Decimal
from random import Random

import duckdb
import polars as pl
import pytest

from pipeline.engine import connect
from pipeline.errors import BadInputError
from pipeline.methods.outliers import A, C, K, U, hidiroglou_berthelot, median_deviation
from pipeline.project import locate

RULE = locate().sql / "rules" / "month_on_month.sql"


def changes(*pairs: tuple[object, object], **columns: object) -> pl.DataFrame:
    schema = {"value": pl.Int64, "base": pl.Int64}
    frame = pl.DataFrame(pairs, schema, orient="row")
    return frame.with_columns(**{name: pl.lit(value) for name, value in columns.items()})


def test_an_effect_by_hand() -> None:
    """Median ratio 1.1; of 40 / 100 s = 1 - 1.1 / 0.4 = -1.75 and the effect -1.75 * 10."""
    frame = changes((110, 100), (108, 100), (112, 100), (40, 100), (111, 100))
    found = hidiroglou_berthelot(frame, [], few=5)
    assert found["ratio"].to_list() == [Decimal(text) for text in ("1.1", "1.08", "1.12", "0.4", "1.11")]
    assert found["effect"][3] == Decimal("-17.5")
    assert found["flags"].to_list() == [[], [], [], ["OUTLIER"], []]
    assert found["effect_lo"][0] > Decimal("-17.5")


def test_size_counts_as_declared() -> None:
    pairs = [(110, 100), (108, 100), (112, 100), (109, 100), (13, 10)]
    assert hidiroglou_berthelot(changes(*pairs), [], few=5)["flags"].to_list()[4] == []
    assert hidiroglou_berthelot(changes(*pairs), [], few=5, u=0.0, c=8)["flags"].to_list()[4] == ["OUTLIER"]


def test_where_there_are_few_deviations_stand_in_for_quartiles() -> None:
    frame = changes((100, 100), (100, 100), (100, 100), (101, 100), (300, 100))
    assert hidiroglou_berthelot(frame, [], few=6)["flags"].to_list() == [["NOT_TESTED"]] * 5
    assert hidiroglou_berthelot(frame, [], few=5)["flags"].to_list() == [["NOT_TESTED"]] * 5


@pytest.mark.parametrize("pair", [(None, 100), (5, None), (0, 100), (100, 0), (-5, 100)])
def test_what_has_no_effect_is_not_tested(pair: tuple[object, object]) -> None:
    frame = changes(*[(100 + place, 100) for place in range(8)], pair)
    found = hidiroglou_berthelot(frame, [])
    assert found.row(8, named=True)["flags"] == ["NOT_TESTED"]
    assert found["flags"].to_list()[:8] == [[]] * 8


def test_groups_do_not_touch_and_rows_stay() -> None:
    few = changes((100, 100), (900, 100), group="B", flags=["X"]).with_columns(flags=pl.lit(["X"]))
    many = changes(*[(100 + place, 100) for place in range(9)], (900, 100), group="A").with_columns(
        flags=pl.lit(["X"])
    )
    found = hidiroglou_berthelot(pl.concat([few, many]), "group")
    assert found["flags"].to_list() == [["NOT_TESTED", "X"]] * 2 + [["X"]] * 9 + [["OUTLIER", "X"]]
    assert found.columns == ["value", "base", "group", "flags", "ratio", "effect", "effect_lo", "effect_hi"]
    assert hidiroglou_berthelot(many.clear(), "group").is_empty()


def test_scores_of_deviation() -> None:
    found = median_deviation(pl.DataFrame({"value": [1, 2, 3, 4, 100, None]}), [])
    assert found["score"][0] == Decimal("1.349")
    assert found["flags"].to_list() == [[], [], [], [], ["OUTLIER"], ["NOT_TESTED"]]
    assert K == 3.5
    assert (
        median_deviation(pl.DataFrame({"value": [5, 5, 5, 9]}), [])["flags"].to_list() == [["NOT_TESTED"]] * 4
    )
    assert median_deviation(pl.DataFrame({"value": [5, 6, 7]}), [])["flags"].to_list() == [["NOT_TESTED"]] * 3


def test_a_parameter_below_zero_is_said() -> None:
    with pytest.raises(BadInputError, match="parameter u is -1"):
        hidiroglou_berthelot(changes((1, 1)), [], u=-1)
    with pytest.raises(BadInputError, match="parameter k is -1"):
        median_deviation(pl.DataFrame({"value": [1]}), [], k=-1)


def test_the_edit_rule_has_the_same_parameters() -> None:
    text = RULE.read_text(encoding="utf-8")
    assert set(re.findall(r"size_middle [-+] (\d+) \*", text)) == {str(C)}
    assert set(re.findall(r"abs\(size_middle\) \* ([\d.]+)", text)) == {str(A)}
    assert "sqrt(greatest(later.value, earlier.value))" in text
    assert U == 0.5


@pytest.mark.parametrize("few", [8, 40])
def test_the_edit_rule_gives_the_same_outcomes(few: int) -> None:
    """The rule's own file, on flows of the twelve districts of the rules' cases, one of them far off."""
    rng = Random(3)
    rows = []
    for month in range(1, 13):
        for place in range(1, 13):
            base = rng.randint(50, 900)
            value = base * (100 + rng.randint(-9, 12)) // 100
            rows.append((f"E{place}", month, value * (6 if rng.random() < 0.06 else 1), base))
    with connect() as connection:
        outcomes = _rule_outcomes(connection, rows, few)
    frame = pl.DataFrame(rows, schema=["place", "month", "value", "base"], orient="row")
    found = hidiroglou_berthelot(frame, "month", few=few)
    ours = {(row["place"], row["month"]): row["flags"] for row in found.iter_rows(named=True)}
    words = {"fail": ["OUTLIER"], "pass": [], "missing": ["NOT_TESTED"]}
    assert {cell: words[outcome] for cell, outcome in outcomes.items()} == ours
    assert 3 <= sum(outcome == "fail" for outcome in outcomes.values()) <= 20


def _rule_outcomes(
    connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, int, int, int]], few: int
) -> dict[tuple[str, int], str]:
    """Run the rule from its step `change` on, with each pair a month of its own."""
    text = RULE.read_text(encoding="utf-8")
    tail = text[text.index("ranked as (") :]
    listed = ", ".join(
        f"('r', {few}, '{place}', 'fci', '_T', 'AZN_MN', {month}, date '2026-01-01', {value}, "
        f"'{place}-{month}', ['{place}-{month}'], [''], cast(cast({value} as decimal(18, 8)) / {base} as "
        f"decimal(18, 8)), cast(sqrt(greatest({value}, {base})) as decimal(18, 8)))"
        for place, month, value, base in rows
    )
    names = (
        "rule_id, n_many, territory_id, measure_code, breakdown, unit_code, month_no, period_end, value, "
        "obs_id, inputs, earlier_inputs, ratio, root"
    )
    query = f"with change as (select * from (values {listed}) as t ({names})), {tail}"
    found = connection.sql(query).fetchall()
    return {(row[2][0].split("-")[0], int(row[2][0].split("-")[1])): row[1] for row in found}
