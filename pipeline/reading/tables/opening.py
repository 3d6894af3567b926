"""Opens a file of any format that is read as tables, safely: a regular file, known by its content.

`open_book` gives its sheets as grids. xlsx, ods, csv, JSON and SDMX are read in streams within this process;
.xls and Parquet in a child process (see `child`). Nothing in a file is run, calculated, fetched or written to
a folder.
"""

import stat
from pathlib import Path

from pipeline.collector import held_back
from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.reading.draft import ReadFile
from pipeline.reading.tables.archive import Archive
from pipeline.reading.tables.grid import Book, Grid
from pipeline.reading.tables.limits import MAX_FILE_BYTES, MAX_JSON_BYTES, MIB, Budget, capped
from pipeline.reading.tables.sniff import MEDIA_TYPES, name_note, sniff

READER = "tables"
READER_VERSION = "2"


@held_back()
def open_book(path: Path, *, inside: Path | None = None, encoding: str = "", separator: str = "") -> Book:
    """Open a file and return its sheets; the same bytes give the same cells.

    `inside` is the folder that the file must lie in, links followed; `encoding` and `separator` are those
    that somebody named. Raises BadInputError with a sentence for whatever is not read.
    """
    check_path(path, inside)
    kind = sniff(path)
    budget = Budget(path.name)
    notes = [note for note in (name_note(path, kind),) if note]
    found = encoding
    if kind in ("xlsx", "ods"):
        grids, more = _read_packed(path, kind, budget)
    elif kind in ("xls", "parquet"):
        from pipeline.reading.tables.child import read_in_child

        grids, more = read_in_child(kind, path, budget), []
    elif kind == "xml":
        from pipeline.reading.tables.sdmx_ml import read_sdmx_ml

        with path.open("rb") as stream:
            grids, more = read_sdmx_ml(iter(lambda: stream.read(MIB), b""), _stem(path), budget)
    else:
        grids, more, found, separator = _read_text(path, kind, budget, encoding, separator)
    hidden = [f"Sheet '{grid.name}' is hidden. It is read, and asked about." for grid in grids if grid.hidden]
    return Book(
        path.name,
        MEDIA_TYPES[kind],
        tuple(grids),
        found,
        separator,
        capped([*notes, *hidden, *more]),
        {"kind": kind},
    )


def describe(path: Path, book: Book) -> ReadFile:
    """Say which file was read, and how."""
    size = path.stat().st_size
    return ReadFile(path.name, file_hash(path), size, book.media_type, book.encoding, READER, READER_VERSION)


def check_path(path: Path, inside: Path | None = None) -> None:
    """Refuse what is no regular file of limited size, or lies outside of its folder."""
    try:
        if inside is not None and not path.resolve().is_relative_to(inside.resolve()):
            raise BadInputError(
                f"{path.name} is a link to a file outside of its folder. Copy the file itself into the "
                "folder."
            )
        facts = path.stat()
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise BadInputError(
            f"{path.name} cannot be opened ({reason}). Look for it, and for the right to read it."
        ) from error
    if not stat.S_ISREG(facts.st_mode):
        what = "a folder" if stat.S_ISDIR(facts.st_mode) else "a device or a pipe"
        raise BadInputError(f"{path.name} is {what} and no file. Hand in the file itself.")
    if facts.st_size > MAX_FILE_BYTES:
        raise BadInputError(
            f"{path.name} has {facts.st_size:,} bytes; at most {MAX_FILE_BYTES // MIB} MiB are read as "
            "tables. Split it into smaller files."
        )


def _read_packed(path: Path, kind: str, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read a workbook that is a packed file of parts."""
    with Archive(path) as archive:
        if kind == "ods":
            from pipeline.reading.tables.ods import read_ods

            return read_ods(archive, budget)
        from pipeline.reading.tables.xlsx import read_xlsx

        return read_xlsx(archive, budget)


def _read_text(
    path: Path, kind: str, budget: Budget, encoding: str, separator: str
) -> tuple[list[Grid], list[str], str, str]:
    """Read JSON or separated text; also returns the encoding and the separator that were found."""
    from pipeline.reading.tables.delimited import read_delimited
    from pipeline.reading.tables.encoding import decode
    from pipeline.reading.tables.json_file import read_json, read_json_lines

    if kind in ("json", "jsonl") and path.stat().st_size > MAX_JSON_BYTES:
        raise BadInputError(f"{path.name} has more than {MAX_JSON_BYTES // MIB} MiB of JSON. Split it.")
    decoded = decode(path.read_bytes(), path.name, encoding)
    notes = [decoded.note] if decoded.note else []
    if kind in ("json", "jsonl"):
        read = read_json if kind == "json" else read_json_lines
        grids, more = read(decoded.text, _stem(path), budget)
        return grids, [*notes, *more], decoded.encoding, ""
    grid, found, more = read_delimited(decoded.text, _stem(path), budget, separator)
    return [grid], [*notes, *more], decoded.encoding, found


def _stem(path: Path) -> str:
    """Name the sheet of a format without sheets: the file's name without its ending."""
    return path.stem[:255] or "table"
