"""What a figure takes from the sentences before it: the period that governs them, if nothing contradicts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reading.draft import join_codes
from pipeline.reading.lexicon import grammar
from pipeline.reading.text.aspects import aspect_at
from pipeline.reading.text.dateline import dateline_of
from pipeline.reading.text.measures import Meant, topics_of
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.periods import FLOWS, RATIOS, When, read_time
from pipeline.reading.text.times import Time
from pipeline.reading.vocabulary import Measure

_BACK = 24
"""The period of a flow is looked for in so many sentences before the paragraph."""
_AHEAD = ("due", "planned")
_TO_DATE = "_to_date"
"""How the code of a running total ends whose measure for a period has the code without it."""


def usable_times(page: Page, line: Line) -> list[Time]:
    """List the expressions that a figure may be stated for: no comparison, no name, no dateline."""
    written = dateline_of(page)
    return [
        time
        for time in line.times
        if time.role not in ("compare", "name") and (written is None or time.start != written.start)
    ]


def carried(page: Page, line: Line, aspect: str, may_be_due: bool) -> When:
    """Return the period that the sentences before a figure state, else that of no time at all.

    A heading takes none: it repeats what the text below it says of its day.
    """
    if page.is_heading(line):
        return When(undated=True)
    before = _time_before(page, line, aspect)
    if before is None:
        return undated(page, aspect)
    time, number = before
    found = read_time(time, aspect, page, may_be_due)
    return replace(
        found, inferred=join_codes("period", found.inferred), carried_from=number, carried_at=time.start
    )


def undated(page: Page, aspect: str) -> When:
    """Propose the day of publication for a figure without any expression of time."""
    anchor = page.anchor
    choices = tuple(day.isoformat() for day in (anchor.first, anchor.last) if day is not None)
    nature = {"done": "stock"}.get(aspect, "")
    inferred = join_codes("period", anchor.inferred)
    if anchor.exact:
        return When(
            "instant", anchor.first, anchor.last, None, nature, "", inferred, False, choices[:1], undated=True
        )
    return When(nature=nature, inferred=inferred, choices=tuple(dict.fromkeys(choices)), undated=True)


def _time_before(page: Page, line: Line, aspect: str) -> tuple[Time, int] | None:
    """Return the last expression of time before a sentence: of its paragraph, else a period of a flow."""
    here = page.paragraph(line)
    for other in reversed(here):
        usable = [
            time
            for time in usable_times(page, other)
            if time.form != "year" and _may_hold(time, aspect, page)
        ]
        if usable:
            return usable[-1], other.sentence.number
    first = line.sentence.number - len(here)
    for other in reversed(page.lines[max(0, first - _BACK) : first]):
        usable = [
            time for time in usable_times(page, other) if time.form in FLOWS and _may_hold(time, aspect, page)
        ]
        if usable:
            return usable[-1], other.sentence.number
    return None


def _may_hold(time: Time, aspect: str, page: Page) -> bool:
    """Tell whether an expression may hold for a figure: one that lies ahead does not for what is done."""
    ahead = time.span.end is not None and page.anchor.last is not None and time.span.end > page.anchor.last
    return not (ahead and aspect == "done")


def is_far(page: Page, line: Line, when: When) -> bool:
    """Tell whether a period was stated in another paragraph."""
    return (
        when.carried_from >= 0 and page.lines[when.carried_from].sentence.paragraph != line.sentence.paragraph
    )


def may_carry(page: Page, line: Line, place: int, when: When, aspect: str, measure: Measure) -> bool:
    """Tell whether a period of a sentence before holds for a figure without a doubt.

    It must be the only one told, of the same topic, of what is done or of what is planned as the figure is,
    and of the nature of the measure; nothing in the sentence may speak of a running total. Of what is
    planned only the targets of a programme share their day.
    """
    other = page.lines[when.carried_from]
    if measure.topic not in topics_of(page, other) or len(_spans(page, line, when, measure.topic)) != 1:
        return False
    said, _ = aspect_at(other, when.carried_at)
    if (said in _AHEAD) != (aspect in _AHEAD):
        return False
    if aspect in _AHEAD:
        return measure.topic == "programme"
    if when.nature not in (measure.nature, ""):
        return False
    return _is_of_period(page, line, place, measure, when.nature)


def settle_when(page: Page, line: Line, place: int, when: When, aspect: str, meant: Meant, unit: str) -> When:
    """Say whether a period that the sentence of a figure does not state is certain.

    'Earlier' and 'previously' speak of another time, save in a ratio, which compares with it.
    """
    measure = page.vocabulary.measures.get(meant.measure)
    if when.carried_from < 0 and not when.undated:
        return when
    if measure is None or (unit not in RATIOS and says(line, place, "earlier")):
        return replace(when, certain=False)
    if page.is_heading(line):
        return when
    if when.undated:
        return replace(when, certain=stands_at_publication(page, line, place, aspect, measure))
    return replace(when, certain=when.certain and may_carry(page, line, place, when, aspect, measure))


def _spans(page: Page, line: Line, when: When, topic: str) -> set[tuple[object, ...]]:
    """Return the different periods told before a sentence: of its paragraph, or of the topic in the text."""
    here = page.paragraph(line)
    lines: Sequence[Line] = here
    if is_far(page, line, when):
        first = line.sentence.number - len(here)
        far = page.lines[max(0, first - _BACK) : first]
        lines = [*(one for one in far if topic in topics_of(page, one)), *here]
    return {_key(time) for one in lines for time in usable_times(page, one)}


def _key(time: Time) -> tuple[object, ...]:
    """Return what makes two expressions one period."""
    return time.span.start, time.span.end, time.form if time.span.end is None else ""


def _is_of_period(page: Page, line: Line, place: int, measure: Measure, nature: str) -> bool:
    """Tell whether the words of a sentence agree with a period or a day that another states.

    What may as well be a running total is taken only in a language whose tenses part the two.
    """
    counted = bool(line.sentence.of("link", "total") or line.sentence.of("time", "now"))
    perfect = says(line, place, "perfect")
    if nature == "event":
        moved = bool(line.sentence.of("link", "event")) or says(line, place, "event_verb")
        return moved and not counted and not perfect
    if nature == "stock":
        return measure.topic != "resettlement" or counted or perfect
    tells = bool(grammar(line.sentence.lang, "perfect"))
    return not _has_running(page, measure) or (tells and not counted and not perfect)


def _has_running(page: Page, measure: Measure) -> bool:
    """Tell whether the office keeps a running total beside the measure of a period."""
    return measure.code.endswith(_TO_DATE) or measure.code + _TO_DATE in page.vocabulary.measures


def stands_at_publication(page: Page, line: Line, place: int, aspect: str, measure: Measure) -> bool:
    """Tell whether a stock without any time is stated as of the day of publication: it is there, not 'was'.

    Of families and persons it stays open: a group that moved and a running total read alike.
    """
    if not page.anchor.exact or measure.nature != "stock" or aspect not in ("done", "under_way"):
        return False
    if measure.topic == "resettlement" and not says(line, place, "dwell"):
        return False
    if measure.code.endswith(_TO_DATE):
        return False
    tells = bool(grammar(line.sentence.lang, "present"))
    present = any(word.text in grammar(line.sentence.lang, "present") for word in line.sentence.words)
    if tells and aspect == "done" and not present:
        return False
    return not says(line, place, "past_form")


def says(line: Line, place: int, name: str) -> bool:
    """Tell whether the clauses around a figure have a word that begins as one of a rule."""
    start, end = line.zone(place)
    return any(
        word.text in grammar(line.sentence.lang, name)
        or word.text.startswith(tuple(_stems(line.sentence.lang, name)))
        for word in line.sentence.words
        if start <= word.start < end
    )


def _stems(lang: str, name: str) -> Iterator[str]:
    """Yield the words of a rule that a word may go on from."""
    return (word[:-1] for word in grammar(lang, name) if word.endswith("*"))
