"""Decides whether a figure can be taken as it was read, or which field a person must be asked about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reading.draft import Item, ask, settle
from pipeline.reading.text.changes import Change
from pipeline.reading.text.measures import Meant
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.periods import When
from pipeline.reading.text.quantity import Quantity
from pipeline.reading.text.tokens import Number
from pipeline.reading.text.value import Value
from pipeline.reading.text.where import Where

Doubt = tuple[str, str, Sequence[str]]
"""A field, the question about it, and the answers that are proposed."""


RANGE_END = "range_end"
"""The note of the second number of a range: it is asked about with the first."""
_RUNNING = "_to_date"
"""How the code of a running total ends; without it, it is the code of the measure for a period."""


@dataclass(frozen=True)
class Printed:
    """A number with its readings in base units, its scale and unit, and the words that qualify it."""

    number: Number
    value: Value
    readings: tuple[Decimal, ...]
    step: Decimal
    quantity: Quantity
    qualifier: str = ""
    carried: bool = False
    note: str = ""
    elided: bool = False


@dataclass(frozen=True)
class Clues:
    """What was found for a figure; `sure` says that its clause states it as observed or as planned."""

    meant: Meant
    where: Where
    when: When
    change: Change
    sure: bool
    aspect: str = ""


def plain(value: Decimal) -> str:
    """Write a decimal in plain digits, without an exponent and without zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def judge(page: Page, line: Line, printed: Printed, item: Item, clues: Clues) -> Item:
    """Ask about the first field that is open, in the order in which a person would settle them."""
    doubts = (
        *_doubts_of_value(printed),
        *_doubts_of_unit(printed, item),
        *_doubts_of_measure(page, line, item, clues),
        *_doubts_of_place(clues.where),
        *_doubts_of_period(page, item, clues.when),
    )
    if not doubts:
        return settle(item, "used")
    field, question, candidates = doubts[0]
    return ask(item, field, question, candidates)


def _doubts_of_value(printed: Printed) -> Iterator[Doubt]:
    """Yield what is open about the number itself."""
    text = printed.number.text
    values = tuple(plain(reading) for reading in printed.readings)
    if printed.note == "range":
        yield "value", f"'{text}' begins a range; which value is meant?", values
    if not printed.value.certain:
        yield "value", f"Which number is printed as '{text}'?", values
    if printed.number.doubt:
        yield "value", f"Is '{text}' one number, and printed in full?", values


def _doubts_of_unit(printed: Printed, item: Item) -> Iterator[Doubt]:
    """Yield what is open about the unit."""
    if not item.unit:
        yield "unit", "What does this number count?", ()
    elif printed.carried and not printed.elided:
        yield "unit", f"Does this number count {item.unit}, as the one before it?", (item.unit,)


def _doubts_of_measure(page: Page, line: Line, item: Item, clues: Clues) -> Iterator[Doubt]:
    """Yield what is open about kind, measure and quantity."""
    if not clues.sure and (item.measure or clues.meant.candidates):
        kinds = dict.fromkeys((item.kind, "observation", "plan", "target"))
        yield "kind", "Is this observed, planned, or to be done by a day?", tuple(kinds)
    measure = page.vocabulary.measures.get(item.measure)
    partial = not clues.meant.shared and _is_partial(page, line, item)
    if measure is None or not clues.meant.certain or partial:
        yield "measure", "Which measure is this figure of?", clues.meant.candidates
    elif _is_running(page, item) and not _says_running(line, clues.when):
        codes = (item.measure.removesuffix(_RUNNING), item.measure)
        yield "measure", "Is this of the period alone, or a running total?", codes
    elif not clues.change.certain and item.quantity == "difference":
        yield "quantity", "Is this an amount of change, or the level reached?", ("difference", "level")
    elif not clues.change.certain and (
        clues.change.quantity != "level" or page.vocabulary.named_unit(item.unit).code != measure.unit_code
    ):
        yield "quantity", "Is this a level, a share or a change?", ("level", "share", "growth")


def _is_running(page: Page, item: Item) -> bool:
    """Tell whether a measure is the running total of one that the office keeps for periods as well."""
    period = page.vocabulary.measures.get(item.measure.removesuffix(_RUNNING))
    return item.measure.endswith(_RUNNING) and period is not None and item.kind == "observation"


def _says_running(line: Line, when: When) -> bool:
    """Tell whether a sentence says that it counts from a beginning: 'in total', 'so far', 'since'."""
    sentence = line.sentence
    since = when.start is not None and when.end is None
    return since or bool(sentence.of("link", "total") or sentence.of("time", "now"))


def _is_partial(page: Page, line: Line, item: Item) -> bool:
    """Tell whether a clause speaks of a part that no breakdown names: a sector, 'of this'."""
    if item.breakdown != "_T" or page.vocabulary.measures[item.measure].topic != "investment":
        return False
    start, end = line.zone(int(item.start))
    return any(start <= mark.start < end for mark in line.sentence.of("link", "partial"))


def _doubts_of_place(where: Where) -> Iterator[Doubt]:
    """Yield what is open about the territory."""
    if not where.territory or not where.certain:
        named = (where.territory,) if where.territory else ()
        yield "territory", "Which territory is this figure for?", where.candidates or named


def _doubts_of_period(page: Page, item: Item, when: When) -> Iterator[Doubt]:
    """Yield what is open about the period, or about the day on which a plan was stated."""
    undated = when.kind == "unknown" and when.due is None
    if item.kind == "plan" and undated:
        yield "period_end", "On which day was this plan stated?", when.choices
    measure = page.vocabulary.measures.get(item.measure)
    nature = measure.nature if measure is not None else ""
    unfit = when.nature and nature not in ("plan", when.nature) and item.kind == "observation"
    if not when.certain or undated or unfit:
        yield "period_end", "Which period is this figure for?", when.choices
