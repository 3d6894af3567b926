"""A release that was sealed agrees with itself; each of many changes of it is found and named."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import polars as pl
import pytest

from pipeline.errors import UsageError
from pipeline.sealed.frames import as_csv
from pipeline.sealed.verify import verify
from tests.sealed.forgery import CHANGES, NUMBERS, PAGE, Change, forging

FEW, MANY = 40, 1000


@pytest.fixture(scope="module")
def hashes(copied: Path) -> dict[str, str]:
    """Give the hash of every file of the copy."""
    files = [path for path in copied.rglob("*") if path.is_file()]
    return {
        path.relative_to(copied).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_a_plain_copy_agrees_and_says_what_was_checked(copied: Path) -> None:
    report = verify(copied)
    assert [fault.sentence() for fault in report.faults] == []
    least = {
        "files with the hash of SHA256SUMS": 150,
        "roots": 10,
        "printed numbers that are the value of their cell": 1000,
        "entries in the indexes of pages": 1000,
        "cells made again from their inputs": 600,
        "observations that are the figure as delivered": 900,
        "roots printed on pages": 3,
    }
    assert {what for what, count in least.items() if report.checked[what] < count} == set()
    assert report.as_text().splitlines()[-1] == "Everything that was checked agrees."


def test_the_ordinary_tool_checks_it(copied: Path) -> None:
    tool = shutil.which("sha256sum")
    assert tool is not None, "sha256sum is part of every Debian; install coreutils."
    asked = [tool, "-c", "--quiet", "--strict", "SHA256SUMS"]
    done = subprocess.run(asked, cwd=copied, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("seed", range(FEW))
def test_a_change_is_found_and_named(seed: int, copied: Path, hashes: dict[str, str]) -> None:
    _is_found(CHANGES[seed % len(CHANGES)], seed, copied, hashes)


@pytest.mark.long
def test_a_thousand_changes_are_found_and_named(copied: Path, hashes: dict[str, str]) -> None:
    for seed in range(FEW, FEW + MANY):
        _is_found(CHANGES[seed % len(CHANGES)], seed, copied, hashes)
    assert verify(copied).faults == []


def _is_found(change: Change, seed: int, folder: Path, hashes: dict[str, str]) -> None:
    """Make a change, and see that a fault names what was changed."""
    with forging(folder, hashes) as forger:
        named = change(forger, Random(seed))
        said = [fault.sentence() for fault in verify(folder).faults]
    assert any(named in sentence for sentence in said), (seed, change.__name__, named, said[:5])


def test_a_place_of_a_number_that_the_register_lost_or_invents_is_named(
    copied: Path, hashes: dict[str, str]
) -> None:
    with forging(copied, hashes) as forger:
        rows = forger.table(NUMBERS)
        own = rows.filter(
            pl.col("number_id") == "cn37dsga", pl.col("section") == "investment", pl.col("place") == "table"
        )
        assert own.height == 1
        forger.write(NUMBERS, as_csv(rows.join(own, on=rows.columns, how="anti", nulls_equal=True)))
        forger.reseal(in_print=True)
        lost = [fault.sentence() for fault in verify(copied).faults]
        forger.write(NUMBERS, as_csv(pl.concat([rows, own])))
        forger.reseal(in_print=True)
        more = [fault.sentence() for fault in verify(copied).faults]
    place = f"{NUMBERS}, number cn37dsga: expected a row for each of the 6 places where {PAGE} prints it"
    assert (lost, more) == ([f"{place}, found 5."], [f"{place}, found 7."])


def test_a_query_that_is_not_the_one_of_the_manifest_is_named(copied: Path, hashes: dict[str, str]) -> None:
    name = "evidence/sql/indicators/fci.sql"
    with forging(copied, hashes) as forger:
        forger.write(name, forger.read(name) + b"-- a line more\n")
        forger.reseal(in_print=True)
        faults = verify(copied).faults
    assert [(one.file, one.place) for one in faults] == [("manifest.json", "code, sql, of evidence/sql/")]


def test_links_of_a_page_that_say_or_lead_otherwise_are_named(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        page = forger.read(PAGE)
        found = re.search(rb'<a [^>]*href="#n-([^"]+)"[^>]*>([^<]*[0-9])</a>', page)
        assert found
        link, number = found[0], found[1].decode()
        lost = link.replace(found[1], b"nowhere0")
        forger.write(PAGE, page.replace(link, link.replace(found[2] + b"</a>", b"7</a>") + lost, 1))
        faults = [
            one for one in verify(copied).faults if one.file == PAGE and one.place.startswith("number ")
        ]
    told = {(one.file, one.place, one.expected) for one in faults}
    assert (PAGE, "number nowhere0", "an entry of the index that the link leads to") in told
    assert {(one.found, one.expected) for one in faults if one.place == f"number {number}"} == {
        ("7", f"{found[2].decode()} in print")
    }


def test_a_field_without_an_end_is_a_fault_of_its_table(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        content = forger.read("cells.csv")
        forger.write("cells.csv", content.replace(b",", b',"', 1))
        faults = verify(copied).faults
    assert len(content) > 1 << 17
    assert ("the check of numbers", "field larger than field limit (131072)") in {
        (fault.file, fault.found) for fault in faults
    }


def test_a_link_is_no_file_of_a_release(copied: Path, tmp_path: Path) -> None:
    page, folder = copied / "bulletin.en.html", copied / "methodology"
    page.rename(tmp_path / page.name)
    page.symlink_to(tmp_path / page.name)
    folder.rename(tmp_path / folder.name)
    folder.symlink_to(tmp_path / folder.name)
    try:
        faults = {(one.file, one.found) for one in verify(copied).faults}
    finally:
        for moved in (page, folder):
            moved.unlink()
            (tmp_path / moved.name).rename(moved)
    assert {(one.name, f"a symbolic link to {tmp_path / one.name}") for one in (page, folder)} <= faults
    assert ("methodology/index.html", "no such file") in faults


def test_lines_of_the_list_of_hashes_stand_in_their_order(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        first, second, *rest = forger.read("SHA256SUMS").splitlines(keepends=True)
        forger.write("SHA256SUMS", b"".join([second, first, *rest]))
        faults = verify(copied).faults
    names = [line.split()[1].decode() for line in (first, second)]
    assert [(one.file, one.expected, one.found) for one in faults] == [
        ("SHA256SUMS", f"lines in the order of their paths: here {names[0]}", names[1])
    ]


def test_a_ledger_that_is_not_there_is_a_sentence(copied: Path, tmp_path: Path) -> None:
    for nothing in (tmp_path / "nothing", tmp_path):
        with pytest.raises(UsageError, match=r": there is no such file\. --ledger names the ledger"):
            verify(copied, ledger=nothing)


def test_a_folder_that_is_no_release_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no manifest\.json, so it is not the folder of a release"):
        verify(tmp_path)
    with pytest.raises(UsageError, match="is no folder"):
        verify(tmp_path / "nowhere")


def test_a_release_without_its_list_of_hashes_says_so(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        forger.remove("SHA256SUMS")
        faults = verify(copied).faults
    assert [(fault.file, fault.expected) for fault in faults] == [("SHA256SUMS", "a readable list of hashes")]


def test_the_report_is_json_for_programs(copied: Path, hashes: dict[str, str]) -> None:
    with forging(copied, hashes) as forger:
        forger.write("findings.csv", b"")
        told = json.loads(json.dumps(verify(copied).as_json()))
    assert told["release_id"] == "2026-01.1"
    assert not told["agrees"]
    assert set(told["faults"][0]) == {"file", "place", "expected", "found", "sentence"}
    assert told["faults"][0]["file"] == "findings.csv"
