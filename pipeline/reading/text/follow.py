"""A change that a sentence tells of the figure right before it: 'That is 3% more than a year ago'."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.draft import Item, join_codes, settle
from pipeline.reading.lexicon import grammar
from pipeline.reading.text.page import Line


def says_more_of(line: Line, item: Item, told: Sequence[Item], text: str) -> bool:
    """Tell whether the one figure of a sentence is the growth of the one figure of the sentence before.

    It begins by referring to a figure ('that is'), compares with an earlier period, and names neither place
    nor period of its own; the figure before must be a level that is settled.
    """
    compared = [time for time in line.times if time.role == "compare"]
    return (
        len(told) == 1
        and (told[0].disposition, told[0].quantity) == ("used", "level")
        and (item.quantity, item.kind, item.field) == ("growth", "observation", "measure")
        and item.measure in ("", told[0].measure)
        and _refers(line, text)
        and not line.places
        and (not line.times or len(compared) == len(line.times))
        and bool(compared or line.sentence.of("time", "same_period"))
    )


def take_from(item: Item, told: Item) -> Item:
    """Settle a growth with the measure, the territory and the period of the figure that it is of."""
    return settle(copy_facts(item, told), "used")


def copy_facts(item: Item, told: Item) -> Item:
    """Give an item the measure, the territory and the period of another, as inferred."""
    return replace(
        item,
        measure=told.measure,
        breakdown=told.breakdown,
        territory=told.territory,
        scope=told.scope,
        territory_as_written=told.territory_as_written,
        period_start=told.period_start,
        period_end=told.period_end,
        period_kind=told.period_kind,
        period_as_written=told.period_as_written,
        due_on=told.due_on,
        inferred=join_codes("label;period;territory", told.inferred),
    )


def _refers(line: Line, text: str) -> bool:
    """Tell whether a sentence begins with words for the figure before; 'Bu' alone needs its comma."""
    words = line.sentence.words[:2]
    first = " ".join(word.text for word in words)
    known = grammar(line.sentence.lang, "figure_again")
    alone = bool(words) and words[0].text in known and text[words[0].end : words[0].end + 1] == ","
    return first in known or alone
