"""The file of a release that lists its printed numbers, a row each time a number stands on a page."""

from collections.abc import Mapping
from typing import Any

NUMBERS_FILE = "published_number.csv"
BESIDE = "methodology/"
"""The sections of pages beside the bulletin, those of the indicators, begin so."""


_OF_OTHERS = ("previous", "by_", "vintage ", "revision")
"""Facets that begin so are of another issue or vintage, or a difference from one."""


def is_own(facet: str) -> bool:
    """Tell whether a facet is what an issue states itself, and not what it sets beside that."""
    return not facet.startswith(_OF_OTHERS)


def is_beside(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is of a page beside the bulletin."""
    return str(row["section"]).startswith(BESIDE)
