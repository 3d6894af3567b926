"""What a figure is a figure of: facts of its column, its row, its group and the title."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.heads import Head, Heads, first_of
from pipeline.reading.tables.known import GIVEN, SILENT, Known
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.measure import MeasureFinder
from pipeline.reading.tables.period_label import Partial
from pipeline.reading.tables.shape import role_of


class Resolver:
    """Resolves the figures of one table."""

    def __init__(self, frame: Frame, heads: Heads, answers: Answers) -> None:
        """Read the heads of the whole table."""
        self.frame = frame
        self.heads = heads
        self.answers = answers
        self._data_rows = set(frame.layout.data_rows)
        self._columns: dict[int, list[Head]] = {}
        self._made: dict[tuple[str, str], Head] = {}
        self._rows: dict[int, tuple[list[Head], list[Head], tuple[object, ...]]] = {}
        self._found: dict[tuple[int, tuple[object, ...], bool], tuple[Known, dict[str, str]]] = {}
        self._has_roles = any(role in SILENT for role in frame.roles.values())
        self._shared: dict[tuple[int, str], str] = {}
        titles = [self._head(cell) for cell in frame.titles]
        corner = [self._corner(cell) for cell in frame.corner]
        self.captions = [*titles, *corner]
        self.anchor = self._anchor()
        if (
            self.anchor
            and self.anchor.facts
            and self.anchor.place not in {head.place for head in self.captions}
        ):
            self.captions.insert(0, self.anchor)
        self.caption_text = " ".join(head.rest for head in titles if head.rest)
        columns = [head for column in frame.data for head in self.column(column)]
        rows = [head for row in frame.layout.data_rows[:200] for head in self.row(row)]
        self.territory_across = any(head.territory for head in columns)
        self.territory_down = any(head.territory or head.candidates for head in rows)
        self.period_across = any(head.period for head in columns)
        self._finder = MeasureFinder(
            heads,
            self.anchor,
            self.captions,
            self.caption_text,
            self.territory_across,
            self.territory_down,
            self._columns_differ(),
        )

    def column(self, column: int) -> list[Head]:
        """Return what the heads over a column say, the lowest first."""
        if column not in self._columns:
            self._columns[column] = [self._over(cell) for cell in reversed(self.frame.path(column))]
        return self._columns[column]

    def _over(self, cell: Cell) -> Head:
        """Read a head over figures: a name such as 'Value' says nothing of them."""
        head = self._head(cell)
        return replace(head, rest="") if role_of(cell.text) in ("value", "figure") else head

    def row(self, row: int) -> list[Head]:
        """Return what the labels beside a row say, without those that say nothing of its figures."""
        return [self._label(cell, role) for cell, role in self.frame.labels_of(row) if role not in SILENT]

    def read_plain(self, cell: Cell) -> Head:
        """Return what a cell of the frame says, in the role of its column."""
        role = self.frame.roles.get(cell.column, "")
        if cell.row in self._data_rows:
            return self._label(cell, role)
        return self._head(cell)

    def place(self, cell: Cell, role: str) -> str:
        """Return where a label is asked about: the first place of the same words in its column."""
        key = (cell.column, f"{role}\x1f{cell.text.strip()}")
        return self._shared.setdefault(key, self.frame.grid.place(cell))

    def resolve(self, cell: Cell) -> tuple[Known, dict[str, str]]:
        """Return what is known of the figure in a cell, or what must be asked first, and its fields.

        Figures whose heads say the same but for the territory share what was found.
        """
        down, groups, said = self._beside(cell.row)
        territory = self._territory(cell.column, cell.row)
        key = (cell.column, said, bool(territory[0]))
        if key not in self._found:
            known = self._resolve(cell, down, groups, territory[0])
            self._found[key] = (known, known.facts())
        known, facts = self._found[key]
        if self._has_roles or _has_own_unit(cell):
            known = copy(known)
            self._take_roles(known, cell)
        return known, facts | {"territory": territory[0], "territory_as_written": territory[1]}

    def _resolve(self, cell: Cell, down: list[Head], groups: list[Head], territory: str) -> Known:
        """Find everything but the territory."""
        across = self.column(cell.column)
        ordered = [*across, *down, *groups, *self.captions]
        known = Known(total=any(head.total for head in (*down, *groups[:1])), territory=territory)
        self._take_given(known, ordered)
        self._take_period(known, ordered)
        self._take_unit(known, ordered)
        self._finder.take(known, across, [*down, *groups])
        if known.open is None:
            self._finder.ask_missing(known, across)
        return known

    def _beside(self, row: int) -> tuple[list[Head], list[Head], tuple[object, ...]]:
        """Return labels and groups of a row, and what they say but for the territory."""
        if row not in self._rows:
            down, groups = self.row(row), [self._head(group) for group in self.frame.groups_of(row)]
            self._rows = {row: (down, groups, tuple(_said(head) for head in (*down, None, *groups)))}
        return self._rows[row]

    def _territory(self, column: int, row: int) -> tuple[str, str]:
        """Return the nearest territory and how it is written: the column's, the row's, the title's."""
        down, groups, _ = self._beside(row)
        for head in (*self.column(column), *down, *groups):
            if head.territory:
                return head.territory, head.text[:120]
        return self._titled_territory

    @cached_property
    def _titled_territory(self) -> tuple[str, str]:
        """The territory of the title or the corner."""
        head = first_of(self.captions, "territory")
        if head is not None:
            return head.territory, head.text[:120]
        for title in self.captions:
            found = self.heads.vocabulary.territories_in(title.text)
            ids = {place.territory_id for place in found}
            if len(ids) == 1 and "" not in ids:
                return found[0].territory_id, found[0].text
        return "", ""

    def _head(self, cell: Cell, role: str = "") -> Head:
        """Read a head at its own place."""
        place = self.frame.grid.place(cell)
        key = (place, role)
        if key not in self._made:
            self._made[key] = self.heads.read(cell, place, role, self.answers.get(place))
        return self._made[key]

    def _label(self, cell: Cell, role: str) -> Head:
        """Read a label at the place where its words are asked about."""
        place = self.place(cell, role)
        own = self.frame.grid.place(cell)
        facts = {**self.answers.get(place, {}), **self.answers.get(own, {})} if self.answers else {}
        if facts:
            return self.heads.read(cell, place, role, facts)
        key = (place, role)
        if key not in self._made:
            self._made[key] = self.heads.read(cell, place, role)
        return self._made[key]

    def _corner(self, cell: Cell) -> Head:
        """Read a head over labels: a name of their role says nothing of the figures."""
        head = self._head(cell)
        if role_of(cell.text) and not head.facts:
            return Head(place=head.place, text=head.text)
        return replace(head, rest="")

    def _anchor(self) -> Head | None:
        """Return the head at which the whole table is asked about."""
        cell = self.frame.anchor
        return self._head(cell) if cell is not None else None

    def _columns_differ(self) -> bool:
        """Tell whether columns hold different measures, so that one answer cannot be meant for all."""
        heads = {
            tuple((head.rest, head.unit_text, head.total) for head in self.column(column) if not head.period)
            for column in self.frame.data
        }
        return len({said for said in heads if any(any(part) for part in said)}) > 1

    def _take_given(self, known: Known, ordered: Sequence[Head]) -> None:
        """Take facts that a person gave, the nearest head first."""
        for head in ordered:
            for name, text in head.facts.items():
                if name in GIVEN:
                    known.given.setdefault(name, text)
                elif name == "disposition" and not known.disposition:
                    known.disposition = text
        kinds = [head.kind for head in ordered if head.kind]
        known.kind = kinds[0] if kinds else ""
        known.quantity = next((head.quantity for head in ordered if head.quantity), "")

    def _take_period(self, known: Known, ordered: Sequence[Head]) -> None:
        """Join what heads say of the period, the nearest first."""
        said = [head for head in ordered if head.period]
        period = Partial()
        for head in said:
            period = period.joined(head.period)
        known.period = period if period.days else None
        known.period_text = " ".join(dict.fromkeys(head.text for head in reversed(said)))[:120]

    def _take_unit(self, known: Known, ordered: Sequence[Head]) -> None:
        """Take the nearest unit."""
        head = first_of(ordered, "unit")
        if head is not None:
            known.unit, known.unit_text = head.unit, head.unit_text[:60]

    def _take_roles(self, known: Known, cell: Cell) -> None:
        """Take scale, status and the like from the columns of a row that hold them."""
        for label, role in self.frame.labels_of(cell.row):
            text = label.text.partition(":")[0].strip()
            if role == "scale" and text.lstrip("+-").isdecimal() and len(text) < 4:
                known.scale = Decimal(10) ** int(text)
            elif role in ("status", "action", "confidentiality"):
                setattr(known, role, text)


def _has_own_unit(cell: Cell) -> bool:
    """Tell whether a cell may print a unit of its own, which stands before that of its heads."""
    return cell.kind == "text" or "%" in cell.format or '"' in cell.format


def _said(head: Head | None) -> object:
    """Return what a head says but for the territory; one with words left over stands for itself."""
    if head is None:
        return None
    own = head.place if head.rest or head.facts else ""
    unit = (head.unit.name, head.unit.scale) if head.unit else None
    return head.period, unit, head.total, head.kind, head.quantity, own, head.text if head.period else ""
