"""Growth of the country's investment: three comparisons under their own heads, then base effects."""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Points, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections import long_run, prices, shares_of_growth
from pipeline.month import Month

TITLE = "Growth of investment"
CODE = "fci"
MONTHS = 13
"""A year and its corresponding month before."""
FEWEST_ROWS = 3
"""With fewer months that can be compared, sentences stand in place of a table."""
_COMPARISONS = (
    ("flow_change_on_month", "Month on the month before, change, %", True),
    ("flow_change", "Month on the same month a year before, change, %", True),
    ("flow_index", "Month on the same month a year before, index", False),
    ("flow_multiple", "Month on the same month a year before, times", False),
    ("ytd_change", "Year to date on the same months a year before, change, %", True),
    ("ytd_index", "Year to date on the same months a year before, index", False),
    ("ytd_multiple", "Year to date on the same months a year before, times", False),
)
_MULTIPLES = {"flow_change": "flow_multiple", "ytd_change": "ytd_multiple"}
AS_TIMES = "as times"
"""Stands for a change of more than threefold, which is given as a multiple in its own column."""


def growth(page: Page) -> Section | None:
    """Write the section; without any figure of the country there is none."""
    material = page.material
    country = material.root
    if not material.series(CODE, country, "ytd"):
        return None
    page.binder.at("growth")
    months = [material.month.plus(-back) for back in range(MONTHS)]
    compared = [month for month in months if _grown(page, month)]
    blocks: list[Block] = []
    if len(compared) < FEWEST_ROWS:
        blocks += [Paragraph((_WHY_FEW,)), Points(_sentences(page, material.month))]
    else:
        blocks += [Paragraph((_LEAD,)), _table(page, compared), *_base_effects(page, months)]
    blocks += shares_of_growth.blocks(page)
    blocks += prices.blocks(page)
    blocks += long_run.blocks(page)
    return Section("growth", TITLE, tuple(blocks))


_LEAD = (
    "Three comparisons stand apart, each under its own head: a month with the month before, a month with the "
    "same month of the previous year, and the year to date with the same months of the previous year. The "
    "last compares sums and is not the mean of monthly rates. The first holds the seasonal pattern too."
)
_WHY_FEW = (
    "Growth can be computed where the figures of both periods are known. For the month of this bulletin each "
    "comparison is given, or the reason why it is not."
)


def _grown(page: Page, month: Month) -> bool:
    """Tell whether a month has any comparison."""
    country = page.material.root
    return any(page.material.at(CODE, country, kind, month.first) for kind, _, _ in _COMPARISONS)


def _table(page: Page, months: list[Month]) -> Block:
    """Tabulate the comparisons of the last months: each kind and presentation under its own head."""
    country = page.material.root
    cells = {
        (month, kind): page.material.at(CODE, country, kind, month.first)
        for month in months
        for kind, _, _ in _COMPARISONS
    }
    used = [one for one in _COMPARISONS if any(cells[month, one[0]] for month in months)]
    lines = [
        Line(
            (
                words.short_month(month.first),
                *(_entry(cells, month, kind, signed=signed) for kind, _, signed in used),
                CITED,
            )
        )
        for month in months
    ]
    heads = [Column("Month"), *(Column(head, numeric=True) for _, head, _ in used), Column("Source")]
    notes = ["An index is 100 where the two figures are equal; a change is then 0."]
    if any(kind.endswith("_multiple") for kind, _, _ in used):
        notes.append(f"A change of more than threefold is given as a multiple; its change says '{AS_TIMES}'.")
    return page.table(
        f"Growth of investment, {page.material.name(country)}, as change and as index",
        "Values as reported, not adjusted for prices or seasonal effects; newest first",
        heads,
        lines,
        notes=notes,
    )


def _entry(
    cells: dict[tuple[Month, str], Cell | None], month: Month, kind: str, *, signed: bool
) -> Value | str | None:
    """Return what stands in a cell: a change that is given as a multiple says so."""
    if kind in _MULTIPLES and cells[month, _MULTIPLES[kind]]:
        return AS_TIMES
    cell = cells[month, kind]
    return Value(cell, signed=signed) if cell else None


