"""Holds tables of a release that say the same against each other, and names the places of differences."""

import csv
import io
from collections.abc import Mapping

import polars as pl

from pipeline.counterproof.register import NUMBERS
from pipeline.sealed.check_promised import check_promised
from pipeline.sealed.folder import EVIDENCE, PAGE, ReleaseFolder
from pipeline.sealed.frames import as_csv
from pipeline.sealed.report import Report

_PAIRS = (
    ("cells.csv", "cells.parquet", "cell_id"),
    (f"{EVIDENCE}/cell.csv", f"{EVIDENCE}/cell.parquet", "cell_id"),
    (f"{EVIDENCE}/figure.csv", f"{EVIDENCE}/figure.parquet", "figure_id"),
    (f"{EVIDENCE}/observation.csv", f"{EVIDENCE}/observation.parquet", "obs_id"),
)
MOST = 20
"""So many rows of one table are told apart; a table of other rows says so once."""


def check_tables(release: ReleaseFolder, report: Report) -> None:
    """Check CSV against Parquet, the cells against those of the evidence, and that ids lead somewhere."""
    for text, typed, key in _PAIRS:
        frame = release.parquet(typed)
        report.checked["rows that are the same as CSV and as Parquet"] += frame.height
        again, said = as_csv(frame), release.read_bytes(text)
        if again != said:
            _differ(text, said, f"as in {typed}", again, key, report)
    cells, every = release.read_bytes("cells.csv"), release.read_bytes(f"{EVIDENCE}/cell.csv")
    head, _, rest = cells.partition(b"\n")
    known = set(every.split(b"\n"))
    if not every.startswith(head + b"\n") or not known.issuperset(rest.split(b"\n")):
        _differ("cells.csv", cells, f"as in {EVIDENCE}/cell.csv", every, "cell_id", report, whole=False)
    report.checked["cells that are those of the evidence"] += release.cells.height
    numbers = release.table(NUMBERS, ("release_id", "lang", "territory", "cell_id", "section"))
    _links(release, numbers["cell_id"], report)
    check_promised(release, numbers, report)
    issues = {found["folder"].rstrip("/") for page in release.pages if (found := PAGE.fullmatch(page))}
    for territory in sorted(set(numbers["territory"].unique()) - issues):
        report.add(NUMBERS, territory, "a page of the issue of that territory", "none")


def _differ(
    file: str, said: bytes, where: str, other: bytes, key: str, report: Report, *, whole: bool = True
) -> None:
    """Keep a fault for each row of a CSV file that is not as in another."""
    before, rows, others = len(report.faults), _rows(said, key), _rows(other, key)
    for name in sorted({*rows, *(others if whole else ())}):
        if rows.get(name) == others.get(name) or len(report.faults) - before >= MOST:
            continue
        if name not in rows or name not in others:
            report.add(file, name, f"the row {where}", "a row in one of the two alone")
            continue
        for column in {**rows[name], **others[name]}:
            one, two = rows[name].get(column), others[name].get(column)
            if one != two:
                report.add(file, f"{name}, {column}", f"{two!r} {where}", repr(one))
    if len(report.faults) == before:
        report.add(file, "", f"the bytes that its rows have {where}", "the rows in another order or form")


def _rows(content: bytes, key: str) -> dict[str, dict[str, str]]:
    """Read a CSV file by the key of its rows."""
    text = content.decode("utf-8", "replace")
    return {row.get(key) or "": row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _links(release: ReleaseFolder, printed: pl.Series, report: Report) -> None:
    """Check that what tables name is there: cells, observations, figures, sources, files."""
    cells, observations, figures = release.all_cells, release.observations, release.figures
    inputs, cell_ids = release.cell_input, cells["cell_id"]
    ids = pl.concat([cell_ids, observations["obs_id"], figures["figure_id"]])
    ways: Mapping[str, tuple[str, pl.Series, pl.Series]] = {
        "cells of printed numbers": (NUMBERS, printed, release.cells["cell_id"]),
        "cells that are made of something": ("cell_input.csv", inputs["cell_id"], cell_ids),
        "inputs of cells": ("cell_input.csv", inputs["input_id"], ids),
        "figures of observations": (
            f"{EVIDENCE}/observation.csv", observations["figure_id"], figures["figure_id"],
        ),
        "files of figures": (f"{EVIDENCE}/figure.csv", figures["file_id"], release.inputs["sha256"]),
    }  # fmt: skip
    for what, (file, column, known) in ways.items():
        named = column.unique(maintain_order=True)
        report.checked[what] += len(named)
        lost = named.filter(~named.is_in(known.implode(), nulls_equal=True))
        for name in lost.head(MOST):
            report.add(file, str(name), f"one of the {what}", "an id that no table of the release has")
