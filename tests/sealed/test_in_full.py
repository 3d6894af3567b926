"""What a change escapes that makes all hashes fit, and what the plain verification and --full find."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.sealed.check_made_again import check_made_again
from pipeline.sealed.check_pages import READ, check_pages
from pipeline.sealed.check_workbooks import check_workbooks
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report
from pipeline.sealed.verify import verify
from tests.sealed.forgery import PAGE, Forger, forging

BOOK, AWAY = "bulletin.en.xlsx", "https://example.org/"


@pytest.fixture(scope="module")
def hashes(copied: Path) -> dict[str, str]:
    """Give the hash of every file of the copy as SHA256SUMS has it."""
    lines = (copied / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def read_in_full(folder: Path) -> Report:
    """Check what --full alone reads, but for the counter-proof: these releases are not printed."""
    report = Report()
    for check in (check_workbooks, check_made_again, check_pages):
        check(ReleaseFolder.open(folder), report)
    return report


def other(name: str, old: str, new: str) -> Callable[[Forger], None]:
    """Return a change of a text wherever it stands in a file."""

    def change(forger: Forger) -> None:
        content = forger.read(name)
        assert old.encode() in content, (name, old)
        forger.write(name, content.replace(old.encode(), new.encode()))

    return change


def other_sheet(old: bytes, new: bytes) -> Callable[[Forger], None]:
    """Return a change of the sheets of the workbook."""

    def change(forger: Forger) -> None:
        made, count = io.BytesIO(), 0
        with zipfile.ZipFile(io.BytesIO(forger.read(BOOK))) as before, zipfile.ZipFile(made, "w") as after:
            for item in before.infolist():
                content = before.read(item)
                if item.filename.startswith("xl/worksheets/"):
                    count += content.count(old)
                    content = content.replace(old, new)
                after.writestr(item, content)
        assert count
        forger.write(BOOK, made.getvalue())

    return change


def test_an_honest_release_agrees_in_full(copied: Path) -> None:
    report = read_in_full(copied)
    assert [fault.sentence() for fault in report.faults] == []
    assert report.left_out == {}
    assert report.checked["numbers in workbooks"] > 400
    assert report.checked["cells in workbooks"] == ReleaseFolder.open(copied).cells.height
    assert report.checked["files made again from the release"] == 8
    assert report.checked[READ] > 30


@pytest.mark.parametrize(
    ("change", "file", "named"),
    [
        (other_sheet(b"<v>1406</v>", b"<v>1506</v>"), BOOK, "number cn37dsga: expected 1\u202f406"),
        (
            other_sheet(b"<v>1406</v>", b"<v>1506</v>"),
            BOOK,
            "fci.AZ.2026-01, value: expected 1406.0000000000",
        ),
        (other("audit/data.js", "1406", "1407"), "audit/data.js", "others from byte"),
        (other("audit/audit.js", "use strict", "use strict!"), "audit/audit.js", "others from byte"),
        (other("prov.json", "urn:crossfoot:step", "urn:crossfoot:stop"), "prov.json", "urn:crossfoot:step"),
        (other("charts.js", "LICENSE", "licence"), "charts.js", "others from byte"),
        (
            other(PAGE, "</body>", "<script>alert(1)</script></body>"),
            PAGE,
            "'<script>alert(1)<",
        ),
        (other(PAGE, "</head>", "<style>a::after{content:'0'}</style></head>"), PAGE, "a::after"),
        (other(PAGE, "</head>", f'<base href="{AWAY}"></head>'), PAGE, f'found \'<base href="{AWAY}">'),
        (
            other(PAGE, "</head>", f'<link rel="stylesheet" href="{AWAY}x.css"></head>'),
            PAGE,
            f"element link, attribute href: expected none, found '{AWAY}x.css'",
        ),
        (other(PAGE, "</main>", f'<iframe src="{AWAY}"></iframe></main>'), PAGE, "element iframe: expected"),
        (other(PAGE, "</main>", f'<img src="{AWAY}x.png"></main>'), PAGE, "element img: expected"),
        (
            other(PAGE, "</main>", '<div style="position:fixed;inset:0">Withdrawn.</div></main>'),
            PAGE,
            "element div, attribute style: expected no attribute style of div",
        ),
        (
            other(PAGE, '<a class="n"', '<a class="n" style="display:none"'),
            PAGE,
            "element a, attribute style: expected no attribute style of a",
        ),
        (
            other("methodology/fci.html", 'href="page.css"', f'href="{AWAY}page.css"'),
            "methodology/fci.html",
            "attribute href: expected methodology/page.css",
        ),
        (other("audit.html", "<main>", "<main><object></object>"), "audit.html", "element object: expected"),
        (other("audit.html", "Where each", "Where any"), "audit.html", "others from byte"),
    ],
)
def test_a_change_with_fitting_hashes_is_found_in_full(
    change: Callable[[Forger], None], file: str, named: str, copied: Path, hashes: dict[str, str]
) -> None:
    with forging(copied, hashes) as forger:
        change(forger)
        forger.reseal(in_print=True)
        said = [fault.sentence() for fault in read_in_full(copied).faults if fault.file == file]
    assert any(named in sentence for sentence in said), said


def test_what_other_code_makes_otherwise_is_told_and_no_fault(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        manifest = json.loads(forger.read("manifest.json"))
        manifest["code"]["templates"] = manifest["code"]["pipeline"] = "0" * 24
        forger.write("manifest.json", json.dumps(manifest).encode())
        other("audit/data.js", "1406", "1407")(forger)
        other(PAGE, "</head>", "<style>a::after{content:'0'}</style></head>")(forger)
        report = read_in_full(copied)
    assert report.faults == []
    names = {what.partition(": ")[2] for what in report.left_out}
    assert names == {"audit/data.js", "prov.json", f"style of {PAGE}"}


def test_a_page_of_other_bytes_than_text_is_named(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        forger.write(PAGE, forger.read(PAGE).replace(b"</main>", b"\xff</main>"))
        said = [fault.sentence() for fault in read_in_full(copied).faults if fault.file == PAGE]
    assert any("expected text in UTF-8, found b'\\xff'" in sentence for sentence in said), said


def test_a_row_that_a_workbook_lacks_is_named(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        # Its ids go, so that nothing says which numbers stand there.
        shared = "xl/sharedStrings.xml"
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(forger.read(BOOK))) as before, zipfile.ZipFile(made, "w") as after:
            for item in before.infolist():
                content = before.read(item)
                after.writestr(
                    item, content.replace(b"cn37dsga", b"-") if item.filename == shared else content
                )
        forger.write(BOOK, made.getvalue())
        said = [fault.sentence() for fault in read_in_full(copied).faults]
    assert (
        f"{BOOK}, number cn37dsga: expected a row of a table or figure with 1\u202f406, found none." in said
    )


@pytest.mark.parametrize("gone", ["bulletin.en.pdf", BOOK, PAGE])
def test_a_publication_that_is_promised_and_gone_is_named(
    gone: str, copied: Path, hashes: dict[str, str]
) -> None:
    with forging(copied, hashes) as forger:
        forger.remove(gone)
        forger.reseal(in_print=gone != PAGE)
        said = [fault.sentence() for fault in verify(copied).faults]
    assert f"{gone}: expected a file of the publication bulletin.en, found no such file." in said


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "as_of",
            "2026-11-20",
            "cells.csv, as_of: expected 2026-11-20, as manifest.json says, found 2026-11-21.",
        ),
        (
            "month",
            "2026-02",
            "cells.csv, month: expected 2026-02-01, as manifest.json says, found 2026-01-01.",
        ),
        (
            "release_id",
            "2026-01.2",
            "published_number.csv, release_id: expected 2026-01.2, as manifest.json says, found 2026-01.1.",
        ),
    ],
)
def test_a_manifest_of_another_issue_than_the_tables_is_named(
    name: str, value: str, sentence: str, copied: Path, hashes: dict[str, str]
) -> None:
    with forging(copied, hashes) as forger:
        manifest = json.loads(forger.read("manifest.json"))
        forger.write("manifest.json", json.dumps(manifest | {name: value}).encode())
        forger.reseal()
        assert sentence in [fault.sentence() for fault in verify(copied).faults]


def test_what_was_not_read_is_said(copied: Path) -> None:
    told = verify(copied).as_text()
    assert "1  PDF files were not read (--full holds what they print against pages and tables)" in told
    assert "1  workbooks were not read (--full holds their numbers against the tables)" in told
    assert (
        verify(copied).left_out["scripts and styles were not read: --full holds them against the code"] == 5
    )
