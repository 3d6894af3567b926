"""Decisions from the finding to the indicator and back to the lineage, on whole runs."""

import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.listing import core_of, list_findings
from pipeline.errors import StopRuleError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import Project, locate
from pipeline.rehearsal import rehearse
from pipeline.rehearsal_text import summary
from pipeline.vouch import vouch
from pipeline.vouch_text import render
from tests.conftest import Conformed
from tests.decisions.conftest import (
    COUNTRY,
    JANUARY,
    MOMENT,
    REGION,
    cells,
    decided,
    deliver,
    open_ids,
    run,
)
from tests.publications import ENGLISH, unprinted

NORTH = "fci.R1.2026-01"


def test_accepted_it_appears_and_undone_it_is_gone(doubtful: Office) -> None:
    assert NORTH not in cells(doubtful)
    made = decided(doubtful, "parent", action="accept")
    run(doubtful)
    assert cells(doubtful)[NORTH] == ("2270", "V", ["ACCEPTED"])
    assert list_findings(doubtful) == []
    (finding,) = list_findings(doubtful, settled=True)
    assert (finding["rule_id"], finding["state"]) == ("parent", "accepted")
    assert finding["figures"][0]["decisions"] == [f"accept {made.decision_id}"]
    decide(
        doubtful,
        request_of({"undoes": made.decision_id[:8], "reason": "Too soon.", "who": "B. Person"}),
        MOMENT,
    )
    run(doubtful)
    assert NORTH not in cells(doubtful)
    assert set(open_ids(doubtful)) == {"parent"}


def test_a_corrected_value_is_used_and_lineage_shows_both(doubtful: Office) -> None:
    decided(doubtful, "parent", action="correct", new_value="227.0")
    run(doubtful)
    assert cells(doubtful)[NORTH] == ("227", "I", ["CORRECTED"])
    record = vouch(doubtful, NORTH)
    (observation,) = record["observations"]
    assert (observation["value"], observation["figure"]["as_printed"]) == ("227", "2,270")
    (shown,) = record["decisions"]
    assert (shown["old_value"], shown["new_value"], shown["status"]) == ("2270", "227.0", "active")
    assert [(found["rule_id"], found["state"]) for found in record["findings"]] == [("parent", "corrected")]
    text = render(record)
    for said in (
        "correct (active): value 2270 -> 227.0",
        "  by       A. Person, 2026-11-26T10:00:00 UTC: Checked by telephone.",
        "finding    parent (withhold, corrected): The figure 2\u202f270 million manats",
        f"as decided: {shown['decision_id']}",
        "  chosen   only_source; beside it: S2 2270 (withheld)",
    ):
        assert said in text


def test_a_finding_about_another_figure_says_so_and_who_decided(doubtful: Office) -> None:
    """The region's figure was tested and rejected; the country's was only compared with it."""
    made = decided(doubtful, "parent", action="reject")
    run(doubtful)
    (finding,) = vouch(doubtful, "fci.C.2026-01")["findings"]
    assert (finding["state"], finding["role"]) == ("rejected", "compared")
    assert [row["decision_id"] for row in finding["decided"]] == [made.decision_id]
    told = render(vouch(doubtful, "fci.C.2026-01")).splitlines()
    assert told[-3:] == [
        "  about    another figure, with which one of those above was compared",
        f"  decided  about that one: {made.decision_id}  reject, A. Person: Checked by telephone.",
        "decision   none about the figures above",
    ]
    reported = next(row for row in list_findings(doubtful, settled=True))["figures"][0]["obs_id"]
    (own,) = vouch(doubtful, f"reported.R1.2026-01.figure={reported}")["findings"]
    assert own["role"] == "tested"


def test_what_was_delivered_never_changes(doubtful: Office) -> None:
    lake = stages.lake_of(doubtful)
    before = [lake.read(found, "core.observation") for found in lake.manifests("conform")]
    decided(doubtful, "parent", action="correct", new_value="227")
    run(doubtful)
    after = [lake.read(found, "core.observation") for found in lake.manifests("conform")]
    assert [frame.equals(other) for frame, other in zip(before, after, strict=True)] == [True]
    core = lake.manifest("core", JANUARY.key)
    assert core is not None
    latest = lake.read(core, "core.latest").filter(pl.col("source_id") == "S2").sort("decided")
    assert latest["value"].to_list() == [Decimal(2270), Decimal(227)]
    assert latest["figure_id"].n_unique() == 1


