"""Forms of an issue by the names of its files, those of later releases included."""

from pathlib import Path

import pytest

from pipeline.month import Month
from pipeline.site.forms import bulletins, data_files, first_page, indicator_codes
from pipeline.site.issues import File, Issue

NAMES = (
    "bulletin.en.pdf",
    "bulletin.az.html",
    "bulletin.en.html",
    "bulletin.en.xlsx",
    "ER-KAR/bulletin.ru.pdf",
    "ER-KAR/published_number.csv",
    "cells.csv",
    "cells.parquet",
    "datapackage.json",
    "sdmx/structure.xml",
    "fonts/SourceSans3-Bold.ttf",
    "fonts/LICENSE-NotoSans.txt",
    "methodology/index.html",
    "methodology/fci.html",
    "methodology/page.css",
    "methodology/versions.csv",
    "vega.js",
)


@pytest.fixture
def issue() -> Issue:
    files = tuple(File(name, 1, "0") for name in NAMES)
    return Issue(Path(), "2026-01.1", Month(2026, 1), None, "2026-02-20", "2026-01.1", files, {})


def test_bulletins_come_by_territory_language_and_form(issue: Issue) -> None:
    assert [one.file.name for one in bulletins(issue)] == [
        "bulletin.az.html",
        "bulletin.en.html",
        "bulletin.en.pdf",
        "bulletin.en.xlsx",
        "ER-KAR/bulletin.ru.pdf",
    ]
    assert bulletins(issue)[-1].territory == "ER-KAR"


def test_data_is_what_is_neither_page_nor_companion(issue: Issue) -> None:
    assert [file.name for file in data_files(issue)] == [
        "ER-KAR/published_number.csv",
        "cells.csv",
        "cells.parquet",
        "datapackage.json",
        "sdmx/structure.xml",
        "methodology/versions.csv",
    ]


def test_indicators_are_those_with_a_page(issue: Issue) -> None:
    assert indicator_codes(issue) == ["fci"]


@pytest.mark.parametrize(
    ("languages", "page"),
    [(("en",), "bulletin.en.html"), (("ru", "az"), "bulletin.az.html"), (("xx",), "bulletin.az.html")],
)
def test_the_first_page_is_in_the_first_language_there_is(
    languages: tuple[str, ...], page: str, issue: Issue
) -> None:
    assert first_page(issue, languages) == page
