"""Who a run is of, when no web server has checked a name."""

import getpass
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.run_coordinator import QueuedRunCoordinator, SubmitRunContext
from dagster._core.workspace.context import WorkspaceRequestContext

from assets.coordinator import NamingRunCoordinator
from assets.home import open_instance
from assets.turns import MONTH_TAG, RANGE_TAGS
from pipeline.errors import UsageError
from pipeline.project import Project, locate
from pipeline.user import USER_HEADER, USER_TAG, one_user, user_named, who_asked, who_signs
from tests.assets.test_runs import ORIGIN


class _Source:
    """What asked for a run."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


def _submit(instance: dg.DagsterInstance, run: dg.DagsterRun, source: _Source | None = None) -> None:
    """Submit a run as the page does, or, without a source, as the daemon does."""
    parts: dict[str, Any] = {"current_workspace": None, "process_context": None, "version": None}
    workspace = WorkspaceRequestContext(instance=instance, source=source, read_only=False, **parts)
    coordinator = instance.run_coordinator
    assert isinstance(coordinator, NamingRunCoordinator)
    coordinator.submit_run(SubmitRunContext(run, workspace=workspace))


def _tag(
    tmp_path: Path, source: _Source | None, tags: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """Submit a run and return whose it is."""
    monkeypatch.setattr(QueuedRunCoordinator, "submit_run", lambda _, context: context.dagster_run)
    with open_instance(Project(root=locate().root, var=tmp_path / "var")) as instance:
        run = instance.create_run_for_job(_job, tags=tags)
        _submit(instance, run, source)
        found = instance.get_run_by_id(run.run_id)
        assert found is not None
        return found.tags.get(USER_TAG, "")


@dg.job
def _job() -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    ("source", "tags", "expected"),
    [
        (_Source({USER_HEADER: "ana"}), {}, "ana"),
        (_Source({USER_HEADER: "ana"}), {USER_TAG: "boss"}, "ana"),
        (_Source({}), {}, ""),
        (_Source({}), {USER_TAG: "boss"}, getpass.getuser()),
        (_Source({USER_HEADER: "A; boss"}), {USER_TAG: "boss"}, getpass.getuser()),
        (None, {USER_TAG: "ana"}, "ana"),
        (None, {}, ""),
    ],
)
def test_whose_a_run_is(
    source: _Source | None,
    tags: dict[str, str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _tag(tmp_path, source, tags, monkeypatch) == expected


def test_a_run_that_waits_in_the_queue_says_for_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QueuedRunCoordinator, "submit_run", lambda _, context: context.dagster_run)
    with open_instance(Project(root=locate().root, var=tmp_path / "var")) as instance:
        ended, under_way, queued, other, mine, a_range = (
            instance.add_run(dg.DagsterRun("_job", tags=tags, status=status, remote_job_origin=ORIGIN))
            for tags, status in (
                ({MONTH_TAG: "2026-01"}, dg.DagsterRunStatus.SUCCESS),
                ({MONTH_TAG: "2026-01"}, dg.DagsterRunStatus.STARTED),
                ({MONTH_TAG: "2026-01"}, dg.DagsterRunStatus.QUEUED),
                ({MONTH_TAG: "2025-12"}, dg.DagsterRunStatus.STARTED),
                ({MONTH_TAG: "2026-01"}, dg.DagsterRunStatus.NOT_STARTED),
                (dict.fromkeys(RANGE_TAGS, "2026-01"), dg.DagsterRunStatus.NOT_STARTED),
            )
        )
        for run in (mine, a_range):
            _submit(instance, run)
        said = [one.user_message or one.message for one in instance.all_logs(mine.run_id)]
        assert [line for line in said if "in use" in line] == [
            f"month 2026-01 is in use by run {under_way.run_id[:8]}, run {queued.run_id[:8]}; this run "
            "waits in the queue and goes on after that ..."
        ]
        assert not {ended.run_id[:8], other.run_id[:8]} & set(" ".join(said).replace(",", "").split())
        assert instance.all_logs(a_range.run_id) == []


def test_names() -> None:
    assert [user_named(name) for name in ("ana", "a.b-c_1", "", "Ana", "a b", "a\n", None)] == [
        "ana", "a.b-c_1", "", "", "", "", ""
    ]  # fmt: skip
    assert [one_user(names) for names in (["a"], [], ["a", "a"], ["A"])] == [True, False, False, False]
    assert who_asked({}) == ""
    assert who_asked({USER_TAG: "ana"}) == "ana"


def test_an_entry_is_of_who_signed_in() -> None:
    given = (("", "ana"), ("ana", "ana"), ("A. Person", ""), ("", ""))
    assert [who_signs(form, signed_in) for form, signed_in in given] == ["ana", "ana", "A. Person", ""]
    with pytest.raises(UsageError, match="signed in as ana"):
        who_signs("boss", "ana")
