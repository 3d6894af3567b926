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
from pipeline.errors import UsageError
from pipeline.project import Project, locate
from pipeline.user import USER_HEADER, USER_TAG, one_user, user_named, who_asked, who_signs


class _Source:
    """What asked for a run."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


def _tag(
    tmp_path: Path, source: _Source | None, tags: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """Submit a run and return whose it is."""
    monkeypatch.setattr(QueuedRunCoordinator, "submit_run", lambda _, context: context.dagster_run)
    with open_instance(Project(root=locate().root, var=tmp_path / "var")) as instance:
        run = instance.create_run_for_job(_job, tags=tags)
        parts: dict[str, Any] = {"current_workspace": None, "process_context": None, "version": None}
        workspace = WorkspaceRequestContext(instance=instance, source=source, read_only=False, **parts)
        coordinator = instance.run_coordinator
        assert isinstance(coordinator, NamingRunCoordinator)
        coordinator.submit_run(SubmitRunContext(run, workspace=workspace))
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
