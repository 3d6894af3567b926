"""What a person wants to know of a draft first: how many figures it has, and how many questions are open."""

from dataclasses import dataclass
from typing import Final

from pipeline.reading.answer import WAITS
from pipeline.reading.draft import Draft, Item
from pipeline.reading.source_facts import SourceQuestion, source_questions

_OF_A_NUMBER: Final = ("value", "decimal_mark")
"""Fields that are asked of a number alone."""


@dataclass(frozen=True)
class Counts:
    """Figures used, asked about or waiting; questions, each counted once; those that wait; what is set aside.

    Words of a table that are asked about are no figure, before and after their answer.
    """

    figures: int
    questions: int
    waiting: int
    set_aside: int

    @property
    def sentence(self) -> str:
        """Write the counts: '412 figures, 9 questions'."""
        return f"{_number(self.figures, 'figure')}, {_number(self.questions, 'question')}"

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is open."""
        return self.questions == 0 and self.waiting == 0


def count(draft: Draft) -> Counts:
    """Count what a draft holds."""
    n_waiting = sum(is_waiting(item) for item in draft.items)
    n_asked = len(draft.questions) - n_waiting
    n_used = sum(item.status == "green" for item in draft.items)
    n_aside = len(draft.items) - n_used - n_asked - n_waiting
    n_words = sum(map(_is_words, draft.questions))
    return Counts(
        n_used + n_asked + n_waiting - n_words,
        n_asked + len(source_questions(draft.source)),
        n_waiting,
        n_aside,
    )


def is_waiting(item: Item) -> bool:
    """Tell whether an item has no question of its own and waits for the answer about another place."""
    return item.status == "amber" and item.field.startswith(WAITS)


def _is_words(item: Item) -> bool:
    """Tell whether an item is a head or a label that is asked about: of its own it is of nothing."""
    known = (item.value, item.measure, item.territory, item.period_start, item.label_as_written)
    return bool(item.cell) and not any(known) and item.field not in _OF_A_NUMBER and not is_waiting(item)


def asked_items(draft: Draft) -> tuple[Item, ...]:
    """List the items that have a question of their own, in the order of the file."""
    return tuple(item for item in draft.questions if not is_waiting(item))


def first_open(draft: Draft) -> tuple[str, str]:
    """Return place and question of the first thing that is open; both empty where nothing is."""
    facts: tuple[SourceQuestion, ...] = source_questions(draft.source)
    if facts:
        return facts[0].place, facts[0].question
    items = asked_items(draft) or draft.questions
    return (items[0].place, items[0].question or "It has no disposition.") if items else ("", "")


def _number(count: int, noun: str) -> str:
    """Write a count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
