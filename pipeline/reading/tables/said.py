"""What the words of heads and notes say besides names: the price basis, the day by which something is due.

The words for prices are those of the languages' lexicons, with a few that only tables have.
"""

import re
from datetime import date
from functools import cache
from typing import Final

from pipeline.reading.lexicon import LANGUAGES, section
from pipeline.reading.tables.lexis import listed, meaning, meanings
from pipeline.reading.tables.period_label import find_period
from pipeline.reading.words import Hit, Patterns, fold, words_in

MAX_SAID: Final = 400
"""Characters of a head or a note that are looked at."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY: Final = r"(?P<day>(?:\d{1,2}[ .])?(?:[^\W\d_]+ |\d{1,2}\.)?(?:19|20)\d{2}(?![\d,]))"

_MADE: Final = ("done", "under_way")


def price_basis_of(text: str) -> str:
    """Return the price basis that a text states: nominal or real; empty for none, or for both.

    >>> price_basis_of("million manats, in constant 2015 prices")
    'real'
    """
    patterns, meant = _prices()
    words = words_in(text[:MAX_SAID])
    found = {meant[hit.pattern] for hit in patterns.find(words)}
    single, sides = _sides()
    found |= {sides[hit.pattern] for hit in single.find(words)} if found else set()
    return found.pop() if len(found) == 1 else ""


def is_price_alone(text: str) -> bool:
    """Tell whether a text states a price basis and nothing else but small words."""
    patterns, _ = _prices()
    words = words_in(text[:MAX_SAID])
    hits = patterns.find(words)
    taken = {n for hit in hits for n in range(hit.first, hit.last + 1)}
    small = meanings("small")
    return bool(hits) and all(n in taken or word.text in small for n, word in enumerate(words))


def without_base_year(text: str) -> str:
    """Leave the year out that prices are of: of a text about prices only a year at its beginning is a period.

    >>> without_base_year("in constant 2015 prices"), without_base_year("2023 at current prices")
    ('in constant  prices', '2023 at current prices')
    """
    if not price_basis_of(text):
        return text
    return _YEAR.sub(lambda found: found[0] if found.start() == 0 else "", text)


def due_day(text: str) -> date | None:
    """Return the day by which a text says that something is due; None where it names none.

    A day is named by the end of a period, or by itself: a year alone ('by 2026') is not one.

    >>> due_day("Dwellings to be built by the end of 2026")
    datetime.date(2026, 12, 31)
    """
    bare = fold(text[:MAX_SAID])
    for form in _due_forms():
        for found in form.finditer(bare):
            period = find_period(found["day"])
            if period is not None and period.days is not None and _is_named(found["day"]):
                return period.days[1]
    return None


def is_saying_when(text: str) -> bool:
    """Tell whether the words of a text only say when, and whether it is planned: 'planned for 2026'."""
    small, kinds, months, years = meanings("small"), meanings("kind"), meanings("month"), meanings("period")
    words = [word.text for word in words_in(text[:MAX_SAID])]
    known = all(word in small or word in kinds or word in months or word in years for word in words)
    return known and (any(word in kinds for word in words) or find_period(text[:MAX_SAID]) is not None)


def is_said_as_made(text: str) -> bool:
    """Tell whether words say that things are there, or being made: 'completed', 'under construction'.

    What is 'to be completed' is neither.
    """
    return not aspects_said(text).isdisjoint(_MADE)


def aspects_said(text: str) -> frozenset[str]:
    """Return what words say of things counted: done, under_way, planned, due; the longest words decide.

    >>> sorted(aspects_said("Dwellings to be completed")), sorted(aspects_said("Dwellings completed"))
    (['due'], ['done'])
    """
    patterns, meant = _aspects()
    hits = patterns.find(words_in(text[:MAX_SAID]))
    longest = [hit for hit in hits if not any(_is_within(hit, other) for other in hits)]
    return frozenset(meant[hit.pattern] for hit in longest)


def _is_within(hit: Hit, other: Hit) -> bool:
    """Tell whether another hit covers all words of one, and more."""
    covered = other.first <= hit.first and hit.last <= other.last
    return covered and (other.first, other.last) != (hit.first, hit.last)


@cache
def _aspects() -> tuple[Patterns, dict[str, str]]:
    """Return the patterns of words for what is done, under way, planned or due, of all languages."""
    meant = {pattern: said for lang in LANGUAGES for pattern, said in section(lang, "aspect").items()}
    meant |= {pattern: said for said, patterns in listed("head_aspect").items() for pattern in patterns}
    return Patterns(meant), meant


def _is_named(text: str) -> bool:
    """Tell whether the word within a day is the name of a month."""
    return all(meaning("month", word) for word in re.findall(r"[^\W\d_]+", text))


@cache
def _prices() -> tuple[Patterns, dict[str, str]]:
    """Return the patterns of words for prices, and what each means."""
    meant = {pattern: basis for lang in LANGUAGES for pattern, basis in section(lang, "price").items()}
    meant |= {pattern: basis for basis, patterns in listed("price").items() for pattern in patterns}
    return Patterns(meant), meant


@cache
def _sides() -> tuple[Patterns, dict[str, str]]:
    """Return words of a price basis that stand away from the word for prices: 'current and constant'."""
    meant = {pattern: basis for basis, patterns in listed("price_side").items() for pattern in patterns}
    return Patterns(meant), meant


@cache
def _due_forms() -> tuple[re.Pattern[str], ...]:
    """Return the forms of words for a day by which something is due: words before it, or after it."""
    by = listed("due")
    day, ends = by["before_a_day"], by["before_a_period"]
    return (
        re.compile(rf"(?<!\w)(?:{_any(ends)})\s+{_DAY}"),
        re.compile(rf"(?<!\w)(?:{_any(day)})\s+(?=\d{{1,2}}[ .][^\W\d_]|\d{{1,2}}\.\d{{1,2}}\.){_DAY}"),
        re.compile(rf"{_DAY}(?:-?[^\W\d_]+)?\s+(?:{_any(by['after_a_period'])})(?!\w)"),
    )


def _any(phrases: list[str]) -> str:
    """Write phrases as alternatives, the longest first."""
    return "|".join(re.escape(fold(text)) for text in sorted(phrases, key=lambda text: -len(text)))
