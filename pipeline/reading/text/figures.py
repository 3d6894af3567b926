"""One number of a sentence: what it says, of what, where, when, and what a person must be asked."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.draft import Item, ask, join_codes, settle
from pipeline.reading.text.aspects import aspect_at, is_asserted, says_itself
from pipeline.reading.text.carry import is_far, settle_when, undated
from pipeline.reading.text.changes import Change, change_at
from pipeline.reading.text.history import TIME_UNITS, is_after_preposition, is_past
from pipeline.reading.text.judge import RANGE_END, Clues, Printed, judge, plain
from pipeline.reading.text.measures import Meant, has_cue, measure_at
from pipeline.reading.text.out_of import is_out_of
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.parts import Told, is_after_part, settle_share, share_of, whole_of, with_whole
from pipeline.reading.text.periods import When
from pipeline.reading.text.places import where_at
from pipeline.reading.text.quantity import MONEY
from pipeline.reading.text.when import when_at

_KINDS = {
    "done": "observation",
    "under_way": "observation",
    "planned": "plan",
    "due": "target",
    "": "observation",
}
_BESIDE = 12
"""A word for a detail of a building stands at most so many characters from its number."""
_DETAILS = frozenset({"storeys", "seats", "lanes"})
_LENGTHS = frozenset({"km", "metres"})
"""Units that say how long a thing is, and not how much of it is done, unless a verb beside them does."""
_WHOLE_THINGS = frozenset({"money", "ratio", "area", "length"})


def is_counted(page: Page, unit: str) -> bool:
    """Tell whether a unit is of whole things: persons, dwellings."""
    return (
        bool(unit) and page.vocabulary.named_unit(unit).dimension not in _WHOLE_THINGS and unit not in MONEY
    )


def read_figure(page: Page, line: Line, printed: Printed, told: Sequence[Told] = ()) -> Item:
    """Say everything that rules can tell about a figure; what they cannot is put as a question.

    `told` are the figures before it, in order.
    """
    unit = printed.quantity.unit
    place = printed.number.start
    change = change_at(line, place, unit)
    item = _start(printed, change)
    if printed.value.refused:
        return _refuse(item, printed)
    aspect, sure = aspect_at(line, place)
    if not aspect and change.quantity != "level":
        aspect, sure = "done", True
    past, past_sure = is_past(line, place, unit, has_cue(page, line, unit), _published(page))
    if past:
        ahead = is_after_preposition(line, place)
        clear = bool(unit) or not _may_be_year(printed)
        return _past(_of_persons(item, printed), aspect, past_sure and clear, ahead)
    sure = sure and past_sure and is_asserted(line, place, page.text, aspect)
    level = share_of(page, line, printed.number, told) if unit == "percent" else None
    if level is not None and printed.value.certain:
        return settle_share(item, level)
    clues = _clues(page, line, printed, told, (aspect, sure), change)
    return _present(page, line, printed, replace(item, quantity=clues.change.quantity), clues)


def _published(page: Page) -> int:
    """Return the year of publication, 0 where it is not known."""
    return page.anchor.first.year if page.anchor.first is not None else 0


def _start(printed: Printed, change: Change) -> Item:
    """Begin an item: its value, unit and qualifier."""
    readings = printed.readings
    sign = -1 if change.falls and change.quantity in ("growth", "difference") else 1
    value = plain(sign * readings[0]) if readings else ""
    unit = printed.quantity.unit
    note = "" if printed.note in ("range", RANGE_END) else printed.note or printed.value.note
    return Item(
        start=str(printed.number.start),
        value=value,
        unit=unit,
        qualifier=printed.qualifier,
        quantity=change.quantity,
        price_basis=change.basis,
        step=plain(printed.step) if readings else "",
        inferred="unit" if printed.carried else "",
        interpretation=join_codes(change.interpretation, note),
        unit_as_written=printed.quantity.words,
    )


def _refuse(item: Item, printed: Printed) -> Item:
    """Reject a number that cannot be what it says, and propose what it may be."""
    reason = printed.value.refused
    if reason == "marks_contradict":
        found = replace(item, kind="observation")
        return ask(found, "value", f"Which number is printed as '{printed.number.text}'?")
    proposed = tuple(plain(reading) for reading in printed.readings)
    return replace(
        settle(replace(item, value="", kind="observation"), "rejected", reason), candidates="|".join(proposed)
    )


def _may_be_year(printed: Printed) -> bool:
    """Tell whether a number without a unit may as well be a year."""
    return (
        printed.number.is_plain and len(printed.number.text) == 4 and printed.number.text[:2] in ("19", "20")
    )


def _of_persons(item: Item, printed: Printed) -> Item:
    """Take a figure about a past event that names no unit to count persons."""
    if printed.quantity.unit and not printed.carried:
        return item
    return replace(item, unit="persons", inferred="unit")


def _past(item: Item, aspect: str, sure: bool, ahead: bool) -> Item:
    """Set aside a figure about a past event or a length of time."""
    if item.unit in TIME_UNITS and aspect in ("due", "planned") and ahead:
        return settle(replace(item, kind="plan"), "out_of_scope", "length_of_time")
    found = replace(item, kind="historical")
    if not sure:
        return ask(found, "kind", "Is this a figure about a past event?", ("historical", "observation"))
    return settle(found, "out_of_scope", "past_event")


def _clues(
    page: Page,
    line: Line,
    printed: Printed,
    told: Sequence[Told],
    said: tuple[str, bool],
    change: Change,
) -> Clues:
    """Find measure, territory and period of a figure; `said` is its aspect, and whether that is sure."""
    place, unit = printed.number.start, printed.quantity.unit
    aspect, sure = said
    when, aspect, meant = _timed(page, line, place, unit, aspect)
    measure = page.vocabulary.measures.get(meant.measure)
    where = where_at(page, line, place, measure.topic if measure else "")
    whole = whole_of(page, line, place, told)
    if whole is not None:
        meant, where, when = with_whole(page, line, place, whole, (meant, where, when))
        change = _as_share(page, line, unit, meant, change)
    if is_out_of(line, printed.number, unit) or (unit in _LENGTHS and not says_itself(line, place)):
        meant = replace(meant, certain=False)
    if change.quantity != "level" and is_after_part(page, line, meant, told):
        meant = replace(meant, certain=False)
    return Clues(meant, where, when, change, sure and bool(aspect), aspect)


def _as_share(page: Page, line: Line, unit: str, meant: Meant, change: Change) -> Change:
    """Take a percentage of an amount that was told, spent on a part of it, as the share of that part."""
    measure = page.vocabulary.measures.get(meant.measure)
    is_part = meant.certain and measure is not None and bool(measure.part_of or meant.breakdown != "_T")
    if unit != "percent" or not is_part or change.quantity != "level" or line.sentence.of("change"):
        return change
    return replace(change, quantity="share", certain=True)


def _timed(page: Page, line: Line, place: int, unit: str, aspect: str) -> tuple[When, str, Meant]:
    """Find period and measure of a figure, which depend on each other, and its aspect with what is due."""
    when = when_at(page, line, place, aspect, unit)
    said = _with_due(aspect, when)
    meant = measure_at(page, line, place, unit, said, when.nature or _nature_by_words(line, said))
    if is_far(page, line, when):
        alone = measure_at(page, line, place, unit, said, "")
        meant = alone if alone.certain else meant
    measure = page.vocabulary.measures.get(meant.measure)
    if measure is not None and measure.nature == "stock" and is_far(page, line, when):
        when = undated(page, said)
        meant = measure_at(page, line, place, unit, said, when.nature)
    return settle_when(page, line, place, when, said, meant, unit), said, meant


def _present(page: Page, line: Line, printed: Printed, item: Item, clues: Clues) -> Item:
    """Write what was found of a figure into its item, and settle it where nothing is open."""
    meant, where, when, aspect = clues.meant, clues.where, clues.when, clues.aspect
    if clues.sure and (item.unit in _DETAILS or (not meant.measure and _beside_detail(line, printed))):
        kind = "plan" if aspect in ("due", "planned") else "observation"
        return settle(replace(item, kind=kind), "out_of_scope", "building_detail")
    found = replace(
        item,
        measure=meant.measure,
        breakdown=meant.breakdown,
        kind=meant.kind or _KINDS[aspect],
        territory=where.territory,
        scope=where.scope,
        territory_as_written=where.words,
        inferred=join_codes(item.inferred, meant.inferred, where.inferred, when.inferred),
        **_period(when),
    )
    return judge(page, line, printed, found, clues)


def _nature_by_words(line: Line, aspect: str) -> str:
    """Tell a group that moved from a running total by words, where the time fits both."""
    if aspect != "done":
        return ""
    total, event = line.sentence.of("link", "total"), line.sentence.of("link", "event")
    return "event" if event and not total else ""


def _with_due(aspect: str, when: When) -> str:
    """Say 'due' where a day is named by which something is planned to be there, else 'planned'."""
    if aspect in ("due", "planned"):
        return "due" if when.due is not None else "planned"
    return aspect


def _period(when: When) -> dict[str, str]:
    """Write a period into the fields of an item."""
    start, end = (when.due, when.due) if when.due else (when.start, when.end)
    return {
        "period_start": start.isoformat() if start else "",
        "period_end": end.isoformat() if end else "",
        "period_kind": when.kind,
        "period_as_written": when.words,
        "due_on": when.due.isoformat() if when.due else "",
    }


def _beside_detail(line: Line, printed: Printed) -> bool:
    """Tell whether a word for a detail of a building stands near a number."""
    start, end = printed.number.start, max(printed.quantity.end, printed.number.end)
    stop = line.next_after(printed.number)
    return any(
        mark.start < stop and mark.start - end <= _BESIDE and start - mark.end <= _BESIDE
        for mark in line.sentence.of("detail")
    )
