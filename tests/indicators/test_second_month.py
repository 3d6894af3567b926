"""A month whose two calculations part: broken SQL, Polars or sums stop the run of a small office."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.decimals import VALUE
from pipeline.errors import StopRuleError
from pipeline.indicators import derive
from pipeline.indicators.compute import STAGE
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import Given
from pipeline.indicators.second import SECOND
from pipeline.indicators.second_sums import check_stated_sums, check_sums
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from tests.small_office import investment

FEBRUARY = Month.parse("2026-02")


def _lines() -> list[dict[str, str]]:
    """List investment and construction works of the country and of all districts of one region."""
    sizes = {"Country": 900, "First": 100, "Second": 50}
    ends = {"2025-01-31": 10, "2025-02-28": 21, "2026-01-31": 12, "2026-02-28": 23}
    return [
        {"territory_as_written": place, "measure": measure, "value": str(size * months // part)}
        | {"period_start": f"{end[:4]}-01-01", "period_end": end, "published_on": "2026-03-20"}
        for place, size in sizes.items()
        for end, months in ends.items()
        for measure, part in (("fixed_capital_investment", 1), ("construction_installation", 2))
    ]


@pytest.fixture
def edited(write_office: Callable[..., Office]) -> Office:
    """Give a small office with a copy of sql/ that a test may change, up to its edited figures."""
    office = write_office({"first": {"investment.csv": investment(*_lines())}})
    folder = office.project.sql
    folder.unlink()
    shutil.copytree(locate().sql, folder)
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, FEBRUARY)
    return office


def _break_sql(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_month_as_it_is_runs(edited: Office) -> None:
    report = stages.compute(edited, FEBRUARY)
    assert report.per_indicator["fci"]["rows"] > 30


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("flow", "figure.value - coalesce(figure.earlier_value, 0)", "figure.value"),
        ("growth", "100 * (value - base)", "100 * value"),
        ("share", "100 * part", "99 * part"),
    ],
)
def test_breaking_the_sql_stops_the_month(edited: Office, file: str, old: str, new: str) -> None:
    _break_sql(edited.project.sql / "checks" / f"{file}.sql", old, new)
    with pytest.raises(StopRuleError, match="do not agree"):
        stages.compute(edited, FEBRUARY)
    assert stages.lake_of(edited).manifest(STAGE, FEBRUARY.key) is None, "nothing of the month is committed"


@pytest.mark.parametrize("name", ["monthly_flow", "ytd_growth", "share"])
def test_breaking_the_polars_stops_the_month(
    edited: Office, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sound = DERIVATIONS[name]

    def broken(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
        made = sound(frame, given)
        told = pl.col("transformation").is_in(SECOND[name].made or ["share"])
        unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
        return made.with_columns(value=pl.when(told).then(pl.col("value") + unit).otherwise("value"))

    monkeypatch.setitem(derive.DERIVATIONS, name, broken)
    with pytest.raises(StopRuleError, match="do not agree"):
        stages.compute(edited, FEBRUARY)


def sums(value: str, half: str | None, inputs: list[str]) -> pl.DataFrame:
    row = {
        "territory_id": "R1",
        "period": date(2026, 1, 1),
        "inputs": inputs,
        "reason_code": "sum_of_members",
    }
    numbers = {"value": Decimal(value), "half_width": None if half is None else Decimal(half)}
    return pl.DataFrame([row]).with_columns(
        pl.lit(number, dtype=VALUE).alias(name) for name, number in numbers.items()
    )


FIGURES = pl.DataFrame({"obs_id": ["a", "b", "c"]}).with_columns(
    value=pl.Series([1, 2, 4]).cast(VALUE), step=pl.Series([Decimal(1), Decimal("0.1"), None], dtype=VALUE)
)


@pytest.mark.parametrize(
    ("value", "half", "inputs", "agrees"),
    [
        ("3", "0.55", ["a", "b"], True),
        ("3", "0.5", ["a", "b"], False),
        ("3.0000000001", "0.55", ["a", "b"], False),
        ("3", "0.55", ["a", "x"], False),
        ("5", "0.5", ["a", "c"], True),
    ],
)
def test_a_sum_of_members_is_added_up_again(value: str, half: str, inputs: list[str], agrees: bool) -> None:
    frame = sums(value, half, inputs)
    if agrees:
        check_sums(frame, FIGURES)
        return
    with pytest.raises(StopRuleError, match=r"A sum of core\.total is not that of the figures it names \(1"):
        check_sums(frame, FIGURES)


def test_a_published_total_is_no_sum() -> None:
    check_sums(sums("9", "9", ["a"]).with_columns(reason_code=pl.lit("only_one")), FIGURES)


def test_a_sum_of_parts_in_a_finding_is_added_up_again() -> None:
    ends = {"half_width": "0.05", "lo": "2.45", "hi": "3.55"}
    frame = sums("3", "9", ["a", "b"]).with_columns(
        pl.lit("sum").alias("transformation"),
        *(pl.lit(Decimal(text), dtype=VALUE).alias(name) for name, text in ends.items()),
    )
    check_stated_sums(frame, FIGURES)
    with pytest.raises(StopRuleError, match="reported_sum"):
        check_stated_sums(frame.with_columns(value=pl.lit(4, dtype=VALUE)), FIGURES)


def test_breaking_the_sum_of_a_region_stops_the_month(edited: Office) -> None:
    _break_sql(edited.project.sql / "core" / "member_total.sql", "sum(figure.value)", "max(figure.value)")
    stages.edit(edited, FEBRUARY)
    lake = stages.lake_of(edited)
    core = lake.manifest("core", FEBRUARY.key)
    summed = lake.read(core, "core.total").filter(pl.col("reason_code") == "sum_of_members")
    assert summed.height, "the small office has a sum of members"
    with pytest.raises(StopRuleError, match="is not that of the figures it names"):
        stages.compute(edited, FEBRUARY)
