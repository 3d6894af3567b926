"""What a large file was opened as is kept beside its draft, and believed only while it fits."""

from pathlib import Path

import pytest

from pipeline.identity import file_hash
from pipeline.reading.tables import kept
from pipeline.reading.tables.grid import Book
from pipeline.reading.tables.kept import KEPT_NAME, open_kept
from pipeline.reading.tables.opening import open_book
from tests.reading.tables import makers
from tests.reading.tables.examples import EXAMPLES


@pytest.fixture(autouse=True)
def keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep small files, too."""
    monkeypatch.setattr(kept, "MIN_CELLS", 1)


def never(path: Path) -> Book:
    """Stand for the reader where the file is not to be opened."""
    raise AssertionError(f"{path} was opened")


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_kept_is_what_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = tmp_path / name
    EXAMPLES[name](path)
    sha256 = file_hash(path)
    opened = open_kept(path, sha256, tmp_path)
    assert opened == open_book(path)
    monkeypatch.setattr(kept, "open_book", never)
    again = open_kept(path, sha256, tmp_path)
    assert again == opened
    assert [type(cell) for cell in again.grids[0].cells] == [type(cell) for cell in opened.grids[0].cells]


def test_all_of_a_grid_is_kept(tmp_path: Path) -> None:
    rows = [["a", "b;c"], ["x", "1,5"], ["only one"]]
    path = makers.write_csv(tmp_path / "t.csv", rows, ";")
    sha256 = file_hash(path)
    first = open_kept(path, sha256, tmp_path)
    assert first.grids[0].faults
    assert open_kept(path, sha256, tmp_path) == first


def test_what_does_not_fit_is_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_csv(tmp_path / "t.csv", [["District", "2022"], ["Aghdam", "1,5"]], ";")
    sha256 = file_hash(path)
    book = open_kept(path, sha256, tmp_path)
    whole = (tmp_path / KEPT_NAME).read_bytes()
    opened = []

    def open_it(path: Path) -> Book:
        opened.append(path)
        return book

    monkeypatch.setattr(kept, "open_book", open_it)
    spoiled = {
        "another figure": whole.replace(b"1,5", b"9,5"),
        "cut off": whole[:-9],
        "no JSON": whole.partition(b"\n")[0] + b"\nx",
        "nothing": b"",
        "another form": b"9" + whole[1:],
    }
    for content in spoiled.values():
        (tmp_path / KEPT_NAME).write_bytes(content)
        assert open_kept(path, sha256, tmp_path) == book
        assert (tmp_path / KEPT_NAME).read_bytes() == whole
    assert len(opened) == len(spoiled)
    open_kept(path, "0" * 64, tmp_path)
    monkeypatch.setattr(kept, "READER_VERSION", "next")
    open_kept(path, sha256, tmp_path)
    open_kept(path.rename(tmp_path / "u.csv"), sha256, tmp_path)
    assert len(opened) == len(spoiled) + 3


def test_little_or_too_much_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_csv(tmp_path / "t.csv", [["a", "b"], ["c", "1"]], ";")
    sha256 = file_hash(path)
    open_kept(path, sha256, None)
    monkeypatch.setattr(kept, "MIN_CELLS", 5)
    open_kept(path, sha256, tmp_path)
    assert not (tmp_path / KEPT_NAME).exists()
    monkeypatch.setattr(kept, "MIN_CELLS", 4)
    monkeypatch.setattr(kept, "MAX_BYTES", 10)
    open_kept(path, sha256, tmp_path)
    assert not (tmp_path / KEPT_NAME).exists()
    monkeypatch.undo()
    monkeypatch.setattr(kept, "MIN_CELLS", 4)
    open_kept(path, sha256, tmp_path)
    assert (tmp_path / KEPT_NAME).exists()
