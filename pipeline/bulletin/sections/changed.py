"""What changed since the last issue: figures that it printed with another value, and why."""

from collections.abc import Sequence

from pipeline.bulletin import words
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.vintages.changes import Change

MAX_ROWS = 40
"""The newest periods are shown; all changes are in the data of the release, and a note says so."""
CAUSE = {
    "new_data": "new data",
    "revision": "revised by its source",
    "withdrawal": "taken back by its source",
    "decision": "decision of the office",
    "rule": "edit rule",
    "code": "method of calculation",
}
_LEAD = (
    "The figures below stand in the previous issue with another value, for the same reference period. The "
    "observations behind both values are in the data of the release, with figures that are new."
)
_PARTED = (
    "A number beside a cause is the part of the difference that is by it: first by rules and methods, then "
    "by figures, then by decisions."
)


def changed(page: Page) -> Section | None:
    """Tabulate figures with another value than in the previous issue; nothing where none has."""
    both = [one for one in page.material.changes if one.old is not None and one.new is not None]
    shown = [one for one in both if "code" in one.causes or _is_direct(page, one)]
    if not shown:
        return None
    page.binder.at("changed")
    newest = sorted(shown, key=lambda one: (-one.period.toordinal(), one.cell_id))[:MAX_ROWS]
    heads = [
        Column("Figure"),
        Column("Territory"),
        Column("Period"),
        Column("Unit"),
        Column("Previous issue", numeric=True),
        Column("This issue", numeric=True),
        Column("Cause"),
        Column("Source"),
    ]
    notes = []
    if len(shown) > MAX_ROWS:
        notes.append(f"The newest {MAX_ROWS} are shown; all are in the changes of the release.")
    if any(len(one.shares) > 1 for one in newest):
        notes.append(_PARTED)
    if len(both) > len(shown):
        notes.append("Changes and shares that follow from these are in the changes of the release.")
    if any(one.new is None for one in page.material.changes):
        notes.append("Figures that are no longer available are in the changes of the release.")
    lines = [_line(page, one) for one in newest]
    table = page.table("Figures with another value", "Newest period first", heads, lines, notes=notes)
    blocks: list[Block] = [Paragraph((_LEAD,)), table]
    return Section("changed", "What changed since the last issue", tuple(blocks))


def _is_direct(page: Page, one: Change) -> bool:
    """Tell whether a cell was made of observations, and not of other cells alone."""
    return any(name not in page.material.by_id for name in page.material.inputs.get(one.cell_id, ()))


def _line(page: Page, one: Change) -> Line:
    """Write one figure as in both issues, and the cause."""
    material = page.material
    cell = material.by_id[one.cell_id]
    title = material.catalogue[one.cell_id.split(".", 1)[0]].title
    kind = str(cell["transformation"]).replace("_", " ")
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
        return _together(one.causes)
    cell = page.material.by_id[one.cell_id]
    parts: list[str | Value] = []
    for kind, share in one.shares.items():
        facet, before = f"by_{kind}", "; " if parts else ""
        causes = [cause for cause in one.causes if one.kinds[cause] == kind]
        parts += [f"{before}{_together(causes)} ", Value(cell | {facet: share}, facet, signed=True)]
    return tuple(parts)


def _together(causes: Sequence[str]) -> str:
    """Name causes that are not parted."""
    said = words.join([CAUSE[cause] for cause in causes])
    return f"{said}, together" if len(causes) > 1 else said
