"""From the text of a document to its items: every number with its place, settled or asked about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pipeline.errors import BadInputError
from pipeline.reading.draft import Found, Item, Source, ask, part_of, settle
from pipeline.reading.text.anchor import Anchor
from pipeline.reading.text.compose import carry_units, read_printed
from pipeline.reading.text.dateline import contradicting_day, contradiction, narrow, widen
from pipeline.reading.text.figures import read_figure
from pipeline.reading.text.follow import says_more_of, take_from
from pipeline.reading.text.furniture import is_list_item, is_of_a_name, is_ordinal
from pipeline.reading.text.judge import RANGE_END, Printed
from pipeline.reading.text.page import Line, Page, read_page
from pipeline.reading.text.parts import Told
from pipeline.reading.text.plain import Plain, plain_text
from pipeline.reading.text.quantity import Quantity
from pipeline.reading.text.repeats import settle_repeats
from pipeline.reading.text.times import Time
from pipeline.reading.text.tokens import Number, find_digits
from pipeline.reading.vocabulary import Vocabulary

MAX_CHARACTERS: Final = 4 * 1024 * 1024
MAX_NUMBERS: Final = 50_000
"""Limits of a document. Past them it is refused with a sentence; it stays where it was."""
_NEAR: Final = 2
"""A word for the scale of a number stands at most so many characters after it."""
_TOLD: Final = 100
"""A figure is told to be part of one of so many figures before it; of others it is asked about."""


def read_document(
    content: str,
    vocabulary: Vocabulary,
    source: Source,
    received_on: date,
    *,
    media_type: str = "text/plain",
) -> Found:
    """Find every number of a document; offsets count characters of `content`, markup included.

    Raises BadInputError for a document of more than MAX_CHARACTERS characters or MAX_NUMBERS numbers.
    """
    if len(content) > MAX_CHARACTERS:
        raise BadInputError(
            f"The document has {len(content)} characters; at most {MAX_CHARACTERS} are read. "
            "Split it, or deliver its figures as a table."
        )
    plain = plain_text(content, media_type)
    _refuse_many(len(find_digits(plain.text, frozenset())))
    page, remarks = _read_dated(plain.text, vocabulary, _anchor(source, received_on), received_on)
    _refuse_many(sum(len(line.numbers) for line in page.lines))
    placed = [_place(item, number, plain, content) for item, number in _items(page)]
    return Found(tuple(settle_repeats(placed, vocabulary, _heading_items(page))), (*remarks, *_notes(page)))


def _heading_items(page: Page) -> int:
    """Count the numbers up to the last heading."""
    last = max(page.headings, default=-1)
    return sum(len(line.numbers) for line in page.lines[: last + 1])


def _read_dated(
    text: str, vocabulary: Vocabulary, anchor: Anchor, received_on: date
) -> tuple[Page, tuple[str, ...]]:
    """Read a text as of its publication; a dateline settles the day, or widens it where it lies outside.

    One that dates itself far from its publication gives a note.
    """
    page = read_page(text, vocabulary, anchor)
    day = contradicting_day(page)
    if day is None:
        dated = narrow(page, received_on)
        return (page, ()) if dated is None else (read_page(text, vocabulary, dated), ())
    note = contradiction(anchor, day)
    return read_page(text, vocabulary, widen(anchor, day)), (note,) if note else ()


def _refuse_many(n_numbers: int) -> None:
    """Refuse a document of more than MAX_NUMBERS numbers."""
    if n_numbers > MAX_NUMBERS:
        raise BadInputError(
            f"The document has {n_numbers} numbers; at most {MAX_NUMBERS} are read. "
            "Deliver its figures as a table."
        )


def _anchor(source: Source, received_on: date) -> Anchor:
    """Return the days of publication; a document cannot have been published after it was received."""
    first, last = source.published_from, source.published_to
    if first is None or last is None:
        return Anchor()
    return Anchor(first, min(last, max(received_on, first)))


def _place(item: Item, number: Number, plain: Plain, content: str) -> Item:
    """Give an item its place in the document as delivered."""
    start, end = plain.span(number.start, number.end)
    return replace(item, start=str(start), end=str(end), as_printed=content[start:end])


def _items(page: Page) -> Iterator[tuple[Item, Number]]:
    """Yield the item of each number, in order."""
    before: list[Quantity] = []
    told: list[Item] = []
    figured: list[Told] = []
    paragraph = -1
    for line in page.lines:
        first_of_line = line.sentence.paragraph != paragraph
        if first_of_line:
            before, paragraph, told = [], line.sentence.paragraph, []
        figures: list[Number] = []
        other: dict[int, Item] = {}
        for number in line.numbers:
            item = _other(page, line, number, first_of_line)
            if item is None:
                figures.append(number)
            else:
                other[number.start] = item
        groups = carry_units(read_printed(page, line, figures), before, page, line)
        begun: Printed | None = None
        for group in groups:
            found = _of_group(page, line, group, figured[-_TOLD:])
            if begun is not None and group[0].note == RANGE_END:
                found = _of_range(page, line, begun, group, found)
            begun = group[0] if group[0].note == "range" else None
            other.update(found)
            figured.append(Told(line, found[group[0].number.start]))
        before = [group[-1].quantity for group in groups if group[-1].quantity.unit] or before
        here = [other[group[0].number.start] for group in groups]
        if len(figures) == 1 and says_more_of(line, here[0], told, page.text):
            other[figures[0].start] = take_from(here[0], told[0])
            figured[-1] = Told(line, other[figures[0].start])
        told = here
        for number in line.numbers:
            yield other[number.start], number


def _other(page: Page, line: Line, number: Number, first_of_line: bool) -> Item | None:
    """Return the item of a number that is no figure: furniture, a date or an ordinal; None for a figure."""
    text, sentence = page.text, line.sentence
    digits = number.text if number.form == "digits" else str(number.whole)
    digits = digits.replace(" ", "").replace("\u00a0", "")
    value = digits.lstrip("0") or "0" if digits.isdigit() else digits
    furniture = settle(Item(value=value, kind="furniture", unit="none"), "furniture", "page_furniture")
    if sentence.number in page.counters or page.zones.hold(number.start):
        return furniture
    time = line.time_of(number)
    if time is not None:
        return _date(page, time)
    if is_list_item(number, sentence, text, first_of_line) or is_of_a_name(number, sentence, text):
        return furniture
    if is_ordinal(number, sentence, text):
        return settle(Item(value=value, kind="ordinal", unit="ordinal"), "ordinal", "ordinal")
    return None


def _date(page: Page, time: Time) -> Item:
    """Make the item of a number in an expression of time."""
    stated = time.stated
    item = Item(
        value=stated.iso,
        kind="date",
        unit="year" if time.role == "name" else "date",
        period_start=stated.span.start.isoformat() if stated.span.start else "",
        period_end=stated.span.end.isoformat() if stated.span.end else "",
        inferred=stated.inferred,
        period_as_written=page.text[time.start : time.end],
    )
    if stated.fault:
        return ask(item, "value", f"Which date is meant? {stated.fault}", stated.choices)
    if not stated.certain or not stated.iso:
        return ask(item, "value", "Which year is this date of?", stated.choices)
    return settle(item, "date", "date")


def _of_group(page: Page, line: Line, group: Sequence[Printed], told: Sequence[Told]) -> dict[int, Item]:
    """Make the items of a figure; of one in several parts the first carries it and the others repeat it."""
    first = read_figure(page, line, group[0], told)
    items = {group[0].number.start: first}
    start, end = group[0].number.start, _scaled_end(line, group[-1].number)
    for part in group[1:]:
        items[part.number.start] = settle(first, "duplicate", part_of(page.text[start:end]))
    return items


def _of_range(
    page: Page, line: Line, begun: Printed, group: Sequence[Printed], found: dict[int, Item]
) -> dict[int, Item]:
    """Set the second number of a range aside: the question about the first is about both."""
    whole = page.text[begun.number.start : _scaled_end(line, group[-1].number)]
    return {place: settle(item, "duplicate", part_of(whole)) for place, item in found.items()}


def _scaled_end(line: Line, number: Number) -> int:
    """Return where a number ends with the word for its scale: '204,3 млн'."""
    near = (mark.end for mark in line.sentence.of("scale") if 0 <= mark.start - number.end <= _NEAR)
    return next(near, number.end)


def _notes(page: Page) -> Iterator[str]:
    """Yield sentences about dates that cannot be."""
    seen: set[str] = set()
    for line in page.lines:
        for time in line.times:
            words = page.text[time.start : time.end]
            if time.stated.fault and (note := f"'{words}': {time.stated.fault}") not in seen:
                seen.add(note)
                yield note
