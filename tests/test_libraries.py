"""Versions of what makes a release; what cannot be asked is empty."""

import platform
import re

import pytest

from pipeline import libraries
from pipeline.libraries import dotted, packages, software


def test_every_version_is_known_on_a_machine_that_prints() -> None:
    found = software()
    assert found[platform.python_implementation()] == platform.python_version()
    assert found.items() >= packages().items()
    for name in ("Pango", "HarfBuzz", "fontconfig"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", found[name])


def test_a_library_that_is_not_there_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_PANGO", "_FONTCONFIG"):
        monkeypatch.setattr(libraries, name, ("libnone.so.0",))
    found = software()
    assert (found["Pango"], found["fontconfig"]) == ("", "")


@pytest.mark.parametrize(("number", "text"), [(21501, "2.15.1"), (21401, "2.14.1"), (0, "")])
def test_a_version_that_is_a_number(number: int, text: str) -> None:
    assert dotted(number) == text
