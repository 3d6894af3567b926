"""Words for a level of place ('village', 'rayon'): the name that one governs, the place it refers back to."""

from collections.abc import Iterator

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.sentence import Mark
from pipeline.reading.words import Word, fold

_WITHIN = {"settlement": ("settlement", "city"), "district": ("district",)}
"""Levels of the gazetteer that a word for a place may stand for."""
_NEAR = 2
"""A name stands so few characters from its word at most: a space, a quotation mark."""


def names_unknown_place(page: Page, line: Line) -> bool:
    """Tell whether a word such as 'village' governs a name with a capital that the gazetteer does not know.

    A place from which people came does not count: they are counted where they came to.
    """
    return any(
        not _is_known(line, mark, name) and not _is_left(line, mark, name)
        for mark in line.sentence.of("place", "settlement", "district")
        if (name := _name_of(page, line, mark)) is not None
    )


def refers_back(page: Page, line: Line) -> frozenset[str]:
    """Return the levels of places that a sentence refers back to: 'the village', 'в районе'."""
    return frozenset(
        mark.meaning
        for mark in _words_back(line)
        if _name_of(page, line, mark) is None and not _is_known(line, mark, None)
    )


def says_there(line: Line) -> bool:
    """Tell whether a sentence says 'there' of a place; 'there are' says nothing of one."""
    words = line.sentence.words
    empty = grammar(line.sentence.lang, "after_there")
    return any(
        mark.last + 1 == len(words) or words[mark.last + 1].text not in empty
        for mark in line.sentence.of("place", "there")
    )


def fits_reference(level: str, wanted: frozenset[str]) -> bool:
    """Tell whether a territory of a level may be what words such as 'the village' refer back to."""
    return all(level in _WITHIN[one] for one in wanted)


def _words_back(line: Line) -> Iterator[Mark]:
    """Yield the words for a level that stand in a phrase that refers back."""
    backward = line.sentence.of("place", "back")
    for mark in line.sentence.of("place", "settlement", "district"):
        if any(other.first <= mark.first and mark.last <= other.last for other in backward):
            yield mark


def _name_of(page: Page, line: Line, mark: Mark) -> Word | None:
    """Return the name that a word for a level governs, by the order of words of its language."""
    words, text = line.sentence.words, page.text
    before = words[mark.first - 1] if mark.first else None
    after = words[mark.last + 1] if mark.last + 1 < len(words) else None
    if after is not None and line.sentence.lang == "en" and after.text == "of":
        after = words[mark.last + 2] if mark.last + 2 < len(words) else None
        return after if after is not None and text[after.start].isupper() else None
    leads = line.sentence.lang == "ru" and mark.meaning == "settlement"
    name = after if leads else before
    if name is None or not text[name.start].isupper() or (name.start == line.sentence.start and leads):
        return None
    gap = text[mark.end : name.start] if leads else text[name.end : mark.start]
    if len(gap) > _NEAR or "," in gap or "." in gap or name.text in grammar(line.sentence.lang, "no_name"):
        return None
    return name


def _is_known(line: Line, mark: Mark, name: Word | None) -> bool:
    """Tell whether the gazetteer found a place in a name or in the word beside it."""
    start, end = (mark.start, mark.end) if name is None else (name.start, name.end)
    return any(place.start < end and start < place.end for place in line.places)


def _is_left(line: Line, mark: Mark, name: Word) -> bool:
    """Tell whether people came from there: by an ending, by a word before it, or by its clause."""
    sentence = line.sentence
    endings = grammar(sentence.lang, "origin_ending")
    if endings:
        return fold(sentence.words[mark.last].text).endswith(endings)
    first = min(mark.first, next(n for n, word in enumerate(sentence.words) if word.start == name.start))
    before = [word.text for word in sentence.words[max(0, first - 2) : first] if word.text != "the"][-1:]
    away = {sentence.clause_at(other.start) for other in sentence.of("place", "origin")}
    return sentence.clause_at(mark.start) in away or (
        bool(before) and before[0] in grammar(sentence.lang, "origin_before")
    )
