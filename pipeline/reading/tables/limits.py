"""Limits of what is read as a table: each has a name, and past it a file is refused with a sentence.

They are checked before or while something is read, never after, so that memory and time stay bounded whatever
a file holds. None of them reads a clock: work is linear in what is let in.
"""

from typing import Final

from pipeline.errors import BadInputError
from pipeline.reading.tables.grid import reference

MIB: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 64 * MIB
"""The size of a file, as it lies in the folder."""
MAX_JSON_BYTES: Final = 16 * MIB
"""The size of a JSON file, which is held as a whole; lists of lists take 20 times their text."""
MAX_PART_BYTES: Final = 128 * MIB
"""One part of a workbook, unpacked."""
MAX_UNPACKED_BYTES: Final = 512 * MIB
"""All parts of a workbook, as its directory states them."""
MAX_INFLATE_RATIO: Final = 200
"""How many times its packed size a part may have; sheets of one repeated number have about 60."""
MIN_RATIO_BYTES: Final = MIB
"""A part smaller than this unpacked may have any ratio."""
MAX_PARTS: Final = 4_096
MAX_SHEETS: Final = 256
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
"""The last row and column that a spreadsheet has."""
MAX_CELLS: Final = 500_000
"""Cells of a file that hold something; a draft is read by people."""
MAX_FIELD_CHARACTERS: Final = 32_767
"""The characters that a spreadsheet's cell holds."""
MAX_SHARED_CHARACTERS: Final = 32 * MIB
"""The texts of a workbook together."""
MAX_MERGED: Final = 65_536
"""Merged ranges of a sheet."""
MAX_DEPTH: Final = 32
"""How deep elements of JSON and XML may be nested."""
MAX_TOKEN_BYTES: Final = 4 * MIB
"""One mark of XML: a tag with its attributes, a comment."""
MAX_CHILD_SECONDS: Final = 60
MAX_CHILD_BYTES: Final = 4096 * MIB
"""Time and address space of the process that reads .xls and Parquet."""
MAX_NOTES: Final = 50
"""Sentences about a file; further ones are counted."""


class Budget:
    """Counts cells and characters of a file while it is read."""

    def __init__(self, name: str) -> None:
        """Start for the file of this name."""
        self.name = name
        self.taken = 0
        """The cells counted so far."""

    def take(self, sheet: str, row: int, column: int, text: str) -> None:
        """Count one cell that holds something, or refuse the file."""
        self.taken += 1
        if (
            self.taken > MAX_CELLS
            or len(text) > MAX_FIELD_CHARACTERS
            or row > MAX_ROWS
            or column > MAX_COLUMNS
        ):
            raise self._refused(f"sheet '{sheet}', {reference(row, column)}", len(text))

    def take_numbers(self, count: int) -> None:
        """Count cells that hold numbers, whose places and lengths have been looked at."""
        self.taken += count
        if self.taken > MAX_CELLS:
            raise self._refused("", 0)

    def _refused(self, where: str, length: int) -> BadInputError:
        """Say which limit a cell is past."""
        if self.taken > MAX_CELLS:
            return BadInputError(
                f"{self.name} has more than {MAX_CELLS:,} cells that hold something. Split it into "
                "smaller files."
            )
        if length > MAX_FIELD_CHARACTERS:
            return BadInputError(
                f"{self.name}, {where}: a cell has {length:,} characters; at most "
                f"{MAX_FIELD_CHARACTERS:,} are read. Shorten it, or close its quotation mark, and "
                "hand it in again."
            )
        return out_of_bounds(self.name, where)


def out_of_bounds(name: str, where: str) -> BadInputError:
    """Say that a cell lies outside of the largest sheet."""
    return BadInputError(
        f"{name}, {where}: a sheet has at most {MAX_ROWS:,} rows and {MAX_COLUMNS:,} columns, and this one "
        "goes on. Split it into smaller files."
    )


def capped(notes: list[str]) -> tuple[str, ...]:
    """Return notes once each, the first ones and how many more there are."""
    kept = list(dict.fromkeys(notes))
    more = len(kept) - MAX_NOTES
    return tuple([*kept[:MAX_NOTES], f"{more} more notes are not shown."] if more > 0 else kept)
