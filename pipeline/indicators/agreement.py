"""When a stored figure agrees with a second calculation that is not rounded.

Two calculations that are both rounded can part by a unit of the last decimal where the number lies halfway
between two figures, although they are as near to each other as arithmetic goes. So the second is left
unrounded, and a figure agrees where it is the nearest one that so many decimals can hold: half a unit of the
last decimal at most. Where the first is calculated in binary fractions, the two may lie `SHORT` of a unit
further apart; where both are exact, no further. A figure that is moved by one unit does not pass, unless it
lies so near to halfway that the one is as near as the other.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from pipeline.decimals import PLACES
from pipeline.methods.binary import decimals_held

SHORT: Final = Fraction(1, 20)
"""Of a unit of the last decimal: how far a binary calculation may be from the exact number."""
EXACT: Final = Fraction(1, 10**30)
"""The same of one in decimals of many digits."""
_ROOM: Final = Decimal("1.000000000001")
"""A size that is a power of ten, or a little below it, has the decimals of those above."""


def is_nearest(stored: Decimal, second: Fraction, places: int = PLACES, short: Fraction = EXACT) -> bool:
    """Tell whether no figure with so many decimals lies nearer to the second calculation.

    >>> [is_nearest(Decimal(text), Fraction(2, 3), 4) for text in ("0.6666", "0.6667", "0.6668")]
    [False, True, False]
    """
    # In whole numbers, three times as fast as in fractions.
    above, below = stored.as_integer_ratio()
    apart = abs(above * second.denominator - second.numerator * below) * 10 ** max(places, 0)
    unit = below * second.denominator * 10 ** max(-places, 0)
    return bool(2 * apart * short.denominator <= unit * (short.denominator + 2 * short.numerator))


def places_of(size: Fraction) -> int:
    """Give the decimals that are kept of a figure of some size that is calculated in binary fractions."""
    return decimals_held(Decimal(size.numerator) / Decimal(size.denominator) * _ROOM)
