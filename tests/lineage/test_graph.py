"""The way of columns through all files of sql/, as lines and as a page."""

import re
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.indicators.contract import COLUMNS
from pipeline.lineage.graph import Lineage, read_lineage
from pipeline.lineage.page import write_page
from pipeline.lineage.query import Source
from pipeline.lineage.text import parse_column, way_back, way_forward
from pipeline.project import locate

PROJECT = locate()


@pytest.fixture(scope="module")
def lineage() -> Lineage:
    return read_lineage(PROJECT)


def test_every_file_that_makes_a_table_is_followed(lineage: Lineage) -> None:
    stems = {
        f"{folder}.{path.stem}"
        for folder in ("core", "indicators", "reference")
        for path in (PROJECT.sql / folder).glob("*.sql")
    }
    assert stems <= set(lineage.made)


def test_the_cells_of_an_indicator_have_the_columns_of_the_contract(lineage: Lineage) -> None:
    assert set(lineage.made["indicators.fci"].columns) == set(COLUMNS)


def test_a_value_comes_from_a_printed_number(lineage: Lineage) -> None:
    ends = lineage.delivered(("indicators.fci", "value"))
    assert ("raw.figure", "value_as_delivered") in ends
    assert ("indicators.fci", "value") in set(lineage.forward(("raw.figure", "value_as_delivered")))
    assert ("indicators.fci", "value") not in set(lineage.forward(("raw.figure", "qualifier")))


def test_what_is_not_shown_is_passed_through(lineage: Lineage) -> None:
    shown = {"core.observation", "core.latest"}
    assert lineage.through(("core.total", "qualifier"), shown) >= {("core.latest", "qualifier")}
    tables = {table for table, _ in lineage.through(("indicators.fci", "value"), shown)}
    assert not tables & {"core.standing", "core.summable", "core.region_total"}


def test_what_moves_a_column_holds_what_decides_its_rows(lineage: Lineage) -> None:
    moved = lineage.influences(("core.preferred", "value"))
    assert {("core.withheld", "obs_id"), ("core.observation", "known_on")} <= moved
    assert ("core.preferred", "value") not in moved


def test_a_way_is_said_in_lines(lineage: Lineage) -> None:
    column = parse_column(lineage, "fci.value")
    lines = way_back(lineage, column)
    assert lines[0].startswith("indicators.fci.value: from core.flow_vintage.step")
    told = "raw.figure.value_as_delivered: pipeline/intake/deliveries.py reads it from delivered files"
    assert told in [line.strip() for line in lines]
    assert "reference.unit_name.factor: given in the office's folder reference/" in [
        line.strip() for line in lines
    ]
    forward = way_forward(lineage, ("core.total", "value"))
    assert "indicators.fci.value" in forward
    assert forward[-1].startswith("The cells of indicators go into the bulletin")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (("indicators.fci", "value"), "The cells of indicators go into the bulletin"),
        (("core.quality", "n"), "No other column of sql/ is made of core.quality.n; what code does"),
    ],
)
def test_a_column_that_no_sql_follows_says_where_it_goes(lineage: Lineage, column: Source, said: str) -> None:
    assert list(lineage.forward(column)) == []
    lines = way_forward(lineage, column)
    assert lines[-1].startswith(said)
    assert lines[0].startswith(f"No other column of sql/ is made of {'.'.join(column)}")


@pytest.mark.parametrize("text", ["fci.valeu", "core.totl.value", "value"])
def test_an_unknown_column_is_answered_with_near_ones(lineage: Lineage, text: str) -> None:
    with pytest.raises(UsageError, match="value"):
        parse_column(lineage, text)


def test_the_page_has_each_column_and_no_link_to_nowhere(lineage: Lineage, tmp_path: Path) -> None:
    path = write_page(lineage, PROJECT.templates, tmp_path)
    first = path.read_bytes()
    text = first.decode()
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert {"indicators.fci.value", "core.total", "core.total.value"} <= ids
    assert set(re.findall(r'href="#([^"]+)"', text)) <= ids
    assert write_page(read_lineage(PROJECT), PROJECT.templates, tmp_path).read_bytes() == first
