"""A month's state of knowledge: as of a day, the same on every run and with any number of threads."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.edit import STAGE, TABLES
from pipeline.month import Month
from pipeline.office import Office
from pipeline.stages import lake_of
from pipeline.window import window_of
from tests.small_office import investment

WriteOffice = Callable[..., Office]


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    """Give an office whose source states 1400 on one day and 1406 on a later one."""
    lines = [
        {"published_on": "2026-02-20", "value_as_printed": "1400"},
        {"published_on": "2026-03-20", "value_as_printed": "1406"},
    ]
    office = write_office({"first": {"investment.csv": investment(*lines)}})
    stages.intake(office)
    stages.conform(office)
    return office


def _files(office: Office) -> dict[str, bytes]:
    """Return the bytes of the newest core tables."""
    lake = lake_of(office)
    manifest = lake.manifest(STAGE, "2026-01")
    assert manifest is not None
    return {table: (lake.folder / path).read_bytes() for table, path in manifest.tables.items()}


def _core(office: Office, table: str, as_of: date | None = None) -> pl.DataFrame:
    lake = lake_of(office)
    manifest = lake.manifest(STAGE, window_of(office, Month.parse("2026-01"), as_of).key)
    assert manifest is not None
    return lake.read(manifest, table)


@pytest.mark.parametrize(
    ("as_of", "values", "revised"),
    [
        (date(2026, 2, 19), [], []),
        (date(2026, 2, 20), [1400], [False]),
        (date(2026, 3, 19), [1400], [False]),
        (date(2026, 3, 20), [1406], [True]),
        (None, [1406], [True]),
    ],
)
def test_what_was_known_on_a_day(
    office: Office, as_of: date | None, values: list[int], revised: list[bool]
) -> None:
    report = stages.edit(office, Month.parse("2026-01"), as_of)
    total = _core(office, "core.total", as_of)
    assert [int(value) for value in total["value"]] == values
    assert total["revised"].to_list() == revised
    assert report.as_of == (as_of or date(2026, 11, 21))
    assert report.counts == {"figures": len(values), "withheld": 0, "findings": 0}


def test_a_month_holds_nothing_that_lies_after_it(office: Office) -> None:
    stages.edit(office, Month.parse("2025-12"))
    lake = lake_of(office)
    manifest = lake.manifest(STAGE, "2025-12")
    assert manifest is not None
    assert lake.read(manifest, "core.latest").height == 0


def test_the_tables_of_a_month_are_complete_and_in_order(karabakh_run: tuple[Office, Month]) -> None:
    office, _ = karabakh_run
    for table, order in TABLES.items():
        frame = _core(office, table)
        assert set(order) <= set(frame.columns)
        flat = frame.select(
            pl.col(name).cast(pl.String) if frame[name].dtype != pl.List else name for name in order
        )
        assert flat.is_unique().all(), table
    latest = _core(office, "core.latest")
    assert latest["version_key"].is_sorted()
    assert not latest.select(pl.struct("series_id", "source_id").is_duplicated().any()).item()


@pytest.mark.long
def test_results_are_the_same_whatever_the_number_of_threads(
    project_factory: Callable[[], object],
    karabakh_run: tuple[Office, Month],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dataclasses import replace

    office, month = karabakh_run
    found = []
    for threads in ("1", "2"):
        monkeypatch.setenv("CROSSFOOT_THREADS", threads)
        own = replace(office, project=replace(office.project, var=tmp_path / threads))
        stages.intake(own)
        stages.conform(own)
        stages.edit(own, month)
        found.append(_files(own))
    assert found[0] == found[1] == _files(office)


def test_another_rule_another_day_or_another_delivery_changes_the_digest(office: Office) -> None:
    def digest(as_of: date | None = None) -> str:
        stages.edit(office, Month.parse("2026-01"), as_of)
        manifest = lake_of(office).manifest(STAGE, window_of(office, Month.parse("2026-01"), as_of).key)
        assert manifest is not None
        return manifest.digest

    first = digest()
    assert digest() == first
    assert digest(date(2026, 3, 1)) != first
    rules = office.folder / "rules" / "edit.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('"query"', '"info"'), encoding="utf-8")
    assert digest() != first


def test_the_facts_of_the_default_office(karabakh_run: tuple[Office, Month]) -> None:
    """The region's figure of January 2026 is withheld with its parts; the country's stands."""
    office, _ = karabakh_run
    withheld = _core(office, "core.latest").join(_core(office, "core.withheld"), on="obs_id")
    january = withheld.filter(pl.col("period_end") == date(2026, 1, 31), pl.col("source_id") == "DOC-000")
    assert {
        (row["territory_id"], row["measure_code"], int(row["value"])) for row in january.iter_rows(named=True)
    } == {
        ("ER-KAR", "fci", 2270),
        ("ER-KAR", "fci_construction", 2200),
        ("D-AZ-XCI", "fci_part", 183),
    }
    total = _core(office, "core.total").filter(
        pl.col("territory_id") == "AZ",
        pl.col("measure_code") == "fci",
        pl.col("breakdown") == "_T",
        pl.col("quantity") == "level",
        pl.col("period_end") == date(2026, 1, 31),
    )
    assert [int(value) for value in total["value"]] == [1406]
