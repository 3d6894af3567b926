"""An answer about a draft, and the log of them: rows are added, never changed; undoing is another row."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError
from pipeline.lake import write_atomically

LOG_NAME: Final = "answers.csv"
SOURCE: Final = "source"
"""The place of what is asked about the file as a whole: who published it, and when."""
WITHDRAWN: Final = ""
"""The value of a row that takes the earlier answer about its place and field back."""
WAITS: Final = "waits:"
"""How the field of an item begins that waits for the answer about another place."""


@dataclass(frozen=True)
class Answer:
    """What somebody said about one field of a place. `at` is the moment, as in 2026-11-26T10:15:00Z."""

    at: str
    who: str
    place: str
    field: str
    value: str
    reason: str = ""


COLUMNS: Final = tuple(field.name for field in fields(Answer))


def in_force(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the last answer about each field of each place, in their order, less those taken back."""
    last: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        last.pop((answer.place, answer.field), None)
        last[answer.place, answer.field] = answer
    return tuple(answer for answer in last.values() if answer.value != WITHDRAWN)


def read_log(folder: Path) -> tuple[Answer, ...]:
    """Read the answers of a draft folder, none where nobody has answered yet."""
    path = folder / LOG_NAME
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        if tuple(next(rows, ())) != COLUMNS:
            raise BadInputError(
                f"{path} has other columns than {', '.join(COLUMNS)}. Put its first line back, or read the "
                "file again under another name."
            )
        found = list(rows)
    short = next((number for number, row in enumerate(found, start=2) if len(row) != len(COLUMNS)), 0)
    if short:
        raise BadInputError(
            f"{path}, line {short} has other fields than its head. Take that line out; what it answered is "
            "asked again."
        )
    return tuple(Answer(*row) for row in found)


def write_log(folder: Path, answers: Sequence[Answer]) -> None:
    """Write all answers of a draft; whoever adds some gives the earlier ones first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(answer) for answer in answers)
    write_atomically(folder / LOG_NAME, stream.getvalue().encode())
