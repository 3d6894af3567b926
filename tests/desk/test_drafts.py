"""The desk from a file that is sent to a delivery that is accepted, and what it refuses on the way."""

from pathlib import Path
from shutil import rmtree

import openpyxl
import pytest

from pipeline.desk import drafts as pages
from pipeline.desk.guard import MAX_FIELDS, MAX_FILES
from pipeline.desk.state import Desk
from pipeline.office import Office
from pipeline.reading.answer import Answer as Given
from pipeline.reading.answer import read_log
from pipeline.reading.draft import Draft
from pipeline.reading.folder import drafts_folder, load_draft
from pipeline.reading.take import answer_draft
from pipeline.reading.workbook import HEAD_ROW, QUESTION_COLUMNS, QUESTIONS, SOURCE_SHEET
from tests.desk.client import Answer, Client
from tests.desk.conftest import ARTICLE

NAME = "2026-11-27-article"


@pytest.fixture
def sent(client: Client) -> Answer:
    return client.follow(client.upload("/drafts", {"article.txt": ARTICLE}))


@pytest.fixture
def folder(sent: Answer, office: Office) -> Path:
    assert sent.status == 200
    return drafts_folder(office) / NAME


def place(draft: Draft, printed: str) -> str:
    return next(item.place for item in draft.items if item.as_printed == printed)


def test_an_office_without_drafts_says_what_to_do(client: Client, office: Office) -> None:
    answer = client.get("/")
    assert answer.status == 200
    assert "There are none yet" in answer.words
    assert str(office.home / "inbox") in answer.words


def test_a_file_that_is_sent_is_shown_with_its_questions(sent: Answer) -> None:
    assert "article.txt" in sent.words
    assert "Found in the file: 2026-01-20." in sent.words
    assert sent.page.xpath("//form[@action='/drafts/2026-11-27-article/answers']")
    assert all(found == "token" for found in sent.page.xpath("//input[@name='token']/@value"))
    ids = sent.page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in sent.page.xpath("//a/@href") if link.startswith("#")} <= set(
        ids
    )
    lists = set(sent.page.xpath("//datalist/@id"))
    assert set(sent.page.xpath("//input/@list")) <= lists


def test_questions_are_answered_and_the_draft_is_accepted(
    client: Client, folder: Path, office: Office
) -> None:
    answer = client.post(
        f"/drafts/{NAME}/answers",
        {
            "place": "source",
            "f.published": "2026-01-20",
            "f.publisher": "Third Press",
            "f.address": "unknown: a letter",
            "who": "A. Person",
        },
    )
    assert answer.headers["location"] == f"/drafts/{NAME}?saved=3#questions"
    page = client.follow(answer)
    assert "Saved." in page.words
    assert "You answer as A. Person" in page.words
    assert page.page.xpath("//input[@name='who']/@type") == ["hidden"] * len(
        page.page.xpath("//input[@name='who']")
    )
    assert client.post(f"/drafts/{NAME}/accept").status == 422
    for item in load_draft(folder).questions:
        fields = {"place": item.place, "asked": item.field, "who": "A. Person", "disposition": "furniture"}
        client.follow(client.post(f"/drafts/{NAME}/answers", fields))
    page = client.get(f"/drafts/{NAME}")
    assert "Nothing is open. Accept it as a delivery" in page.words
    page = client.follow(client.post(f"/drafts/{NAME}/accept"))
    assert f"Accepted as delivery {NAME}" in page.words
    assert (office.folder / "deliveries" / NAME / "article.txt").read_bytes() == ARTICLE
    assert "✓ accepted" in client.get("/").words
    late = client.post(f"/drafts/{NAME}/answers", {"place": "source", "f.publisher": "Other", "who": "A"})
    assert (late.status, "is a delivery already" in late.words) == (422, True)
    assert NAME in client.get("/ledger").words
    rmtree(office.folder / "deliveries" / NAME)
    assert "? accepted; its delivery is not there any more" in client.get("/").words
    page = client.get(f"/drafts/{NAME}")
    assert f"Accept it again with `crossfoot accept {NAME}`" in page.words
    assert page.page.xpath(f"//form[@action='/drafts/{NAME}/accept']")


def test_an_answer_can_say_all_of_a_figure_at_once(client: Client, folder: Path) -> None:
    at = place(load_draft(folder), "2,345")
    page = client.get(f"/drafts/{NAME}/place?at={at}")
    assert "Read so far: 2,345 families" in page.words
    inputs = page.page.xpath("//input[starts-with(@name, 'f.')]")
    known = {found.get("name"): found.get("value") for found in inputs}
    changed = known | {"f.territory": "Shusha district", "f.period": "2026-01-19", "disposition": "used"}
    client.follow(client.post(f"/drafts/{NAME}/answers", {"place": at, "asked": "", "who": "A", **changed}))
    item = next(item for item in load_draft(folder).items if item.place == at)
    assert (item.disposition, item.territory, item.period_end) == ("used", "D-AZ-SUS", "2026-01-19")
    said = {answer.field for answer in read_log(folder)}
    assert {"territory", "disposition"} <= said <= {"territory", "disposition", "period"}


