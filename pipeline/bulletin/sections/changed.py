"""What changed since the last issue: figures that it printed with another value, and why."""

from collections.abc import Sequence

from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.vintages.changes import Change

MAX_ROWS = 40
"""The newest periods are shown; all changes are in the data of the release, and a note says so."""


def changed(page: Page) -> Section | None:
    """Tabulate figures with another value than in the previous issue; nothing where none has."""
    both = [one for one in page.material.changes if one.old is not None and one.new is not None]
    shown = [one for one in both if "code" in one.causes or _is_direct(page, one)]
    if not shown:
        return None
    page.binder.at("changed")
    newest = sorted(shown, key=lambda one: (-one.period.toordinal(), one.cell_id))[:MAX_ROWS]
    heads = [
        Column(page.word("head-named-figure")),
        Column(page.word("head-territory")),
        Column(page.word("head-period")),
        Column(page.word("head-unit")),
        Column(page.word("changed-head-previous"), numeric=True),
        Column(page.word("changed-head-this"), numeric=True),
        Column(page.word("changed-head-cause")),
        Column(page.word("head-source")),
    ]
    notes = []
    if len(shown) > MAX_ROWS:
        notes.append(page.word("changed-note-cut", rows=MAX_ROWS))
    if any(len(one.shares) > 1 for one in newest):
        notes.append(page.word("changed-note-parted"))
    if len(both) > len(shown):
        notes.append(page.word("changed-note-following"))
    if any(one.new is None for one in page.material.changes):
        notes.append(page.word("changed-note-gone"))
    lines = [_line(page, one) for one in newest]
    title, subtitle = page.word("changed-table"), page.word("changed-table.subtitle")
    table = page.table(title, subtitle, heads, lines, notes=notes)
    blocks: list[Block] = [Paragraph(page.say("changed-lead")), table]
    return Section("changed", page.word("changed-title"), tuple(blocks))


def _is_direct(page: Page, one: Change) -> bool:
    """Tell whether a cell was made of observations, and not of other cells alone."""
    return any(name not in page.material.by_id for name in page.material.inputs.get(one.cell_id, ()))


def _line(page: Page, one: Change) -> Line:
    """Write one figure as in both issues, and the cause."""
    material = page.material
    cell = material.by_id[one.cell_id]
    title = material.title(one.cell_id.split(".", 1)[0])
    kind = page.word(f"transformation-{cell['transformation']}")
    return Line(
        (
            f"{title}, {kind}",
            material.name(cell["territory_id"]),
            material.when(cell, short=True),
            material.labels.get(("unit", one.unit_code), one.unit_code),
            Value(cell | {"previous": one.old}, "previous"),
            Value(cell),
            _why(page, one),
            CITED,
        )
    )


def _why(page: Page, one: Change) -> str | tuple[str | Value, ...]:
    """Name the causes, each kind with what of the difference is by it; else say that several act together."""
    if len(one.shares) < 2:
        return _together(page, one.causes)
    cell = page.material.by_id[one.cell_id]
    parts: list[str | Value] = []
    for kind, share in one.shares.items():
        facet, before = f"by_{kind}", "; " if parts else ""
        causes = [cause for cause in one.causes if one.kinds[cause] == kind]
        parts += [f"{before}{_together(page, causes)} ", Value(cell | {facet: share}, facet, signed=True)]
    return tuple(parts)


def _together(page: Page, causes: Sequence[str]) -> str:
    """Name causes that are not parted."""
    said = page.material.grammar.join([page.word(f"changed-cause-{cause}") for cause in causes])
    return page.word("changed-together", causes=said) if len(causes) > 1 else said
