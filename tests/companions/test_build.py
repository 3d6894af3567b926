"""The files beside a bulletin: which there are, the same bytes again, nothing heavy before it is used."""

import io
import subprocess
import sys

import openpyxl

from pipeline.companions.build import companion_files, data_files
from pipeline.project import locate
from pipeline.vintages.issue import PREVIOUS
from tests.companions.conftest import Made

ALWAYS = {
    *("cells.csv", "cell_input.csv", "published_number.csv", "findings.csv", "decisions.csv"),
    *("sources.csv", "esms.csv", "methodology/versions.csv", "cells.parquet", "bulletin.en.xlsx"),
    *("sdmx/structure-2.1.xml", "sdmx/structure-3.0.xml", "sdmx/data-1.0.csv", "sdmx/data-2.0.csv"),
    *("sdmx/code_map.csv", "data_dictionary.md", "datapackage.json"),
}


def test_a_month_has_these_files(made: Made) -> None:
    assert set(made.files) - {"triangles.csv", "changes.csv"} == ALWAYS


def test_a_month_with_an_issue_before_says_what_changed(karabakh: Made) -> None:
    from dataclasses import replace

    material = replace(karabakh.material, digests={**karabakh.material.digests, PREVIOUS: "a"})
    files = companion_files(material, {}, data_files(material, karabakh.binder, []))
    assert files["changes.csv"].decode().split(",")[:4] == ["cell_id", "period", "unit_code", "old"]
    assert b'"path": "changes.csv"' in files["datapackage.json"]


def test_the_same_month_gives_the_same_bytes(karabakh: Made) -> None:
    again = companion_files(
        karabakh.material,
        {"bulletin.en": karabakh.document},
        data_files(karabakh.material, karabakh.binder, []),
    )
    assert {name: content == karabakh.files[name] for name, content in again.items()} == dict.fromkeys(
        karabakh.files, True
    )


def test_a_bulletin_in_two_languages_has_two_workbooks_of_the_same_numbers(karabakh: Made) -> None:
    from dataclasses import replace

    other = replace(karabakh.document, lang="ru", sections=())
    documents = {"bulletin.en": karabakh.document, "bulletin.ru": other}
    data = data_files(karabakh.material, karabakh.binder, [])
    files = companion_files(karabakh.material, documents, data)
    book = openpyxl.load_workbook(io.BytesIO(files["bulletin.ru.xlsx"]))
    assert book.sheetnames == ["Содержание", "Ячейки", "Источники", "Обозначения", "Столбцы"]
    assert files["bulletin.en.xlsx"] == karabakh.files["bulletin.en.xlsx"]


def test_no_file_names_a_place_of_this_machine(made: Made) -> None:
    root = str(locate().root).encode()
    assert [name for name, content in made.files.items() if root in content] == []


def test_heavy_libraries_wait_until_they_are_used() -> None:
    code = (
        "import sys, pipeline.companions.build as build; "
        "print([name for name in ('pysdmx', 'xlsxwriter', 'openpyxl', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
