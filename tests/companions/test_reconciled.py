"""Our own workbook beside the month it was made of: each number is found by its id."""

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.reconcile.model import DIFFER, EQUAL
from pipeline.reconcile.reconcile import reconcile
from tests.companions.conftest import Made

JANUARY = Month.parse("2026-01")


@pytest.fixture(scope="module")
def released(karabakh: Made, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Copy the results of the month, with the files beside its bulletin as its release."""
    office = karabakh.material.office
    var = tmp_path_factory.mktemp("released") / "var"
    shutil.copytree(office.project.var, var, symlinks=True)
    copy = load_office(replace(office.project, var=var), office.code)
    karabakh.write(copy.home / "releases" / JANUARY.key)
    return copy


def test_all_numbers_of_our_own_workbook_are_equal(released: Office) -> None:
    found = reconcile(released, JANUARY, released.home / "releases" / "2026-01" / "bulletin.en.xlsx")
    assert {line.status for line in found.lines} == {EQUAL}
    assert len(found.lines) > 400
    assert not found.unread
    assert not found.only_here


def test_one_changed_number_and_one_row_less_are_named(released: Office, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(released.home / "releases" / "2026-01" / "bulletin.en.xlsx")
    sheet = book["Table 1"]
    row = next(row for row in sheet.iter_rows() if row[-1].value == "cn37dsga fhyz4rr0")
    row[2].value = 1460
    other = next(row for row in sheet.iter_rows() if row[-1].value == "x5q63czn")
    for cell in other:
        cell.value = None
    for name in [name for name in book.sheetnames if name != "Table 1"]:
        del book[name]
    book.save(tmp_path / "old.xlsx")
    found = reconcile(released, JANUARY, tmp_path / "old.xlsx")
    (line,) = [line for line in found.lines if line.status != EQUAL]
    assert (line.status, line.theirs.place) == (DIFFER, f"Table 1!{row[2].coordinate}")
    assert line.cell_id == "fci.AZ.2026-01"
    assert "x5q63czn" in {one.number_id for one in found.only_here}


def test_all_cells_of_the_release_are_equal(released: Office) -> None:
    found = reconcile(released, JANUARY, released.home / "releases" / "2026-01" / "cells.csv")
    assert {line.status for line in found.lines} == {EQUAL}
    assert not found.only_here
