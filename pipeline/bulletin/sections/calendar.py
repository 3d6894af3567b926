"""When the next issues are released, and who receives them earlier and why."""

from pipeline.bulletin.announced import hour, upcoming
from pipeline.bulletin.model import Block, Column, Paragraph, Section, Table
from pipeline.bulletin.page import Line, Page
from pipeline.language.phrase import month_of
from pipeline.release_calendar import ACCESS, STATUSES, Announced, access_of

MOST_RELEASES = 24
"""So many releases are listed, two years of months; a note says so where more are announced."""


def calendar(page: Page) -> Section:
    """Write the annex; an office that announces no day, or grants no access, says so."""
    announced = upcoming(page.material)
    blocks: list[Block] = []
    if announced:
        blocks += [Paragraph(page.say("calendar-lead")), _releases(page, announced)]
    else:
        blocks.append(Paragraph(page.say("calendar-none")))
    return Section("calendar", page.word("calendar-title"), (*blocks, *_access(page)), annex=True)


def _releases(page: Page, announced: tuple[Announced, ...]) -> Table:
    """Tabulate the next releases with their status."""
    shown = announced[:MOST_RELEASES]
    grammar = page.material.grammar
    lines = [
        Line(
            (
                page.word("calendar-month", month=month_of(one.month.first)),
                grammar.day(one.day),
                hour(one),
                one.zone,
                page.word(f"calendar-status-{one.status}"),
            )
        )
        for one in shown
    ]
    used = {one.status for one in shown}
    notes = [page.word(f"calendar-status-{name}.meaning") for name in STATUSES if name in used]
    if len(shown) < len(announced):
        notes.append(page.word("calendar-cut", rows=len(shown)))
    names = ("issue", "day", "hour", "zone", "status")
    heads = [Column(page.word(f"calendar-head-{name}")) for name in names]
    return page.table(page.word("calendar-table"), "", heads, lines, notes)


def _access(page: Page) -> list[Block]:
    """Tabulate who receives an issue before its release, or say that nobody does."""
    rows = page.material.facts.get(ACCESS, [])
    if not rows:
        return [Paragraph(page.say("calendar-no-access"))]
    told = {row["role_id"]: row for row in rows}
    lines = [
        Line((told[one.role_id]["role"], told[one.role_id]["reason"], str(one.hours_before)))
        for one in access_of(rows)
    ]
    heads = [
        Column(page.word("calendar-head-role")),
        Column(page.word("calendar-head-reason")),
        Column(page.word("calendar-head-hours"), numeric=True),
    ]
    table = page.table(page.word("calendar-access"), "", heads, lines)
    return [Paragraph(page.say("calendar-access-lead")), table]
