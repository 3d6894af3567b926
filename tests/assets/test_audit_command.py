"""The auditor's commands, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.cli import app
from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.office import Office
from tests.site.conftest import released

__all__ = ["released"]


@pytest.fixture(scope="module")
def folders(released: Office) -> tuple[str, str]:
    """Return December's and January's release."""
    releases = released.home / "releases"
    return str(releases / "2025-12"), str(releases / "2026-01")


def _say(*arguments: str, code: int = 0) -> str:
    """Run a command; return what it prints."""
    found = CliRunner().invoke(app, list(arguments))
    assert found.exit_code == code, found.exception or found.output
    return found.stdout


def test_vouch_reads_a_folder(folders: tuple[str, str]) -> None:
    text = _say("vouch", "fci.AZ.2026-01", "--in", folders[1])
    assert text.startswith("fci.AZ.2026-01   karabakh, 2026-01, as of 2026-11-21")
    record = json.loads(_say("vouch", "fci.AZ.2026-01", "--in", folders[1], "--json"))
    assert record["cell"]["value"] == "1406"


def test_vouch_takes_the_id_of_an_issue_for_a_month(
    folders: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSFOOT_VAR", str(Path(folders[0]).parent.parent))
    text = _say("vouch", "fci.AZ.2025-06", "--month", "2025-12.1")
    assert text == _say("vouch", "fci.AZ.2025-06", "--in", folders[0])
    assert text.startswith("fci.AZ.2025-06   karabakh, 2025-12, as of")


def test_trace_writes_text_json_and_drafts(
    folders: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSFOOT_VAR", str(tmp_path / "var"))
    both = ["--in", folders[0], "--in", folders[1]]
    text = _say("trace", "I026", *both, "--drafts", str(tmp_path / "drafts"))
    assert "reaches 2 of 2 issues" in text
    assert len(list((tmp_path / "drafts").glob("corrigendum-*.md"))) == 2
    assert str(tmp_path / "drafts" / "corrigendum-2026-01.1.md") in text
    record = json.loads(_say("trace", "I026", *both, "--json"))
    assert [one["release_id"] for one in record] == ["2025-12.1", "2026-01.1"]
    assert record[0]["proof"]["edges_into_rest"] == 0
    assert list((tmp_path / "var" / "audit").iterdir())


def test_trace_holds_one_issue_against_another(
    folders: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSFOOT_VAR", str(tmp_path / "var"))
    text = _say("trace", "I026", "--in", folders[1], "--against", folders[1])
    assert "against    2026-01.1  (2026-01): every cell of the rest is the same" in text
    record = json.loads(_say("trace", "I026", "--in", folders[1], "--against", folders[0], "--json", code=1))
    assert record[0]["against"]["release_id"] == "2025-12.1"
    assert {one["only_in"] for one in record[0]["against"]["differing"]} >= {"2025-12.1", "2026-01.1"}
    found = CliRunner().invoke(
        app, ["trace", "I026", *(part for folder in folders for part in ("--in", folder)), "--against", "x"]
    )
    assert "name the folder of that once" in str(found.exception)


def test_trace_says_which_issues_get_no_draft(
    released: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pipeline.releasing.model import State

    monkeypatch.setenv("CROSSFOOT_VAR", str(tmp_path))
    (tmp_path / "releases").symlink_to(released.home / "releases")
    digest = file_hash(released.home / "releases" / "2025-12" / "manifest.json")
    monkeypatch.setattr("pipeline.releasing.folder.public_states", lambda _: {digest: State.WITHDRAWN})
    text = _say("trace", "I026", "--drafts", str(tmp_path / "drafts"))
    assert text.splitlines()[-1].startswith("No draft for 2025-12.1: it was withdrawn, ")
    assert not (tmp_path / "drafts" / "corrigendum-2025-12.1.md").exists()


def test_trace_looks_at_all_releases_of_an_office(
    released: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "releases").symlink_to(released.home / "releases")
    monkeypatch.setenv("CROSSFOOT_VAR", str(tmp_path))
    assert "of 3 issues" in _say("trace", "I026").splitlines()[0]


def test_diff_writes_text_and_json(folders: tuple[str, str]) -> None:
    assert "2025-12.1 (as of 2026-11-21) and 2026-01.1" in _say("diff", *folders)
    assert json.loads(_say("diff", *folders, "--json"))["numbers"]


def test_sample_writes_papers(folders: tuple[str, str], tmp_path: Path) -> None:
    text = _say("sample", folders[1], "--n", "5", "--seed", "7", "--to", str(tmp_path / "papers"))
    assert str(tmp_path / "papers" / "index.html") in text
    assert "agrees" in text


def test_replay_without_its_inputs_fails_with_a_sentence(
    folders: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.audit import replay
    from pipeline.audit.replay import Replayed

    monkeypatch.setattr(replay, "replay", lambda *_: Replayed("2026-01.1", 0, stopped="An input is lacking."))
    assert "was not made again: An input is lacking." in _say("replay", folders[1], code=1)
    assert json.loads(_say("replay", folders[1], "--json", code=1))["same"] is False
    monkeypatch.setattr(replay, "replay", lambda *_: Replayed("2026-01.1", 9))
    assert "all 9 files have the same bytes" in _say("replay", folders[1])


def test_what_is_no_release_is_a_sentence(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["vouch", "x", "--in", str(tmp_path)])
    assert isinstance(found.exception, UsageError)
