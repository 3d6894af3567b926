"""Changes that the declared revision policy does not provide for, and the decisions that released them."""

from pipeline.bulletin import words
from pipeline.bulletin.model import Block, Column
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections.figure import figure_name
from pipeline.bulletin.sections.stated import by_observation, in_words, recent
from pipeline.rules.findings import Finding

MAX_ROWS = 40
"""Of each table; the cells of older ones are in the data of the release, and a note says so."""
_WHY = {
    "policy_cycle": "not in a month that the policy names",
    "policy_size": "larger than the policy names",
    "policy_cycle_and_size": "not in a month, and larger, than the policy names",
}
_NOTE = (
    "A change that the policy does not provide for holds the release until the office gives a reason. The "
    "reasons, in the office's own words, are in decisions.csv."
)


def breached(page: Page) -> list[Block]:
    """Tabulate what held the release, a table a unit; nothing where nothing did."""
    cells = by_observation(page)
    found = [
        one
        for one in recent(page, [one for one in page.material.findings if one.sentence_code in _WHY], [*_WHY])
        if one.effect == "hold" and one.outcome == "fail" and one.tested and one.tested[0] in cells
    ]
    heads = [
        Column("Figure"),
        Column("Territory"),
        Column("Period"),
        Column("Before", numeric=True),
        Column("Now", numeric=True),
        Column("The change is", width="34mm"),
        Column("Reason given", width="22mm"),
        Column("Source"),
    ]
    blocks: list[Block] = []
    for unit_code in sorted({cells[one.tested[0]]["unit_code"] for one in found}):
        own = [one for one in found if cells[one.tested[0]]["unit_code"] == unit_code]
        lines = [_line(page, one) for one in own]
        unit = in_words(page.material.unit(unit_code))
        title = "Changes that the declared policy does not provide for"
        blocks.append(
            page.table(
                title, f"{unit}; newest period first", heads, lines, notes=(_NOTE,), most=Most(MAX_ROWS)
            )
        )
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
            _WHY[one.sentence_code],
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
    return words.short_day(max(days)) if days and one.is_settled else "not yet"
