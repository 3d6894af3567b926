"""Asks about amounts and counts below zero, whatever kind of file they were read from."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.reading.answer import Answer, in_force
from pipeline.reading.draft import Draft, Item, ask

_LEVELS: Final = ("", "level")
_SETTLING: Final = {"disposition", "value"}
"""Fields by which a person has said what becomes of the number."""


def ask_below_zero(draft: Draft, answers: Iterable[Answer]) -> Draft:
    """Return the draft with a question at each such figure that it takes, unless it was answered there."""
    settled = {answer.place for answer in in_force(answers) if answer.field in _SETTLING}
    items = (_asked(item) if item.place not in settled else item for item in draft.items)
    return replace(draft, items=tuple(items))


def _asked(item: Item) -> Item:
    """Return an item, with a question where it is taken and below zero."""
    if not item.value.startswith("-") or item.disposition != "used" or item.quantity not in _LEVELS:
        return item
    question = f"'{item.as_printed}' is below zero, as no amount or count is. Is it to be used so?"
    return ask(item, "disposition", question, ("used", "held"))
