"""What a verification found: how many of each thing were checked, and a sentence for each fault."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

SHOWN = 50
"""So many faults are told in words; all are counted, and `--json` has each."""
READ_BEFORE = (
    "Tables, pages and sums were read by an earlier verification, when each file had the hash it has now; "
    "--anew reads them again."
)


@dataclass(frozen=True)
class Fault:
    """A place of a release that is not as another part of the release says."""

    file: str
    place: str
    expected: str
    found: str

    def sentence(self) -> str:
        """Say where it is, what was expected and what was found."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: expected {self.expected}, found {self.found}."


@dataclass
class Report:
    """What was checked, by what it is, what could not be, and the faults in the order they were found.

    `read_before` says that tables, pages and sums were read when every file had the hash it has now.
    """

    release_id: str = ""
    read_before: bool = False
    checked: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, file: str, place: str, expected: object, found: object) -> None:
        """Keep a fault."""
        self.faults.append(Fault(file, place, str(expected), str(found)))

    def compare(self, what: str, file: str, place: str, expected: object, found: object) -> None:
        """Count a thing as checked; keep a fault where it is not as expected."""
        self.checked[what] += 1
        if expected != found:
            self.add(file, place, expected, found)

    def take(self, other: "Report") -> None:
        """Put what another report has behind what this one has."""
        self.checked.update(other.checked)
        self.left_out.update(other.left_out)
        self.faults += other.faults
        self.read_before |= other.read_before

    def as_json(self) -> dict[str, Any]:
        """Return everything for programs."""
        return {
            "release_id": self.release_id,
            "agrees": not self.faults,
            "read_before": self.read_before,
            "checked": dict(self.checked),
            "left_out": dict(self.left_out),
            "faults": [
                {
                    "file": one.file,
                    "place": one.place,
                    "expected": one.expected,
                    "found": one.found,
                    "sentence": one.sentence(),
                }
                for one in self.faults
            ],
        }

    def as_text(self) -> str:
        """Return everything for people: counts first, then a line for each fault."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterable[str]:
        yield f"Release {self.release_id}"
        yield from (f"  {count:>8}  {what}" for what, count in self.checked.items())
        if self.left_out:
            yield "Not checked from the folder alone"
            yield from self._left_out()
        if self.read_before:
            yield READ_BEFORE
        if not self.faults:
            yield "Everything that was checked agrees."
            return
        yield f"{len(self.faults)} places do not agree"
        yield from (f"- {one.sentence()}" for one in self.faults[:SHOWN])
        if len(self.faults) > SHOWN:
            yield f"- and {len(self.faults) - SHOWN} more; --json lists all"

    def _left_out(self) -> Iterable[str]:
        """Count what was left out by its kind; the names behind a colon stand in one line."""
        kinds: dict[str, list[str]] = {}
        for what in self.left_out:
            kinds.setdefault(what.partition(": ")[0], []).append(what)
        for kind, every in kinds.items():
            names = ", ".join(what.partition(": ")[2] for what in every)
            count = sum(self.left_out[what] for what in every)
            yield f"  {count:>8}  {kind}" + (f" ({names})" if names else "")
