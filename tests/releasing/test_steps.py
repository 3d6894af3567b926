"""Who may do what about which bytes: four eyes, stops, exceptions, what a run changes."""

import shutil
from dataclasses import replace

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.releasing.declared import Releasing
from pipeline.releasing.folder import hand_in, last_decider, open_stops, public_folder, require_no_embargo
from pipeline.releasing.ledger import read_ledger, standings_of, state_of
from pipeline.releasing.model import State
from pipeline.releasing.status import status
from pipeline.releasing.steps import approve, ask_exception, recall, settle, submit, withdraw
from tests.releasing.conftest import ANN, BEN, EVE, KEY, Desk, after

ID = f"{KEY}.1"
STOP = 'f1,balance,fail,stop,open,"Parts and total differ."\n'


def test_an_issue_goes_from_draft_to_release(desk: Desk) -> None:
    desk.released()
    steps = [(entry.step, entry.who, entry.state.value) for entry in read_ledger(desk.office)]
    assert steps == [
        ("submit", ANN, "in_review"),
        ("approve", BEN, "approved"),
        ("open", BEN, "released"),
    ]
    assert {entry.manifest_sha256 for entry in read_ledger(desk.office)} == {desk.digits()}
    assert all(len(entry.root) == 64 for entry in read_ledger(desk.office))
    assert [entry.reason for entry in read_ledger(desk.office)] == [
        "Issue 1 of 2026-01 is ready.",
        f"The manifest {desk.digits()} was reviewed.",
        "It is approved, and no hour is announced.",
    ]


def test_the_ledger_has_the_hash_of_the_certificate_that_the_manifest_lacks(desk: Desk) -> None:
    path = desk.run() / "certificate.json"
    path.write_text("{}", encoding="utf-8")
    assert desk.approved().facts == {"certificate_sha256": file_hash(path)}


def test_what_a_killed_run_left_is_no_issue(desk: Desk) -> None:
    folder = desk.run()
    shutil.copytree(folder, desk.office.home / "releases" / f".{KEY}.4711.building")
    assert [row["issue"] for row in status(desk.office)] == [ID]


def test_without_a_release_at_hand_the_run_is_named(desk: Desk) -> None:
    with pytest.raises(
        UsageError, match=r"no release 2026-01 of office small at hand.*crossfoot run 2026-01"
    ):
        submit(desk.office, KEY, desk.who(ANN))


@pytest.mark.parametrize("name", [ANN, "ann lee", "  Ann   LEE "])
def test_who_submitted_does_not_approve(name: str, desk: Desk) -> None:
    desk.run()
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match=r"submitted it: 2026-01.1 is approved by a second person"):
        approve(desk.office, KEY, desk.who(name), desk.digits())
    assert state_of(desk.office, ID) is State.IN_REVIEW


def test_who_made_the_last_decision_does_not_approve(desk: Desk) -> None:
    rows = f"d1,2026-04-01T09:00:00Z,{BEN},active\nd2,2026-03-01T09:00:00Z,{EVE},active\n"
    desk.run(files={"decisions.csv": "decision_id,decided_at,who,status\n" + rows})
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match="Ben Ray made its last decision"):
        approve(desk.office, KEY, desk.who(BEN), desk.digits())
    approve(desk.office, KEY, desk.who(EVE), desk.digits())


def test_only_listed_approvers_approve(desk: Desk) -> None:
    desk.office = replace(desk.office, release=Releasing(approvers=(BEN,)))
    desk.run()
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match=r"Eve Fox is not among the approvers of office small \(Ben Ray\)"):
        approve(desk.office, KEY, desk.who(EVE), desk.digits())
    approve(desk.office, KEY, desk.who(BEN), desk.digits())


@pytest.mark.parametrize("digits", ["", "0000000", "00000000", "no hash"])
def test_another_hash_than_the_reviewed_one_is_refused(digits: str, desk: Desk) -> None:
    desk.run()
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match="What was reviewed has the hash"):
        approve(desk.office, KEY, desk.who(BEN), digits)
    with pytest.raises(UsageError, match="What was reviewed"):
        approve(desk.office, KEY, desk.who(BEN), desk.digits()[:7])
    approve(desk.office, KEY, desk.who(BEN), desk.digits()[:8])


def test_a_run_that_changes_the_release_makes_it_a_draft_again(desk: Desk) -> None:
    desk.run()
    desk.approved()
    desk.run(files={"cells.csv": "other"})
    with pytest.raises(UsageError, match=r"2026-01\.1 is a draft; the step 'approve' is for"):
        approve(desk.office, KEY, desk.who(BEN), desk.digits())
    last = read_ledger(desk.office)[-1]
    assert (last.step, last.state.value, last.facts["made"]) == ("change", "draft", desk.digits())
    assert desk.approved().state is State.APPROVED


def test_a_run_that_makes_the_same_bytes_changes_nothing(desk: Desk) -> None:
    desk.run()
    submit(desk.office, KEY, desk.who(ANN))
    desk.run()
    assert settle(desk.office, desk.who(EVE)) == []


def test_a_file_that_was_changed_in_place_is_not_submitted(desk: Desk) -> None:
    (desk.run() / "cells.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"cells\.csv is not what the manifest of 2026-01\.1 says"):
        submit(desk.office, KEY, desk.who(ANN))


@pytest.mark.parametrize(
    "row", [STOP, STOP.replace("fail,stop", "fail,hold"), STOP.replace("fail,stop", "error,query")]
)
def test_an_open_stop_is_not_approved(row: str, desk: Desk) -> None:
    desk.run(files={"findings.csv": "finding_id,rule_id,outcome,effect,state,sentence\n" + row})
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match=r"2026-01\.1 has an open stop of the rule balance, finding f1\. "):
        approve(desk.office, KEY, desk.who(BEN), desk.digits())


