"""What a figure is a figure of: facts of its column, its row, its group and the title."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell, place_of
from pipeline.reading.tables.heads import TITLE, Head, Heads, bare_head, first_of
from pipeline.reading.tables.known import AMOUNTS, SILENT, Known
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.measure import MeasureFinder
from pipeline.reading.tables.places import Around, level_of_column
from pipeline.reading.tables.said import price_basis_of
from pipeline.reading.tables.shape import role_of
from pipeline.reading.tables.sides import (
    NO_PLACE,
    Dated,
    Numbers,
    Place,
    Side,
    column_side,
    join_periods,
    measured_by,
    named_territory,
    row_side,
)
from pipeline.reading.tables.taken import (
    aspect_of,
    has_own_unit,
    take_due,
    take_given,
    take_roles,
    take_unit,
)
from pipeline.reading.tables.understood import JOINT
from pipeline.reading.vocabulary import Unit

_NOUNS = ("count", "")
"""Dimensions of units that are nouns: over labels they name what the labels are."""


class Resolver:
    """Resolves the figures of one table."""

    def __init__(self, frame: Frame, heads: Heads, answers: Answers) -> None:
        """Read the heads of the whole table."""
        self.frame = frame
        self.heads = heads
        self.answers = answers
        self._data_rows = set(frame.layout.data_rows)
        self._columns: dict[int, list[Head]] = {}
        self._rows: dict[int, list[Head]] = {}
        self._made: dict[tuple[str, str], Head] = {}
        self._numbers = Numbers()
        self._over: dict[int, Side] = {}
        self._beside: tuple[int, Side] = (0, Side(()))
        self._dated: dict[tuple[int, int], Dated] = {}
        self._found: dict[tuple[int, int, str, bool], tuple[Known, dict[str, str]]] = {}
        self.has_roles = any(role in SILENT for role in frame.roles.values())
        self._shared: dict[tuple[int, str, str], str] = {}
        titles = [self._head(cell, TITLE) for cell in frame.titles]
        corner = [self._corner(cell) for cell in frame.corner]
        self.captions = [*titles, *corner]
        self.anchor = self._anchor()
        if (
            self.anchor
            and self.anchor.facts
            and self.anchor.place not in {head.place for head in self.captions}
        ):
            self.captions.insert(0, self.anchor)
        self.caption_text = JOINT.join(head.rest for head in titles if head.rest)
        self._topic = self._topic_of([(self.caption_text, None)])
        columns = [head for column in frame.data for head in self.column(column)]
        self._topic = self._topic or self._topic_of(
            [(head.facts.get("measure", head.rest), head.unit) for head in columns]
        )
        rows = [head for row in frame.layout.data_rows[:200] for head in self.row(row)]
        self.territory_across = any(head.territory for head in columns)
        self.territory_down = any(head.territory or head.candidates for head in rows)
        self.period_across = any(head.period for head in columns)
        self._differ = self._columns_differ()
        self._finder = MeasureFinder(
            heads,
            self.anchor,
            self.captions,
            self.caption_text,
            self.territory_across,
            self.territory_down,
            self.period_across,
            self._differ,
            tuple(dict.fromkeys(head.rest for head in rows if head.rest)),
            frame.parting,
        )

    def column(self, column: int) -> list[Head]:
        """Return what the heads over a column say, the lowest first."""
        if column not in self._columns:
            self._columns[column] = [self._read_over(cell) for cell in reversed(self.frame.path(column))]
        return self._columns[column]

    def _read_over(self, cell: Cell) -> Head:
        """Read a head over figures: a name such as 'Value' says nothing of them."""
        head = self._told(self._head(cell))
        return replace(head, rest="") if role_of(cell.text) in ("value", "figure") else head

    def row(self, row: int) -> list[Head]:
        """Return what the labels beside a row say, without those that say nothing of its figures."""
        if row not in self._rows:
            labels = self.frame.labels_of(row)
            found = [(cell, self._label(cell, role)) for cell, role in labels if role not in SILENT]
            self._rows[row] = [
                self._told(head, row, cell.column) if head.candidates else head for cell, head in found
            ]
        return self._rows[row]

    def _told(self, head: Head, row: int = 0, column: int = 0) -> Head:
        """Settle which territory a bare name means by its measure, its group and the head of its column."""
        if head.territory or not head.candidates:
            return head
        groups = [self._head(cell) for cell in self.frame.groups_of(row)] if row else []
        within = named_territory(groups).territory or self._titled_territory.territory
        corner = [cell for cell in self.frame.corner if cell.column == column]
        level = next((said for cell in corner if (said := level_of_column(bare_head(cell)))), "")
        territory = self.heads.places.settle(head.text, Around(self._topic, within, level))
        if not territory:
            return self.heads.with_told(head)
        return replace(head, territory=territory, settled=True, candidates=(), rest="")

    def _topic_of(self, texts: Sequence[tuple[str, Unit | None]]) -> str:
        """Return the one topic of the measures that texts name with their units, empty where of several."""
        above = next((head.unit for head in self.captions if head.unit), None)
        measures = self.heads.vocabulary.measures
        named = [
            code for text, unit in texts if text for code in self.heads.senses.best(text, unit or above)[1]
        ]
        topics = {measures[code].topic for code in named if code in measures}
        return topics.pop() if len(topics) == 1 else ""

    def read_plain(self, cell: Cell) -> Head:
        """Return what a cell of the frame says, in the role of its column."""
        role = self.frame.roles.get(cell.column, "")
        if cell.row in self._data_rows:
            return self._label(cell, role)
        return self._head(cell)

    def place(self, cell: Cell, role: str) -> str:
        """Return where a label is asked about: the first place of the same words in its column."""
        key = (cell.column, role, cell.text.strip())
        place = self._shared.get(key)
        if place is None:
            place = self._shared[key] = self.frame.grid.place(cell)
        return place

    def resolve(self, cell: Cell) -> tuple[Known, dict[str, str]]:
        """Return what is known of the figure in a cell, or what must be asked first, and its fields.

        Figures whose heads say the same but for territory and period share what was found.
        """
        over, beside = self.over(cell.column), self.beside(cell.row)
        place = over.territory if over.territory.territory else beside.territory
        dated = self.dated(over, beside)
        key = (over.alike, beside.alike, place.known_by, dated.known)
        if key not in self._found:
            known = self._resolve(over, beside, place, has_period=dated.known)
            self._found[key] = (known, known.facts())
        known, facts = self._found[key]
        if self.has_roles or has_own_unit(cell):
            known = copy(known)
            take_roles(known, self.frame, cell)
        period = dated.due if known.is_due else dated.facts
        return known, {**facts, **period, **known.given, **place.facts}

    def over(self, column: int) -> Side:
        """Return what the heads over a column say, as one side of its figures."""
        if column not in self._over:
            self._over[column] = column_side(
                self.column(column), self._numbers, apart=self._differ, total=self.sums_others(column)
            )
        return self._over[column]

    def beside(self, row: int) -> Side:
        """Return what labels and groups of a row say; that of the last row is kept."""
        if self._beside[0] != row:
            groups = [self._head(group) for group in self.frame.groups_of(row)]
            side = row_side(self.row(row), groups, self._numbers, self._titled_territory)
            self._beside = (row, side)
        return self._beside[1]

    def dated(self, over: Side, beside: Side) -> Dated:
        """Return the period of the figures of a column and a row."""
        key = (over.dated, beside.dated)
        if key not in self._dated:
            self._dated[key] = join_periods((*over.all, *beside.all, *self.captions))
        return self._dated[key]

    def sums_others(self, column: int) -> bool:
        """Tell whether a column is the total of columns beside it that are periods or territories."""
        across = self.column(column)
        if not across or not across[0].total:
            return False
        above = [head.place for head in across[1:]]
        beside = (self.column(other) for other in self.frame.data)
        return any(
            found and (found[0].territory or found[0].period) and [head.place for head in found[1:]] == above
            for found in beside
        )

    def _resolve(self, over: Side, beside: Side, place: Place, *, has_period: bool) -> Known:
        """Find everything but territory and period."""
        ordered = [*over.all, *beside.all, *self.captions]
        total = any(head.total for head in (*beside.heads, *beside.groups[:1]))
        known = Known(total=total, territory=place.territory, has_period=has_period)
        known.inferred += [place.inferred] if place.inferred else []
        take_given(known, ordered)
        take_unit(known, ordered)
        aspect = aspect_of(ordered)
        self._finder.take(known, over.heads, beside.all, aspect)
        if known.open is None:
            self._finder.ask_missing(known, over.heads)
        self._take_prices(known, ordered)
        if aspect:
            take_due(known, ordered)
        return known

    def _take_prices(self, known: Known, ordered: Sequence[Head]) -> None:
        """Take the price basis of amounts from the nearest head, else from the notes of the whole table."""
        if known.unit is not None and known.unit.dimension in AMOUNTS:
            head = first_of(ordered, "price")
            known.price_basis = head.price if head else self._noted_prices

    @cached_property
    def _noted_prices(self) -> str:
        """The price basis that notes of the whole table state, those of a footnote's mark left out."""
        marked = {place for _, place in self.frame.layout.footnotes}
        notes = (
            self.frame.grid.find(*place_of(text)) for text in self.frame.layout.notes if text not in marked
        )
        found = {basis for cell in notes if cell is not None and (basis := price_basis_of(cell.text))}
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def _titled_territory(self) -> Place:
        """The territory of the title or the corner."""
        named = named_territory(self.captions)
        if named.territory:
            return named
        for title in self.captions:
            found = self.heads.places.named_in(title.text)
            ids = {place.territory_id for place in found}
            if len(ids) == 1 and "" not in ids:
                return Place(found[0].territory_id, found[0].text)
        return NO_PLACE

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
        if self.answers:
            own = self.answers.get(self.frame.grid.place(cell), {})
            facts = {**self.answers.get(place, {}), **own}
            if facts:
                return self.heads.read(cell, place, role, facts)
        key = (place, role)
        if key not in self._made:
            self._made[key] = self.heads.read(cell, place, role)
        return self._made[key]

    def _corner(self, cell: Cell) -> Head:
        """Read a head over labels: a name of their role says nothing of the figures.

        Neither does a noun for what the labels are: under 'Settlement' no settlements are counted.
        """
        head = self._head(cell)
        if role_of(cell.text) and not head.facts:
            return Head(place=head.place, text=head.text)
        if head.unit is not None and head.unit.dimension in _NOUNS and "unit" not in head.facts:
            head = replace(head, unit=None, unit_text="")
        return replace(head, rest="")

    def _anchor(self) -> Head | None:
        """Return the head at which the whole table is asked about."""
        cell = self.frame.anchor
        return self._head(cell) if cell is not None else None

    def _columns_differ(self) -> bool:
        """Tell whether columns hold different measures, so that one answer cannot be meant for all."""
        heads = {measured_by(self.column(column)) for column in self.frame.data}
        return len({said for said in heads if any(any(part) for part in said)}) > 1
