"""Benchmarked flows in whole numbers: by hand, against equations written out, and beside the first."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.indicators.agreement import SHORT, is_nearest, places_of
from pipeline.indicators.second_benchmark import nearest_movement
from pipeline.methods.benchmark import denton_cholette

CASES = [
    ("one year: the ratio is the same throughout", [1, 2, 3], [1, 1, 1], [12, 12, 12], ["2", "4", "6"]),
    ("after the last annual figure the last ratio", [1, 1, 4], [1, 1, 2], [6, 6, None], ["3", "3", "12"]),
    ("before the first the first ratio", [4, 1, 1], [1, 2, 2], [None, 6, 6], ["12", "3", "3"]),
    # With z the ratios, z1 + z2 = 2 and z3 + z4 = 4; steps a, b, a with 2a + 2b = 2 and least 2a^2 + b^2.
    ("two years of two months", [1, 1, 1, 1], [1, 1, 2, 2], [2, 2, 4, 4], ["5/6", "7/6", "11/6", "13/6"]),
    ("a zero stays zero", [1, 0, 1], [1, 1, 1], [4, 4, 4], ["2", "0", "2"]),
    ("a year of zeros says nothing", [0, 0, 1, 1], [1, 1, 2, 2], [0, 0, 4, 4], ["0", "0", "2", "2"]),
    ("nothing throughout", [0, 0], [1, 1], [0, 0], ["0", "0"]),
    ("a free year lies between its neighbours", [1, 1, 1], [1, 2, 3], [1, None, 3], ["1", "2", "3"]),
]


@pytest.mark.parametrize(
    ("name", "flows", "years", "targets", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_golden_rows(
    name: str, flows: list[int], years: list[int], targets: list[int | None], expected: list[str]
) -> None:
    wanted = [None if target is None else Decimal(target) for target in targets]
    assert nearest_movement(list(map(Decimal, flows)), years, wanted) == list(map(Fraction, expected)), name


def test_it_meets_the_equations_written_out() -> None:
    rng = Random(5)
    flows = [Decimal(rng.randint(50, 150)) for _ in range(60)]
    years = [at // 12 for at in range(60)]
    targets = [Decimal(1300 + 40 * year) if year not in (1, 4) else None for year in years]
    steps = np.diff(np.eye(60), axis=0)
    known = [0, 2, 3]
    sums = np.array(
        [[float(flow) * (year == one) for flow, year in zip(flows, years, strict=True)] for one in known]
    )
    matrix = np.block([[steps.T @ steps, sums.T], [sums, np.zeros((3, 3))]])
    ratios = np.linalg.solve(matrix, [0.0] * 60 + [1300 + 40 * one for one in known])[:60]
    found = np.array([float(number) for number in nearest_movement(flows, years, targets)])
    assert np.allclose(found, ratios * np.array(flows, dtype=float), rtol=1e-10)


FORMS = {
    "usual": lambda rng, _: rng.randint(500, 1500),
    "steep": lambda rng, at: int(10 * 1.04**at) + rng.randint(0, 3),
    "wide": lambda rng, _: rng.randint(1, 9) * 10 ** rng.randint(0, 6),
    "sparse": lambda rng, at: rng.choice([0, 0, rng.randint(1, 999)]) if at % 12 else 5,
    "large": lambda rng, _: rng.randint(10**12, 10**13),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("years", [1, 4, 10])
def test_the_first_is_right_to_its_last_stored_decimal(form: str, years: int) -> None:
    rng = Random(years)
    flows = [Decimal(FORMS[form](rng, at)) for at in range(12 * years + 6)]
    periods = [date(2010 + at // 12, at % 12 + 1, 1) for at in range(len(flows))]
    whole = {
        2010 + year: (sum(flows[12 * year : 12 * year + 12]) * rng.randint(80, 130)).scaleb(-2)
        for year in range(years)
    }
    frame = pl.DataFrame({"period": periods, "value": pl.Series(flows, dtype=VALUE)})
    annual = pl.DataFrame({"year": list(whole), "value": pl.Series(list(whole.values()), dtype=VALUE)})
    first = denton_cholette(frame, annual, [])["benchmarked"].to_list()
    targets = [whole.get(period.year) for period in periods]
    second = nearest_movement(flows, [period.year for period in periods], targets)
    places = places_of(max(map(abs, [*second, *map(Fraction, whole.values())])))
    far = [at for at, made in enumerate(first) if not is_nearest(made, second[at], places, SHORT)]
    assert len({periods[at].year for at in far}) == len(far), "one a year at most: its largest month"
