"""Words that take a side: read from their list, found in a text whatever its case, ending or hidden sign."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

LISTED = "words.toml"
LANGUAGES = ("en", "az", "ru")
_TOKEN = re.compile(r"[^\W_]+")
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\u0307"
"""Signs inside a word that a reader does not see: soft hyphens, joiners, stress marks, the loose dot."""
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,6})(?:/\S*)?(?=[\s,;)\"']|$)")
"""Web addresses and names of files: shown, and nobody's words."""


@dataclass(frozen=True)
class Hit:
    """A word that was found: as it stands in the list's folding, its kind and language."""

    word: str
    kind: str
    lang: str


@dataclass(frozen=True)
class Phrase:
    """Words in a row, and the first of them, which is looked for before all."""

    lang: str
    kind: str
    pattern: re.Pattern[str]
    first: re.Pattern[str]


@dataclass(frozen=True)
class Exempt:
    """Exact words that may stand, where, and why; without words, whatever stands there."""

    phrases: tuple[str, ...]
    reason: str
    files: tuple[str, ...] = ("*",)
    places: str = "*"

    def holds(self, file: str, place: str) -> bool:
        """Tell whether the words may stand at a place."""
        return any(fnmatchcase(file, one) for one in self.files) and fnmatchcase(place, self.places)


@dataclass
class Lexicon:
    """The list, ready to be asked; what a word is worth is looked up once."""

    words: Mapping[str, re.Pattern[str]]
    """By language, with a group for each kind."""
    phrases: tuple[Phrase, ...]
    first: Mapping[str, re.Pattern[str]]
    """By language, the words that begin a phrase."""
    exempt: tuple[Exempt, ...]
    plain: set[str] = field(default_factory=set)
    """Words that were looked up and are in no list."""

    def find(self, text: str, langs: Iterable[str] = LANGUAGES) -> list[Hit]:
        """Return the words of a text that are in the list, each once, in the order of the alphabet."""
        tokens = _TOKEN.findall(fold(text))
        asked = tuple(langs)
        words = sorted(word for word in set(tokens) - self.plain if self._is_listed(word))
        found = [hit for word in words for lang in asked for hit in self._of(word, lang)]
        begun = [one for one in self.phrases if one.lang in asked and any(map(one.first.fullmatch, words))]
        joined = f" {' '.join(tokens)} " if begun else ""
        for phrase in begun:
            said = sorted({hit[0].strip() for hit in phrase.pattern.finditer(joined)})
            found += [Hit(one, phrase.kind, phrase.lang) for one in said]
        return found

    def _is_listed(self, word: str) -> bool:
        """Tell whether a word is in a list or begins a phrase; one that is joined to digits is none."""
        patterns = (*self.words.values(), *self.first.values())
        if word.isalpha() and any(pattern.fullmatch(word) for pattern in patterns):
            return True
        self.plain.add(word)
        return False

    def _of(self, word: str, lang: str) -> list[Hit]:
        """Look one word up in the list of a language."""
        found = self.words[lang].fullmatch(word)
        return [Hit(word, found.lastgroup, lang)] if found and found.lastgroup else []

    def without_exempt(self, text: str, file: str, place: str) -> str:
        """Take out of a text the exact words that may stand at its place."""
        folded = fold(text)
        for one in self.exempt:
            if one.holds(file, place):
                if not one.phrases:
                    return ""
                for phrase in one.phrases:
                    if phrase not in folded:
                        continue
                    folded = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", folded)
        return folded


def without_addresses(text: str) -> str:
    """Take web addresses out of a text."""
    return _URL.sub(" ", text) if "." in text else text


def without_hosts(text: str) -> str:
    """Take names of hosts and of files out of a text, which may be part of a publisher's name."""
    return _HOST.sub(" ", text) if "." in text else text


def fold(text: str) -> str:
    """Return a text in small letters, i with and without a dot as one, hidden signs taken out."""
    if text.isascii():
        return text.lower().replace("_", " ")
    plain = text.replace("\u0130", "i").replace("I", "i").replace("\u0131", "i").lower()
    for sign in _HIDDEN:
        plain = plain.replace(sign, "")
    return unicodedata.normalize("NFC", plain).replace("\u0451", "\u0435").replace("_", " ")


@cache
def load_lexicon() -> Lexicon:
    """Read the list of words."""
    listed = tomllib.loads(files("pipeline.neutrality").joinpath(LISTED).read_text(encoding="utf-8"))
    words, phrases = {}, []
    for lang in LANGUAGES:
        kinds = {kind: entry.split() for kind, entry in listed[lang].items() if isinstance(entry, str)}
        words[lang] = re.compile("|".join(_group(kind, stems) for kind, stems in kinds.items()))
        phrases += [
            Phrase(lang, kind.removesuffix("_phrases"), _phrase(one), re.compile(_stem(one.split()[0])))
            for kind, entry in listed[lang].items()
            if isinstance(entry, list)
            for one in entry
        ]
    exempt = tuple(
        Exempt(
            tuple(fold(phrase) for phrase in one.get("phrases", ())),
            one["reason"],
            tuple(one.get("files", ("*",))),
            one.get("places", "*"),
        )
        for one in listed["exempt"]
    )
    first = {
        lang: re.compile("|".join(one.first.pattern for one in phrases if one.lang == lang))
        for lang in LANGUAGES
    }
    return Lexicon(words, tuple(phrases), first, exempt)


def _group(kind: str, stems: Iterable[str]) -> str:
    """Make a named group of stems, each with any ending where it has a star."""
    return f"(?P<{kind}>{'|'.join(_stem(stem) for stem in stems)})"


def _stem(stem: str) -> str:
    """Write a stem as a pattern; # is a number."""
    if stem == "#":
        return r"\d\w*"
    return re.escape(fold(stem.rstrip("*"))) + (r"\w*" if stem.endswith("*") else "")


def _phrase(phrase: str) -> re.Pattern[str]:
    """Write words in a row as a pattern, for a text of words with a space at each side."""
    return re.compile("".join(f" {_stem(word)}" for word in phrase.split()) + "(?= )")
