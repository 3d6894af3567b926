"""The browser that pages are tested with."""

import os
import shutil

import pytest

PACKAGE = "chromium"
"""The Debian package that has the browser."""


def find_browser() -> str:
    """Return the browser; without one the test is left out on a person's machine, and fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sentence = f"There is no browser to test with. Install the Debian package {PACKAGE}."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
