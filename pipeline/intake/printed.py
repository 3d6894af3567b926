"""What a printed number says of its own precision."""

import re
from decimal import Decimal

MAX_INTEGER_DIGITS = 16
MAX_DECIMALS = 6
"""Limits of a delivered value. Past them the line is quarantined: nothing in the field needs more."""

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DECIMALS = re.compile(r"[.,](\d+)\D*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\D*(\d[\d\s]*)(?:[.,](\d{1,6}))?\D*")
_MAX_SHIFT = 12
_BASE_UNITS = {"AZN", "USD", "m2"}


def read_value(text: str) -> Decimal | None:
    """Read a plain decimal such as -14.1 within the limits; None when it is anything else."""
    if not _PLAIN.fullmatch(text):
        return None
    integers, _, decimals = text.lstrip("-").partition(".")
    if len(integers) > MAX_INTEGER_DIGITS or len(decimals) > MAX_DECIMALS:
        return None
    return Decimal(text)


def printed_step(printed: str, value: Decimal, unit: str) -> Decimal | None:
    """Return the unit of the last printed place, in the unit as written.

    The digits printed, read as one number, are the value times a power of ten; that power is the
    step. '13,048' of value 13.048 has the step 0.001, '240 min' of value 240000 the step 1000. Where a
    scale word splits the number, zeros may be left out ('1 milyard 67,4 milyon'): its two parts make the
    value. A long amount in a base unit ('7,395,500,000 AZN') is taken to be printed to its last
    digit that is not zero. None when the digits do not make the value: printed text and value disagree.
    """
    digits = re.sub(r"\D", "", printed)
    if not digits:
        return _step_of_words(value)
    if int(digits) == 0 or value == 0:
        return _step_of_zero(printed) if int(digits) == value else None
    step = _step_of_parts(printed, value) or _step_of_digits(int(digits), value)
    return _significant(value, step) if step and unit in _BASE_UNITS else step


def _step_of_words(value: Decimal) -> Decimal:
    """Return the step of a number written as a word: it is a whole number."""
    return Decimal(1) if value == value.to_integral_value() else Decimal(1).scaleb(_exponent(value))


def _step_of_zero(printed: str) -> Decimal:
    """Return the step of a zero: the last of the decimals printed, else one."""
    decimals = _DECIMALS.search(printed)
    return Decimal(1).scaleb(-min(len(decimals[1]), MAX_DECIMALS)) if decimals else Decimal(1)


def _step_of_digits(digits: int, value: Decimal) -> Decimal | None:
    """Return the power of ten by which the digits make the value, if there is one."""
    millionths = int(abs(value).scaleb(MAX_DECIMALS))
    for places in range(-_MAX_SHIFT, MAX_DECIMALS + 1):
        if digits * 10 ** (MAX_DECIMALS - places) == millionths:
            return Decimal(1).scaleb(-places)
    return None


def _step_of_parts(printed: str, value: Decimal) -> Decimal | None:
    """Return the step of a number in two parts, each before a scale word, if they make the value."""
    parts = [_PART.fullmatch(part) for part in _LETTERS.split(printed) if re.search(r"\d", part)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or parts[0][2]:
        return None
    decimals = parts[1][2] or ""
    high, low = (int("".join(text.split())) for text in (parts[0][1], parts[1][1] + decimals))
    for thousands in (1000, 1_000_000):
        whole = high * thousands * 10 ** len(decimals) + low
        step = _step_of_digits(whole, value)
        if step is not None and low < thousands * 10 ** len(decimals):
            return step
    return None


def _significant(value: Decimal, step: Decimal) -> Decimal:
    """Widen the step to the last digit that is not zero, for amounts of a million and more."""
    if step != 1 or abs(value) < 1_000_000:
        return step
    trailing = len(str(int(abs(value)))) - len(str(int(abs(value))).rstrip("0"))
    return Decimal(1).scaleb(trailing)


def _exponent(value: Decimal) -> int:
    """Return the exponent of a finite number."""
    return int(value.as_tuple().exponent)
