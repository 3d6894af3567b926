"""The grammar of an edition: how periods, places and lists are written, and which plural a number takes."""

import unicodedata
from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Literal

from pipeline.errors import UsageError
from pipeline.language.phrase import (
    Form,
    Listed,
    Months,
    Phrase,
    Place,
    Published,
    When,
    day_of,
    month_of,
)

Kind = Literal["day", "days", "month", "months", "year", "years"]


class Grammar(ABC):
    """What is particular to a language; the rest is here."""

    lang: ClassVar[str]
    name: ClassVar[str]
    """The language in its own name."""
    alphabet: ClassVar[str]
    """Its small letters in the order of its dictionaries."""
    annexes: ClassVar[str]
    """The letters that name annexes, in their order."""
    is_cyrillic: ClassVar[bool] = False
    """Whether it is written in Cyrillic letters."""

    def write(self, phrase: Phrase, form: Form = "plain") -> str:
        """Write a phrase in a form."""
        match phrase:
            case When():
                return self.due(phrase, form) if phrase.is_due else self.time(phrase, form)
            case Published():
                return self.published(phrase, form)
            case Place():
                return self.place(phrase, form)
            case Months():
                return self.months(phrase, form)
            case Listed():
                items = [one if isinstance(one, str) else self.write(one, form) for one in phrase.items]
                return self.join(items, phrase.last)

    def day(self, value: date) -> str:
        """Write a day: 19 January 2026."""
        return self.time(day_of(value))

    def short_day(self, value: date) -> str:
        """Write a day for a table: 19 Jan 2026."""
        return self.time(day_of(value), "short")

    def month(self, value: date) -> str:
        """Write a month: January 2026."""
        return self.time(month_of(value))

    def short_month(self, value: date) -> str:
        """Write a month for a table: Jan 2026."""
        return self.time(month_of(value), "short")

    def span(self, start: date, end: date) -> str:
        """Write the days from one to another."""
        return self.time(When(start, end))

    def join(self, items: Sequence[str], last: Literal["and", "or"] = "and") -> str:
        """Join names: a, b and c."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.conjunctions[last]} {items[-1]}"

    def plural(self, number: Decimal | int) -> str:
        """Return the plural category of a number as printed, its visible decimals counted: one, few, many.

        Ref.: Unicode CLDR, plural rules.
        """
        return _plural_rule(self.lang)(number)

    def start(self, text: str) -> str:
        """Begin a sentence: the first letter large, the others as they are."""
        return self.large(text[:1]) + text[1:]

    def large(self, letter: str) -> str:
        """Write a letter large."""
        return letter.upper()

    def inside(self, text: str) -> str:
        """Go on with a text inside a sentence: the first letter small, the others as they are."""
        return self.small(text[:1]) + text[1:]

    def small(self, letter: str) -> str:
        """Write a letter small."""
        return letter.lower()

    def order(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return a key that orders names as the language's dictionaries do, whatever the machine's locale.

        Spaces and digits stand before letters, letters of other alphabets after its own; signs do not count,
        nor does an accent that the alphabet lacks.
        """
        return tuple(self._place_of(self.small(one)) for one in text if one.isalnum() or one.isspace())

    def _place_of(self, letter: str) -> tuple[int, int]:
        """Return the place of a small letter, a digit or a space."""
        if not letter.isalpha():
            return 0, ord(letter[0])
        base = letter if letter in self.alphabet else unicodedata.normalize("NFD", letter)[0]
        at = self.alphabet.find(base)
        return (1, at) if at >= 0 else (2, ord(base))

    conjunctions: ClassVar[dict[str, str]]
    months_short: ClassVar[Sequence[str]]
    qualifiers: ClassVar[dict[str, str]]
    """What a source says of a number, by code; it stands before the number, with the space between them."""

    def qualifier(self, codes: str, printed: str) -> tuple[str, str]:
        """Write what a source says of a printed number, before it and after it: more than, almost, about."""
        del printed
        return "".join(self.qualifiers.get(code, "") for code in codes.split(";")), ""

    @abstractmethod
    def time(self, when: When, form: Form = "plain") -> str:
        """Write a period."""

    @abstractmethod
    def due(self, when: When, form: Form = "plain") -> str:
        """Write when a plan is due."""

    @abstractmethod
    def published(self, known: Published, form: Form = "plain") -> str:
        """Write the day of a publication.

        Of several possible days the month or year that they are, or the two between which it lies; as `by`,
        or where the first one is not known, the last.
        """

    @abstractmethod
    def months(self, months: Months, form: Form = "plain") -> str:
        """Write months of any year."""

    @abstractmethod
    def place(self, place: Place, form: Form = "plain") -> str:
        """Write a territory."""

    def alone(self, place: Place) -> str:
        """Write a territory where its name stands alone, in a table: told from others of the same name."""
        return place.name


@lru_cache
def _plural_rule(lang: str) -> Callable[[Decimal | int], str]:
    """Return the plural rule of a language."""
    from babel import Locale

    rule: Callable[[Decimal | int], str] = Locale(lang).plural_form
    return rule


def kind_of(when: When) -> Kind:
    """Tell what a period is: whole months and years are such, a month is never its last day."""
    start, end = when.start, when.end
    if start == end:
        return "day"
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole:
        return "days"
    if (start.year, start.month) == (end.year, end.month):
        return "month"
    if (start.month, end.month) == (1, 12):
        return "year" if start.year == end.year else "years"
    return "months"


def grammar_of(lang: str) -> Grammar:
    """Return the grammar of a language; one without is a sentence."""
    known = _grammars()
    if lang not in known:
        raise UsageError(
            f"There is no grammar of the language {lang!r}; there are: {', '.join(sorted(known))}. "
            "Write one beside them in pipeline/language, or take the language out of the office's list."
        )
    return known[lang]()


def language_name(lang: str) -> str:
    """Return the name of a language in itself; of one without a grammar its code."""
    known = _grammars()
    return known[lang].name if lang in known else lang


def _grammars() -> dict[str, type[Grammar]]:
    """Return the grammars there are, by language."""
    from pipeline.language.azerbaijani import Azerbaijani
    from pipeline.language.english import English
    from pipeline.language.russian import Russian

    return {made.lang: made for made in (Azerbaijani, English, Russian)}
