"""From a printed number back to its exact value, so that a workbook holds the very number of the page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import facet_value
from pipeline.bulletin.model import Printed
from pipeline.errors import StopRuleError
from pipeline.present import MINUS, PADDING, STYLES, round_half_away

SHEET_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; one with more is written as text, digit by digit."""


def printed_value(printed: Printed, lang: str, by_id: Mapping[str, Mapping[str, Any]]) -> Decimal:
    """Return the rounded value that a number was printed from, with the decimals that it was printed with.

    Raises StopRuleError where it is not the value of its cell, rounded half away from zero.
    """
    style = STYLES[lang]
    text = printed.text.strip(PADDING).replace(style.thousands, "").replace(style.decimal, ".")
    value = Decimal(text.replace(MINUS, "-").removeprefix("+"))
    cell = dict(by_id.get(printed.cell_id, {}))
    exact = facet_value(cell, printed.facet) if _has(cell, printed.facet) else value
    if round_half_away(exact, places_in(value)) != value:
        raise StopRuleError(
            f"The number {printed.number_id} is printed as {printed.text}, and {printed.facet} of its cell "
            f"{printed.cell_id} is {exact}. A workbook is not written from another number than that of the "
            "page: mend what composes it."
        )
    return value


def _has(cell: Mapping[str, Any], facet: str) -> bool:
    """Tell whether a cell as it is kept has a facet; some are put to it for one table."""
    by_width = facet in ("lo", "hi") and cell.get("half_width") is not None
    return cell.get(facet) is not None or by_width


def places_in(value: Decimal) -> int:
    """Count the decimals of a number."""
    return max(0, -int(value.as_tuple().exponent))


def fits_a_sheet(value: Decimal) -> bool:
    """Tell whether a spreadsheet keeps every digit of a number."""
    return len(bare(value).lstrip("-").replace(".", "").strip("0")) <= SHEET_DIGITS


def bare(value: Decimal) -> str:
    """Write every digit of a number and no zeros at its end; its own arithmetic would round to 28 digits."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number_format(value: Decimal, *, signed: bool = False) -> str:
    """Return the number format that shows the decimals of a number, and its sign where a rise has one."""
    places = places_in(value)
    shown = "#,##0" + ("." + "0" * places if places else "")
    return f"+{shown};-{shown};{shown}" if signed else shown
