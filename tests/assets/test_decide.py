"""The form of a decision on the Dagster page: a job that writes to the ledger, then the month run again."""

import logging

import dagster as dg
import pytest

from assets.checks import check_name
from assets.decide import Action, DecisionForm
from assets.definitions import build_defs
from assets.home import open_instance
from assets.keys import decide_job_name
from assets.release_steps import who_takes
from assets.run import run_months
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.listing import list_findings
from pipeline.decisions.model import ACTIONS
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Silent
from pipeline.project import Project
from pipeline.user import USER_TAG
from tests.small_office import LINES, WriteOffice, investment

JANUARY = Month.parse("2026-01")


def _launch(office: Office, **fields: str) -> dg.ExecuteInProcessResult:
    """Launch the job as the page does, with the project's own history."""
    job = build_defs(office.project, [office.code]).resolve_job_def(decide_job_name(office))
    config = {"ops": {f"{office.code}_decide_step": {"config": fields}}}
    with open_instance(office.project) as instance:
        return job.execute_in_process(run_config=config, instance=instance)


def _parent(office: Office) -> dict[str, object]:
    (found,) = [row for row in list_findings(office, settled=True) if row["rule_id"] == "parent"]
    return found


@pytest.mark.long
def test_a_decision_on_the_page_changes_the_next_run(
    write_office: WriteOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = {"value_as_printed": "2,270.0", "territory_as_written": "South"}
    office = write_office({"first": {"investment.csv": investment(*LINES, large)}})
    run_months(office, [JANUARY], Silent(), publish=False)
    finding = _parent(office)
    assert finding["state"] == "open"
    _launch(
        office,
        action="attribute",
        finding_id=str(finding["finding_id"]),
        new_value="2025",
        reason="Of the size of annual totals.",
        who="A. Person",
    )
    (made,) = read_ledger(office)
    assert (made.action, made.new_value, made.who) == ("attribute", "2025-01-01/2025-12-31", "A. Person")
    outcome = run_months(office, [JANUARY], Silent(), publish=False)
    assert _parent(office)["state"] == "attributed"
    with open_instance(office.project) as instance:
        logs = instance.all_logs(outcome.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        checks = [log.get_dagster_event().asset_check_evaluation_data for log in logs]
        decided = {run.job_name for run in instance.get_runs()}
    passed = {check.check_name: check.passed for check in checks}
    assert passed[check_name("parent")]
    assert passed["decision_review"]
    assert decided == {"small_month", "small_decide"}
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    _launch(office, action="undo", undoes=made.decision_id, reason="Taken back.", who=" ")
    taken_back = read_ledger(office)[-1]
    assert (taken_back.undoes, taken_back.who) == (made.decision_id, "login")


def test_where_the_form_names_nobody_it_is_who_launched_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    signed_in = {USER_TAG: "anna"}
    assert [who_takes(given, {}) for given in ("", " ", " A.  Person ")] == ["login", "login", "A. Person"]
    assert [who_takes(given, signed_in) for given in ("", "anna")] == ["anna", "anna"]
    with pytest.raises(UsageError, match="You are signed in as anna"):
        who_takes("bela", signed_in)


def test_a_form_that_cannot_be_decided_fails_with_its_sentences(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    with pytest.raises(UsageError, match="has no findings yet"):
        _launch(office, action="accept", finding_id="abcdef", reason="Checked.", who="A. Person")
    with pytest.raises(UsageError, match="The field 'reason' is empty"):
        _launch(office, action="accept", finding_id="abcdef", reason="", who="A. Person")
    with pytest.raises(UsageError, match="give the id of the decision"):
        _launch(office, action="undo", reason="Checked.", who="A. Person")
    with pytest.raises(dg.DagsterInvalidConfigError):
        _launch(office, action="forget", reason="Checked.", who="A. Person")
    assert read_ledger(office) == []


def test_the_sentence_of_a_failure_stands_by_itself_in_the_log_of_the_run(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    job = build_defs(office.project, [office.code]).resolve_job_def(decide_job_name(office))
    form = {"action": "accept", "finding_id": "abcdef", "reason": "Checked.", "who": "A. Person"}
    with open_instance(own_project) as instance:
        result = job.execute_in_process(
            run_config={"ops": {"karabakh_decide_step": {"config": form}}},
            instance=instance,
            raise_on_error=False,
        )
        logs = [log for log in instance.all_logs(result.run_id) if not log.is_dagster_event]
    (said,) = [log.user_message for log in logs if log.level == logging.ERROR]
    assert said.startswith("Office karabakh has no findings yet")


def test_the_form_explains_each_field(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    job = build_defs(own_project, ["karabakh"]).resolve_job_def(decide_job_name(office))
    fields = job.nodes[0].definition.config_schema.config_type.fields
    assert set(fields) == set(DecisionForm.model_fields)
    assert all(field.description for field in fields.values())
    assert {action.value for action in Action} == {"undo", *ACTIONS}
    assert fields["action"].is_required
    assert not fields["finding_id"].is_required
