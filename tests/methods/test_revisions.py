"""Revision statistics: by hand, against another library's standard errors, and the declared policy."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.newey_west import two_sided
from pipeline.methods.policy import RevisionPolicy, policy_breaches
from pipeline.methods.revisions import FEWEST, revision_statistics, revisions


def month(number: int) -> date:
    return date(2023 + number // 12, number % 12 + 1, 1)


def triangle(*rows: tuple[int, int, str | None], **columns: object) -> pl.DataFrame:
    """Make a triangle of (period, vintage, value), months counted from January 2023."""
    values = pl.Series("value", [None if text is None else Decimal(text) for *_, text in rows], dtype=VALUE)
    dates = {"period": [month(row[0]) for row in rows], "vintage": [month(row[1]) for row in rows]}
    return pl.DataFrame(dates, schema={"period": pl.Date, "vintage": pl.Date}).with_columns(
        values, **{name: pl.lit(value) for name, value in columns.items()}
    )


def of_revisions(*values: str, preliminary: str = "100") -> pl.DataFrame:
    """Make a triangle of two vintages a period with the given revisions."""
    first = Decimal(preliminary)
    rows = [
        (place, place + 1 + step, str(first + step * Decimal(value)))
        for place, value in enumerate(values)
        for step in (0, 1)
    ]
    return triangle(*rows)


def test_a_revision_is_the_later_less_the_preliminary_figure() -> None:
    frame = triangle((0, 4, "103"), (0, 1, "100"), (0, 2, None), (1, 3, "50"), (1, 4, "49"))
    assert revisions(frame, []).select("period", "horizon", "preliminary", "later", "revision").rows() == [
        (month(0), 3, 100, 103, 3),
        (month(1), 1, 50, 49, -1),
    ]


def test_series_and_null_keys_do_not_touch() -> None:
    one = triangle((0, 1, "10"), (0, 2, "12"), place=None).with_columns(pl.col("place").cast(pl.String))
    other = triangle((0, 1, "20"), (0, 2, "21"), place="B")
    assert revisions(pl.concat([other, one]), "place")["revision"].to_list() == [2, 1]
    assert revisions(one.clear(), "place").is_empty()


def test_statistics_by_hand() -> None:
    few = revision_statistics(revisions(of_revisions("1", "-2", "3", "0"), []), []).row(0, named=True)
    told = ("n", "mr", "mar", "rmar", "rmar_base", "positive_pct", "least", "greatest", "same_sign_pct")
    assert [few[name] for name in told] == [
        4,
        Decimal("0.5"),
        Decimal("1.5"),
        Decimal("0.015"),
        400,
        50,
        -2,
        3,
        100,
    ]
    assert f"{few['sd']:.6f}" == "2.081666"
    assert few["values"] == [1, -2, 3, 0]
    assert [few[name] for name in ("lag", "standard_error", "t", "p")] == [None] * 4
    assert few["flags"] == ["FEW"]


def test_the_test_begins_at_eight_revisions() -> None:
    seven = revision_statistics(revisions(of_revisions(*"1234567"), []), []).row(0, named=True)
    eight = revision_statistics(revisions(of_revisions(*"12345678"), []), []).row(0, named=True)
    assert (FEWEST, seven["n"], seven["p"], len(seven["values"]), seven["flags"]) == (8, 7, None, 7, ["FEW"])
    assert (eight["n"], eight["values"], eight["lag"], eight["flags"]) == (8, None, 2, [])
    assert 0 < eight["p"] < Decimal("0.01")


def test_revisions_without_spread_have_no_test() -> None:
    row = revision_statistics(revisions(of_revisions(*["0.1"] * 9), []), []).row(0, named=True)
    assert (row["mr"], row["sd"], row["standard_error"], row["t"], row["p"]) == (
        Decimal("0.1"),
        0,
        0,
        None,
        None,
    )
    assert row["flags"] == ["NO_SPREAD"]


def test_signs_and_a_denominator_of_zero() -> None:
    changed = triangle((0, 1, "1"), (0, 2, "-1"), (1, 2, "0"), (1, 3, "0"), (2, 3, "2"), (2, 4, "3"))
    row = revision_statistics(revisions(changed, []), []).row(0, named=True)
    assert row["same_sign_pct"] == Decimal("66.6666666667")
    nothing = revision_statistics(revisions(of_revisions("1", preliminary="0"), []), []).row(0, named=True)
    assert (nothing["rmar"], nothing["rmar_base"], nothing["sd"]) == (None, 0, None)


PEER = """
import json, sys
import numpy as np
import statsmodels.api as sm
values, lags = json.load(sys.stdin)
model = sm.OLS(np.array(values, dtype=float), np.ones(len(values)))
for lag in lags:
    fitted = model.fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": False}, use_t=True)
    told = (fitted.params, fitted.bse, fitted.tvalues, fitted.pvalues)
    print(json.dumps([float(found[0]) for found in told]))
