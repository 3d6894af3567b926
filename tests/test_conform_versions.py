"""What is known when: days of publication, versions, deliveries that come later or go."""

from datetime import date
from itertools import pairwise

import pytest

from pipeline import stages
from pipeline.errors import CrossfootError
from pipeline.office import Office
from tests.conforming import DOCUMENTS, LEDGER, WORKS, conformed, fields, line, observe
from tests.small_office import INVESTMENT, REFERENCE, WriteOffice, investment


def test_an_undated_statement_was_not_made_before_the_latest_day_its_source_reports_on(
    write_office: WriteOffice,
) -> None:
    undated = {"published_on": "", "period_start": "", "period_end": "", "period_as_written": "so far"}
    found = conformed(
        write_office,
        line("1", source_id="S1", published_on=""),
        line("2", source_id="S1", **undated),
        line("3", source_id="S2", **undated),
    )
    assert {int(row["value"]): (row["reference_on"], row["earliest_on"]) for row in found} == {
        1: (date(2026, 1, 31), date(2026, 1, 31)),
        2: (None, date(2026, 1, 31)),
        3: (date(2026, 2, 19), date(2026, 2, 19)),
    }
    lone = conformed(write_office, line("4", source_id="S1", **undated))
    assert lone[0]["earliest_on"] == date(2026, 11, 21)
    due = {"published_on": "", "measure": "fixed_capital_investment", "breakdown": "plan"}
    past = {"period_start": "2023-01-01", "period_end": "2023-12-31", "cumulative": "false"}
    plan = conformed(write_office, line("5", source_id="S1", **due, **past))
    assert (plan[0]["due_on"], plan[0]["earliest_on"]) == (date(2023, 12, 31), date(2023, 12, 31))


def test_a_figure_is_known_from_its_last_possible_day_of_publication(write_office: WriteOffice) -> None:
    found = conformed(
        write_office,
        line("1", source_id="S1", published_on=""),
        line("2", source_id="S2", published_on=""),
        line("3", source_id="S2", published_on="2026-02-01"),
        line("4", source_id="S1", published_on="2026-03"),
    )
    known = {row["value"]: (row["published_from"], row["published_to"], row["known_on"]) for row in found}
    assert known == {
        1: (None, None, date(2026, 11, 21)),
        2: (date(2026, 2, 19), date(2026, 2, 21), date(2026, 2, 21)),
        3: (date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 1)),
        4: (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31)),
    }


def test_versions_go_by_the_day_known_then_by_the_order_loaded(write_office: WriteOffice) -> None:
    office = write_office(
        {
            "later": {"investment.csv": investment(line("4", published_on="2026-02-01"))},
            "early": {
                "investment.csv": investment(
                    line("2", published_on="2026-02-01"),
                    line("3", published_on="2026-02-01"),
                    line("1", published_on="2026-01-31"),
                    line("5", published_on="2026-02-02"),
                )
            },
        },
        received={"early": "2026-03-01", "later": "2026-03-02"},
    )
    found = observe(office)
    assert [int(row["value"]) for row in found] == [1, 2, 3, 4, 5]
    keys = [row["version_key"] for row in found]
    assert all(one < other for one, other in pairwise(keys))


def test_versions_are_distinct_over_the_files_of_a_delivery(write_office: WriteOffice) -> None:
    works = WORKS.replace("2026-01-20", "2026-02-20")
    found = observe(write_office({"first": {"investment.csv": INVESTMENT, "works.csv": works}}))
    lines = {row["version_key"] for row in found}
    assert len(lines) == len(found) == 7


def test_a_figure_of_a_document_is_looked_for_from_the_day_it_was_published(
    write_office: WriteOffice,
) -> None:
    ledger = LEDGER.replace("investment,North", "investment,West")
    office = write_office({"first": {"documents.csv": DOCUMENTS, "document_figures.csv": ledger}})
    observe(office)
    found = [
        stages.edit(office, office.default_month, day).findings
        for day in (date(2026, 2, 20), date(2026, 2, 21))
    ]
    assert [len(findings) for findings in found] == [0, 1]


def test_conforming_again_changes_nothing_and_a_changed_list_changes_all(write_office: WriteOffice) -> None:
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"works.csv": WORKS}}
    office = write_office(files)
    stages.intake(office)
    counts = stages.conform(office).counts
    assert counts == {"deliveries": 2, "conformed anew": 2, "observations": 7, "withdrawn": 0}
    assert stages.conform(office).counts["conformed anew"] == 0
    changed = REFERENCE["unit_name.csv"].replace("mln AZN,AZN_MN,1\n", "mln AZN,AZN_MN,2\n")
    office = write_office(files, {"unit_name.csv": changed})
    assert stages.conform(office).counts["conformed anew"] == 2
    assert max(row["value"] for row in observe(office)) == 2812


def test_a_delivery_put_before_others_moves_their_versions(write_office: WriteOffice) -> None:
    files = {"b": {"investment.csv": INVESTMENT}}
    before = observe(write_office(files))
    after = observe(write_office({"a": {"works.csv": WORKS}, **files}))
    moved = [row for row in after if row["delivery_id"] == "b"]
    assert fields(moved, "obs_id", "series_id") == fields(before, "obs_id", "series_id")
    assert [new["version_key"] - old["version_key"] for new, old in zip(moved, before, strict=True)] == [
        4,
        4,
        4,
    ]


def test_the_observations_of_a_removed_delivery_are_retired(write_office: WriteOffice) -> None:
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"works.csv": WORKS}}
    assert len(observe(write_office(files))) == 7
    assert len(observe(write_office({"first": files["first"]}))) == 3


def test_without_a_delivery_that_was_taken_in_there_is_a_sentence(small_office: Office) -> None:
    with pytest.raises(
        CrossfootError, match=r"No delivery of office small has been taken in\. Run intake first"
    ):
        stages.conform(small_office)
