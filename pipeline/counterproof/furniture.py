"""The declared list of furniture: which digits of a page are no figure, each kind with place and reason."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pipeline.counterproof.model import has_number

LISTED = "furniture.toml"
_WORD = re.compile(r"[^\s,;()\ufffc]+")


@dataclass(frozen=True)
class Place:
    """Where a text stands: kind of block, section, and what a number there may be checked against."""

    kind: str
    section: str = ""
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A kind of furniture: where it may stand and the form that it must have there."""

    kind: str
    places: tuple[str, ...]
    reason: str
    pattern: re.Pattern[str]
    check: str = ""
    """What it must equal besides: the rows of its table (`rows`), a label of the page (`label`), the name of
    a file of the release (`file`), the size of one (`size`)."""

    def allows(self, place: Place) -> bool:
        """Tell whether the rule is for a kind of block, or for it in one section."""
        kind, section = place.kind, place.section
        return any(one in ("*", kind, f"*@{section}", f"{kind}@{section}") for one in self.places)


@dataclass
class Furniture:
    """The rules of a language, and the names and identifiers that hold digits."""

    rules: tuple[Rule, ...]
    names: re.Pattern[str] | None = None
    ids: frozenset[str] = frozenset()

    def cover(self, text: str, place: Place, counts: Counter[str]) -> str:
        """Blank out of a text what is furniture at its place, count it by kind, return the rest."""
        if not has_number(text):
            return text
        text = " ".join(text.split()) if self.names is not None else text
        if self.names is not None:
            text = _blank(text, self.names, "declared", counts)
        text = self._without_ids(text, counts)
        for rule in self.rules:
            if not has_number(text):
                break
            if rule.allows(place):
                known = place.known.get(rule.check, frozenset()) if rule.check else None
                text = _blank(text, rule.pattern, rule.kind, counts, known)
        return text

    def _without_ids(self, text: str, counts: Counter[str]) -> str:
        """Blank out the identifiers of the release, which have letters and digits."""

        def blank(found: re.Match[str]) -> str:
            word = found[0].rstrip(".:")
            if word not in self.ids or word.isdigit() or not has_number(word):
                return found[0]
            counts["identifier"] += 1
            return " " * len(word) + found[0][len(word) :]

        return _WORD.sub(blank, text)


def load_furniture(lang: str, names: Iterable[str] = (), ids: Iterable[str] = ()) -> Furniture:
    """Read the rules of a language; `names` are texts of the office, word by word, such as names of acts."""
    flat = {" ".join(name.split()).rstrip(".;") for name in names if has_number(name)}
    held = sorted(flat, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, held))})(?!\w)") if held else None
    return Furniture(_rules(lang), pattern, frozenset(ids))


@cache
def _rules(lang: str) -> tuple[Rule, ...]:
    """Read the rules of a language and those of all."""
    listed = tomllib.loads(files("pipeline.counterproof").joinpath(LISTED).read_text(encoding="utf-8"))
    words = listed["words"] | listed["words"].get(lang, {})
    return tuple(
        Rule(
            one["kind"],
            tuple(one["places"]),
            one["reason"],
            _compile(one["patterns"], words),
            one.get("check", ""),
        )
        for one in listed["rule"]
        if one.get("lang", lang) == lang
    )


def _compile(patterns: Iterable[str], words: Mapping[str, object]) -> re.Pattern[str]:
    """Put the forms of a rule together, with the words of the language filled in."""

    def filled(pattern: str) -> str:
        before = ""
        while before != pattern:
            before = pattern
            pattern = re.sub(r"<([A-Z]+)>", lambda found: f"(?:{words[found[1].lower()]})", pattern)
        return pattern

    return re.compile("|".join(f"(?:{filled(pattern)})" for pattern in patterns))


def _blank(
    text: str,
    pattern: re.Pattern[str],
    kind: str,
    counts: Counter[str],
    known: frozenset[str] | None = None,
) -> str:
    """Replace by spaces what a pattern finds, and count what held a number; only what is known, if given."""

    def blank(found: re.Match[str]) -> str:
        if has_number(found[0]) and (known is None or " ".join(found[0].split()) in known):
            counts[kind] += 1
            return " " * len(found[0])
        return found[0]

    return pattern.sub(blank, text)
