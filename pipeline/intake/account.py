"""Accounts for every number of a register: those of figures, and those that stand beside them.

The figures of a line have dispositions of their own. The other numbers belong to columns, and a layout says
what its columns hold; what stands in a column that it does not name is open until delivery.toml says what it
is, and keeps the register out: what its lines say is not known.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError
from pipeline.intake.layout import FigureColumns, Layout
from pipeline.intake.register import Reading, mark_line, read_text

FREE_TEXT: Final = ("note", "notes", "comment", "text", "quote", "sentence")
"""Columns of free text. What they say of a figure enters as codes; their numbers are held."""
MAX_COLUMNS_NAMED: Final = 10
"""So many columns are named in a sentence; the others are counted."""
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
DECLARABLE: Final = ("out_of_scope", "furniture", "date", "ordinal", "duplicate", "held", "control")
"""What delivery.toml may say of a column that no figure is read from."""


@dataclass(frozen=True)
class Account:
    """The numbers of a register beside its figures, by disposition and by open column."""

    beside: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def n_beside(self) -> int:
        """Numbers that are no figures, the open ones included."""
        return self.beside.total() + self.unread.total()


def account_for(path: Path, layout: Layout, declared: Mapping[str, str] | None = None) -> Account:
    """Count the numbers of a register that are not its figures.

    `declared` says by column, as in delivery.toml, which disposition its numbers have. Raises BadInputError
    for a disposition that no such column can have.
    """
    _check(declared or {}, path.name)
    told = {**dispositions_of(layout), **(declared or {})}
    account = Account()
    for head, fields in _lines(path):
        if len(fields) != len(head):
            account.beside["quarantined"] += sum(count_numbers(text) for text in fields)
            continue
        row = dict(zip(head, fields, strict=True))
        account.beside["duplicate"] += sum(_said_again(row, figure) for figure in layout.figures)
        for column, text in row.items():
            if column in layout.figure_columns:
                continue
            found = count_numbers(text)
            if found and column in told:
                account.beside[told[column]] += found
            elif found:
                account.unread[column] += found
    return Account(+account.beside, +account.unread)


def count_numbers(text: str) -> int:
    """Count the numbers of a text; a date in figures is one, and so are digits that are grouped."""
    return len(_NUMBER.findall(text))


def blocked_by(account: Account, name: str) -> str:
    """Say why a register is kept out; empty where each of its numbers is accounted for."""
    if not account.unread:
        return ""
    columns = sorted(account.unread)
    more = len(columns) - MAX_COLUMNS_NAMED
    named = ", ".join(columns[:MAX_COLUMNS_NAMED]) + (f" and {more} more" if more > 0 else "")
    return (
        f"{name} has {account.unread.total():,} numbers in the columns {named}, which its layout does not "
        'read. Say in delivery.toml what they are, as in [file.columns] with contracts = "out_of_scope".'
    )


def keep_out(reading: Reading, sentence: str, file_id: str, delivery_id: str) -> Reading:
    """Quarantine the figures of a register that is not accounted for; it is empty where it is."""
    if not sentence:
        return reading
    held = {"disposition": "quarantined", "reason": sentence}
    figures = [row | held if row["disposition"] == "used" else row for row in reading.figures]
    told = {line["line"] for line in reading.lines}
    own = sorted({row["line"] for row in reading.figures} - told)
    lines = [mark_line(file_id, delivery_id, number, "quarantined", sentence) for number in own]
    return replace(reading, figures=figures, lines=[*reading.lines, *lines], kept_out=sentence)


def dispositions_of(layout: Layout) -> dict[str, str]:
    """Return the disposition of the numbers of each known column that no figure is read from."""
    return {**dict.fromkeys(FREE_TEXT, "held"), **layout.beside}


def _check(declared: Mapping[str, str], name: str) -> None:
    """Refuse a disposition that a column without figures cannot have."""
    for column, disposition in declared.items():
        if disposition not in DECLARABLE:
            raise BadInputError(
                f"delivery.toml says '{disposition}' of column {column} of {name}. "
                f"Known: {', '.join(sorted(DECLARABLE))}."
            )


def _lines(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the fields of each line of a register with its head."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    head = next(reader, [])
    for fields in reader:
        yield head, fields


def _said_again(row: Mapping[str, str], figure: FigureColumns) -> int:
    """Count the columns that give one figure again: its value beside its printed text."""
    filled = {name for name in (figure.printed, figure.value, figure.ratio) if name and row.get(name)}
    return max(0, len(filled) - 1)
