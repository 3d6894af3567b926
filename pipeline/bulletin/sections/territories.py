"""Investment by territory: regions and districts, each with its last figure that is used."""

from collections import Counter
from datetime import date
from functools import partial

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section, Text
from pipeline.bulletin.order import by_name, by_span
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.construction_share import PART, SHARE, notes_on_shares, share_beside
from pipeline.bulletin.sections.coverage import coverage
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.tile_chart import tile_chart
from pipeline.bulletin.withheld import withheld_at
from pipeline.language.phrase import Listed, month_of

CHART_BARS = 16
MIN_BARS = 3
MOST_NAMED = 8
"""More territories without a figure are not named."""
SHORT_TABLE = 30
"""Up to so many territories every number is a link; a longer table links once a row."""
ANNEX_FROM = 31
MAX_EXCEPTIONS = 3
"""So many territories with a figure for another period than the rest are named in the text."""
_Kind = tuple[str, str, str, bool, int]
"""A column: indicator, transformation, the message of its head, whether it has a sign, decimals."""
MIN_COMPARED = 3
"""A column of comparisons with fewer figures is left out of the table; they are in the data."""


def territories(page: Page) -> Section | None:
    """Write the section on investment by territory, of the levels that fit a table in the text."""
    shown = _shown(page)
    if not shown:
        return None
    page.binder.at("territories")
    main = [
        cell for cell in shown if page.material.level(cell["territory_id"]) in ("group", "economic_region")
    ]
    body = shown if len(shown) < ANNEX_FROM else main
    blocks: list[Block] = [Paragraph(_lead(page, body))]
    for figure in (_bars(page, body), tile_chart(page), _contributions(page)):
        blocks += [figure] if figure else []
    blocks.append(_table(page, body))
    blocks += coverage(page)
    return Section("territories", page.word("territories-title"), tuple(blocks))


def districts(page: Page) -> Section | None:
    """Write the annex with every district, where there are too many for the text."""
    shown = _shown(page)
    if len(shown) < ANNEX_FROM:
        return None
    page.binder.at("districts")
    rest = [cell for cell in shown if page.material.level(cell["territory_id"]) != "group"]
    table = _table(page, rest, linked_cells=False)
    return Section("districts", page.word("territories-districts"), (table,), annex=True)


def _shown(page: Page) -> list[Cell]:
    """Return each territory's last year-to-date figure, the country left out."""
    material = page.material
    names = [name for name in material.territories_of("fci", "ytd") if name != material.root]
    return [cell for name in names if (cell := material.last("fci", name, "ytd"))]


def _lead(page: Page, shown: list[Cell]) -> Text:
    """Say of which periods the figures are."""
    first = page.material.month.first
    periods = _periods(page, shown)
    if any(cell["period"] == first for cell in shown):
        return periods or page.say("territories-some")
    message = "territories-none-parts" if page.material.scope else "territories-none"
    none = page.say(message, month=month_of(first))
    return page.sentences([none, periods]) if periods and len(shown) > 1 else none


def _periods(page: Page, shown: list[Cell]) -> Text:
    """Say the period that the figures share, with the few that are of another; nothing of many."""
    times = [page.material.time_of(cell) for cell in shown]
    usual = Counter(times).most_common(1)[0][0]
    others = [
        page.say("territories-except-one", place=page.place(cell["territory_id"]), when=when)
        for cell, when in zip(shown, times, strict=True)
        if when != usual
    ]
    if len(others) > min(MAX_EXCEPTIONS, len(shown) - len(others) - 1):
        return ()
    if others:
        return page.say("territories-except", when=usual, others=page.joined(others))
    return page.say("territories-all", when=usual)


def _table(page: Page, shown: list[Cell], *, linked_cells: bool = True) -> Block:
    """Tabulate territories."""
    material = page.material
    unit = material.unit(shown[0]["unit_code"])
    kinds = [
        ("fci", "ytd_change", "investment-head-change", True, 1),
        ("fci", "ytd_contribution", "head-contribution", True, 2),
        (PART, "ytd", "investment-head-construction", False, 1),
        (SHARE, "share", "investment-head-construction-share", False, 1),
    ]
    used = [
        kind
        for kind in kinds
        if sum(bool(_at(page, kind[0], kind[1], cell)) for cell in shown)
        >= (MIN_COMPARED if kind[0] == "fci" else 1)
    ]
    usual = Counter(material.when(cell, short=True) for cell in shown).most_common(1)[0][0]
    levels = {material.level(cell["territory_id"]) for cell in shown}
    heads = [Column(_head(page, levels)), Column(page.word("head-period"))]
    heads = heads if linked_cells else heads[:1]
    heads += [Column(page.word("investment-head-ytd", unit=unit), numeric=True)]
    heads += [Column(page.word(head, unit=unit), numeric=True) for _, _, head, _, _ in used]
    heads += [Column(page.word("head-source"))]
    lines = []
    rows = [(cell["territory_id"], cell["period_end"]) for cell in shown]
    nested = material.places.nested(rows, partial(by_name, material))
    deep = any(depth for _, depth in nested)
    for index, depth in nested:
        cell = shown[index]
        values = [_entry(page, kind, cell) for kind in used]
        strong = deep and material.level(cell["territory_id"]) == "economic_region"
        place, when = page.place(cell["territory_id"]), material.when(cell, short=True)
        name = place.name if len(levels) == 1 else material.grammar.alone(place)
        named: tuple[Entry, ...] = (name, when)
        if not linked_cells:
            named = ((name, f" ({when})"),) if when != usual else (name,)
        entries = (*named, Value(cell), *values)
        lines.append(Line((*entries, CITED), indent=depth, strong=strong))
    name = "territories-table" if linked_cells else "territories-districts-table"
    of = [kind for _, kind, *_ in used]
    notes = [page.word("territories-note-change")] if "ytd_change" in of else []
    if "ytd_contribution" in of:
        notes.append(page.word("territories-note-contribution"))
    if any(code == SHARE for code, *_ in used):
        notes += notes_on_shares(page, [entry for line in lines for entry in line.entries])
    return page.table(
        page.word(name),
        page.word(f"{name}.subtitle", usual=usual),
        heads,
        lines,
        notes=notes,
        linked_cells=linked_cells,
    )


