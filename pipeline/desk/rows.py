"""The form with all questions of a draft: what its rows say, and what is said of all ticked ones at once.

A row's reading stands in the form, so whoever saves a row has seen it: its figure is used as it is shown
there, unless the row says what else becomes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.errors import UsageError
from pipeline.reading.answer import Answer
from pipeline.reading.confirm import answers_question, confirmation, held_in, settling
from pipeline.reading.draft import Item
from pipeline.reading.lists import Lists

SHOWN_IN_WORDS: Final = ("measure", "breakdown", "territory")
"""The fields that a form shows by words of a list; the others are shown as they are held."""
FOR_ALL: Final = {
    "territory": "Territory",
    "measure": "Measure",
    "breakdown": "Part of it",
    "period": "Reference period",
    "kind": "Kind",
    "unit": "Unit",
}
"""The fields that can be set for all ticked rows at once, with their names for people."""
INFERRED: Final = {
    "territory": "territory",
    "territory_level": "territory",
    "period": "period",
    "year": "period",
    "label": "measure",
}
"""The fields of a form that an item's codes of inference are about."""
_CLEARED: Final = "none"
_OPTIONAL: Final = ("qualifier", "breakdown")


@dataclass(frozen=True)
class Rows:
    """What a form answers, and a sentence for each row that answers nothing possible."""

    answers: tuple[Answer, ...]
    sentences: tuple[str, ...]


def shown_in(item: Item, field: str, lists: Lists) -> str:
    """Return what a form shows of a field of an item."""
    held = held_in(item, field)
    return lists.shown(field, held) if held and field in SHOWN_IN_WORDS else held


def inferred_fields(item: Item) -> frozenset[str]:
    """Return the fields of an item that do not stand beside the number and were taken from elsewhere."""
    return frozenset(INFERRED[code] for code in item.inferred.split(";") if code in INFERRED)


def read_rows(texts: Mapping[str, str], items: Mapping[str, Item], lists: Lists, at: str) -> Rows:
    """Read a form. `texts` has `r0.place`, `r0.tick`, `r0.choice`, `r0.f.measure`, ..., `all.then`.

    Raises UsageError when no row is answered.
    """
    who = " ".join(texts.get("who", "").split())
    answers: list[Answer] = []
    sentences: list[str] = []
    for name, place in texts.items():
        if not name.startswith("r") or not name.endswith(".place"):
            continue
        row = _part(texts, name.removesuffix("place"))
        try:
            said, reason = _row(row, items.get(place), lists, _part(texts, "all."))
        except UsageError as error:
            sentences.append(str(error))
            continue
        also = (text for key, text in row.items() if key.startswith("also."))
        for one in (place, *also):
            answers += [Answer(at, who, one, field, value, reason) for field, value in said.items()]
    if not answers and not sentences:
        raise UsageError("Nothing was answered: tick rows, choose or write an answer, then save.")
    return Rows(tuple(answers), tuple(sentences))


def _part(texts: Mapping[str, str], begin: str) -> dict[str, str]:
    """Return the fields of one row, by their names in it; only places keep all their blanks."""
    return {
        name.removeprefix(begin): text if ".also." in name else " ".join(text.split())
        for name, text in texts.items()
        if name.startswith(begin)
    }


def _row(
    row: Mapping[str, str], item: Item | None, lists: Lists, for_all: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """Return what a row says, and its reason."""
    if item is None:
        raise UsageError(f"The draft has no number at '{row['place'][:80]}' any more. Look at it again.")
    said, reason = _own(row, item, lists), row.get("reason", "")
    if row.get("then"):
        said["disposition"] = row["then"]
    elif said:
        said = settling(item, said)
    return (_ticked(said, reason, item, for_all)) if row.get("tick") else (said, reason)


def _own(row: Mapping[str, str], item: Item, lists: Lists) -> dict[str, str]:
    """Return what was chosen or changed in a row."""
    said: dict[str, str] = {}
    for name, text in row.items():
        field = name.removeprefix("f.")
        if not name.startswith("f.") or text == shown_in(item, field, lists):
            continue
        if text or field in _OPTIONAL:
            said[field] = text or _CLEARED
    if row.get("choice") and item.field not in said:
        said[item.field or "disposition"] = row["choice"]
    return said


def _ticked(
    said: dict[str, str], reason: str, item: Item, for_all: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """Add to a ticked row what is said of all of them; without anything, that it is used as it is shown."""
    field, value, then = (for_all.get(name, "") for name in ("field", "value", "then"))
    if value and field not in FOR_ALL:
        raise UsageError("Choose which field the value for the ticked rows is for, then save.")
    if field in FOR_ALL and value:
        said.setdefault(field, value)
    if then:
        said["disposition"] = then
    elif answers_question(item, said):
        said = settling(item, said)
    else:
        said = confirmation(item) | said
    return said, reason or for_all.get("reason", "")
