"""What heads settle of a figure besides its place, its period and its measure."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.heads import Head, first_of
from pipeline.reading.tables.known import AMOUNTS, ASPECTS, GIVEN, Known, Open
from pipeline.reading.tables.number_format import read_format
from pipeline.reading.tables.said import is_said_as_made
from pipeline.reading.tables.told import join_parts


def aspect_of(ordered: Sequence[Head]) -> str:
    """Return what heads say of the things counted: planned, or due on a day; empty where they do not.

    Where other words say that the things are there, or being made, neither is taken.
    """
    aspect = next((ASPECTS[head.kind] for head in ordered if head.kind in ASPECTS), "")
    aspect = "due" if any(head.due for head in ordered) else aspect
    return "" if aspect and any(is_said_as_made(head.text) for head in ordered) else aspect


def take_due(known: Known, ordered: Sequence[Head]) -> None:
    """Take the end of a planned period as the day by which things are due; an amount is for a period."""
    head = first_of(ordered, "period")
    kind = first_of(ordered, "kind")
    if head is None or known.unit is None or kind is None or kind.kind not in ASPECTS:
        return
    if known.unit.dimension in AMOUNTS:
        known.open = (known.open or Open(head, "period")) if head.due else known.open
        return
    known.is_due = True
    if not head.due:
        known.inferred.append("period")


def take_given(known: Known, ordered: Sequence[Head]) -> None:
    """Take facts that a person gave, the nearest head first."""
    for head in ordered:
        for name, text in head.facts.items():
            if name == "breakdown":
                known.given[name] = join_parts((known.given.get(name, ""), text))
            elif name in GIVEN:
                known.given.setdefault(name, text)
            elif name == "disposition" and not known.disposition:
                known.disposition = text
    kinds = [head.kind for head in ordered if head.kind]
    known.kind = kinds[0] if kinds else ""
    known.quantity = next((head.quantity for head in ordered if head.quantity), "")


def take_unit(known: Known, ordered: Sequence[Head]) -> None:
    """Take the nearest unit."""
    head = first_of(ordered, "unit")
    if head is not None:
        known.unit, known.unit_text = head.unit, head.unit_text[:60]


def take_roles(known: Known, frame: Frame, cell: Cell) -> None:
    """Take scale, status and the like from the columns of a row that hold them."""
    for label, role in frame.labels_of(cell.row):
        text = label.text.partition(":")[0].strip()
        if role == "scale" and text.lstrip("+-").isdecimal() and len(text) < 4:
            known.scale = Decimal(10) ** int(text)
        elif role in ("status", "action", "confidentiality"):
            setattr(known, role, text)


def has_own_unit(cell: Cell) -> bool:
    """Tell whether a cell may print a unit of its own, which stands before that of its heads."""
    if cell.kind == "text":
        return True
    form = read_format(cell.format)
    return form.percent or bool(form.suffix)
