"""The file of a release that lists its printed numbers, a row each time a number stands on a page."""

from collections.abc import Mapping
from typing import Any

NUMBERS_FILE = "published_number.csv"
BESIDE = "methodology/"
"""The sections of pages beside the bulletin, those of the indicators, begin so."""


def is_beside(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is of a page beside the bulletin."""
    return str(row["section"]).startswith(BESIDE)
