"""Sections on resettlement, housing, clearance, works and plans in other languages: read whole."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from pipeline.bulletin.columns import SIZES_PT, size_for
from pipeline.bulletin.model import Chart, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.room import PORTRAIT_MM
from pipeline.bulletin.sections.clearance import clearance
from pipeline.bulletin.sections.housing import housing
from pipeline.bulletin.sections.planned import planned
from pipeline.bulletin.sections.resettlement import resettlement
from pipeline.bulletin.sections.works import works
from tests.bulletin.other_languages import LANGUAGES, material_in, page_of, said_in, tables_in, written

WRITES = (resettlement, housing, clearance, works, planned)
LATIN = re.compile(r"cells\.csv|\[\w\]|\b(?:EX-|DOC-)[\w-]+|\b[A-Z]\d+[A-Z]?\b")
each = pytest.mark.parametrize(
    ("office", "lang"), [(office, lang) for office in ("karabakh", "example") for lang in LANGUAGES]
)


@cache
def _write(made: Any, lang: str) -> tuple[Page, list[Section]]:
    """Write the sections of a month in a language, once; give the page with its numbers too."""
    page = page_of(made, material_in(made, lang))
    return page, written(page, WRITES)


def _names(parts: list[Section]) -> Iterator[str]:
    """Yield what stands in cells beside numbers: names, words of codes, dates, units, and those of charts."""
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Table):
                runs = (run for row in block.rows for text in row.cells for run in text)
                yield from (run for run in runs if isinstance(run, str))
            elif isinstance(block, Chart):
                yield from (name for series, points in block.series for name in (series, *dict(points)))


@each
def test_no_text_is_left_in_english(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    said = list(said_in(_write(made, lang)[1]))
    english = set(said_in(_write(made, "en")[1]))
    assert len(said) > 50
    assert not english & set(said)
    if lang == "ru":
        assert not [text for text in said if re.search("[A-Za-z]", LATIN.sub("", text))]


@each
def test_no_word_of_a_code_is_left_in_english(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    page, parts = _write(made, lang)
    names = set(_names(parts))
    english = set(made.material.labels.values()) - set(page.material.labels.values())
    assert len(names) > 50
    assert not {part for name in names for part in re.split("[,:] ", name)} & english
    if lang == "ru":
        assert not [name for name in names if re.search("[A-Za-z]", LATIN.sub("", name))]


@each
def test_the_same_numbers_stand_in_the_same_columns(
    office: str, lang: str, request: pytest.FixtureRequest
) -> None:
    """Their rows follow in the alphabet of the edition."""
    made = request.getfixturevalue(office)
    pages = [_write(made, one)[0] for one in ("en", lang)]
    english, other = (
        sorted((row["section"], row["col"] or 0, row["cell_id"], row["facet"]) for row in page.binder.rows)
        for page in pages
    )
    assert other == english


@each
def test_every_table_fits_the_page(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    page, parts = _write(request.getfixturevalue(office), lang)
    for table in tables_in(parts):
        assert size_for(table, PORTRAIT_MM, page.fonts) == SIZES_PT[0], table.title