def _head(page: Page, levels: set[str]) -> str:
    """Head the names of territories: by their level where all are of one, which the names then leave out."""
    if len(levels) > 1:
        return page.word("head-territory")
    return page.word("territories-head-level", level=page.material.label("level", *levels))


def _entry(page: Page, kind: _Kind, like: Cell) -> Entry:
    """Return what stands in a column of a territory's row."""
    code, transformation, _, signed, most = kind
    if code == SHARE:
        return share_beside(page, like)
    cell = _at(page, code, transformation, like)
    if cell is None and transformation == like["transformation"]:
        return withheld_at(page.material, like, code)
    return Value(cell, signed=signed, most=most) if cell else None


def _at(page: Page, code: str, kind: str, like: Cell) -> Cell | None:
    """Return the figure of the same territory and period."""
    return page.material.at(code, like["territory_id"], kind, like["period"])


def _bars(page: Page, shown: list[Cell]) -> Chart | None:
    """Draw the territories of one level that share the latest period with enough figures."""
    group = _comparable(page, shown)
    if not group:
        return None
    material = page.material
    ordered = sorted(group, key=lambda cell: (-cell["value"], cell["territory_id"]))[:CHART_BARS]
    label = page.next_figure()
    printed = page.chart_numbers(
        [
            (
                page.word("territories-chart.series"),
                [(material.name(cell["territory_id"]), Value(cell)) for cell in ordered],
            )
        ],
        label,
    )
    bars = [
        charts.Bar(material.name(cell["territory_id"]), float(cell["value"]), label)
        for cell, label in zip(ordered, printed.labels(), strict=True)
    ]
    unit, when = material.unit(ordered[0]["unit_code"]), material.time_of(ordered[0])
    return Chart(
        label,
        page.word("territories-chart", place=page.place(ordered[0]["territory_id"]), when=when),
        page.word("territories-chart.subtitle", unit=unit, when=when),
        charts.bars(bars, fonts=page.fonts),
        described(page, page.say("territories-chart.alt"), printed),
        printed.rows,
        (*_without(page, group), *printed.notes),
    )


def _without(page: Page, group: list[Cell]) -> list[Text]:
    """Name the territories of the same levels that have no figure for the period of those that are drawn."""
    material = page.material
    drawn, day = {cell["territory_id"] for cell in group}, group[0]["period_end"]
    levels = {material.level(name) for name in drawn}
    missing = [
        name
        for name, row in material.territories.items()
        if row["level"] in levels
        and row["valid_from"] <= day <= row["valid_to"]
        and name not in drawn
        and material.root in material.places.above(name, day)
    ]
    if len(missing) > MOST_NAMED:
        return [page.say("territories-chart-without-many")]
    ordered = sorted(missing, key=lambda name: by_name(material, name))
    names = Listed(tuple(material.name(name) for name in ordered))
    return [page.say("territories-chart-without", names=names)] if ordered else []


def _comparable(page: Page, shown: list[Cell]) -> list[Cell]:
    """Return the most territories of one level with figures for one period; of equal sets the latest.

    Districts and cities that are no part of one are of one level.
    """
    groups: dict[tuple[tuple[date, int], int], list[Cell]] = {}
    for cell in shown:
        level = page.material.rank(cell["territory_id"])[0]
        groups.setdefault((by_span(cell["period"], cell["period_start"]), level), []).append(cell)
    large = [(key, cells) for key, cells in groups.items() if len(cells) >= MIN_BARS]
    if not large:
        return []
    return max(large, key=lambda item: (len(item[1]), item[0]))[1]


def _contributions(page: Page) -> Chart | None:
    """Draw the contributions of economic regions to the country's change, where all are known."""
    material = page.material
    first = material.month.first
    cells = [
        cell
        for name in material.territories_of("fci", "ytd_contribution")
        if material.level(name) == "economic_region"
        and (cell := material.at("fci", name, "ytd_contribution", first))
    ]
    if len(cells) < max(MIN_BARS, len(material.regions)):
        return None
    ordered = sorted(cells, key=lambda cell: (-cell["value"], cell["territory_id"]))
    label = page.next_figure()
    printed = page.chart_numbers(
        [
            (
                page.word("territories-contributions.series"),
                [(material.name(cell["territory_id"]), Value(cell, signed=True, most=2)) for cell in ordered],
            )
        ],
        label,
    )
    bars = [
        charts.Bar(material.name(cell["territory_id"]), float(cell["value"]), label)
        for cell, label in zip(ordered, printed.labels(), strict=True)
    ]
    return Chart(
        label,
        page.word("territories-contributions", place=page.place(ordered[0]["territory_id"])),
        page.word("territories-contributions.subtitle", when=material.time_of(ordered[0])),
        charts.contributions(bars, fonts=page.fonts),
        described(page, page.say("territories-contributions.alt"), printed),
        printed.rows,
        printed.notes,
    )
