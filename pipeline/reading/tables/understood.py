"""Whether words that name a measure are understood as a whole: 'Value of fixed assets' is none of them."""

from functools import cache
from typing import Final

from pipeline.reading.lexicon import LANGUAGES, section
from pipeline.reading.tables.lexis import listed, meanings
from pipeline.reading.tables.period_label import month_of
from pipeline.reading.vocabulary import Cue, Vocabulary
from pipeline.reading.words import Patterns, Word, words_in

JOINT: Final = "\n"
"""What stands between words of heads that are read together: no pattern of words goes across it."""
_BARRIER: Final = Word("|", 0, 0)
_SECTIONS: Final = (
    "small",
    "kind",
    "month",
    "period",
    "quantity",
    "total",
    "administrative",
    "level",
)
_ROLES: Final = ("territory", "period", "measure", "unit")
_LEXICAL: Final = ("unit", "scale", "aspect", "price", "cardinal", "time")


def parted_words(text: str) -> tuple[Word, ...]:
    """List the words of texts that are read together, with a word between them that no pattern has."""
    found: list[Word] = []
    for piece in text.split(JOINT):
        found += [_BARRIER, *words_in(piece)] if found else words_in(piece)
    return tuple(found)


def is_understood(text: str, cue: Cue, vocabulary: Vocabulary) -> bool:
    """Tell whether the pieces that name a measure hold no word beside its own that may name another.

    Understood are the office's words for the measure, units, scales, times, names of places, words for what
    is done or planned, and words that say nothing by themselves ('volume', 'number').
    """
    topic = frozenset(pattern for group in cue.groups for pattern in group)
    own = frozenset(
        pattern
        for other in vocabulary.cues
        if other.measure == cue.measure
        for group in other.groups
        for pattern in group
    )
    return all(_is_known(piece, topic, own, vocabulary) for piece in text.split(JOINT))


def _is_known(piece: str, topic: frozenset[str], own: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a piece does not name the measure, or has no word that is left over."""
    words = words_in(piece)
    hits = vocabulary.cue_patterns.find(words)
    if not any(hit.pattern in topic for hit in hits):
        return True
    taken = {n for hit in hits if hit.pattern in own for n in range(hit.first, hit.last + 1)}
    taken |= {n for hit in _neutral().find(words) for n in range(hit.first, hit.last + 1)}
    taken |= {n for hit in vocabulary.own_patterns.find(words) for n in range(hit.first, hit.last + 1)}
    named = ((n, word) for n, word in enumerate(words) if n not in taken and len(word.text) > 1)
    left = [word for _, word in named if not month_of(word.text)]
    places = vocabulary.territories_in(piece) if left else ()
    return all(any(place.start <= word.start < place.end for place in places) for word in left)


@cache
def _neutral() -> Patterns:
    """Return the patterns of words that name no measure."""
    said = [word for name in _SECTIONS for word in meanings(name)]
    said += [word for word, role in meanings("role").items() if role in _ROLES]
    said += listed("note")["title"]
    words = ("_".join(word.split()) for word in said)
    lexical = (pattern for lang in LANGUAGES for name in _LEXICAL for pattern in section(lang, name))
    plain = listed("neutral")["words"]
    return Patterns((*(word for word in words if words_in(word)), *lexical, *plain))
