"""What stands behind the figures: how much was taken in, found, decided, and where sources differ."""

from pipeline.bulletin.model import Block, Column, Section
from pipeline.bulletin.page import Line, Page, Value

_COVERAGE = (
    ("deliveries", 0),
    ("files", 0),
    ("lines_in", 0),
    ("lines_parsed", 1),
    ("lines_quarantined", 1),
    ("lines_skipped", 1),
    ("numbers", 0),
    ("numbers_used", 1),
    ("numbers_held", 1),
    ("numbers_open", 1),
    ("numbers_out_of_scope", 1),
    ("numbers_date", 1),
    ("numbers_ordinal", 1),
    ("numbers_duplicate", 1),
    ("numbers_control", 1),
    ("numbers_furniture", 1),
    ("numbers_rejected", 1),
    ("numbers_quarantined", 1),
    ("releases", 0),
)
_RULES = (
    ("known", 0),
    ("withheld", 0),
    ("findings_withhold", 0),
    ("findings_hold", 0),
    ("findings_hold_released", 1),
    ("findings_query", 0),
    ("findings_info", 0),
    ("conflicts", 0),
    ("conflicts_producer_before_press", 1),
    ("conflicts_later_publication", 1),
    ("conflicts_confirmed", 1),
    ("conflicts_same_release", 1),
    ("conflicts_only_source", 1),
    ("conflicts_none_preferred", 1),
    ("decisions", 0),
    ("decisions_accept", 1),
    ("decisions_reject", 1),
    ("decisions_hold", 1),
    ("decisions_correct", 1),
    ("decisions_attribute", 1),
)
"""What is counted, and how far the row stands in: a part of the row above it."""


def quality(page: Page) -> Section:
    """Tabulate coverage, findings, conflicts and decisions; every count is bound to its cell."""
    page.binder.at("quality")
    blocks: list[Block] = [
        page.table(*_table(page, "quality-coverage", _COVERAGE)),
        page.table(*_table(page, "quality-rules", _RULES)),
    ]
    return Section("quality", page.word("quality-title"), tuple(blocks), annex=True)


def _table(
    page: Page, title: str, rows: tuple[tuple[str, int], ...]
) -> tuple[str, str, list[Column], list[Line]]:
    """Set the counts that there are; a part that is not there has no row."""
    lines = []
    for item, indent in rows:
        cell = page.material.counted(item)
        if cell is not None:
            lines.append(Line((page.word(f"quality-{item}"), Value(cell, most=0)), indent=indent))
    heads = [Column(page.word("quality-head-counted")), Column(page.word("head-number"), numeric=True)]
    return page.word(title), page.word(f"{title}.subtitle"), heads, lines
