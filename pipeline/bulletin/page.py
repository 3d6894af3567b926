"""The page being written: numbering of tables and figures, symbols in use, cells put into tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.bulletin.binding import Cell, is_wide
from pipeline.bulletin.column_places import is_uneven, places_of
from pipeline.bulletin.entries import CITED, Cited, Entry, Line, Most, Value
from pipeline.bulletin.marks import MISSING, is_decided, marks_in
from pipeline.bulletin.model import Column, Printed, Table, Text
from pipeline.bulletin.model import Row as PrintedRow
from pipeline.bulletin.printing import Printing, joined
from pipeline.bulletin.summed import notes_on_sums
from pipeline.language.phrase import Listed

__all__ = ["CITED", "Charted", "Entry", "Line", "Most", "Page", "Value"]

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


@dataclass(frozen=True)
class Standing:
    """Where a page stands: what is counted, which flags, sources, messages and cells it has met, the spot."""

    tables: int
    figures: int
    used: set[str]
    cited: dict[str, None]
    told: set[str]
    kept: set[str]
    spot: tuple[str, str, int | None, int | None]


@dataclass
class Page(Printing):
    """Counts tables and figures, and puts cells into them."""

    tables: int = 0
    figures: int = 0

    def standing(self) -> Standing:
        """Return where the page stands, to go back there from a section that is not printed after all."""
        binder = self.binder
        spot = (binder.section, binder.table, binder.row, binder.col)
        met = set(self.used), dict(self.cited), set(self.told), set(binder.kept)
        return Standing(self.tables, self.figures, *met, spot)

    def back_to(self, before: Standing) -> None:
        """Forget what was written since, which must not be a number: those are bound for good."""
        binder = self.binder
        self.tables, self.figures = before.tables, before.figures
        self.used, self.cited, self.told = before.used, before.cited, before.told
        binder.kept = before.kept
        binder.section, binder.table, binder.row, binder.col = before.spot

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

    def reported_by(self, *cells: Cell) -> str:
        """Say who reports a figure, or figures that one sentence says, and that the office decided about it.

        Of a figure that the office accepts as its source reports it nothing more is said.
        """
        names = self._publishers(cells)
        return self.word("as-decided-by-office", by=names) if any(map(is_decided, cells)) else names

    def _publishers(self, cells: Sequence[Cell]) -> str:
        """Name the publishers behind cells."""
        material = self.material
        found = list(dict.fromkeys(name for cell in cells for name in material.source_ids(cell)))
        names = list(dict.fromkeys(material.publisher(name) for name in found))
        if names == [material.not_known]:
            return self.word("source-without-publisher", sources=", ".join(found))
        if len(names) > _NAMED_PUBLISHERS:
            return self.word("publishers-and-others", names=Listed(tuple(names[:_NAMED_PUBLISHERS])))
        return material.grammar.join(names)

    def reported_beside(self, cell: Cell, other: Cell) -> str:
        """Say who reports a figure that stands beside another one; empty where the same publisher does."""
        own = self._publishers([cell])
        return "" if own == self._publishers([other]) else own

    def reported(self, cell: Cell) -> str:
        """End a statement with who reports a figure; nobody reports one that the office changed."""
        message = "reported-as-decided" if is_decided(cell) else "reported"
        return self.word(message, publisher=self.reported_by(cell))

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
        cells = [value.cell for line in shown for value in line.values()]
        said = [*notes, *notes_on_sums(self.material, cells), *self._fewer(shown), *self._cut(lines, most)]
        common = self._common_marks(cells)
        widths = [self._places([line.entries[index] for line in shown]) for index in range(len(columns))]
        rows = tuple(
            self._row(line, at, widths, common, linked_cells=linked_cells) for at, line in enumerate(shown, 1)
        )
        self._leave()
        said += self._flags_said(common, "mark-of-table", [cell for row in rows for cell in row.cells], said)
        return Table(
            label, title, subtitle, tuple(columns), rows, tuple((note,) for note in said), linked_cells
        )

    def chart_numbers(self, rows: Sequence[tuple[str, Sequence[tuple[str, Value]]]], label: str) -> Charted:
        """Print the numbers that a chart shows, each with what its source says before it and its flags."""
        self.binder.table = label
        cells = [value.cell for _, points in rows for _, value in points]
        common = self._common_marks(cells)
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
        said = self._flags_said(
            common, "mark-of-figure", [text for _, points in printed for _, text in points], ()
        )
        said += [*notes_on_sums(self.material, cells), self._sources_said(cells)]
        return Charted(printed, tuple((note,) for note in said), label, values, tuple(common))

    def _sources_said(self, cells: Sequence[Cell]) -> str:
        """Say in a note which sources the numbers of a figure are from."""
        named = sorted({name for cell in cells for name in self.material.source_ids(cell)})
        return self.word("figure-sources" if len(named) > 1 else "figure-source", sources=", ".join(named))

    def retold(self, charted: Charted, series: int, point: int) -> Text:
        """Print a number of a chart once more, for its alternative text or its title."""
        self.binder.table = charted.label
        text = self._charted(charted.values[series][point], (series + 1, point + 1), charted.common, "alt")
        self._leave()
        return text

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

    def _fewer(self, lines: Sequence[Line]) -> list[str]:
        """Say why numbers of one column and unit have fewer decimals than others, where rounding is why."""
        columns = zip(*(line.entries for line in lines), strict=True)
        return [self.word("decimals-fewer")] if any(is_uneven(column) for column in columns) else []

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
            return joined(*(run for part in entry for run in self._cell(part, 0, common)))
        if isinstance(entry, Value):
            if entry.facet == "value" and is_wide(entry.cell):
                return self._bounds(entry, "table", width, common)
            return joined(*self._said(entry, "table", width, common))
        text = MISSING if entry is None else entry
        self.used |= marks_in(text)
        return (text,)

    def _charted(
        self, value: Value, at: tuple[int, int], common: Sequence[str], place: str = "chart"
    ) -> Text:
        """Print a number of a chart, of its series and point."""
        self.binder.within(*at)
        return joined(*self._said(value, place, None, common), *self._interval(value, place))

    def _places(self, entries: Sequence[Entry]) -> int:
        """Return the most decimals that a column's numbers print."""
        return max((places_of(entry) for entry in entries if isinstance(entry, Value)), default=0)


def _label(text: Text) -> str:
    """Return the first number of a text and what its source says of it, before and right after it."""
    at = next(index for index, run in enumerate(text) if isinstance(run, Printed))
    after = [run for run in text[at + 1 : at + 2] if isinstance(run, str) and not run[:1].isspace()]
    return "".join(run if isinstance(run, str) else run.text for run in (*text[: at + 1], *after))
