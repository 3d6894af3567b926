"""The ledger of a delivery or draft: how many numbers have which disposition, and what is open.

A document is complete when each of its numbers has a disposition; an incomplete one blocks its own intake.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.office import DELIVERY, DeliveredFile, Delivery, Office
from pipeline.reading.counts import asked_items, count
from pipeline.reading.draft import DISPOSITIONS, Draft
from pipeline.reading.source_facts import source_questions

if TYPE_CHECKING:
    from pipeline.intake.account import Account
    from pipeline.intake.register import Reading

MAX_OPEN: Final = 50
"""Open numbers that a coverage names; the others are counted."""
_LEDGER, _DOCUMENT_LIST, _ITEMS = "document", "document_list", "figures"


@dataclass(frozen=True)
class Open:
    """A number without a disposition: where it stands, what is printed, what is asked."""

    place: str
    as_printed: str
    question: str


@dataclass(frozen=True)
class Coverage:
    """The ledger of one file. `by_disposition` counts its numbers; cells of words are not among them."""

    name: str
    total: int
    by_disposition: Mapping[str, int]
    n_open: int
    open: tuple[Open, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Tell whether each number has a disposition."""
        return self.n_open == 0

    @property
    def sentence(self) -> str:
        """Say how far the ledger is."""
        state = "complete" if self.is_complete else f"{self.n_open:,} open"
        return f"{self.name}: {self.total:,} numbers, {state}"


def coverage_of_draft(draft: Draft) -> Coverage:
    """Return the ledger of a draft; open facts of its source count as open."""
    numbers = [item for item in draft.items if item.disposition != "label"]
    counts = Counter(item.disposition for item in numbers if item.status != "amber")
    asked = [Open("source", "", question.question) for question in source_questions(draft.source)]
    asked += [Open(item.place, item.as_printed, item.question) for item in asked_items(draft)]
    n_open = len(draft.questions) + len(source_questions(draft.source))
    waiting = count(draft).waiting
    notes = (f"{waiting:,} of them wait for the answer about another place.",) if waiting else ()
    return Coverage(draft.file.name, len(numbers), _ordered(counts), n_open, tuple(asked[:MAX_OPEN]), notes)


def coverage_of_delivery(delivery: Delivery, office: Office | None = None) -> tuple[Coverage, ...]:
    """Return the ledgers of a delivery: one a document of a list, one a register or list of items.

    Then one of what it takes back, which has no number. With the office the figures of registers are settled
    by its lists, as intake does.
    """
    found = tuple(found for item in delivery.files for found in _coverage_of_file(item, delivery, office))
    return found + _taken_back(delivery)


def _taken_back(delivery: Delivery) -> tuple[Coverage, ...]:
    """Name the figures that a delivery takes back, nothing where it takes none."""
    notes = tuple(
        f"takes back {one.sentence}, on {one.withdrawn_on}: {one.reason.replace('_', ' ')}"
        for one in delivery.withdrawals
    )
    return (Coverage(f"{delivery.name}/{DELIVERY}", 0, {}, 0, (), notes),) if notes else ()


def _coverage_of_file(item: DeliveredFile, delivery: Delivery, office: Office | None) -> Iterable[Coverage]:
    """Return the ledgers of one delivered file."""
    if item.layout == _DOCUMENT_LIST:
        return ()
    if item.layout == _LEDGER:
        return _documents(item.path)
    if item.layout == _ITEMS:
        return (_items(item),)
    return (_register(item, delivery, office),)


def _documents(path: Path) -> list[Coverage]:
    """Count the tokens of each document of a ledger."""
    from pipeline.intake.register import read_rows

    by_document: dict[str, list[dict[str, str]]] = {}
    for number, row in read_rows(path, ["document", "start", "end", "as_printed", "disposition"]):
        if isinstance(row, str):
            by_document.setdefault(path.name, []).append(_unread(number, row))
        else:
            by_document.setdefault(row["document"], []).append(row)
    return [_tokens(name, rows) for name, rows in sorted(by_document.items())]


