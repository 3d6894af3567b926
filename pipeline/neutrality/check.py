"""The check of words over a release: every file, its name, its places; what is found stops the release."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from pipeline.errors import StopRuleError
from pipeline.neutrality.lexicon import (
    LANGUAGES,
    Hit,
    Lexicon,
    fold,
    load_lexicon,
    without_addresses,
    without_hosts,
)
from pipeline.neutrality.texts import bulk_of, texts_of

_PAGE = re.compile(r"(?:.*/)?[\w-]+\.([a-z]{2})\.html")
Quoted = Mapping[str, Iterable[str]]
_NOTHING: Quoted = {}
SHOWN = 10
"""So many places are told; all are counted."""
QUOTED_CHARACTERS = 70


@dataclass(frozen=True)
class Found:
    """A word that takes a side, and its place."""

    file: str
    place: str
    hit: Hit
    text: str

    def sentence(self) -> str:
        """Say what was found and where."""
        at = max(self.text.lower().find(self.hit.word.split(" ")[0]) - QUOTED_CHARACTERS // 2, 0)
        quoted = " ".join(self.text[at : at + QUOTED_CHARACTERS].split())
        return f"{self.file}, {self.place}: '{self.hit.word}' ({self.hit.kind}) in {quoted!r}"


def require_neutral(files: Mapping[str, bytes], quoted: Quoted = _NOTHING) -> None:
    """Stop a release that takes a side; `quoted` has what stands as its owner writes it, by place."""
    found = check_words(files, quoted)
    if found:
        kinds = Counter(one.hit.kind for one in found)
        more = len(found) - SHOWN
        raise StopRuleError(
            f"{len(found)} places of the release hold words that take a side or say more than is known "
            f"({', '.join(f'{count} of {kind}' for kind, count in sorted(kinds.items()))}):\n- "
            + "\n- ".join(one.sentence() for one in found[:SHOWN])
            + (f"\n- and {more} more" if more > 0 else "")
            + "\nSay it in the words of the bulletin's vocabulary; a term that must stand is an exception "
            "with its reason in pipeline/neutrality/words.toml."
        )


def check_words(files: Mapping[str, bytes], quoted: Quoted = _NOTHING) -> list[Found]:
    """Return the words of a release that take a side, with their places, in the order of its files.

    A page is read in its own language and in Russian, whose letters are its own; all else in every language.
    `quoted` names, for a pattern of places, texts that may stand there word by word.
    """
    lexicon = load_lexicon()
    held = {place: mask for place, texts in quoted.items() if (mask := _mask(texts)) is not None}
    found: list[Found] = []
    for name in sorted(files):
        langs = _langs(name)
        said = f"{' '.join(re.split(r'[0-9]+', name))}\n{bulk_of(name, files[name])}"
        if not lexicon.find(said, langs):
            continue
        if hits := lexicon.find(lexicon.without_exempt(said, name, ""), langs):
            found += _in_file(name, files[name], lexicon, langs, (hits, held))
    return found


def check_text(text: str, langs: Iterable[str] = LANGUAGES) -> list[Hit]:
    """Return the words of one text that take a side."""
    lexicon = load_lexicon()
    return lexicon.find(lexicon.without_exempt(without_hosts(without_addresses(text)), "", ""), langs)


def _in_file(
    name: str,
    data: bytes,
    lexicon: Lexicon,
    langs: tuple[str, ...],
    known: tuple[Sequence[Hit], Mapping[str, re.Pattern[str]]],
) -> list[Found]:
    """Find the places of a file's words, of which those in it and the texts that may stand are known."""
    found: list[Found] = []
    hits, held = known
    begun = re.compile("|".join(sorted({re.escape(hit.word.split(" ")[0]) for hit in hits})))
    # Many fields of a table say the same.
    wanted = cache(lambda text: begun.search(fold(text)) is not None)
    for place, text in texts_of(name, data, wanted):
        rest = without_addresses(text)
        for pattern, mask in held.items():
            rest = mask.sub(" ", rest) if fnmatchcase(place, pattern) else rest
        rest = lexicon.without_exempt(without_hosts(rest), name, place)
        found += [Found(name, place, hit, text) for hit in lexicon.find(rest, langs)]
    return found


def _langs(name: str) -> tuple[str, ...]:
    """Return the languages of a file's words."""
    page = _PAGE.fullmatch(name)
    return tuple(dict.fromkeys((page[1], "ru"))) if page and page[1] in LANGUAGES else LANGUAGES


def _mask(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern of texts that stand as their owners write them."""
    held = sorted({" ".join(text.split()) for text in texts if text}, key=lambda text: (-len(text), text))
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in held)) if held else None
