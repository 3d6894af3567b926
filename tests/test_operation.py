"""The page on operation: its commands are run by continuous integration, its limits are those of the code."""

import re

import pytest
import yaml

from assets.served import MOST_RESTARTS, RESTARTS_WITHIN
from pipeline.errors import Exit
from pipeline.leftovers import ALONE_SECONDS
from pipeline.locks import RUN_WAIT_SECONDS
from pipeline.machine import FREE_MEGABYTES
from tests.test_readme import ROOT, RUN_BY_A_TEST, RUN_BY_CI

PAGE = " ".join((ROOT / "docs" / "operation.md").read_text(encoding="utf-8").split())
SETTINGS = yaml.safe_load((ROOT / "assets" / "dagster.yaml").read_text(encoding="utf-8"))
MONITORING = SETTINGS["run_monitoring"]


def test_every_command_is_run() -> None:
    blocks = re.findall(
        r"```sh\n(.*?)```", (ROOT / "docs" / "operation.md").read_text(encoding="utf-8"), re.DOTALL
    )
    found = [line.strip() for block in blocks for line in block.splitlines()]
    assert len(found) >= 4
    run = {line.strip() for line in RUN_BY_CI.splitlines()} | set(RUN_BY_A_TEST)
    assert [command for command in found if command not in run] == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"after {RUN_WAIT_SECONDS // 3600} hours gives up with exit code {Exit.BUSY:d}",
        f"already runs (exit code {Exit.BUSY:d}, of which make says `Error {Exit.BUSY:d}`)",
        f"ends {MOST_RESTARTS + 1} times within a minute is given up: exit code {Exit.ENVIRONMENT:d}",
        f"within {MONITORING['poll_interval_seconds']} seconds: they fail with a sentence",
        f"does not end within {MONITORING['cancel_timeout_seconds']} seconds it is called cancelled",
        f"the disk of `var/` has less than {FREE_MEGABYTES} MB free",
        f"does not start within {MONITORING['start_timeout_seconds']} seconds fails",
    ],
)
def test_a_limit_is_that_of_the_code(sentence: str) -> None:
    assert sentence in PAGE


def test_spans_of_time_are_those_of_the_code() -> None:
    assert (RESTARTS_WITHIN, ALONE_SECONDS) == (60, 600)
    assert "ten minutes have passed" in PAGE
    assert SETTINGS["run_retries"]["max_retries"] == 1
    assert "is begun once more by itself" in PAGE
