"""Reads a file of any kind into a draft delivery: every number or cell with what it is, or a question."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.reading.answer import SOURCE, Answer, in_force
from pipeline.reading.answers import apply, by_place
from pipeline.reading.draft import Draft, Found, ReadFile, Source
from pipeline.reading.file_kind import (
    ANSWERS,
    DOCUMENT,
    MAX_DOCUMENT_BYTES,
    TEMPLATE,
    kind_of_file,
    media_type_of,
)
from pipeline.reading.lists import Lists
from pipeline.reading.names import draft_name
from pipeline.reading.source_facts import answer_source, new_source
from pipeline.reading.table_answers import table_answers

if TYPE_CHECKING:
    from pipeline.reading.tables.grid import Book

TEXT_READER: Final = "text"
TABLE_READER: Final = "tables"
TEMPLATE_READER: Final = "template"
READER_VERSION: Final = "2"


@dataclass(frozen=True)
class Request:
    """What is read: a file, under which name, when it was received, and what is known of its source.

    `keep` is a folder in which a large table is kept as it was opened; None keeps nothing.
    """

    path: Path
    name: str
    received_on: date
    source: Source
    keep: Path | None = None


def read_file(
    office_lists: Lists,
    path: Path,
    *,
    received_on: date,
    source: Source | None = None,
    name: str | None = None,
    answers: Iterable[Answer] = (),
    keep: Path | None = None,
) -> Draft:
    """Read a file and apply what was answered about it; the same file and answers give the same draft.

    `keep` is a folder beside the file, in which a large table is kept as it was opened.
    Raises BadInputError with a sentence for a file that cannot be read, and UsageError for an answer about a
    place or field that it does not have.
    """
    sha256 = file_hash_of(path)
    kind = kind_of_file(path)
    said = in_force(answers)
    about = [answer for answer in said if answer.place == SOURCE]
    request = Request(
        path,
        name or draft_name(path.name, received_on),
        received_on,
        answer_source(source or new_source(sha256), about),
        keep,
    )
    if kind == ANSWERS:
        raise BadInputError(
            f"{path.name} is the workbook of a draft and no delivery. Take its answers in with "
            f"`crossfoot answer DRAFT --from {path.name}`."
        )
    if kind == DOCUMENT:
        return apply(read_text(request, sha256, office_lists), said, office_lists)
    if kind == TEMPLATE:
        from pipeline.reading.template_read import read_template

        return apply(read_template(request, sha256, office_lists, by_place(said)), said, office_lists)
    return _read_table(request, sha256, said, office_lists)


def read_text(request: Request, sha256: str, lists: Lists) -> Draft:
    """Read a document."""
    from pipeline.reading.tables.encoding import decode
    from pipeline.reading.text import read_document

    path = request.path
    size = path.stat().st_size
    if size > MAX_DOCUMENT_BYTES:
        raise BadInputError(
            f"{path.name} has {size:,} bytes; at most {MAX_DOCUMENT_BYTES // 1024**2} MiB are read as a "
            "document. "
            "Split it, or deliver its figures as a table."
        )
    decoded = decode(path.read_bytes(), path.name)
    media_type = media_type_of(decoded.text, path)
    found = read_document(
        decoded.text, lists.vocabulary, request.source, request.received_on, media_type=media_type
    )
    file = ReadFile(path.name, sha256, size, media_type, decoded.encoding, TEXT_READER, READER_VERSION)
    notes = (decoded.note, *found.notes) if decoded.note else found.notes
    return _draft(request, file, replace(found, notes=notes))


def _read_table(request: Request, sha256: str, said: Iterable[Answer], lists: Lists) -> Draft:
    """Read a table, with what was said of its cells."""
    from pipeline.reading.tables.kept import open_kept
    from pipeline.reading.tables.opening import READER_VERSION as VERSION
    from pipeline.reading.tables.reading import answer_book, read_book
    from pipeline.reading.tables.register import adapt_book, layout_of

    places = by_place(answer for answer in said if answer.place != SOURCE)
    book = open_kept(request.path, sha256, request.keep)
    if _may_be_register(book) and layout_of(book):
        from pipeline.reading.register_draft import read_register_draft

        register = adapt_book(book)
        return apply(read_register_draft(request, sha256, register, book, lists), said, lists)
    known_on = request.source.published_to or request.received_on
    if places:
        found, _ = answer_book(book, table_answers(places, lists), lists.vocabulary, known_on)
    else:
        found = read_book(book, lists.vocabulary, known_on)
    size = request.path.stat().st_size
    file = ReadFile(request.path.name, sha256, size, book.media_type, book.encoding, TABLE_READER, VERSION)
    return _draft(request, file, found)


def _may_be_register(book: "Book") -> bool:
    """Tell whether a file has one sheet whose first row names a source: all registers do."""
    first = book.grids[0].rows.get(1, []) if len(book.grids) == 1 else []
    return any(cell.text.strip() == "source_id" for cell in first)


def _draft(request: Request, file: ReadFile, found: Found) -> Draft:
    """Make the draft of what a reader found."""
    return Draft(request.name, request.received_on, file, request.source, found.items, found.notes)


def file_hash_of(path: Path) -> str:
    """Hash a file, or say why it cannot be opened."""
    try:
        if not path.is_file():
            raise BadInputError(f"{path} is no file. Name the file itself.")
        return file_hash(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise BadInputError(f"{path} cannot be opened ({reason}). Check its rights.") from error


def document_text(draft: Draft, folder: Path) -> str | None:
    """Return the text of a draft's original in a folder; None for a table, or where it is not there."""
    path = folder / draft.file.name
    if draft.file.reader != TEXT_READER or not path.is_file():
        return None
    if file_hash(path) != draft.file.sha256:
        raise BadInputError(f"{path} has changed since it was read. Put the original back, or read it anew.")
    return path.read_bytes().decode(draft.file.encoding)
