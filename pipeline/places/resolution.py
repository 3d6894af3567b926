"""What comes of a name: a territory with the reason, or a question with the nearest candidates."""

from dataclasses import dataclass
from typing import Final

REASONS: Final = {
    "listed_name": "the office's table of names lists it",
    "name": "a name of the territory, as the table of territories writes it or spells its sounds",
    "other_letters": "a name of the territory in the letters of another alphabet",
    "members": "the places named are the members of this group",
    "coverage": "the source names a coverage of its own",
    "unknown_name": "no territory has this name",
    "homonym": "several territories have this name",
    "level_not_stated": "the name alone does not say which kind of territory is meant",
    "level_not_found": "no territory of this name is of the kind that is written",
    "not_valid_then": "the territory did not exist then",
    "not_in_container": "no territory of this name lies in the territory that is written with it",
    "note_not_read": "what stands in parentheses names no territory that is known",
    "list_without_group": "several places are named, and no group has these members",
    "road_not_listed": "a road or railway between places, and none is listed between these",
    "empty": "no name is written",
    "too_long": "the text is longer than a name can be",
}
"""Why a name leads to a territory, or to a question."""


@dataclass(frozen=True)
class Candidate:
    """A territory that a name may stand for: its name in words and how near it is, 0 to 100."""

    territory_id: str
    name: str
    level: str
    score: int


@dataclass(frozen=True)
class Resolution:
    """A territory, or a question (`territory_id` empty) with candidates, the nearest first.

    `reason` is a code of REASONS; `inferred` are codes joined by ';' ('territory_level' where town or
    district follows from the context alone).
    """

    territory_id: str
    reason: str
    inferred: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether a person must decide."""
        return not self.territory_id


@dataclass(frozen=True)
class Mention:
    """A place named in running text: its span (Python offsets), the text, and what it leads to."""

    start: int
    end: int
    text: str
    resolution: Resolution
