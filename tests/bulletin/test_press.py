"""Printing several PDFs: beside one another, none twice, and the error of a process is the caller's."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.bulletin import press
from pipeline.bulletin.pdf import Attached, render_pdf
from pipeline.bulletin.press import Sheet, print_sheets
from pipeline.errors import BadInputError, CrossfootError
from pipeline.project import locate

TEMPLATES = locate().templates
DAY = datetime(2026, 1, 31, tzinfo=UTC)


def sheet(name: str, text: str = "Some text.", **more: object) -> Sheet:
    """Make a small page; its title is its name."""
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>{name}</title>'
        '<style>@font-face{font-family:"Source Sans 3";src:url("fonts/SourceSans3-Regular.ttf")}'
        'body{font-family:"Source Sans 3"}</style></head>'
        f"<body><h1>{name}</h1><p>{text}</p></body></html>"
    )
    return Sheet(name, html, DAY, **more)  # type: ignore[arg-type]


def direct(made: Sheet) -> bytes:
    """Print it here."""
    return render_pdf(made.html, TEMPLATES, created=made.created, attachments=made.attachments)


def test_processes_print_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two processes print is what one prints, each under its name."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    sheets = [
        sheet(name, attachments=(Attached("a.csv", name.encode(), "Data", name),))
        for name in ("one", "two", "three")
    ]
    made = print_sheets(sheets, TEMPLATES, tmp_path)
    assert made == {one.name: direct(one) for one in sheets}


def test_what_did_not_change_is_not_printed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page is taken from the kept files; another text, day or attachment is printed."""
    first = print_sheets([sheet("one")], TEMPLATES, tmp_path)
    printed: list[str] = []
    monkeypatch.setattr(press, "_print", lambda one, _: printed.append(one.html) or b"again")
    assert print_sheets([sheet("one")], TEMPLATES, tmp_path) == first
    assert not printed
    changed = [
        sheet("one", "Other text."),
        Sheet("one", sheet("one").html, datetime(2026, 2, 1, tzinfo=UTC)),
        sheet("one", attachments=(Attached("a.csv", b"1", "Data"),)),
    ]
    for one in changed:
        assert print_sheets([one], TEMPLATES, tmp_path) == {"one": b"again"}
    assert len(printed) == len(changed)


def test_the_error_of_a_process_is_raised_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that wants a file from elsewhere stops the release; the other page is kept."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    good, bad = sheet("good"), sheet("bad", '<img src="https://example.org/x.png" alt="x">')
    with pytest.raises(CrossfootError, match=r"example\.org"):
        print_sheets([good, bad], TEMPLATES, tmp_path)
    assert [path.read_bytes() for path in tmp_path.glob("*.pdf")] == [direct(good)]


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("noise\nBadInputError: This line.\n", BadInputError, "This line."),
        ("Killed\n", CrossfootError, "it said last: Killed"),
        ("", CrossfootError, "it said last: nothing"),
    ],
)
def test_what_a_process_said_last_becomes_an_error(said: str, kind: type, sentence: str) -> None:
    """By its class where it names one of ours, else as a sentence about the process."""
    error = press._as_error(said)
    assert type(error) is kind
    assert sentence in str(error)


def test_files_used_longest_ago_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit, and never the ones just used."""
    monkeypatch.setattr(press, "MOST_KEPT", 2)
    monkeypatch.setattr(press, "_print", lambda one, _: one.name.encode())
    for at, name in enumerate(("one", "two", "three")):
        print_sheets([sheet(name)], TEMPLATES, tmp_path)
        for path in tmp_path.glob("*.pdf"):
            if path.read_bytes() == name.encode():
                os.utime(path, (at, at))
    assert {path.read_bytes() for path in tmp_path.glob("*.pdf")} == {b"two", b"three"}


def test_shares_are_of_about_the_same_length() -> None:
    """The longest pages first, each to the share that is shortest so far; no share is empty."""
    sheets = [Sheet(str(length), "x" * length, DAY) for length in (1, 9, 5, 5)]
    shares = press._shares(sheets, 2)
    assert [[one.name for one in share] for share in shares] == [["9", "1"], ["5", "5"]]
    assert press._shares(sheets[:1], 2) == [sheets[:1]]
    assert press._shares([], 2) == []


def test_a_process_prints_its_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each sheet goes to its path; the first that cannot be printed ends it, said on the last line."""
    good, bad = sheet("good"), sheet("bad", '<img src="https://example.org/x.png" alt="x">')
    order = tmp_path / "order.json"
    packed = [press._packed(one, tmp_path / f"{one.name}.pdf") for one in (good, bad)]
    order.write_text(json.dumps(packed), encoding="utf-8")
    assert press.main(str(order), str(TEMPLATES)) != 0
    assert (tmp_path / "good.pdf").read_bytes() == direct(good)
    assert not (tmp_path / "bad.pdf").exists()
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "example.org" in str(press._as_error(last))
    order.write_text(json.dumps(packed[:1]), encoding="utf-8")
    assert press.main(str(order), str(TEMPLATES)) == 0
