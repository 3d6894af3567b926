"""Checks that a release has what its tables and manifest promise, and is the issue that they name."""

import re

import polars as pl

from pipeline.counterproof.register import NUMBERS, PAGES
from pipeline.sealed.folder import CERTIFICATE, MANIFEST, ReleaseFolder
from pipeline.sealed.report import Report

FORMS = (".html", ".pdf", ".xlsx")
"""Each publication of an issue is a web page, a PDF and a workbook."""
_FILE = re.compile(r"((?:.*/)?bulletin\.[a-z]{2,3})\.(?:html|pdf|xlsx)")
_IDS = ("as_of", "month")


def check_promised(release: ReleaseFolder, numbers: pl.DataFrame, report: Report) -> None:
    """Check the files of each publication, and the issue, its month and as-of day in manifest and tables.

    `numbers` are the columns release_id, lang, territory and section of published_number.csv.
    """
    for name in sorted(publications(release, numbers)):
        for form in FORMS:
            report.checked["files of publications"] += 1
            if not (release.path / f"{name}{form}").is_file():
                report.add(f"{name}{form}", "", f"a file of the publication {name}", "no such file")
            elif f"{name}{form}" not in release.files:
                report.add(MANIFEST, "files", f"an entry for {name}{form}", "none")
    stated = [(NUMBERS, "release_id", numbers["release_id"].unique().to_list(), release.release_id)]
    cells = release.cells
    own = {"as_of": release.as_of, "month": f"{release.month}-01"}
    stated += [
        ("cells.csv", name, cells[name].cast(pl.String).unique().to_list(), own[name]) for name in _IDS
    ]
    stated.append(
        (CERTIFICATE, "release_id", [release.document(CERTIFICATE).get("release_id")], release.release_id)
    )
    for file, name, found, expected in stated:
        report.checked["names of the issue, its month and as-of day"] += 1
        for other in sorted({str(one) for one in found} - {expected}):
            report.add(file, name, f"{expected}, as {MANIFEST} says", other)


def publications(release: ReleaseFolder, numbers: pl.DataFrame) -> set[str]:
    """Name what numbers stand in or the manifest has a file of, as ER-KAR/bulletin.en."""
    printed = numbers.filter(~pl.col("section").str.starts_with(PAGES)).select("territory", "lang").unique()
    named = {f"{territory}/bulletin.{lang}".lstrip("/") for territory, lang in printed.iter_rows()}
    return named | {found[1] for name in release.files if (found := _FILE.fullmatch(name))}
