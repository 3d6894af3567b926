"""Investment in fixed capital of the country: what is known for the month, and the months before it."""

from typing import NamedTuple

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.marks import is_decided
from pipeline.bulletin.model import Block, Column, Paragraph, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.construction_share import PART, SHARE, notes_on_shares, share_beside
from pipeline.bulletin.sections.expected import not_received
from pipeline.bulletin.sections.investment_chart import investment_chart
from pipeline.bulletin.sections.long_run import APART, DIFFERENCE
from pipeline.bulletin.summed import notes_on_sums
from pipeline.bulletin.withheld import withheld_at
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import Listed, month_of, year_up_to

TABLE_ROWS = 13
"""A year and its corresponding month before."""
PUBLISHED, COMPUTED = "growth_published", "ytd_change"
NOT_STATED = "not_stated"


def investment(page: Page) -> Section:
    """Write the section on the country's investment."""
    material = page.material
    country = material.root
    ytd = material.series("fci", country, "ytd")
    title = material.title("fci")
    if not ytd:
        subject = page.word("investment-subject-in", place=page.place(country))
        return nothing.section(page, "investment", title, subject)
    page.binder.at("investment")
    blocks: list[Block] = [Paragraph(_lead(page, ytd[-1]))]
    blocks += [Paragraph(_flow_sentence(page))] if ytd[-1]["period"] == material.month.first else []
    figure = investment_chart(page, country)
    blocks += [figure] if figure else []
    blocks.append(_table(page, ytd))
    return Section("investment", title, tuple(blocks))


def _lead(page: Page, last: Cell) -> Text:
    """Say the last year-to-date figure, and that it is not of this month where that is so."""
    material = page.material
    country, when = material.root, material.time_of(last)
    sentences: list[Text] = []
    if last["period"] != material.month.first:
        month = month_of(material.month.first)
        none = page.say("investment-none-for-month", month=month, when=when)
        sentences.append(not_received(page, "fci") or none)
    sentences.append(
        page.say(
            "investment-lead",
            place=page.place(country),
            when=when,
            figure=page.flagged(last),
            unit=material.unit(last["unit_code"]),
            reported=page.reported(last),
        )
    )
    sentences += [(note,) for note in notes_on_sums(material, [last])]
    growth = material.at("fci", country, "growth_published", last["period"])
    change = material.at("fci", country, "ytd_change", last["period"])
    if growth:
        sentences.append(_published_change(page, growth, last))
    if change:
        said = page.flagged(change, unit=" %", signed=True)
        sentences.append(page.say("investment-change-computed", change=said))
    return page.sentences(sentences)


def _published_change(page: Page, growth: Cell, level: Cell) -> Text:
    """Say a published change with its price basis, and by whom where that is not who reports the level.

    Of one that the office changed it is always said.
    """
    slots: dict[str, Slot] = {"change": page.flagged(growth, unit=" %", signed=True)}
    if is_decided(growth):
        slots |= {
            "publisher": page.reported_by(growth),
            "basis": page.material.label("price_basis", growth["price_basis"]),
        }
        return page.say("investment-change-decided", **slots)
    other = page.reported_beside(growth, level)
    if other:
        slots["publisher"] = other
    if growth["price_basis"] == NOT_STATED:
        message = "investment-change-no-basis-by" if other else "investment-change-no-basis"
    else:
        message = "investment-change-published-by" if other else "investment-change-published"
        slots["basis"] = page.material.label("price_basis", growth["price_basis"])
    return page.say(message, **slots)


def _flow_sentence(page: Page) -> Text:
    """Say the month's flow, or why there is none though the year to date is known."""
    material = page.material
    country, first = material.root, material.month.first
    flow = material.at("fci", country, "flow", first)
    if flow and first.month == 1:
        figure, unit = page.flagged(flow), material.unit(flow["unit_code"])
        return page.say("investment-flow-january", figure=figure, unit=unit, month=month_of(first))
    if flow:
        return said_of_flow(page, flow)
    return page.say("no-flow", month=month_of(first), missing=year_up_to(material.month.plus(-1).first))


