"""What the readers of pages hand on: blocks of text, in which some runs lead to a number."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

_DIGIT = re.compile(r"\d")
BOUND = "\ufffc"
"""Stands in loose text for a number that is bound."""


class Run(NamedTuple):
    """A run of text; `target` is the id of the number that it links to, `part` a place of its own."""

    text: str
    target: str = ""
    part: str = ""


class Block(NamedTuple):
    """A paragraph, a heading, a cell, a drawn text or an attribute, and where it stands.

    `section` is the part of the page, `label` the table or figure; `row` and `col` count from 1 in a table's
    body. `group` and `spot` say with which marks a text is drawn and at which x and y.
    """

    kind: str
    section: str = ""
    label: str = ""
    row: int = 0
    col: int = 0
    runs: tuple[Run, ...] = ()
    number: str = ""
    group: str = ""
    spot: tuple[float, float] = (0.0, 0.0)

    @property
    def text(self) -> str:
        """Everything that the block says."""
        return "".join(run.text for run in self.runs)

    @property
    def links(self) -> list[tuple[str, str]]:
        """The numbers that it links to: id and text; a link over two lines is one."""
        found: list[tuple[str, str]] = []
        before = ""
        for run in self.runs:
            if run.target and run.target == before:
                found[-1] = (run.target, bare(f"{found[-1][1]} {run.text}"))
            elif run.target:
                found.append((run.target, bare(run.text)))
            before = run.target
        return found

    def where(self) -> str:
        """Say where the block stands."""
        if self.label and self.row:
            return f"{self.label}, row {self.row}, column {self.col}"
        return f"{self.label or self.section or 'the head of the page'}, {self.kind}"


@dataclass
class Proof:
    """What was checked: numbers by file and place, furniture by kind, and what is to be mended."""

    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    furniture: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def add(self, file: str, where: str, what: str) -> None:
        """Keep a sentence about a place."""
        self.problems.append(f"{file}, {where}: {what}")

    def join(self, other: "Proof") -> None:
        """Take in what was found elsewhere."""
        self.numbers += other.numbers
        self.furniture += other.furniture
        self.problems += other.problems


_PADDING = "\u2007\u2009\u200a\u00a0 \n\t"
"""Spaces that align a column or part words; the narrow no-break space parts thousands and is none of them."""


def bare(text: str) -> str:
    """Return a number's text without the spaces that align it."""
    return text.strip(_PADDING)


def tight(text: str) -> str:
    """Return a text without the spaces that a line break may eat, to compare what two parsers read."""
    return "".join(letter for letter in text if letter not in _PADDING and letter != "\u2022")


def has_number(text: str) -> bool:
    """Tell whether a text holds a digit of any script, a fraction, a raised or a Roman numeral sign."""
    if _DIGIT.search(text) is not None:
        return True
    return not text.isascii() and any(map(str.isnumeric, text))
