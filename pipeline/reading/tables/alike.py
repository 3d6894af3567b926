"""Figures that are like one before them but for number, place, territory and period: most of a table.

The first of them is read in full. What became of it holds for the others, so that their cells cost little
more than their number.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.reading.draft import join_codes
from pipeline.reading.tables.facts import Facts
from pipeline.reading.tables.figures import MAX_PLACES, decimals_of, rounded, step_of
from pipeline.reading.tables.grid import Cell, letters
from pipeline.reading.tables.known import Known
from pipeline.reading.tables.number_format import plain, read_format
from pipeline.reading.tables.questions import WAITS
from pipeline.reading.tables.resolve import Resolver
from pipeline.reading.tables.sides import NO_PLACE, Numbers, Side

MAX_PRINTED: Final = 120
"""Characters of a label that an item keeps: no sentence of a source is copied into a list of figures."""
MAX_PATTERNS: Final = 4096
"""Patterns of a table that are kept; past it they are forgotten and learned again."""
_OWN: Final = (
    "cell",
    "as_printed",
    "value",
    "step",
    "territory",
    "territory_as_written",
    "period_as_written",
    "period_start",
    "period_end",
    "period_kind",
    "due_on",
    "interpretation",
)
"""What figures that are alike do not share."""
_FOLLOWING: Final = ("territory", "territory_as_written")
_READ: Final = ("value", "step")
_POWERS: Final = tuple(10**power for power in range(32))


@dataclass
class _Pattern:
    """What figures share: their facts, the scale of their unit, the places that their format shows.

    The facts have room for what each figure has by itself, so that a copy of them need not grow. `given` is
    what a person said of that. `power` is that of ten which the scale is, -1 where it is none.
    """

    facts: Facts
    given: Facts
    scale: Decimal
    places: int
    has_value: bool
    is_due: bool
    power: int = -1
    steps: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """See whether the scale is a power of ten."""
        power = self.scale.adjusted()
        self.power = power if 0 <= power < len(_POWERS) and self.scale == Decimal(10) ** power else -1

    def step(self, places: int) -> str:
        """Return one unit of the last printed place in base units."""
        if places not in self.steps:
            self.steps[places] = step_of(places, self.scale)
        return self.steps[places]


class _Lane(NamedTuple):
    """What the figures of one column have in rows of one period.

    `kind` numbers columns whose figures are alike. `dated` and `due` are their period and, where the column's
    heads name one, their territory; else that follows the row. `late` ones are looked at one by one.
    """

    kind: int
    dated: Facts
    due: Facts
    follows_row: bool
    late: bool


class AlikeFigures:
    """Reads the figures of one table that are like one read before."""

    def __init__(self, resolver: Resolver, known_until: str) -> None:
        """Begin; periods that end after `known_until` are looked at one by one."""
        self.resolver = resolver
        self._known_until = known_until
        self._patterns: dict[tuple[int, int, str], _Pattern] = {}
        self._current: dict[tuple[int, str], _Pattern] = {}
        self._all_lanes: dict[tuple[int, str], dict[int, _Lane]] = {}
        self._lanes: dict[int, _Lane] = {}
        self._kinds = Numbers()
        self._beside = Side(())
        self._alike = -1
        self._territory = NO_PLACE
        self._number = ""
        sheet = resolver.frame.grid.name
        self._answered = frozenset(
            place.rpartition("!")[2] for place in resolver.answers if place.rpartition("!")[0] == sheet
        )
        self._letters = {column: letters(column) for column in resolver.frame.data}

    def begin(self, row: int) -> None:
        """Begin a row: what its labels say is looked up once."""
        self._beside = beside = self.resolver.beside(row)
        if beside.alike != self._alike:
            self._alike, self._current = beside.alike, {}
        self._territory = beside.territory
        self._lanes = self._all_lanes.setdefault((beside.dated, beside.territory.known_by), {})
        self._number = str(row)

    def read(self, cell: Cell) -> Facts | None:
        """Return the facts of a figure that is like one before it; None for one to be read in full."""
        _, column, text, kind, value, code, _ = cell
        if kind != "number":
            return None
        lane = self._lanes.get(column) or self._lane(column)
        pattern = self._current.get((lane.kind, code)) or self._find(lane, code)
        place = self._letters[column] + self._number
        if pattern is None or lane.late or place in self._answered:
            return None
        facts = pattern.facts.copy()
        facts.update(lane.due if pattern.is_due else lane.dated)
        if pattern.given:
            facts.update(pattern.given)
        facts["cell"] = place
        facts["as_printed"] = text if len(text) <= MAX_PRINTED else printed(text)
        if lane.follows_row:
            facts["territory"], facts["territory_as_written"], _ = self._territory
        if pattern.has_value:
            _take_value(facts, value, text, pattern)
        return facts

    def learn(self, cell: Cell, facts: Facts, known: Known) -> None:
        """Keep what became of a figure that was read in full, where it holds for others.

        `known` is what its heads said.
        """
        form = read_format(cell.format)
        if cell.kind != "number" or form.percent or form.suffix or facts["cell"] in self._answered:
            return
        lane = self._lanes.get(cell.column) or self._lane(cell.column)
        key = (lane.kind, self._alike, cell.format)
        own_question = facts.get("question") and not facts["field"].startswith(WAITS)
        if lane.late or own_question or facts.get("field") == "quantity" or key in self._patterns:
            return
        if len(self._patterns) >= MAX_PATTERNS:
            self._patterns.clear()
        has_value = bool(facts.get("value"))
        shared = {name: text for name, text in facts.items() if text and name not in _OWN}
        shared |= dict.fromkeys(lane.due if known.is_due else lane.dated, "")
        shared |= dict.fromkeys(_FOLLOWING if lane.follows_row else (), "")
        shared |= dict.fromkeys(("cell", "as_printed", *(_READ if has_value else ())), "")
        given = {name: text for name, text in known.given.items() if name in _OWN}
        scale = (known.unit.scale if known.unit else Decimal(1)) * known.scale
        self._patterns[key] = _Pattern(shared, given, scale, form.places, has_value, known.is_due)

    def _lane(self, column: int) -> _Lane:
        """Make the lane of a column in rows that are like the one begun."""
        over, beside = self.resolver.over(column), self._beside
        dated = self.resolver.dated(over, beside)
        follows_row = not over.territory.territory and bool(beside.territory.territory)
        known_by = (beside if follows_row else over).territory.known_by
        number = self._kinds.of((over.alike, known_by, dated.known))
        own = over.territory.facts
        late = dated.last > self._known_until
        lane = _Lane(number, dated.facts | own, dated.due | own, follows_row, late)
        return self._lanes.setdefault(column, lane)

    def _find(self, lane: _Lane, code: str) -> _Pattern | None:
        """Find what figures of a lane share in a number format, None before one has been read in full."""
        pattern = self._patterns.get((lane.kind, self._alike, code))
        if pattern is not None:
            self._current[lane.kind, code] = pattern
        return pattern


def printed(text: str) -> str:
    """Return what is kept of a cell's text."""
    return text if len(text) <= MAX_PRINTED else text[: MAX_PRINTED - 1] + "…"


def _take_value(facts: Facts, value: str, text: str, pattern: _Pattern) -> None:
    """Give a figure its value and step, as `FigureReader` does."""
    point = value.find(".")
    held = len(value) - point - 1 if point >= 0 else 0
    if held > MAX_PLACES:
        places = pattern.places if pattern.places >= 0 else MAX_PLACES
        number = rounded(Decimal(value), places)
        facts["interpretation"] = join_codes(facts.get("interpretation", ""), "rounded_as_shown")
        facts["value"] = plain(number * pattern.scale)
    else:
        places = max(pattern.places, held)
        if text is not value and len(text) - text.find(".") - 1 > places:
            places = max(places, decimals_of(text))
        if held <= pattern.power:
            digits = value[:point] + value[point + 1 :] if held else value
            facts["value"] = str(int(digits) * _POWERS[pattern.power - held])
        else:
            facts["value"] = plain(Decimal(value) * pattern.scale)
    facts["step"] = pattern.steps.get(places) or pattern.step(places)
