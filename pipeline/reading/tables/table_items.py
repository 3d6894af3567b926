"""Makes items of one table: heads, labels, notes, totals, and each figure with what it is a figure of."""

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.reading.tables.alike import AlikeFigures, printed
from pipeline.reading.tables.facts import Facts, asked, is_open, place_of_facts, settled
from pipeline.reading.tables.figures import FigureReader
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell, place_of, reference
from pipeline.reading.tables.heads import Head
from pipeline.reading.tables.known import Known, Open
from pipeline.reading.tables.period_label import kind_of_days, read_label
from pipeline.reading.tables.places import INFERRED
from pipeline.reading.tables.questions import WAITS, hidden_question, sentence
from pipeline.reading.tables.resolve import Resolver
from pipeline.reading.tables.totals import compare_totals

OBSERVED = ("", "observation")
_OVERRIDES = frozenset(
    (
        "measure",
        "breakdown",
        "territory",
        "quantity",
        "kind",
        "price_basis",
        "qualifier",
        "period_kind",
        "due_on",
    )
)
_NEEDED = ("measure", "unit", "territory", "period_start")


class TableReader:
    """Reads one table of a sheet."""

    def __init__(self, frame: Frame, resolver: Resolver, known_on: date) -> None:
        """Begin; what ends after `known_on` cannot have been observed."""
        self.frame = frame
        self.grid = frame.grid
        self.resolver = resolver
        self.figures = FigureReader(frame, resolver.heads.vocabulary, resolver.answers)
        self._known_until = known_on.isoformat()
        self._has_hidden = bool(frame.grid.hidden or frame.grid.hidden_rows or frame.grid.hidden_columns)
        self._asked: dict[str, tuple[str, str, tuple[str, ...]]] = {}
        self._at: dict[str, tuple[int, int]] = {}
        self._alike = AlikeFigures(resolver, self._known_until)

    def read(self) -> dict[tuple[int, int], Facts]:
        """Return the facts of each cell of the table by its row and column."""
        found: dict[tuple[int, int], Facts] = {}
        for cell, reason in self._labels():
            found[cell.row, cell.column] = self._label(cell, reason)
        self._read_figures(found)
        if self.frame.layout.total_rows:
            compare_totals(self.frame, found)
        for place, asked_here in self._asked.items():
            at = self._at.get(place)
            if at in found and not _asks_itself(found[at]):
                asked(found[at], *asked_here)
        return found

    def _read_figures(self, found: dict[tuple[int, int], Facts]) -> None:
        """Read the cells of figures; those that are like one before need no more than their number."""
        data = set(self.frame.data)
        alike = self._alike if not self._has_hidden and not self.resolver.has_roles else None
        for row in self.frame.layout.data_rows:
            if alike:
                alike.begin(row)
            for cell in self.grid.rows.get(row, ()):
                if cell.column not in data:
                    continue
                facts = alike.read(cell) if alike else None
                if facts is None:
                    facts, known = self._figure(cell)
                    if alike:
                        alike.learn(cell, facts, known)
                found[row, cell.column] = facts

    def _labels(self) -> Iterator[tuple[Cell, str]]:
        """Yield the cells of the frame and what each is."""
        grid, layout, columns = self.grid, self.frame.layout, self.frame.columns
        yield from ((cell, "title of the table") for cell in self.frame.titles)
        for row in layout.header_rows:
            counting = row in self.frame.counting_rows
            for cell in grid.rows.get(row, ()):
                if cell.column in columns or not layout.data_columns:
                    yield cell, "number of a column" if counting else "head of a column"
        for row in layout.group_rows:
            yield from (
                (cell, "head of a group") for cell in grid.rows.get(row, ()) if cell.column in columns
            )
        beside = dict.fromkeys(self.frame.ordinals, "number of a row")
        beside |= dict.fromkeys(self.frame.labels, "label of a row")
        for row in layout.data_rows:
            for column, reason in beside.items():
                if (found := grid.find(row, column)) is not None:
                    yield found, reason
        notes = (grid.find(*place_of(place)) for place in layout.notes)
        yield from ((cell, "note of the table") for cell in notes if cell is not None)

    def _label(self, cell: Cell, reason: str) -> Facts:
        """Read a cell of the frame."""
        facts = self._facts(cell)
        facts["disposition"], facts["reason"] = "label", reason
        if reason.startswith("number"):
            facts["disposition"] = "ordinal"
            return facts
        head = self.resolver.read_plain(cell)
        is_date = head.period and not head.rest and "period" not in head.facts
        if is_date and not reason.startswith(("note", "title")):
            days = head.period.days if head.period else None
            facts["disposition"], facts["value"] = "date", days[0].isoformat() if days else ""
        return facts

    def _figure(self, cell: Cell) -> tuple[Facts, Known]:
        """Read a cell where figures stand; also returns what is known of it by its heads."""
        known, said = self.resolver.resolve(cell)
        return self._read_figure(cell, known, said), known

    def _read_figure(self, cell: Cell, known: Known, said: Facts) -> Facts:
        """Read the figure of a cell of which heads have said something."""
        answers = self.resolver.answers
        facts = self._facts(cell) | said
        own = answers.get(place_of_facts(facts), {}) if answers else {}
        if known.status not in ("", "A"):
            facts["interpretation"] = f"obs_status_{known.status}"
        if own.get("disposition", "") not in ("", "used"):
            return settled(facts, own["disposition"], own.get("reason", "a person said so"))
        if known.disposition not in ("", "used"):
            return settled(facts, known.disposition, "said of its row, column or table")
        if own:
            _override(facts, own)
        facts = self.figures.read(facts, cell, known)
        hidden = self._hidden(cell) if self._has_hidden else None
        if hidden:
            return self._wait(facts, hidden[0], "disposition", hidden[1], ("used", "held"))
        if facts.get("field") == "unit":
            candidates = tuple(filter(None, facts["candidates"].split("|")))
            return self._wait(facts, self.figures.words_at, "unit", facts["question"], candidates)
        if facts.get("field") == "decimal_mark":
            return self._wait(
                facts, self.figures.first_doubtful, "decimal_mark", facts["question"], (",", ".")
            )
        return facts if is_open(facts) else self._close(facts, cell, known, own)

    def _close(self, facts: Facts, cell: Cell, known: Known, own: Mapping[str, str]) -> Facts:
        """Settle a figure whose value is read, or say what it waits for."""
        if known.total:
            return settled(facts, "control", "total of the table")
        if self.resolver.sums_others(cell.column):
            return settled(facts, "control", "total of the other columns")
        if known.action == "D":
            return settled(facts, "held", "withdrawn by its source")
        if known.confidentiality not in ("", "F"):
            return settled(facts, "held", f"marked confidential by its source ({known.confidentiality[:10]})")
        question = known.open
        if question is not None and question.field in own:
            lacking = [name for name in _NEEDED if not facts.get(name)]
            own_head = Head(place=place_of_facts(facts), text=facts["as_printed"])
            question = Open(own_head, lacking[0].replace("_start", "")) if lacking else None
        question = question or self._doubtful(facts, cell)
        for other in known.more:
            self._ask_at(other, facts)
        return settled(facts, "used") if question is None else self._ask(facts, question)

    def _ask(self, facts: Facts, question: Open) -> Facts:
        """Let a figure wait for the answer to a question, in its own table or in one before."""
        elsewhere = self._asked_elsewhere(question)
        if elsewhere:
            return asked(facts, f"{WAITS}{elsewhere}", f"It waits for the answer about {elsewhere}.")
        text = sentence(question.field, question.head.text or facts["as_printed"])
        return self._wait(facts, question.head.place, question.field, text, question.candidates)

    def _asked_elsewhere(self, question: Open) -> str:
        """Return where the same name is asked about in a table before, with the same candidates."""
        if question.field != "territory" or not question.candidates:
            return ""
        key = (question.head.text, question.candidates)
        first = self.resolver.heads.first_asked.setdefault(key, question.head.place)
        return first if first != question.head.place and first not in self._asked else ""

    def _ask_at(self, other: Open, facts: Facts) -> None:
        """Put a question that a figure would come to later, unless another stands at its place."""
        place = other.head.place
        if place not in self._asked and not self._asked_elsewhere(other):
            text = sentence(other.field, other.head.text or facts["as_printed"])
            self._asked[place] = (other.field, text, other.candidates)
            self._at[place] = place_of(place.rpartition("!")[2])

    def _doubtful(self, facts: Facts, cell: Cell) -> Open | None:
        """Ask what a percentage is of, and whether a figure of a period to come was observed."""
        across = self.resolver.column(cell.column)
        head = across[0] if across else self.resolver.anchor
        if head is None:
            return None
        measure = self.resolver.heads.vocabulary.measures.get(facts.get("measure", ""))
        if (
            facts["unit"] in ("percent", "%")
            and not facts.get("quantity")
            and not (measure and measure.unit_code == "PCT")
        ):
            return Open(head, "quantity", ("share", "growth"))
        if facts.get("kind", "") in OBSERVED and facts.get("period_end", "") > self._known_until:
            heads = (*across, *self.resolver.row(cell.row), *self.resolver.captions)
            said = next((found for found in heads if found.period), head)
            return Open(said, "kind", ("plan", "target", "schedule", "observation"))
        return None

    def _facts(self, cell: Cell) -> Facts:
        """Begin a cell: its place and what is printed there."""
        place = reference(cell.row, cell.column)
        return {"sheet": self.grid.name, "cell": place, "as_printed": printed(cell.text)}

    def _hidden(self, cell: Cell) -> tuple[str, str] | None:
        """Return where to ask about what is hidden, and the question; None once that is settled."""
        asked = hidden_question(self.frame, self.resolver, cell)
        if asked is None:
            return None
        return None if "disposition" in self.resolver.answers.get(asked[0], {}) else asked

    def _wait(self, facts: Facts, place: str, field: str, text: str, candidates: tuple[str, ...]) -> Facts:
        """Let a figure wait for the answer about another place, where the question stands once."""
        if place not in self._asked:
            self._asked[place] = (field, text, candidates)
            self._at[place] = place_of(place.rpartition("!")[2])
        if place == place_of_facts(facts):
            return asked(facts, field, text, candidates)
        field = self._asked[place][0]
        return asked(facts, f"{WAITS}{place}", f"It waits for the answer about {place} ({field}).")


def _asks_itself(facts: Facts) -> bool:
    """Tell whether a cell has a question of its own."""
    return bool(facts.get("question")) and not facts["field"].startswith(WAITS)


def _override(facts: Facts, own: Mapping[str, str]) -> None:
    """Let what a person said of the cell itself stand before what its heads say."""
    facts |= {name: text for name, text in own.items() if name in _OVERRIDES}
    if "territory" in own:
        codes = facts.get("inferred", "").split(";")
        facts["inferred"] = ";".join(code for code in codes if code != INFERRED)
    period = read_label(own["period"]) if "period" in own else None
    if period is not None and period.days is not None:
        first, last = period.days
        facts |= {"period_start": first.isoformat(), "period_end": last.isoformat()}
        facts["period_kind"] = kind_of_days(first, last)
