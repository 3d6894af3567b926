"""The list of sources: one row each, dates or why there is none, figures taken in and used."""

from collections.abc import Iterator

import pytest

from pipeline import stages
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.reference import load_reference
from pipeline.sources import COLUMNS, list_sources

JANUARY = Month.parse("2026-01")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Take the default office up to its edited January 2026."""
    found = load_office(Project(locate().root, tmp_path_factory.mktemp("sources")), "karabakh")
    stages.intake(found)
    stages.conform(found)
    stages.edit(found, JANUARY)
    yield found


def test_every_source_has_its_row(office: Office) -> None:
    rows = list_sources(office, JANUARY)
    declared = load_reference(office)["source"]["source_id"].sort().to_list()
    assert [row["source_id"] for row in rows] == declared
    assert all(tuple(row) == COLUMNS for row in rows)


def test_figures_are_counted_and_never_used_more_often_than_taken_in(office: Office) -> None:
    rows = list_sources(office, JANUARY)
    lake = stages.lake_of(office)
    figures = sum(int(found.facts["figures"]) for found in lake.manifests("intake"))
    assert sum(int(str(row["figures"])) for row in rows) == figures
    assert all(int(str(row["used"])) <= int(str(row["figures"])) for row in rows)
    assert any(row["used"] for row in rows)


def test_a_day_an_interval_and_an_unknown_date(office: Office) -> None:
    shown = [str(row["published"]) for row in list_sources(office, JANUARY)]
    assert "unknown: not in excerpt" in shown
    assert any(len(text) == len("2026-01-01") for text in shown)
    assert any(" to " in text for text in shown)


def test_dates_are_text(office: Office) -> None:
    assert {type(row["retrieved_on"]) for row in list_sources(office, JANUARY)} <= {str, type(None)}


def test_a_month_that_was_not_run_is_a_sentence(office: Office) -> None:
    with pytest.raises(UsageError, match="no figures for 2025-12 yet"):
        list_sources(office, Month.parse("2025-12"))
