"""`crossfoot verify` at the command line: what it prints, and its exit codes."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assets.cli import app
from pipeline.errors import UsageError


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Have what waits to be freed looked for again, which a command that ends with its report does not."""
    yield
    gc.unfreeze()
    gc.enable()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["verify", *words])


def test_a_release_that_agrees(copied: Path) -> None:
    done = run(str(copied))
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == "Release 2026-01.1"
    assert done.output.splitlines()[-1] == "Everything that was checked agrees."


def test_a_fault_is_named_and_gives_the_exit_code_1(copied: Path) -> None:
    page = copied / "bulletin.en.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"</title>", b".</title>", 1))
    try:
        done, told = run(str(copied)), run(str(copied), "--json")
    finally:
        page.write_bytes(before)
    assert (done.exit_code, told.exit_code) == (1, 1)
    assert "places do not agree\n- bulletin.en.html: expected the SHA-256 " in done.output
    faults = json.loads(told.output)["faults"]
    assert {fault["file"] for fault in faults} == {"bulletin.en.html", "roots.json", "manifest.json"}
    assert {fault["place"] for fault in faults if fault["file"] == "roots.json"} == {"outputs", "all"}


def test_what_is_no_release_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSFOOT_VAR", raising=False)
    done = run(str(tmp_path / "nothing"))
    assert isinstance(done.exception, UsageError)
    assert "is no folder. Name the folder of a release, as var/releases/2026-01." in str(done.exception)


def test_what_agreed_is_read_again_when_it_is_asked_for(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSFOOT_VAR", str(tmp_path))
    told = [run(str(copied), *more).output for more in ([], [], ["--anew"])]
    assert ["an earlier verification" in text for text in told] == [False, True, False]
