"""A figure as the site prints it: with the digits that its interval allows, or as its interval."""

from decimal import Decimal

from pipeline.bulletin.binding import Cell, is_wide, printed_places
from pipeline.bulletin.pages.presentations import is_change, most_places
from pipeline.present import present
from pipeline.site.names import Names


def figure(cell: Cell, names: Names) -> str:
    """Print a figure with the digits that its interval allows, or its interval."""
    most, signed = most_places(cell), is_change(cell["transformation"])
    if is_wide(cell):
        ends = [_end(cell, name) for name in ("lo", "hi")]
        places = printed_places({**cell, "lo": ends[0], "hi": ends[1]}, "hi", most)
        low, high = (present(end, places, names.lang, signed=signed) for end in ends)
        return names.say("interval", low=low, high=high)
    return present(Decimal(cell["value"]), printed_places(cell, "value", most), names.lang, signed=signed)


def _end(cell: Cell, name: str) -> Decimal:
    """Return an end of a figure's interval."""
    if cell[name] is not None:
        return Decimal(cell[name])
    sign = -1 if name == "lo" else 1
    return Decimal(cell["value"]) + sign * Decimal(cell["half_width"])
