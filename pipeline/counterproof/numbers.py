"""Reads a printed number back: separators of the language, sign, decimals; and rounds on its own."""

import re
from decimal import Decimal
from functools import cache, lru_cache

DECIMAL_SIGN = {"en": ".", "az": ",", "ru": ","}
"""The sign before the decimals; thousands are parted by a narrow no-break space in all three languages."""
THOUSANDS = "\u202f"
MINUS = "\u2212"
KEPT = 1 << 16
"""So many texts are read once each: a release prints most of its numbers several times."""


@cache
def number_pattern(lang: str) -> re.Pattern[str]:
    """Return the one form that a number may have in a language: whole part in threes, decimals, sign."""
    mark = re.escape(DECIMAL_SIGN[lang])
    return re.compile(
        rf"(?P<sign>[+{MINUS}]?)(?P<whole>0|[1-9]\d{{0,2}}(?:{THOUSANDS}\d{{3}})*)(?:{mark}(?P<part>\d+))?",
        re.ASCII,
    )


@lru_cache(maxsize=KEPT)
def read_number(text: str, lang: str) -> tuple[int, int] | None:
    """Return a printed number as whole units of its last decimal, and its decimals.

    None where it has not the form of the language.
    """
    found = number_pattern(lang).fullmatch(text)
    if found is None:
        return None
    sign, whole, part = found.groups()
    units = int(whole.replace(THOUSANDS, "") + (part or ""))
    if units == 0 and sign:
        return None
    return -units if sign == MINUS else units, len(part or "")


def rounded(value: Decimal, places: int) -> int:
    """Round half away from zero with whole numbers alone, exact at any size: units of the last decimal."""
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    whole, below = value.as_integer_ratio()
    units: int = (2 * abs(whole) * 10**places + below) // (2 * below)
    return -units if whole < 0 else units
