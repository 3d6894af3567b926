"""Hashes and tables have processes of their own where that saves time, and the report is the same."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.sealed.forgery import a_binding, a_figure, an_observation, forging

ALONE = """
import json, sys
from pathlib import Path
from pipeline.sealed import verify as verifying
if sys.argv[2] == "here":
    verifying.gains_beside = lambda: False
report = verifying.verify(Path(sys.argv[1]))
print(json.dumps([report.as_json(), "polars" in sys.modules, verifying.gains_beside()]))
"""


def alone(folder: Path, where: str) -> list[Any]:
    """Verify by a process of its own: the report, whether it loaded Polars, whether it would copy itself."""
    command = [sys.executable, "-c", ALONE, str(folder), where]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: list[Any] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(os.cpu_count() == 1, reason="one processor: everything is done by one process")
def test_a_whole_release_and_a_changed_one_are_told_alike(copied: Path) -> None:
    files = [path for path in copied.rglob("*") if path.is_file()]
    hashes = {
        path.relative_to(copied).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    whole, loaded, gains = alone(copied, "beside")
    assert (whole["agrees"], loaded, gains) == (True, False, True)
    assert alone(copied, "here") == [whole, True, False]
    with forging(copied, hashes) as forger:
        for change in (a_binding, a_figure, an_observation):
            change(forger, Random(7))
        told = alone(copied, "beside")[0]
        assert alone(copied, "here")[0] == told
    assert {"published_number.csv", "evidence/observation.csv"} <= {one["file"] for one in told["faults"]}
