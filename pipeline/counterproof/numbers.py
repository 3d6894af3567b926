"""Reads a printed number back: separators of the language, sign, decimals; and rounds on its own."""

import re
from decimal import Decimal
from functools import cache, lru_cache

DECIMAL_SIGN = {"en": ".", "az": ",", "ru": ","}
"""The sign before the decimals; thousands are parted by a narrow no-break space in all three languages."""
THOUSANDS = "\u202f"
MINUS = "\u2212"
KEPT = 1 << 16
"""So many texts and values are read once each: a release prints most of its numbers several times."""


@cache
def number_pattern(lang: str) -> re.Pattern[str]:
    """Return the one form that a number may have in a language: whole part in threes, decimals, sign."""
    mark = re.escape(DECIMAL_SIGN[lang])
    return re.compile(
        rf"(?P<sign>[+{MINUS}]?)(?P<whole>0|[1-9]\d{{0,2}}(?:{THOUSANDS}\d{{3}})*)(?:{mark}(?P<part>\d+))?",
        re.ASCII,
    )


@lru_cache(maxsize=KEPT)
def read_number(text: str, lang: str) -> tuple[Decimal, int] | None:
    """Return value and decimals of a printed number, or nothing where it has not the form of the language."""
    found = number_pattern(lang).fullmatch(text)
    if found is None:
        return None
    whole, part = found["whole"].replace(THOUSANDS, ""), found["part"] or ""
    digits = int(whole + part)
    if digits == 0 and found["sign"]:
        return None
    return _exact(digits, -len(part), negative=found["sign"] == MINUS), len(part)


@lru_cache(maxsize=KEPT)
def rounded(value: Decimal, places: int) -> Decimal:
    """Round half away from zero with whole numbers alone; exact at any size."""
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    whole, below = value.as_integer_ratio()
    units = (2 * abs(whole) * 10**places + below) // (2 * below)
    return _exact(units, -places, negative=value.is_signed())


def _exact(digits: int, exponent: int, *, negative: bool) -> Decimal:
    """Make a decimal of whole digits and a power of ten, at any length."""
    return Decimal(f"{'-' if negative else ''}{digits}E{exponent}")
