"""Changes that the declared revision policy does not provide for, and the decisions that released them."""

from pipeline.bulletin.model import Block, Column
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections.figure import figure_name
from pipeline.bulletin.sections.stated import by_observation, recent
from pipeline.rules.findings import Finding

MAX_ROWS = 40
"""Of each table; the cells of older ones are in the data of the release, and a note says so."""
_WHY = ("policy_cycle", "policy_size", "policy_cycle_and_size")


def breached(page: Page) -> list[Block]:
    """Tabulate what held the release, a table a unit; nothing where nothing did."""
    cells = by_observation(page)
    found = [
        one
        for one in recent(page, [one for one in page.material.findings if one.sentence_code in _WHY], [*_WHY])
        if one.effect == "hold" and one.outcome == "fail" and one.tested and one.tested[0] in cells
    ]
    heads = [
        Column(page.word("head-named-figure")),
        Column(page.word("head-territory")),
        Column(page.word("head-period")),
        Column(page.word("breached-head-before"), numeric=True),
        Column(page.word("breached-head-now"), numeric=True),
        Column(page.word("breached-head-change"), width="34mm"),
        Column(page.word("breached-head-reason"), width="22mm"),
        Column(page.word("head-source")),
    ]
    blocks: list[Block] = []
    for unit_code in sorted({cells[one.tested[0]]["unit_code"] for one in found}):
        own = [one for one in found if cells[one.tested[0]]["unit_code"] == unit_code]
        lines = [_line(page, one) for one in own]
        unit = page.material.grammar.start(page.material.unit(unit_code))
        title, note = page.word("breached-table"), page.word("breached-note")
        subtitle = page.word("breached-table.subtitle", unit=unit)
        blocks.append(page.table(title, subtitle, heads, lines, notes=(note,), most=Most(MAX_ROWS)))
    return blocks


def _line(page: Page, one: Finding) -> Line:
    """Write a figure before and after its change, and when a reason was given."""
    cells = by_observation(page)
    now = cells[one.tested[0]]
    before = cells.get(one.compared[0]) if one.compared else None
    return Line(
        (
            figure_name(page, now),
            page.material.name(now["territory_id"]),
            page.material.when(now, short=True),
            Value(before) if before else None,
            Value(now),
            page.word(f"breached-{one.sentence_code}"),
            _released(page, one),
            CITED,
        )
    )


def _released(page: Page, one: Finding) -> str:
    """Say on which day a reason was given."""
    days = [
        row["decided_at"].date()
        for row in page.material.decisions
        if row["finding_id"] == one.finding_id and row["status"] == "active"
    ]
    if not (days and one.is_settled):
        return page.word("breached-not-yet")
    return page.material.grammar.short_day(max(days))
