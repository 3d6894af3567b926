"""The start of the command line: a plain `verify` needs no parser, and is the same as through it."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from assets import start
from assets.cli import app
from pipeline.errors import Exit
from pipeline.project import locate
from pipeline.sealed.report import Report

LOADED = """
import sys
from assets import start
sys.argv = ["crossfoot", *sys.argv[1:]]
try:
    start.main()
finally:
    print(*(name for name in ("typer", "pydantic", "polars", "dagster") if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("verify a", {}),
        ("verify a --anew", {"anew": True}),
        ("verify --json a --full", {"as_json": True, "full": True}),
        ("verify --anew --anew a", {"anew": True}),
        ("verify", None),
        ("verify a b", None),
        ("verify a --help", None),
        ("verify a --ledger b", None),
        ("verify a --ledger=b", None),
        ("verify -- a", None),
        ("verify --an a", None),
        ("run a", None),
        ("", None),
    ],
)
def test_plain_words_are_a_folder_and_switches(words: str, asked: dict[str, bool] | None) -> None:
    assert start.plain(words.split()) == (None if asked is None else (Path("a"), asked))


def test_the_switches_are_those_of_the_command() -> None:
    command = get_command(app).commands["verify"]  # type: ignore[attr-defined]
    flags = {
        option: one.name for one in command.params if getattr(one, "is_flag", False) for option in one.opts
    }
    assert {option: name for option, name in flags.items() if option != "--help"} == start.SWITCHES


@pytest.fixture
def collected() -> Iterator[None]:
    """Have what waits to be freed looked for again, which a command that ends with its report does not."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("words", [[], ["--anew"], ["--json"], ["--full", "--anew"]])
def test_both_ways_ask_for_the_same(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def verify(folder: Path, **named: object) -> Report:
        asked.append((folder, named))
        report = Report("2026-01.1")
        report.add("a.csv", "", "this", "that")
        return report

    monkeypatch.setattr("assets.verified.verify", verify)
    monkeypatch.setattr(sys, "argv", ["crossfoot", "verify", str(tmp_path), *words])
    with pytest.raises(SystemExit) as ended:
        start.main()
    through = CliRunner().invoke(app, ["verify", str(tmp_path), *words])
    assert (ended.value.code, capsys.readouterr().out) == (Exit.FAILED, through.output)
    assert through.exit_code == Exit.FAILED
    assert asked[0] == asked[1]


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, Exit.FAILED)])
def test_an_end_from_outside_says_nothing(error: type[BaseException], code: int, tmp_path: Path) -> None:
    broken = f"import assets.verified as v\ndef verify(*_, **__): raise {error.__name__}\nv.verify = verify\n"
    command = [sys.executable, "-c", broken + LOADED, "verify", str(tmp_path)]
    done = subprocess.run(command, cwd=locate().root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")


def test_a_plain_call_loads_no_parser_and_says_what_is_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOADED, "verify", str(tmp_path / "none")]
    surroundings = {**os.environ, "CROSSFOOT_VAR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=locate().root, env=surroundings, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (Exit.USAGE, "\n")
    example = tmp_path / "releases" / "2026-01"
    assert done.stderr.endswith(f"is no folder. Name the folder of a release, as {example}.\n")