def test_a_figure_that_rules_withhold_as_decided_is_so_before_the_run_and_after(doubtful: Office) -> None:
    """The rules test what is used: a value decided by the office has no more right than a reported one."""
    decided(doubtful, "parent", action="correct", new_value="227.0")
    assert rehearse(doubtful, JANUARY).withheld == ()
    decided(doubtful, "parent", action="correct", new_value="-5")
    told = summary(rehearse(doubtful, JANUARY))
    assert [line for line in told if line.startswith("Withheld as decided:")] == [
        "Withheld as decided: The figure \u22125 million manats (investment in fixed capital, North, January "
        "2026; Second Press, as decided by the office) lies outside the bounds that the rule declares."
    ]
    run(doubtful)
    assert NORTH not in cells(doubtful)
    assert set(open_ids(doubtful)) == {"not_negative"}
    decided(doubtful, "not_negative", action="accept")
    run(doubtful)
    assert cells(doubtful)[NORTH][0] == "-5"


@pytest.mark.long
def test_attributed_to_a_year_it_leaves_its_month(doubtful: Office) -> None:
    decided(doubtful, "parent", action="attribute", new_value="2025")
    run(doubtful)
    found = cells(doubtful)
    assert NORTH not in found
    assert found["fci.R1.2025-12"] == ("2270", "V", ["ATTRIBUTED"])
    assert "attribute (active): period 2026-01-01/2026-01-31 -> 2025-01-01/2025-12-31" in render(
        vouch(doubtful, "fci.R1.2025-12")
    )
    december = Month.parse("2025-12")
    run(doubtful, december)
    assert cells(doubtful, december)["fci.R1.2025-12"][0] == "2270"


