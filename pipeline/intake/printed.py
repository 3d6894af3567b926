"""What a printed number says of its own precision."""

import re
from decimal import Decimal

MAX_INTEGER_DIGITS = 16
MAX_DECIMALS = 6
"""Limits of a delivered value. Past them the line is quarantined: nothing in the field needs more."""

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_LAST_DECIMALS = re.compile(r"\d[.,](\d{1,6})(?!.*\d)")
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
    step. '13,048' of value 13.048 has the step 0.001, '240 min' of value 240000 the step 1000. Where
    scale words split the number ('1 milyard 67,4 milyon') the last decimals say it. A long amount in
    a base unit ('7,395,500,000 AZN') is taken to be printed to its last digit that is not zero.
    None when the digits do not make the value: printed text and value then disagree.
    """
    digits = re.sub(r"\D", "", printed)
    if not digits:
        return _step_of_words(value)
    if value == 0 == int(digits):
        return _step_of_zero(printed)
    for places in range(-_MAX_SHIFT, _MAX_SHIFT + 1):
        step = Decimal(1).scaleb(-places)
        if int(digits) * step == abs(value):
            return _significant(value, step) if unit in _BASE_UNITS else step
    decimals = _LAST_DECIMALS.search(printed)
    if decimals and re.search(r"[^\W\d_]", printed):
        return Decimal(1).scaleb(-len(decimals[1]))
    return None


def _step_of_words(value: Decimal) -> Decimal:
    """Return the step of a number written as a word: it is a whole number."""
    return (
        Decimal(1)
        if value == value.to_integral_value()
        else Decimal(1).scaleb(int(value.as_tuple().exponent))
    )


def _step_of_zero(printed: str) -> Decimal:
    """Return the step of a printed zero, which is every power of ten times itself: its decimals say it."""
    decimals = _LAST_DECIMALS.search(printed)
    return Decimal(1).scaleb(-len(decimals[1])) if decimals else Decimal(1)


def _significant(value: Decimal, step: Decimal) -> Decimal:
    """Widen the step to the last digit that is not zero, for amounts of a million and more."""
    if step != 1 or abs(value) < 1_000_000:
        return step
    trailing = len(str(int(abs(value)))) - len(str(int(abs(value))).rstrip("0"))
    return Decimal(1).scaleb(trailing)
