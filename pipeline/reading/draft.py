"""A draft delivery: a file as it was read, item by item, with what is understood and what is asked.

An item is one number token of a document, or one cell of a table. It is open while it has a question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

DISPOSITIONS: Final = {
    "used": "a figure that goes into observations",
    "held": "a figure that is kept and not used, with the reason",
    "control": "a total of the table itself, compared with its parts and not used",
    "duplicate": "the same figure stands elsewhere in the file",
    "out_of_scope": "a figure about past events or about something that the office does not measure",
    "date": "a date or a part of one",
    "ordinal": "a number that names or counts off",
    "furniture": "a number of the layout, of a name or of an address",
    "missing": "a mark for a figure that is not there",
    "label": "words of the table: heads, names, notes",
    "rejected": "a figure that cannot be what it says, with the reason",
}
"""What becomes of an item once it is settled. An open item has none."""

KINDS: Final = ("observation", "plan", "schedule", "target", "date", "ordinal", "historical", "furniture")
"""What a number is: an observed figure, one that is planned, scheduled or aimed at, or none."""

_PART: Final = "part of "
QUANTITIES: Final = ("level", "growth", "share", "multiple", "difference")


@dataclass(frozen=True)
class Item:
    """One number token or cell. Texts are empty where nothing is known.

    A place is a span of characters (`start`, `end`; Python offsets) or a `sheet` and `cell` ('C17').
    `value` is a plain decimal in base units ('2270000000' for '2.27 billion manats'), or the ISO date that a
    token of a date belongs to; `step` is one unit of the last printed place, in the same unit. `unit` is a
    name of the office's `unit_name` table; `measure`, `breakdown` and `territory` are its codes. `field`
    names the column that the `question` asks about, `candidates` the answers that the reader would propose,
    joined by '|'. `whole` is the place of the figure that this one is stated to be part of.
    """

    start: str = ""
    end: str = ""
    sheet: str = ""
    cell: str = ""
    as_printed: str = ""
    value: str = ""
    unit: str = ""
    measure: str = ""
    territory: str = ""
    period_start: str = ""
    period_end: str = ""
    qualifier: str = ""
    kind: str = ""
    disposition: str = ""
    breakdown: str = ""
    quantity: str = ""
    price_basis: str = ""
    period_kind: str = ""
    due_on: str = ""
    step: str = ""
    reason: str = ""
    inferred: str = ""
    scope: str = ""
    interpretation: str = ""
    whole: str = ""
    label_as_written: str = ""
    territory_as_written: str = ""
    period_as_written: str = ""
    unit_as_written: str = ""
    field: str = ""
    question: str = ""
    candidates: str = ""

    @property
    def place(self) -> str:
        """Where the item stands, unique in its file: '2894-2898', or 'Sheet 2!C17'."""
        return f"{self.sheet}!{self.cell}" if self.cell else f"{self.start}-{self.end}"

    @property
    def status(self) -> str:
        """Its colour: amber while it has a question, green where it is used, else grey."""
        if self.question or not self.disposition:
            return "amber"
        return "green" if self.disposition == "used" else "grey"


@dataclass(frozen=True)
class Found:
    """What a reader found in a file: its items in their order, and sentences about the file as a whole."""

    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Who published the file and when; what is not known says why in `basis`, as in 'unknown:no_date'."""

    source_id: str
    publisher: str = "unknown"
    producer_code: str = "NS"
    language: str = ""
    address: str = "unknown"
    published_from: date | None = None
    published_to: date | None = None
    basis: str = "unknown:not_asked"
    independence: str = "unknown"
    party: str = "unknown"
    method_stated: str = "unknown"
    states_revision: str = "no"
    release_group: str = ""


@dataclass(frozen=True)
class ReadFile:
    """The file itself: its name, the SHA-256 and size of its bytes, and how it was read."""

    name: str
    sha256: str
    size: int
    media_type: str
    encoding: str
    reader: str
    reader_version: str


@dataclass(frozen=True)
class Draft:
    """A file as it was read. `notes` are sentences about the file as a whole (a hidden sheet, a bad date)."""

    name: str
    received_on: date
    file: ReadFile
    source: Source
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Item, ...]:
        """The items that are open."""
        return tuple(item for item in self.items if item.status == "amber")

    @property
    def summary(self) -> str:
        """What a person wants to know first: '412 figures, 9 questions'."""
        figures = sum(item.disposition == "used" or item.status == "amber" for item in self.items)
        return f"{figures} figures, {len(self.questions)} questions"


COLUMNS: Final = tuple(field.name for field in fields(Item))
SPAN_COLUMNS: Final = tuple(name for name in COLUMNS if name not in ("sheet", "cell"))
CELL_COLUMNS: Final = tuple(name for name in COLUMNS if name not in ("start", "end"))
"""The columns of figures.csv, for a document and for a table."""


def columns_of(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the columns that a file of these items has."""
    return CELL_COLUMNS if any(item.cell for item in items) else SPAN_COLUMNS


def join_codes(*codes: str) -> str:
    """Join codes by semicolons, each once, in the order given."""
    return ";".join(dict.fromkeys(code for text in codes for code in text.split(";") if code))


def item_of(facts: dict[str, str]) -> Item:
    """Make an item of the fields that are known; the dictionary becomes its own and is not to be kept.

    The others are empty, as they are by default. Made so, an item costs a tenth of what naming each of its
    fields does, and a file may hold half a million.
    """
    item = object.__new__(Item)
    object.__setattr__(item, "__dict__", facts)
    return item


def part_of(text: str) -> str:
    """Return the reason of a number that is a further part of one; `whole_text` reads it."""
    return f"{_PART}'{text}'"


def whole_text(reason: str) -> str:
    """Return the text of which such a reason says that a number is part; empty for any other reason."""
    return reason[len(_PART) + 1 : -1] if reason.startswith(f"{_PART}'") else ""


def settle(item: Item, disposition: str, reason: str = "") -> Item:
    """Give an item its disposition and take its question away."""
    return replace(item, disposition=disposition, reason=reason, field="", question="", candidates="")


def ask(item: Item, field: str, question: str, candidates: Iterable[str] = ()) -> Item:
    """Put a question about one field of an item; the item is open from then on."""
    return replace(item, field=field, question=question, candidates="|".join(candidates), disposition="")
