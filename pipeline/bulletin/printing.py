"""Numbers and sentences as they are printed: what a source says of a number, its flags, its interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bulletin.binding import Binder, Cell, is_wide
from pipeline.bulletin.entries import Value
from pipeline.bulletin.marks import MARKS, cell_marks, marks_in
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Printed, Symbol, Text
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import Place

NO_BREAK = "\u00a0"
PER_CENT = " %"
_ABOUT = "about"


@dataclass
class Printing:
    """Says sentences of the edition and prints cells through the binder.

    Remembers which flags and sources it has met, and which messages were told.
    """

    material: Material
    binder: Binder
    fonts: Path
    used: set[str] = field(default_factory=set)
    cited: dict[str, None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def say(self, message: str, /, **slots: Slot) -> Text:
        """Say a sentence of the edition's catalogue; texts with numbers go in and come out as they are."""
        self.told.add(message)
        return self.material.messages.say(message, slots)

    def word(self, message: str, /, **slots: Slot) -> str:
        """Say a sentence, or a word, without numbers of cells: a head, a title, a note."""
        self.told.add(message)
        return self.material.messages.word(message, slots)

    def sentences(self, said: Sequence[Text]) -> Text:
        """Put sentences one after the other."""
        return joined(*(run for at, text in enumerate(said) for run in ((" ", *text) if at else text)))

    def joined(self, texts: Sequence[Text]) -> Text:
        """Put texts in a row: a, b and c."""
        return self.material.messages.join(texts)

    def place(self, territory_id: str) -> Place:
        """Return a territory as a phrase."""
        return self.material.place(territory_id)

    def inside(self, territory_id: str) -> Place:
        """Return a territory inside a phrase: a name that describes begins with a small letter."""
        place = self.place(territory_id)
        name = self.material.labels.get(("territory_inside", territory_id), place.name)
        return Place(name, place.level)

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
        return joined(*self._said(value, place, None, ()), unit, *self._interval(value, place))

    def marks(self, cell: Cell, common: Sequence[str] = ()) -> str:
        """Return a cell's flags as words in brackets, less those that hold for the whole table."""
        marks = [mark for mark in cell_marks(cell) if mark not in common]
        self.used |= set(marks)
        return "".join(f"{NO_BREAK}{mark}" for mark in marks)

    def cite(self, source_id: str) -> str:
        """Name a source by its id, so that the table of sources lists it."""
        self.cited[source_id] = None
        return source_id

    def symbols(self) -> tuple[Symbol, ...]:
        """List the symbols that the pages use, and no others."""
        return tuple(Symbol(mark, self._meaning(mark)) for mark in MARKS if mark in self.used)

    def _meaning(self, mark: str) -> str:
        """Say what a mark means."""
        return self.word(f"mark-{mark.strip('[]')}")

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
        return joined(*self.say("interval", low=low, high=high), self.marks(value.cell, common))

    def _print(self, value: Value, place: str, align_to: int | None) -> Printed:
        """Print a value and cite its sources."""
        for source_id in self.material.source_ids(value.cell):
            self.cite(source_id)
        return self.binder.number(
            value.cell, value.facet, most=value.most, signed=value.signed, place=place, align_to=align_to
        )

    def _common_marks(self, cells: Sequence[Cell]) -> list[str]:
        """Return the flags that every cell carries, where there are several cells, and mark them as used."""
        every = [set(cell_marks(cell)) for cell in cells]
        common = sorted(set.intersection(*every)) if len(cells) > 1 else []
        self.used |= set(common)
        return common

    def _flags_said(
        self, common: Sequence[str], message: str, texts: Iterable[Text], said: Iterable[str]
    ) -> list[str]:
        """Say in one note of which flags all numbers have, and what the others in texts mean.

        Those of which other notes speak are left out.
        """
        found = marks_in(" ".join(run for text in texts for run in text if isinstance(run, str)))
        some = found - set(common) - marks_in(" ".join(said))
        of_all = [self.word(message, mark=mark, meaning=self._meaning(mark)) for mark in common]
        note = " ".join((*of_all, *(f"{mark} {self._meaning(mark)}." for mark in MARKS if mark in some)))
        return [note] if note else []


def joined(*runs: str | Printed) -> Text:
    """Put the runs that are not empty together."""
    return tuple(run for run in runs if run != "")


def _bound(value: Value, facet: str) -> Value:
    """Return an end of a value's interval."""
    return Value(value.cell, facet, value.most, value.signed)
