"""Tables and figures of a bulletin as sheets: numbers as printed, flags beside them, ids at a row's end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart, Printed, Table, Text
from pipeline.companions.numbers import number_format, printed_value
from pipeline.companions.sheet import Entry, Sheet, number_entry, unlike_heads
from pipeline.language.catalogue import Catalogue
from pipeline.present import PADDING


@dataclass(frozen=True)
class Place:
    """Where a table goes: its sheet, the section it is of, the words of its language, the cells it prints."""

    name: str
    section: str
    words: Catalogue
    by_id: Mapping[str, Mapping[str, Any]]

    def say(self, message: str, **slots: str) -> str:
        """Say a fixed word of the language."""
        return self.words.word(message, slots)

    def heads(self, heads: Sequence[str]) -> tuple[str, ...]:
        """Return heads of which no two are alike."""
        return unlike_heads(heads, lambda head, count: self.say("sheet-again", column=head, count=count))


def sheet_of(block: Table | Chart, place: Place) -> Sheet:
    """Make the sheet of a table, or of the numbers that a figure shows.

    A text with one number in a column of numbers is parted: the number, and beside it the words and flags
    around it. A text with several, as an interval, stays a text.
    """
    return _table(block, place) if isinstance(block, Table) else _figure(block, place)


def _table(table: Table, place: Place) -> Sheet:
    """Make the sheet of a table; each row ends with the ids of its numbers."""
    heads: list[str] = []
    entries: list[list[Entry]] = []
    for at, column in enumerate(table.columns):
        texts = [row.cells[at] for row in table.rows]
        parted = [_parted(text, place) if column.numeric else (_said(text), "") for text in texts]
        heads.append(column.label)
        entries.append([entry for entry, _ in parted])
        if any(around for _, around in parted):
            heads.append(place.say("sheet-flags", column=column.label))
            entries.append([around for _, around in parted])
    ids = [_ids(row.cells) for row in table.rows]
    if any(ids):
        heads.append(place.say("sheet-numbers"))
        entries.append([*ids])
    lines = _lines(f"{table.label}. {table.title}", table.subtitle, table.notes, place, numbers=any(ids))
    rows = tuple(zip(*entries, strict=True))
    return Sheet(place.name, lines, place.heads(heads), rows, section=place.section)


def _figure(chart: Chart, place: Place) -> Sheet:
    """Make the sheet of a figure: the numbers that it shows, a row each."""
    value = place.say("sheet-value")
    rows = tuple(
        (series, point, *_parted(text, place), _ids([text]))
        for series, points in chart.series
        for point, text in points
    )
    own = [place.say("sheet-series"), place.say("sheet-point"), value]
    heads = [*own, place.say("sheet-flags", column=value), place.say("sheet-numbers")]
    title = chart.title if isinstance(chart.title, str) else plain(chart.title)
    lines = _lines(f"{chart.label}. {title}", chart.subtitle, chart.notes, place, numbers=True)
    return Sheet(place.name, lines, place.heads(heads), rows, section=place.section)


def _parted(text: Text, place: Place) -> tuple[Entry, str]:
    """Part a text with one number into the number and what is said around it."""
    numbers = [run for run in text if isinstance(run, Printed)]
    if len(numbers) != 1:
        return _said(text), ""
    value = printed_value(numbers[0], place.words.grammar.lang, place.by_id)
    shown = number_format(value, signed=numbers[0].text.startswith("+"))
    return number_entry(value, shown), " ".join(" ".join(run for run in text if isinstance(run, str)).split())


def _said(text: Text) -> str:
    """Return a text without the spaces that align digits on a page."""
    bare = str.maketrans(dict.fromkeys(PADDING, ""))
    return "".join(run if isinstance(run, str) else run.text.translate(bare) for run in text)


def _ids(texts: Iterable[Text]) -> str:
    """List the ids of the numbers of a row, in their order."""
    return " ".join(run.number_id for text in texts for run in text if isinstance(run, Printed))


def _lines(
    title: str, subtitle: str, notes: Iterable[Text], place: Place, *, numbers: bool
) -> tuple[str, ...]:
    """Return the lines above a table: its title, what it is, its notes, what the sheet holds."""
    about = [place.say("sheet-ids"), place.say("sheet-exact")] if numbers else []
    said = [place.say("sheet-one-table"), *about]
    return tuple(line for line in [title, subtitle, *(_said(note) for note in notes), *said] if line)
