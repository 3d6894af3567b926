"""New deliveries start the months that they touch, once, whatever happens between two ticks."""

from collections.abc import Iterator

import dagster as dg
import pytest

from assets import deliveries
from assets.definitions import build_defs
from assets.deliveries import ARRIVED_TAG, ATTEMPTS, DELIVERIES_TAG
from assets.intake import READ
from assets.keys import deliveries_job_name
from assets.turns import MONTH_TAG
from pipeline import stages
from pipeline.office import Office
from pipeline.reading.folder import list_drafts
from pipeline.reading.inbox import REFUSED, inbox_folder
from pipeline.releasing.vault import VARIABLE
from tests.small_office import INVESTMENT, WriteOffice, investment

FIRST = {"first": {"investment.csv": INVESTMENT}}
LATER = investment({"value_as_printed": "120.5", "territory_as_written": "South"})
OLD = investment(
    {
        "value_as_printed": "777",
        "period_start": "2024-12-01",
        "period_end": "2024-12-31",
        "published_on": "2025-01-20",
        "period_as_written": "December",
    }
)


@pytest.fixture(autouse=True)
def _do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reading.inbox.LOOK_AGAIN_SECONDS", 0)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


class Daemon:
    """Asks the sensor as Dagster's daemon does: runs are launched first, the cursor is kept last."""

    def __init__(self, office: Office, instance: dg.DagsterInstance) -> None:
        self.office, self.instance, self.cursor = office, instance, None
        self.defs = build_defs(office.project, [office.code])
        self.launched: dict[str, dg.RunRequest] = {}

    def tick(self, killed: bool = False) -> tuple[list[dg.RunRequest], str]:
        """Ask once; killed, the daemon launches what was asked for and forgets the cursor."""
        sensor = self.defs.resolve_sensor_def(f"{self.office.code}_deliveries")
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        found = sensor(context)
        assert isinstance(found, dg.SensorResult)
        requests = [one for one in found.run_requests or () if one.run_key not in self.launched]
        self.launched |= {str(one.run_key): one for one in requests}
        if not killed:
            self.cursor = found.cursor
        reason = found.skip_reason.skip_message if found.skip_reason else ""
        return requests, str(reason)

    def run(self, request: dg.RunRequest) -> dg.ExecuteInProcessResult:
        """Execute what was asked for."""
        job = self.defs.resolve_job_def(str(request.job_name))
        return job.execute_in_process(
            run_config=request.run_config or {}, tags=request.tags, instance=self.instance
        )

    def take_in(self) -> None:
        """Take in what was delivered, as any run does."""
        stages.intake(self.office)
        stages.conform(self.office)


def _months(requests: list[dg.RunRequest]) -> list[str]:
    assert all(one.job_name == "small_month" for one in requests)
    return [one.tags[MONTH_TAG] for one in requests]


def _begun(write_office: WriteOffice, instance: dg.DagsterInstance, *results: str) -> Daemon:
    """Give an office with results of some months, whose daemon has looked once."""
    daemon = Daemon(write_office(FIRST), instance)
    daemon.take_in()
    for month in results:
        stages.lake_of(daemon.office).commit("core", month, "of a run", {}, {})
    requests, said = daemon.tick()
    assert requests == []
    assert said == "1 deliveries were there before the first start: they are not new."
    assert daemon.tick() == ([], "Nothing new was delivered.")
    return daemon


def test_a_delivery_starts_the_months_that_it_touches_up_to_the_limit_and_then_the_rest(
    write_office: WriteOffice, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "MONTHS_A_TICK", 3)
    daemon = _begun(write_office, instance, "2025-02", "2025-12", "2026-01", "2026-03")
    write_office({**FIRST, "second": {"investment.csv": OLD}})
    (request,), _ = daemon.tick()
    assert request.job_name == deliveries_job_name(daemon.office)
    assert daemon.run(request).success
    started, _ = daemon.tick()
    assert _months(started) == ["2026-03", "2026-01", "2025-12"]
    assert _months(daemon.tick()[0]) == ["2024-12"]
    assert started[0].tags[DELIVERIES_TAG] == "second"
    job = daemon.defs.resolve_job_def("small_month")
    asked = dg.validate_run_config(job, started[0].run_config)["resources"]["small_run"]["config"]
    assert asked["reason"] == "New deliveries: second."
    assert daemon.tick() == ([], "Nothing new was delivered.")


