"""Files become drafts and answers settle them: the same original and answers give the same bytes."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, CrossfootError, UsageError
from pipeline.office import Office
from pipeline.reading.answer import COLUMNS, LOG_NAME, Answer, read_log
from pipeline.reading.counts import count, first_open
from pipeline.reading.draft import Draft
from pipeline.reading.file_kind import MAX_DOCUMENT_BYTES, kind_of_file, media_type_of
from pipeline.reading.folder import (
    accept_draft,
    drafts_folder,
    find_folder,
    is_accepted,
    list_drafts,
    load_draft,
    remove_draft,
)
from pipeline.reading.items import items_csv
from pipeline.reading.lists import Lists
from pipeline.reading.take import answer_draft, fill_folder, read_again, take_file, withdraw

ARTICLE = """A press review that was invented

In January-December 2025 investment in fixed capital in the Karabakh economic region was
1,234.5 million manats.

By 19 January a total of 2,345 families had been resettled in Aghdam. The office stands at 12 Long Street.
"""
DAY = date(2026, 1, 21)
MOMENT = "2026-11-26T10:00:00Z"


def said(place: str, field: str, value: str, reason: str = "", who: str = "A. Person") -> Answer:
    return Answer(MOMENT, who, place, field, value, reason)


PUBLISHED = said("source", "published", "2026-01-20")
SOURCE = (
    PUBLISHED,
    said("source", "publisher", "Third Press"),
    said("source", "address", "unknown", "a letter"),
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Article 1.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def taken(article: Path, tmp_path: Path, real_lists: Lists) -> tuple[Draft, Path]:
    return take_file(article, tmp_path / "drafts", real_lists, received_on=DAY)


def place_of(printed: str) -> str:
    start = ARTICLE.index(printed)
    return f"{start}-{start + len(printed)}"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def test_a_draft_folder_holds_all_there_is_to_look_at(taken: tuple[Draft, Path]) -> None:
    draft, folder = taken
    assert folder.name == draft.name == "2026-01-21-article-1"
    assert sorted(files(folder)) == [
        "Article 1.txt",
        "answers.csv",
        "delivery.toml",
        "draft.html",
        "draft.xlsx",
        "figures.csv",
    ]
    assert load_draft(folder) == draft
    assert (folder / "figures.csv").read_text(encoding="utf-8").startswith("start,end,as_printed,value,unit,")
    assert "complete = false" in (folder / "delivery.toml").read_text(encoding="utf-8")


def test_the_same_file_and_answers_give_the_same_bytes(
    article: Path, tmp_path: Path, real_lists: Lists
) -> None:
    made = []
    for name in ("one", "two"):
        _, folder = take_file(article, tmp_path / name, real_lists, received_on=DAY, answers=SOURCE)
        answer_draft(folder, [said(place_of("12"), "kind", "furniture")], real_lists)
        made.append(files(folder))
    assert made[0] == made[1]


def test_the_same_file_again_is_the_draft_there_is(
    taken: tuple[Draft, Path], article: Path, real_lists: Lists
) -> None:
    draft, folder = taken
    answer_draft(folder, SOURCE, real_lists)
    again, same = take_file(article, folder.parent, real_lists, received_on=DAY)
    assert (same, again.source.publisher) == (folder, "Third Press")
    article.write_text(ARTICLE.replace("2,345", "2,346"), encoding="utf-8")
    other, apart = take_file(article, folder.parent, real_lists, received_on=DAY)
    assert apart.name == f"2026-01-21-article-1-{other.file.sha256[:6]}"
    assert other.file.sha256 != draft.file.sha256


def test_the_day_of_publication_settles_the_years_that_a_text_leaves_out(
    taken: tuple[Draft, Path], real_lists: Lists
) -> None:
    draft, folder = taken
    day = next(item for item in draft.items if item.as_printed == "19")
    assert day.status == "amber"
    outcome = answer_draft(folder, [PUBLISHED], real_lists)
    day = next(item for item in outcome.draft.items if item.as_printed == "19")
    assert (day.disposition, day.value) == ("date", "2026-01-19")
    assert count(outcome.draft).questions < count(draft).questions


def test_answers_that_are_not_possible_are_sentences_and_the_others_are_taken(
    taken: tuple[Draft, Path], real_lists: Lists
) -> None:
    _, folder = taken
    outcome = answer_draft(
        folder,
        [
            said("7-9", "kind", "furniture"),
            said(place_of("12"), "kind", "furniture"),
            said(place_of("2,345"), "territory", "Nowhere at all"),
            said(place_of("2,345"), "disposition", "held"),
            said(place_of("2,345"), "measure", "fci", who=" "),
        ],
        real_lists,
    )
    assert [answer.place for answer in outcome.taken] == [place_of("12")]
    assert [sentence.split()[0] for sentence in outcome.refused] == ["Article", "'Nowhere", "To", "Give"]
    assert read_log(folder) == outcome.taken
    assert load_draft(folder) == outcome.draft


def test_an_answer_is_taken_back_by_another_row(taken: tuple[Draft, Path], real_lists: Lists) -> None:
    _, folder = taken
    before = items_csv(answer_draft(folder, SOURCE, real_lists).draft.items)
    answer = said(place_of("2,345"), "territory", "D-AZ-SUS")
    after = answer_draft(folder, [answer], real_lists).draft
    assert items_csv(after.items) != before
    undone = answer_draft(folder, [withdraw(answer, MOMENT, "B. Person", "not meant")], real_lists).draft
    assert items_csv(undone.items) == before
    assert [row.value for row in read_log(folder)[-2:]] == ["D-AZ-SUS", ""]
    assert read_again(folder, real_lists) == undone


def test_a_read_without_a_drafts_folder_keeps_earlier_answers(
    article: Path, tmp_path: Path, real_lists: Lists
) -> None:
    out = tmp_path / "elsewhere"
    fill_folder(article, out, real_lists, received_on=DAY, answers=SOURCE[:1])
    again = fill_folder(article, out, real_lists, received_on=DAY, answers=SOURCE[1:])
    assert (again.source.published_to, again.source.publisher) == (date(2026, 1, 20), "Third Press")
    assert read_log(out) == SOURCE
    article.write_text("7 families.", encoding="utf-8")
    assert fill_folder(article, out, real_lists, received_on=DAY).source.publisher == "unknown:not_asked"


def test_a_draft_whose_original_has_changed_is_not_answered(
    taken: tuple[Draft, Path], real_lists: Lists
) -> None:
    _, folder = taken
    (folder / "Article 1.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(CrossfootError, match="has changed since it was read"):
        answer_draft(folder, [PUBLISHED], real_lists)


def test_files_of_a_draft_that_are_damaged_are_sentences(taken: tuple[Draft, Path]) -> None:
    _, folder = taken
    (folder / LOG_NAME).write_text("at,who\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="has other columns"):
        read_log(folder)
    (folder / LOG_NAME).write_text(",".join(COLUMNS) + "\nonly one\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="line 2 has other fields"):
        read_log(folder)
    (folder / "delivery.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(BadInputError, match="cannot be read as the file of a draft"):
        load_draft(folder)
    (folder / "delivery.toml").unlink()
    with pytest.raises(BadInputError, match="cannot be read as the file of a draft"):
        load_draft(folder)


def test_drafts_are_listed_found_accepted_and_removed(
    real_office: Office, article: Path, real_lists: Lists
) -> None:
    with pytest.raises(UsageError, match="There is none yet"):
        find_folder(real_office, "2026-01-21-article-1")
    _, folder = take_file(article, drafts_folder(real_office), real_lists, received_on=DAY)
    assert find_folder(real_office, folder.name) == folder == find_folder(real_office, str(folder))
    with pytest.raises(UsageError, match=r"no draft '2026-01-22-x'. Drafts: 2026-01-21-article-1"):
        find_folder(real_office, "2026-01-22-x")
    with pytest.raises(UsageError, match="On which day, or between which days, was it published"):
        accept_draft(real_office, folder)
    draft = answer_draft(folder, SOURCE, real_lists).draft
    asked = [item.place for item in draft.questions]
    assert first_open(draft)[0] == asked[0]
    with pytest.raises(UsageError, match="open questions"):
        accept_draft(real_office, folder)
    aside = [said(place, "disposition", "out_of_scope", "not measured") for place in asked]
    draft = answer_draft(folder, aside, real_lists).draft
    assert count(draft).is_complete
    assert first_open(draft) == ("", "")
    assert [listed.accepted for listed in list_drafts(real_office)] == [False]
    target = accept_draft(real_office, folder)
    assert "complete = true" in (target / "delivery.toml").read_text(encoding="utf-8")
    assert is_accepted(real_office, folder.name)
    (listed,) = list_drafts(real_office)
    assert (listed.accepted, listed.file_name) == (True, "Article 1.txt")
    (folder / "delivery.toml").write_text("", encoding="utf-8")
    assert "cannot be read" in list_drafts(real_office)[0].fault
    remove_draft(real_office, folder.name)
    assert list_drafts(real_office) == []


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"Some words of 2026.\n", "document"),
        ("a", b"Some words, and more.\nOther words.\n", "document"),
        ("a.md", b"# Head\n\n- 12 families\n", "document"),
        ("a.txt", b"<!DOCTYPE html><p>12 families</p>", "document"),
        ("a.xls", b"\n<html><table><tr><td>1</td></tr></table>", "document"),
        ("a.csv", b"region,2024\nNorth,1\n", "table"),
        ("a.csv", b"only one column\n", "table"),
        ("a.txt", b"region;2024\nNorth;1\nSouth;2\n", "table"),
        ("a.dat", b"a,b\n1,2\n3,4\n", "table"),
        ("a.json", b'[{"a": 1}]', "table"),
        ("a.xml", b"<?xml version='1.0'?><message/>", "table"),
        ("a.md", b"[a link](https://a.example) to 12 families\n", "document"),
        ("a.xlsx", b"PK\x03\x04 but no archive", "table"),
        ("a.bin", b"\xd0\xcf\x11\xe0\x00", "table"),
        ("a.txt", "Слова о 12 семьях".encode("utf-16"), "document"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of_file(tmp_path / name) == kind


def test_media_types_of_documents() -> None:
    assert media_type_of(" <html>", Path("a.txt")) == "text/html"
    assert media_type_of("# x", Path("a.md")) == "text/markdown"
    assert media_type_of("x", Path("a")) == "text/plain"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "is empty"),
        ("nul.txt", b"12 families\x00 and more", "NUL"),
        ("big.txt", b"a " * (MAX_DOCUMENT_BYTES // 2 + 1), "at most 16 MiB"),
        (
            "page.pdf",
            b"%PDF-1.7\n%\xe2\xe3\n",
            r"is a PDF document\..* Read as documents are txt, md and html\.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_leaves_no_folder(
    tmp_path: Path, real_lists: Lists, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=sentence):
        take_file(path, tmp_path / "drafts", real_lists, received_on=DAY)
    assert list((tmp_path / "drafts").iterdir()) == []


def test_what_is_no_file_is_a_sentence(tmp_path: Path, real_lists: Lists) -> None:
    with pytest.raises(BadInputError, match="is no file"):
        take_file(tmp_path, tmp_path / "drafts", real_lists, received_on=DAY)
    with pytest.raises(BadInputError, match="is no file"):
        take_file(tmp_path / "a\x00b", tmp_path / "drafts", real_lists, received_on=DAY)


@pytest.mark.parametrize(
    ("encoding", "text", "noted"),
    [
        ("utf-16", "В Агдам переселены 12 семей.", False),
        ("cp1251", "В Агдам переселены 12 семей.", True),
        ("cp1254", "Ağdam şəhərinə 12 ailə köçürüldü".replace("ə", "e"), True),
    ],
)
def test_the_encoding_of_a_text_is_kept_and_a_guess_is_said(
    tmp_path: Path, real_lists: Lists, encoding: str, text: str, noted: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    draft, folder = take_file(path, tmp_path / "drafts", real_lists, received_on=DAY)
    assert any("guess" in note for note in draft.notes) is noted
    assert text[:5] in (folder / "draft.html").read_text(encoding="utf-8")
    item = next(item for item in draft.items if item.as_printed == "12")
    assert path.read_bytes().decode(draft.file.encoding)[int(item.start) : int(item.end)] == "12"


def test_a_name_of_our_own_file_gives_way(tmp_path: Path, real_lists: Lists) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("region,2024\nNorth,1\n", encoding="utf-8")
    draft, folder = take_file(path, tmp_path / "drafts", real_lists, received_on=DAY)
    assert draft.file.name == "original-figures.csv"
    assert (folder / "original-figures.csv").read_bytes() == path.read_bytes()
    shutil.rmtree(folder)
