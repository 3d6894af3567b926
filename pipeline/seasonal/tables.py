"""Reads the tables that the program saved: month and number a line, taken from their text once."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from pathlib import Path

from pipeline.decimals import PLACES
from pipeline.month import Month
from pipeline.seasonal.process import MOST_BYTES
from pipeline.seasonal.series import LARGEST

_NUMBER = r"[+-][0-9]\.[0-9]{15}E[+-][0-9]{2}"
_BODY = re.compile(rf"date\t[^\n]+\n[-\t]+\n((?:[0-9]{{6}}(?:\t{_NUMBER})+\n)+)")
_UNIT = Decimal(1).scaleb(-PLACES)
_NOTHING = Decimal(0).scaleb(-PLACES)
_LARGEST = LARGEST * 1000
"""Beyond it a component has nothing to do with the figures."""
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_WITHIN = 1e-8
"""Of the largest figure: factors are read to 10 decimals."""
_SMALLEST = 1e-1


class ProgramError(Exception):
    """What the program left cannot be used; its text says why."""


def read_text(path: Path) -> str:
    """Read a file of the program; a ProgramError where there is none, or it is too long or no text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProgramError(f"its file {path.suffix[1:]} has more than {MOST_BYTES} bytes")
        return path.read_bytes().decode("ascii")
    except FileNotFoundError:
        raise ProgramError(f"it did not write its table {path.suffix[1:]}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProgramError(f"its file {path.suffix[1:]} cannot be read") from error


def read_table(text: str, months: Sequence[Month], name: str) -> list[Decimal]:
    r"""Give the first number of each line as a decimal of 10 places, checking that every month is there.

    The program calculates in floats and prints 15 digits; each is converted once, from its text, half away
    from zero. Raises ProgramError for any other text, months or sizes.

    >>> table = "date\ta.d11\n------\t-----------------------\n202501\t+0.121720230114009E+03\n"
    >>> read_table(table, [Month(2025, 1)], "d11")
    [Decimal('121.7202301140')]
    """
    found = _BODY.fullmatch(text)
    if not found:
        raise ProgramError(f"its table {name} is not in the expected form")
    lines = found[1].split("\n")[:-1]
    if [line[:6] for line in lines] != _dates(months[0], len(months)):
        raise ProgramError(f"its table {name} is not for the months {months[0]} to {months[-1]}")
    numbers = [Decimal(line[7:29]) for line in lines]
    if max(map(abs, numbers)) > _LARGEST:
        raise ProgramError(f"its table {name} holds a number beyond the size of any figure taken")
    # A zero has no sign, whichever side it was rounded from.
    return [number.quantize(_UNIT, None, _EXACT) or _NOTHING for number in numbers]


def to_figure(number: Decimal) -> Decimal:
    """Round a number of the program to the decimals of a figure, half away from zero."""
    return number.quantize(_UNIT, None, _EXACT) or _NOTHING


def check_identity(
    original: Sequence[Decimal | None],
    adjusted: Sequence[Decimal],
    combined: Sequence[Decimal],
    *,
    is_log: bool,
    fault: str = "its tables do not give back the figures that it was given",
) -> None:
    """Refuse tables that do not give back the figures: adjusted and factor together are the figure.

    So are trend-cycle and irregular the adjusted figure, with `fault` to say that they are not.
    """
    levels, factors = list(map(float, adjusted)), list(map(float, combined))
    within = _WITHIN * max(*map(abs, levels), _SMALLEST)
    pairs = zip(original, levels, factors, strict=True)
    if is_log:
        apart = [abs(level * factor - float(value)) for value, level, factor in pairs if value is not None]
    else:
        apart = [abs(level + factor - float(value)) for value, level, factor in pairs if value is not None]
    if max(apart) > within:
        raise ProgramError(fault)


@lru_cache(maxsize=64)
def _dates(first: Month, count: int) -> list[str]:
    """Write months as the tables do; many series of a batch have the same."""
    return [f"{month.year:04d}{month.number:02d}" for month in first.to(first.plus(count - 1))]
