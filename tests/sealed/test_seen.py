"""What was read of a release and agreed is not read again while every file has the same hash."""

import json
import os
from pathlib import Path

import pytest

from pipeline.sealed import check_bindings, seen
from pipeline.sealed.verify import verify

TABLE = "cells.csv"


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that the bindings are read."""
    times: list[str] = []
    check = check_bindings.check_bindings
    monkeypatch.setattr(
        check_bindings, "check_bindings", lambda *given: (times.append("bindings"), check(*given))[1]
    )
    return times


def test_the_same_bytes_are_hashed_and_not_read(copied: Path, tmp_path: Path, read: list[str]) -> None:
    first = verify(copied, kept=tmp_path)
    again = verify(copied, kept=tmp_path)
    assert read == ["bindings"]
    assert (first.faults, again.faults) == ([], [])
    assert (again.checked, again.left_out) == (first.checked, first.left_out)
    assert (first.read_before, again.read_before) == (False, True)
    assert "--anew reads them again.\nEverything that was checked agrees." in again.as_text()
    assert again.as_json()["read_before"] is True


def test_without_a_place_to_keep_it_everything_is_read(copied: Path, read: list[str]) -> None:
    verify(copied)
    verify(copied)
    assert read == ["bindings", "bindings"]


def test_the_pages_read_in_full_are_read_each_time(
    copied: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    full: list[str] = []
    monkeypatch.setattr(check_bindings, "check_in_full", lambda *_: full.append("pages"))
    verify(copied, kept=tmp_path)
    verify(copied, kept=tmp_path, full=True)
    assert (read, full) == (["bindings", "bindings"], ["pages"])


def test_a_changed_byte_is_read_and_named_and_nothing_is_kept_of_it(
    copied: Path, tmp_path: Path, read: list[str]
) -> None:
    verify(copied, kept=tmp_path)
    told = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    file = copied / TABLE
    before, times = file.read_bytes(), file.stat()
    file.write_bytes(before.replace(b",", b";", 1))
    # A change that leaves size and times as they were is a change all the same.
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    try:
        found = verify(copied, kept=tmp_path)
    finally:
        file.write_bytes(before)
    assert TABLE in {fault.file for fault in found.faults}
    assert len(read) == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == told


def test_other_code_reads_again(
    copied: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    verify(copied, kept=tmp_path)
    monkeypatch.setattr(seen, "tree_hash", lambda *_: "other code")
    assert not verify(copied, kept=tmp_path).read_before
    assert len(read) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"state": "x"}', b'{"state": 1, "checked": []}'])
def test_a_file_that_says_nothing_is_as_none(
    content: bytes, copied: Path, tmp_path: Path, read: list[str]
) -> None:
    verify(copied, kept=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert not verify(copied, kept=tmp_path).read_before
    assert json.loads(kept.read_bytes())["checked"]
    assert len(read) == 2


def test_a_folder_that_cannot_be_written_is_done_without(
    copied: Path, tmp_path: Path, read: list[str]
) -> None:
    (file := tmp_path / "file").write_bytes(b"")
    assert verify(copied, kept=file).faults == []
    assert verify(copied, kept=file).faults == []
    assert len(read) == 2
