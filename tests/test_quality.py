"""The counts of the quality section: they add up, and each is vouched for."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.bulletin.compose import compose
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Table
from pipeline.edit import STAGE
from pipeline.month import Month
from pipeline.office import Office
from pipeline.quality import counted_in, counts_of
from pipeline.vouch import vouch
from pipeline.vouch_text import render
from pipeline.window import partition_key
from tests.small_office import INVESTMENT, WriteOffice, investment


@pytest.fixture(scope="module")
def counts(karabakh_run: tuple[Office, Month]) -> dict[str, int]:
    office, month = karabakh_run
    lake = stages.lake_of(office)
    core = lake.manifest(STAGE, month.key)
    assert core is not None
    return {name.split(".")[1]: int(cell["value"]) for name, cell in counts_of(office, lake, core).items()}


def _parts(counts: dict[str, int], whole: str) -> int:
    return sum(n for item, n in counts.items() if item.startswith(f"{whole}_"))


def test_every_line_and_every_number_has_one_place(counts: dict[str, int]) -> None:
    lines = ("lines_parsed", "lines_quarantined", "lines_skipped")
    assert counts["lines_in"] == sum(counts[item] for item in lines)
    assert counts["numbers"] == _parts(counts, "numbers")
    assert counts["conflicts"] == _parts(counts, "conflicts")
    assert counts["conflicts"] > 0
    assert 0 < counts["withheld"] < counts["known"] <= counts["numbers_used"]
    assert 1 < counts["releases"] < counts["known"]


def test_a_count_is_vouched_for(karabakh_run: tuple[Office, Month], counts: dict[str, int]) -> None:
    office, month = karabakh_run
    record = vouch(office, "quality.withheld.2026-01", month)
    assert int(record["cell"]["value"]) == counts["withheld"]
    assert record["indicator"]["sql"] == "sql/core/quality.sql"
    assert "the number of rows of core.withheld that the name says" in render(record)
    assert counted_in("fci.AZ.2026-01") == ""


def test_a_release_names_every_delivery_that_it_counts(write_office: WriteOffice) -> None:
    """One that only a later month uses is counted too: without it the issue could not be made again."""
    february = {"period_start": "2026-02-01", "period_end": "2026-02-28", "cumulative": "false"}
    later = investment({"value": "1500", "published_on": "2026-03-20", **february})
    received = {"early": "2026-02-21", "late": "2026-04-21"}
    office = write_office(
        {"early": {"investment.csv": INVESTMENT}, "late": {"investment.csv": later}}, received=received
    )
    lake, month = stages.lake_of(office), Month.parse("2026-01")
    stages.intake(office)
    stages.conform(office)
    named = {}
    for asked in (None, date(2026, 3, 19), date(2026, 3, 20)):
        stages.edit(office, month, asked)
        stages.compute(office, month, asked)
        core = lake.manifest(STAGE, partition_key(month, asked))
        assert core is not None
        counted = counts_of(office, lake, core)
        named[asked] = load_material(office, lake, month, "en", asked).deliveries.keys()
        assert set(lake.read(core, "core.latest")["delivery_id"]) == {"early"}
        assert counted["quality.numbers.2026-01"]["value"] == (3 if named[asked] == {"early"} else 4)
    assert list(named.values()) == [{"early", "late"}, {"early"}, {"early", "late"}]


def test_the_bulletin_tabulates_what_there_is(karabakh_run: tuple[Office, Month], fonts: Path) -> None:
    office, month = karabakh_run
    material: Material = load_material(office, stages.lake_of(office), month, "en")
    document, _ = compose(material, fonts)
    section = next(section for section in document.sections if section.key == "quality")
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [table.title for table in tables] == ["Coverage", "Rules, conflicts and decisions"]
    said = {str(row.cells[0][0]) for table in tables for row in table.rows}
    assert "Figures withheld from totals, charts and main points" in said
    assert "a figure is used for another period" not in said


@pytest.fixture
def fonts(karabakh_run: tuple[Office, Month]) -> Path:
    return karabakh_run[0].project.templates / "fonts"
