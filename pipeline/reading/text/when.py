"""Which expression of time a figure is stated for: of its clause, of its sentence, of the text before."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.draft import join_codes
from pipeline.reading.lexicon import grammar
from pipeline.reading.text.aspects import aspect_at
from pipeline.reading.text.carry import carried, says, undated, usable_times
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.periods import EVENTS, RATIOS, When, read_time
from pipeline.reading.text.quantity import MONEY
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.text.times import Time

_BACK = 4
"""'On the same day' looks so many sentences back."""


def when_at(page: Page, line: Line, place: int, aspect: str, unit: str) -> When:
    """Find the period of the figure at a place, for the aspect in which it is stated.

    What is planned of amounts and ratios is for a period; of other units it is due on a day.
    """
    may_be_due = unit not in MONEY | RATIOS
    time, sure = _time_for(page, line, place, unit in RATIOS, aspect)
    if time is None:
        found = carried(page, line, aspect, may_be_due)
        lives = found.carried_from >= 0 and aspect == "done" and says(line, place, "dwell")
        return replace(undated(page, aspect), undated=False, certain=False) if lives else found
    if time.form == "same_day":
        return _same_day(page, line, time)
    found = read_time(time, aspect, page, may_be_due)
    return replace(found, certain=found.certain and sure and not _is_of_saying(time, line, place))


def _is_of_saying(time: Time, line: Line, place: int) -> bool:
    """Tell whether a word for saying stands between a day and a figure: 'on 5 May the minister said that'."""
    stems = grammar(line.sentence.lang, "say")
    between = [word.text for word in line.sentence.words if time.end <= word.start < place]
    return bool(stems) and any(word.startswith(stems) for word in between)


def _same_day(page: Page, line: Line, time: Time) -> When:
    """Return the day that was named last before 'on the same day'."""
    for number in range(line.sentence.number - 1, max(-1, line.sentence.number - 1 - _BACK), -1):
        days = [
            other for other in page.lines[number].times if other.form in EVENTS and other.span.end is not None
        ]
        if days:
            found = read_time(days[-1], "done", page, may_be_due=False)
            words = page.text[time.start : time.end]
            return replace(
                found, words=words, certain=found.certain, inferred=join_codes(found.inferred, "period")
            )
    return When(nature="event", words=page.text[time.start : time.end])


def _time_for(page: Page, line: Line, place: int, is_ratio: bool, aspect: str) -> tuple[Time | None, bool]:
    """Choose among the expressions of a sentence: of the clause, else of clauses without figures.

    After a ratio a year without a preposition is what it is compared with: '5% above 2022'.
    """
    sentence = line.sentence
    usable = [
        time
        for time in usable_times(page, line)
        if not _is_name(time, line)
        and not (is_ratio and time.start > place and not _has_preposition(time, sentence))
    ]
    if not usable:
        return None, False
    clause = sentence.clause_at(place)
    own = [time for time in usable if sentence.clause_at(time.start) == clause]
    if own:
        return min(own, key=lambda time: abs(time.start - place)), _agree(own)
    free = _free(usable, line, sentence, clause)
    if free:
        before = [time for time in free if time.start < place] or free
        return before[-1], _agree(free)
    verbs = {sentence.clause_at(mark.start) for mark in sentence.of("aspect")}
    left = [
        time
        for time in usable
        if clause not in verbs
        or sentence.clause_at(time.start) not in verbs
        or aspect_at(line, time.start)[0] == aspect
    ]
    return min(left, key=lambda time: abs(time.start - place), default=None), False


def _has_preposition(time: Time, sentence: Sentence) -> bool:
    """Tell whether a word such as 'in' stands right before an expression."""
    before = [word.text for word in sentence.words if word.end <= time.start][-1:]
    places = grammar(sentence.lang, "year_preposition")
    return not places or (bool(before) and before[0] in (*places, *grammar(sentence.lang, "part_of_year")))


def _free(times: Sequence[Time], line: Line, sentence: Sentence, clause: int) -> list[Time]:
    """List the expressions that hold for the whole sentence.

    They stand before its first figure, or in a clause without figures; a clause with a verb of its own keeps
    its time to itself.
    """
    numbered = line.full_clauses
    verbs = {sentence.clause_at(mark.start) for mark in sentence.of("aspect")}
    closed = verbs - {clause} if clause in verbs else set()
    figure = min((number.start for number in line.numbers if number.start not in line.dated), default=-1)
    opening = [time for time in times if time.start < figure]
    return opening or [
        time
        for time in times
        if sentence.clause_at(time.start) not in numbered and sentence.clause_at(time.start) not in closed
    ]


def _agree(times: Sequence[Time]) -> bool:
    """Tell whether expressions name the same days."""
    return len({(time.span.start, time.span.end, time.form == "end") for time in times}) == 1


def _is_name(time: Time, line: Line) -> bool:
    """Tell whether a year is part of a name: 'Strategy 2030', '2022-2026'."""
    return time.form in ("year", "years") and any(
        0 <= noun.start - time.end <= 2 or 0 <= time.start - noun.end <= 2
        for noun in line.sentence.of("number_noun", "ordinal", "title")
    )
