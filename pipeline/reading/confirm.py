"""'yes' as an answer: a question is settled by what was read, in the words that a person was shown.

A reading that leaves a choice is not one that can be confirmed: several proposals want the name of one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from pipeline.errors import UsageError
from pipeline.reading.answer import WAITS
from pipeline.reading.answers import ORDER
from pipeline.reading.draft import Item

YES: Final = "yes"
USED: Final = "used"
_NO_FIGURE: Final = ("date", "ordinal", "historical", "furniture")


def confirmation(item: Item) -> dict[str, str]:
    """Return the answers that 'yes' gives about an open item, as {field: value}.

    Raises UsageError where nothing is asked there, nothing was read, or several readings are proposed.
    """
    asked, proposals = item.field, _proposals(item)
    if item.status != "amber":
        raise UsageError(f"Nothing is asked at {item.place}. Name the field to change, as in territory=AZ.")
    if asked.startswith(WAITS):
        raise UsageError(f"{item.place} waits for the answer about {asked.removeprefix(WAITS)}. Answer that.")
    if asked in ("", "disposition"):
        if proposals and USED not in proposals:
            raise UsageError(f"At {item.place} one of these is to be named: {', '.join(proposals)}.")
        return {"disposition": USED}
    held = proposals[0] if len(proposals) == 1 else held_in(item, asked)
    if is_choice(item):
        raise UsageError(f"At {item.place} several readings are possible: {', '.join(proposals)}. Name one.")
    if not held:
        raise UsageError(f"At {item.place} the {_words(asked)} was not read. Name it, as in {asked}=….")
    return settling(item, {asked: held})


def can_confirm(item: Item) -> bool:
    """Tell whether 'yes' answers the question about an item."""
    try:
        return bool(confirmation(item))
    except UsageError:
        return False


def settling(item: Item, said: Mapping[str, str]) -> dict[str, str]:
    """Add to answers about a number of a document that it is used, where they answer what was asked.

    For those who saw the whole reading beside the question: they are not asked for it a second time. What is
    changed besides, without an answer to the question itself, settles nothing.
    """
    settled = dict(said)
    no_figure = said.get("kind", "") in _NO_FIGURE
    if answers_question(item, said) and item.value and not item.cell and not no_figure:
        settled.setdefault("disposition", USED)
    return settled


def answers_question(item: Item, said: Mapping[str, str]) -> bool:
    """Tell whether answers hold the one to the question about an open item."""
    asked = {item.field, "period" if item.field == "period_end" else item.field}
    return item.status == "amber" and bool(asked & set(said) or (said and item.field in ("", "disposition")))


def is_choice(item: Item) -> bool:
    """Tell whether a question is which of several readings holds; the list of kinds is no such question."""
    return len(_proposals(item)) > 1 and item.field in ORDER and not (item.field == "kind" and item.kind)


def held_in(item: Item, field: str) -> str:
    """Return what an item holds for a field, as it is answered: a period in its shortest form."""
    if field in ("period", "period_end"):
        return _period(item.period_start, item.period_end)
    return str(getattr(item, field, ""))


def _period(first: str, last: str) -> str:
    """Write a period as 2026, 2026-01, 2026-01/2026-09, a day, or its first and last day."""
    if first == last:
        return last
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{first}/{last}"
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return f"{first}/{last}"
    if (start.month, end.month) == (1, 12):
        return first[:4] if start.year == end.year else f"{first[:4]}/{last[:4]}"
    return first[:7] if first[:7] == last[:7] else f"{first[:7]}/{last[:7]}"


def _proposals(item: Item) -> list[str]:
    """List what is proposed for an item's question."""
    return item.candidates.split("|") if item.candidates else []


def _words(field: str) -> str:
    """Write the name of a field for people."""
    return {"period_end": "period"}.get(field, field)