def _items(item: DeliveredFile) -> Coverage:
    """Count the items of a list."""
    with item.path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["disposition"] != "label" or row["question"]]
    return _tokens(item.original.name if item.original else item.path.name, rows)


def _register(item: DeliveredFile, delivery: Delivery, office: Office | None) -> Coverage:
    """Account for each number of a register: those of figures, and those that stand beside them.

    Open are a line that does not give all of its figures, a figure of which a word is in no list, and the
    numbers of a column that nobody accounts for.
    """
    from pipeline.intake.account import account_for
    from pipeline.intake.layout import load_layout
    from pipeline.intake.register import read_register
    from pipeline.intake.settle import OPEN, open_question, settle_figures
    from pipeline.reference import load_reference

    layout = load_layout(item.layout)
    reading = read_register(item.path, layout, item.path.name, delivery.name, delivery.received_on)
    account = account_for(item.path, layout, dict(item.columns))
    figures = settle_figures(reading.figures, load_reference(office)) if office else reading.figures
    lines = [line for line in reading.lines if line["status"] == "quarantined"]
    asked = [Open(f"line {line['line']}", "", str(line["reason"])) for line in lines]
    asked += [
        Open(row["locator"], row["as_printed"], open_question(row))
        for row in figures
        if row["disposition"] == OPEN
    ]
    asked += [
        Open(f"column {column}", f"{found:,} numbers", "No figure is read from it. What are they?")
        for column, found in sorted(account.unread.items())
    ]
    counts = Counter(str(row["disposition"]) for row in figures) + account.beside
    settled = {name: number for name, number in counts.items() if name not in (OPEN, "quarantined")}
    return Coverage(
        item.path.name,
        len(figures) + account.n_beside,
        _ordered(settled),
        len(asked),
        tuple(asked[:MAX_OPEN]),
        _notes(reading, len(figures), account),
    )


def _notes(reading: "Reading", n_figures: int, account: "Account") -> tuple[str, ...]:
    """Say what became of a register's lines, and how many of its numbers are figures."""
    told = reading.counts
    lines = (
        f"{told['lines_in']:,} lines: {told['parsed']:,} read, {told['quarantined']:,} quarantined, "
        f"{told['skipped']:,} skipped with a reason."
    )
    beside = (
        f"{n_figures:,} of the numbers are figures; {account.n_beside:,} stand beside them: dates, names, "
        "and figures said again."
    )
    return lines, beside


def _tokens(name: str, rows: list[dict[str, Any]]) -> Coverage:
    """Count rows that state their disposition."""
    counts: Counter[str] = Counter()
    asked: list[Open] = []
    for row in rows:
        if row["disposition"] in DISPOSITIONS and not row.get("question"):
            counts[row["disposition"]] += 1
        else:
            question = row.get("question") or f"'{row['disposition']}' is no disposition"
            place = f"{row['sheet']}!{row['cell']}" if row.get("cell") else f"{row['start']}-{row['end']}"
            asked.append(Open(place, row["as_printed"], question))
    return Coverage(name, len(rows), _ordered(counts), len(asked), tuple(asked[:MAX_OPEN]))


def _unread(number: int, reason: str) -> dict[str, str]:
    """Stand in for a line of a ledger that cannot be read."""
    return {"start": f"line {number}", "end": "", "as_printed": "", "disposition": "", "question": reason}


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Order counts as dispositions are listed, any others behind them."""
    order = [*DISPOSITIONS, *sorted(set(counts) - set(DISPOSITIONS))]
    return {name: counts[name] for name in order if counts.get(name)}


def render(coverages: Iterable[Coverage]) -> str:
    """Write ledgers as text: counts first, then what is open."""
    lines: list[str] = []
    for found in coverages:
        lines.append(found.sentence)
        lines += [
            f"  {number:>7,}  {name.replace('_', ' ')}" for name, number in found.by_disposition.items()
        ]
        lines += [f"  {note}" for note in found.notes]
        lines += [f"  open  {one.place}  {one.as_printed!r}  {one.question}" for one in found.open]
        more = found.n_open - len(found.open)
        lines += [f"  and {more:,} more"] if more > 0 and found.open else []
    return "\n".join(lines)
