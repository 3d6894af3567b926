"""What a file that was handed in is, by its content: a document, a table, or a workbook of our own."""

import re
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError

DOCUMENT: Final = "document"
TABLE: Final = "table"
TEMPLATE: Final = "template"
ANSWERS: Final = "answers"
TEMPLATE_MARK: Final = "crossfoot_template"
ANSWERS_MARK: Final = "crossfoot_draft"
"""Defined names of the workbooks that this software writes; spreadsheets keep them when they save."""

MAX_DOCUMENT_BYTES: Final = 16 * 1024 * 1024
"""The size of a document; further limits are those of its reader."""
_LOOKED_AT = 64 * 1024
_MAX_PART = 1024 * 1024
_MAX_PARTS = 4096
_PACKED = b"PK\x03\x04"
_BINARY = (_PACKED, b"\xd0\xcf\x11\xe0", b"PAR1")
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_DOCUMENT_NAMES = (".txt", ".md", ".markdown", ".text")
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|p|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_STRUCTURED = re.compile(rb"\s*(?:<[?!a-z_]|[\[{])", re.IGNORECASE)
_SEPARATORS = ("\t", ";", "|", ",")
_MIN_LINES = 2
_STEADY = 0.9


def kind_of_file(path: Path) -> str:
    """Say how a file is to be read. Raises BadInputError for one that is empty or cannot be opened."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_LOOKED_AT)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise BadInputError(
            f"{path.name} cannot be opened ({reason}). Look for it, and for the right to read it."
        ) from error
    if not head:
        raise BadInputError(f"{path.name} is empty. Ask for the file again.")
    if head.startswith(_PACKED):
        return _marked(path)
    if head.startswith(_BINARY):
        return TABLE
    plain = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if _WEB_PAGE.match(plain):
        return DOCUMENT
    _refuse_other(path)
    if _STRUCTURED.match(plain) and path.suffix.lower() not in _DOCUMENT_NAMES:
        return TABLE
    return _by_lines(path, plain.decode("utf-8", "replace"))


def media_type_of(content: str, path: Path) -> str:
    """Return the media type of a document: a web page, Markdown or plain text."""
    if _WEB_PAGE.match(content[:_LOOKED_AT].encode("utf-8", "replace")):
        return "text/html"
    return "text/markdown" if path.suffix.lower() in (".md", ".markdown") else "text/plain"


def _refuse_other(path: Path) -> None:
    """Refuse pictures, programs and packed files, which the readers of tables know by how they begin."""
    from pipeline.reading.tables.sniff import sniff

    try:
        sniff(path)
    except BadInputError as error:
        raise BadInputError(f"{error} Read as documents are txt, md and html.") from error


def _by_lines(path: Path, text: str) -> str:
    """Tell separated text from prose by its lines, and by its name where they do not tell."""
    suffix = path.suffix.lower()
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    if suffix in _DOCUMENT_NAMES:
        return TABLE if _is_separated(lines, _SEPARATORS[:3]) else DOCUMENT
    if suffix in _TABLE_NAMES:
        return TABLE
    return TABLE if _is_separated(lines, _SEPARATORS) else DOCUMENT


def _is_separated(lines: list[str], separators: tuple[str, ...]) -> bool:
    """Tell whether nearly all lines have the same number of a separator."""
    if len(lines) < _MIN_LINES:
        return False
    for separator in separators:
        counts = [line.count(separator) for line in lines]
        most = max(set(counts), key=counts.count)
        if most and counts.count(most) >= _STEADY * len(counts):
            return True
    return False


def _marked(path: Path) -> str:
    """Tell our own workbooks from others by a defined name; whatever is damaged is left to its reader."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.namelist()) > _MAX_PARTS or "xl/workbook.xml" not in archive.namelist():
                return TABLE
            with archive.open("xl/workbook.xml") as part:
                names = part.read(_MAX_PART)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return TABLE
    if TEMPLATE_MARK.encode() in names:
        return TEMPLATE
    return ANSWERS if ANSWERS_MARK.encode() in names else TABLE
