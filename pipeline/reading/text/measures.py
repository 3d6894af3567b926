"""Which measure a figure is of: the office's words in its clause, its sentence and the sentences before."""

from dataclasses import dataclass, replace

from pipeline.reading.text.page import Line, Page
from pipeline.reading.vocabulary import Cue

_CLAUSE, _UNIT, _SENTENCE, _CONTEXT = 4, 3, 2, 1
_BACK = 4
"""The topic of a figure may stand so many sentences before it."""
_PART = "_part"
"""How the code of a part ends that has no name of its own."""
_MOST = 6
"""At most so many candidates are proposed."""


@dataclass(frozen=True)
class Meant:
    """The measure that a figure is of, or candidates; `certain` where its own sentence says it alone.

    `shared` says that it is the measure of a whole of which the figure is the part of a place.
    """

    measure: str = ""
    breakdown: str = ""
    kind: str = ""
    certain: bool = False
    candidates: tuple[str, ...] = ()
    inferred: str = ""
    shared: bool = False


def measure_at(page: Page, line: Line, place: int, unit: str, aspect: str, nature: str) -> Meant:
    """Find the measure of a figure by its unit, the aspect of its clause and what time it is stated for.

    The words that tell a part from the whole must stand in the figure's own clause; those of the topic may
    stand in the sentence, or, in doubt, in the sentences before it. `nature` is what the expression of time
    goes with: stock, flow or event.
    """
    sentence = line.sentence
    own = page.patterns(line, *line.zone(place))
    reach = _reach(page.text, line, place)
    free = own | _of_free_clauses(page, line, reach)
    whole = page.patterns(line, sentence.start, reach)
    early = free | page.patterns(line, sentence.start, line.zone(place)[1])
    context = page.lines[max(0, sentence.number - _BACK) : sentence.number]
    before = frozenset(
        pattern
        for other in context
        for pattern in page.patterns(other, other.sentence.start, other.sentence.end)
    )
    scored: dict[tuple[str, str], tuple[int, Cue]] = {}
    for cue in page.vocabulary.cues_of(unit, aspect, sentence.lang):
        known = page.vocabulary.measures.get(cue.measure)
        is_part = known is not None and known.part_of != ""
        score = _score(cue, own, free if is_part else whole, before)
        key = (cue.measure, cue.breakdown)
        if score > scored.get(key, (0, cue))[0]:
            scored[key] = (score, cue)
    clause = page.patterns(line, *sentence.clauses[sentence.clause_at(place)])
    if any(_is_told(cue, own) for _, cue in scored.values()):
        scored = {key: one for key, one in scored.items() if not _is_of_later(one[1], whole, early)}
    found = _best(page, scored, nature, own, clause)
    if found.candidates:
        return found
    return replace(found, candidates=_by_unit(page, line, unit, aspect))


def _by_unit(page: Page, line: Line, unit: str, aspect: str) -> tuple[str, ...]:
    """List the measures that a unit alone may be of: those hinted at first, then those of its topics."""
    if not unit:
        return ()
    vocabulary, lang = page.vocabulary, line.sentence.lang
    measures = vocabulary.measures
    words = page.patterns(line, line.sentence.start, line.sentence.end)
    hinted = [
        cue.measure
        for cue in vocabulary.hints
        if cue.lang in ("", lang)
        and cue.unit in ("", unit)
        and all(set(group) & words for group in cue.groups)
    ]
    cues = vocabulary.cues_of(unit, aspect, lang)
    fitting = dict.fromkeys(cue.measure for cue in cues if cue.unit == unit and cue.breakdown == "_T")
    codes = [code for code in fitting if code in measures and not code.endswith(_PART)]
    here = topics_of(page, line)
    near = sorted(codes, key=lambda code: measures[code].topic not in here)
    return tuple(dict.fromkeys((*hinted, *near)))[:_MOST]


def _is_told(cue: Cue, own: frozenset[str]) -> bool:
    """Tell whether all words of a cue stand around a figure."""
    return bool(cue.groups) and all(any(pattern in own for pattern in group) for group in cue.groups)


def _is_of_later(cue: Cue, whole: frozenset[str], early: frozenset[str]) -> bool:
    """Tell whether a cue of several groups takes its topic from a clause with a later figure."""
    topic = set(cue.groups[0]) if len(cue.groups) > 1 else set()
    return bool(topic & whole) and not topic & early


def _reach(text: str, line: Line, place: int) -> int:
    """Return how far the words of a figure go: a clause after a semicolon speaks of something else."""
    end = line.sentence.end
    stop = text.find(";", place, end)
    return stop if stop >= 0 else end


def _of_free_clauses(page: Page, line: Line, reach: int) -> frozenset[str]:
    """Return the patterns of the clauses up to a place that hold no number of their own."""
    clauses = line.sentence.clauses
    return frozenset(
        pattern
        for number, (start, end) in enumerate(clauses)
        if number not in line.full_clauses and start < reach
        for pattern in page.patterns(line, start, end)
    )


