"""The page being written: numbering of tables and figures, symbols in use, cells put into tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bulletin import words
from pipeline.bulletin.binding import Binder, Cell, printed_places
from pipeline.bulletin.material import NOT_KNOWN, Material
from pipeline.bulletin.model import Column, Printed, Row, Symbol, Table, Text
from pipeline.decisions.mark import FLAGS

MISSING = "[x]"
NO_BREAK = "\u00a0"
_NAMED_SOURCES = 2
_STATUS_MARK = {"B": "[b]", "V": "[n]", "P": "[p]", "E": "[e]", "U": "[w]"}
_MEANING = {
    "[b]": "break in the series: the composition of the territory changed",
    "[n]": "reported by a publisher and not confirmed by the producer",
    "[p]": "provisional",
    "[e]": "estimated",
    "[r]": "revised: an earlier version had another value",
    "[d]": "rests on a figure that is used as decided by the office",
    "[w]": "withheld: in no total, chart or main point",
    "[x]": "not available",
    "[z]": "not applicable",
}
SYMBOL_ORDER = ("[p]", "[e]", "[b]", "[r]", "[n]", "[d]", "[w]", "[x]", "[z]")
_DECIDED = set(FLAGS.values())


@dataclass(frozen=True)
class Value:
    """A number to print in a table: a cell's facet, with at most so many decimals."""

    cell: Cell
    facet: str = "value"
    most: int = 1
    signed: bool = False


Entry = str | Value | None
"""A table cell: words, a number, or nothing known."""
_CONFIRMED = ("A", "B")
"""The evidence grades of a producer's own publication."""


@dataclass(frozen=True)
class Line:
    """A row of a table before it is printed."""

    entries: tuple[Entry, ...]
    indent: int = 0
    strong: bool = False