def _sentences(page: Page, month: Month) -> tuple[Text, ...]:
    """Say of each comparison of the month what it is, or which figure is not known."""
    before, year = month.plus(-1), month.plus(-12)
    return (
        _said(page, "flow_change_on_month", "flow", "On the month before", month, before),
        _said(page, "flow_change", "flow", "On the same month of the previous year", month, year),
        _said(
            page,
            "ytd_change",
            "ytd",
            "Year to date on the same months of the previous year",
            month,
            year,
        ),
    )


_FIGURES = {"flow": "figure of the month alone", "ytd": "year-to-date figure"}


def _said(page: Page, kind: str, of: str, opening: str, month: Month, base: Month) -> Text:
    """Say one comparison, or why it is not there."""
    country = page.material.root
    cell = page.material.at(CODE, country, kind, month.first)
    if cell:
        return (f"{opening}: ", *page.flagged(cell, unit=" %", signed=True), ".")
    lacking = [one for one in (month, base) if not page.material.at(CODE, country, of, one.first)]
    if lacking:
        named = words.join([words.month(one.first) for one in lacking], "or")
        return (f"{opening}: not computed, no {_FIGURES[of]} is known for {named}.",)
    return (f"{opening}: not computed, the figure of {words.month(base.first)} is not above its rounding.",)


_EFFECTS = (
    ("flow_index_move", "Move of the index"),
    ("flow_month_effect", "By this year's months"),
    ("flow_base_effect", "By those of the year before"),
)


def _base_effects(page: Page, months: list[Month]) -> list[Block]:
    """Tabulate how the index on the year moved from month to month, and by which year's months."""
    country = page.material.root
    found = [month for month in months if page.material.at(CODE, country, "flow_base_effect", month.first)]
    said = _effect_sentence(page, months[0])
    if len(found) < FEWEST_ROWS:
        return [said]
    lines = []
    for month in found:
        cells = [page.material.at(CODE, country, kind, month.first) for kind, _ in _EFFECTS]
        values: list[Entry] = [Value(cell, signed=True) if cell else None for cell in cells]
        lines.append(Line((words.short_month(month.first), *values, CITED)))
    heads = [Column("Month"), *(Column(head, numeric=True) for _, head in _EFFECTS), Column("Source")]
    table = page.table(
        f"Base effects in the growth of investment, {page.material.name(country)}",
        "Percentage points; how the index on the same month a year before moved since the month before",
        heads,
        lines,
        notes=(
            "By this year's months: zero where the month is as the month before. By those of the year before "
            "(the base effect): zero where last year's month was as the month before it. The two sum to the "
            "move before rounding. Both hold the seasonal pattern, which cancels in their sum.",
        ),
    )
    return [said, table]


def _effect_sentence(page: Page, month: Month) -> Paragraph:
    """Say of the month of the bulletin how its growth moved and by what."""
    country = page.material.root
    move, own, base = (page.material.at(CODE, country, kind, month.first) for kind, _ in _EFFECTS)
    if not (move and own and base):
        return Paragraph((_no_base_effect(month),))
    text: Text = (
        f"From {words.month(month.plus(-1).first)} to {words.month(month.first)} the index on the same month "
        "of the previous year moved by ",
        *page.flagged(move, unit=" percentage points", signed=True),
        ": ",
        *page.flagged(own, signed=True),
        " came from the months of this year and ",
        *page.flagged(base, signed=True),
        " from those of the year before, the base effect.",
    )
    return Paragraph(text)


def _no_base_effect(month: Month) -> str:
    """Say why the month has no base effect."""
    this, before = words.month(month.first), words.month(month.plus(-1).first)
    return (
        f"No base effect is given for {this}: it needs the figures of {this} and {before} alone, and of the "
        "same two months a year before, each above its rounding."
    )
