"""The one place where a number becomes text for print."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from pipeline.decimals import PLACES

MINUS = "\u2212"
THIN_SPACE = "\u202f"
FIGURE_SPACE = "\u2007"
POINT_SPACE = "\u2009\u2009\u200a\u200a"
"""Two thin and two hair spaces: as wide as the decimal point of the bulletin's typeface."""
PADDING = FIGURE_SPACE + POINT_SPACE
MAX_PLACES = PLACES
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""More digits than a figure can have; the usual 28 would refuse the largest ones."""


@dataclass(frozen=True)
class Style:
    """Separators of a language."""

    decimal: str
    thousands: str


STYLES = {
    "en": Style(".", THIN_SPACE),
    "az": Style(",", THIN_SPACE),
    "ru": Style(",", THIN_SPACE),
}


def round_half_away(value: Decimal, places: int) -> Decimal:
    """Round once, half away from zero, whatever the size."""
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def present(
    value: Decimal, places: int, lang: str, *, signed: bool = False, align_to: int | None = None
) -> str:
    """Print a number with so many decimals in a language's separators.

    With `signed` a rise gets a plus. `align_to` pads to that many decimals with spaces of the width of
    digits, so that a column of differing precision stays aligned. Zero has no sign.
    """
    rounded = round_half_away(value, places)
    style = STYLES[lang]
    whole, _, fraction = format(rounded.copy_abs(), "f").partition(".")
    grouped = style.thousands.join(_groups(whole))
    text = grouped + (style.decimal + fraction if fraction else "")
    if rounded < 0:
        text = MINUS + text
    elif signed and rounded > 0:
        text = "+" + text
    return text + _padding(places, align_to)


def places_of(step: Decimal | None, most: int) -> int:
    """Return the decimals that a printed step supports, at most `most`; without a step, `most`."""
    if step is None or step <= 0:
        return most
    return max(0, min(most, -step.normalize().adjusted()))


def supported_places(half_width: Decimal | None, most: int) -> int:
    """Return the decimals that a half width supports: those of the first digit of the whole width."""
    return places_of(None if half_width is None else half_width * 2, most)


def _groups(whole: str) -> list[str]:
    """Split digits into groups of three from the right."""
    first = len(whole) % 3 or 3
    return [whole[:first], *(whole[start : start + 3] for start in range(first, len(whole), 3))]


def _padding(places: int, align_to: int | None) -> str:
    """Return the spaces that stand for missing decimals."""
    if align_to is None or align_to <= places:
        return ""
    return FIGURE_SPACE * (align_to - places) + ("" if places else POINT_SPACE)
