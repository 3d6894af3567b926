"""A whole month, from the deliveries to the sealed folder, made twice where nothing around it is alike."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.choice import EVERY, NONE
from pipeline.engine import THREADS_VARIABLE
from pipeline.identity import file_hash
from pipeline.project import locate

ROOT = locate().root
OF_THE_RUN = {"certificate.json", "SHA256SUMS"}
"""What says on which machine a month was made, and the list of hashes that names it."""
OFFICE, MONTH = "karabakh", "2026-01"
RUN = """
import sys
from pipeline import stages
from pipeline.choice import choose
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import locate
office, month = load_office(locate(), sys.argv[1]), Month.parse(sys.argv[2])
stages.run_month(office, month, with_bulletin=False)
stages.publish(office, month, choice=choose(sys.argv[4:], [sys.argv[3]]))
"""


@dataclass(frozen=True)
class Surroundings:
    """What a process finds around it: a folder to work in, the rights of new files, its environment."""

    folder: str
    umask: int
    environment: dict[str, str]


QUIET = Surroundings(
    "first",
    0o022,
    {
        "PYTHONHASHSEED": "1",
        "TZ": "Asia/Baku",
        "LC_ALL": "C.UTF-8",
        "POLARS_MAX_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        THREADS_VARIABLE: "1",
    },
)
HOSTILE = Surroundings(
    "folder of another name, q\u0259",
    0o077,
    {
        "PYTHONHASHSEED": "4294967295",
        "TZ": "America/St_Johns",
        # No letter beyond ASCII in the files of this locale, so that each encoding has to be said.
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "POLARS_MAX_THREADS": "4",
        "OMP_NUM_THREADS": "4",
        THREADS_VARIABLE: "7",
        "SOURCE_DATE_EPOCH": "1",
        "FONTCONFIG_FILE": "/nowhere/fonts.conf",
        "HOME": "/nowhere",
        "USER": "somebody",
        "HOSTNAME": "elsewhere",
        "COLUMNS": "20",
        "PYTHONOPTIMIZE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    },
)


def _make(around: Surroundings, base: Path, *choice: str) -> dict[str, str]:
    """Make the month in a process of its own; return the hash of each file of the release, by name."""
    folder = base / around.folder
    folder.mkdir()
    results = base / f"results {around.umask}"
    environment = {**os.environ, **around.environment, "CROSSFOOT_VAR": str(results)}
    made = subprocess.run(
        [sys.executable, "-c", RUN, OFFICE, MONTH, *choice],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        umask=around.umask,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode(errors="replace")
    release = results / "releases" / MONTH
    files = [path for path in release.rglob("*") if path.is_file() and path.name not in OF_THE_RUN]
    return {path.relative_to(release).as_posix(): file_hash(path) for path in files}


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param((NONE, "en"), id="one publication"),
        # Both languages of another script and every territory: two minutes of processor time.
        pytest.param((EVERY,), id="the whole family", marks=pytest.mark.long),
    ],
)
def test_a_month_made_twice_has_the_same_bytes(choice: tuple[str, ...], tmp_path: Path) -> None:
    quiet, hostile = (_make(around, tmp_path, *choice) for around in (QUIET, HOSTILE))
    assert {"bulletin.en.pdf", "bulletin.en.html", "manifest.json", "cells.csv"} <= set(quiet)
    assert ("bulletin.ru.pdf" in quiet) == (choice[0] == EVERY)
    assert len(quiet) > 40
    unlike = sorted(name for name in quiet.keys() | hostile.keys() if quiet.get(name) != hostile.get(name))
    assert unlike == []