"""
"""Run in a process of its own: the library brings pandas with it."""


def test_the_standard_errors_are_those_of_statsmodels() -> None:
    rng = Random(7)
    walk = list(accumulate(rng.randint(-9, 10) for _ in range(30)))
    asked = {None: 3, 0: 0, 1: 1, 5: 5, 40: 29}
    given_text = json.dumps([walk, list(asked.values())])
    run = subprocess.run(
        [sys.executable, "-c", PEER], input=given_text, capture_output=True, text=True, check=True
    )
    triangles = revisions(of_revisions(*map(str, walk)), [])
    for (lag, used), line in zip(asked.items(), run.stdout.splitlines(), strict=True):
        found = revision_statistics(triangles, [], lag=lag).row(0, named=True)
        assert found["lag"] == used
        for name, theirs in zip(("mr", "standard_error", "t", "p"), json.loads(line), strict=True):
            assert abs(float(found[name]) - theirs) < 1e-9, (lag, name)


def test_probabilities_are_those_of_scipy() -> None:
    import numpy as np
    from scipy.special import stdtr

    degrees = np.repeat(np.arange(1, 61), 5)
    t = np.tile([0.0, 0.3, -1.7, 4.4, np.nan], 60)
    assert np.allclose(two_sided(t, degrees), 2 * stdtr(degrees, -np.abs(t)), atol=1e-13, equal_nan=True)


def test_horizons_and_series_are_apart() -> None:
    rows = [(p, v, str(100 + (p * 7 + v * v) % 11)) for p in range(12) for v in range(p + 1, p + 4)]
    both = pl.concat([triangle(*rows, place="A"), triangle(*rows[:9], place="B")])
    found = revision_statistics(revisions(both, "place"), "place")
    assert found.select("place", "horizon", "n").rows() == [
        ("A", 1, 12),
        ("A", 2, 12),
        ("B", 1, 3),
        ("B", 2, 3),
    ]
    alone = revision_statistics(revisions(triangle(*rows, place="A"), "place"), "place")
    assert found.filter(place="A").equals(alone)
    assert revision_statistics(revisions(both.clear(), "place"), "place").schema == found.schema


revised = st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=20)


@settings(deadline=None, max_examples=40)
@given(revised)
def test_means_are_exact(values: list[int]) -> None:
    row = revision_statistics(revisions(of_revisions(*map(str, values)), []), []).row(0, named=True)
    half_unit = Fraction(1, 2 * 10**10)
    assert abs(Fraction(row["mr"]) - Fraction(sum(values), len(values))) <= half_unit
    assert abs(Fraction(row["mar"]) - Fraction(sum(map(abs, values)), len(values))) <= half_unit
    assert abs(row["mr"]) <= row["mar"]
    assert (row["least"], row["greatest"]) == (min(values), max(values))


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (triangle((0, 1, "1"), (0, 1, "2")), "vintage 2023-02-01"),
        (triangle((0, 1, "1")).with_columns(vintage=pl.lit(date(2023, 2, 2))), "first day of a"),
        (triangle((0, 1, "1")).drop("value"), "no column value"),
    ],
)
def test_what_is_no_triangle_is_said(frame: pl.DataFrame, sentence: str) -> None:
    for method in (lambda: revisions(frame, []), lambda: policy_breaches(frame, [], RevisionPolicy())):
        with pytest.raises(BadInputError, match=sentence):
            method()


def test_a_lag_below_zero_is_said() -> None:
    with pytest.raises(BadInputError, match="The lag is -1"):
        revision_statistics(revisions(of_revisions("1"), []), [], lag=-1)


POLICY = RevisionPolicy(routine_months=2, cycle_months=(9,), size_pct=Decimal(10))


@pytest.mark.parametrize(
    ("rows", "step", "expected"),
    [
        ([(0, 1, "100"), (0, 3, "101")], None, []),
        ([(0, 1, "100"), (0, 4, "101")], None, [("cycle", 1)]),
        ([(0, 1, "100"), (0, 4, "100")], None, []),
        ([(0, 1, "100"), (0, 20, "101")], None, []),
        ([(0, 1, "100"), (0, 2, "110")], None, []),
        ([(0, 1, "100"), (0, 2, "110.1")], None, [("size", Decimal("10.1"))]),
        ([(0, 1, "100"), (0, 2, "110.1")], "0.1", []),
        ([(0, 1, "100"), (0, 2, "110.3")], "0.1", [("size", Decimal("10.3"))]),
        ([(0, 1, "-100"), (0, 2, "-111")], None, [("size", -11)]),
        ([(0, 1, "0"), (0, 2, "1")], None, [("size", None)]),
        ([(0, 1, "100"), (0, 4, "120")], None, [("cycle", 20), ("size", 20)]),
        ([(0, 1, "100"), (0, 5, None)], None, [("cycle", None)]),
        ([(0, 1, "100"), (0, 2, None), (0, 3, "101")], None, []),
    ],
)
def test_what_the_policy_does_not_provide_for(
    rows: list[tuple[int, int, str | None]], step: str | None, expected: list[tuple[str, object]]
) -> None:
    frame = triangle(*rows) if step is None else triangle(*rows, step=Decimal(step))
    assert policy_breaches(frame, [], POLICY).select("breach", "change_pct").rows() == expected


def test_without_a_size_any_size_is_routine() -> None:
    assert policy_breaches(triangle((0, 1, "1"), (0, 2, "900")), [], RevisionPolicy(1)).is_empty()


@pytest.mark.parametrize(
    "policy",
    [{"routine_months": -1}, {"cycle_months": (0,)}, {"cycle_months": (13,)}, {"size_pct": Decimal(-1)}],
)
def test_what_is_no_policy_is_said(policy: dict[str, object]) -> None:
    with pytest.raises(BadInputError, match="months from 0 on"):
        RevisionPolicy(**policy)
