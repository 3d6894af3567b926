"""Figures of any table, by the readers of deliveries; what its heads call by our own names is not asked.

Some things that a delivery would be asked about are taken for granted, and each is told: a table without a
period is of the month that it is compared with, a place that may be several is of the level of those beside
it, percentages without a place are of the table's one place, a figure without a unit is in that of its cell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month
from pipeline.reading.answer import WAITS, Answer
from pipeline.reading.counts import asked_items
from pipeline.reading.draft import Draft, Item
from pipeline.reading.file_kind import DOCUMENT, kind_of_file
from pipeline.reading.lists import Lists
from pipeline.reading.read import read_file
from pipeline.reading.tables.encoding import decode
from pipeline.reading.tables.lexis import meaning
from pipeline.reading.tables.opening import open_book
from pipeline.reconcile.model import Theirs, Unread
from pipeline.reconcile.names import Names
from pipeline.reconcile.precision import as_shown

PERIOD: Final = "period"
TERRITORY: Final = "territory"
UNIT: Final = "unit"
PART: Final = "breakdown"
MAX_ROUNDS: Final = 6
"""An answer may lead to the next question; after so many rounds what is open is left to a person."""
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_FIGURES = ("used", "control", "duplicate", "held")
_HEAD = "head of a column"
_PERCENT = frozenset({"percent", "%"})
_SAID = re.compile(r"(.+![A-Z]{1,3}[0-9]+)\s+([a-z_]+)=(.+)")
_OPEN_VALUES = ("value", "decimal_mark", "disposition")
_ANY_PERIOD = date(9998, 12, 31)
"""A day after all periods: whether figures were observed or planned is not asked."""


@dataclass(frozen=True)
class Read:
    """The figures of a table, what was not understood, and sentences about the file."""

    theirs: tuple[Theirs, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Taken:
    """What is taken for granted while a table is read, and the names that it is read by.

    `told` are heads that name an indicator that is no measure, `near` figures whose territory
    their neighbours decide, `lacking` figures whose period the table does not say.
    """

    names: Names
    month: Month
    lacking: set[str]
    told: dict[str, str] = field(default_factory=dict)
    near: set[str] = field(default_factory=set)


def parse_said(texts: Iterable[str]) -> tuple[Answer, ...]:
    """Read what a person says of places: 'Table 1!B3 measure=fci'. Raises UsageError for another form."""
    found = []
    for text in texts:
        parts = _SAID.fullmatch(text.strip())
        if parts is None:
            raise UsageError(
                f"'{text}' says nothing of a place. Write the place, the field and the value: "
                "'Table 1!B3 measure=fci'."
            )
        found.append(Answer("", "", parts[1], parts[2], parts[3]))
    return tuple(found)


def read_theirs(path: Path, lists: Lists, names: Names, month: Month, said: Sequence[Answer] = ()) -> Read:
    """Read the figures of a table; `said` are answers of a person, which stand before all else.

    Raises BadInputError for a file that is no table, and UsageError for an answer that is not possible.
    """
    if kind_of_file(path) == DOCUMENT:
        raise BadInputError(_no_table(path))
    given = {(answer.place, answer.field) for answer in said}
    known = list(said)
    draft = _read(path, lists, known)
    taken = Taken(names, month, lacking=_without_period(draft))
    for _ in range(MAX_ROUNDS):
        more = [one for one in _answers(draft, taken) if (one.place, one.field) not in given]
        if not more:
            break
        given |= {(answer.place, answer.field) for answer in more}
        known += more
        draft = _read(path, lists, known)
        taken.lacking &= _without_period(draft) | _of_month(draft, month)
    found = _split(draft, taken)
    at = {grid.place(cell): cell for grid in open_book(path).grids for cell in grid.cells}
    shown = (as_shown(one, at[one.place]) if one.place in at else one for one in found.theirs)
    return replace(found, theirs=tuple(shown))


def _no_table(path: Path) -> str:
    """Say of a file without a table what it is; raises BadInputError for one that is damaged."""
    decode(path.read_bytes(), path.name)
    if path.suffix.lower() in _WORKBOOKS:
        return (
            f"{path.name} is no workbook: it begins as a text does. It is damaged, or is named wrongly. "
            "Ask for the file again."
        )
    return f"{path.name} is a document and no table. Give the table as a workbook or as separated text."


def _read(path: Path, lists: Lists, known: Sequence[Answer]) -> Draft:
    """Read the file with what is known of its places."""
    return read_file(lists, path, received_on=_ANY_PERIOD, name="reconciled", answers=known)


def _without_period(draft: Draft) -> set[str]:
    """Return the places of figures that have a value and no period."""
    return {item.place for item in draft.items if item.value and not item.period_start and not item.due_on}


def _of_month(draft: Draft, month: Month) -> set[str]:
    """Return the places of figures of exactly the month."""
    days = (month.first.isoformat(), month.last.isoformat())
    return {item.place for item in draft.items if (item.period_start, item.period_end) == days}


def _answers(draft: Draft, taken: Taken) -> Iterator[Answer]:
    """Answer what our own names answer, and note what is taken for granted."""
    names, levels, only = taken.names, _levels(draft, taken.names), _only(draft)
    for item in asked_items(draft):
        if item.field == "measure":
            yield from _of_measure(item, taken)
        elif item.field == TERRITORY:
            near = names.of_level(item.as_printed, item.candidates.split("|"), levels.get(item.sheet, ""))
            yield from _of_place(draft, item, taken, near or only.get((item.sheet, item.place), ""))
        elif item.field == PART:
            if code := names.part(item.as_printed, item.candidates.split("|")):
                yield Answer("", "", item.place, PART, code)
        elif item.field in (PERIOD, "period_end"):
            yield Answer("", "", item.place, PERIOD, taken.month.key)


def _of_measure(item: Item, taken: Taken) -> Iterator[Answer]:
    """Answer which measure a text is, or which part of the one that it may be; an indicator is noted."""
    code, only = taken.names.measure(item.as_printed), item.candidates.split("|")
    part = "" if code else taken.names.part(item.as_printed, ())
    if code in taken.names.own:
        yield Answer("", "", item.place, "measure", code)
    elif code:
        taken.told[item.place] = code
    elif part and len(only) == 1 and only[0]:
        yield Answer("", "", item.place, "measure", f"{only[0]} {part}")


def _of_place(draft: Draft, item: Item, taken: Taken, near: str) -> Iterator[Answer]:
    """Answer which territory a text is: by its whole name, else the one that is near, which is noted."""
    code = taken.names.territory(item.as_printed)
    if near and not code:
        taken.near |= {one.place for one in draft.items if one.field == f"{WAITS}{item.place}"}
    if code or near:
        yield Answer("", "", item.place, TERRITORY, code or near)


def _levels(draft: Draft, names: Names) -> dict[str, str]:
    """Return the level that most territories of the figures of a sheet have, the country left out."""
    found: dict[str, Counter[str]] = {}
    for sheet, code in sorted({(item.sheet, item.territory) for item in draft.items if item.territory}):
        if code != names.country:
            found.setdefault(sheet, Counter())[names.levels.get(code, "")] += 1
    return {sheet: levels.most_common(1)[0][0] for sheet, levels in found.items()}


def _only(draft: Draft) -> dict[tuple[str, str], str]:
    """Return the territory for heads over percentages, on a sheet whose other figures are of one alone."""
    known: dict[str, set[str]] = {}
    under: dict[tuple[str, str], set[str]] = {}
    for item in draft.items:
        if item.value and item.territory:
            known.setdefault(item.sheet, set()).add(item.territory)
        elif item.value and item.field.startswith(WAITS):
            under.setdefault((item.sheet, item.field.removeprefix(WAITS)), set()).add(item.unit)
    alone = {sheet: codes.pop() for sheet, codes in known.items() if len(codes) == 1}
    return {head: alone[head[0]] for head, units in under.items() if units <= _PERCENT and head[0] in alone}


def _split(draft: Draft, taken: Taken) -> Read:
    """Part the items of a draft into figures that can be compared and what is open."""
    theirs: list[Theirs] = []
    waiting: Counter[str] = Counter()
    over = _indicators_by_column(draft, taken.names)
    by_row = _measures_by_row(draft, taken.names)
    parts = {item.place for item in draft.items if item.field == PART}
    units = _told_units(draft)
    for item in draft.items:
        if item.disposition not in ("", *_FIGURES) or item.kind == "date":
            continue
        asked = item.field.removeprefix(WAITS)
        named = taken.told.get(asked, "") or by_row.get((item.sheet, _row(item)), "")
        own = over.get(_column(item), "")
        measure = own or ("" if asked in parts else item.measure) or named
        figure = None if asked in units else _figure(item, taken, measure)
        if figure is not None:
            theirs.append(figure)
        elif item.value or item.field in _OPEN_VALUES:
            waiting[asked if item.field.startswith(WAITS) else item.place] += 1
    by_place = {item.place: item for item in draft.items}
    unread = tuple(_unread(by_place[place], count) for place, count in waiting.items())
    return Read(tuple(theirs), unread, draft.notes)


def _figure(item: Item, taken: Taken, measure: str) -> Theirs | None:
    """Make a figure of an item that says what it is of; None where it does not."""
    if not measure or not item.territory or not item.value or item.field in _OPEN_VALUES:
        return None
    has_period = bool(item.period_start or item.due_on)
    if not has_period and item.period_as_written:
        return None
    assumed = {
        PERIOD: not has_period or item.place in taken.lacking,
        TERRITORY: item.place in taken.near,
        UNIT: not item.unit,
    }
    month = taken.month
    return Theirs(
        item.sheet,
        item.cell,
        item.as_printed,
        Decimal(item.value),
        Decimal(item.step or "1"),
        item.unit,
        measure,
        item.breakdown or "_T",
        item.territory,
        _day(item.period_start) if has_period else month.first,
        _day(item.period_end) if has_period else month.last,
        _day(item.due_on),
        item.quantity,
        item.price_basis,
        assumed=tuple(name for name, is_taken in assumed.items() if is_taken),
    )


def _told_units(draft: Draft) -> set[str]:
    """Return the places in columns of units whose words are asked about."""
    labels = [item for item in draft.items if not item.value]
    heads = {_column(item) for item in labels if meaning("role", item.as_printed) == UNIT}
    return {item.place for item in labels if item.field == UNIT and _column(item) in heads}


def _indicators_by_column(draft: Draft, names: Names) -> dict[tuple[str, str], str]:
    """Return the indicators that are no measures and whose whole name stands over a column."""
    found = {}
    for item in draft.items:
        is_head = not item.value and (item.reason == _HEAD or item.question)
        code = names.measure(item.as_printed) if is_head else ""
        if code and code not in names.own:
            found[_column(item)] = code
    return found


def _measures_by_row(draft: Draft, names: Names) -> dict[tuple[str, str], str]:
    """Return the measure that the labels of a row name, where it is one."""
    found: dict[tuple[str, str], set[str]] = {}
    for item in draft.items:
        code = names.measure(item.as_printed) if item.disposition == "label" else ""
        if code:
            found.setdefault((item.sheet, _row(item)), set()).add(code)
    return {row: codes.pop() for row, codes in found.items() if len(codes) == 1}


def _column(item: Item) -> tuple[str, str]:
    """Return the sheet and the column of an item."""
    return item.sheet, item.cell.rstrip("0123456789")


def _row(item: Item) -> str:
    """Return the row of an item."""
    return item.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _day(text: str) -> date | None:
    """Read a day."""
    return date.fromisoformat(text) if text else None


def _unread(item: Item, waiting: int) -> Unread:
    """Tell what is asked of a place."""
    candidates = tuple(filter(None, item.candidates.split("|")))
    return Unread(item.sheet, item.cell, item.as_printed, item.field, item.question, candidates, waiting)
