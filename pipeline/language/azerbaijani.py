"""Azerbaijani: endings by vowel harmony, ordinals of years, places with the ending of possession."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from pipeline.language.grammar import Grammar, kind_of
from pipeline.language.phrase import Form, Months, Place, Published, When, day_of

_MONTHS = (
    *("yanvar", "fevral", "mart", "aprel", "may", "iyun"),
    *("iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"),
)
_SHORT = ("yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek")
_HARMONY: Mapping[str, str] = {
    **dict.fromkeys("aı", "ı"),
    **dict.fromkeys("ou", "u"),
    **dict.fromkeys("eəi", "i"),
    **dict.fromkeys("öü", "ü"),
}
"""The closed vowel of an ending, by the last vowel before it."""
_BACK = "ıu"
_POSSESSED = (
    *("rayonu", "rayonları", "şəhəri", "şəhərləri", "kəndi", "kəndləri", "qəsəbəsi", "yolu", "yolları"),
    *("tuneli", "ərazisi", "respublikası", "ayı", "ayları"),
)
"""Last words that carry the ending of possession: an n stands before what follows."""
_UNITS = ("", "ci", "ci", "cü", "cü", "ci", "cı", "ci", "ci", "cu")
_TENS = ("", "cu", "ci", "cu", "cı", "ci", "cı", "ci", "ci", "cı")


class Azerbaijani(Grammar):
    """Endings follow the last vowel."""

    lang = "az"
    name = "Azərbaycan dili"
    alphabet = "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz"
    annexes = "ABCDEFGHJKLMNOPQRSTUVXYZ"
    conjunctions: ClassVar[dict[str, str]] = {"and": "və", "or": "və ya"}
    months_short: ClassVar[Sequence[str]] = _SHORT
    qualifiers: ClassVar[dict[str, str]] = {
        "about": "təxminən ",
        "at_least": "ən azı ",
        "up_to": "ən çoxu ",
    }

    def qualifier(self, codes: str, printed: str) -> tuple[str, str]:
        """Write what a source says of a number; two follow it: 5 000-dən çox, 4 000-ə yaxın."""
        before, after = super().qualifier(codes, printed)
        whole, _, decimals = printed.partition(",")
        digits = "".join(letter for letter in decimals or whole if letter.isdigit())
        named = codes.split(";")
        if "more_than" in named:
            return before, f"-{_ablative(int(digits or 0))} çox"
        return before, f"-{_dative(int(digits or 0))} yaxın" if "almost" in named else after

    def large(self, letter: str) -> str:
        """Write a letter large: i keeps its dot."""
        return "İ" if letter == "i" else letter.upper()

    def small(self, letter: str) -> str:
        """Write a letter small: I has no dot, İ has one."""
        return {"I": "ı", "İ": "i"}.get(letter, letter.lower())

    def time(self, when: When, form: Form = "plain") -> str:
        """Write a period: 2025-ci ilin yanvar–sentyabr aylarında, 2023-cü ildə."""
        if form == "short":
            return _short(when)
        kind = kind_of(when)
        if kind in ("day", "days"):
            text = _days(when)
            inside = "tarixində" if kind == "day" else "tarixlərində"
            dated = {"by": "tarixinə", "of": "tarixinin", "in": inside}
            return f"{text} {dated[form]}" if form in dated else self._ended(text, form, possessed=False)
        return self._ended(_months(when), form, possessed=kind in ("month", "months"))

    def _ended(self, text: str, form: Form, *, possessed: bool) -> str:
        """Give a period the ending of its form."""
        match form:
            case "in":
                return with_locative(text, possessed=possessed)
            case "of":
                return with_genitive(text, possessed=possessed)
            case "by":
                return with_dative(text, possessed=possessed)
            case "for":
                return f"{text} üçün"
            case _:
                return text

    def due(self, when: When, form: Form = "plain") -> str:
        """Write when a plan is due: son tarix – 31 dekabr 2026-cı il, müddət – 2026-cı il."""
        named = "son tarix" if kind_of(when) == "day" else "müddət"
        return f"{named} – {self.time(when, 'short' if form == 'short' else 'plain')}"

    def published(self, known: Published, form: Form = "plain") -> str:
        """Write the day of a publication: ən geci 3 mart 2026-cı il, 3 mart ilə 5 may arasında."""
        if known.last is None:
            return "günü məlum deyil"
        day = day_of(known.last)
        if known.first == known.last:
            return self.time(day, form)
        written: Form = "short" if form == "short" else "plain"
        if known.first is None or form == "by":
            return f"ən geci {self.time(day, written)}"
        span = When(known.first, known.last)
        if kind_of(span) in ("month", "year"):
            return self.time(span, form)
        return f"{self.time(day_of(known.first), written)} ilə {self.time(day, written)} arasında"

    def months(self, months: Months, form: Form = "plain") -> str:
        """Write months of any year: mart və sentyabr aylarında."""
        named = self.join([_MONTHS[number - 1] for number in months.numbers])
        several = len(months.numbers) > 1
        return self._ended(f"{named} {'ayları' if several else 'ayı'}", form, possessed=True)

    def place(self, place: Place, form: Form = "plain") -> str:
        """Write a territory: Ağdam rayonunda, Qarabağ iqtisadi rayonunun."""
        if form not in ("in", "of"):
            return place.name
        if place.level == "group" and not is_possessed(place.name):
            return f"«{place.name}» {'ərazisində' if form == 'in' else 'ərazisinin'}"
        end = with_locative if form == "in" else with_genitive
        return end(place.name, possessed=is_possessed(place.name))


def is_possessed(name: str) -> bool:
    """Tell whether a name's last word carries the ending of possession."""
    return name.rpartition(" ")[2].replace("İ", "i").lower() in _POSSESSED