def test_a_file_that_is_missing_and_a_manifest_that_is_none_are_named(desk: Desk) -> None:
    folder = desk.run()
    (folder / "findings.csv").unlink()
    with pytest.raises(BadInputError, match=r"lacks the file 'findings\.csv' of its manifest"):
        submit(desk.office, KEY, desk.who(ANN))
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"manifest\.json is not the manifest of a release"):
        submit(desk.office, KEY, desk.who(ANN))


def test_a_release_without_findings_or_decisions_has_none(desk: Desk) -> None:
    hand = replace(hand_in(desk.run(), KEY, "small"), folder=desk.office.home)
    assert (open_stops(hand), last_decider(hand)) == ([], "")


def test_a_released_folder_that_is_gone_is_named(desk: Desk) -> None:
    desk.released()
    shutil.rmtree((desk.office.home / "releases" / KEY).resolve())
    with pytest.raises(BadInputError, match="an issue that was released stays"):
        public_folder(desk.office, standings_of(desk.office)[ID])


@pytest.mark.parametrize("row", [STOP.replace("open", "accepted"), STOP.replace("stop", "query")])
def test_a_settled_stop_and_a_query_do_not_keep_an_issue(row: str, desk: Desk) -> None:
    desk.run(files={"findings.csv": "finding_id,rule_id,outcome,effect,state,sentence\n" + row})
    assert desk.approved().state is State.APPROVED


def test_an_exception_is_printed_before_it_counts(desk: Desk) -> None:
    desk.run()
    ask_exception(desk.office, KEY, desk.who(ANN, "One person is in the office."), "second-person")
    with pytest.raises(UsageError, match="does not print the exceptions"):
        submit(desk.office, KEY, desk.who(ANN))
    desk.run()
    submit(desk.office, KEY, desk.who(ANN))
    assert approve(desk.office, KEY, desk.who(ANN), desk.digits()).state is State.APPROVED


def test_an_exception_of_one_kind_is_none_of_another(desk: Desk) -> None:
    ask_exception(desk.office, KEY, desk.who(ANN, "It is known."), "open-stop")
    desk.run(files={"findings.csv": "finding_id,rule_id,outcome,effect,state,sentence\n" + STOP})
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match="approved by a second person"):
        approve(desk.office, KEY, desk.who(ANN), desk.digits())
    approve(desk.office, KEY, desk.who(BEN), desk.digits())


def test_an_exception_from_no_rule_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"no exception from 'haste'\. There are: second-person, open-stop"):
        ask_exception(desk.office, KEY, desk.who(ANN, "Why."), "haste")


def test_an_issue_is_sent_back(desk: Desk) -> None:
    desk.run()
    desk.approved()
    recall(desk.office, KEY, desk.who(BEN, "A figure is asked about."))
    assert state_of(desk.office, ID) is State.DRAFT
    assert standings_of(desk.office)[ID].submitted_by == ""


def test_a_withdrawn_issue_is_followed_by_the_next_number(desk: Desk) -> None:
    desk.released()
    withdraw(desk.office, ID, desk.who(BEN, "The publisher took it back."))
    assert state_of(desk.office, ID) is State.WITHDRAWN
    desk.run()
    assert desk.approved().release_id == f"{KEY}.2"


def test_a_run_after_the_release_is_no_issue_until_a_correction_is_announced(desk: Desk) -> None:
    desk.released()
    desk.run(files={"cells.csv": "other"})
    with pytest.raises(UsageError, match=r"2026-01\.1 is released; the step 'submit'"):
        submit(desk.office, KEY, desk.who(ANN))
    assert state_of(desk.office, ID) is State.RELEASED


def test_a_release_of_an_as_of_day_is_an_issue_beside_that_of_its_month_alone(desk: Desk) -> None:
    past = f"{KEY}@2026-03-01"
    desk.run(past)
    assert [row["next"] for row in status(desk.office)] == [""]
    with pytest.raises(
        UsageError, match=r"no issue of 2026-01 is released\. .*release submit 2026-01 --office small\."
    ):
        submit(desk.office, past, desk.who(ANN))
    desk.released()
    assert [row["next"] for row in status(desk.office)] == ["submit", ""]
    submit(desk.office, past, desk.who(ANN))
    assert state_of(desk.office, f"{past}.1") is State.IN_REVIEW


def test_a_month_under_embargo_is_not_run(desk: Desk) -> None:
    desk.locked(after(days=2))
    january, said = Month.parse(KEY), r"2026-01\.1 is approved and under embargo until 2026-04-22T12:00:00Z"
    with pytest.raises(UsageError, match=said):
        require_no_embargo(desk.office, january.plus(-2).to(january))
    with pytest.raises(UsageError, match=said):
        require_no_embargo(desk.office, [january], after(days=2, seconds=-1))
    with pytest.raises(UsageError, match=r"embargo until 2026-04-22T12:00:00Z and is not opened yet"):
        require_no_embargo(desk.office, [january], after(days=2))
    require_no_embargo(desk.office, [january.plus(1)])
    desk.released("2026-02")
    desk.locked(after(days=3), "2026-02@2026-03-01")
    with pytest.raises(UsageError, match=r"not run\. .* crossfoot release recall 2026-02@2026-03-01 "):
        require_no_embargo(desk.office, [january.plus(1)])
