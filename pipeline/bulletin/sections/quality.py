"""What stands behind the figures: how much was taken in, found, decided, and where sources differ."""

from pipeline.bulletin.model import Block, Column, Section
from pipeline.bulletin.page import Line, Page, Value

_COVERAGE = (
    ("deliveries", "Deliveries"),
    ("files", "Files"),
    ("lines_in", "Lines and number tokens in them"),
    ("lines_parsed", "of these read in full"),
    ("lines_quarantined", "of these with a figure that could not be read"),
    ("lines_skipped", "of these without a number"),
    ("numbers", "Printed numbers known by the as-of day"),
    ("numbers_used", "of these figures that are used"),
    ("numbers_held", "of these figures that are kept and not used"),
    ("numbers_open", "of these figures with a label, place or unit that no list has"),
    ("numbers_out_of_scope", "of these outside the scope"),
    ("numbers_date", "of these dates"),
    ("numbers_ordinal", "of these that name or count off"),
    ("numbers_duplicate", "of these stated again"),
    ("numbers_control", "of these totals of the source's own"),
    ("numbers_furniture", "of these of names and addresses"),
    ("numbers_rejected", "of these that cannot be what they say"),
    ("numbers_quarantined", "of these that could not be read"),
    ("releases", "Independent releases"),
)
_RULES = (
    ("known", "Figures that the rules tested"),
    ("withheld", "Figures withheld from totals, charts and main points"),
    ("findings_withhold", "Findings that withhold a figure"),
    ("findings_hold", "Findings that hold the release until a reason is given"),
    ("findings_hold_released", "of these a decision gives the reason"),
    ("findings_query", "Findings that ask a question"),
    ("findings_info", "Findings that are notes"),
    ("conflicts", "Figures on which sources differ"),
    ("conflicts_producer_before_press", "of these the producer's own is used"),
    ("conflicts_later_publication", "of these the later publication is used"),
    ("conflicts_confirmed", "of these the one that another release confirms is used"),
    ("conflicts_only_source", "of these the only one left is used"),
    ("conflicts_none_preferred", "of these none is used"),
    ("decisions", "Decisions of the office"),
    ("decisions_accept", "of these a figure is used as reported"),
    ("decisions_reject", "of these a figure is not used"),
    ("decisions_hold", "of these a figure waits"),
    ("decisions_correct", "of these another value is used"),
    ("decisions_attribute", "of these a figure is used for another period"),
)
_PART = "of these "


def quality(page: Page) -> Section:
    """Tabulate coverage, findings, conflicts and decisions; every count is bound to its cell."""
    page.binder.at("quality")
    blocks: list[Block] = [
        page.table(*_table(page, "Coverage", "Number, up to the as-of day", _COVERAGE)),
        page.table(*_table(page, "Rules, conflicts and decisions", "Number, for this issue", _RULES)),
    ]
    return Section("quality", "Quality of this issue", tuple(blocks), annex=True)


def _table(
    page: Page, title: str, subtitle: str, rows: tuple[tuple[str, str], ...]
) -> tuple[str, str, list[Column], list[Line]]:
    """Set the counts that there are; a part that is not there has no row."""
    lines = []
    for item, label in rows:
        cell = page.material.counted(item)
        if cell is not None:
            part = label.startswith(_PART)
            text = label.removeprefix(_PART)
            lines.append(Line((text, Value(cell, most=0)), indent=int(part)))
    return title, subtitle, [Column("What is counted"), Column("Number", numeric=True)], lines
