"""Takes a name as written apart: words of the name, what kind of territory it says, containers, lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.places.fold import fold
from pipeline.places.lexicon import Word, classify, stems_of, strip_possessive

_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ`.]{_LETTER}+)*[.'’]?")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_HYPHENS = "-‐‑–—"
_SEPARATORS = ",/+&;="
ROADS = frozenset({"road", "railway", "tunnel"})
STATUS = "@status"
NOTHING = Word("", "")


@dataclass(frozen=True)
class Token:
    """One word: its text, its span, whether a hyphen binds it to the word before, or a comma parts it."""

    text: str
    start: int
    end: int
    bound: bool = False
    breaks: bool = False


@dataclass
class Part:
    """One place of a phrase: its words, the levels that its words say, and what else they say."""

    words: list[str] = field(default_factory=list)
    levels: set[str] = field(default_factory=set)
    roads: set[str] = field(default_factory=set)
    bound: int = 0
    status: bool = False
    around: bool = False
    numbered: bool = False
    shared: bool = False

    @property
    def said(self) -> bool:
        """Whether the part says anything that a territory may be found by."""
        return bool(self.words or self.status or self.levels)

    @property
    def key(self) -> tuple[str, ...]:
        """Give the folded words of the name; a part without one is known by the status that it states."""
        words = tuple(word if word.startswith("@") else fold(word) for word in self.words)
        return words or ((STATUS,) if self.status else ())

    @property
    def forms(self) -> list[tuple[str, ...]]:
        """Give for each word of the name the folded forms that it may stand for."""
        words = [(word,) if word.startswith("@") else stems_of(word) for word in self.words]
        return words or [(word,) for word in self.key]


@dataclass(frozen=True)
class Phrase:
    """A name as written: its parts in order, whether a word such as 'and' joins them, and parentheses."""

    parts: tuple[Part, ...]
    joined: bool
    notes: tuple[str, ...]

    @property
    def whole(self) -> Part:
        """Give all parts as one, for names that have commas and joins of their own."""
        made = Part()
        for part in self.parts:
            made.words += part.words
            made.levels |= set() if part.shared else part.levels
            made.roads |= part.roads
            made.bound += part.bound
            made.status |= part.status
        return made


def tokens_of(text: str) -> Iterator[Token]:
    """Give the words of a text with their spans."""
    end = 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()]
        bound = len(gap) == 1 and gap in _HYPHENS
        yield Token(found[0], found.start(), found.end(), bound, any(mark in gap for mark in _SEPARATORS))
        end = found.end()


def read_phrase(name: str) -> Phrase:
    """Take a name apart."""
    notes = tuple(found.strip() for found in _PARENTHESES.findall(name) if found.strip())
    parts, joined = _read_parts(list(tokens_of(_PARENTHESES.sub(" ", name))))
    if joined:
        _share_levels(parts)
    kept = []
    for note in notes:
        said = _read_parts(list(tokens_of(note)))[0][0]
        if said.levels and not said.key and not parts[-1].levels:
            parts[-1].levels |= said.levels
        else:
            kept.append(note)
    return Phrase(tuple(part for part in parts if part.said), joined, tuple(kept))


def _read_parts(tokens: Sequence[Token]) -> tuple[list[Part], bool]:
    """Split words into parts at commas and joins, and sort each word into what it says."""
    parts, joined = [Part()], False
    for token in tokens:
        word = classify(token.text) or NOTHING
        join = word.role == "and" and not token.bound
        if (token.breaks or join) and parts[-1].said:
            joined = joined or join
            parts.append(Part())
        if not join:
            _put(parts[-1], token, word)
    if parts[-1].around and len(parts) > 1 and not parts[-1].words:
        parts[-2].around = True
        parts, joined = parts[:-1], len(parts) > 2
    return parts, joined


def _put(part: Part, token: Token, word: Word) -> None:
    """Put one word into a part."""
    if word.role == "level" and word.value == "village" and token.bound and part.words:
        part.words[-1] += token.text
    elif word.role == "level":
        (part.roads if word.value in ROADS else part.levels).add(word.value)
    elif word.role == "direction":
        part.words.append(f"@{word.value}")
    elif word.role == "around":
        part.around = True
    elif word.role == "status":
        part.status = True
    elif token.bound and token.text.isdigit():
        part.numbered = True
    elif word.role not in ("small", "link"):
        part.words.append(strip_possessive(token.text.rstrip(".'’")))
        part.bound += token.bound


def _share_levels(parts: list[Part]) -> None:
    """Let the level word of a part stand for the parts before it that have none, as a plural does."""
    levels: set[str] = set()
    for part in reversed(parts):
        if part.levels:
            levels = part.levels
        elif levels and not part.roads:
            part.levels, part.shared = set(levels), True