def has_cue(page: Page, line: Line, unit: str) -> bool:
    """Tell whether a sentence has words for any measure of a unit."""
    found = page.patterns(line, line.sentence.start, line.sentence.end)
    return any(
        any(pattern in found for pattern in group)
        for cue in page.vocabulary.cues_of(unit, "", line.sentence.lang)
        for group in cue.groups
    )


def topics_of(page: Page, line: Line) -> frozenset[str]:
    """Return the topics of the measures that the words of a sentence, or its units alone, may stand for."""
    number = line.sentence.number
    if number not in page.topics:
        page.topics[number] = _topics_of(page, line)
    return page.topics[number]


def _topics_of(page: Page, line: Line) -> frozenset[str]:
    """Find the topics of a sentence."""
    found = page.patterns(line, line.sentence.start, line.sentence.end)
    units = {mark.meaning for mark in (*line.sentence.of("unit"), *line.units)}
    return frozenset(
        page.vocabulary.measures[cue.measure].topic
        for cue in page.vocabulary.cues
        if cue.measure in page.vocabulary.measures
        and cue.lang in ("", line.sentence.lang)
        and (cue.groups or cue.unit in units)
        and all(any(pattern in found for pattern in group) for group in cue.groups)
    )


def _score(cue: Cue, own: frozenset[str], whole: frozenset[str], before: frozenset[str]) -> int:
    """Score a cue: each group of words counts by how near it stands; 0 where one is missing.

    A cue without words is satisfied by the unit alone.
    """
    if not cue.groups:
        return _UNIT + bool(cue.aspect)
    total = 0
    for number, group in enumerate(cue.groups):
        if any(pattern in own for pattern in group):
            total += _CLAUSE
        elif number == 0 and any(pattern in whole for pattern in group):
            total += _SENTENCE
        elif number == 0 and any(pattern in before for pattern in group):
            total += _CONTEXT
        else:
            return 0
    return total + (1 if cue.aspect else 0)


def _names_part(page: Page, key: tuple[str, str], cue: Cue, zone: frozenset[str]) -> bool:
    """Tell whether words around a figure name the part that it is: then it is no part without a name."""
    is_part = key[1] != "_T" or page.vocabulary.measures[key[0]].part_of != ""
    return is_part and _is_in(cue, zone)


def _is_in(cue: Cue, clause: frozenset[str]) -> bool:
    """Tell whether the last group of a cue stands in a figure's own clause."""
    return bool(cue.groups) and any(pattern in clause for pattern in cue.groups[-1])


def _best(
    page: Page,
    scored: dict[tuple[str, str], tuple[int, Cue]],
    nature: str,
    own: frozenset[str],
    clause: frozenset[str],
) -> Meant:
    """Choose the measure of the highest score that goes with the expression of time.

    `own` are the words of the figure's clause and those around it; of several measures one whose words stand
    in its own `clause` comes first.
    """
    fitting = {
        key: found
        for key, found in scored.items()
        if _goes_with(
            page.vocabulary.measures[key[0]].nature if key[0] in page.vocabulary.measures else "", nature
        )
    }
    ranked = sorted((fitting or scored).items(), key=lambda item: (-item[1][0], item[0]))
    if any(_names_part(page, key, cue, own) for key, (_, cue) in ranked):
        ranked = [(key, found) for key, found in ranked if not key[0].endswith(_PART)]
    if not ranked:
        return Meant()
    top = ranked[0][1][0]
    best = [(key, cue) for key, (score, cue) in ranked if score == top]
    candidates = tuple(dict.fromkeys(_code(key) for key, _ in ranked))[:_MOST]
    programme = [key for key, (score, _) in ranked if _is_plan(page, key) and score > _SENTENCE]
    if programme and not all(_is_plan(page, key) for key, _ in best):
        target = scored[programme[0]][1]
        codes = tuple(dict.fromkeys((_code(programme[0]), *candidates)))
        return Meant(target.measure, target.breakdown, target.kind, False, codes[:_MOST])
    if len(best) > 1:
        best = [(key, cue) for key, cue in best if _is_in(cue, clause)] or best
    (measure, breakdown), cue = best[0]
    if len(best) > 1:
        return Meant("", "", cue.kind, False, candidates)
    planned = any(page.vocabulary.measures[key[0]].nature == "plan" for key in fitting if key[0] != measure)
    if planned and page.vocabulary.measures[measure].nature != "plan":
        return Meant(measure, breakdown, cue.kind, False, candidates)
    near = not cue.groups or top >= _SENTENCE + (_CLAUSE * (len(cue.groups) - 1))
    return Meant(measure, breakdown, cue.kind, near and bool(fitting), candidates, "" if near else "label")


def _is_plan(page: Page, key: tuple[str, str]) -> bool:
    """Tell whether a measure is of what a programme plans."""
    return page.vocabulary.measures[key[0]].nature == "plan"


def _goes_with(nature: str, time: str) -> bool:
    """Tell whether a measure of a nature can be stated for such a time."""
    return not time or nature in ("plan", "") or nature == time


def _code(key: tuple[str, str]) -> str:
    """Write a measure with its breakdown as a candidate."""
    return key[0] if key[1] == "_T" else f"{key[0]} {key[1]}"
