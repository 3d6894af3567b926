"""docs/two-calculations.md lists what is derived, with both calculations; nothing else is in the cells."""

import re

import polars as pl

from pipeline import stages
from pipeline.indicators.compute import STAGE
from pipeline.indicators.long_run import MADE
from pipeline.indicators.second import SECOND
from pipeline.indicators.second_coverage import COVERED
from pipeline.indicators.second_statistics import NAMES
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from tests.two_calculations import ONCE, derived, listed_rows, stated


def test_every_transformation_that_is_calculated_twice_is_listed() -> None:
    twice = {name for second in SECOND.values() for name in second.made} | {*MADE, *COVERED, *NAMES}
    assert twice <= derived()
    assert not derived() & (stated() - {"stock"})


def test_every_file_of_both_calculations_is_there() -> None:
    named = [path for row in listed_rows() for path in re.findall(r"`([a-z_/]+\.(?:py|sql))`", row)]
    assert len(named) > 20
    assert [path for path in named if not (locate().root / path).is_file()] == []
    found = {path.name for path in (locate().sql / "checks").glob("*.sql")}
    checks = {name for name in found - {"quotient.sql"} if not name.startswith("sdmx_")}
    assert checks == {path.rpartition("/")[2] for path in named if path.startswith("sql/checks/")}


def test_no_other_transformation_is_among_the_cells(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    lake = stages.lake_of(office)
    made = lake.manifest(STAGE, month.key)
    assert made is not None
    frames = [lake.read(made, table) for table in made.tables]
    cells = [frame for frame in frames if {"cell_id", "transformation"} <= set(frame.columns)]
    found = set(pl.concat([frame["transformation"] for frame in cells]))
    assert found - derived() - stated() - ONCE == set()
