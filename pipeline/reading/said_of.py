"""A draft in lines of text, for a terminal: its questions with what was read, and what comes next."""

from collections.abc import Iterator
from typing import Final

from pipeline.reading.confirm import YES, can_confirm
from pipeline.reading.counts import asked_items, count
from pipeline.reading.draft import Draft, Item
from pipeline.reading.lists import Lists
from pipeline.reading.page import proposals_of, read_as
from pipeline.reading.source_facts import source_questions
from pipeline.reading.source_proposals import Proposals

MAX_LINES: Final = 40
"""Questions that are written out; the others are counted."""


def questions_of(
    draft: Draft, proposals: Proposals, lists: Lists, around: dict[str, str], follows: str = ""
) -> str:
    """Write the open questions of a draft, each with what answers it; `around` are words by place.

    `follows` is said in place of what comes next, where the draft was accepted.
    """
    lines = [f"{draft.name}: {count(draft).sentence}"]
    lines += [f"  {note}" for note in draft.notes]
    lines += _source_lines(draft, proposals)
    asked = asked_items(draft)
    for item in asked[:MAX_LINES]:
        lines += _item_lines(item, lists, around.get(item.place, ""))
    if len(asked) > MAX_LINES:
        lines.append(f"  {len(asked) - MAX_LINES} more are asked when some of these are answered.")
    return "\n".join([*lines, *((follows,) if follows else next_of(draft))])


def questions_as_rows(
    draft: Draft, proposals: Proposals, lists: Lists, around: dict[str, str]
) -> dict[str, object]:
    """Return the open questions of a draft as data, all of them; `candidates` are codes with their words."""
    source = [
        {
            "place": question.place,
            "field": question.field,
            "question": question.question,
            "candidates": dict.fromkeys(proposals.found.get(question.field, ()), ""),
        }
        for question in source_questions(draft.source)
    ]
    items = [
        {
            "place": item.place,
            "field": item.field or "disposition",
            "question": item.question,
            "printed": item.as_printed,
            "in": around.get(item.place, "") or item.label_as_written,
            "read_as": read_as(item, lists),
            "yes": can_confirm(item),
            "candidates": dict(proposals_of(item, lists)),
        }
        for item in asked_items(draft)
    ]
    facts = {"draft": draft.name, "counts": count(draft).sentence, "notes": list(draft.notes)}
    return {**facts, "questions": [*source, *items]}


def next_of(draft: Draft) -> tuple[str, ...]:
    """Say what comes next for a draft."""
    if count(draft).is_complete:
        return (f"Next: crossfoot accept {draft.name}",)
    return (
        f"Next: answer on the page (crossfoot desk), in the workbook draft.xlsx, or here: "
        f"crossfoot answer {draft.name} PLACE {YES}",
    )


def _source_lines(draft: Draft, proposals: Proposals) -> Iterator[str]:
    """Write what is asked about the file as a whole."""
    for question in source_questions(draft.source):
        found = proposals.found.get(question.field, ())
        said = f"  found: {', '.join(found)}" if found else ""
        yield f"  source  {question.field}: {question.question}{said}"


def _item_lines(item: Item, lists: Lists, around: str) -> Iterator[str]:
    """Write one question."""
    yield f"  {item.place}  {item.question or 'What becomes of this number?'}"
    shown = around or item.label_as_written
    yield f"      {item.as_printed!r}{f' in: {shown}' if shown and shown != item.as_printed else ''}"
    if read_as(item, lists):
        yield f"      read as: {read_as(item, lists)}"
    named = ", ".join(f"{code} ({words})" if words else code for code, words in proposals_of(item, lists))
    yes = f"{YES}, or " if can_confirm(item) else ""
    field = item.field or "disposition"
    yield f"      answer: {yes}{field}=…{f'  of {named}' if named else ''}"
