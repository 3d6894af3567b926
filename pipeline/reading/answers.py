"""Applies answers to a draft: a field is set, its question goes, and what is still open is asked next.

A reader asks about the first field of a figure that it is not sure of. When that is answered, the fields that
it would have come to later are proposals that nobody has looked at: they are shown for one confirmation
('disposition') and not taken in silence, unless the answer says the disposition itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.errors import UsageError
from pipeline.reading.answer import SOURCE, WAITS, Answer, in_force
from pipeline.reading.draft import Draft, Item, ask, settle
from pipeline.reading.field import read_field
from pipeline.reading.lists import Lists
from pipeline.reading.source_facts import answer_source

ORDER: Final = ("value", "unit", "kind", "measure", "quantity", "territory", "period_end")
"""The order in which readers ask about the fields of a figure."""
_STAYS: Final = {*ORDER, "breakdown", "qualifier", "price_basis", "due_on"}
"""Fields whose question stays until it is answered itself."""
NEEDED: Final = ("value", "unit", "kind", "measure", "territory", "period_end")
"""What a figure that is used must have."""
_QUESTIONS: Final = {
    "value": "Which number is it, in full?",
    "unit": "In which unit is it?",
    "kind": "Is it observed, planned, or to be reached by a day?",
    "measure": "Which measure is it of?",
    "territory": "Which territory is it for?",
    "period_end": "Which period is it for?",
}
_NO_FIGURE: Final = {
    "historical": ("out_of_scope", "past_event"),
    "date": ("date", ""),
    "ordinal": ("ordinal", ""),
    "furniture": ("furniture", ""),
}
"""Kinds that settle a number by themselves: disposition and reason."""
_WITH_MEASURE: Final = {"breakdown", "kind"}
"""What is said of a head besides its measure, for the figures under it."""
GUESSING_READER: Final = "text"
"""The reader whose fields are proposals where it asks about another one; the others read what is written."""
Said = Mapping[str, Answer]


def apply(draft: Draft, answers: Iterable[Answer], lists: Lists) -> Draft:
    """Return the draft with the answers in force; the same draft and answers give the same draft.

    Raises UsageError for a place or field that the draft does not have, or a value that is not possible.
    """
    said = by_place(in_force(answers))
    facts = said.pop(SOURCE, {})
    source = answer_source(draft.source, facts.values()) if facts else draft.source
    unknown = set(said) - {item.place for item in draft.items}
    if unknown:
        raise UsageError(
            f"{draft.file.name} has no number or cell at '{min(unknown)}'. Name a place as the draft shows "
            "it."
        )
    waited = {item.field.removeprefix(WAITS) for item in draft.items if item.field.startswith(WAITS)}
    heads = {item.place: item.field for item in draft.items if item.place in waited}
    judge = _Judge(lists, guessed=draft.file.reader == GUESSING_READER)
    items = tuple(_applied(item, said, heads, judge) for item in draft.items)
    return replace(draft, source=source, items=items)


def by_place(answers: Iterable[Answer]) -> dict[str, dict[str, Answer]]:
    """Sort answers by place and field."""
    found: dict[str, dict[str, Answer]] = {}
    for answer in answers:
        found.setdefault(answer.place, {})[answer.field] = answer
    return found


@dataclass(frozen=True)
class _Judge:
    """What answers are judged by; `guessed` where fields that nobody asked about may be guesses."""

    lists: Lists
    guessed: bool


def _applied(item: Item, said: Mapping[str, Said], heads: Mapping[str, str], judge: _Judge) -> Item:
    """Apply what was said of an item, or of the place that it waits for; a head of words stays a label."""
    own = said.get(item.place)
    if own is not None:
        answered = _answered(item, own, judge)
        is_head = heads.get(item.place, "disposition") != "disposition"
        return settle(answered, "label") if is_head and not answered.value else answered
    if not item.field.startswith(WAITS):
        return item
    head = item.field.removeprefix(WAITS)
    shared = {heads.get(head, ""), "disposition"} | (_WITH_MEASURE if heads.get(head) == "measure" else set())
    waited = {name: answer for name, answer in said.get(head, {}).items() if name in shared}
    return _answered(item, waited, judge) if waited else item


def _answered(item: Item, said: Said, judge: _Judge) -> Item:
    """Set the fields that answers give, and settle the item or ask on."""
    changed = with_answers(item, said, judge.lists)
    decided = said.get("disposition")
    if decided is not None:
        disposition = judge.lists.find("disposition", decided.value)
        return _used(changed) if disposition == "used" else settle(changed, disposition, decided.reason)
    if changed.kind in _NO_FIGURE:
        if changed.kind == "date" and not changed.value:
            return ask(changed, "value", "Which date is it, or a part of which?")
        return settle(changed, *_NO_FIGURE[changed.kind])
    return _judged(changed, item, frozenset(said), judge)


def with_answers(item: Item, said: Said, lists: Lists) -> Item:
    """Set the fields that answers give; what is asked stays as it is."""
    for name, answer in said.items():
        if name != "disposition":
            item = replace(item, **read_field(name, answer.value, item, lists))
    return item


def _used(item: Item) -> Item:
    """Settle a figure as used, or ask for the first thing that it lacks."""
    lacking = next((name for name in NEEDED if not getattr(item, name)), "")
    if lacking:
        return ask(item, lacking, _QUESTIONS[lacking])
    return settle(replace(item, step=item.step or _step(item.value)), "used")


def _judged(item: Item, before: Item, said: frozenset[str], judge: _Judge) -> Item:
    """Settle a figure of which fields were answered, or say what is still to be looked at."""
    asked = "period_end" if before.field == "period" else before.field
    answered = said | ({"period_end"} if said & {"period", "due_on"} else set())
    if before.status == "green":
        return _used(item)
    if asked.startswith(WAITS):
        return _used(item)
    if asked in _STAYS and asked not in answered:
        return ask(
            item, before.field, before.question, before.candidates.split("|") if before.candidates else ()
        )
    if not judge.guessed or any(not getattr(item, name) for name in NEEDED):
        return _used(item)
    place = ORDER.index(asked) if asked in ORDER else -1
    if all(name in answered for name in ORDER[place + 1 :] if name != "quantity"):
        return _used(item)
    return ask(item, "disposition", f"Is it to be used as {describe(item, judge.lists)}?", ("used", "held"))


def describe(item: Item, lists: Lists) -> str:
    """Say in words what a figure would be used as."""
    part = "" if item.breakdown in ("", "_T") else f" ({lists.words('breakdown', item.breakdown)})"
    period = (
        item.period_end
        if item.period_start == item.period_end
        else f"{item.period_start} to {item.period_end}"
    )
    kind = "" if item.kind == "observation" else f", {item.kind}"
    due = f", due on {item.due_on}" if item.due_on else f", {period}"
    return (
        f"{lists.words('measure', item.measure)}{part}, "
        f"{lists.words('territory', item.territory)}{due}{kind}: "
        f"{item.value} {item.unit}"
    )


def _step(value: str) -> str:
    """Return one unit of the last place that an answered value has."""
    decimals = value.partition(".")[2]
    return f"0.{'0' * (len(decimals) - 1)}1" if decimals else "1"
