"""Figures that a text states as parts of an amount it has told: 'of this, X', 'X, or Y %', 'из них X'."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.reading.draft import Item, join_codes, settle
from pipeline.reading.lexicon import grammar
from pipeline.reading.text.enumeration import goes_on
from pipeline.reading.text.follow import copy_facts
from pipeline.reading.text.measures import Meant
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.periods import When
from pipeline.reading.text.sentence import Mark
from pipeline.reading.text.tokens import Number
from pipeline.reading.text.where import Where

_PARAGRAPHS = 1
"""An amount is referred back to from its own paragraph or the next one."""


@dataclass(frozen=True)
class Told:
    """A figure that stands before, with its sentence."""

    line: Line
    item: Item

    @property
    def place(self) -> int:
        """Where it begins."""
        return int(self.item.start)


def whole_of(page: Page, line: Line, place: int, told: Sequence[Told]) -> Item | None:
    """Return the settled amount that a figure is told to be part of; None where the words leave a doubt.

    'Of this' is the one amount of the sentence, or of the last sentence that told any; 'of the total' is the
    one whole that the sentence or the text has told, whatever parts of it were told beside it.
    """
    mark = _reference(line, place)
    levels = [one for one in told if one.item.quantity == "level"]
    if mark is None:
        return _whole_of_shares(page, line, levels)
    here = [one for one in levels if one.line is line and one.place < mark.start]
    before = here or (levels if mark.meaning == "total" else _last_told(page, line, levels))
    wholes = [one for one in before if not _is_part(page, one.item)]
    if len(wholes) != 1 or (mark.meaning == "this" and len(before) != 1):
        return None
    item = wholes[0].item
    return item if item.disposition == "used" and item.quantity == "level" else None


def _whole_of_shares(page: Page, line: Line, levels: Sequence[Told]) -> Item | None:
    """Return the one amount of the sentence before, where this one says which places it fell on."""
    if not line.sentence.of("share"):
        return None
    before = page.paragraph(line)[-1:]
    wholes = [one for one in levels if before and one.line is before[0]]
    item = wholes[0].item if len(wholes) == 1 and not _is_part(page, wholes[0].item) else None
    return item if item is not None and item.disposition == "used" else None


def _reference(line: Line, place: int) -> Mark | None:
    """Return the words for a whole that a figure follows, or that its own clause has."""
    sentence = line.sentence
    clause = sentence.clause_at(place)
    marks = [
        mark
        for mark in sentence.of("whole")
        if mark.start < place or sentence.clause_at(mark.start) == clause
    ]
    return marks[-1] if marks else None


def _last_told(page: Page, line: Line, told: Sequence[Told]) -> list[Told]:
    """Return the figures of the last sentence that told a whole, of this paragraph or the one before."""
    first = line.sentence.paragraph - _PARAGRAPHS
    for one in reversed(told):
        if one.line.sentence.paragraph < first or one.line is line:
            continue
        if not _is_part(page, one.item):
            return [other for other in told if other.line is one.line]
    return []


def _is_part(page: Page, item: Item) -> bool:
    """Tell whether a figure is itself part of another, or no amount."""
    measure = page.vocabulary.measures.get(item.measure)
    part = measure is not None and measure.part_of != ""
    return part or item.breakdown not in ("_T", "") or item.quantity != "level"


def with_whole(
    page: Page, line: Line, place: int, whole: Item, found: tuple[Meant, Where, When]
) -> tuple[Meant, Where, When]:
    """Settle what a part takes from its whole: the topic, and the place and time that it does not name.

    What is said to be the part of a place and of nothing else is the same measure there.
    """
    meant, where, when = found
    measures = page.vocabulary.measures
    known = meant.certain and meant.measure == whole.measure
    if not known and _is_share_of_time(page, line, place, whole, found):
        code = whole.measure
        settled = Meant(code, "_T", meant.kind, True, (code,), join_codes("label", meant.inferred), True)
        return settled, _place_of(whole, where), when
    if not known and _is_share_of_place(page, line, place, whole, where):
        code = whole.measure
        settled = Meant(code, "_T", meant.kind, True, (code,), join_codes("label", meant.inferred), True)
        return settled, where, _period_of(whole, when)
    measure = measures.get(meant.measure)
    if measure is None or whole.measure not in (measure.code, measure.part_of):
        return meant, where, when
    if measure.code == whole.measure and meant.breakdown == "_T":
        return meant, where, when
    settled = replace(meant, certain=True, inferred=join_codes("label", meant.inferred))
    return settled, _place_of(whole, where), _period_of(whole, when)


def _is_share_of_place(page: Page, line: Line, place: int, whole: Item, where: Where) -> bool:
    """Tell whether a clause says no more of a part than the place within the whole's where it is counted."""
    inside = page.vocabulary.places.lies_in(where.territory, whole.territory)
    if not (where.certain and inside and whole.breakdown == "_T") or "territory" in where.inferred.split(";"):
        return False
    sentence = line.sentence
    start, end = line.zone(place)
    away = grammar(sentence.lang, "origin_before")
    first = max((mark.end for mark in sentence.of("whole") if mark.start < place), default=start)
    if any(word.text in away for word in sentence.words if max(start, first) <= word.start < end):
        return False
    units = [mark for mark in line.units_said if mark.meaning == whole.unit]
    known = [
        mark
        for section in ("whole", "aspect", "share", "qualifier", "scale")
        for mark in sentence.of(section)
    ]
    return goes_on(sentence, start, end, line.places, (*units, *known))


