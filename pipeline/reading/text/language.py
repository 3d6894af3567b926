"""The language of a text, by its letters and its most frequent words."""

import re
from collections import Counter
from functools import cache

from pipeline.reading.lexicon import LANGUAGES, lexicon
from pipeline.reading.words import Word

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_SCHWA = "ə"
DEFAULT = "en"
DECIMAL_COMMA = frozenset({"az", "ru", "tr", "fr", "es"})
"""Languages that write 1,5 for one and a half."""


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    """Return the most frequent words of each language."""
    return {lang: frozenset(lexicon(lang)["language"]["stop"]) for lang in LANGUAGES}


def detect(text: str, words: tuple[Word, ...], fallback: str = "") -> str:
    """Say which language a text is in; one too short to tell is in that of the document around it."""
    if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)):
        return "ru"
    seen = Counter(word.text for word in words)
    votes = {lang: sum(seen[word] for word in stops) for lang, stops in _stop_words().items() if lang != "ru"}
    votes["az"] += 3 * (text.count(_SCHWA) + text.count("Ə")) if _SCHWA in text or "Ə" in text else 0
    best = max(votes, key=lambda lang: (votes[lang], lang == fallback, -LANGUAGES.index(lang)))
    if votes[best] == 0:
        return fallback or DEFAULT
    return fallback if fallback and votes.get(fallback, 0) == votes[best] else best
