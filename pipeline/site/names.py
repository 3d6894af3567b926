"""The words of the site in one language: its messages, and the office's names of places, units and parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.places import kind_of
from pipeline.bulletin.presented import (
    Named,
    count_in_words,
    facet_in_words,
    in_words,
    parts,
    period,
    presentation,
    subject,
)
from pipeline.bulletin.rows import labels_of, territories_on
from pipeline.dictionary import codes_of
from pipeline.indicators.catalogue import Indicator, read_headers
from pipeline.language.catalogue import Catalogue, Slot, catalogue_of
from pipeline.language.grammar import Grammar, language_name
from pipeline.language.phrase import Place, day_of, month_of
from pipeline.office import Office
from pipeline.office_texts import ENGLISH
from pipeline.present import present
from pipeline.reference import load_reference
from pipeline.site.issues import Issue

_LEVELS = ("country", "group", "economic_region")
_ALPHABETS = {"az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"}


@dataclass(frozen=True)
class Names:
    """Look-ups that fall back to the code where there is no word for it."""

    office: Office
    words: Catalogue
    labels: dict[tuple[str, str], str]
    territories: dict[str, dict[str, Any]]
    headers: Mapping[str, Indicator]
    called: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """What was said of a code before: tables ask for the same few codes a thousand times."""

    @property
    def lang(self) -> str:
        """The language."""
        return self.grammar.lang

    @property
    def grammar(self) -> Grammar:
        """How the language writes times and places."""
        return self.words.grammar

    def say(self, name: str, /, **slots: Slot) -> str:
        """Return a message."""
        return self.words.word(name, slots)

    def told(self, key: str) -> str:
        """Return what the office says of itself."""
        return self.office.told(key, self.lang)

    def whole(self, number: int) -> str:
        """Write a count."""
        return present(Decimal(number), 0, self.lang)

    def counted(self, name: str, count: int, /, **slots: Slot) -> str:
        """Return a message about a count, in its plural."""
        return self.say(name, count=count, shown=self.whole(count), **slots)

    def plurals(self, name: str, /, **slots: Slot) -> dict[str, str]:
        """Return a message in each plural of the language, by category, for a count that a script puts in."""
        counts = {self.grammar.plural(count): count for count in range(100, -1, -1)}
        return {kind: self.say(name, count=count, shown="{shown}", **slots) for kind, count in counts.items()}

    def title(self, code: str) -> str:
        """Name an indicator."""
        return self.headers[code].told("title", self.lang) if code in self.headers else code

    def territory(self, territory_id: str) -> str:
        """Name a territory as it stands alone."""
        row = self.territories.get(territory_id)
        if row is None:
            return territory_id
        name = str(row[f"name_{self.lang}"] or territory_id)
        return self.grammar.alone(Place(name, kind_of(str(row["level"]), str(row["name_az"]))))

    def rank(self, territory_id: str) -> tuple[int, str]:
        """Return the key that orders territories: country, groups, regions, then the others.

        By the English name in every language: the same ones are cut.
        """
        row = self.territories.get(territory_id, {})
        level = row.get("level")
        return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS), str(
            row.get("name_en") or territory_id
        )

    def in_order(self, text: str) -> tuple[list[int], str]:
        """Return the key that puts names in the order of the language's alphabet."""
        small = "".join(self.grammar.small(letter) for letter in text)
        alphabet = _ALPHABETS.get(self.lang, "")
        return [alphabet.find(letter) if letter in alphabet else ord(letter) for letter in small], text

    def unit(self, code: str) -> str:
        """Name a unit."""
        known = self.labels.get(("unit", code)) or codes_of("unit", self.lang).get(code)
        return known or code.replace("_", " ").lower()

    def presentation(self, transformation: str) -> str:
        """Name a presentation."""
        key = ("presentation", transformation)
        if key not in self.called:
            bare = transformation.replace("_", " ").capitalize()
            self.called[key] = presentation(self.words, transformation) or bare
        return self.called[key]

    def part(self, breakdown: str) -> str:
        """Name what a figure is a part of, empty for a total."""
        key = ("breakdown", breakdown)
        if key not in self.called:
            self.called[key] = parts(self.words, self.labels, self._indicator, breakdown)
        return self.called[key]

    def _indicator(self, code: str) -> str | None:
        """Name an indicator, None where the code is none."""
        return self.title(code) if code in self.headers else None

    def period(self, cell: Cell) -> str:
        """Write what a figure refers to, for a table."""
        return period(self.grammar, cell)

    def number(self, cell: Cell, facet: str) -> str:
        """Name a number by what it is of or counts, where, when, what but the value it is, and its cell."""
        of = subject(self.words, self.headers, cell["cell_id"], self.title)
        if of is None:
            return count_in_words(self.words, str(cell["cell_id"]))
        place, when = self.territory(cell["territory_id"]), self.period(cell)
        return in_words(self.words, cell, facet, Named(*of, self.part(cell["breakdown"]), place, when))

    def months(self, first: date, last: date) -> str:
        """Write the months from one to another."""
        return self.grammar.span(first.replace(day=1), month_of(last).end)

    def facet(self, code: str) -> str:
        """Name a part of a figure."""
        return facet_in_words(self.words, code)

    def language(self, lang: str) -> str:
        """Name a language in itself; one without a grammar by its code."""
        return language_name(lang)

    def form(self, form: str) -> str:
        """Name a form of a bulletin."""
        name = f"site-form-{form}"
        return self.say(name) if name in self.words.files else form

    def statuses(self, cells: Iterable[Cell]) -> list[tuple[str, str]]:
        """Explain the statuses and flags that figures carry, and no others."""
        listed = list(cells)
        known = codes_of("obs_status", self.lang)
        letters = sorted({str(cell["obs_status"]) for cell in listed})
        flags = sorted({str(flag) for cell in listed for flag in cell["flags"] or ()})
        told = [(flag, f"site-flag-{flag}") for flag in flags]
        return [(letter, known[letter]) for letter in letters if letter in known] + [
            (flag, self.say(name)) for flag, name in told if name in self.words.files
        ]

    def issue(self, issue: Issue) -> str:
        """Name an issue: January 2026, issue 2026-01.1; or December 2023, as known on 1 March 2024."""
        month = month_of(issue.month.first)
        if issue.asked:
            name = self.say("site-past", month=month, day=day_of(issue.asked))
        else:
            name = self.say("issue", month=month, name=issue.number)
        return name if issue.is_current and not issue.is_draft else f"{name} ({self.state(issue)})"

    def state(self, issue: Issue) -> str:
        """Say where an issue is: a draft, released, corrected or withdrawn."""
        return self.say(f"site-state-{issue.standing.state.value if issue.standing else 'draft'}")

    def heading(self, issue: Issue) -> str:
        """Name an issue where its name begins a line."""
        return self.grammar.start(self.issue(issue))

    def month(self, issue: Issue) -> str:
        """Name the month of an issue where its name begins a line."""
        return self.grammar.start(self.grammar.month(issue.month.first))

    def day(self, value: date) -> str:
        """Write a day."""
        return self.grammar.day(value)

    @property
    def review(self) -> str:
        """Say who reviewed the texts of the language, or that nobody did; English is written first."""
        reviewed = self.office.reviewed.get(self.lang)
        if reviewed:
            return self.say("review-by", name=reviewed.name, day=day_of(reviewed.day))
        return "" if self.lang == ENGLISH else self.say("review-none")


def load_names(office: Office, lang: str, on: date) -> Names:
    """Read the words of a language, and the names of territories as they are valid on a day.

    Raises UsageError for a language without a grammar or without messages.
    """
    reference = load_reference(office)
    words = catalogue_of(lang, office.project.templates)
    labels = labels_of(reference["label"], lang)
    return Names(
        office, words, labels, territories_on(reference["territory"], on), read_headers(office.project)
    )