def test_a_choice_answers_what_was_asked_and_is_taken_back(client: Client, folder: Path) -> None:
    at = place(load_draft(folder), "17")
    before = load_draft(folder)
    fields = {"place": at, "asked": "disposition", "choice": "held", "reason": "two readings", "who": "A"}
    client.follow(client.post(f"/drafts/{NAME}/answers", fields))
    (answer,) = read_log(folder)
    assert (answer.at, answer.field, answer.value, answer.reason) == (
        "2026-11-26T22:30:00Z",
        "disposition",
        "held",
        "two readings",
    )
    page = client.get(f"/drafts/{NAME}")
    assert "Answers so far" in page.words
    client.follow(client.post(f"/drafts/{NAME}/answers", {"place": at, "undo": "disposition", "who": "A"}))
    assert load_draft(folder) == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"asked": "measure", "other": "nonsense of all kinds"}, "is no code of the list 'measure'"),
        ({"asked": "measure", "other": "fci", "who": ""}, "Give the name of who answers"),
        ({"asked": "measure"}, "Nothing was answered"),
        ({"asked": "shoe_size", "other": "9"}, "There is no field 'shoe_size'"),
        ({"disposition": "rejected"}, "needs a reason"),
        ({"place": "1-999", "asked": "measure", "other": "fci"}, "Nothing was answered"),
        ({"place": "source", "f.address": "ftp://x"}, "is no web address"),
        ({"token": "another"}, "The desk was started anew"),
    ],
)
def test_what_cannot_be_answered_is_said_and_nothing_changes(
    client: Client, folder: Path, fields: dict[str, str], sentence: str
) -> None:
    at = place(load_draft(folder), "17")
    answer = client.post(f"/drafts/{NAME}/answers", {"place": at, "who": "A", **fields})
    assert answer.status == 422
    assert sentence in answer.words
    assert read_log(folder) == ()


def test_the_workbook_goes_out_and_comes_back(client: Client, folder: Path, tmp_path: Path) -> None:
    answer = client.get(f"/drafts/{NAME}/draft.xlsx")
    assert answer.headers["content-disposition"] == f'attachment; filename="{NAME}.xlsx"'
    path = tmp_path / "filled.xlsx"
    path.write_bytes(answer.content)
    refused = client.upload(f"/drafts/{NAME}/workbook", {"filled.xlsx": path.read_bytes()}, who="A")
    assert (refused.status, "has no answers" in refused.words) == (422, True)
    book = openpyxl.load_workbook(path)
    book[SOURCE_SHEET]["D7"] = "2026-01-20"
    column = list(QUESTION_COLUMNS).index("value") + 1
    book[QUESTIONS].cell(HEAD_ROW + 1, column, "=1+1")
    book.save(path)
    answer = client.upload(f"/drafts/{NAME}/workbook", {"filled.xlsx": path.read_bytes()}, who="A")
    assert (answer.status, "holds a formula" in answer.words) == (422, True)
    assert [answer.value for answer in read_log(folder)] == ["2026-01-20"]
    other = client.upload(f"/drafts/{NAME}/workbook", {"x.xlsx": b"PK"}, who="A")
    assert other.status == 400
    assert client.upload(f"/drafts/{NAME}/workbook", {}, who="A").status == 422


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/../../etc/passwd",
        "/drafts/%2e%2e",
        "/drafts/..%2f..%2fetc",
        "/drafts/2026-11-27-nothing",
        "/drafts/A",
        "/drafts/2026-11-27-article/figures.csv",
        "/static/../../../pyproject.toml",
        "/static/draft.html.j2",
        "/nothing",
    ],
)  # fmt: skip
def test_no_path_leads_out(client: Client, folder: Path, path: str) -> None:
    assert folder.is_dir()
    from urllib.parse import unquote

    assert client.get(unquote(path)).status in (404, 422)


def test_a_place_that_a_draft_lacks_is_a_sentence(client: Client, folder: Path) -> None:
    assert folder.is_dir()
    answer = client.get(f"/drafts/{NAME}/place?at=<b>")
    assert (answer.status, "has no number or cell at '<b>'" in answer.words) == (422, True)


