"""Which of a month's publications a run makes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError

EVERY, NONE = "all", "none"
NATIONAL = "national"
"""The word for the country's issue alone."""


@dataclass(frozen=True)
class Choice:
    """The languages and territories of the publications; without any, all of them."""

    languages: tuple[str, ...] = ()
    territories: tuple[str, ...] | None = None
    """Territories with an issue beside the country's; all of them where it is None."""


ALL = Choice()


def choose(languages: Sequence[str], territories: Sequence[str]) -> Choice:
    """Read a choice: languages by code, territories by code, or the word all or none.

    Raises UsageError where a word stands beside codes.
    """
    named = tuple(territories) or (EVERY,)
    if len(named) > 1 and {EVERY, NONE} & set(named):
        raise UsageError(
            f"The territories are given as {', '.join(named)}. Name codes, as in ER-KAR, or one of the words "
            f"{EVERY} and {NONE}."
        )
    own = {EVERY: None, NONE: ()}.get(named[0], named)
    return Choice(tuple(languages), own)


def among(named: Sequence[str], languages: Sequence[str]) -> Choice:
    """Read a choice from one list: languages of the office, codes of territories, or the word national."""
    spoken = [name for name in named if name in languages]
    others = [name for name in named if name not in languages]
    return choose(spoken, [NONE if name == NATIONAL else name for name in others])