@pytest.mark.long
def test_a_register_saved_again_keeps_the_decision(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    deliver(doubtful, REGION, COUNTRY)
    assert cells(doubtful)[NORTH][0] == "2270"
    assert list_findings(doubtful) == []


def test_a_new_version_is_not_covered(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    deliver(doubtful, COUNTRY, {**REGION, "value_as_printed": "2,280"})
    assert NORTH not in cells(doubtful)
    found = {row["rule_id"]: row for row in list_findings(doubtful)}
    assert set(found) == {"parent", "decision_superseded"}
    assert found["decision_superseded"]["effect"] == "info"
    assert "stands on an earlier version of the figure 2\u202f280" in found["decision_superseded"]["sentence"]


@pytest.mark.long
def test_a_source_that_has_since_changed_what_it_was_compared_with(doubtful: Office) -> None:
    decided(doubtful, "parent", action="correct", new_value="227")
    deliver(doubtful, {"value_as_printed": "9,999"}, REGION)
    assert cells(doubtful)[NORTH][0] == "227"
    (found,) = list_findings(doubtful, settled=True)
    assert (found["rule_id"], found["effect"], found["outcome"]) == ("decision_review", "query", "fail")
    assert "answers a rule that the figure now passes" in found["sentence"]


@pytest.mark.long
def test_a_review_is_settled_by_a_decision_of_its_own(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    deliver(doubtful, {"value_as_printed": "1,500"}, REGION)
    assert cells(doubtful)[NORTH][0] == "2270"
    assert set(open_ids(doubtful)) == {"decision_review"}
    decided(doubtful, "decision_review", action="accept")
    run(doubtful)
    assert list_findings(doubtful) == []
    states = {row["rule_id"]: row["state"] for row in list_findings(doubtful, settled=True)}
    assert states == {"parent": "accepted", "decision_review": "accepted"}


def test_an_as_of_day_that_was_asked_for_shuts_out_later_decisions(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    for day, used in ((date(2026, 11, 25), False), (date(2026, 11, 26), True)):
        stages.edit(doubtful, JANUARY, day)
        stages.compute(doubtful, JANUARY, day)
        assert (NORTH in cells(doubtful, as_of=day)) == used
    run(doubtful)
    assert NORTH in cells(doubtful)


def test_a_decision_changes_the_digest_of_the_month(doubtful: Office) -> None:
    lake = stages.lake_of(doubtful)
    before = lake.manifest("core", JANUARY.key)
    decided(doubtful, "parent", action="accept")
    run(doubtful)
    after = lake.manifest("core", JANUARY.key)
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
    assert after.facts["decisions"] == 1


@pytest.mark.parametrize(("undone", "counted"), [(0, 1), (1, 1), (2, 0)])
def test_of_decisions_those_that_stand_are_counted(doubtful: Office, undone: int, counted: int) -> None:
    finding = open_ids(doubtful)["parent"]
    made = [decided(doubtful, finding_id=finding, action="correct", new_value=new) for new in ("227", "228")]
    for one in made[::-1][:undone]:
        decide(doubtful, request_of({"undoes": one.decision_id, "reason": "Too soon.", "who": "B."}), MOMENT)
    run(doubtful)
    lake = stages.lake_of(doubtful)
    counts = dict(lake.read(core_of(doubtful, lake, JANUARY), "core.quality").iter_rows())
    assert counts["decisions"] == counted
    assert counts.get("decisions_correct", 0) == counted


@pytest.mark.long
def test_a_finding_that_stops_is_answered(doubtful: Office) -> None:
    rules = doubtful.folder / "rules" / "edit.toml"
    text = rules.read_text(encoding="utf-8").replace('"withhold"', '"stop"')
    rules.write_text(text, encoding="utf-8")
    run(doubtful)
    with pytest.raises(StopRuleError, match="rule parent stops it"):
        stages.publish(doubtful, JANUARY, choice=ENGLISH)
    decided(doubtful, "parent", action="hold")
    assert stages.edit(doubtful, JANUARY).stops
    decided(doubtful, "parent", action="reject")
    assert not stages.edit(doubtful, JANUARY).stops


def test_conflicts_stay_side_by_side_with_the_reason_for_the_choice(doubtful: Office) -> None:
    other = {**COUNTRY, "value_as_printed": "1,300", "source_id": "S2", "published_on": "2026-02-21"}
    deliver(doubtful, COUNTRY, other)
    record = vouch(doubtful, "fci.C.2026-01")
    (observation,) = record["observations"]
    assert observation["choice"]["reason_code"] == "later_publication"
    (beside,) = observation["choice"]["beside"]
    assert (beside["source_id"], beside["value"], beside["withheld"]) == ("S1", "1406", False)
    assert "  chosen   later_publication; beside it: S1 1406" in render(record)
    decided(doubtful, "conflict", action="reject")
    run(doubtful)
    assert cells(doubtful)["fci.C.2026-01"][0] == "1406"
    assert "beside it: S2 1300 (withheld)" in render(vouch(doubtful, "fci.C.2026-01"))


def test_no_decision_leaves_every_table_as_it_was(doubtful: Office) -> None:
    assert read_ledger(doubtful) == []
    lake = stages.lake_of(doubtful)
    core = lake.manifest("core", JANUARY.key)
    assert core is not None
    assert set(lake.read(core, "core.latest")["decided"]) == {""}
    assert lake.read(core, "core.finding")["state"].to_list() == ["open"]


def test_the_region_above_its_country_is_attributed_to_the_year_before(
    conformed: Conformed, tmp_path: Path
) -> None:
    """The default office's 2.27 billion of January: on a copy, by decision, a figure of 2025."""
    real, root = locate(), tmp_path / "checkout"
    for name in ("sql", "report_templates"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(real.root / name)
    made = conformed("karabakh", str(JANUARY))
    office = replace(made, project=Project(root, made.project.var))
    shutil.copytree(real.sources / "karabakh", root / "sources" / "karabakh")
    january, year = "fci.ER-KAR.2026-01", "fci.ER-KAR.2025-12"
    assert not {january, year} & set(cells(office))
    why = "Typed wrongly: an error due to haste, only of January."
    decided(office, "parent", action="attribute", new_value="2025", reason=why)
    run(office)
    found = cells(office)
    assert january not in found
    assert found[year] == ("2270", "V", ["ATTRIBUTED"])
    core = stages.lake_of(office).manifest("core", JANUARY.key)
    assert core is not None
    withheld = stages.lake_of(office).read(core, "core.withheld")
    latest = stages.lake_of(office).read(core, "core.latest").join(withheld, on="obs_id")
    stated = latest.filter(pl.col("source_id") == "DOC-000", pl.col("period_end") == date(2026, 1, 31))
    assert sorted(int(value) for value in stated["value"]) == [183, 2200, 2270]
    with unprinted():
        release = stages.publish(office, JANUARY, choice=ENGLISH)
    said = re.sub(r"<[^>]+>", "", (release.folder / "bulletin.en.html").read_text(encoding="utf-8"))
    assert "Figures used as decided by the office" in said
    assert "used for 2025; decided on 26 Nov 2026" in said
    pages = [page.read_text(encoding="utf-8") for page in release.folder.rglob("*.html")]
    assert not [page for page in pages if "Typed wrongly" in page]
    evidence = (release.folder / "decisions.csv").read_text(encoding="utf-8")
    assert why in evidence
    decision_id = read_ledger(office)[0].decision_id
    findings = (release.folder / "findings.csv").read_text(encoding="utf-8")
    assert f"attributed,{decision_id}," in findings
