"""What kind of file this is, by its content; its name is only compared with it."""

import re
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError
from pipeline.reading.tables.archive import CONTENT, WORKBOOK, Archive

MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xls": "application/vnd.ms-excel",
    "parquet": "application/vnd.apache.parquet",
    "xml": "application/vnd.sdmx.data+xml",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "text": "text/csv",
}
EXTENSIONS: Final = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "ods": (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
    "parquet": (".parquet", ".pq"),
    "xml": (".xml", ".sdmx"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "text": (".csv", ".tsv", ".tab", ".txt"),
}
"""The kinds that are read, and the ends of name that each may have."""
NAMES: Final = {
    "xlsx": "a workbook (xlsx)",
    "ods": "a workbook (ods)",
    "xls": "a workbook (xls)",
    "parquet": "a Parquet file",
    "xml": "an XML message",
    "json": "JSON",
    "jsonl": "JSON lines",
    "text": "text with separators",
}
_HEAD = 4096
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_BIFF = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
_OTHER: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"BZh", "packed with bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "packed with 7-Zip"),
    (b"Rar!", "packed with RAR"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a text document (rtf)"),
    (b"ARROW1", "an Arrow file"),
)


def sniff(path: Path) -> str:
    """Return a key of MEDIA_TYPES. Raises BadInputError for a file that is none of them."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise BadInputError(f"{path.name} is empty. Ask for the file again.")
    if head.startswith(b"PK"):
        return _packed(path)
    if head.startswith(_OLE2):
        return _compound(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_BIFF) and b"\0" in head[4:16]:
        raise _other(path, "an .xls workbook of before 1995")
    for mark, name in _OTHER:
        if head.startswith(mark):
            raise _other(path, name)
    return _textual(path, head)


def name_note(path: Path, kind: str) -> str:
    """Say that a file's name ends otherwise than its content is; empty when both agree."""
    suffix = path.suffix.lower()
    if suffix in EXTENSIONS[kind]:
        return ""
    named = f"named {suffix[:20]}" if suffix else "named without an ending"
    return f"It is {named} and holds {NAMES[kind]}; it is read as that."


def _packed(path: Path) -> str:
    """Tell the packed formats apart by their parts."""
    with Archive(path) as archive:
        if WORKBOOK in archive:
            return "xlsx"
        if "xl/workbook.bin" in archive:
            raise _other(path, "a binary workbook (xlsb)")
        if CONTENT in archive:
            content = next(archive.chunks(CONTENT), b"")
            if b"office:spreadsheet" not in content and b"opendocument.spreadsheet" not in _mimetype(archive):
                raise _other(path, "an OpenDocument file, but no spreadsheet")
            return "ods"
        if "word/document.xml" in archive:
            raise _other(path, "a text document (docx)")
        if "ppt/presentation.xml" in archive:
            raise _other(path, "a presentation (pptx)")
    raise _other(path, "a packed folder (zip) and no workbook")


def _mimetype(archive: Archive) -> bytes:
    """Read what an OpenDocument file says it is."""
    return archive.read("mimetype", 1024) if "mimetype" in archive else b""


def _compound(path: Path) -> str:
    """Tell an .xls workbook from a workbook under a password and from other documents."""
    content = path.read_bytes()
    if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content:
        raise BadInputError(
            f"{path.name} is under a password. Save it without a password and hand it in again."
        )
    if _wide("Workbook") in content or _wide("Book") in content:
        return "xls"
    raise _other(path, "an old office document without a workbook, or was cut off")


def _wide(name: str) -> bytes:
    """Write a name as the directory of a compound file has it."""
    return name.encode("utf-16-le")


def _textual(path: Path, head: bytes) -> str:
    """Tell XML, JSON and separated text apart by how they begin."""
    begin = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    begin = begin.lstrip()
    if re.match(rb"<!doctype html|<html|<table", begin, re.IGNORECASE):
        raise _other(
            path, "a web page, whatever its name says: open it in a spreadsheet and save it as .xlsx"
        )
    if re.match(rb"<[?!a-zA-Z_]", begin):
        return "xml"
    if re.match(rb"[\[{]\s*[\[{\"\]}]", begin) or (
        begin[:1] in (b"[", b"{") and path.suffix.lower() in (".json", *EXTENSIONS["jsonl"])
    ):
        return "jsonl" if _is_lines(begin, path.suffix.lower()) else "json"
    return "text"


def _is_lines(begin: bytes, suffix: str) -> bool:
    """Tell JSON lines from one JSON text: a record ends where its line does, and another one begins."""
    if suffix in EXTENSIONS["jsonl"]:
        return True
    first, found, rest = begin.partition(b"\n")
    if not found or not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    return first.rstrip().endswith(b"}")


def _other(path: Path, what: str) -> BadInputError:
    """Say what a file is, and what is read."""
    return BadInputError(
        f"{path.name} is {what}. Read as tables are csv, tsv, xls, xlsx, ods, Parquet, JSON, JSON lines, "
        "SDMX-CSV and SDMX-ML: save it as one of them."
    )
