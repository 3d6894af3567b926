"""What a figure is a figure of: facts of its column, its row, its group and the title."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.heads import Head, Heads, first_of
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.period_label import Partial, kind_of_days
from pipeline.reading.tables.shape import role_of
from pipeline.reading.vocabulary import Unit

GIVEN: Final = (
    "measure",
    "breakdown",
    "price_basis",
    "qualifier",
    "scope",
    "interpretation",
    "period_kind",
    "due_on",
)
"""Facts that an answer about a head gives to every figure under it, as they are."""
SILENT: Final = ("aside", "scale", "status", "action", "confidentiality")
"""Roles of label columns that name no measure, territory, period or unit."""
_COUNTED: Final = ("count", "family", "person")
"""Dimensions whose unit a measure decides: they have no scale of their own."""


@dataclass(frozen=True)
class Open:
    """A question about a head: which field, the codes that may answer it."""

    head: Head
    field: str
    candidates: tuple[str, ...] = ()


@dataclass
class Known:
    """What is known of a figure. `open` is the first question that keeps it from being used."""

    measure: str = ""
    breakdown: str = ""
    kind: str = ""
    territory: str = ""
    period: Partial | None = None
    unit: Unit | None = None
    quantity: str = ""
    total: bool = False
    scale: Decimal = Decimal(1)
    inferred: list[str] = field(default_factory=list)
    label: str = ""
    territory_text: str = ""
    period_text: str = ""
    unit_text: str = ""
    given: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    status: str = ""
    action: str = ""
    confidentiality: str = ""
    open: Open | None = None

    def facts(self) -> dict[str, str]:
        """Return what is known as fields of an item."""
        facts = {
            "measure": self.measure,
            "breakdown": self.breakdown,
            "kind": self.kind or ("observation" if self.measure else ""),
            "quantity": self.quantity,
            "label_as_written": self.label,
            "period_as_written": self.period_text,
            "unit_as_written": self.unit_text,
            "inferred": ";".join(self.inferred),
        }
        days = self.period.days if self.period else None
        if days:
            facts["period_start"], facts["period_end"] = days[0].isoformat(), days[1].isoformat()
            facts["period_kind"] = kind_of_days(*days)
        return facts | self.given


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
        self._measures: dict[tuple[str, str, str, str], tuple[str, str, str, tuple[str, ...], int]] = {}
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
        known = copy(known)
        known.territory = territory[0]
        if self._has_roles:
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
        self._take_measure(known, across, [*down, *groups])
        if known.open is None:
            self._ask_missing(known, across)
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

    def _take_measure(self, known: Known, across: Sequence[Head], down: Sequence[Head]) -> None:
        """Find the measure in the words that heads leave over; every such word must be understood."""
        upper = [head for head in across if head.rest and not head.total]
        lower = [head for head in down if head.rest and not head.total]
        known.label = (
            " / ".join(head.text for head in (*reversed(upper), *lower))[:200] or self._caption()[:200]
        )
        if "measure" in known.given:
            known.measure, known.breakdown = known.given["measure"], known.given.get("breakdown", "")
            used = 2
        else:
            words = " ".join(head.rest for head in reversed(upper))
            known.measure, known.breakdown, kind, codes, used = self._measure_of(
                words, " ".join(head.rest for head in lower), known.unit
            )
            known.kind = known.kind or kind
            if "breakdown" in known.given:
                known.breakdown = known.given["breakdown"]
            if upper and not used & 1:
                known.open = Open(upper[0], self._field_across(upper[0]), upper[0].candidates or codes)
                return
        if lower and not used & 2:
            known.open = Open(lower[0], self._field_down(lower[0], known), lower[0].candidates)

    def _measure_of(
        self, upper: str, lower: str, unit: Unit | None
    ) -> tuple[str, str, str, tuple[str, ...], int]:
        """Return measure, breakdown, kind, candidates and whose words it used: 1 columns, 2 rows."""
        key = (upper, lower, unit.name if unit else "", self.caption_text)
        if key not in self._measures:
            self._measures[key] = self._find_measure(upper, lower, unit)
        return self._measures[key]

    def _find_measure(
        self, upper: str, lower: str, unit: Unit | None
    ) -> tuple[str, str, str, tuple[str, ...], int]:
        """Try the words of column and row alone, then with the title's."""
        used = 0
        best, codes = self.heads.best(self.caption_text, unit) if self.caption_text else (None, ())
        for bit, words in ((1, upper), (2, lower)):
            if not words:
                continue
            for text in (words, f"{words} {self.caption_text}", f"{upper} {words} {self.caption_text}"):
                found, named = self.heads.best(text, unit)
                codes = codes or named
                other = best is None or (
                    found and (found.measure, found.breakdown) != (best.measure, best.breakdown)
                )
                if found and (other or text == words):
                    best, used = found, used | bit
                    break
        if best is None and unit is not None and not upper and not lower:
            best, codes = self.heads.best(unit.name, unit)
        if best is None:
            return "", "", "", codes, used
        return best.measure, best.breakdown, best.kind, codes, used

    def _field_across(self, head: Head) -> str:
        """Say what an unknown head over a column most likely names."""
        return (
            "territory"
            if head.candidates or (self.territory_across and not self.territory_down)
            else "measure"
        )

    def _field_down(self, head: Head, known: Known) -> str:
        """Say what an unknown label beside a row most likely names."""
        if head.role in ("territory", "period", "unit", "measure"):
            return head.role
        if head.candidates or (self.territory_down and not known.territory):
            return "territory"
        return "territory" if known.measure and not known.territory else "measure"

    def _ask_missing(self, known: Known, across: Sequence[Head]) -> None:
        """Ask for the first fact that no head gives; infer the unit of what is counted."""
        anchor = self.anchor
        nearest = across[0] if across else anchor
        if anchor is None or nearest is None:
            return
        if not known.measure or not self._fits(known):
            codes = self.heads.best(self._caption(), known.unit)[1]
            known.open = Open(nearest if self._units_differ else anchor, "measure", codes)
        elif known.unit is None and not self._infer_unit(known):
            known.open = Open(
                nearest if self._units_differ else anchor, "unit", self._units_for(known.measure)
            )
        elif not known.territory:
            known.open = Open(anchor, "territory")
        elif known.period is None:
            known.open = Open(anchor, "period")

    def _infer_unit(self, known: Known) -> bool:
        """Give a measure that counts its own unit; money, area and length have scales and are asked about."""
        names = self._units_for(known.measure)
        for name in names:
            unit = self.heads.vocabulary.named_unit(name)
            if unit.dimension in _COUNTED:
                known.unit = unit
                known.inferred.append("unit")
                return True
        return False

    def _units_for(self, measure: str) -> tuple[str, ...]:
        """List the names of units that fit a measure."""
        found = self.heads.vocabulary.measures.get(measure)
        units = self.heads.vocabulary.units.values()
        return tuple(unit.name for unit in units if found and unit.code == found.unit_code)[:6]

    def _fits(self, known: Known) -> bool:
        """Tell whether the unit can be one of the measure; a percentage can be a share or growth of any."""
        measure = self.heads.vocabulary.measures.get(known.measure)
        unit = known.unit
        if measure is None or unit is None or unit.dimension == "ratio" or unit.code == "COUNT":
            return True
        expected = {
            found.dimension
            for found in self.heads.vocabulary.units.values()
            if found.code == measure.unit_code
        }
        return not expected or unit.dimension in expected

    @cached_property
    def _units_differ(self) -> bool:
        """Tell whether columns hold different measures, so that one answer cannot be meant for all."""
        heads = {
            tuple((head.rest, head.unit_text, head.total) for head in self.column(column) if not head.period)
            for column in self.frame.data
        }
        return len({said for said in heads if any(any(part) for part in said)}) > 1

    def _caption(self) -> str:
        """Return the words of the titles."""
        return self.caption_text or " ".join(head.text for head in self.captions)


def _said(head: Head | None) -> object:
    """Return what a head says but for the territory; one with words left over stands for itself."""
    if head is None:
        return None
    own = head.place if head.rest or head.facts else ""
    unit = (head.unit.name, head.unit.scale) if head.unit else None
    return head.period, unit, head.total, head.kind, head.quantity, own, head.text if head.period else ""
