"""Finds places in running text: the longest name, with the words beside it that say what it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.places.lexicon import classify, strip_possessive
from pipeline.places.names import Entry, Key, lookup
from pipeline.places.phrase import Part, Token, tokens_of
from pipeline.places.resolution import Mention, Resolution

_LONGEST = 6
"""A name of more words than this is not looked for."""
_NAME_ROLES = ("", "direction")
_UNFIT = ("level_not_found", "unknown_name")
Resolve = Callable[[str, str], Resolution]


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
    return reader.settle(list(reader.mentions()))


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

    def settle(self, found: list[Mention]) -> list[Mention]:
        """Settle what neighbours settle: lists, shared level words, containers."""
        return found

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
        after = first + size - 1
        while after + 1 < len(self.tokens) and self._role(after + 1) == "level" and self._adjacent(after):
            after += 1
        before = first
        linked = before - 1
        while linked >= free and self._role(linked) == "link" and self._adjacent(linked):
            linked -= 1
        if linked >= free and self._role(linked) == "level" and self._adjacent(linked):
            before = linked
        return before, after

    def _widest(self, named: Named) -> tuple[Mention, int]:
        """Resolve a name with the words beside it, or without those that do not fit it."""
        spans = [
            (named.before, named.after),
            (named.first, named.after),
            (named.before, named.last),
            (named.first, named.last),
        ]
        for first, last in dict.fromkeys(spans):
            found = self._mention(first, last)
            if found.resolution.reason not in _UNFIT:
                return found, last
        return self._mention(named.first, named.last), named.last

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
        return right.bound or (
            self.text[left.end : right.start] in (" ", "\u00a0") and not left.text.endswith(".")
        )

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
