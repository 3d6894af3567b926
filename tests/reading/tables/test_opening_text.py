"""Separated text: its encoding and separator are found, and each cell stands where the file has it."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables import limits
from pipeline.reading.tables.opening import open_book
from tests.reading.tables import makers
from tests.reading.tables.shown import PLACES, ROWS, shown


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separated_text_keeps_its_places(tmp_path: Path, separator: str) -> None:
    book = open_book(makers.write_csv(tmp_path / "a.csv", ROWS, separator))
    assert shown(book) == PLACES
    assert book.separator == separator
    assert book.grids[0].name == "a"


@pytest.mark.parametrize(
    ("encoding", "text", "noted"),
    [
        ("utf-8", "şimal", False),
        ("utf-8-sig", "şimal", False),
        ("utf-16", "şimal", False),
        ("utf-16-le", "shimal", True),
        ("utf-32", "şimal", False),
        ("cp1251", "Семьи, переселённые в посёлки и города района", True),
        ("cp1254", "Köçürülmüş ailələr".replace("ə", "e"), True),
    ],
)
def test_encodings_are_found(tmp_path: Path, encoding: str, text: str, noted: bool) -> None:
    rows = [["Name", "2023"], *([text, number] for number in range(30))]
    book = open_book(makers.write_csv(tmp_path / "a.tsv", rows, "\t", encoding))
    assert shown(book)["A2"] == text
    assert book.encoding == ("utf-8-sig" if encoding == "utf-8-sig" else encoding)
    assert bool(book.notes) is noted


@pytest.mark.parametrize(
    ("content", "declared", "said"),
    [
        ("север,1\n".encode("cp1251"), "utf-8", "line 1 is not utf-8 text"),
        ("a,1\nşimal,1\n".encode(), "cp1251", "its bytes are UTF-8"),
        (b"a,1\n", "klingon", "which is no encoding"),
        (b"a,1\nb,2\n", "utf-16", "characters do not print|is not utf-16"),
        ("a,1\n".encode("utf-16-le"), "utf-8", "gives NUL characters"),
    ],
)
def test_a_wrong_declared_encoding_is_a_sentence(
    tmp_path: Path, content: bytes, declared: str, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        open_book(path, encoding=declared)


def test_a_right_declared_encoding_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("север;1\n".encode("cp1251"))
    assert shown(open_book(path, encoding="cp1251"))["A1"] == "север"
    assert open_book(path, encoding="cp1251", separator=",").separator == ","


def test_a_first_line_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nName;1,5\n")
    assert shown(open_book(path)) == {"A1": "sep=", "A2": "Name", "B2": "1,5"}


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (';\n"1,234",\n', ","),
        (';,",;"\n', ","),
        ('a;b\n"1;2";3\n', ";"),
        ("a\tb,c\n1\t2,5\n", "\t"),
        ("12,5\n13,5\n", ""),
        ("a b\n", ""),
        ("Title, with a comma\na;b\n1;2\n3;4\n", ";"),
        ("a;1,5\nb;2,5\n", ";"),
        ("a,1;5\nb,2\nc,3\n", ","),
    ],
)
def test_separators_are_found(tmp_path: Path, text: str, separator: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    assert open_book(tmp_path / "a.csv").separator == separator


def test_a_field_over_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Name,Note\n"North\nand South",1\n\nEast,2\n')
    assert shown(open_book(path))["A4"] == "East"


def test_uneven_records_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3\n4,5,6\n7,8\n")
    book = open_book(path)
    assert [fault[0] for fault in book.grids[0].faults] == [3, 4]
    assert book.notes[0] == "Row 3: it has 1 fields, most have 2."


def test_notes_are_capped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n" * 200 + "1\n2,3,4\n" * 60)
    notes = open_book(path).notes
    assert len(notes) == limits.MAX_NOTES + 1
    assert notes[-1] == "70 more notes are not shown."
