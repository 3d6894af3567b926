"""Files in, questions answered, deliveries made at the command line, as people type them."""

import json
import sys
from pathlib import Path
from shutil import rmtree

import openpyxl
import pytest

from assets.commands import drafts, reading
from assets.start import main
from pipeline.desk import serve
from pipeline.errors import Exit
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.reading import inbox
from pipeline.reading.folder import drafts_folder, load_draft
from pipeline.reading.workbook import SOURCE_SHEET

Said = pytest.CaptureFixture[str]
ARTICLE = """A press review that was invented

In January-December 2025 investment in fixed capital in the Karabakh economic region was
1,234.5 million manats. Another 17 followed.
"""
DRAFT = "2026-01-21-article"
AT = f"{ARTICLE.index('17')}-{ARTICLE.index('17') + 2}"
SOURCE = ["--published", "2026-01-20", "--publisher", "Third Press", "--address", "https://a.example/1"]


@pytest.fixture
def office(own_project: Project, monkeypatch: pytest.MonkeyPatch) -> Office:
    for module in (reading, drafts):
        monkeypatch.setattr(module, "locate", lambda: own_project)
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    monkeypatch.setattr(inbox, "LOOK_AGAIN_SECONDS", 0)
    return load_office(own_project, "karabakh")


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def type_in(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Type a command and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["crossfoot", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_from_a_file_to_a_delivery(
    office: Office, article: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert (
        type_in(monkeypatch, "read", article, "--received", "2026-01-21", "--publisher", "Third Press") == 0
    )
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{DRAFT}: ")
    assert said[0].endswith(" questions")
    assert said[-1] == (
        "Next: answer on the page (crossfoot desk), in the workbook draft.xlsx, or here: "
        f"crossfoot answer {DRAFT} PLACE yes"
    )
    assert said[-3:-1] == [
        f"  {drafts_folder(office) / DRAFT / name}" for name in ("draft.html", "draft.xlsx")
    ]
    assert type_in(monkeypatch, "drafts", DRAFT, "--json") == 0
    asked = json.loads(capsys.readouterr().out)
    assert asked["draft"] == DRAFT
    assert asked["questions"][0]["place"] == "source"
    (own,) = [row for row in asked["questions"] if row["place"] == AT]
    assert (own["printed"], own["question"][-1], type(own["candidates"])) == ("17", "?", dict)
    answers = ("source", "published=2026-01-20", "address=unknown")
    assert type_in(monkeypatch, "answer", DRAFT, *answers, "--reason", "a letter") == 0
    assert type_in(monkeypatch, "accept", DRAFT) == Exit.USAGE
    assert "open question" in capsys.readouterr().err
    assert type_in(monkeypatch, "answer", DRAFT, AT, "kind=furniture", "--who", "B. Person") == 0
    assert f"  {AT}  '17'  no figure: " in capsys.readouterr().out
    log = (drafts_folder(office) / DRAFT / "answers.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[1] for line in log[1:]] == ["login"] * 3 + ["B. Person"]
    assert type_in(monkeypatch, "ledger", DRAFT) == 0
    assert "article.txt: 3 numbers, complete" in capsys.readouterr().out
    assert type_in(monkeypatch, "accept", DRAFT) == 0
    assert (office.folder / "deliveries" / DRAFT / "figures.csv").is_file()
    assert type_in(monkeypatch, "drafts", "--json") == 0
    told = json.loads(capsys.readouterr().out.partition("\n")[2].partition("[")[2].join(("[", "")))
    assert told == [{"draft": DRAFT, "state": "accepted", "counts": "1 figure, 0 questions"}]
    assert type_in(monkeypatch, "ledger", str(office.folder / "deliveries" / DRAFT), "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["n_open"] == 0
    assert type_in(monkeypatch, "drafts", DRAFT) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Accepted as delivery {DRAFT}."
    rmtree(office.folder / "deliveries" / DRAFT)
    for command in (("drafts",), ("drafts", DRAFT)):
        assert type_in(monkeypatch, *command) == 0
        said = capsys.readouterr().out.splitlines()[-1]
        assert "Accepted; its delivery is not there any more." in said
        assert said.endswith(f"or drop it with `crossfoot drafts {DRAFT} --drop`.")
    assert type_in(monkeypatch, "drafts", str(drafts_folder(office) / DRAFT), "--drop") == Exit.USAGE
    assert type_in(monkeypatch, "drafts", "--drop") == Exit.USAGE
    assert type_in(monkeypatch, "drafts", DRAFT, "--drop") == 0
    assert not (drafts_folder(office) / DRAFT).exists()


def test_a_draft_of_a_folder_of_ones_own_needs_no_results(
    office: Office, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    out = tmp_path / "out"
    command = ("read", article, "--out", str(out), "--received", "2026-01-21", *SOURCE)
    assert type_in(monkeypatch, *command) == 0
    assert {"delivery.toml", "figures.csv", "draft.html", "draft.xlsx"} <= {
        path.name for path in out.iterdir()
    }
    assert not office.home.exists()
    assert 'publisher = "Third Press"' in (out / "delivery.toml").read_text(encoding="utf-8")
    assert type_in(monkeypatch, "answer", str(out), AT, "kind=furniture") == 0
    assert "0 questions" in capsys.readouterr().out
    assert type_in(monkeypatch, "ledger", str(out)) == 0
    assert "complete" in capsys.readouterr().out


def test_a_file_has_a_ledger_without_being_taken_in(
    office: Office, article: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert type_in(monkeypatch, "ledger", article) == 0
    assert "article.txt: 3 numbers," in capsys.readouterr().out
    assert type_in(monkeypatch, "ledger", "2026-11-21-documents") == 0
    assert capsys.readouterr().out.count("complete") == 5
    assert type_in(monkeypatch, "ledger", "2026-11-21-nothing") == Exit.USAGE
    assert not drafts_folder(office).exists()


def test_the_inbox_is_read_without_a_file(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert type_in(monkeypatch, "read") == 0
    assert "The inbox is empty" in capsys.readouterr().out
    (office.home / "inbox" / "a.txt").write_text("12 families.", encoding="utf-8")
    (office.home / "inbox" / "b.pdf").write_bytes(b"%PDF-1.7")
    assert type_in(monkeypatch, "read") == 0
    said = capsys.readouterr()
    assert "-a: 1 figure," in said.out
    assert "b.pdf is a PDF document" in said.err
    assert type_in(monkeypatch, "drafts") == 0
    assert "  open      1 figure," in capsys.readouterr().out


def test_files_that_cannot_be_read_are_said_and_the_others_are_read(
    office: Office, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert office.code == "karabakh"
    code = type_in(
        monkeypatch, "read", str(tmp_path / "no.txt"), article, str(tmp_path), "--received", "2026-01-21"
    )
    said = capsys.readouterr()
    assert code == Exit.BAD_INPUT
    assert said.err.count("is no file") == 2
    assert DRAFT in said.out


def test_answers_come_from_a_workbook(
    office: Office, article: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    type_in(monkeypatch, "read", article, "--received", "2026-01-21")
    path = drafts_folder(office) / DRAFT / "draft.xlsx"
    book = openpyxl.load_workbook(path)
    book[SOURCE_SHEET]["D7"] = "2026-01-20"
    book[SOURCE_SHEET]["D8"] = "=evil()"
    book.save(path)
    assert type_in(monkeypatch, "answer", DRAFT, "--from", str(path)) == Exit.USAGE
    said = capsys.readouterr()
    assert "holds a formula" in said.err
    assert "published_from = 2026-01-20" in (path.parent / "delivery.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("read", "--published", "2026-01-20"), "Name the file that --out"),
        (("read", "a", "b", "--out", "c"), "--out takes one file"),
        (("read", "a", "--received", "soon"), "'soon' is not a day"),
        (("answer", DRAFT, AT), "Name a place and what is answered"),
        (("answer", DRAFT, AT, "measure"), "'measure' is no answer"),
        (("answer", DRAFT, AT, "measure=nonsense of all kinds"), "no code of the list 'measure'"),
        (("answer", DRAFT, AT, "kind=plan", "--from", "x.xlsx"), "Give either --from FILE.xlsx"),
        (("answer", "nothing", AT, "kind=plan"), "has no draft 'nothing'"),
        (("accept", "../sources"), "no draft 'sources'"),
        (("template", "--out", "t.csv"), "Give a name that ends in .xlsx"),
        (("template", "--out", "t.xlsx", "--measure", "fcj"), "Did you mean fci?"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    office: Office,
    article: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    assert office.code == "karabakh"
    type_in(monkeypatch, "read", article, "--received", "2026-01-21")
    assert type_in(monkeypatch, *words) == Exit.USAGE
    assert sentence in capsys.readouterr().err


def test_a_template_is_written(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert office.code == "karabakh"
    assert type_in(monkeypatch, "template", "--out", str(tmp_path / "t.xlsx"), "--measure", "fci") == 0
    assert "then: crossfoot read" in capsys.readouterr().out
    assert (tmp_path / "t.xlsx").read_bytes().startswith(b"PK")


def test_an_empty_list_says_what_to_do(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert office.code == "karabakh"
    assert type_in(monkeypatch, "drafts") == 0
    assert "crossfoot read FILE" in capsys.readouterr().out


def test_the_desk_is_served_at_its_port(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(serve, "serve", lambda *given: seen.extend(given[:2]))
    assert type_in(monkeypatch, "desk", "--port", "3111") == 0
    assert seen[1] == 3111
    assert locate().root != office.project.root


SEVERAL = """Published 20 January 2026

In January 2025, 5 million manats were invested in fixed capital in Lachin. Another 17 followed, and 18.
"""


def test_the_questions_of_a_draft_are_shown_and_answered_by_yes(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(SEVERAL, encoding="utf-8")
    type_in(monkeypatch, "read", str(path), "--received", "2026-01-21")
    capsys.readouterr()
    assert type_in(monkeypatch, "drafts", DRAFT) == 0
    said = capsys.readouterr().out
    assert (
        "  source  published: On which day, or between which days, was it published?  found: 2026-01-20"
        in said
    )
    assert "'17' in: " in said
    assert said.splitlines()[-1].startswith("Next: answer on the page")
    assert type_in(monkeypatch, "answer", DRAFT) == Exit.USAGE
    told = capsys.readouterr()
    assert "'17' in: " in told.out
    assert "or 245-248 yes" in told.err
    assert type_in(monkeypatch, "answer", DRAFT, "source", "yes", "publisher=Third Press") == 0
    assert type_in(monkeypatch, "answer", DRAFT, "source", "address=unknown", "--reason", "a letter") == 0
    draft = load_draft(drafts_folder(office) / DRAFT)
    assert (str(draft.source.published_from), draft.source.language) == ("2026-01-20", "en")
    assert type_in(monkeypatch, "answer", DRAFT, "source", "yes") == Exit.USAGE
    assert "The file does not say who published it" in capsys.readouterr().err
    places = ",".join(item.place for item in draft.items if item.as_printed in ("17", "18"))
    assert type_in(monkeypatch, "answer", DRAFT, places, "kind=furniture") == 0
    assert capsys.readouterr().out.count("'  no figure: ") == 2
    assert type_in(monkeypatch, "answer", DRAFT, "1-999", "yes") == Exit.USAGE
    assert "has no number or cell at '1-999'" in capsys.readouterr().err
    facts = ("measure=moved_families", "unit=families", "territory=D-AZ-LAC", "kind=observation", "yes")
    assert type_in(monkeypatch, "answer", DRAFT, places.split(",")[1], *facts) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Next: crossfoot accept {DRAFT}"
    assert type_in(monkeypatch, "accept", DRAFT) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [
        "It adds 2 figures of 2 measures.",
        "It counts from the next run on: crossfoot run 2025-01",
    ]
