"""Makes items of one table: heads, labels, notes, totals, and each figure with what it is a figure of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from pipeline.reading.draft import Item, ask, join_codes, settle
from pipeline.reading.tables.figures import FigureReader
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.heads import Head
from pipeline.reading.tables.period_label import kind_of_days, read_label
from pipeline.reading.tables.questions import WAITS, hidden_question, sentence
from pipeline.reading.tables.resolve import Known, Open, Resolver
from pipeline.reading.tables.totals import compare_totals

MAX_PRINTED = 120
"""Characters of a label that an item keeps: no sentence of a source is copied into a list of figures."""
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
        self.known_on = known_on
        self.figures = FigureReader(frame, resolver.heads.vocabulary, resolver.answers)
        self._asked: dict[str, tuple[str, str, tuple[str, ...]]] = {}

    def read(self) -> dict[tuple[int, int], Item]:
        """Return the item of each cell of the table by its row and column."""
        found: dict[tuple[int, int], Item] = {}
        for cell, reason in self._labels():
            found[cell.row, cell.column] = self._label_item(cell, reason)
        for cell in self._data():
            found[cell.row, cell.column] = self._figure_item(cell)
        compare_totals(self.frame, found)
        return {place: self._with_question(item) for place, item in found.items()}

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
        labels, ordinals = set(self.frame.labels), set(self.frame.ordinals)
        for row in layout.data_rows:
            for cell in grid.rows.get(row, ()):
                if cell.column in labels:
                    yield cell, "label of a row"
                elif cell.column in ordinals:
                    yield cell, "number of a row"
        places = set(layout.notes)
        yield from ((cell, "note of the table") for cell in grid.cells if cell.reference in places)

    def _data(self) -> Iterator[Cell]:
        """Yield the cells of figures."""
        data = set(self.frame.data)
        for row in self.frame.layout.data_rows:
            yield from (cell for cell in self.grid.rows.get(row, ()) if cell.column in data)

    def _label_item(self, cell: Cell, reason: str) -> Item:
        """Make the item of a cell of the frame."""
        item = self._item(cell)
        if reason.startswith("number"):
            return settle(item, "ordinal", reason)
        head = self.resolver.read_plain(cell)
        if head is not None and head.period and not head.rest and not reason.startswith(("note", "title")):
            days = head.period.days
            day = days[0].isoformat() if days else ""
            return settle(replace(item, value=day), "date", reason)
        return settle(item, "label", reason)

    def _figure_item(self, cell: Cell) -> Item:
        """Make the item of a cell where figures stand."""
        own = self.resolver.answers.get(self.grid.place(cell), {})
        known = self.resolver.resolve(cell)
        item = self._describe(self._item(cell), known)
        hidden = self._hidden(cell)
        if own.get("disposition", "") not in ("", "used"):
            return settle(item, own["disposition"], own.get("reason", "a person said so"))
        if known.disposition not in ("", "used"):
            return settle(item, known.disposition, "said of its row, column or table")
        item = self.figures.read(_overridden(item, own), cell, known)
        if hidden:
            return self._wait(item, hidden[0], "disposition", hidden[1], ("used", "held"))
        if item.field == "decimal_mark":
            return self._wait(item, self.figures.first_doubtful, item.field, item.question, (",", "."))
        if item.disposition or item.question:
            return item
        return self._close(item, cell, known, own)

    def _close(self, item: Item, cell: Cell, known: Known, own: Mapping[str, str]) -> Item:
        """Settle a figure whose value is read, or say what it waits for."""
        if known.total:
            return settle(item, "control", "total of the table")
        if self._is_total_column(cell):
            return settle(item, "control", "total of the other columns")
        if known.action == "D":
            return settle(item, "held", "withdrawn by its source")
        if known.confidentiality not in ("", "F"):
            return settle(item, "held", f"marked confidential by its source ({known.confidentiality[:10]})")
        asked = known.open
        if asked is not None and asked.field in own:
            lacking = [name for name in _NEEDED if not getattr(item, name)]
            own_head = Head(place=item.place, text=item.as_printed)
            asked = Open(own_head, lacking[0].replace("_start", "")) if lacking else None
        asked = asked or self._doubtful(item, cell)
        if asked is not None:
            text = sentence(asked.field, asked.head.text or item.as_printed)
            return self._wait(item, asked.head.place, asked.field, text, asked.candidates)
        return settle(item, "used")

    def _doubtful(self, item: Item, cell: Cell) -> Open | None:
        """Ask what a percentage is of, and whether a figure of a period to come was observed."""
        across = self.resolver.column(cell.column)
        head = across[0] if across else self.resolver.anchor
        if head is None:
            return None
        measure = self.resolver.heads.vocabulary.measures.get(item.measure)
        if (
            item.unit in ("percent", "%")
            and not item.quantity
            and not (measure and measure.unit_code == "PCT")
        ):
            return Open(head, "quantity", ("share", "growth"))
        if item.kind in OBSERVED and item.period_end > self.known_on.isoformat():
            heads = (*across, *self.resolver.row(cell.row), *self.resolver.captions)
            said = next((found for found in heads if found.period), head)
            return Open(said, "kind", ("plan", "target", "schedule", "observation"))
        return None

    def _describe(self, item: Item, known: Known) -> Item:
        """Give an item what its heads say."""
        days = known.period.days if known.period else None
        facts = {
            "measure": known.measure,
            "breakdown": known.breakdown,
            "territory": known.territory,
            "kind": known.kind or ("observation" if known.measure else ""),
            "quantity": known.quantity,
            "label_as_written": known.label,
            "territory_as_written": known.territory_text,
            "period_as_written": known.period_text,
            "unit_as_written": known.unit_text,
            "inferred": join_codes(*known.inferred),
            "interpretation": f"obs_status_{known.status}" if known.status not in ("", "A") else "",
        }
        if days:
            kind = kind_of_days(*days)
            facts |= {
                "period_start": days[0].isoformat(),
                "period_end": days[1].isoformat(),
                "period_kind": kind,
            }
        return replace(item, **{**facts, **known.given})

    def _item(self, cell: Cell) -> Item:
        """Make an item that knows its place and what is printed there."""
        text = cell.text
        printed = text if len(text) <= MAX_PRINTED else text[: MAX_PRINTED - 1] + "…"
        return Item(sheet=self.grid.name, cell=cell.reference, as_printed=printed)

    def _hidden(self, cell: Cell) -> tuple[str, str] | None:
        """Return where to ask about what is hidden, and the question; None once that is settled."""
        asked = hidden_question(self.frame, self.resolver, cell)
        if asked is None:
            return None
        return None if "disposition" in self.resolver.answers.get(asked[0], {}) else asked

    def _is_total_column(self, cell: Cell) -> bool:
        """Tell whether a column is the total of columns that are periods or territories."""
        across = self.resolver.column(cell.column)
        if not across or not across[0].total:
            return False
        above = [head.place for head in across[1:]]
        for column in self.frame.data:
            beside = self.resolver.column(column)
            if (
                beside
                and [head.place for head in beside[1:]] == above
                and (beside[0].territory or beside[0].period)
            ):
                return True
        return False

    def _wait(self, item: Item, place: str, field: str, text: str, candidates: tuple[str, ...]) -> Item:
        """Let a figure wait for the answer about another place, where the question stands once."""
        self._asked.setdefault(place, (field, text, candidates))
        item = replace(item, reason="")
        if item.place == place:
            return item
        field = self._asked[place][0]
        return ask(item, f"{WAITS}{place}", f"It waits for the answer about {place} ({field}).")

    def _with_question(self, item: Item) -> Item:
        """Put the question that stands at a place on its item."""
        if item.place not in self._asked or (item.question and not item.field.startswith(WAITS)):
            return item
        return ask(replace(item, reason=""), *self._asked[item.place])


def _overridden(item: Item, own: Mapping[str, str]) -> Item:
    """Let what a person said of the cell itself stand before what its heads say."""
    changed = replace(item, **{name: text for name, text in own.items() if name in _OVERRIDES})
    period = read_label(own["period"]) if "period" in own else None
    if period is None or period.days is None:
        return changed
    first, last = period.days
    kind = kind_of_days(first, last)
    return replace(changed, period_start=first.isoformat(), period_end=last.isoformat(), period_kind=kind)
