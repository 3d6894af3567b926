"""Each limit lets in what is as large as it, and refuses what is one larger."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables import limits
from pipeline.reading.tables.json_file import MAX_KEY_DEPTH
from pipeline.reading.tables.limits import Budget, capped
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.xml import parse_xml
from tests.reading.tables import makers
from tests.reading.tables.hostile_makers import ONE, sheets_named

Make = Callable[[Path, int], object]


def _text(make: Callable[[int], str]) -> Make:
    """Write a text of a size."""
    return lambda path, size: path.write_text(make(size))


def _parts(path: Path, size: int) -> None:
    """Write a workbook of so many parts."""
    parts = makers.xlsx_parts(ONE)
    more = {f"a/{n}": b"" for n in range(size - len(parts))}
    makers.write_parts(path, {**parts, **more}, zipfile.ZIP_STORED)


def _merged(path: Path, size: int) -> None:
    """Write a workbook of so many merged ranges."""
    ranges = "".join(f'<mergeCell ref="A{n}:B{n * 7919 % 999_983 + n}"/>' for n in range(1, size + 1))
    makers.write_parts(path, makers.xlsx_parts(f"{ONE}<mergeCells>{ranges}</mergeCells>"))


def _nested(size: int) -> str:
    """Nest lists and records to a depth; the innermost is a record."""
    inner = '{"a": 1}'
    for level in range(size - 1):
        inner = f"[{inner}]" if level % 2 == 0 else '{"a": ' + inner + "}"
    return inner


LIMITS: list[tuple[str, int, str, Make]] = [
    ("cells", limits.MAX_CELLS, "a.csv", _text(lambda size: "1\n" * size)),
    ("rows", limits.MAX_ROWS, "a.csv", _text(lambda size: "a" + "\n" * size)),
    ("columns", limits.MAX_COLUMNS, "a.csv", _text(lambda size: ",".join(["1"] * size) + "\n")),
    ("characters", limits.MAX_FIELD_CHARACTERS, "a.csv", _text(lambda size: "a,b\n" + "x" * size + ",1\n")),
    (
        "sheets",
        limits.MAX_SHEETS,
        "a.xlsx",
        lambda path, size: makers.write_parts(
            path, makers.xlsx_parts("", workbook=sheets_named(*(f"s{n}" for n in range(size))))
        ),
    ),
    ("parts", limits.MAX_PARTS, "a.xlsx", _parts),
    ("merged ranges", limits.MAX_MERGED, "a.xlsx", _merged),
    ("depth", limits.MAX_DEPTH, "a.json", _text(lambda size: f'[{{"b": 1, "c": {_nested(size - 2)}}}]')),
    ("bytes of JSON", limits.MAX_JSON_BYTES, "a.json", _text(lambda size: '[{"a": 1}]' + " " * (size - 10))),
]


@pytest.mark.parametrize(
    ("size", "name", "make"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_a_limit_is_reached_and_not_passed(tmp_path: Path, size: int, name: str, make: Make) -> None:
    make(tmp_path / name, size)
    assert open_book(tmp_path / name).grids
    (tmp_path / name).unlink()
    make(tmp_path / name, size + 1)
    with pytest.raises(BadInputError):
        open_book(tmp_path / name)


def test_a_file_of_the_largest_size_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(limits.MAX_FILE_BYTES)
    with pytest.raises(BadInputError, match="NUL byte"):
        open_book(path)
    os.truncate(path, limits.MAX_FILE_BYTES + 1)
    with pytest.raises(BadInputError, match="at most 64 MiB"):
        open_book(path)


def test_a_ratio_counts_from_a_size_on(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    makers.write_parts(path, {**makers.xlsx_parts(ONE), "xl/media/a": b"0" * limits.MIN_RATIO_BYTES})
    assert open_book(path).grids
    makers.write_parts(path, {**makers.xlsx_parts(ONE), "xl/media/a": b"0" * (limits.MIN_RATIO_BYTES + 1)})
    with pytest.raises(BadInputError, match="200 times"):
        open_book(path)


def test_all_parts_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_xlsx(tmp_path / "a.xlsx", {"S": [[1]]})
    with zipfile.ZipFile(path) as packed:
        total = sum(part.file_size for part in packed.infolist())
    monkeypatch.setattr("pipeline.reading.tables.archive.MAX_UNPACKED_BYTES", total)
    assert open_book(path).grids
    monkeypatch.setattr("pipeline.reading.tables.archive.MAX_UNPACKED_BYTES", total - 1)
    with pytest.raises(BadInputError, match="bytes when unpacked"):
        open_book(path)


def test_the_texts_of_a_workbook_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_xlsx(tmp_path / "a.xlsx", {"S": [["abcde", "fghij"]]})
    monkeypatch.setattr("pipeline.reading.tables.xlsx.MAX_SHARED_CHARACTERS", 10)
    assert open_book(path).grids
    monkeypatch.setattr("pipeline.reading.tables.xlsx.MAX_SHARED_CHARACTERS", 9)
    with pytest.raises(BadInputError, match="9 characters of text"):
        open_book(path)


def test_elements_and_marks_of_xml_have_limits() -> None:
    def parse(content: bytes) -> None:
        parse_xml([content], "a.xml", lambda *_: None, lambda _: None)

    parse(b"<a>" * limits.MAX_DEPTH + b"</a>" * limits.MAX_DEPTH)
    with pytest.raises(BadInputError, match="nested more than 32 deep"):
        parse(b"<a>" * (limits.MAX_DEPTH + 1))
    parse(b'<a b="' + b"x" * (limits.MAX_TOKEN_BYTES - 2**19) + b'"/>')
    with pytest.raises(BadInputError, match="has a mark of more than"):
        parse(b'<a b="' + b"x" * (limits.MAX_TOKEN_BYTES + 2**19) + b'"/>')


def test_records_lie_below_so_many_keys(tmp_path: Path) -> None:
    for depth, found in ((MAX_KEY_DEPTH, True), (MAX_KEY_DEPTH + 1, False)):
        (tmp_path / "a.json").write_text('{"k": ' * depth + '[{"a": 1}]' + "}" * depth)
        if found:
            assert open_book(tmp_path / "a.json").grids
        else:
            with pytest.raises(BadInputError, match="without a list of records"):
                open_book(tmp_path / "a.json")


def test_notes_are_capped_at_their_limit() -> None:
    notes = [str(number) for number in range(limits.MAX_NOTES + 1)]
    assert len(capped(notes[:-1])) == limits.MAX_NOTES
    assert capped(notes)[-1] == "1 more notes are not shown."
    assert capped(["a", "a"]) == ("a",)


def test_a_budget_knows_the_last_place() -> None:
    Budget("a").take("", limits.MAX_ROWS, limits.MAX_COLUMNS, "x")
    for row, column in ((limits.MAX_ROWS + 1, 1), (1, limits.MAX_COLUMNS + 1)):
        with pytest.raises(BadInputError, match="goes on"):
            Budget("a").take("", row, column, "x")


@pytest.mark.long
def test_ten_million_rows_end_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as stream:
        for _ in range(10):
            stream.write("1,2\n" * 1_000_000)
    with pytest.raises(BadInputError, match="more than 500,000 cells"):
        open_book(path)
