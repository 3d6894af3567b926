"""Reads the figure of one cell: its number, the marks beside it, or why there is none."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property, lru_cache

from pipeline.reading.draft import join_codes
from pipeline.reading.tables.classes import FIGURE, YEAR, class_of
from pipeline.reading.tables.facts import Facts, asked, place_of_facts, settled
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import FORMULA, Cell
from pipeline.reading.tables.known import Known
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.measure import fits
from pipeline.reading.tables.number import Figure, Reading, missing_mark, read_number, tidy
from pipeline.reading.tables.number_format import plain, read_format
from pipeline.reading.vocabulary import Unit, Vocabulary

MAX_PLACES = 6
"""Decimals that are kept of a number that a sheet calculated; what is shown decides before that."""
_PLAIN = re.compile(r"-?[0-9]+\.([0-9]{1,6})")
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_MIN_OTHERS = 2
_AGREED = 0.9
_FORMULA_BEGINS = ("=", "+", "@", "-", "\t")
_PERCENT = Unit("percent", "PCT", "ratio")


class FigureReader:
    """Reads the figures of one table, whose cells decide what one cell leaves open."""

    def __init__(self, frame: Frame, vocabulary: Vocabulary, answers: Answers) -> None:
        """Begin; `answers` are what a person said of cells."""
        self.frame = frame
        self.vocabulary = vocabulary
        self.answers = answers
        self.decimal = frame.layout.decimal_mark
        self.first_doubtful = ""
        self.words_at = ""
        """Where the words that were read last beside a number stand first."""
        self._first_with: dict[str, str] = {}
        self._footnotes = {mark for mark, _ in frame.layout.footnotes}
        self._missing = dict(frame.layout.missing)

    def read(self, facts: Facts, cell: Cell, known: Known) -> Facts:
        """Give an item its value and unit, a disposition where it holds no figure, or a question."""
        own = self.answers.get(place_of_facts(facts), {}) if self.answers else {}
        if "value" in own:
            number = read_number(own["value"], ".")
            if number is not None and len(number.readings) == 1:
                return _valued(facts, number.readings[0], known, percent="%" in cell.text)
        if cell.kind == "error":
            return settled(facts, "missing", f"the cell shows {cell.text[:20]}")
        if cell.kind == FORMULA:
            question = (
                "The cell holds a formula whose result was not saved with the file. What is its figure?"
            )
            return asked(facts | {"as_printed": ""}, "value", question)
        if cell.kind == "date":
            question = (
                f"The cell is formatted as a date ({cell.value}) where figures stand. What is its figure?"
            )
            return asked(facts, "value", question)
        if cell.kind == "number":
            return self._number(facts, cell, known)
        return self._text(facts, cell, known)

    def _number(self, facts: Facts, cell: Cell, known: Known) -> Facts:
        """Read a number that the file holds as one, at the digits that it holds or shows."""
        form = read_format(cell.format)
        number = Decimal(cell.value) * (100 if form.percent else 1)
        held = max(0, -int(number.normalize().as_tuple().exponent))
        if held > MAX_PLACES:
            places = form.places if form.places >= 0 else MAX_PLACES
            number = rounded(number, places)
            facts["interpretation"] = join_codes(facts.get("interpretation", ""), "rounded_as_shown")
        else:
            places = max(held, form.places, decimals_of(cell.text))
        note = form.suffix.strip("()[] ") if form.suffix.strip("()[] *").isdecimal() else ""
        own_unit = form.suffix if form.suffix and not note else ""
        reading = Reading(number, places, note or "*" * form.suffix.count("*"))
        return self._with_unit(facts, reading, known, percent=form.percent, unit=own_unit)

    def _text(self, facts: Facts, cell: Cell, known: Known) -> Facts:
        """Read a figure that is text: a number as printed, a mark for none, or words."""
        text = tidy(cell.text)
        mark = self._missing.get(text) or missing_mark(text)
        if mark:
            return settled(facts, "missing", f"the mark '{text}' ({mark.replace('_', ' ')})")
        raised = cell.mark.strip("()[] ") if cell.mark and text.endswith(cell.mark) else ""
        bare = text[: -len(cell.mark)] if raised else text
        figure = read_number(bare, self.decimal, self._places.get(cell.column))
        if figure is None:
            return asked(facts, "disposition", _no_number(text), ("missing", "label", "rejected"))
        return self._choose(facts, figure, known, raised)

    def _choose(self, facts: Facts, figure: Figure, known: Known, raised: str) -> Facts:
        """Take the one reading of a text, or ask which of several is meant."""
        readings = self._with_known_notes(figure.readings)
        if figure.doubt or len(readings) > 1:
            values = tuple(dict.fromkeys(plain(reading.value) for reading in readings))
            if not figure.doubt and not any(reading.note for reading in readings) and not self.decimal:
                self.first_doubtful = self.first_doubtful or place_of_facts(facts)
                question = (
                    f"Which mark parts decimals here: the one in '{facts['as_printed']}', or the other one?"
                )
                return asked(facts, "decimal_mark", question, (",", "."))
            why = f", as {figure.doubt}" if figure.doubt else ""
            question = f"'{facts['as_printed']}' can be read in more than one way{why}. Which number is it?"
            return asked(facts, "value", question, values)
        reading = readings[0] if not raised else replace(readings[0], note=raised)
        if figure.qualifier:
            facts["qualifier"] = facts.get("qualifier") or figure.qualifier
        return self._with_unit(facts, reading, known, percent=figure.percent, unit=figure.unit)

    def _with_known_notes(self, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """Keep the reading whose note stands below the table, where just one does."""
        if len(readings) < 2:
            return readings
        noted = tuple(reading for reading in readings if reading.note and reading.note in self._footnotes)
        return noted if len(noted) == 1 else readings

    def _with_unit(self, facts: Facts, reading: Reading, known: Known, *, percent: bool, unit: str) -> Facts:
        """Give an item its value in its unit; a unit printed in the cell must be the one of its heads."""
        if unit:
            said = self._said_of(place_of_facts(facts), unit)
            found = said or self.vocabulary.unit_of(unit)
            same = said or known.unit is None or (found is not None and _is_same(found, known.unit))
            if found is None or not same or not fits(self.vocabulary, known.measure, found):
                return _ask_unit(facts, unit, known, found)
            known.unit, known.unit_text = found, known.unit_text or unit
            known.open = None if known.open and known.open.field == "unit" else known.open
        return _valued(facts, reading, known, percent=percent)

    def _said_of(self, place: str, words: str) -> Unit | None:
        """Return the unit that a person said words beside a number mean, here or where they stand first."""
        self.words_at = self._first_with.setdefault(words, place)
        said = next(
            (given["unit"] for at in (place, self.words_at) if "unit" in (given := self.answers.get(at, {}))),
            "",
        )
        return (self.vocabulary.unit_of(said) or self.vocabulary.named_unit(said)) if said else None

    @cached_property
    def _places(self) -> dict[int, int]:
        """The decimals that the figures of each column have, where nine of ten agree."""
        found: dict[int, Counter[int]] = {}
        for cell in self._plain_cells():
            figure = read_number(cell.text, self.decimal) if cell.kind == "text" else None
            places = _shown_places(cell) if cell.kind == "number" else -1
            if figure is not None and len(figure.readings) == 1 and not figure.doubt:
                places = figure.readings[0].places
            if places >= 0:
                found.setdefault(cell.column, Counter())[places] += 1
        agreed: dict[int, int] = {}
        for column, counts in found.items():
            places, times = counts.most_common(1)[0]
            if times >= _MIN_OTHERS and times >= _AGREED * counts.total():
                agreed[column] = places
        return agreed

    def _plain_cells(self) -> Iterable[Cell]:
        """Yield the cells of figures."""
        data = set(self.frame.data)
        for row in self.frame.layout.data_rows:
            for cell in self.frame.grid.rows.get(row, ()):
                if cell.column in data and class_of(cell) in (FIGURE, YEAR):
                    yield cell


def decimals_of(text: str) -> int:
    """Return the decimals of a number that a data file prints in plain form."""
    if "." not in text:
        return 0
    found = _PLAIN.fullmatch(text)
    return len(found[1]) if found else 0


def _shown_places(cell: Cell) -> int:
    """Return the decimals that a number's format shows, -1 where it leaves them open."""
    return read_format(cell.format).places


