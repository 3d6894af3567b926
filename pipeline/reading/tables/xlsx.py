"""Reads xlsx and xlsm: each sheet's XML once, in a stream, with what stands behind a cell.

Numbers are taken from the XML as text, so no figure passes through a float. A formula is never calculated:
its stored result is read, and where there is none the cell says so. The tests compare it with calamine and
openpyxl.
"""

import posixpath
from collections.abc import Iterator
from functools import partial

from pipeline.errors import BadInputError
from pipeline.reading.tables.archive import WORKBOOK, Archive
from pipeline.reading.tables.grid import Grid, doubled_name
from pipeline.reading.tables.limits import MAX_SHARED_CHARACTERS, MAX_SHEETS, Budget
from pipeline.reading.tables.number_format import BUILT_IN
from pipeline.reading.tables.xlsx_cells import SheetParts
from pipeline.reading.tables.xlsx_sheet import read_sheet
from pipeline.reading.tables.xml import parse_xml

_RELATIONS = "xl/_rels/workbook.xml.rels"


def read_xlsx(archive: Archive, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read the sheets of a workbook and sentences about the file. Raises BadInputError."""
    listed, since_1904 = _list_sheets(archive, budget.name)
    targets = _targets(archive, budget.name)
    formats = _formats(archive, budget.name)
    texts = _shared_texts(archive, budget.name)
    grids: list[Grid] = []
    notes = list(_notes(archive))
    for name, relation, hidden in listed:
        part = targets.get(relation, "")
        if "worksheets/" not in part:
            notes.append(f"Sheet '{name}' holds no cells (a chart or a dialogue) and is not read.")
            continue
        parts = SheetParts(name, texts, formats, since_1904, hidden)
        grids.append(read_sheet(partial(archive.chunks, part), parts, budget))
    return grids, notes


def _list_sheets(archive: Archive, name: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """List (name, relation, hidden) of the sheets, and whether days count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    since_1904 = False

    def start(tag: str, facts: dict[str, str]) -> None:
        nonlocal since_1904
        if tag == "sheet":
            relation = next((text for key, text in facts.items() if key.endswith(":id")), "")
            sheets.append((facts.get("name", "")[:255], relation, facts.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            since_1904 = facts.get("date1904", "0") in ("1", "true")

    parse_xml(archive.chunks(WORKBOOK), f"{name} (its list of sheets)", start, _ignore)
    doubled = doubled_name(sheet for sheet, _, _ in sheets)
    if doubled:
        raise BadInputError(f"{name} has two sheets named '{doubled}'. Rename one and hand it in again.")
    if len(sheets) > MAX_SHEETS:
        raise BadInputError(
            f"{name} has {len(sheets)} sheets; at most {MAX_SHEETS} are read. Split it into smaller files."
        )
    return sheets, since_1904


def _targets(archive: Archive, name: str) -> dict[str, str]:
    """Map relations to the names of parts; a target outside of the file is not followed."""
    targets: dict[str, str] = {}

    def start(_: str, facts: dict[str, str]) -> None:
        if facts.get("TargetMode") != "External" and "Target" in facts:
            target = facts["Target"]
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[facts.get("Id", "")] = posixpath.normpath(joined)

    parse_xml(archive.chunks(_RELATIONS), f"{name} (its list of parts)", start, _ignore)
    return targets


def _formats(archive: Archive, name: str) -> list[str]:
    """List the number format of each style."""
    own: dict[str, str] = {}
    formats: list[str] = []
    inside = ""

    def start(tag: str, facts: dict[str, str]) -> None:
        nonlocal inside
        if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside != "dxfs":
            own[facts.get("numFmtId", "")] = facts.get("formatCode", "General")
        elif tag == "xf" and inside == "cellXfs":
            formats.append(facts.get("numFmtId", "0"))

    if "xl/styles.xml" in archive:
        parse_xml(archive.chunks("xl/styles.xml"), f"{name} (its styles)", start, _ignore)
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, "General") for number in formats]


def _shared_texts(archive: Archive, name: str) -> list[tuple[str, str]]:
    """List the shared texts, each with the raised mark at its end."""
    texts: list[tuple[str, str]] = []
    runs = Runs()
    total = 0

    def end(tag: str) -> None:
        nonlocal total
        runs.end(tag)
        if tag == "si":
            found = runs.take()
            total += len(found[0])
            if total > MAX_SHARED_CHARACTERS:
                raise BadInputError(
                    f"{name} holds more than {MAX_SHARED_CHARACTERS:,} characters of text. Split it."
                )
            texts.append(found)

    if "xl/sharedStrings.xml" in archive:
        what = f"{name} (its texts)"
        parse_xml(archive.chunks("xl/sharedStrings.xml"), what, runs.start, end, runs.text)
    return texts


class Runs:
    """Gathers a text that is made of runs; a raised last run is a mark, spoken notes are left out."""

    def __init__(self) -> None:
        """Begin without text."""
        self._parts: list[str] = []
        self._raised = ""
        self._is_raised = False
        self._open = False
        self._spoken = False
        self._size = 0

    def start(self, tag: str, facts: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "t":
            self._open = not self._spoken
        elif tag == "r":
            self._is_raised = False
        elif tag == "vertAlign":
            self._is_raised = facts.get("val") == "superscript"
        elif tag == "rPh":
            self._spoken = True

    def text(self, text: str) -> None:
        """Take characters."""
        if self._open and self._size <= MAX_SHARED_CHARACTERS:
            self._size += len(text)
            self._parts.append(text)
            self._raised = self._raised + text if self._is_raised else ""

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "t":
            self._open = False
        elif tag == "rPh":
            self._spoken = False

    def take(self) -> tuple[str, str]:
        """Return the text and its raised mark, and begin anew."""
        text, raised = "".join(self._parts), self._raised.strip()
        self.__init__()  # type: ignore[misc]
        return text, raised if raised != text.strip() else ""


def _notes(archive: Archive) -> Iterator[str]:
    """Say what else the file holds that a reader should know."""
    parts = archive.parts
    if any(part.endswith("vbaProject.bin") for part in parts):
        yield "The file holds macros. They are neither read nor run."
    if any(part.startswith("xl/externalLinks/") for part in parts):
        yield "Some cells take their figures from other workbooks; they are read as last saved."


def _ignore(_: str) -> None:
    """Let an element end."""
