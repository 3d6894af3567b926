"""A draft as a page: what is asked first, then the file as it was read, every number marked.

The same page is written beside the draft, to be read from the disk, and shown by the desk with forms in it.
"""

import base64
import calendar
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from pipeline.project import locate
from pipeline.reading.answer import WAITS, Answer
from pipeline.reading.confirm import can_confirm, held_in, is_choice
from pipeline.reading.counts import asked_items, count
from pipeline.reading.draft import DISPOSITIONS, Draft, Item
from pipeline.reading.lists import Lists
from pipeline.reading.marks import legend, mark_of
from pipeline.reading.read import document_text
from pipeline.reading.shown_table import MAX_SHOWN_SHEETS, sheet_names, show_sheet
from pipeline.reading.shown_text import cut_lines, snippets
from pipeline.reading.source_facts import source_questions
from pipeline.reading.source_proposals import source_proposals
from pipeline.template import shared_environment

MAX_CARDS: Final = 100
"""Questions that a page shows in full; when some are answered the next ones appear."""
MAX_LISTED: Final = 2_000
"""Numbers in the list at the end of a page; the workbook has all."""
CONFIRMED: Final = {
    "measure": "Measure",
    "breakdown": "Part of it (_T: the total)",
    "territory": "Territory",
    "period": "Reference period",
    "value": "Value, in full",
    "unit": "Unit",
    "kind": "Kind",
    "quantity": "Level or change",
    "qualifier": "Qualifier",
}
"""The fields that a form shows beside the one that is asked about, with their names for people."""
_READ_AS = ("measure", "breakdown", "territory", "kind", "quantity", "qualifier")


@dataclass(frozen=True)
class Card:
    """A question with what a person needs to answer it."""

    number: int
    index: int
    item: Item
    before: str
    after: str
    proposals: tuple[tuple[str, str], ...]
    waiting: int
    also: tuple[str, ...] = ()
    """Other places of a table that ask the same of the same words: one answer serves them all."""


@dataclass(frozen=True)
class View:
    """What part of a long draft is shown: a sheet, or all of them, from a row on."""

    sheet: str = ""
    first_row: int = 1


def render_page(draft: Draft, folder: Path, lists: Lists, answers: Sequence[Answer] = ()) -> str:
    """Write the page of a draft as one HTML text without scripts; nothing is fetched from elsewhere."""
    style = style_sheet(locate().templates)
    environment = shared_environment(locate().templates)
    return environment.get_template("draft.html.j2").render(
        style=Markup(style),
        style_hash=style_hash(style),
        desk=None,
        **page_facts(draft, folder, lists, answers),
    )


def page_facts(
    draft: Draft, folder: Path, lists: Lists, answers: Sequence[Answer] = (), view: View | None = None
) -> dict[str, Any]:
    """Return what the templates of a draft's page need."""
    text = document_text(draft, folder)
    media_type = draft.file.media_type
    proposals = source_proposals(draft, folder, lists)
    cards, n_more_cards = make_cards(draft, text, lists)
    lines, left_out = cut_lines(text, media_type, draft.items) if text is not None else ((), 0)
    shown = [
        (number, item)
        for number, item in enumerate(draft.items)
        if item.disposition != "label" or item.question
    ]
    return {
        "draft": draft,
        "counts": count(draft),
        "source_cards": source_questions(draft.source, proposals.found),
        "proposals": proposals,
        "cards": cards,
        "n_more_cards": n_more_cards,
        "legend": legend(draft.items),
        "lines": lines,
        "left_out": left_out,
        "sheets": _sheets(draft, view or View()) if text is None else (),
        "one_sheet": bool(view and view.sheet),
        "more_sheets": max(0, len(sheet_names(draft.items)) - MAX_SHOWN_SHEETS),
        "listed": [
            (number, item, mark_of(item), read_as(item, lists)) for number, item in shown[:MAX_LISTED]
        ],
        "n_listed": len(shown),
        "answers": list(answers),
        "dispositions": DISPOSITIONS,
        "source_words": source_words(draft),
        "described": lambda item: read_as(item, lists),
        "confirmed": CONFIRMED,
        "held_in": held_in,
        "is_choice": is_choice,
        "can_confirm": can_confirm,
        "words": lists.words,
    }


