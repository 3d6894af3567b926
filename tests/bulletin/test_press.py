"""Printing several PDFs: beside one another, none twice, and the error of a process is the caller's."""

import io
import os
import pickle
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from pipeline.bulletin import press, worker, workers
from pipeline.bulletin import sheet as printing
from pipeline.bulletin.pdf import Attached, render_pdf
from pipeline.bulletin.press import Press, Sheet, print_sheets
from pipeline.bulletin.sheet import print_to
from pipeline.bulletin.worker import Worker, as_error
from pipeline.bulletin.workers import Workers
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
    monkeypatch.setattr(printing, "print_sheet", lambda one, _: printed.append(one.html) or b"again")
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
    monkeypatch.setattr(printing, "print_sheet", lambda one, _: one.name.encode())
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
    monkeypatch.setattr(Worker, "call", lambda _, _do, path, one, _at: path.write_bytes(one.name.encode()))
    monkeypatch.setattr(printing, "print_sheet", lambda *_: b"here")
    with Press(TEMPLATES, tmp_path) as alone:
        alone.put(sheet("one"))
        assert alone.take("one") == b"here"
    with Press(TEMPLATES, tmp_path) as several:
        for name in ("one", "two", "three"):
            several.put(sheet(name))
        assert [several.take(name) for name in ("three", "two", "one")] == [b"three", b"two", b"here"]


def test_what_is_printed_first_can_be_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest page that waits is printed next; names come as their pages are done, kept ones at once."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(printing, "print_sheet", lambda *_: b"kept")
    print_sheets([sheet("kept")], TEMPLATES, tmp_path)
    order: list[str] = []
    begin = Event()

    def call(_: Worker, function: object, path: Path, one: Sheet, templates: Path) -> None:
        assert begin.wait(timeout=60)
        order.append(one.name)
        path.write_bytes(one.name.encode())

    monkeypatch.setattr(Worker, "call", call)
    names = ("first", "second", "long", "longest")
    with Press(TEMPLATES, tmp_path) as several:
        several.workers.start()
        lent = several.workers.lend()
        several.put(sheet("kept"))
        for name in names:
            several.put(sheet(name, "Some text." * {"long": 10, "longest": 20}.get(name, 1)))
        begin.set()
        taken = list(several.in_turn(["kept", *names]))
        several.workers.take_back(lent)
    assert taken[0] == "kept"
    assert sorted(taken[1:]) == sorted(names)
    assert order == ["first", "longest", "long", "second"]


def test_what_goes_amiss_elsewhere_ends_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the caller leaves no process behind, and nothing half printed."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    running = []
    with pytest.raises(BadInputError), Press(TEMPLATES, tmp_path) as several:
        for name in ("one", "two", "three", "four"):
            several.put(sheet(name))
        running += several.workers._processes
        raise BadInputError("This line.")
    assert len(running) == workers.PROCESSES
    assert all(one._process.returncode is not None for one in running)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".pdf"]


def test_a_process_that_dies_is_an_error(tmp_path: Path) -> None:
    """Without an answer the caller hears that there was none, at once and at every later sheet."""
    one = Worker()
    one.stop()
    for _ in range(2):
        with pytest.raises(CrossfootError, match="without a result"):
            one.call(print_to, tmp_path / "one.pdf", sheet("one"), TEMPLATES)
    one.close()


def test_a_process_answers_each_order(tmp_path: Path) -> None:
    """Each sheet goes to its path; of one that cannot be printed the answer says why."""
    good, bad = sheet("good"), sheet("bad", '<img src="https://example.org/x.png" alt="x">')
    orders = [(print_to, (tmp_path / f"{one.name}.pdf", one, TEMPLATES), {}) for one in (bad, good)]
    answers = io.BytesIO()
    worker.main(io.BytesIO(b"".join(map(pickle.dumps, orders))), answers)
    answers.seek(0)
    assert "example.org" in str(as_error(pickle.load(answers)[0]))
    assert pickle.load(answers) == ("", None)
    assert (tmp_path / "good.pdf").read_bytes() == direct(good)
    assert not (tmp_path / "bad.pdf").exists()


def test_what_laid_pages_out_is_given_back_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that prints one page after another collects when so much was laid out, and counts anew."""
    monkeypatch.setattr(printing, "print_sheet", lambda *_: b"printed")
    monkeypatch.setattr(printing, "_laid_out", [])
    monkeypatch.setattr(printing, "MOST_LAID_OUT", 2 * len(sheet("one").html))
    collected: list[int] = []
    monkeypatch.setattr(printing.gc, "collect", lambda: collected.append(1))
    for _ in range(5):
        printing.print_beside(tmp_path / "one.pdf", sheet("one"), TEMPLATES)
    assert (len(collected), len(printing._laid_out)) == (2, 1)
    assert (tmp_path / "one.pdf").read_bytes() == b"printed"


def test_what_is_begun_without_processes_is_done_when_it_is_asked_for() -> None:
    """With a single processor nothing is started, and the result is the same."""
    done: list[int] = []
    ask = Workers().begin(done.append, 1)
    assert not done
    ask()
    assert done == [1]
