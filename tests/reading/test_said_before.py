"""What was said of a head or a code holds again: in the same file, and in the next one of its publisher."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.reading.answer import SOURCE, Answer, read_log
from pipeline.reading.counts import asked_items
from pipeline.reading.draft import Draft
from pipeline.reading.folder import load_draft
from pipeline.reading.lists import Lists
from pipeline.reading.said_before import AS_ALIKE, AS_BEFORE, MAX_LIST_BYTES, plain_words, taken_over
from pipeline.reading.take import answer_draft, take_file, withdraw

AT = "2026-11-26T10:00:00Z"
PUBLISHER = ("publisher", "Third Press")
HEAD = "District;Index A, September 2025;Index B"


def _take(folder: Path, lists: Lists, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return take_file(path, folder / "drafts", lists, received_on=date(2026, 11, 26))[1]


def _say(folder: Path, lists: Lists, place: str, *facts: tuple[str, str]) -> Draft:
    given = [Answer(AT, "A. Person", place, name, text) for name, text in facts]
    outcome = answer_draft(folder, given, lists)
    assert outcome.refused == ()
    return outcome.draft


def _asked(draft: Draft) -> list[str]:
    return [item.place for item in asked_items(draft)]


@pytest.fixture
def first(tmp_path: Path, lists: Lists) -> Path:
    """Take a file in of which every question is answered."""
    folder = _take(tmp_path, lists, "september.csv", f"{HEAD}\nNorth;5;6\n")
    _say(folder, lists, SOURCE, PUBLISHER, ("published", "2025-10-20"), ("address", "unknown: by mail"))
    for place, measure in (("september!B1", "fci"), ("september!C1", "fci")):
        _say(folder, lists, place, ("measure", measure), ("unit", "AZN"), ("period", "2025-09"))
    return folder


def test_words_lose_months_days_and_years_and_nothing_else() -> None:
    assert plain_words("Index, 1 November 2025") == plain_words("index, 31 December 2026")
    assert plain_words("January-October 2025, million") == plain_words("January-November 2026, million")
    assert plain_words("Phase 1") != plain_words("Phase 2")
    assert plain_words("Group 12, 2025") != plain_words("Group 13, 2025")


def test_the_next_file_of_a_publisher_is_not_asked_what_the_last_one_was(
    first: Path, tmp_path: Path, lists: Lists
) -> None:
    assert _asked(load_draft(first)) == []
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD.replace('September', 'October')}\nNorth;7;8\n")
    assert "october!B1" in _asked(load_draft(folder))
    draft = _say(folder, lists, SOURCE, PUBLISHER)
    figure = next(item for item in draft.items if item.cell == "B2")
    assert (figure.measure, figure.unit, figure.period_end) == ("fci", "AZN", "2025-10-31")
    assert {answer.reason for answer in read_log(folder) if answer.place == "october!B1"} == {AS_BEFORE}


def test_another_publisher_is_asked_anew(first: Path, tmp_path: Path, lists: Lists) -> None:
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, ("publisher", "Fourth Press")))


def test_a_file_that_is_not_settled_says_nothing_to_others(tmp_path: Path, lists: Lists) -> None:
    open_still = _take(tmp_path, lists, "september.csv", f"{HEAD}\nNorth;5;6\n")
    _say(open_still, lists, SOURCE, PUBLISHER)
    _say(open_still, lists, "september!B1", ("measure", "fci"))
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, PUBLISHER))


def test_files_that_disagree_leave_the_question(first: Path, tmp_path: Path, lists: Lists) -> None:
    other = _take(tmp_path, lists, "august.csv", f"{HEAD}\nNorth;5;6\n")
    _say(
        other,
        lists,
        "august!B1",
        ("measure", "resettled_persons"),
        ("unit", "persons"),
        ("period", "2025-08"),
    )
    _say(other, lists, "august!C1", ("measure", "fci"), ("unit", "AZN"), ("period", "2025-08"))
    _say(other, lists, SOURCE, PUBLISHER, ("published", "2025-09-20"), ("address", "unknown: by mail"))
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    asked = {item.cell: item.field for item in asked_items(_say(folder, lists, SOURCE, PUBLISHER))}
    assert asked == {"B1": "measure", "C1": "period"}


def test_what_is_taken_back_is_left_to_a_person(first: Path, tmp_path: Path, lists: Lists) -> None:
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    _say(folder, lists, SOURCE, PUBLISHER)
    back = [withdraw(answer, AT, "B. Person") for answer in read_log(folder) if answer.place == "october!B1"]
    assert back
    assert answer_draft(folder, back, lists).refused == ()
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, ("language", "en")))


def test_a_list_that_is_too_long_is_not_looked_at(first: Path, tmp_path: Path, lists: Lists) -> None:
    with (first / "figures.csv").open("ab") as stream:
        stream.truncate(MAX_LIST_BYTES + 1)
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, PUBLISHER))


def _workbook(folder: Path, titles: dict[str, str]) -> Path:
    """Write a workbook of one table a sheet, under the title of the sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, title in titles.items():
        sheet = book.create_sheet(name)
        for row in ([title], ["District", "Index A"], ["North", 5]):
            sheet.append(row)
    path = folder / "sheets.xlsx"
    book.save(path)
    return path


