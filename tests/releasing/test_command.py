"""The steps of a release at the command line: what is printed, and that a refusal is a sentence."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assets.cli import app
from pipeline.errors import BadInputError, CrossfootError, UsageError
from pipeline.office import Office
from pipeline.releasing.declared import read_releasing
from pipeline.releasing.ledger import ledger_path
from tests.releasing.conftest import KEY, Desk, after

Run = Callable[..., Result]
DECLARED: list[dict[str, Any]] = tomllib.loads(
    """
[[row]]
table = {}
[[row]]
table = { approvers = ["Ann Lee"], key = "/etc/office/vault.key" }
[[row]]
table = { aprovers = [] }
says = "has the entry 'aprovers'"
[[row]]
table = { approvers = "Ann Lee" }
says = "Write a list of names"
[[row]]
table = { approvers = [""] }
says = "Write a list of names"
[[row]]
table = { key = "vault.key" }
says = "Write the whole path of a file outside the repository"
[[row]]
table = { key = 7 }
says = "Write the whole path"
"""
)["row"]


@pytest.fixture
def run(small_office: Office, monkeypatch: pytest.MonkeyPatch, vault_key: Path) -> Run:
    """Run commands on the small office, with a key for its vault."""
    monkeypatch.setenv("CROSSFOOT_VAULT_KEY", str(vault_key))
    for module in ("release", "backup", "site"):
        monkeypatch.setattr(f"assets.commands.{module}.locate", lambda: small_office.project)

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, *([] if words[0] == "restore" else ["--office", "small"])])

    return call


def said(result: Result) -> str:
    """Return what a command printed; a refusal fails the test."""
    assert result.exception is None, result.exception
    return result.output


def refusal(result: Result) -> str:
    """Return the sentence of a refusal."""
    assert isinstance(result.exception, CrossfootError), result.output
    return str(result.exception)


def test_an_issue_is_released_step_by_step(run: Run, desk: Desk) -> None:
    assert "no release at hand" in said(run("release", "status"))
    desk.run()
    assert "2026-01.1  draft" in said(run("release", "status"))
    digits = json.loads(said(run("release", "status", "--json")))[0]["manifest"][:12]
    submitted = said(run("release", "submit", KEY, "--who", "Ann Lee"))
    assert "2026-01.1: in_review, entry 1 by Ann Lee" in submitted
    assert f"crossfoot release approve {KEY} --hash {digits} --office small\n" in submitted
    alone = refusal(run("release", "approve", KEY, "--hash", digits, "--who", "Ann Lee"))
    assert "approved by a second person" in alone
    assert f"crossfoot release except {KEY} second-person --reason '...' --office small; the issue" in alone
    assert "`crossfoot release status --office small`" in refusal(run("release", "submit", KEY))
    said(run("release", "approve", KEY, "--hash", digits, "--who", "Ben Ray"))
    said(run("release", "embargo", KEY, "--until", "2099-04-20 09:00", "--who", "Ben Ray"))
    assert "2099-04-20T09:00:00Z" in said(run("release", "status"))
    assert said(run("release", "open", "--due")) == ""
    assert "--exception" in refusal(run("release", "open", KEY, "--who", "Ben Ray"))
    assert "released" in said(run("release", "open", KEY, "--exception", "It is known.", "--who", "Ben Ray"))
    assert (desk.office.home / "site" / KEY / "index.html").is_file()
    assert "submit" in said(run("release", "status", KEY))
    assert "crossfoot run 2026-01" in said(
        run("release", "correct", KEY, "--what", "A.", "--right", "B.", "--why", "C.", "--who", "Ann Lee")
    )
    said(run("release", "withdraw", KEY, "--reason", "Taken back.", "--who", "Ben Ray"))
    assert "2026-01.1  withdrawn" in said(run("release", "status"))


def test_an_issue_is_sent_back_and_excepted(run: Run, desk: Desk) -> None:
    desk.run()
    said(run("release", "submit", KEY))
    said(run("release", "recall", KEY, "--reason", "A figure is asked about."))
    made = said(run("release", "except", KEY, "second-person", "--reason", "One person is in the office."))
    assert (
        "Next: crossfoot run 2026-01 --office small, then crossfoot release submit 2026-01 --office small"
        in made
    )
    assert "does not print the exceptions" in refusal(run("release", "submit", KEY))


def test_a_month_under_embargo_is_not_run_under_any_day(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.locked(after(days=2))
    monkeypatch.setattr("assets.cli.locate", lambda: desk.office.project)
    monkeypatch.setattr("assets.run.run_months", None)
    monkeypatch.setattr("pipeline.clock.now", lambda: desk.at)
    for words in (
        ("run", KEY),
        ("run", "2025-12", "--to", KEY, "--no-pdf"),
        ("run", KEY, "--as-of", "2026-03-01"),
    ):
        result = run(*words)
        assert "2026-01.1 is approved and under embargo until 2026-04-22T12:00:00Z" in refusal(result)
        assert isinstance(result.exception, UsageError)
    desk.at = after(days=2)
    assert refusal(run("run", KEY)) == (
        "2026-01.1 was under embargo until 2026-04-22T12:00:00Z and is not opened yet: while it lies in the "
        "vault 2026-01 is not run. Open it first: crossfoot release open --due --office small."
    )


def test_a_copy_for_nobody_is_refused(run: Run, desk: Desk, tmp_path: Path) -> None:
    desk.run()
    assert "Nobody is listed" in refusal(run("release", "copy", KEY, "bank", "--to", str(tmp_path / "copy")))


@pytest.mark.parametrize("words", [("open",), ("open", KEY, "--due")])
def test_a_month_or_what_is_due_is_opened(words: tuple[str, ...], run: Run) -> None:
    assert "Name a month, or say --due" in refusal(run("release", *words))


def test_a_ledger_that_was_changed_is_named(run: Run, desk: Desk) -> None:
    desk.released()
    path = ledger_path(desk.office)
    path.write_text(path.read_text(encoding="utf-8").replace("Ann Lee", "Eve Fox"), encoding="utf-8")
    result = run("release", "status")
    assert isinstance(result.exception, BadInputError)
    assert "line 2 does not follow from line 1" in refusal(result)


def test_an_unfinished_line_is_named_beside_the_list(run: Run, desk: Desk) -> None:
    desk.released()
    with ledger_path(desk.office).open("a", encoding="utf-8") as stream:
        stream.write("{")
    assert "unfinished line of 1 bytes" in run("release", "status").output


def test_a_key_is_made_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.key"
    made = CliRunner().invoke(app, ["release", "key", str(path)])
    assert f'key = "{path}"' in said(made)
    assert path.read_text(encoding="ascii").strip() not in made.output
    assert isinstance(CliRunner().invoke(app, ["release", "key", str(path)]).exception, UsageError)


def test_a_backup_is_written_and_restored(run: Run, desk: Desk, tmp_path: Path) -> None:
    desk.released()
    assert "The key of the vault is not among them" in said(run("backup", "--to", str(tmp_path / "b.tar")))
    assert "are in their place; 1 issues" in said(run("restore", str(tmp_path / "b.tar")))


def test_the_site_of_drafts_is_asked_for(run: Run, desk: Desk) -> None:
    desk.run()
    assert refusal(run("site")).startswith(
        "Office small has released no issue: its readers' site would be empty. `crossfoot release status"
    )
    assert said(run("site", "--drafts")).strip().endswith("site-drafts/index.html")


def test_the_site_of_an_office_whose_issue_is_locked_says_when_it_begins(run: Run, desk: Desk) -> None:
    desk.locked(after(days=1), "2026-02")
    desk.locked(after(days=2))
    said_then = "2026-02.1 is under embargo until 2026-04-21T12:00:00Z, and opens then"
    sentence = f"Office small has released no issue: its readers' site would be empty. {said_then}"
    command = "crossfoot release open --due --office small"
    assert refusal(run("site")) == f"{sentence}: by itself where the daemon runs, else by `{command}`."


@pytest.mark.parametrize("row", DECLARED)
def test_what_an_office_declares_is_read_or_named(row: dict[str, Any]) -> None:
    where = Path("office.toml")
    if "says" in row:
        with pytest.raises(BadInputError, match=row["says"]):
            read_releasing(row["table"], where)
    else:
        found = read_releasing(row["table"], where)
        assert list(found.approvers) == row["table"].get("approvers", [])
        assert str(found.key or "") == row["table"].get("key", "")
