"""Which of the places that a document names a figure is for."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.placenames import Place
from pipeline.reading.text.both import both_regions
from pipeline.reading.text.levels import fits_reference, names_unknown_place, refers_back, says_there
from pipeline.reading.text.measures import topics_of
from pipeline.reading.text.named_places import in_clause, is_route, of_sentence, usable_places, with_listed
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.where import Where

_OF_PROGRAMMES = ("economic_region", "group")
"""Levels of territories that a programme is for."""
_FAR = 60
"""A place named more sentences before a figure than this is not proposed for it."""
_MOST = 6
"""At most so many candidates are proposed."""


def where_at(page: Page, line: Line, place: int, topic: str) -> Where:
    """Find the territory of the figure at a place, in doubt where words name one that is not known.

    Of 'the village of' a name that the gazetteer lacks, and of 'the village' alone, its district is no more
    than a candidate.
    """
    found = _find_territory(page, line, place, topic)
    if not found.certain:
        return found
    carried = "territory" in found.inferred.split(";")
    wanted = refers_back(page, line) - (frozenset() if carried else {"district"})
    level = page.vocabulary.places.level(found.territory)
    if names_unknown_place(page, line) or not fits_reference(level, wanted):
        return replace(found, certain=False)
    return found


def _find_territory(page: Page, line: Line, place: int, topic: str) -> Where:
    """Find the territory of the figure at a place: its clause, its sentence, its paragraph, the text before.

    A place from which people came is none for which they are counted. `topic` is that of the measure: an
    office says which of town and district a bare name means for it.
    """
    sentence = line.sentence
    own = usable_places(line, place)
    clause = sentence.clause_at(place)
    here = with_listed(page, own, in_clause(own, sentence, clause))
    both = [mark for mark in sentence.of("place", "both") if sentence.clause_at(mark.start) == clause]
    if both:
        return both_regions(page, line, both[0])
    if here:
        return _choose(page, here, line, not is_route(page, line, here), topic)
    if country := _country(page, line, None if not own else clause):
        return Where(country, "territory", "", "", topic == "investment", (country,))
    places, certain = of_sentence(own, line, clause)
    if places:
        return _choose(page, places, line, certain and not is_route(page, line, places), topic)
    return _by_words(page, line) or _from_paragraph(page, line, topic)


def _from_paragraph(page: Page, line: Line, topic: str) -> Where:
    """Return the place of the sentences before in the paragraph, else of the text before."""
    before = page.paragraph(line)
    for other in reversed(before):
        if usable_places(other):
            sure = (_is_one(page, before, topic) or _adds_to(page, line, other, topic)) and _is_of_topic(
                page, line, other, topic
            )
            sure = sure and (topic != "investment" or _is_same(page, other, topic))
            sure = sure and not any(names_unknown_place(page, one) for one in before)
            found = _choose(page, usable_places(other), other, sure, topic)
            return Where(
                found.territory,
                _join(found.inferred, "territory"),
                found.scope,
                found.words,
                found.certain,
                found.candidates,
            )
    return _from_document(page, line, topic)


def _by_words(page: Page, line: Line) -> Where | None:
    """Return what a sentence says of its territory without a name: 'the two regions', a source's coverage."""
    if both := line.sentence.of("place", "both"):
        return both_regions(page, line, both[0])
    if own := line.sentence.of("place", "own"):
        words = page.text[own[0].start : own[0].end]
        return Where(words=words, candidates=page.vocabulary.places.coverage(words))
    return None


def _is_same(page: Page, line: Line, topic: str) -> bool:
    """Tell whether all places of a sentence are one: of a country and a region, neither holds for amounts."""
    ids = {one for place in line.places for one in _ids(page, place, around=False, topic=topic)}
    return len(ids) == 1


def _adds_to(page: Page, line: Line, other: Line, topic: str) -> bool:
    """Tell whether a sentence says 'more' of what the sentence right before it counts in one place."""
    adjacent = other.sentence.number == line.sentence.number - 1
    return adjacent and bool(line.sentence.of("link", "more")) and _is_one(page, [other], topic)


def _country(page: Page, line: Line, clause: int | None) -> str:
    """Return the one country of the office where a clause, or a sentence, says 'across the country'.

    A text that names no place of the office may speak of another country.
    """
    sentence = line.sentence
    marks = sentence.of("place", "country")
    said = [mark for mark in marks if clause in (None, sentence.clause_at(mark.start))]
    return page.vocabulary.places.country() if said and any(one.places for one in page.lines) else ""


def _is_of_topic(page: Page, line: Line, other: Line, topic: str) -> bool:
    """Tell whether a place of a sentence before holds for a figure: of its topic, or referred back to."""
    if refers_back(page, line) or says_there(line):
        return True
    return topic != "" and topic in topics_of(page, other)


def _choose(page: Page, places: Sequence[Place], line: Line, certain: bool, topic: str) -> Where:
    """Take the one place of several that lies in all others, or give candidates."""
    around = bool(line.sentence.of("place", "around"))
    meant = [(place, _ids(page, place, around, topic)) for place in places]
    settled = [ids[0] for _, ids in meant if len(ids) == 1]
    narrow = page.vocabulary.places.innermost(settled)
    open_ids = [one for _, ids in meant if len(ids) != 1 for one in ids]
    if len(narrow) == 1 and not _adds(page, open_ids, narrow[0]):
        place = next(place for place, ids in meant if ids == (narrow[0],))
        wide = _is_loose(page, place, narrow[0], topic)
        level = place.inferred if place.territory_id else "territory_level"
        scope = "town_and_villages" if around and not place.territory_id else ""
        return Where(narrow[0], level, scope, place.text, certain and not wide, (narrow[0],))
    ids = tuple(dict.fromkeys((*narrow, *open_ids)))
    return Where("", "", "", places[0].text, False, ids[:_MOST])


