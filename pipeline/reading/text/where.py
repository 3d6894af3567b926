"""The territory that a figure is for, as found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Where:
    """The territory of a figure, or candidates; `certain` where the sentence itself says it.

    `inferred` and `scope` are codes; `words` is the name as written.
    """

    territory: str = ""
    inferred: str = ""
    scope: str = ""
    words: str = ""
    certain: bool = False
    candidates: tuple[str, ...] = ()