def test_a_daemon_killed_before_it_kept_its_cursor_doubles_and_loses_nothing(
    write_office: WriteOffice, instance: dg.DagsterInstance
) -> None:
    daemon = _begun(write_office, instance, "2025-12", "2026-01")
    write_office({**FIRST, "second": {"investment.csv": OLD}})
    (request,), _ = daemon.tick(killed=True)
    assert daemon.tick()[0] == []
    assert request.job_name == deliveries_job_name(daemon.office)
    daemon.take_in()
    assert _months(daemon.tick(killed=True)[0]) == ["2026-01", "2025-12", "2024-12"]
    files = {**FIRST, "second": {"investment.csv": OLD}, "third": {"investment.csv": LATER}}
    write_office(files)
    assert len(daemon.tick(killed=True)[0]) == 1
    daemon.take_in()
    assert _months(daemon.tick()[0]) == ["2026-01"]
    assert daemon.launched[list(daemon.launched)[-1]].tags[DELIVERIES_TAG] == "second, third"
    assert daemon.tick() == ([], "Nothing new was delivered.")


def test_a_register_in_the_inbox_becomes_a_delivery_and_what_cannot_be_read_is_kept_with_its_sentence(
    write_office: WriteOffice, instance: dg.DagsterInstance
) -> None:
    daemon = _begun(write_office, instance)
    inbox = inbox_folder(daemon.office)
    (inbox / "investment.csv").write_text(LATER, encoding="utf-8")
    (inbox / "photo.pdf").write_bytes(b"%PDF-1.7")
    (inbox / "letter.txt").write_text("12 families.", encoding="utf-8")
    (request,), _ = daemon.tick()
    result = daemon.run(request)
    check = {one.check_name: one for one in result.get_asset_check_evaluations()}[READ]
    assert not check.passed
    assert str(check.description).startswith("Set aside in inbox/refused: photo.pdf is a PDF document.")
    assert (inbox / REFUSED / "photo.pdf").is_file()
    accepted = {one.file_name: one.accepted for one in list_drafts(daemon.office)}
    assert accepted == {"investment.csv": True, "letter.txt": False}
    assert _months(daemon.tick()[0]) == ["2026-01"]
    requests, said = daemon.tick()
    assert requests == []
    assert said.startswith("Set aside in inbox/refused: photo.pdf is a PDF document.")


def test_a_run_that_fails_is_tried_again_and_then_named(
    write_office: WriteOffice, instance: dg.DagsterInstance
) -> None:
    daemon = _begun(write_office, instance)
    write_office({**FIRST, "second": {"investment.csv": LATER}})
    for _ in range(ATTEMPTS):
        (request,), _ = daemon.tick()
        instance.add_run(
            dg.DagsterRun(
                job_name=str(request.job_name), tags=dict(request.tags), status=dg.DagsterRunStatus.FAILURE
            )
        )
    requests, said = daemon.tick()
    assert requests == []
    assert f"failed {ATTEMPTS} times" in said
    assert "small_take_in" in said
    assert request.tags[ARRIVED_TAG]


def test_a_delivery_that_says_nothing_new_or_cannot_be_followed_starts_nothing(
    write_office: WriteOffice, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = _begun(write_office, instance)
    write_office({**FIRST, "repeat": {"investment.csv": INVESTMENT}})
    daemon.take_in()
    assert daemon.tick() == ([], "Delivery repeat is taken in and touches no month.")
    folder = daemon.office.folder / "deliveries" / "torn"
    folder.mkdir()
    (folder / "delivery.toml").write_text("name = ", encoding="utf-8")
    requests, said = daemon.tick()
    assert requests == []
    assert "Not taken in:" in said
    assert "torn" in said
    monkeypatch.setenv(VARIABLE, "a key: what is not released is not shown")
    _, said = daemon.tick()
    assert said.startswith("1 told. What is known by now belongs to issues to come: shown when that of ")
    assert "torn" not in said
    kept = daemon.office.home / "reports" / "ahead" / "deliveries.md"
    assert "torn" in kept.read_text(encoding="utf-8")


def test_a_month_whose_issue_is_approved_waits(
    write_office: WriteOffice, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.arrivals import pending
    from pipeline.releasing.model import Standing, State

    daemon = _begun(write_office, instance)
    approved = {"2026-01.1": Standing("2026-01.1", state=State.APPROVED)}
    monkeypatch.setattr(pending, "standings_of", lambda _: approved)
    write_office({**FIRST, "second": {"investment.csv": LATER}})
    daemon.take_in()
    assert daemon.tick()[1] == (
        "2026-01 waits: its issue is approved or under embargo. Recall it, and the month is run."
    )
    approved.clear()
    assert _months(daemon.tick()[0]) == ["2026-01"]