def _is_loose(page: Page, place: Place, territory: str, topic: str) -> bool:
    """Tell whether a name is often used for more or less than its territory.

    So is a country for people who move, and an economic region without the word for it.
    """
    level = page.vocabulary.places.level(territory)
    if level == "country":
        return topic != "investment"
    return level == "economic_region" and len(place.text.split()) < 2


def _adds(page: Page, ids: Sequence[str], chosen: str) -> bool:
    """Tell whether names that are open may stand for a place that the chosen one does not lie in."""
    return bool(ids) and page.vocabulary.places.innermost([*ids, chosen]) != [chosen]


def _ids(page: Page, place: Place, around: bool, topic: str) -> tuple[str, ...]:
    """Return the territories that a name may stand for; with its villages a town's name is the district's."""
    if place.territory_id:
        return (place.territory_id,)
    if around:
        wide = tuple(one for one in place.candidates if page.vocabulary.places.level(one) == "district")
        if wide:
            return wide
    named = tuple(one for one in place.candidates if one in page.named)
    if len(named) == 1:
        return named
    settled = page.vocabulary.places.settle(place, topic)
    return (settled.territory_id,) if settled.territory_id else place.candidates


def _is_one(page: Page, lines: Sequence[Line], topic: str) -> bool:
    """Tell whether several lines name one territory only."""
    ids = {
        one
        for line in lines
        for place in usable_places(line)
        for one in _ids(page, place, around=False, topic=topic)
    }
    return len(page.vocabulary.places.innermost(list(ids))) == 1


def _from_document(page: Page, line: Line, topic: str) -> Where:
    """Return the place named last before a sentence, for a person to confirm where others compete with it.

    A town or a village that sentences of another topic name is not proposed for mines or for a programme;
    then the wider places of the text are.
    """
    before = page.lines[max(0, line.sentence.number - _FAR) : line.sentence.number]
    named = [one for one in reversed(before) if usable_places(one)]
    back = bool(refers_back(page, line)) or says_there(line)
    passed = False
    for other in named:
        found = _choose(page, usable_places(other), other, True, topic)
        if not back and _is_narrow(page, line, other, found, topic):
            passed = True
            continue
        candidates = (found.territory,) if found.territory else found.candidates
        certain = found.certain and _governs(page, line, other, topic, found.territory)
        inferred = _join(found.inferred, "territory")
        if passed and not certain:
            wide = _wide_places(page, named)
            return Where("", "", "", found.words, False, tuple(dict.fromkeys((*candidates, *wide)))[:_MOST])
        return Where(found.territory, inferred, "", found.words, certain, candidates)
    return Where()


def _wide_places(page: Page, lines: Sequence[Line]) -> list[str]:
    """List the regions, groups and countries that sentences name, in their order."""
    wide = (*_OF_PROGRAMMES, "country")
    named = (place.territory_id for line in lines for place in line.places)
    return [one for one in named if page.vocabulary.places.level(one) in wide]


def _is_narrow(page: Page, line: Line, other: Line, found: Where, topic: str) -> bool:
    """Tell whether a place is narrower than what a figure of another topic can be for.

    So is a town where the office compiles the topic by district, a district for a programme, and either
    where the sentence says 'the region'.
    """
    places = page.vocabulary.places
    region = bool(line.sentence.of("place", "region"))
    same = topic in topics_of(page, other) and (topic != "programme" or _names_programme(other))
    if not region and (topic == "" or same):
        return False
    kept = () if topic == "programme" else places.levels_of(topic)
    kept = ("district",) if region and topic != "programme" else kept
    if not kept and topic != "programme":
        return False
    ids = (found.territory,) if found.territory else found.candidates
    return bool(ids) and not {places.level(one) for one in ids} & {*kept, *_OF_PROGRAMMES, "country"}


def _governs(page: Page, line: Line, other: Line, topic: str, territory: str) -> bool:
    """Tell whether the place of another paragraph holds for a figure without a doubt.

    Of amounts it must be the only place that the text names for the topic; of a programme's targets it must
    be regions that the paragraph before names for the programme, and this one must speak of it; 'the
    district' refers back to the paragraph before.
    """
    if topic == "" or topic not in topics_of(page, other) or line.sentence.of("place", "own"):
        return False
    before = page.lines[max(0, line.sentence.number - _FAR) : line.sentence.number]
    next_to = line.sentence.paragraph - other.sentence.paragraph == 1
    if topic == "programme":
        here = any(one.sentence.of("link", "programme") for one in (*page.paragraph(line), line))
        wide = page.vocabulary.places.level(territory) in _OF_PROGRAMMES
        return next_to and here and wide and bool(other.sentence.of("link", "programme"))
    if next_to and refers_back(page, line) == {"district"}:
        return True
    lines = [one for one in before if topic in topics_of(page, one)]
    ids = {
        one
        for each in lines
        for place in usable_places(each)
        for one in _ids(page, place, around=False, topic=topic)
    }
    return topic == "investment" and len(ids) == 1


def _names_programme(line: Line) -> bool:
    """Tell whether a sentence speaks of a programme."""
    return bool(line.sentence.of("link", "programme"))


def _join(*codes: str) -> str:
    """Join codes that are not empty."""
    return ";".join(sorted({code for code in codes if code}))
