"""Russian: months and years in their cases; a place is a noun of its level in its case and its name.

"В районе Агдам", "экономического района Карабах": the name stays as it is, the noun before it is inflected.
A country alone is inflected itself, by the ending of its name. In a table the noun stands after the name.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from pipeline.language.grammar import Grammar, kind_of
from pipeline.language.phrase import Form, Months, Place, Published, When, day_of

_NOMINATIVE = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_GENITIVE = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_PREPOSITIONAL = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
_SHORT = (
    *("янв.", "февр.", "март", "апр.", "май", "июнь"),
    *("июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
)
_SHORT_OF = (
    *("янв.", "февр.", "марта", "апр.", "мая", "июня"),
    *("июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
)
_YEAR: Mapping[str, tuple[str, str]] = {
    "plain": ("год", "годы"),
    "for": ("год", "годы"),
    "by": ("год", "годы"),
    "in": ("году", "годах"),
    "of": ("года", "годов"),
}
_BEFORE = {"in": "в ", "for": "за ", "by": "по состоянию на "}
_LEVELS: Mapping[str, Mapping[str, str]] = {
    "economic_region": {
        "plain": "экономический район",
        "of": "экономического района",
        "in": "экономическом районе",
    },
    "district": {"plain": "район", "of": "района", "in": "районе"},
    "city": {"plain": "город", "of": "города", "in": "городе"},
    "township": {"plain": "посёлок", "of": "посёлка", "in": "посёлке"},
    "village": {"plain": "село", "of": "села", "in": "селе"},
    "settlement": {"plain": "населённый пункт", "of": "населённого пункта", "in": "населённом пункте"},
}
_UNTOLD = "settlement"
"""The kind of a place whose own is not known: no name needs it to be told from another one."""
_HEADS: Mapping[str, Mapping[str, str]] = {
    "Экономические районы": {"of": "экономических районов", "in": "в экономических районах"},
    "Населённые пункты": {"of": "населённых пунктов", "in": "в населённых пунктах"},
    "Железная дорога": {"of": "железной дороги", "in": "на железной дороге"},
    "Территория": {"of": "территории", "in": "на территории"},
    "Маршрут": {"of": "маршрута", "in": "на маршруте"},
    "Дороги": {"of": "дорог", "in": "на дорогах"},
    "Дорога": {"of": "дороги", "in": "на дороге"},
    "Районы": {"of": "районов", "in": "в районах"},
    "Страна": {"of": "страны", "in": "в стране"},
}
"""What the name of a group can begin with; the words after it stay as they are."""
_HUSHING = "гкхжшчщ"
_VOWELS = "аеёиоуыэюя"


class Russian(Grammar):
    """Quotation marks and case endings of Russian."""

    lang = "ru"
    name = "Русский"
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    annexes = "АБВГДЕЖИКЛМНПРСТУФХЦШЭЮЯ"
    is_cyrillic = True
    conjunctions: ClassVar[dict[str, str]] = {"and": "и", "or": "или"}
    months_short: ClassVar[Sequence[str]] = _SHORT
    qualifiers: ClassVar[dict[str, str]] = {
        "about": "около ",
        "almost": "почти ",
        "at_least": "не менее ",
        "more_than": "более ",
        "up_to": "до ",
    }

    def time(self, when: When, form: Form = "plain") -> str:
        """Write a period: в январе – сентябре 2025 года, за 2023 год, по состоянию на 31 марта 2026 года."""
        if form == "short":
            return _short(when)
        kind = kind_of(when)
        if kind in ("day", "days"):
            before = _BEFORE[form] if form in ("for", "by") and kind == "day" else ""
            return before + _days(when, _GENITIVE, " года")
        return _BEFORE.get(form, "") + _months(when, form)

    def due(self, when: When, form: Form = "plain") -> str:
        """Write when a plan is due: срок – 2026 год."""
        return f"срок\u00a0– {self.time(when, 'short' if form == 'short' else 'plain')}"

    def published(self, known: Published, form: Form = "plain") -> str:
        """Write the day of a publication: не позднее 3 марта 2026 года, между 3 марта и 5 мая."""
        if known.last is None:
            return "день неизвестен"
        written: Form = "short" if form == "short" else "plain"
        day = self.time(day_of(known.last), written)
        if known.first == known.last:
            return (_BEFORE[form] if form in ("for", "by") else "") + day
        if known.first is None or form == "by":
            return f"не позднее {day}"
        span = When(known.first, known.last)
        if kind_of(span) in ("month", "year"):
            return self.time(span, form)
        return f"между {self.time(day_of(known.first), written)} и {day}"

    def months(self, months: Months, form: Form = "plain") -> str:
        """Write months of any year: в марте и сентябре."""
        names = _PREPOSITIONAL if form == "in" else _NOMINATIVE
        named = self.join([names[number - 1] for number in months.numbers])
        return f"в {named}" if form == "in" else named

    def place(self, place: Place, form: Form = "plain") -> str:
        """Write a territory: в районе Агдам; a country and a group stand without a noun."""
        case: Form = form if form in ("in", "of") else "plain"
        before = "в " if case == "in" else ""
        if place.level in _LEVELS:
            return f"{before}{_LEVELS[place.level][case]} {place.name}"
        if place.level == "country":
            return before + _inflected(place.name, case)
        return _group(place.name, case) if case in ("of", "in") else place.name

    def alone(self, place: Place) -> str:
        """Write a territory in a table: its name, then what it is: Агдам (район), Агдам (город)."""
        told = place.level in _LEVELS and place.level != _UNTOLD
        return f"{place.name} ({_LEVELS[place.level]['plain']})" if told else place.name


def _months(when: When, form: Form) -> str:
    """Write whole months and years in the case of a form."""
    start, end = when.start, when.end
    single, several = _YEAR[form]
    kind = kind_of(when)
    if kind in ("year", "years"):
        return f"{end.year} {single}" if kind == "year" else f"{start.year}–{end.year} {several}"
    names = {"in": _PREPOSITIONAL, "of": _GENITIVE}.get(form, _NOMINATIVE)
    last = f"{names[end.month - 1]} {end.year} года"
    if kind == "month":
        return last
    first = names[start.month - 1] + ("" if start.year == end.year else f" {start.year} года")
    return f"{first} – {last}"


def _days(when: When, names: Sequence[str], year: str) -> str:
    """Write one day or the days from one to another."""
    start, end = when.start, when.end
    last = _day(end, names, year)
    if start == end:
        return last
    inside = (start.year, start.month) == (end.year, end.month)
    return f"{start.day}–{last}" if inside else f"{_day(start, names, year)} – {last}"


def _day(value: date, names: Sequence[str], year: str) -> str:
    """Write a day."""
    return f"{value.day} {names[value.month - 1]} {value.year}{year}"


def _short(when: When) -> str:
    """Write a period for a table."""
    start, end = when.start, when.end
    match kind_of(when):
        case "day" | "days":
            return _days(when, _SHORT_OF, "")
        case "year":
            return str(end.year)
        case "years":
            return f"{start.year}–{end.year}"
        case "month":
            return f"{_SHORT[end.month - 1]} {end.year}"
        case _:
            first = _SHORT[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
            return f"{first} – {_SHORT[end.month - 1]} {end.year}"


def _group(name: str, case: Form) -> str:
    """Inflect what the name of a group begins with; another name is quoted."""
    for head, forms in _HEADS.items():
        if name.casefold().startswith(f"{head} ".casefold()):
            return forms[case] + name[len(head) :]
    return f"{'на территории' if case == 'in' else 'территории'} «{name}»"


def _inflected(name: str, case: Form) -> str:
    """Inflect the name of a country by its ending; one that ends otherwise stays."""
    if case == "plain" or " " in name:
        return name
    stem, end = name[:-1], name[-1:]
    if end == "а":
        return stem + ("е" if case == "in" else "и" if stem[-1:] in _HUSHING else "ы")
    if end == "я":
        return stem + ("и" if case == "of" or stem.endswith("и") else "е")
    if end and end not in _VOWELS and end not in "ьй":
        return name + ("е" if case == "in" else "а")
    return name
