"""Tables are checked in a process beside where that saves time, and the report is the same."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pipeline.bulletin.worker import Worker
from pipeline.errors import CrossfootError
from pipeline.sealed import verify as verifying
from pipeline.sealed.verify import verify
from tests.sealed.forgery import a_binding, a_figure, an_observation, forging

ALONE = """
import sys
from pathlib import Path
from pipeline.sealed.verify import verify
report = verify(Path(sys.argv[1]), kept=Path(sys.argv[2]))
print(len(report.faults), sum(report.checked.values()), "polars" in sys.modules)
"""


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have the tables checked beside; note what is asked there."""
    asked: list[str] = []
    call = Worker.call

    def noted(worker: Worker, function: object, *given: object) -> object:
        asked.append(getattr(function, "__name__", ""))
        return call(worker, function, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(verifying, "gains_beside", lambda: True)
    monkeypatch.setattr(Worker, "call", noted)
    return asked


def test_a_whole_release_and_a_changed_one_are_told_alike(copied: Path, beside: list[str]) -> None:
    files = [path for path in copied.rglob("*") if path.is_file()]
    hashes = {
        path.relative_to(copied).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    told = [verify(copied).as_json()]
    with forging(copied, hashes) as forger:
        for change in (a_binding, a_figure, an_observation):
            change(forger, Random(7))
        told.append(verify(copied).as_json())
        assert beside == ["read_tables"] * 2
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(verifying, "gains_beside", lambda: False)
            here = verify(copied).as_json()
    assert (told[0]["agrees"], told[1]) == (True, here)
    assert {"published_number.csv", "evidence/observation.csv"} <= {one["file"] for one in here["faults"]}
    assert beside == ["read_tables"] * 2


def test_what_a_process_could_not_do_is_done_here(
    copied: Path, beside: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = verify(copied).as_json()

    def died(*_: object) -> object:
        raise CrossfootError("It ended without a result.")

    monkeypatch.setattr(Worker, "call", died)
    assert verify(copied).as_json() == whole
    assert beside == ["read_tables"]


@pytest.mark.skipif(os.cpu_count() == 1, reason="one processor: everything is done by one process")
def test_a_process_that_starts_with_it_never_loads_what_reads_tables(copied: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ALONE, str(copied), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
    faults, count, loaded = done.stdout.split()
    assert (faults, loaded) == ("0", "False")
    assert int(count) == sum(verify(copied).checked.values())
