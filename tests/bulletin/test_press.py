"""Printing several PDFs: beside one another, none twice, and the error of a process is the caller's."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.bulletin import press, printer
from pipeline.bulletin.pdf import Attached, render_pdf
from pipeline.bulletin.press import Press, Sheet, print_sheets
from pipeline.bulletin.printer import Printer, as_error
from pipeline.bulletin.sheet import packed, unpacked
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
    monkeypatch.setattr(press, "print_sheet", lambda one, _: printed.append(one.html) or b"again")
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
    error = as_error(said)
    assert type(error) is kind
    assert sentence in str(error)


def test_files_used_longest_ago_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit, and never the ones just used."""
    monkeypatch.setattr(press, "MOST_KEPT", 2)
    monkeypatch.setattr(press, "print_sheet", lambda one, _: one.name.encode())
    for at, name in enumerate(("one", "two", "three")):
        print_sheets([sheet(name)], TEMPLATES, tmp_path)
        for path in tmp_path.glob("*.pdf"):
            if path.read_bytes() == name.encode():
                os.utime(path, (at, at))
    assert {path.read_bytes() for path in tmp_path.glob("*.pdf")} == {b"two", b"three"}


def test_a_sheet_is_printed_while_others_are_still_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the second sheet on they are printed beside; a single one is printed when it is taken."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(Printer, "print", lambda _, one, path: path.write_bytes(one.name.encode()))
    monkeypatch.setattr(press, "print_sheet", lambda *_: b"here")
    with Press(TEMPLATES, tmp_path) as alone:
        alone.put(sheet("one"))
        assert alone.take("one") == b"here"
    with Press(TEMPLATES, tmp_path) as several:
        for name in ("one", "two", "three"):
            several.put(sheet(name))
        assert [several.take(name) for name in ("three", "two", "one")] == [b"three", b"two", b"here"]


def test_what_goes_amiss_elsewhere_ends_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the caller leaves no process behind, and nothing half printed."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    running = []
    with pytest.raises(BadInputError), Press(TEMPLATES, tmp_path) as several:
        for name in ("one", "two", "three", "four"):
            several.put(sheet(name))
        running += several._printers
        raise BadInputError("This line.")
    assert len(running) == press.PROCESSES
    assert all(one._process.returncode is not None for one in running)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".pdf"]


def test_a_process_that_dies_is_an_error(tmp_path: Path) -> None:
    """Without an answer the caller hears that there was none, at once and at every later sheet."""
    one = Printer(TEMPLATES)
    one.stop()
    for _ in range(2):
        with pytest.raises(CrossfootError, match="without a result"):
            one.print(sheet("one"), tmp_path / "one.pdf")
    one.close()


def test_a_process_answers_each_order(tmp_path: Path) -> None:
    """Each sheet goes to its path; of one that cannot be printed the answer says why."""
    good, bad = sheet("good"), sheet("bad", '<img src="https://example.org/x.png" alt="x">')
    orders = [json.dumps(packed(one, tmp_path / f"{one.name}.pdf")) for one in (bad, good)]
    answers = io.StringIO()
    printer.main(TEMPLATES, io.StringIO("\n".join(orders)), answers)
    said = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert "example.org" in str(as_error(said[0]))
    assert said[1] == ""
    assert (tmp_path / "good.pdf").read_bytes() == direct(good)
    assert not (tmp_path / "bad.pdf").exists()


def test_a_sheet_is_handed_over_whole() -> None:
    """What is read back is what was packed, attachments too."""
    one = sheet("one", attachments=(Attached("a.csv", b"\x00\xff", "Data", "All"),))
    assert unpacked(json.loads(json.dumps(packed(one, Path("kept/one.pdf"))))) == (one, Path("kept/one.pdf"))
