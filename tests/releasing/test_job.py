"""The steps of a release on the Dagster page, and what the page does not show before the day of a release."""

import dagster as dg
import pytest

from assets.home import open_instance
from assets.keys import release_job_name
from assets.release_steps import ReleaseForm, Take, build_release_job
from assets.run import run_months
from pipeline import stages
from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.progress import Silent
from pipeline.releasing.form import STEPS, take_step
from pipeline.releasing.ledger import read_ledger, state_of
from pipeline.releasing.model import State
from pipeline.user import USER_TAG
from tests.conftest import JANUARY
from tests.releasing.conftest import ANN, BEN, KEY, NOON, Desk, after


def launch(office: Office, user: str = "", **fields: str) -> dg.ExecuteInProcessResult:
    """Launch the job as the page does."""
    job = build_release_job(office)
    config = {"ops": {f"{office.code}_release_step": {"config": {"month": KEY, **fields}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(
            run_config=config, instance=instance, tags={USER_TAG: user} if user else {}
        )


def test_who_is_signed_in_takes_the_steps(desk: Desk) -> None:
    desk.run()
    assert build_release_job(desk.office).name == release_job_name(desk.office) == "small_release"
    launch(desk.office, ANN, step="submit")
    launch(desk.office, BEN, step="approve", hash=desk.digits())
    launch(desk.office, BEN, step="open", who=BEN)
    assert [(entry.step, entry.who) for entry in read_ledger(desk.office)] == [
        ("submit", ANN),
        ("approve", BEN),
        ("open", BEN),
    ]
    assert state_of(desk.office, f"{KEY}.1") is State.RELEASED
    assert (desk.office.home / "site" / KEY / "index.html").is_file()


def test_nobody_approves_in_the_name_of_another(desk: Desk) -> None:
    desk.run()
    launch(desk.office, ANN, step="submit")
    with pytest.raises(UsageError, match="You are signed in as Ann Lee"):
        launch(desk.office, ANN, step="approve", who=BEN, hash=desk.digits())
    assert len(read_ledger(desk.office)) == 1


def test_a_step_that_is_refused_fails_the_run_and_writes_nothing(desk: Desk) -> None:
    desk.run()
    launch(desk.office, ANN, step="submit")
    with pytest.raises(Exception, match="approved by a second person"):
        launch(desk.office, ANN, step="approve", hash=desk.digits())
    assert len(read_ledger(desk.office)) == 1


def test_the_form_offers_every_step_and_explains_every_field() -> None:
    assert tuple(Take.__members__) == STEPS
    assert all(field.description for field in ReleaseForm.model_fields.values())


def test_a_step_that_is_none_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(Exception, match="There is no step 'print'"):
        take_step(desk.office, "print", {"month": KEY}, NOON)


def test_a_run_of_a_month_under_embargo_is_refused_before_any_step(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.locked(after(days=2))
    monkeypatch.setattr(stages, "intake", None)
    monkeypatch.setattr("pipeline.clock.now", lambda: desk.at)
    with pytest.raises(UsageError, match=r"2026-01\.1 is approved and under embargo until"):
        run_months(desk.office, [JANUARY.plus(-1), JANUARY], Silent(), publish=False)
    with open_instance(desk.office.project) as instance:
        (run,) = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.FAILURE
        lines = [one.user_message for one in instance.all_logs(run.run_id)]
    assert sum(line.startswith("2026-01.1 is approved and under embargo until") for line in lines) == 1