def said_of_flow(page: Page, flow: Cell) -> Text:
    """Say the month's flow, with its change on the same month of the year before where it is known."""
    material = page.material
    change = material.at("fci", flow["territory_id"], "flow_change", flow["period"])
    slots: dict[str, Slot] = {
        "month": month_of(flow["period"]),
        "figure": page.flagged(flow),
        "unit": material.unit(flow["unit_code"]),
    }
    if change is None:
        return page.say("flow-alone", **slots)
    return page.say("flow-alone-changed", change=page.flagged(change, unit=" %", signed=True), **slots)


def _table(page: Page, ytd: list[Cell]) -> Block:
    """Tabulate the last known months."""
    material = page.material
    country = material.root
    columns = _columns(page, ytd[-TABLE_ROWS:])
    rows = [(cell, _entries(page, cell, columns)) for cell in reversed(ytd)]
    lines = [Line((material.when(cell, short=True), *entries, CITED)) for cell, entries in rows]
    notes = [page.word(name) for name in _notes(columns)]
    apart = (material.at(APART, country, DIFFERENCE, cell["period"]) for cell, _ in rows[:TABLE_ROWS])
    if years := [material.when(cell, short=True) for cell in apart if cell]:
        notes.append(page.word("investment-note-annual", years=Listed(tuple(years))))
    if any(one.code == SHARE for one in columns):
        notes += notes_on_shares(page, [entry for _, entries in rows[:TABLE_ROWS] for entry in entries])
    heads = [Column(page.word("head-reference-period"))]
    heads += [Column(one.head, numeric=True) for one in columns]
    heads.append(Column(page.word("head-source")))
    return page.table(
        page.word("investment-table", place=page.place(country)),
        page.word("investment-table.subtitle"),
        heads,
        lines,
        notes=notes,
        most=Most(TABLE_ROWS),
    )


class _Kind(NamedTuple):
    """A column of the table: indicator, transformation and price basis of its cells, its head, its sign."""

    code: str
    kind: str
    head: str
    signed: bool = False
    basis: str | None = None


def _columns(page: Page, shown: list[Cell]) -> list[_Kind]:
    """Choose the columns that have a figure in any row; growth as published has one for each price basis."""
    material = page.material
    unit, country = material.unit(shown[-1]["unit_code"]), material.root
    bases = sorted({cell["price_basis"] for cell in material.series("fci", country, PUBLISHED)})
    candidates = [
        _Kind("fci", "ytd", page.word("investment-head-ytd", unit=unit)),
        _Kind("fci", "flow", page.word("investment-head-flow", unit=unit)),
        _Kind("fci", COMPUTED, page.word("investment-head-change"), True),
        *(_Kind("fci", PUBLISHED, _published_head(page, basis), True, basis) for basis in bases),
        _Kind(PART, "ytd", page.word("investment-head-construction", unit=unit)),
        _Kind(SHARE, "share", page.word("investment-head-construction-share")),
    ]
    periods = {cell["period"] for cell in shown}
    return [
        one
        for one in candidates
        if any(
            cell["period"] in periods
            for cell in material.series(one.code, country, one.kind, basis=one.basis)
        )
    ]


def _published_head(page: Page, basis: str) -> str:
    """Head a column of published growth, with the price basis where its sources state one."""
    if basis == NOT_STATED:
        return page.word("investment-head-published")
    stated = page.material.label("price_basis", basis)
    return page.word("investment-head-published-basis", basis=stated)


def _notes(columns: list[_Kind]) -> list[str]:
    """Choose what is said of computed changes, and of published ones and their prices."""
    bases = [one.basis for one in columns if one.kind == PUBLISHED]
    said = {
        "note-changes-computed": any(one.kind == COMPUTED for one in columns),
        "note-changes-no-basis": NOT_STATED in bases,
        "note-changes-basis": bool(bases) and NOT_STATED not in bases,
    }
    return [name for name, holds in said.items() if holds]


def _entries(page: Page, like: Cell, columns: list[_Kind]) -> list[Entry]:
    """Return the entries of a row: each column's cell of the same period, where there is one."""
    entries: list[Entry] = []
    place = like["territory_id"]
    for one in columns:
        if one.code == SHARE:
            entries.append(share_beside(page, like))
            continue
        cell = page.material.at(one.code, place, one.kind, like["period"], basis=one.basis)
        if cell is None and one.kind == like["transformation"]:
            entries.append(withheld_at(page.material, like, one.code))
        else:
            entries.append(Value(cell, signed=one.signed) if cell else None)
    return entries
