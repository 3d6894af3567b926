"""What can be decided: each request that does not fit is a sentence that says what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from pipeline.decisions.decide import decide, decide_all, decide_finding
from pipeline.decisions.form import Request, request_of
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.listing import list_findings
from pipeline.errors import CrossfootError, UsageError
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.decisions.conftest import COUNTRY, JANUARY, MOMENT, REGION, cells, decided, deliver, open_ids, run

SAYS = {"reason": "Checked.", "who": "A. Person"}


BALANCE = """
[[rule]]
rule_id = "balance_one"
version = 1
title = "One part makes the whole"
kind = "balance"
effect = "withhold"
owner = "methods"
since = 2026-11-26
why = "For a test."
whole = "_T"
parts = ["purpose=production"]
"""


def _figure(doubtful: Office, rule: str = "parent") -> str:
    (row,) = [row for row in list_findings(doubtful, settled=True) if row["rule_id"] == rule]
    return str(row["figures"][0]["content_key"])


def test_a_decision_says_what_it_answers(doubtful: Office) -> None:
    made = decided(doubtful, "parent", action="accept", expires_on="2027-03-31")
    assert read_ledger(doubtful) == [made]
    assert (made.action, made.field, made.old_value, made.new_value) == ("accept", "use", "withheld", "used")
    assert (made.rule_id, made.sentence_code, made.month) == ("parent", "larger_than_parent", "2026-01")
    assert made.tested == made.content_key == _figure(doubtful)
    assert made.compared not in ("", made.tested)
    assert (made.source_id, made.decided_at) == ("S2", MOMENT)


def test_an_undo_since_the_run_shows_its_finding_again(doubtful: Office) -> None:
    made = decided(doubtful, "parent", action="accept")
    run(doubtful)
    assert list_findings(doubtful) == []
    decide(doubtful, Request("", undoes=made.decision_id, **SAYS), MOMENT)
    (row,) = list_findings(doubtful)
    short = {"decision_id": made.decision_id, "action": "accept", "who": "A. Person", "new_value": ""}
    assert (row["undone"], row["waiting"]) == ([short], [])
    run(doubtful)
    (row,) = list_findings(doubtful)
    assert (row["state"], row["undone"]) == ("open", [])


def test_the_beginning_of_an_id_is_enough(doubtful: Office) -> None:
    finding = open_ids(doubtful)["parent"]
    made = decide(doubtful, Request("reject", finding[:6], **SAYS), MOMENT)
    assert made.finding_id == finding


def test_a_figure_without_a_finding_is_named_by_its_content(doubtful: Office) -> None:
    made = decide(doubtful, Request("hold", content_key=_figure(doubtful), **SAYS), MOMENT)
    assert (made.finding_id, made.rule_id, made.tested) == ("", "", "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"action": "accept", "finding_id": "abcdef"},
            "There is no finding abcdef in the months that were run",
        ),
        ({"action": "reject", "content_key": "abcdef"}, "There is no figure with the content key abcdef"),
        (
            {"action": "correct", "finding_id": "parent", "new_value": "2270.0"},
            "already has the value 2270 AZN_MN",
        ),
        (
            {"action": "attribute", "finding_id": "parent", "new_value": "9999"},
            "ends after today",
        ),
        (
            {"action": "attribute", "finding_id": "parent", "new_value": "2026-11/2026-12"},
            "2026-11/2026-12 ends after today, 2026-11-26, and the figure was observed",
        ),
        (
            {"action": "attribute", "finding_id": "parent", "new_value": "1800"},
            "1800 begins before 1900",
        ),
        (
            {"action": "attribute", "finding_id": "parent", "new_value": "2026-01"},
            "already refers to 2026-01-01",
        ),
        ({"action": "accept", "content_key": "figure"}, "To accept is to answer one finding"),
        (
            {"action": "accept", "finding_id": "parent", "content_key": "abcdef"},
            "does not test the figure abcdef",
        ),
        (
            {"action": "hold", "finding_id": "parent", "expires_on": "2026-11-26"},
            "would expire on 2026-11-26",
        ),
        ({"undoes": "abcdef"}, "There is no decision abcdef in the ledger"),
    ],
)
def test_what_does_not_fit_is_a_sentence(doubtful: Office, fields: dict[str, str], said: str) -> None:
    known = {"parent": open_ids(doubtful)["parent"], "figure": _figure(doubtful)}
    given = {name: known.get(text, text) for name, text in fields.items()}
    with pytest.raises(UsageError, match=said):
        decide(doubtful, request_of(SAYS | given), MOMENT)
    assert read_ledger(doubtful) == []


def test_today_is_the_day_where_the_office_is(doubtful: Office) -> None:
    finding = open_ids(doubtful)["parent"]
    late = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
    wanted = request_of(SAYS | {"action": "hold", "finding_id": finding, "expires_on": "2026-11-27"})
    far = replace(doubtful, time_zone="Asia/Baku")
    with pytest.raises(UsageError, match=r"not after the day it is made \(2026-11-27\)"):
        decide(far, wanted, late)
    assert decide(replace(doubtful, time_zone="UTC"), wanted, late).expires_on == date(2026, 11, 27)


def test_the_same_decision_twice_is_a_sentence(doubtful: Office) -> None:
    made = decided(doubtful, "parent", action="accept")
    with pytest.raises(
        UsageError, match=f"already decided: accept by A. Person on 2026-11-26 .{made.decision_id}"
    ):
        decided(doubtful, "parent", action="accept")
    decided(doubtful, "parent", action="hold")
    decided(doubtful, "parent", action="accept")
    decided(doubtful, "parent", action="accept", expires_on="2027-03-31")
    assert [row.action for row in read_ledger(doubtful)] == ["accept", "hold", "accept", "accept"]


def test_a_value_may_be_decided_beside_a_period_and_not_twice(doubtful: Office) -> None:
    decided(doubtful, "parent", action="correct", new_value="227")
    decided(doubtful, "parent", action="attribute", new_value="2025")
    with pytest.raises(UsageError, match="already decided: correct"):
        decided(doubtful, "parent", action="correct", new_value="227")


def test_an_undo_is_made_once_and_not_of_an_undo(doubtful: Office) -> None:
    made = decided(doubtful, "parent", action="accept")
    undone = decided(doubtful, undoes=made.decision_id)
    assert (undone.undoes, undone.action, undone.old_value, undone.new_value) == (
        made.decision_id,
        "accept",
        "used",
        "withheld",
    )
    with pytest.raises(UsageError, match=f"{made.decision_id} is already undone"):
        decided(doubtful, undoes=made.decision_id)
    with pytest.raises(UsageError, match=r"undoes another decision\. Decide anew"):
        decided(doubtful, undoes=undone.decision_id)
    decided(doubtful, "parent", action="accept")


def test_a_figure_as_used_is_not_corrected_again(doubtful: Office) -> None:
    decided(doubtful, "parent", action="correct", new_value="2000")
    run(doubtful)
    found = [row for row in list_findings(doubtful) if row["state"] == "open"]
    assert [row["rule_id"] for row in found] == ["parent"]
    with pytest.raises(UsageError, match="already stands with another value or period by a decision"):
        decide(doubtful, Request("correct", found[0]["finding_id"], new_value="1", **SAYS), MOMENT)


def test_a_review_is_accepted_or_answered_elsewhere(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    deliver(doubtful, {"value_as_printed": "1,500"}, REGION)
    with pytest.raises(UsageError, match=r"asks to look at a decision again\. Accept it to keep"):
        decided(doubtful, "decision_review", action="reject")


def test_a_plan_is_attributed_to_another_day_that_it_is_due(doubtful: Office) -> None:
    plan = {**COUNTRY, "breakdown": "plan", "period_end": "2026-12-31", "published_on": "2026-01-15"}
    deliver(doubtful, COUNTRY, REGION, plan)
    lake = lake_of(doubtful)
    core = lake.manifest("core", JANUARY.key)
    assert core is not None
    (key,) = lake.read(core, "core.latest").filter(pl.col("kind") == "plan")["content_key"].to_list()
    with pytest.raises(UsageError, match=r"already due on 2026-12-31\. Name another day\."):
        decide(doubtful, Request("attribute", content_key=key, new_value="2026", **SAYS), MOMENT)
    made = decide(doubtful, Request("attribute", content_key=key, new_value="2027", **SAYS), MOMENT)
    assert (made.field, made.old_value, made.new_value) == ("period", "2026-12-31", "2027-12-31")
    run(doubtful)
    core = lake.manifest("core", JANUARY.key)
    assert core is not None
    stated, used = lake.read(core, "core.latest").filter(pl.col("kind") == "plan").sort("due_on").to_dicts()
    assert (stated["decided"], used["decided"]) == ("", "attribute")
    assert used["due_on"] == date(2027, 12, 31)
    assert used["series_id"] == stated["series_id"].replace("2026-12-31", "2027-12-31")
    assert used["interpretation"] == "attributed_by_office"
    assert lake.read(core, "core.withheld")["obs_id"].is_in([stated["obs_id"]]).any()
    (kept,) = lake.read(core, "core.preferred").filter(pl.col("kind") == "plan")["due_on"]
    assert kept == date(2027, 12, 31)


def test_a_figure_in_no_code_list_wants_its_list(doubtful: Office) -> None:
    unknown = {**REGION, "territory_as_written": "West"}
    deliver(doubtful, COUNTRY, unknown)
    with pytest.raises(UsageError, match="is in no code list yet, or a later version"):
        decided(doubtful, "code_list", action="hold")


def test_of_several_figures_one_is_named_or_all_are_meant(doubtful: Office) -> None:
    with (doubtful.folder / "rules" / "edit.toml").open("a", encoding="utf-8") as rules:
        rules.write(BALANCE)
    deliver(doubtful, COUNTRY, {"breakdown": "production", "value_as_printed": "600"})
    finding = open_ids(doubtful)["balance_one"]
    with pytest.raises(UsageError, match=r"tests 2 figures\. Name the one .* or 'all' to") as refused:
        decide(doubtful, Request("reject", finding, **SAYS), MOMENT)
    month, source = "C, 2026-01-01/2026-01-31", "S1, investment.csv"
    key, told = zip(*(line.split(": ") for line in str(refused.value).splitlines()[1:]), strict=True)
    assert sorted(told) == [
        f"1406 AZN_MN, fci, {month}, {source}, line 2, value;",
        f"600 AZN_MN, fci purpose=production, {month}, {source}, line 3, value.",
    ]
    (row,) = [one for one in list_findings(doubtful) if one["finding_id"] == finding]
    assert {one["content_key"][: len(key[0])] for one in row["figures"]} == set(key)
    made = decide_finding(doubtful, Request("reject", finding, content_key="all", **SAYS), MOMENT)
    assert len({one.content_key for one in made}) == 2
    with pytest.raises(UsageError, match=r"already decided.*already decided"):
        decide_finding(doubtful, Request("reject", finding, content_key="all", **SAYS), MOMENT)
    with pytest.raises(UsageError, match="There is no finding abcdef"):
        decide_finding(doubtful, Request("reject", "abcdef", content_key="all", **SAYS), MOMENT)
    run(doubtful)
    assert list_findings(doubtful) == []


def test_of_two_values_in_one_publication_the_one_known_last_is_decided_about(doubtful: Office) -> None:
    deliver(doubtful, COUNTRY, {"value_as_printed": "1,460.0"})
    (row,) = list_findings(doubtful)
    assert (row["rule_id"], len(row["figures"])) == ("uniqueness", 2)
    decided(doubtful, "uniqueness", action="accept")
    run(doubtful)
    assert list_findings(doubtful) == []
    assert cells(doubtful)["fci.C.2026-01"][0] == "1460"


def test_several_are_made_in_one_write_and_the_others_are_said(doubtful: Office) -> None:
    finding = open_ids(doubtful)["parent"]
    requests = [
        Request("accept", finding, **SAYS),
        Request("accept", "abcdef", **SAYS),
        Request("accept", finding, **SAYS),
        Request("hold", finding, **SAYS),
    ]
    outcomes = decide_all(doubtful, requests, MOMENT)
    said = [one if isinstance(one, str) else one.action for one in outcomes]
    assert (said[0], said[3]) == ("accept", "hold")
    assert said[1].startswith("There is no finding abcdef")
    assert said[2].endswith("(in the same list). Undo that decision to decide anew.")
    assert read_ledger(doubtful) == [one for one in outcomes if not isinstance(one, str)]


def test_without_a_run_or_a_zone_nothing_is_decided(small_office: Office, doubtful: Office) -> None:
    with pytest.raises(UsageError, match=r"Office small has no findings yet\. Run `crossfoot run"):
        decide(small_office, Request("accept", "abcdef", **SAYS), MOMENT)
    with pytest.raises(CrossfootError, match="needs its time zone"):
        decide(doubtful, Request("accept", "abcdef", **SAYS), datetime(2026, 11, 26))  # noqa: DTZ001


def test_findings_are_listed_in_the_order_of_the_work(doubtful: Office) -> None:
    (row,) = list_findings(doubtful, JANUARY)
    assert (row["state"], row["effect"], row["territory"], row["period"]) == (
        "open",
        "withhold",
        "R1",
        "2026-01-31",
    )
    (figure,) = row["figures"]
    assert (figure["value"], figure["unit_code"], figure["period"]) == (
        "2270",
        "AZN_MN",
        "2026-01-01/2026-01-31",
    )
    with pytest.raises(UsageError, match="has no findings for month 2026-02"):
        list_findings(doubtful, JANUARY.plus(1))
