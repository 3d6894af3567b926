"""Finds expressions of time in a sentence: dates, months, years, parts of a year, words such as 'today'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.anchor import Anchor, Years
from pipeline.reading.text.days import Span, Stated, resolve
from pipeline.reading.text.roles import role_of
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.text.symbols import Element, elements_of
from pipeline.reading.text.tokens import Number

_YEAR = "(?:,?o*(?:ya?|[tln]a))?"
_FORMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", rf"(?:W,?)?(?:M,?d(?:[-&T]d)?|d(?:[-&T]d)?o*M){_YEAR}"),
        ("day", r"(?:y|t|l)a,?(?:W,?)?(?:d(?:[-&T]d)?M|Md(?:[-&T]d)?)"),
        ("days", rf"(?:d[oy]*M[-T]d[oy]*M|Md[-T]Md){_YEAR}"),
        ("months", rf"(?:(?:y|t|l)a)?M[-T]Mm?{_YEAR}"),
        ("month", rf"(?:(?:y|t|l|n)a)?Mm?{_YEAR}"),
        ("first_months", rf"(?:(?:y|t|l)?a,?)?r?[cd]m{_YEAR}"),
        ("quarter", r"(?:(?:y|t|l)?a,?)?[rRd]q(?:,?o*(?:ya?|[tl]?a))?"),
        ("half", r"(?:(?:y|t|l)?a,?)?[rRd]h(?:,?o*(?:ya?|[tl]?a))?"),
        ("end", r"eo*(?:ya?|[tln]?a|M(?:o*ya?)?)"),
        ("end", r"(?:y|t|n|l)?ae"),
        ("end", r"(?:ya)?Me"),
        ("start", r"bo*(?:ya?|[tl]?a)"),
        ("start", r"(?:y|t|l)?ab"),
        ("years", r"y[-T/][yd]a?"),
        ("iso", r"y-d-d"),
        ("slashed", r"d/d/y"),
        ("whole", r"D"),
        ("year", r"ya?"),
        ("year", r"y(?=&ya)"),
        ("relative_year", r"[tln]a"),
        ("relative_week", r"[tln]c?w"),
        ("relative_month", r"[tln]m"),
        ("weekday", r"W"),
    )
)
_STARTS = frozenset("WMdytlnabercRD")
_MONTH_DAY = re.compile(r"-(\d\d)-(\d\d)$")
_IN_YEAR = re.compile("[-‑](?:м|го|й|х|е|ом)")
"""How an ordinal of a year ends in Russian."""


@dataclass(frozen=True)
class Time:
    """An expression of time: its span, the numbers in it, the days it stands for, and how it is meant.

    `form` is one of the forms above or now, yesterday, same_day; `role` is on, in, by, since, compare
    or name.
    """

    start: int
    end: int
    form: str
    role: str
    stated: Stated
    numbers: tuple[Number, ...] = ()

    @property
    def span(self) -> Span:
        """First and last day."""
        return self.stated.span

    @property
    def month_day(self) -> tuple[int, int] | None:
        """The month and the day of a date, whatever its year."""
        found = _MONTH_DAY.search(self.stated.iso)
        return (int(found[1]), int(found[2])) if found else None


def find_times(
    sentence: Sentence, numbers: Sequence[Number], text: str, anchor: Anchor, known: Years
) -> list[Time]:
    """List the expressions of time of a sentence, in order; `known` are years named before."""
    elements = elements_of(sentence, numbers, text)
    signs = "".join(element.sign for element in elements)
    found = [
        _time(name, elements[first:last], sentence, text, anchor, known)
        for name, first, last in _matches(signs, elements, sentence, text)
    ]
    found.extend(_of_words(sentence, anchor))
    return sorted(found, key=lambda time: (time.start, -time.end))


def _matches(
    signs: str, elements: Sequence[Element], sentence: Sentence, text: str
) -> Iterator[tuple[str, int, int]]:
    """Yield the forms found, the longest at each place."""
    place = 0
    while place < len(signs):
        best = ("", place)
        if signs[place] in _STARTS:
            for name, form in _FORMS:
                match = form.match(signs, place)
                if match and match.end() > best[1] and _holds(name, match, elements, sentence, text):
                    best = (name, match.end())
        if best[0]:
            yield best[0], place, best[1]
        place = max(best[1], place + 1)


def _holds(
    name: str, match: "re.Match[str]", elements: Sequence[Element], sentence: Sentence, text: str
) -> bool:
    """Tell whether a form that fits is one: a year is no count, 'four months after' no part of a year."""
    first = elements[match.start()]
    signs = match[0]
    if name == "year" and signs == "y" and match.re.pattern == "ya?":
        return not _is_counted(first, sentence, text) and _is_year(first, sentence, text)
    if name == "first_months":
        bare = "r" not in signs and not re.search(r"y|[tl]a|^a", signs)
        last = elements[match.end() - 1]
        return not bare or (_is_within(first, last, sentence) and signs[0] == "c")
    if name == "weekday":
        return sentence.lang != "az" or first.end - first.start > 6
    if name == "day" and re.search("M,?d", signs):
        return _is_day(match, elements, sentence, text)
    if name == "years":
        second = elements[match.start() + 2].number
        return second is None or len(second.text) != 1
    return True


def _is_day(match: "re.Match[str]", elements: Sequence[Element], sentence: Sentence, text: str) -> bool:
    """Tell whether a number after a month is its day, not a count: 'in January 19 families'."""
    at = match.start() + match[0].index("M")
    month = elements[at]
    inside = [element.number for element in elements[at : match.end()] if element.number is not None]
    number = inside[0]
    if sentence.lang == "az":
        return any(one.suffix for one in inside) and not text[month.start : month.end].endswith(
            grammar("az", "locative")
        )
    if sentence.lang == "ru":
        return "y" in match[0]
    if not any(
        mark.section in ("unit", "scale") and 0 <= mark.start - number.end <= 1 for mark in sentence.marks
    ):
        return True
    before = [word.text for word in sentence.words if word.end <= month.start][-1:]
    return before != [] and before[0] in grammar(sentence.lang, "day_preposition")


def _is_year(element: Element, sentence: Sentence, text: str) -> bool:
    """Tell whether four digits alone are a year, by what stands beside them."""
    before, after = text[max(0, element.start - 1) : element.start], text[element.end : element.end + 1]
    if (before == "(" and after in "),") or _is_named(element, sentence, text):
        return True
    suffix = element.number.suffix if element.number else ""
    if suffix:
        return sentence.lang != "en" or suffix == "s"
    words = [word.text for word in sentence.words if word.end <= element.start][-1:]
    following = [word.text for word in sentence.words if word.start == element.end + 1][:1]
    if after == " " and following and following[0] in grammar(sentence.lang, "after_year"):
        return True
    return (
        not words
        or words[0] in grammar(sentence.lang, "before_year")
        or (before == " " and text[element.start - 2 : element.start - 1] == ",")
    )


def _is_counted(element: Element, sentence: Sentence, text: str) -> bool:
    """Tell whether a number that may be a year counts something: '2026 manats'."""
    after = [
        mark
        for mark in sentence.marks
        if mark.section in ("unit", "scale") and 0 <= mark.start - element.end <= 1
    ]
    if element.number is not None and _IN_YEAR.fullmatch(text[element.end : element.number.past]):
        return False
    if element.number is not None and element.number.past > element.end:
        return any(
            mark.start < element.number.past and mark.start >= element.end for mark in sentence.of("unit")
        )
    if text[element.end : element.end + 1] == "%" or text[max(0, element.start - 1) : element.start] in "$€₼":
        return text[element.end : element.end + 1] == "%" or element.start > 0
    before = [word.text for word in sentence.words if word.end <= element.start][-1:]
    if before and before[0] in grammar(sentence.lang, "year_preposition"):
        return False
    return bool(after) and after[0].meaning not in ("years", "months")


def _is_within(first: Element, last: Element, sentence: Sentence) -> bool:
    """Tell whether a number of months is a part of a year by the words beside it, not a length of time."""
    before = [word.text for word in sentence.words if word.end <= first.start][-1:]
    after = [word.text for word in sentence.words if word.start >= last.end][:1]
    if after and after[0] in grammar(sentence.lang, "elapsed"):
        return False
    within = grammar(sentence.lang, "within_before"), grammar(sentence.lang, "within_after")
    return bool(before and before[0] in within[0]) or bool(after and after[0] in within[1])


def _time(
    name: str,
    elements: Sequence[Element],
    sentence: Sentence,
    text: str,
    anchor: Anchor,
    known: Years,
) -> Time:
    """Make an expression of time of its elements."""
    start, end = elements[0].start, elements[-1].end
    numbers = tuple(element.number for element in elements if element.number is not None)
    role = (
        "name"
        if name == "year" and _is_named(elements[0], sentence, text)
        else role_of(name, elements, sentence, text)
    )
    ahead = role == "by" and name in ("end", "year")
    stated = resolve(name, elements, anchor, known, ahead)
    return Time(start, end, name, role, stated, numbers)


def _is_named(element: Element, sentence: Sentence, text: str) -> bool:
    """Tell whether a year belongs to a name: a word with a capital stands right before it ('Vision 2030')."""
    before = [word for word in sentence.words if word.end <= element.start][-1:]
    if not before or element.start - before[0].end != 1 or before[0].start == sentence.start:
        return False
    return text[before[0].start].isupper() and not _is_of_time(sentence, before[0].start)


def _is_of_time(sentence: Sentence, place: int) -> bool:
    """Tell whether a word at a place has a meaning of time: a month, 'since'."""
    return any(mark.start <= place < mark.end for mark in sentence.of("month")) or any(
        mark.start <= place < mark.end for mark in sentence.of("time")
    )


def _of_words(sentence: Sentence, anchor: Anchor) -> Iterator[Time]:
    """Yield expressions without a number: 'currently', 'yesterday', 'on the same day'."""
    for mark in sentence.of("time", "now", "today", "yesterday", "same_day"):
        stated = Stated(Span(anchor.first, anchor.last), "", anchor.inferred, certain=anchor.exact)
        if mark.meaning == "yesterday" and anchor.first is not None and anchor.last is not None:
            span = Span(anchor.first - timedelta(days=1), anchor.last - timedelta(days=1))
            stated = replace(stated, span=span)
        if mark.meaning == "same_day":
            stated = replace(stated, span=Span(None, None), certain=False)
        role = "by" if mark.meaning == "now" else "on"
        yield Time(mark.start, mark.end, mark.meaning, role, stated)
