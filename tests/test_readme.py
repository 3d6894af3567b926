"""The README's commands: each is run by continuous integration, or by the test that is named here."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN_BY_CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
RUN_BY_A_TEST = {"make ui": "tests/assets/test_launcher.py"}


def commands() -> list[str]:
    """List the commands in the README's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_every_command_is_run() -> None:
    lines = {line.strip() for line in RUN_BY_CI.splitlines()}
    assert len(commands()) >= 7
    for command in commands():
        if command in RUN_BY_A_TEST:
            assert (ROOT / RUN_BY_A_TEST[command]).is_file()
        else:
            assert command in lines, f"{command} is in the README and .ci/run does not run it"


def test_every_file_that_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
    folders = re.findall(r"^\| `([a-z_]+/)`", README, re.MULTILINE)
    assert [name for name in folders if name != "var/" and not (ROOT / name).is_dir()] == []