def test_several_files_and_those_that_cannot_be_read(client: Client) -> None:
    answer = client.upload(
        "/drafts", {"a.txt": b"12 families.", "../b.pdf": b"%PDF-1.7", "c.csv": b"a,b\n1,2\n"}
    )
    assert answer.status == 422
    assert "b.pdf is a PDF document" in answer.words
    assert "a.txt" in answer.words
    assert "c.csv" in answer.words
    answer = client.upload("/drafts", {"d.txt": b"13 families.", "e.txt": b"14 families."})
    assert answer.headers["location"] == "/"
    assert client.upload("/drafts", {}).status == 422
    many = client.upload("/drafts", {f"{number}.txt": b"1" for number in range(MAX_FILES + 1)})
    assert (many.status, "Too many files" in many.words) == (422, True)
    fields = client.post("/drafts", {f"f{number}": "" for number in range(MAX_FIELDS + 1)})
    assert fields.status == 422


def test_the_inbox_is_read_from_the_page(client: Client, office: Office) -> None:
    assert "The inbox is empty." in client.post("/drafts", {"inbox": "1"}).words
    inbox = office.home / "inbox"
    (inbox / "a.txt").write_text("12 families.", encoding="utf-8")
    assert ", 1 waiting" in client.get("/").words
    client.follow(client.post("/drafts", {"inbox": "1"}))
    (inbox / "b.pdf").write_bytes(b"%PDF-1.7")
    answer = client.post("/drafts", {"inbox": "1"})
    assert "b.pdf is a PDF document" in answer.words
    assert "Set aside in inbox/refused" in answer.words
    assert "a.txt" in answer.words


def test_a_long_table_is_paged(client: Client, desk: Desk) -> None:
    rows = "".join(f"{number},{number}\n" for number in range(400))
    answer = client.follow(client.upload("/drafts", {"long.csv": b"a,b\n" + rows.encode()}))
    (later,) = [link for link in answer.page.xpath("//a/@href") if "row=" in link]
    assert "row=151" in later
    page = client.get(later)
    assert "Rows 151 to 300 of 401 are shown." in page.words
    assert len([link for link in page.page.xpath("//a/@href") if "row=" in link]) == 2
    assert "All sheets" in page.words
    assert client.get("/drafts/2026-11-27-long?row=99999999999").status == 200
    assert desk.today().isoformat() == "2026-11-27"


def test_only_so_many_drafts_are_listed(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.upload("/drafts", {"d.txt": b"13 families."})
    (folder / "delivery.toml").write_text("", encoding="utf-8")
    assert "cannot be read as the file of a draft" in client.get("/").words
    monkeypatch.setattr(pages, "MAX_LISTED_DRAFTS", 1)
    assert "1 older drafts are not listed here" in client.get("/").words


def test_another_name_can_be_given(client: Client) -> None:
    client.cookie = "who=A.%20Person"
    assert "You answer as A. Person" in client.get("/").words
    answer = client.post("/who")
    assert 'who=""' in answer.headers["set-cookie"]
    client.cookie = "who=%0Abad"
    assert "You answer as" not in client.get("/").words


def test_style_and_typefaces_are_the_only_files(client: Client) -> None:
    style = client.get("/static/desk.css")
    assert (style.status, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    for name in ("SourceSans3-Regular.ttf", "NotoSans-Regular.ttf"):
        assert f'url("{name}")' in style.text
        font = client.get(f"/static/{name}")
        assert (font.status, font.headers["cache-control"]) == (200, "max-age=86400")
    assert client.get("/favicon.ico").status == 204
    assert client.get("/template.xlsx").content.startswith(b"PK")
    assert client.get("/template.xlsx?measure=nothing").status == 422
    assert client.post("/findings/none").status == 404
    assert client.post("/").status == 405


def test_the_page_says_what_was_answered_as_it_was_in_an_earlier_file(
    client: Client, office: Office, desk: Desk
) -> None:
    head = "GEO;IND;TIME_PERIOD;OBS_VALUE;UNIT\n"
    for name, month in (("first.csv", "2026-09"), ("second.csv", "2026-10")):
        content = f"{head}AZ-AGM;INV;{month};5;AZN\n".encode()
        assert client.follow(client.upload("/drafts", {name: content})).status == 200
    said = {"publisher": "Third Press", "published": "2026-10-20", "address": "unknown: a letter"}
    for draft, facts in (("first", {"first!B2": {"measure": "fci"}}), ("second", {})):
        folder = drafts_folder(office) / f"2026-11-27-{draft}"
        places = {"source": said} | facts
        given = [
            Given("2026-11-26T10:00:00Z", "A. Person", place, name, text)
            for place, texts in places.items()
            for name, text in texts.items()
        ]
        assert answer_draft(folder, given, desk.lists()).refused == ()
    answer = client.get("/drafts/2026-11-27-second")
    assert "Answered as the same words were before: 1" in answer.words
    assert "second!B2: measure=fci, as said of the same words in earlier files" in answer.words
    assert "Answered as" not in client.get("/drafts/2026-11-27-first").words
