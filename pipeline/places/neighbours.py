"""Settles names in a text by what stands next to them: lists, a level word for several, what they lie in."""

import re
from collections.abc import Callable, Sequence

from pipeline.places.lexicon import classify
from pipeline.places.phrase import Token, tokens_of
from pipeline.places.resolution import Mention, Resolution

_MOST_LISTED = 6
_PLURAL = re.compile(r"(?:s|n|lar\w*|lər\w*|ы|ов|ах|ам|ами|сёла|сел)$", re.IGNORECASE)
"""A level word in the plural, of any language here, stands for every name of its list."""
_LONGEST_LINK = 12
_OTHER_MARK = re.compile(r"[^\w\s,+/&]")
_JOINS = re.compile(r"[+/&]")
_SEVERAL = ("homonym", "level_not_stated")
Resolve = Callable[[str, str], Resolution]


def settle(text: str, found: Sequence[Mention], resolve: Resolve) -> list[Mention]:
    """Make groups of lists that are one, then settle open names by their neighbours."""
    grouped = _group_lists(text, found, resolve)
    shared = _share_levels(text, grouped, resolve)
    return [_place_within(text, shared, at, resolve) for at in range(len(shared))]


def _group_lists(text: str, found: Sequence[Mention], resolve: Resolve) -> list[Mention]:
    """Take names that stand in one list, and are together a group of the office, as one mention."""
    made: list[Mention] = []
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and last - at + 1 < _MOST_LISTED and _link(text, found, last):
            last += 1
        group = next(
            (one for end in range(last, at, -1) if (one := _as_group(text, found, at, end, resolve))), None
        )
        made.append(group or found[at])
        while at < len(found) and found[at].end <= made[-1].end:
            at += 1
    return made


def _as_group(text: str, found: Sequence[Mention], at: int, end: int, resolve: Resolve) -> Mention | None:
    """Give the mention of a group that a list of names makes."""
    start, stop = found[at].start, found[end].end
    said = resolve(text[start:stop], "")
    if said.territory_id and said.reason in ("members", "coverage"):
        return Mention(start, stop, text[start:stop], said)
    return None


def _link(text: str, found: Sequence[Mention], at: int) -> str:
    """Say what joins a mention and the next one in one list: 'and', a comma, or nothing."""
    if not 0 <= at < len(found) - 1:
        return ""
    gap = text[found[at].end : found[at + 1].start]
    words = [_role(word) for word in tokens_of(gap)]
    if len(gap) > _LONGEST_LINK or _OTHER_MARK.search(gap) or set(words) - {"and"}:
        return ""
    return "and" if words or _JOINS.search(gap) else "," if "," in gap else ""


def _share_levels(text: str, found: Sequence[Mention], resolve: Resolve) -> list[Mention]:
    """Let a level word in the plural stand for the names of its list that have none of their own."""
    made = list(found)
    level = ""
    for at in range(len(made) - 1, -1, -1):
        clause_ends = _link(text, made, at) == "," and _link(text, made, at - 1) == "and"
        linked = bool(_link(text, made, at)) and not clause_ends
        level = _plural_level(made[at].text, last=True) or (level if linked else "")
        made[at] = _with_level(made[at], level, resolve)
    level = ""
    for at, mention in enumerate(made):
        clause_ends = _link(text, made, at - 2) == "and" and _link(text, made, at - 1) == ","
        linked = bool(_link(text, made, at - 1)) and not clause_ends
        level = _plural_level(mention.text, last=False) or (level if linked else "")
        made[at] = _with_level(mention, level, resolve)
    return made


def _with_level(mention: Mention, level: str, resolve: Resolve) -> Mention:
    """Resolve a bare name with the level word of its list; the mention stays as it is where none fits."""
    if not level or mention.resolution.reason not in _SEVERAL:
        return mention
    said = resolve(f"{mention.text} {level}", "")
    if said.is_question:
        return mention
    return Mention(mention.start, mention.end, mention.text, said)


def _plural_level(text: str, *, last: bool) -> str:
    """Give the level words in the plural at the end, or at the beginning, of a mention."""
    words = [token.text for token in tokens_of(text)]
    levels = [word for word in words if _says_level(word)]
    if not levels or not any(_PLURAL.search(word) for word in levels):
        return ""
    return " ".join(levels) if _says_level(words[-1 if last else 0]) else ""


def _place_within(text: str, found: Sequence[Mention], at: int, resolve: Resolve) -> Mention:
    """Settle a name that several territories have by the name of what it lies in, beside it."""
    mention = found[at]
    if mention.resolution.reason not in _SEVERAL:
        return mention
    for other in (at + 1, at - 1):
        if 0 <= other < len(found) and _holds(text, mention, found[other]):
            said = resolve(mention.text, found[other].text)
            if not said.is_question:
                return Mention(mention.start, mention.end, mention.text, said)
    return mention


def _holds(text: str, mention: Mention, other: Mention) -> bool:
    """Say whether the other name may be of what a name lies in: 'X in Y', 'X, Y district', or 'Y X'."""
    if other.start > mention.end:
        gap = text[mention.end : other.start]
        words = [_role(word) for word in tokens_of(gap)]
        return len(words) <= 2 and all(word in ("small", "link") for word in words) and "." not in gap
    gap = text[other.end : mention.start]
    return gap == " " and any(_says_level(word.text) for word in tokens_of(other.text))


def _says_level(word: str) -> bool:
    """Say whether a word says a level."""
    found = classify(word)
    return found is not None and found.role == "level"


def _role(token: Token) -> str:
    """Give what a word says, or nothing for a word of a name."""
    found = classify(token.text)
    return found.role if found else ""
