"""Holds workbooks of a release against its tables: the numbers of each row by their ids, and the cells."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from pipeline.counterproof.register import CELLS, NUMBERS, PAGES
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report

_BOOK = re.compile(r"(?:(?P<territory>.*)/)?bulletin\.(?P<lang>[a-z]{2,3})\.xlsx")
_KEY = "cell_id"
_LISTED = ("table", "chart")
_SPACES = re.compile("[\u2007\u2008\u202f\u00a0]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
Row = Sequence[object]


def check_workbooks(release: ReleaseFolder, report: Report) -> None:
    """Check each workbook: rows of tables, which end with the ids of their numbers, and those of cells."""
    from python_calamine import CalamineWorkbook

    printed: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in release.numbers.iter_rows(named=True):
        if not row["section"].startswith(PAGES):
            printed[row["territory"], row["lang"]][row["number_id"]].add(row["printed"])
    text = release.read_bytes(CELLS).decode("utf-8", "replace")
    cells = {row[_KEY]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    listed = release.numbers.filter(pl.col("place").is_in(_LISTED), ~pl.col("section").str.starts_with(PAGES))
    for name in sorted(release.files):
        found = _BOOK.fullmatch(name)
        if not found or not (release.path / name).is_file():
            continue
        known = printed[found["territory"] or "", found["lang"]]
        book = CalamineWorkbook.from_filelike(io.BytesIO(release.read_bytes(name)))
        seen: set[str] = set()
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python()
            heads = next((n for n, row in enumerate(rows) if row and row[0] == _KEY), None)
            if heads is None:
                seen |= _table(name, sheet, rows, known, report)
            elif "value" in rows[heads]:
                _cells(name, sheet, rows[heads], rows[heads + 1 :], cells, report)
        own = listed.filter(territory=found["territory"] or "", lang=found["lang"])["number_id"]
        for one in sorted(set(own) - seen):
            report.add(
                name,
                f"number {one}",
                f"a row of a table or figure with {', '.join(sorted(known[one]))}",
                "none",
            )


def _table(
    name: str, sheet: str, rows: Sequence[Row], known: Mapping[str, set[str]], report: Report
) -> set[str]:
    """Check that each number that a row names stands in it as it is printed, no number for two.

    Returns the ids of these numbers.
    """
    named: set[str] = set()
    for at, row in enumerate(rows, 1):
        ids = str(row[-1]).split() if row else []
        if not ids or not all(one in known for one in ids):
            continue
        named |= {*ids}
        held = Counter(number for value in row[:-1] if (number := _number(value)) is not None)
        words = _tight(" | ".join(value for value in row[:-1] if isinstance(value, str)))
        for one in ids:
            report.checked["numbers in workbooks"] += 1
            texts = sorted(known[one])
            number = next((found for text in texts if held[found := _number(text)] > 0), None)  # type: ignore[index]
            if number is not None:
                held[number] -= 1
            elif not any(_stands(text, words) for text in texts):
                found_there = ", ".join(str(value) for value in +held) or "no other number"
                report.add(
                    name, f"{sheet}, row {at}, number {one}", f"{', '.join(texts)} of {NUMBERS}", found_there
                )
    return named


def _stands(text: str, words: str) -> bool:
    """Tell whether a printed number stands in words, and not as a part of another one."""
    return re.search(rf"(?<![0-9.,]){re.escape(_tight(text))}(?![0-9]|[.,][0-9])", words) is not None


def _cells(
    name: str,
    sheet: str,
    heads: Row,
    rows: Sequence[Row],
    cells: Mapping[str, Mapping[str, str]],
    report: Report,
) -> None:
    """Check that each row is the one of cells.csv."""
    for row in rows:
        own = cells.get(str(row[0]))
        report.checked["cells in workbooks"] += 1
        if own is None:
            report.add(name, f"{sheet}, {row[0]}", f"a cell of {CELLS}", "none of it")
            continue
        for head, value in zip(heads, row, strict=True):
            said = own.get(str(head))
            if (
                said is not None
                and said != str(value)
                and (_number(said) is None or _number(said) != _number(value))
            ):
                report.add(name, f"{sheet}, {row[0]}, {head}", f"{said} of {CELLS}", value)


def _number(value: object) -> Decimal | None:
    """Return what an entry or a printed text is as a number, None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(repr(value))
    text = _tight(str(value)).replace("\u2212", "-").replace(",", ".")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _tight(text: str) -> str:
    """Return a text without the spaces that part and align digits."""
    return _SPACES.sub("", text)
