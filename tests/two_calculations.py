"""Reads docs/two-calculations.md: which transformations are derived, and which are as stated."""

import re

from pipeline.project import locate

ONCE = {"flow_sa", "flow_trend"}
"""The numbers of the program for seasonal adjustment."""


def listed_rows() -> list[str]:
    """List the rows of the table."""
    lines = _text().splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| transformation")]


def derived() -> set[str]:
    """Name the transformations in the first column."""
    return {name for row in listed_rows() for name in re.findall(r"`([a-z_]+)`", row.split("|")[1])}


def stated() -> set[str]:
    """Name the transformations that are selected as sources state them."""
    sentence = _text().partition("and not derived:")[2].partition(".\n")[0]
    return set(re.findall(r"`([a-z_]+)`", sentence))


def _text() -> str:
    return (locate().root / "docs" / "two-calculations.md").read_text(encoding="utf-8")
