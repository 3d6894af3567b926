"""The frame of a table: the heads over each column, the labels beside each row, the titles above all."""

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.reading.tables.classes import is_counting
from pipeline.reading.tables.grid import Cell, Grid, column_of, letters, place_of
from pipeline.reading.tables.layout import TableLayout
from pipeline.reading.tables.limits import MAX_CELLS
from pipeline.reading.tables.shape import role_of

_PARTS = 2
"""A column of so many different codes parts the figures of a data file."""


@dataclass
class Frame:
    """A table's layout applied to its grid, with the cells that speak for each row and column."""

    grid: Grid
    layout: TableLayout
    counting_rows: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find rows of the head that count columns off."""
        for row in self.layout.header_rows:
            cells = [cell for cell in self.grid.rows.get(row, ()) if cell.column in self.columns]
            if len(cells) > 1 and is_counting(cells):
                self.counting_rows.add(row)

    @cached_property
    def columns(self) -> set[int]:
        """All columns of the table."""
        return {*self.labels, *self.ordinals, *self.data}

    @cached_property
    def labels(self) -> list[int]:
        """The label columns."""
        return [column_of(letters) for letters in self.layout.label_columns]

    @cached_property
    def ordinals(self) -> list[int]:
        """The columns that count rows off."""
        return [column_of(letters) for letters in self.layout.ordinal_columns]

    @cached_property
    def data(self) -> list[int]:
        """The columns of figures."""
        return [column_of(letters) for letters in self.layout.data_columns]

    @cached_property
    def titles(self) -> list[Cell]:
        """The cells above the table."""
        return [cell for text in self.layout.titles if (cell := self.grid.find(*place_of(text))) is not None]

    @cached_property
    def corner(self) -> list[Cell]:
        """The heads over label columns."""
        wanted = set(self.labels)
        rows = (row for row in self.layout.header_rows if row not in self.counting_rows)
        return [cell for row in rows for cell in self.grid.rows.get(row, ()) if cell.column in wanted]

    @cached_property
    def roles(self) -> dict[int, str]:
        """The role of each label column by its head."""
        return {column: self._role(column) for column in self.labels}

    @cached_property
    def parting(self) -> frozenset[str]:
        """The label columns of a data file that have no role and more than one code, by their letters.

        Every dimension of such a file parts its figures; in other tables a column of words may be a remark.
        """
        heads = (cell for row in self.layout.header_rows for cell in self.grid.rows.get(row, ()))
        if all(role_of(cell.text) != "value" for cell in heads):
            return frozenset()
        codes: dict[int, set[str]] = {column: set() for column in self.labels if not self.roles[column]}
        for row in self.layout.data_rows:
            for cell in self.grid.rows.get(row, ()):
                if cell.column in codes and len(codes[cell.column]) < _PARTS:
                    codes[cell.column].add(cell.text.strip())
        return frozenset(letters(column) for column, found in codes.items() if len(found) >= _PARTS)

    @cached_property
    def anchor(self) -> Cell | None:
        """The cell at which the whole table is asked about: its title, its corner, or its first cell."""
        heads = [cell for row in self.layout.header_rows for cell in self.grid.rows.get(row, ())]
        mine = [cell for cell in heads if cell.column in self.columns]
        data = [cell for row in self.layout.data_rows for cell in self.grid.rows.get(row, ())]
        first = [cell for cell in data if cell.column in self.columns]
        return next(iter([*self.titles, *self.corner, *mine, *first]), None)

    def path(self, column: int) -> list[Cell]:
        """Return the heads over a column from the top: its own, merged ones, and those that reach over it."""
        found: list[Cell] = []
        rows = [row for row in self.layout.header_rows if row not in self.counting_rows]
        for row in rows:
            cell = self._covering(row, column) or self._reaching(row, column, rows)
            if cell is not None and cell not in found:
                found.append(cell)
        return found

    def labels_of(self, row: int) -> list[tuple[Cell, str]]:
        """Return the labels beside a row with the roles of their columns."""
        found: list[tuple[Cell, str]] = []
        for column in self.labels:
            cell = self._covering(row, column) or self._above(row, column)
            if cell is not None:
                found.append((cell, self.roles[column]))
        return found

    @cached_property
    def _groups(self) -> dict[int, list[Cell]]:
        """The rows of groups that hold for each row of data."""
        groups: dict[int, list[Cell]] = {}
        current: list[Cell] = []
        before = 0
        wanted, data = set(self.layout.group_rows), set(self.layout.data_rows)
        for row in sorted(wanted | data):
            if row in wanted:
                cells = [cell for cell in self.grid.rows.get(row, ()) if cell.column in self.columns]
                current = [*current, *cells] if before in wanted and before == row - 1 else cells
            groups[row] = current
            before = row
        return groups

    def groups_of(self, row: int) -> list[Cell]:
        """Return the heads of the group in which a row stands."""
        return self._groups.get(row, [])

    @cached_property
    def _covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Map the places under merged cells to where those begin; MAX_CELLS places at most."""
        wanted = [*self.layout.header_rows, *self.layout.data_rows]
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        if not wanted or not self.columns:
            return covered
        for found in self.grid.merged:
            for row in range(max(found.top, min(wanted)), min(found.bottom, max(wanted)) + 1):
                for column in range(
                    max(found.left, min(self.columns)), min(found.right, max(self.columns)) + 1
                ):
                    covered.setdefault((row, column), (found.top, found.left))
                    if len(covered) >= MAX_CELLS:
                        return covered
        return covered

    def _covering(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, or the one that is merged over it."""
        place = (row, column)
        cell = self.grid.find(row, column)
        if cell is None and place in self._covered:
            cell = self.grid.find(*self._covered[place])
        return cell

    def _reaching(self, row: int, column: int, rows: list[int]) -> Cell | None:
        """Return a head to the left that reaches over a column unmerged; the last row of heads has none."""
        if row == rows[-1] or column not in self.data:
            return None
        lefts = [cell for cell in self.grid.rows[row] if cell.column < column and cell.column in self.data]
        if not lefts:
            return None
        cell = lefts[-1]
        merged = self.grid.merged_at.get((cell.row, cell.column))
        return None if merged and merged.right < column and merged.right > merged.left else cell

    def _above(self, row: int, column: int) -> Cell | None:
        """Return the label above an empty one, where a label column is not the last and stands for groups."""
        if column == self.labels[-1] or self.roles[column] not in ("territory", "period", "measure", ""):
            return None
        if self.grid.form == "records" or len(self.labels) < 2:
            return None
        return self._lasting.get((row, column))

    @cached_property
    def _lasting(self) -> dict[tuple[int, int], Cell]:
        """The label that stands above each empty place of a label column."""
        lasting: dict[tuple[int, int], Cell] = {}
        for column in self.labels[:-1]:
            last: Cell | None = None
            for row in self.layout.data_rows:
                last = self.grid.find(row, column) or last
                if last is not None:
                    lasting[row, column] = last
        return lasting

    def _role(self, column: int) -> str:
        """Return the role of a label column by the words of its head."""
        roles = [role_of(cell.text) for cell in self.corner if cell.column == column]
        return next((role for role in reversed(roles) if role), "")
