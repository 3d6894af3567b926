"""Statistics of revisions with roots: by hand, beside another library and the first, and moved by a unit."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.errors import StopRuleError
from pipeline.indicators.agreement import SHORT, is_nearest, places_of
from pipeline.indicators.cells import CELL
from pipeline.indicators.given import Given
from pipeline.indicators.revised import derive_revision_statistics
from pipeline.indicators.second_statistics import NAMES, check_statistics, dispersion, two_sided
from pipeline.methods.revisions import revision_statistics

SCHEMA = {**CELL, "inputs": pl.List(pl.String), "part": VALUE, "whole": VALUE}


def cells(values: dict[str, list[Decimal]]) -> pl.DataFrame:
    """Make revisions by horizon with the statistics that are derived from them."""
    rows = [
        dict.fromkeys(SCHEMA)
        | {"cell_id": f"{horizon}{at}", "territory_id": "C", "period": date(2015 + at // 12, at % 12 + 1, 1)}
        | {"breakdown": f"horizon={horizon};measure=fci", "price_basis": "not_stated", "unit_code": "AZN_MN"}
        | {"source_kind": "published", "transformation": "revision", "month": date(2026, 1, 1)}
        | {"value": value, "part": value + 100, "whole": Decimal(100)}
        for horizon, numbers in values.items()
        for at, value in enumerate(numbers)
    ]
    return derive_revision_statistics(pl.DataFrame(rows, schema=SCHEMA), Given("C"))


def numbers(seed: int, count: int) -> list[Decimal]:
    rng = Random(seed)
    return [Decimal(rng.randint(-400, 500)).scaleb(-1) for _ in range(count)]


def test_by_hand() -> None:
    """1 to 8: sum of squares 42; lag 2, with 2/3 of 24.5 and 1/3 of 8.5 on either side."""
    found = dispersion([Decimal(n) for n in range(1, 9)])
    assert found["lag"] == 2
    assert abs(found["sd"] ** 2 - 6) < Fraction(1, 10**40)
    products = [sum((a - Fraction(9, 2)) * (a + k - Fraction(9, 2)) for a in range(1, 9 - k)) for k in (1, 2)]
    variance = 42 + 2 * (Fraction(2, 3) * products[0] + Fraction(1, 3) * products[1])
    assert abs(found["standard_error"] ** 2 - variance / 64) < Fraction(1, 10**40)
    assert found["t"] == Fraction(9, 2) / found["standard_error"]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([], []),
        ([1], []),
        ([1, 2], ["sd"]),
        ([1] * 7, ["sd"]),
        ([3] * 8, ["sd", "lag", "standard_error"]),
        ([1, 2] * 4, list(NAMES)),
    ],
)
def test_which_there_are(values: list[int], names: list[str]) -> None:
    assert list(dispersion([Decimal(value) for value in values])) == names


@pytest.mark.parametrize(
    ("n", "lag"),
    [(8, 2), (20, 2), (28, 3), (99, 3), (100, 4), (273, 5), (274, 5), (51_199, 15), (51_200, 16)],
)
def test_lags_of_both(n: int, lag: int) -> None:
    if n < 300:
        assert dispersion([Decimal(at % 2) for at in range(n)])["lag"] == lag
    frame = pl.DataFrame({"revision": pl.Series([at % 2 for at in range(n)], dtype=VALUE)}).with_columns(
        period=pl.lit(date(2020, 1, 1)), horizon=pl.lit(1, dtype=pl.Int32),
        preliminary=pl.lit(1, dtype=VALUE), later=pl.lit(1, dtype=VALUE),
    )  # fmt: skip
    assert revision_statistics(frame, [])["lag"].to_list() == [lag]


def test_probabilities_are_those_of_scipy() -> None:
    from scipy.special import stdtr

    for degrees in (*range(1, 60), 118, 600):
        for t in (0.0, 0.001, 0.3, -1.7, 4.4, 40.0):
            assert abs(two_sided(t, degrees) - 2 * stdtr(degrees, -abs(t))) < 1e-12, (t, degrees)


FORMS = {
    "usual": lambda rng: Decimal(rng.randint(-500, 500)).scaleb(-1),
    "large": lambda rng: Decimal(rng.randint(-(10**14), 10**14)).scaleb(-2),
    "large and hardly apart": lambda rng: Decimal(10**9) + Decimal(rng.randint(0, 3)).scaleb(-10),
    "small": lambda rng: Decimal(rng.randint(-9, 9)).scaleb(-10),
    "alike": lambda _: Decimal("0.1"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [2, 7, 8, 30, 119])
def test_the_first_is_right_to_its_last_stored_decimal(form: str, count: int) -> None:
    rng = Random(count)
    values = [FORMS[form](rng) for _ in range(count)]
    frame = cells({"1": values})
    check_statistics("revisions", frame)
    found = dict(frame.select("transformation", "value").iter_rows())
    for name, second in dispersion(values).items():
        assert is_nearest(found[name], second, places_of(abs(second)), SHORT), name


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("name", NAMES)
def test_one_unit_of_the_last_stored_decimal_stops_it(name: str, sign: int) -> None:
    values = {"1": numbers(1, 30), "3": numbers(2, 9)}
    frame = cells(values)
    unit = Decimal(1).scaleb(-places_of(abs(dispersion(values["3"])[name])))
    told = (pl.col("transformation") == name) & pl.col("breakdown").str.starts_with("horizon=3")
    moved = pl.when(told).then(pl.col("value") + pl.lit(unit * sign, dtype=VALUE)).otherwise("value")
    with pytest.raises(StopRuleError, match=f"horizon=3;measure=fci, {name} is"):
        check_statistics("revisions", frame.with_columns(value=moved))


def test_a_statistic_that_is_lost_or_too_many_stops_it() -> None:
    frame = cells({"1": numbers(1, 9)})
    with pytest.raises(StopRuleError, match="p is not there by pipeline/methods"):
        check_statistics("revisions", frame.filter(pl.col("transformation") != "p"))
    few = cells({"1": numbers(1, 7)})
    extra = frame.filter(pl.col("transformation") == "t")
    with pytest.raises(StopRuleError, match="and not there by pipeline/indicators"):
        check_statistics("revisions", pl.concat([few, extra]))


def test_without_revisions_there_is_nothing_to_check() -> None:
    check_statistics("revisions", pl.DataFrame(schema=SCHEMA))
