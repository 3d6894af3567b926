"""One page held against the register: what it must print, and the words for what does not agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.counterproof.furniture import Furniture, Place
from pipeline.counterproof.model import BOUND, Block, Proof, has_number
from pipeline.counterproof.register import Expected

Pair = tuple[str, str]
_SIGNS = "+-\u2212\u2013\u2014\u00b1~<>=\u2264\u2265\u2248*/^\u00d7"
SHOWN = 60
"""So many characters of a text are quoted in a problem."""


@dataclass
class Page:
    """One page against the register: what it must print, and what it was found to print."""

    file: str
    lang: str
    expected: Sequence[Expected]
    furniture: Furniture
    proof: Proof
    whole: bool = False
    """A page of its own, whose text is one place."""
    rows: dict[str, int] = field(default_factory=dict)
    """How many rows each table prints."""
    labels: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the release, which it may name with their sizes and hashes."""
    of_files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Their names and sizes, as pages print them."""

    def say(self, block: Block, what: str) -> None:
        """Keep a sentence about a block."""
        self.proof.add(self.file, block.where(), what)


def with_links_out(page: Page, block: Block) -> str:
    """Return a block's text with a mark for each link, and check what touches it."""
    text = "".join(BOUND if run.target else run.text for run in block.runs if not run.part)
    for at, letter in enumerate(text):
        if letter == BOUND:
            check_touching(page, block, text[:at], text[at + 1 :])
    return text


def check_touching(page: Page, block: Block, before: str, after: str) -> None:
    """Check that nothing beside a number changes it: a digit, a sign, a further decimal."""
    if (
        (before[-1:] and (before[-1] in _SIGNS or before[-1].isalnum()))
        or after[:1].isalnum()
        or (after[:1] in ".,\u202f" and after[1:2].isalnum() and after[1:2].isnumeric())
    ):
        page.say(block, f"a number is joined to what stands beside it in {quoted(block.text)}.")


def check_loose(page: Page, block: Block, text: str) -> None:
    """Check that the digits that no number covers are furniture at their place."""
    rows = frozenset({str(page.rows.get(block.label, -1))})
    known = {"file": frozenset[str](), "size": frozenset[str](), **page.of_files}
    known |= {"rows": rows, "label": page.labels}
    rest = page.furniture.cover(text, Place(block.kind, block.section, known), page.proof.furniture)
    if has_number(rest):
        digits = " ".join(word for word in rest.split() if has_number(word))
        page.say(
            block, f"{digits} is bound to no cell and is no declared furniture here: {quoted(block.text)}."
        )


def count_numbers(page: Page, block: Block, pairs: Iterable[Pair]) -> None:
    """Count numbers as printed."""
    if count := len(list(pairs)):
        page.proof.numbers[page.file, block.kind] += count


def said(pairs: Sequence[Pair]) -> str:
    """Write numbers with their ids."""
    return ", ".join(f"{text} ({name})" for name, text in pairs) or "none"


def quoted(text: str) -> str:
    """Quote the beginning of a text."""
    flat = " ".join(text.split(" "))
    return repr(flat if len(flat) <= SHOWN else f"{flat[:SHOWN]} ...")