def with_locative(text: str, *, possessed: bool) -> str:
    """Add "in": rayonunda, ildə."""
    return f"{text}{'n' if possessed else ''}d{'a' if _closed(text) in _BACK else 'ə'}"


def with_genitive(text: str, *, possessed: bool) -> str:
    """Add "of": rayonunun, ilin, Ağalının."""
    vowel = _closed(text)
    return f"{text}{'n' if possessed or _ends_in_vowel(text) else ''}{vowel}n"


def with_dative(text: str, *, possessed: bool) -> str:
    """Add "to": ayına, ilə."""
    between = "n" if possessed else "y" if _ends_in_vowel(text) else ""
    return f"{text}{between}{'a' if _closed(text) in _BACK else 'ə'}"


def with_possessive(text: str) -> str:
    """Add the ending of what belongs to something: altısı, on üçü."""
    return f"{text}{'s' if _ends_in_vowel(text) else ''}{_closed(text)}"


def ordinal(number: int) -> str:
    """Write a number as an ordinal: 2026-cı, 2023-cü, 2000-ci."""
    if number % 10:
        end = _UNITS[number % 10]
    elif number % 100:
        end = _TENS[number // 10 % 10]
    else:
        end = "cü" if number % 1000 else "ci"
    return f"{number}-{end}"


def _ablative(number: int) -> str:
    """Write "from" after a number in digits, by the vowels of the word that it ends with: 6-dan, 100-dən."""
    return "dan" if _ends_back(number) else "dən"


def _dative(number: int) -> str:
    """Write "to" after a number in digits, by the word that it ends with: 6-ya, 7-yə, 100-ə."""
    last = number % 10 or (number % 100)
    return f"{'y' if last in (2, 6, 7, 20, 50) else ''}{'a' if _ends_back(number) else 'ə'}"


def _ends_back(number: int) -> bool:
    """Tell whether the word that a number ends with has back vowels: altı, on, sıfır, milyon."""
    if number % 10:
        return number % 10 in (6, 9)
    if number % 100:
        return number // 10 % 10 in (1, 3, 4, 6, 9)
    return number % 1_000_000 == 0


def _closed(text: str) -> str:
    """Return the closed vowel that follows a text."""
    for letter in reversed(text.replace("I", "ı").replace("İ", "i").lower()):
        if letter in _HARMONY:
            return _HARMONY[letter]
    return "i"


def _ends_in_vowel(text: str) -> bool:
    """Tell whether a text ends in a vowel."""
    return text[-1:].replace("I", "ı").replace("İ", "i").lower() in _HARMONY


def _months(when: When) -> str:
    """Write whole months and years."""
    start, end = when.start, when.end
    match kind_of(when):
        case "year":
            return f"{ordinal(end.year)} il"
        case "years":
            return f"{start.year}–{ordinal(end.year)} illər"
        case "month":
            return f"{ordinal(end.year)} ilin {_MONTHS[end.month - 1]} ayı"
    if start.year == end.year:
        return f"{ordinal(end.year)} ilin {_MONTHS[start.month - 1]}–{_MONTHS[end.month - 1]} ayları"
    first = f"{ordinal(start.year)} ilin {_MONTHS[start.month - 1]} ayı"
    return f"{first} – {ordinal(end.year)} ilin {_MONTHS[end.month - 1]} ayı"


def _days(when: When) -> str:
    """Write one day or the days from one to another."""
    start, end = when.start, when.end
    if start == end:
        return _day(end)
    inside = (start.year, start.month) == (end.year, end.month)
    return f"{start.day}–{_day(end)}" if inside else f"{_day(start)} – {_day(end)}"


def _day(value: date) -> str:
    """Write a day."""
    return f"{value.day} {_MONTHS[value.month - 1]} {ordinal(value.year)} il"


def _short(when: When) -> str:
    """Write a period for a table."""
    start, end = when.start, when.end
    last = f"{_SHORT[end.month - 1]} {end.year}"
    match kind_of(when):
        case "day":
            return f"{end.day} {last}"
        case "days":
            inside = (start.year, start.month) == (end.year, end.month)
            first = f"{start.day} {_SHORT[start.month - 1]} {start.year}"
            return f"{start.day}–{end.day} {last}" if inside else f"{first} – {end.day} {last}"
        case "year":
            return str(end.year)
        case "years":
            return f"{start.year}–{end.year}"
        case "month":
            return last
        case _:
            first = _SHORT[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
            return f"{first}–{last}" if start.year == end.year else f"{first} – {last}"
