"""A sample of the printed numbers of a release that anybody can draw again, each computed again.

Within each section the numbers are ordered by the SHA-256 of `<seed>|<line of published_number.csv>` and the
first ones taken; sections share the sample by the count of their numbers, the largest remainders first.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.audit.from_figures import Again
from pipeline.audit.recompute import Recomputer, plain_print, rounded_again
from pipeline.audit.rows import header_and_lines
from pipeline.counterproof.register import Expected, Register, read_register
from pipeline.errors import UsageError
from pipeline.sealed.folder import ReleaseFolder

MOST = 1000
"""A larger sample is refused: each number gets a paper of its own."""
_TABLES = ("cells.csv", "published_number.csv", "changes.csv", "methodology/versions.csv", "sources.csv")
AGREES, DIFFERS, PRINT_ONLY = "agrees", "differs", "print checked"


@dataclass(frozen=True)
class Drawn:
    """A printed number of a sample: its row, its value in the release, and what it is computed again."""

    place: int
    row: Mapping[str, str]
    value: Decimal | None
    again: Again
    facet_again: Decimal | None
    printed_again: str

    @property
    def how(self) -> str:
        """How the number was computed again, or why it was not."""
        if self.facet_again is None and self.again.facets:
            return f"its {self.row['facet']} is kept of earlier versions of the value; replay makes it again"
        return self.again.how

    @property
    def outcome(self) -> str:
        """Whether the value computed again and the text printed from it are those of the release.

        Where the value is not computed again, the text is held against the release's own value.
        """
        prints = self.printed_again == plain_print(self.row["printed"])
        if self.facet_again is None:
            return PRINT_ONLY if prints else DIFFERS
        return AGREES if prints and self.facet_again == self.value else DIFFERS


def draw(folder: ReleaseFolder, count: int, seed: str, checks: Path) -> list[Drawn]:
    """Draw printed numbers and compute each again; UsageError for a count that cannot be drawn."""
    columns, lines = header_and_lines(folder.path / "published_number.csv")
    if not 1 <= count <= min(MOST, len(lines)):
        raise UsageError(
            f"A sample of {count} cannot be drawn from {len(lines)} printed numbers of {folder.release_id}. "
            f"Ask for 1 to {min(MOST, len(lines))}."
        )
    sections: dict[str, list[str]] = defaultdict(list)
    at = columns.split(",").index("section")
    for line in lines:
        sections[next(csv.reader([line]))[at]].append(line)
    shares = share_out(count, {name: len(own) for name, own in sections.items()})
    chosen = [line for name, own in sections.items() for line in first_by_hash(own, seed, shares[name])]
    rows = list(csv.DictReader([columns, *chosen]))
    recomputer, register = Recomputer(folder, checks), _register(folder)
    return [_drawn(place, row, recomputer, register) for place, row in enumerate(rows, 1)]


def share_out(count: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Share a sample among sections by their sizes; the rest goes to the largest remainders, in order.

    >>> share_out(5, {"a": 7, "b": 2, "c": 1})
    {'a': 4, 'b': 1, 'c': 0}
    """
    whole = sum(sizes.values())
    shares = {name: count * size // whole for name, size in sizes.items()}
    left = count - sum(shares.values())
    by_rest = sorted(sizes, key=lambda name: -(count * sizes[name] % whole))
    for name in by_rest[:left]:
        shares[name] += 1
    return shares


def first_by_hash(lines: Sequence[str], seed: str, count: int) -> list[str]:
    """Return the lines with the smallest hashes, in the order of the file."""
    ordered = sorted(
        enumerate(lines), key=lambda one: (hashlib.sha256(f"{seed}|{one[1]}".encode()).digest(), one[0])
    )
    return [line for _, line in sorted(ordered[:count])]


def _register(folder: ReleaseFolder) -> Register:
    """Read what the counter-proof reads of a release: an exact value for each facet."""
    return read_register({name: folder.read_bytes(name) for name in _TABLES if name in folder.files})


def _drawn(place: int, row: Mapping[str, str], recomputer: Recomputer, register: Register) -> Drawn:
    """Compute a printed number again."""
    places = int(row["places"])
    told = (row["number_id"], row["printed"], row["cell_id"], row["facet"], places)
    value = register.value(Expected(*told, row["section"], row["table_or_figure"], 0, 0, row["place"]))
    again = recomputer.again(row["cell_id"])
    facet_again = again.facets.get(row["facet"])
    used = value if facet_again is None else facet_again
    return Drawn(place, row, value, again, facet_again, "" if used is None else rounded_again(used, places))


def named(folder: ReleaseFolder, seed: str) -> str:
    """Return the name of the folder of papers of a sample."""
    return f"sample-{folder.release_id}-{re.sub(r'[^0-9A-Za-z._-]+', '-', seed)}"