@dataclass
class Page:
    """Counts tables and figures, remembers the symbols used, and prints cells through the binder."""

    material: Material
    binder: Binder
    fonts: Path
    tables: int = 0
    figures: int = 0
    used: set[str] = field(default_factory=set)
    cited: dict[str, None] = field(default_factory=dict)

    def number(
        self, cell: Cell, facet: str = "value", *, most: int = 1, signed: bool = False, place: str = "text"
    ) -> Printed:
        """Print one number in a text."""
        self._cite(cell)
        return self.binder.number(cell, facet, most=most, signed=signed, place=place)

    def flagged(self, cell: Cell, facet: str = "value", *, most: int = 1, signed: bool = False) -> Text:
        """Print a number in a text with what the source says before it and its flags after it."""
        before = words.qualifier(cell["qualifier"]) if facet == "value" else ""
        number = self.number(cell, facet, most=most, signed=signed)
        marks = self.marks(cell)
        return (before, number, marks) if before else (number, marks)

    def sources(self, *cells: Cell | None) -> str:
        """Name the sources behind cells by their ids, the first few of them."""
        ids = sorted({name for cell in cells if cell for name in self.material.source_ids(cell)})
        return ", ".join(ids[:_NAMED_SOURCES]) + (" ..." if len(ids) > _NAMED_SOURCES else "")

    def reported_by(self, cell: Cell) -> str:
        """Say who reports a figure."""
        names = list(dict.fromkeys(self.material.publisher(name) for name in self.material.source_ids(cell)))
        if names == [NOT_KNOWN]:
            return f"source {', '.join(self.material.source_ids(cell))}, {NOT_KNOWN}"
        return words.join(names[:_NAMED_SOURCES]) + (" and others" if len(names) > _NAMED_SOURCES else "")

    def next_table(self) -> str:
        """Name the next table."""
        self.tables += 1
        return f"Table {self.tables}"

    def next_figure(self) -> str:
        """Name the next figure."""
        self.figures += 1
        return f"Figure {self.figures}"

    def table(
        self,
        title: str,
        subtitle: str,
        columns: Sequence[Column],
        lines: Sequence[Line],
        notes: Sequence[str] = (),
        *,
        linked_cells: bool = True,
    ) -> Table:
        """Print a table. A flag that every number carries is said once in the notes."""
        label = self.next_table()
        self.binder.table = label
        values = [entry for line in lines for entry in line.entries if isinstance(entry, Value)]
        common = self._common_marks([value.cell for value in values])
        widths = [self._places([line.entries[index] for line in lines]) for index in range(len(columns))]
        rows = tuple(self._row(line, widths, common, linked_cells=linked_cells) for line in lines)
        said = [f"{mark} applies to every figure of this table: {_MEANING[mark]}." for mark in sorted(common)]
        self.used |= common
        self.binder.table = ""
        return Table(
            label,
            title,
            subtitle,
            tuple(columns),
            rows,
            tuple((note,) for note in [*notes, *said]),
            linked_cells,
        )

    def chart_numbers(
        self, rows: Sequence[tuple[str, Sequence[tuple[str, Value]]]], label: str
    ) -> tuple[tuple[str, tuple[tuple[str, Printed], ...]], ...]:
        """Print the numbers that a chart shows."""
        self.binder.table = label
        printed = tuple(
            (name, tuple((point, self._print(value, "chart", None)) for point, value in points))
            for name, points in rows
        )
        self.binder.table = ""
        return printed

    def symbols(self) -> tuple[Symbol, ...]:
        """List the symbols that the pages use, and no others."""
        return tuple(Symbol(mark, _MEANING[mark]) for mark in SYMBOL_ORDER if mark in self.used)

    def _row(self, line: Line, widths: Sequence[int], common: set[str], *, linked_cells: bool) -> Row:
        """Print a row; where cells are not linked, the row links to its first number."""
        cells = tuple(
            self._cell(entry, width, common) for entry, width in zip(line.entries, widths, strict=True)
        )
        first = next((run.number_id for cell in cells for run in cell if isinstance(run, Printed)), "")
        return Row(cells, line.indent, line.strong, "" if linked_cells else first)

    def _cell(self, entry: Entry, width: int, common: set[str]) -> Text:
        """Print a table cell."""
        if entry is None:
            self.used.add(MISSING)
            return (MISSING,)
        if isinstance(entry, str):
            self.used |= {mark for mark in _MEANING if mark in entry}
            return (entry,)
        before = words.qualifier(entry.cell["qualifier"]) if entry.facet == "value" else ""
        marks = self.marks(entry.cell, common)
        number = self._print(entry, "table", width)
        return tuple(run for run in (before, number, marks) if run != "")

    def _print(self, value: Value, place: str, align_to: int | None) -> Printed:
        """Print a value and cite its sources."""
        self._cite(value.cell)
        return self.binder.number(
            value.cell, value.facet, most=value.most, signed=value.signed, place=place, align_to=align_to
        )

    def _places(self, entries: Sequence[Entry]) -> int:
        """Return the most decimals that a column's numbers print."""
        return max((_places_of(entry) for entry in entries if isinstance(entry, Value)), default=0)

    def marks(self, cell: Cell, common: set[str] | None = None) -> str:
        """Return a cell's flags as words in brackets, less those that hold for the whole table."""
        marks = [mark for mark in _cell_marks(cell) if mark not in (common or set())]
        self.used |= set(marks)
        return "".join(f"{NO_BREAK}{mark}" for mark in marks)

    def _common_marks(self, cells: Sequence[Cell]) -> set[str]:
        """Return the flags that every cell carries, where there are several cells."""
        if len(cells) < 2:
            return set()
        return set.intersection(*(set(_cell_marks(cell)) for cell in cells))

    def _cite(self, cell: Cell) -> None:
        """Remember the sources of what is printed."""
        for source_id in self.material.source_ids(cell):
            self.cited[source_id] = None


def _cell_marks(cell: Cell) -> list[str]:
    """List a cell's flags; the first figure after a break may be one that the producer did not confirm."""
    marks = [_STATUS_MARK[cell["obs_status"]]] if cell["obs_status"] in _STATUS_MARK else []
    if cell["obs_status"] == "B" and cell["evidence_grade"] not in _CONFIRMED:
        marks.append(_STATUS_MARK["V"])
    if "BREAK" in cell["flags"]:
        marks.append(_STATUS_MARK["B"])
    marks += ["[d]"] if _DECIDED & set(cell["flags"]) else []
    return [*marks, "[r]"] if cell["revised"] else marks


def _places_of(value: Value) -> int:
    """Return the decimals that a value prints with."""
    return printed_places(value.cell, value.facet, value.most)