def make_cards(draft: Draft, text: str | None, lists: Lists) -> tuple[list[Card], int]:
    """Make the cards of the first questions, and count those left; cells that ask the same share one."""
    waiting = Counter(item.field for item in draft.questions)
    places = {id(item): number for number, item in enumerate(draft.items)}
    grouped: dict[tuple[str, ...], list[Item]] = {}
    for item in asked_items(draft):
        grouped.setdefault(_same_question(item), []).append(item)
    shown = list(grouped.values())[:MAX_CARDS]
    asked = [same[0] for same in shown]
    around = snippets(text, draft.file.media_type, asked) if text is not None else [("", "")] * len(asked)
    cards = []
    for number, (same, (before, after)) in enumerate(zip(shown, around, strict=True), start=1):
        item, also = same[0], tuple(one.place for one in same[1:])
        n_waiting = sum(waiting[f"{WAITS}{one.place}"] for one in same)
        proposals = proposals_of(item, lists)
        cards.append(Card(number, places[id(item)], item, before, after, proposals, n_waiting, also))
    return cards, len(grouped) - len(shown)


def _same_question(item: Item) -> tuple[str, ...]:
    """Return what tells a question from another: for words of a table, the words and what is proposed."""
    if not item.cell or item.value:
        return (item.place,)
    return (item.field, item.question, item.as_printed, item.candidates)


def proposals_of(item: Item, lists: Lists) -> tuple[tuple[str, str], ...]:
    """Return the candidates of a question, each with words for it."""
    found = []
    for code in item.candidates.split("|") if item.candidates else []:
        name, _, part = code.partition(" ")
        words = lists.words(item.field, name)
        if part and item.field == "measure":
            words = f"{words}, {lists.words('breakdown', part)}"
        found.append((code, "" if words == code else words))
    return tuple(found)


def read_as(item: Item, lists: Lists) -> str:
    """Say in words what an item is read as, as far as it is."""
    if item.kind == "date":
        return item.value
    said = [lists.words(name, getattr(item, name)) for name in _READ_AS if _says(item, name)]
    due = f"due {period_words(item)}" if item.due_on else period_words(item)
    return ", ".join(part for part in (value_text(item), *said, due) if part)


def value_text(item: Item) -> str:
    """Write an item's value with its digits in groups, and its unit."""
    whole, point, decimals = item.value.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdecimal() else whole
    return f"{grouped}{point}{decimals} {item.unit}".strip()


def period_words(item: Item) -> str:
    """Write an item's reference period for people: 'January 2026', 'January-September 2025', '2025'."""
    try:
        start, end = date.fromisoformat(item.period_start), date.fromisoformat(item.period_end)
    except ValueError:
        return period_text(item)
    first, last = calendar.month_name[start.month], calendar.month_name[end.month]
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if start == end:
        return f"{start.day} {first} {start.year}"
    if not whole_months:
        return f"{start.day} {first} {start.year} to {end.day} {last} {end.year}"
    if start.year != end.year:
        return (
            f"{start.year}-{end.year}"
            if (start.month, end.month) == (1, 12)
            else f"{first} {start.year} to {last} {end.year}"
        )
    if (start.month, end.month) == (1, 12):
        return str(start.year)
    return f"{first} {start.year}" if start.month == end.month else f"{first}-{last} {start.year}"


def period_text(item: Item) -> str:
    """Write an item's reference period as it is answered."""
    return held_in(item, "period")


def source_words(draft: Draft) -> tuple[tuple[str, str], ...]:
    """List what is known of the source, in words."""
    source = draft.source
    first, last = source.published_from, source.published_to
    published = "" if first is None else str(first) if first == last else f"{first} to {last}"
    return (
        ("Source", source.source_id),
        ("Published", published or _not_known(source.basis)),
        ("Publisher", _not_known(source.publisher)),
        ("Address", _not_known(source.address)),
        ("Language", source.language or "not stated"),
        ("Received", draft.received_on.isoformat()),
    )


def style_sheet(templates: Path) -> str:
    """Read the style sheet of drafts."""
    return (templates / "draft.css").read_text(encoding="utf-8")


def style_hash(style: str) -> str:
    """Return the hash by which a page allows its own style sheet and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _says(item: Item, name: str) -> bool:
    """Tell whether a field says more than its default."""
    default = {"breakdown": "_T", "quantity": "level", "kind": "observation"}
    return getattr(item, name) not in ("", default.get(name, ""))


def _not_known(text: str) -> str:
    """Write a fact, or that it is not known and why."""
    if text == "unknown:not_asked":
        return "not answered yet"
    name, _, why = text.partition(":")
    return f"not known ({why.replace('_', ' ')})" if name == "unknown" and why else text


def _sheets(draft: Draft, view: View) -> tuple[Any, ...]:
    """Lay out the sheets of a table."""
    names = [name for name in sheet_names(draft.items) if view.sheet in ("", name)][:MAX_SHOWN_SHEETS]
    return tuple(show_sheet(draft.items, name, view.first_row) for name in names)
