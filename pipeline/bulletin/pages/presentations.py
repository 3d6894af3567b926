"""What the presentations of a figure are called, in which order they stand, and what their signs mean."""

from collections.abc import Iterable

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.figure import figure_name
from pipeline.decisions.mark import WORDS as DECIDED
from pipeline.indicators.catalogue import Indicator

TITLES = {
    "ytd": "Year to date",
    "month": "Month, as stated",
    "flow": "Month",
    "span": "Several months",
    "growth_published": "Change as published",
    "ytd_change": "Year to date, change on the year before",
    "flow_change": "Month, change on the same month a year before",
    "flow_change_on_month": "Month, change on the month before",
    "ytd_contribution": "Year to date, contribution to the country's change",
    "flow_contribution": "Month, contribution to the country's change",
    "flow_index": "Month, index on the same month a year before",
    "ytd_index": "Year to date, index on the year before",
    "flow_multiple": "Month, times the same month a year before",
    "ytd_multiple": "Year to date, times the year before",
    "flow_index_move": "Month, move of the index since the month before",
    "flow_month_effect": "Month, part of the move by this month",
    "flow_base_effect": "Month, base effect",
    "ytd_deflator": "Year to date, implied deflator",
    "flow_release": "Month, within one release",
    "flow_latest": "Month, of the latest vintages",
    "flow_sa": "Month, seasonally adjusted",
    "flow_sa_change_on_month": "Month, seasonally adjusted, change on the month before",
    "flow_trend": "Month, trend-cycle",
    "flow_benchmarked": "Month, benchmarked to annual figures",
    "flow_real": "Month, chain-linked volume",
    "flow_real_discrepancy": "Month, volume of the country less that of its regions",
    "difference": "Annual figure less the year to date",
    "stock": "Stock at the date",
    "event": "Event",
    "target": "Planned",
    "reported": "As reported",
    "stated": "As stated",
    "share": "Share",
    "month_share": "Share, month",
    "ratio": "Ratio",
    "pace": "Pace",
    "sum": "Sum of the parts",
    "revision": "Revision since the first figure",
    "change_pct": "Change from the figure before",
    "n": "Number of revisions",
    "mr": "Mean revision",
    "mar": "Mean absolute revision",
    "rmar_pct": "Relative mean absolute revision",
    "rmar_base": "Denominator of the relative mean absolute revision",
    "sd": "Standard deviation of revisions",
    "positive_pct": "Share of positive revisions",
    "same_sign_pct": "Sign agreement",
    "lag": "Lag of the Newey-West standard error",
    "t": "Bias test, t",
    "p": "Bias test, p",
    "unlisted": "As delivered",
}
"""The presentations in the order of columns; another one is called by its name."""
STATUSES = {
    "A": "normal: stated by the producer or computed from such figures",
    "B": "first figure after a break in the series",
    "E": "estimated",
    "P": "provisional",
    "U": "withheld: in no total, chart or main point",
    "V": "reported by a publisher and not confirmed by the producer",
}
FLAGS = {
    "BREAK": "the two figures that are compared lie on both sides of a break in the series",
    "GAP": "the months between two known figures in one flow, never split",
    "MULTIPLE": "the later figure is more than three times the earlier one",
    "NEGATIVE": "the later year-to-date figure is smaller than the earlier one",
    "NEG_WITHIN_ROUNDING": "smaller by no more than rounding explains",
    "PREV_REVISED_LATER": "the earlier figure became known after the later one: mixed vintages",
    "ZERO": "the figure repeats the earlier one",
    **DECIDED,
}
_UNITS = {"PP": "percentage points"}
"""Units that are called so where an office has no word of its own for them."""
_SIGNED = (
    "_change",
    "change_",
    "growth",
    "contribution",
    "revision",
    "effect",
    "move",
    "discrepancy",
    "difference",
)
_SAID_BY_DATE = ("week", "on", "due", "span", "figure", "parts_of")
"""Parts of a breakdown that the reference period says, or that name a single figure."""


def title(transformation: str) -> str:
    """Call a presentation by its words."""
    return TITLES.get(transformation, transformation.replace("_", " ").capitalize())


def order(transformation: str) -> tuple[int, str]:
    """Return the key by which presentations stand beside each other."""
    names = list(TITLES)
    return (names.index(transformation) if transformation in TITLES else len(names)), transformation


def is_change(transformation: str) -> bool:
    """Tell whether a presentation is a change, which is printed with its sign."""
    return any(word in transformation for word in _SIGNED)


def unit(material: Material, made: Indicator, code: str) -> str:
    """Return a unit as printed in the head of a column; one without a word is called as in the header.

    That is the unit of ratios and of what no code list knows; another one is called by its code.
    """
    known = material.labels.get(("unit", code))
    in_header = made.nature == "ratio" or code.startswith("_")
    return known or (made.unit if in_header else _UNITS.get(code, code.replace("_", " ").lower()))


def most_places(cell: Cell) -> int:
    """Return the decimals to print at most: counts have none."""
    return 0 if cell["unit_code"] == "COUNT" else 1


def breakdown(page: Page, cell: Cell) -> str:
    """Name what a figure is a part of, empty for a total; a single figure by its measure."""
    material = page.material
    parts = [part.partition("=") for part in str(cell["breakdown"]).split(";") if "=" in part]
    if any(key == "figure" for key, _, name in parts if name in material.observations):
        return figure_name(page, cell)
    return ", ".join(_part(material, key, value) for key, _, value in parts if key not in _SAID_BY_DATE)


def status(cells: Iterable[Cell]) -> str:
    """Write the observation status of figures in a row and the flags of their calculation."""
    listed = list(cells)
    letters = sorted({str(cell["obs_status"]) for cell in listed})
    flags = sorted({flag for cell in listed for flag in cell["flags"]})
    return "; ".join([", ".join(letters), *flags])


def publishers(page: Page, cells: Iterable[Cell]) -> str:
    """Name who publishes figures, each with the id of the source; of more than two the first two."""
    ids = sorted({name for cell in cells for name in page.material.source_ids(cell)})
    named = [f"{page.material.publisher(name)} ({name})" for name in ids]
    more = [f"{len(named) - 2} more"] if len(named) > 2 else []
    return "; ".join([*named[:2], *more])


def legend(page: Page, cells: Iterable[Cell]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Explain the signs that the figures of a page carry, and no others."""
    listed = list(cells)
    letters = sorted({str(cell["obs_status"]) for cell in listed})
    flags = sorted({flag for cell in listed for flag in cell["flags"]})
    return (
        *((symbol.mark, (symbol.meaning,)) for symbol in page.symbols()),
        *((f"Status {letter}", (STATUSES.get(letter, "as in SDMX CL_OBS_STATUS"),)) for letter in letters),
        *((flag, (FLAGS.get(flag, "as the method of calculation says"),)) for flag in flags),
    )


def _part(material: Material, key: str, value: str) -> str:
    """Name one part of a breakdown."""
    if key == "measure":
        return material.labels.get(("measure_short", value), value)
    known = material.labels.get(("breakdown", f"{key}={value}"))
    return known or f"{key} {value}".replace("_", " ")
