"""The page being written: numbering of tables and figures, symbols in use, cells put into tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bulletin.binding import Binder, Cell, is_wide, printed_places
from pipeline.bulletin.entries import CITED, Cited, Entry, Line, Most, Value
from pipeline.bulletin.marks import MARKS, MISSING, cell_marks, marks_in
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Column, Printed, Symbol, Table, Text
from pipeline.bulletin.model import Row as PrintedRow
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import Listed, Place

__all__ = ["CITED", "Charted", "Entry", "Line", "Most", "Page", "Value"]

NO_BREAK = "\u00a0"
PER_CENT = " %"
_ABOUT = "about"
_FIRST_MARK = 0xE000
_MARKS = re.compile("([\ue000-\uf8ff])")
"""Characters of no script, which stand for a text while texts are put in a row."""
_NAMED_PUBLISHERS = 2


@dataclass(frozen=True)
class Charted:
    """The numbers that a chart shows: what is said of each, by series and point, and notes on all of them."""

    rows: tuple[tuple[str, tuple[tuple[str, Text], ...]], ...]
    notes: tuple[Text, ...]
    label: str = ""
    values: tuple[tuple[Value, ...], ...] = ()
    common: tuple[str, ...] = ()

    def labels(self, series: int = 0) -> list[str]:
        """Return what is drawn beside each point: the number, and what its source says of it."""
        return [_label(text) for _, text in self.rows[series][1]]


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

    def say(self, message: str, /, **slots: Slot) -> Text:
        """Say a sentence of the edition's catalogue; texts with numbers go in and come out as they are."""
        return self.material.messages.say(message, slots)

    def word(self, message: str, /, **slots: Slot) -> str:
        """Say a sentence, or a word, without numbers of cells: a head, a title, a note."""
        return self.material.messages.word(message, slots)

    def sentences(self, said: Sequence[Text]) -> Text:
        """Put sentences one after the other."""
        return _joined(*(run for at, text in enumerate(said) for run in ((" ", *text) if at else text)))

    def joined(self, texts: Sequence[Text]) -> Text:
        """Put texts in a row: a, b and c."""
        marks = tuple(chr(_FIRST_MARK + at) for at in range(len(texts)))
        parts = _MARKS.split(self.material.grammar.join(marks))
        return _joined(
            *(
                run
                for part in parts
                for run in (texts[ord(part) - _FIRST_MARK] if _MARKS.fullmatch(part) else (part,))
            )
        )

    def place(self, territory_id: str) -> Place:
        """Return a territory as a phrase."""
        return self.material.place(territory_id)

    def number(
        self, cell: Cell, facet: str = "value", *, most: int = 1, signed: bool = False, place: str = "text"
    ) -> Printed:
        """Print one bare number; what the source says of it and its flags are the caller's to add."""
        return self._print(Value(cell, facet, most, signed), place, None)

    def flagged(
        self, cell: Cell, *, unit: str = "", most: int = 1, signed: bool = False, place: str = "text"
    ) -> Text:
        """Print a number with what the source says before it, its flags and its unit after it.

        Where the interval does not allow the number's digits: "about 93 % (81.1 to 107.1)".
        """
        value = Value(cell, "value", most, signed)
        unit = unit.replace(" ", NO_BREAK, 1) if unit == PER_CENT else unit
        return _joined(*self._said(value, place, None, ()), unit, *self._interval(value, place))

    def beside(self, cell: Cell | None, *shown: Cell | None) -> Cell | None:
        """Return a derived cell where it may stand beside the cells shown, else nothing.

        It must be made of the very figures behind them. One that a source states itself stands only beside
        figures of that source.
        """
        others = [other for other in shown if other]
        if cell is None:
            return None
        made = set(self.material.observation_ids(cell["cell_id"]))
        behind = {name for other in others for name in self.material.observation_ids(other["cell_id"])}
        if made <= behind:
            return cell
        by = self.material.source_ids(cell)
        return cell if len(made) == 1 and all(self.material.source_ids(one) == by for one in others) else None

    def sources(self, *cells: Cell | None) -> str:
        """Name the sources behind cells by their ids."""
        return ", ".join(sorted({name for cell in cells if cell for name in self.material.source_ids(cell)}))

    def reported_by(self, cell: Cell) -> str:
        """Say who reports a figure."""
        material = self.material
        names = list(dict.fromkeys(material.publisher(name) for name in material.source_ids(cell)))
        if names == [material.not_known]:
            return self.word("source-without-publisher", sources=", ".join(material.source_ids(cell)))
        if len(names) > _NAMED_PUBLISHERS:
            return self.word("publishers-and-others", names=Listed(tuple(names[:_NAMED_PUBLISHERS])))
        return material.grammar.join(names)

    def next_table(self) -> str:
        """Name the next table."""
        self.tables += 1
        return self.word("table-label", number=self.tables)

    def next_figure(self) -> str:
        """Name the next figure."""
        self.figures += 1
        return self.word("figure-label", number=self.figures)

    def table(
        self,
        title: str,
        subtitle: str,
        columns: Sequence[Column],
        lines: Sequence[Line],
        notes: Sequence[str] = (),
        *,
        linked_cells: bool = True,
        most: Most | None = None,
    ) -> Table:
        """Print a table. A flag that every number carries is said once in the notes.

        Of more than `most` rows the first are printed, a note says which these are, and the cells of the
        others go into the data.
        """
        label = self.next_table()
        self.binder.table = label
        shown = list(lines[: most.rows if most else None])
        said = [*notes, *self._cut(lines, most)]
        common = self._common_marks([value.cell for line in shown for value in line.values()])
        widths = [self._places([line.entries[index] for line in shown]) for index in range(len(columns))]
        rows = tuple(
            self._row(line, at, widths, common, linked_cells=linked_cells) for at, line in enumerate(shown, 1)
        )
        self._leave()
        said += self._said_of_all(common, "mark-of-table")
        return Table(
            label, title, subtitle, tuple(columns), rows, tuple((note,) for note in said), linked_cells
        )

    def chart_numbers(self, rows: Sequence[tuple[str, Sequence[tuple[str, Value]]]], label: str) -> Charted:
        """Print the numbers that a chart shows, each with what its source says before it and its flags."""
        self.binder.table = label
        common = self._common_marks([value.cell for _, points in rows for _, value in points])
        printed = tuple(
            (
                name,
                tuple(
                    (point, self._charted(value, (row, col), common))
                    for col, (point, value) in enumerate(points, 1)
                ),
            )
            for row, (name, points) in enumerate(rows, 1)
        )
        self._leave()
        values = tuple(tuple(value for _, value in points) for _, points in rows)
        notes = tuple((note,) for note in self._said_of_all(common, "mark-of-figure"))
        return Charted(printed, notes, label, values, tuple(common))

    def retold(self, charted: Charted, series: int, point: int) -> Text:
        """Print a number of a chart once more, for its alternative text or its title."""
        self.binder.table = charted.label
        text = self._charted(charted.values[series][point], (series + 1, point + 1), charted.common, "alt")
        self._leave()
        return text

    def symbols(self) -> tuple[Symbol, ...]:
        """List the symbols that the pages use, and no others."""
        return tuple(Symbol(mark, self._meaning(mark)) for mark in MARKS if mark in self.used)

    def _meaning(self, mark: str) -> str:
        """Say what a mark means."""
        return self.word(f"mark-{mark.strip('[]')}")

    def marks(self, cell: Cell, common: Sequence[str] = ()) -> str:
        """Return a cell's flags as words in brackets, less those that hold for the whole table."""
        marks = [mark for mark in cell_marks(cell) if mark not in common]
        self.used |= set(marks)
        return "".join(f"{NO_BREAK}{mark}" for mark in marks)

    def _leave(self) -> None:
        """Leave the table or the figure: the next numbers stand in the text."""
        self.binder.table = ""
        self.binder.within()

    def _cut(self, lines: Sequence[Line], most: Most | None) -> list[str]:
        """Hand the cells of the rows left out to the data, and say so."""
        left = lines[most.rows :] if most else []
        for line in left:
            self.binder.keep(value.cell for value in line.values())
        return [self.word(f"rows-cut-{most.which}", rows=most.rows)] if most and left else []

    def _row(
        self, line: Line, row: int, widths: Sequence[int], common: Sequence[str], *, linked_cells: bool
    ) -> PrintedRow:
        """Print a row; where cells are not linked, the row links to its first number."""
        cited = self.sources(*(value.cell for value in line.values())) or MISSING
        printed = []
        for col, (entry, width) in enumerate(zip(line.entries, widths, strict=True), 1):
            self.binder.within(row, col)
            printed.append(self._cell(cited if isinstance(entry, Cited) else entry, width, common))
        cells = tuple(printed)
        first = next((run.number_id for cell in cells for run in cell if isinstance(run, Printed)), "")
        return PrintedRow(cells, line.indent, line.strong, "" if linked_cells else first)

    def _cell(
        self, entry: str | Value | tuple[str | Value, ...] | None, width: int, common: Sequence[str]
    ) -> Text:
        """Print a table cell."""
        if isinstance(entry, tuple):
            return _joined(*(run for part in entry for run in self._cell(part, 0, common)))
        if isinstance(entry, Value):
            if entry.facet == "value" and is_wide(entry.cell):
                return self._bounds(entry, "table", width, common)
            return _joined(*self._said(entry, "table", width, common))
        text = MISSING if entry is None else entry
        self.used |= marks_in(text)
        return (text,)

    def _charted(
        self, value: Value, at: tuple[int, int], common: Sequence[str], place: str = "chart"
    ) -> Text:
        """Print a number of a chart, of its series and point."""
        self.binder.within(*at)
        return _joined(*self._said(value, place, None, common), *self._interval(value, place))

    def _said(self, value: Value, place: str, width: int | None, common: Sequence[str]) -> Text:
        """Print a number between what the source says of it, and its flags.

        Words that follow the number stand right after its digits, so that it is not aligned.
        """
        codes = ""
        if value.facet == "value":
            codes = _ABOUT if is_wide(value.cell) else value.cell["qualifier"]
        grammar = self.material.grammar
        follows = bool(grammar.qualifier(codes, "")[1])
        printed = self._print(value, place, None if follows else width)
        before, after = grammar.qualifier(codes, printed.text)
        return before, printed, after, self.marks(value.cell, common)

    def _interval(self, value: Value, place: str) -> Text:
        """Print the interval of a number whose digits it does not allow."""
        if value.facet != "value" or not is_wide(value.cell):
            return ()
        low, high = ((self._print(_bound(value, facet), place, None),) for facet in ("lo", "hi"))
        return self.say("interval-in-brackets", low=low, high=high)

    def _bounds(self, value: Value, place: str, width: int, common: Sequence[str]) -> Text:
        """Print the interval in place of a number, for a table."""
        low = (self._print(_bound(value, "lo"), place, None),)
        high = (self._print(_bound(value, "hi"), place, width),)
        return _joined(*self.say("interval", low=low, high=high), self.marks(value.cell, common))

    def _print(self, value: Value, place: str, align_to: int | None) -> Printed:
        """Print a value and cite its sources."""
        for source_id in self.material.source_ids(value.cell):
            self.cited[source_id] = None
        return self.binder.number(
            value.cell, value.facet, most=value.most, signed=value.signed, place=place, align_to=align_to
        )

    def _places(self, entries: Sequence[Entry]) -> int:
        """Return the most decimals that a column's numbers print."""
        return max((_places_of(entry) for entry in entries if isinstance(entry, Value)), default=0)

    def _common_marks(self, cells: Sequence[Cell]) -> list[str]:
        """Return the flags that every cell carries, where there are several cells, and mark them as used."""
        every = [set(cell_marks(cell)) for cell in cells]
        common = sorted(set.intersection(*every)) if len(cells) > 1 else []
        self.used |= set(common)
        return common

    def _said_of_all(self, common: Sequence[str], message: str) -> list[str]:
        """Say of each common flag that it applies to all."""
        return [self.word(message, mark=mark, meaning=self._meaning(mark)) for mark in common]


def _bound(value: Value, facet: str) -> Value:
    """Return an end of a value's interval."""
    return Value(value.cell, facet, value.most, value.signed)


def _joined(*runs: str | Printed) -> Text:
    """Put the runs that are not empty together."""
    return tuple(run for run in runs if run != "")


def _label(text: Text) -> str:
    """Return the first number of a text and what its source says of it, before and right after it."""
    at = next(index for index, run in enumerate(text) if isinstance(run, Printed))
    after = [run for run in text[at + 1 : at + 2] if isinstance(run, str) and not run[:1].isspace()]
    return "".join(run if isinstance(run, str) else run.text for run in (*text[: at + 1], *after))


def _places_of(value: Value) -> int:
    """Return the decimals that a value prints with."""
    wide = value.facet == "value" and is_wide(value.cell)
    return printed_places(value.cell, "hi" if wide else value.facet, value.most)