def _is_share_of_time(
    page: Page, line: Line, place: int, whole: Item, found: tuple[Meant, Where, When]
) -> bool:
    """Tell whether a clause says no more of a part than its time: 'of which X hectares in October'."""
    _, where, when = found
    measure = page.vocabulary.measures.get(whole.measure)
    if measure is None or measure.nature != "flow" or whole.breakdown != "_T" or not when.certain:
        return False
    if when.carried_from >= 0 or when.undated or when.start is None or when.end is None:
        return False
    inside = whole.period_start <= when.start.isoformat() and when.end.isoformat() <= whole.period_end
    own_place = where.certain and "territory" not in where.inferred.split(";")
    if not inside or (own_place and where.territory != whole.territory):
        return False
    sentence = line.sentence
    start, end = line.zone(place)
    sections = ("whole", "aspect", "share", "qualifier", "scale", "month", "time")
    units = [mark for mark in line.units_said if mark.meaning == whole.unit]
    counted = any(start <= mark.start < end for mark in units)
    marks = (mark for section in sections for mark in sentence.of(section))
    known = [mark for mark in marks if mark.section != "time" or mark.meaning not in ("by", "since")]
    return counted and goes_on(sentence, _after_whole(line, place, start), end, (), (*units, *known))


def _after_whole(line: Line, place: int, start: int) -> int:
    """Return where the words about a part begin: behind those that refer to its whole."""
    return max((mark.start for mark in line.sentence.of("whole") if mark.start < place), default=start)


def _place_of(whole: Item, where: Where) -> Where:
    """Take the territory of a whole where the clause names none."""
    if where.certain and "territory" not in where.inferred.split(";"):
        return where
    inferred = join_codes("territory", whole.inferred)
    return Where(whole.territory, inferred, whole.scope, whole.territory_as_written, certain=True)


def _period_of(whole: Item, when: When) -> When:
    """Take the period of a whole where the sentence names none."""
    if when.carried_from < 0 and not when.undated:
        return when
    return When(
        whole.period_kind,
        _day(whole.period_start),
        _day(whole.period_end),
        words=whole.period_as_written,
        inferred=join_codes("period", whole.inferred),
        certain=True,
        nature=when.nature,
    )


def _day(text: str) -> date | None:
    """Read a day of an item."""
    return date.fromisoformat(text) if text else None


def settle_share(item: Item, level: Item) -> Item:
    """Settle a per cent as the share of a part in its total, with all that the part says of itself."""
    return settle(copy_facts(replace(item, quantity="share", kind=level.kind), level), "used")


def is_after_part(page: Page, line: Line, meant: Meant, told: Sequence[Told]) -> bool:
    """Tell whether a change read as one of the whole stands right after a part: it may be the part's."""
    measure = page.vocabulary.measures.get(meant.measure)
    whole = measure is not None and meant.breakdown == "_T" and measure.part_of == ""
    return whole and bool(told) and told[-1].line is line and _is_part(page, told[-1].item)


def share_of(page: Page, line: Line, number: Number, told: Sequence[Told]) -> Item | None:
    """Return the part of which a figure in per cent is the share in the total: 'X, or Y %', 'X (Y %)'."""
    clause = line.sentence.clause_at(number.start)
    if clause not in line.asides or not told or told[-1].line is not line:
        return None
    level = told[-1].item
    start, end = line.sentence.clauses[clause]
    changed = any(start <= mark.start < end for mark in line.sentence.of("change"))
    near = line.sentence.clause_at(int(level.start)) == clause - 1
    measure = page.vocabulary.measures.get(level.measure)
    if measure is None or not near or changed or level.disposition != "used" or level.quantity != "level":
        return None
    return level if level.breakdown != "_T" or measure.part_of else None
