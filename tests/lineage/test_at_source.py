"""Figures where they stand: the line of a register between its neighbours."""

import polars as pl

from assets.at_source import cells_at_source
from pipeline.lineage.at_source import at_source
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.conftest import JANUARY, WriteOffice, investment


def _names(office: Office) -> dict[str, str]:
    """Return the places of figures by the ids of their observations."""
    lake = lake_of(office)
    rows = [lake.read(found, "core.observation") for found in lake.manifests("conform")]
    figures = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests("intake")])
    both = pl.concat(rows).join(figures.select("figure_id", "locator"), on="figure_id")
    return dict(both.select("locator", "obs_id").iter_rows())


def test_a_line_stands_between_its_neighbours(small_run: Office) -> None:
    names = _names(small_run)
    lines = sorted(place for place in names if place.endswith(", value"))
    first, second = at_source(small_run, lake_of(small_run), [names[place] for place in lines])
    assert (first.locator, first.file) == ("line 2, value", "investment.csv")
    assert first.head[0] == "line"
    assert [row[0] for row in first.rows] == ["2", "3"]
    assert (first.at, first.column) == (0, "value")
    assert dict(zip(first.head, first.rows[first.at], strict=True))["value_as_printed"] == "1,406.0"
    assert (second.at, [row[0] for row in second.rows]) == (1, ["2", "3"])


def test_what_is_not_known_has_no_place(small_run: Office) -> None:
    assert list(at_source(small_run, lake_of(small_run), ["no such figure"])) == []


def test_a_line_break_in_a_field_does_not_shift_the_lines(write_office: WriteOffice) -> None:
    from pipeline import stages

    broken = {"value_as_printed": "12.5", "interpretation": "one\ntwo"}
    office = write_office({"first": {"investment.csv": investment(broken, {"value_as_printed": "13.5"})}})
    stages.intake(office)
    stages.conform(office)
    names = _names(office)
    places = sorted(place for place in names if place.endswith(", value"))
    found = list(at_source(office, lake_of(office), [names[place] for place in places]))
    printed = [dict(zip(one.head, one.rows[one.at], strict=True))["value_as_printed"] for one in found]
    assert printed == [one.as_printed for one in found]


def test_findings_are_shown_at_their_source(small_run: Office) -> None:
    from pipeline.rules.findings import read_findings

    lake = lake_of(small_run)
    core = lake.manifest("core", JANUARY.key)
    assert core is not None
    found = [one for one in read_findings(small_run, lake, core) if one.outcome == "fail"]
    assert cells_at_source(small_run, []).value == "No figures."
    if found:
        assert "investment.csv, line" in cells_at_source(small_run, found).value
