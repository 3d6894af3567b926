"""Compares at the precision that a table prints: our exact value, rounded as the table's was."""

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext

from pipeline.companions.numbers import places_in
from pipeline.reading.tables.figures import MAX_PLACES
from pipeline.reading.tables.grid import Cell as Sheet
from pipeline.reading.tables.number_format import read_format
from pipeline.reconcile.model import Cell, Theirs

_EXACT = Context(prec=80)


def to_step(value: Decimal, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Round a value to a multiple of a step, half away from zero.

    >>> to_step(Decimal("1406.25"), Decimal("0.1")), to_step(Decimal("-1450"), Decimal("100"))
    (Decimal('1406.3'), Decimal('-1500'))
    """
    with localcontext(_EXACT):
        return (value / step).quantize(Decimal(1), rounding) * step


def as_shown(theirs: Theirs, cell: Sheet) -> Theirs:
    """Return a figure at the decimals that its sheet shows, where the sheet holds more."""
    form = read_format(cell.format)
    if cell.kind != "number" or form.places < 0:
        return theirs
    held = places_in((Decimal(cell.value) * (100 if form.percent else 1)).normalize())
    if held > MAX_PLACES or held <= form.places:
        return theirs
    step = theirs.step.scaleb(held - form.places)
    return replace(theirs, value=to_step(theirs.value, step), step=step)


def is_equal(theirs: Theirs, value: Decimal) -> bool:
    """Tell whether our value, rounded as the table's, is the table's."""
    return to_step(value, theirs.step) == theirs.value


def is_cut(theirs: Theirs, value: Decimal) -> bool:
    """Tell whether our value, its further digits cut off, is the table's."""
    return to_step(value, theirs.step, ROUND_DOWN) == theirs.value


def is_within(theirs: Theirs, cell: Cell) -> bool:
    """Tell whether the table's value, as exact as it is printed, lies within what ours is known with."""
    bounds = interval(cell)
    return bounds is not None and bounds[0] <= theirs.value <= bounds[1]


def interval(cell: Cell) -> tuple[Decimal, Decimal] | None:
    """Return the ends of the interval that a cell is known with; None where it is not known."""
    if isinstance(cell.get("half_width"), Decimal):
        value, half = cell["value"], cell["half_width"]
        return value - half, value + half
    if isinstance(cell.get("lo"), Decimal) and isinstance(cell.get("hi"), Decimal):
        return cell["lo"], cell["hi"]
    return None
