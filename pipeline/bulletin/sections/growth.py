"""Growth of the country's investment: three comparisons under their own heads, then base effects."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Block, Column, Paragraph, Points, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections import long_run, nothing, prices, shares_of_growth
from pipeline.language.phrase import month_of
from pipeline.month import Month

CODE = "fci"
MONTHS = 13
"""A year and its corresponding month before."""
FEWEST_ROWS = 3
"""With fewer months that can be compared, sentences stand in place of a table."""
EQUAL_INDEX = 100
"""The index of two equal figures."""
_COMPARISONS = (
    ("flow_change_on_month", True),
    ("flow_change", True),
    ("flow_index", False),
    ("flow_multiple", False),
    ("ytd_change", True),
    ("ytd_index", False),
    ("ytd_multiple", False),
)
"""What is compared and whether it has a sign; a message of the same name is the head of its column."""
_MULTIPLES = {"flow_change": "flow_multiple", "ytd_change": "ytd_multiple"}
_EFFECTS = ("flow_index_move", "flow_month_effect", "flow_base_effect")


def growth(page: Page) -> Section | None:
    """Write the section; without any figure of the country there is none."""
    material = page.material
    if not _has_figures(material):
        return nothing.left_out(page, "growth", _has_figures)
    page.binder.at("growth")
    months = [material.month.plus(-back) for back in range(MONTHS)]
    compared = [month for month in months if _grown(page, month)]
    blocks: list[Block] = []
    if len(compared) < FEWEST_ROWS:
        blocks += [Paragraph(page.say("growth-few")), Points(_sentences(page, material.month))]
    else:
        blocks += [Paragraph(page.say("growth-lead")), _table(page, compared), *_base_effects(page, months)]
    blocks += shares_of_growth.blocks(page)
    blocks += prices.blocks(page)
    blocks += long_run.blocks(page)
    return Section("growth", page.word("growth-title"), tuple(blocks))


def _has_figures(material: Material) -> bool:
    """Tell whether there is a figure of the country, or of the territory of an issue."""
    return bool(material.series(CODE, material.root, "ytd"))


def _grown(page: Page, month: Month) -> bool:
    """Tell whether a month has any comparison."""
    country = page.material.root
    return any(page.material.at(CODE, country, kind, month.first) for kind, _ in _COMPARISONS)


def _table(page: Page, months: list[Month]) -> Block:
    """Tabulate the comparisons of the last months: each kind and presentation under its own head."""
    material = page.material
    country = material.root
    cells = {
        (month, kind): material.at(CODE, country, kind, month.first)
        for month in months
        for kind, _ in _COMPARISONS
    }
    used = [one for one in _COMPARISONS if any(cells[month, one[0]] for month in months)]
    lines = [
        Line(
            (
                material.grammar.short_month(month.first),
                *(_entry(page, cells, month, kind, signed=signed) for kind, signed in used),
                CITED,
            )
        )
        for month in months
    ]
    notes = []
    with_index = any(kind.endswith("_index") for kind, _ in used)
    if with_index:
        notes.append(page.word("growth-note-index", equal=EQUAL_INDEX))
    if any(kind.endswith("_multiple") for kind, _ in used):
        notes.append(page.word("growth-note-times"))
    return page.table(
        page.word("growth-table" if with_index else "growth-table-change", place=page.place(country)),
        page.word("growth-table.subtitle"),
        _heads(page, [kind for kind, _ in used]),
        lines,
        notes=notes,
    )


def _heads(page: Page, kinds: list[str]) -> list[Column]:
    """Head a table of months by what is compared."""
    columns = [Column(page.word(f"growth-head-{kind}"), numeric=True) for kind in kinds]
    return [Column(page.word("head-month")), *columns, Column(page.word("head-source"))]


def _entry(
    page: Page, cells: dict[tuple[Month, str], Cell | None], month: Month, kind: str, *, signed: bool
) -> Value | str | None:
    """Return what stands in a cell: a change that is given as a multiple says so."""
    if kind in _MULTIPLES and cells[month, _MULTIPLES[kind]]:
        return page.word("growth-as-times")
    cell = cells[month, kind]
    return Value(cell, signed=signed) if cell else None


def _sentences(page: Page, month: Month) -> tuple[Text, ...]:
    """Say of each comparison of the month what it is, or which figure is not known."""
    before, year = month.plus(-1), month.plus(-12)
    return (
        _said(page, "growth-on-month", ("flow_change_on_month", "flow"), month, before),
        _said(page, "growth-on-year", ("flow_change", "flow"), month, year),
        _said(page, "growth-ytd-on-year", ("ytd_change", "ytd"), month, year),
    )


def _said(page: Page, message: str, kinds: tuple[str, str], month: Month, base: Month) -> Text:
    """Say one comparison, or why it is not there; `kinds` are those of the change and of its figures."""
    country = page.material.root
    change, figure = kinds
    cell = page.material.at(CODE, country, change, month.first)
    if cell:
        return page.say(message, change=page.flagged(cell, unit=" %", signed=True))
    this, that = month_of(month.first), month_of(base.first)
    lacking = [one for one in (month, base) if not page.material.at(CODE, country, figure, one.first)]
    if len(lacking) > 1:
        return page.say(f"{message}.neither", month=this, base=that)
    if lacking:
        return page.say(f"{message}.lacking", lacking=month_of(lacking[0].first))
    return page.say(f"{message}.rounding", base=that)


def _base_effects(page: Page, months: list[Month]) -> list[Block]:
    """Tabulate how the index on the year moved from month to month, and by which year's months.

    The effects are those of the country: the issue of another territory has none to speak of.
    """
    material = page.material
    country = material.root
    found = [month for month in months if material.at(CODE, country, "flow_base_effect", month.first)]
    if material.scope and not found:
        return []
    said = Paragraph(_effect_sentence(page, months[0]))
    if len(found) < FEWEST_ROWS:
        return [said]
    lines = []
    for month in found:
        cells = [material.at(CODE, country, kind, month.first) for kind in _EFFECTS]
        values: list[Entry] = [Value(cell, signed=True) if cell else None for cell in cells]
        lines.append(Line((material.grammar.short_month(month.first), *values, CITED)))
    table = page.table(
        page.word("growth-effects-table", place=page.place(country)),
        page.word("growth-effects-table.subtitle"),
        _heads(page, list(_EFFECTS)),
        lines,
        notes=(page.word("growth-effects-note"),),
    )
    return [said, table]


def _effect_sentence(page: Page, month: Month) -> Text:
    """Say of the month of the bulletin how its growth moved and by what, or what that needs."""
    country = page.material.root
    move, own, base = (page.material.at(CODE, country, kind, month.first) for kind in _EFFECTS)
    this, before = month_of(month.first), month_of(month.plus(-1).first)
    if not (move and own and base):
        return page.say("growth-no-effects", month=this, before=before)
    return page.say(
        "growth-effects",
        month=this,
        before=before,
        move=page.flagged(move, unit=f" {page.word('growth-percentage-points')}", signed=True),
        own=page.flagged(own, signed=True),
        base=page.flagged(base, signed=True),
    )