def rounded(number: Decimal, places: int) -> Decimal:
    """Round a number that a sheet calculated, half away from zero."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _valued(facts: Facts, reading: Reading, known: Known, *, percent: bool) -> Facts:
    """Give an item a value in base units, its step, unit and note."""
    unit = _PERCENT if percent and (known.unit is None or known.unit.dimension != "ratio") else known.unit
    if percent and known.open is not None and known.open.field == "unit":
        known.open = None
    scale = (unit.scale if unit else Decimal(1)) * known.scale
    note = f"note_{reading.note}" if reading.note else ""
    facts["value"] = plain(reading.value * scale)
    facts["step"] = step_of(reading.places, scale)
    facts["unit"] = unit.name if unit else ""
    facts["unit_as_written"] = facts.get("unit_as_written") or ("%" if percent else "")
    if note:
        facts["interpretation"] = join_codes(facts.get("interpretation", ""), note)
    return facts


@lru_cache(maxsize=1024)
def step_of(places: int, scale: Decimal) -> str:
    """Write one unit of the last printed place in base units."""
    return plain(Decimal(1).scaleb(-places) * scale)


def _is_same(unit: Unit, other: Unit) -> bool:
    """Tell whether two units are one, their scales included."""
    return (unit.name, unit.scale) == (other.name, other.scale)


def _ask_unit(facts: Facts, words: str, known: Known, found: Unit | None) -> Facts:
    """Ask about words beside a number that are no unit, or not the one of its heads."""
    if found is None or known.unit is None:
        question = f"What are the words '{words[:40]}' beside the number: a unit, or a note?"
        return asked(facts, "unit", question)
    heads = known.unit_text or known.unit.name
    question = f"The cell says '{words[:40]}' and its heads '{heads[:40]}'. Which unit is it in?"
    return asked(facts, "unit", question, (words[:40], heads[:40]))


def _no_number(text: str) -> str:
    """Ask about words where a figure stands."""
    if text.startswith(_FORMULA_BEGINS) and len(text) > 1 and not text[1].isspace():
        return "The text of a formula stands where figures stand. It is never calculated. What is it?"
    return "Words stand where figures stand. What are they: a mark for no figure, a label, or to reject?"