def test_the_same_head_under_the_same_title_is_answered_once_in_a_file(tmp_path: Path, lists: Lists) -> None:
    titles = {"A": "Works of 2024", "B": "Works of 2025", "C": "Other things of 2025"}
    path = _workbook(tmp_path, titles)
    folder = take_file(path, tmp_path / "drafts", lists, received_on=date(2026, 11, 26))[1]
    assert {"A!B2", "B!B2", "C!B2"} <= set(_asked(load_draft(folder)))
    asked = _asked(_say(folder, lists, "A!B2", ("measure", "fci"), ("unit", "AZN")))
    assert {"A!B2", "B!B2"}.isdisjoint(asked)
    assert "C!B2" in asked
    assert {one.reason for one in read_log(folder) if one.place == "B!B2"} == {AS_ALIKE}


def test_an_earlier_draft_that_cannot_be_opened_is_passed_over(
    first: Path, tmp_path: Path, lists: Lists
) -> None:
    (first / "delivery.toml").write_text("name = ", encoding="utf-8")
    folder = _take(tmp_path, lists, "october.csv", f"{HEAD}\nNorth;7;8\n")
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, PUBLISHER))
    (first / "answers.csv").write_bytes(b"\xff\xfe broken")
    assert "october!B1" in _asked(_say(folder, lists, SOURCE, ("language", "en")))


def test_the_same_words_over_two_columns_are_asked_about_twice_and_say_nothing_to_the_next_file(
    tmp_path: Path, lists: Lists
) -> None:
    text = "District;Index A;Index A\nNorth;5;6\n"
    folder = _take(tmp_path, lists, "both.csv", text)
    assert "both!C1" in _asked(_say(folder, lists, "both!B1", ("measure", "fci")))
    for cell, measure, unit in (("B1", "fci", "AZN"), ("C1", "resettled_persons", "persons")):
        _say(folder, lists, f"both!{cell}", ("measure", measure), ("unit", unit), ("period", "2025-09"))
    _say(folder, lists, SOURCE, PUBLISHER, ("published", "2025-10-20"), ("address", "unknown: by mail"))
    following = _take(tmp_path, lists, "next.csv", text)
    assert {"next!B1", "next!C1"} <= set(_asked(_say(following, lists, SOURCE, PUBLISHER)))


def test_what_followed_is_told_a_line_a_place() -> None:
    follow = [
        Answer(AT, "A", "t!B1", "measure", "fci", AS_BEFORE),
        Answer(AT, "A", "t!B1", "unit", "AZN", AS_BEFORE),
    ]
    assert taken_over([Answer(AT, "A", "t!A1", "territory", "R1"), *follow]) == [
        f"t!B1: measure=fci, unit=AZN, {AS_BEFORE}"
    ]
