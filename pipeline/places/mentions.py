"""Finds places in running text: the longest name, with the words beside it that say what it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.places.lexicon import classify, strip_possessive
from pipeline.places.names import Entry, Key, lookup
from pipeline.places.neighbours import Resolve, settle
from pipeline.places.phrase import Part, Token, tokens_of
from pipeline.places.resolution import Mention

_LONGEST = 6
"""A name of more words than this is not looked for."""
_NAME_ROLES = ("", "direction")
_NOTE = re.compile(r" \([^()]{1,40}\) ")
_UNFIT = ("level_not_found", "unknown_name")


@dataclass(frozen=True)
class Named:
    """A name found in a text: its first and last word, and the words that belong to it on either side."""

    first: int
    last: int
    before: int
    after: int


def find_mentions(text: str, index: Mapping[Key, list[Entry]], resolve: Resolve) -> list[Mention]:
    """Give every place that a text names, in order, without overlaps."""
    reader = _Reader(text, list(tokens_of(text)), index, resolve)
    return settle(text, list(reader.mentions()), resolve)


@dataclass(frozen=True)
class _Reader:
    """A text, its words, and how to resolve what they name."""

    text: str
    tokens: Sequence[Token]
    index: Mapping[Key, list[Entry]]
    resolve: Resolve

    def mentions(self) -> Iterator[Mention]:
        """Give each name with the words beside it, as far as they fit."""
        place, free = 0, 0
        while place < len(self.tokens):
            size = self._longest_name(place)
            if size:
                found, last = self._widest(Named(place, place + size - 1, *self._beside(place, size, free)))
                yield found
                place = free = last + 1
            else:
                place += 1

    def _longest_name(self, place: int) -> int:
        """Count the words of the longest name that begins at a word; 0 where none does."""
        if not self.tokens[place].text[0].isupper():
            return 0
        limit = place
        while limit < min(place + _LONGEST, len(self.tokens)) and self._continues(limit, place):
            limit += 1
        for last in range(limit, place, -1):
            words = [self._word(token) for token in self.tokens[place:last]]
            bound = sum(token.bound for token in self.tokens[place:last])
            if any(not word.startswith("@") for word in words) and lookup(
                self.index, Part(words=words, bound=bound)
            ):
                return last - place
        return 0

    def _continues(self, at: int, first: int) -> bool:
        """Say whether a word may belong to the name that begins at another one."""
        return self._role(at) in _NAME_ROLES and (at == first or self._adjacent(at - 1))

    def _beside(self, first: int, size: int, free: int) -> tuple[int, int]:
        """Find the level words before and after a name; words of the mention before are not free."""
        after = self._levels_after(self._noted(first + size - 1))
        around = self._surroundings(after)
        if around > after:
            return first, around
        before = first
        linked = before - 1
        while linked >= free and self._role(linked) == "link" and self._adjacent(linked):
            linked -= 1
        if linked >= free and self._role(linked) == "level" and self._adjacent(linked):
            before = linked
        return before, after

    def _levels_after(self, at: int) -> int:
        """Give the last of the level words that follow a word."""
        while at + 1 < len(self.tokens) and self._role(at + 1) == "level" and self._adjacent(at):
            at += 1
        return at

    def _noted(self, at: int) -> int:
        """Give the last word of a note in parentheses that a level word follows; else the word itself."""
        found = _NOTE.match(self.text, self.tokens[at].end)
        if not found:
            return at
        last = at
        while last + 1 < len(self.tokens) and self.tokens[last + 1].end <= found.end():
            last += 1
        follows = last + 1 < len(self.tokens) and self.tokens[last + 1].start == found.end()
        return last if follows and self._role(last + 1) == "level" else at

    def _surroundings(self, at: int) -> int:
        """Give the last word of 'and its surrounding villages' after a word; else that word."""
        place = at + 1
        while (
            place < len(self.tokens) and self._role(place) in ("and", "small") and self._adjacent(place - 1)
        ):
            place += 1
        if place < len(self.tokens) and self._role(place) == "around" and self._adjacent(place - 1):
            return self._levels_after(place)
        return at

    def _widest(self, named: Named) -> tuple[Mention, int]:
        """Resolve a name with the words beside it, or with fewer of them where all do not fit it."""
        lasts = [*range(named.after, named.last, -1), named.last]
        spans = dict.fromkeys((first, last) for first in (named.before, named.first) for last in lasts)
        fitting = [
            (found, last)
            for first, last in spans
            if (found := self._mention(first, last)).resolution.reason not in _UNFIT
        ]
        with_level = [one for one in fitting if one[1] > named.last or one[0].start < self._start(named)]
        settled = [one for one in with_level if one[0].resolution.territory_id]
        for chosen in (settled, fitting):
            if chosen:
                return chosen[0]
        return self._mention(named.first, named.last), named.last

    def _start(self, named: Named) -> int:
        """Give where a name itself begins."""
        return self.tokens[named.first].start

    def _mention(self, first: int, last: int) -> Mention:
        """Resolve the text from one word to another."""
        start, end = self.tokens[first].start, self.tokens[last].end
        while self.text[end - 1] in ".'’":
            end -= 1
        text = self.text[start:end]
        return Mention(start, end, text, self.resolve(text, ""))

    def _adjacent(self, at: int) -> bool:
        """Say whether nothing but a space or a hyphen stands between a word and the next one."""
        left, right = self.tokens[at], self.tokens[at + 1]
        gap = self.text[left.end : right.start]
        return right.bound or (gap in (" ", "\u00a0", ") ") and not left.text.endswith("."))

    def _role(self, at: int) -> str:
        """Give what a word says, or nothing for a word of a name."""
        word = classify(self.tokens[at].text)
        return word.role if word else ""

    def _word(self, token: Token) -> str:
        """Give a word of a name as a part holds it."""
        word = classify(token.text)
        if word and word.role == "direction":
            return f"@{word.value}"
        return strip_possessive(token.text.rstrip(".'’"))
