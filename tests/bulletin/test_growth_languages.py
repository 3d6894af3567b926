"""Sections on growth, adjustment and territories in other languages: none is left in English, tables fit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain, widths
from pipeline.bulletin.model import Chart, Paragraph, Points, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.rows import labels_of
from pipeline.bulletin.sections.adjusted import adjusted
from pipeline.bulletin.sections.growth import growth
from pipeline.bulletin.sections.territories import districts, territories
from pipeline.bulletin.views import PORTRAIT_MM
from pipeline.reference import load_reference
from tests.bulletin.growth_section import changed, is_cell

LANGUAGES = ("az", "ru")
ALIKE = {"M7", "Q", "QS, p"}
"""Heads that are the same in every language."""
LATIN = re.compile(
    r"X-13ARIMA-SEATS|Denton-Cholette|cells\.csv|\[\w\]|\b(?:EX-|DOC-)[\w-]+|\bI\d+|\b(?:M7|QS|Q|p)\b"
)


def _page(made: Any, lang: str, cells: list[dict[str, Any]] | None = None) -> Page:
    """Give a page of a month in another language, with other cells of investment where there are any."""
    labels = labels_of(load_reference(made.office)["label"], lang)
    material = replace(made.material, lang=lang, labels=labels)
    if cells:
        known = material.by_id | {cell["cell_id"]: cell for cell in cells}
        material = replace(material, cells={**material.cells, "fci": cells}, by_id=known)
    return Page(material, Binder(lang, material.origin), made.office.project.templates / "fonts")


def _sections(page: Page) -> list[Section]:
    return [part for write in (adjusted, growth, territories, districts) if (part := write(page))]


def _said(parts: list[Section]) -> Iterator[str]:
    """Yield every text that is a message: titles, heads, sentences, notes; names of places are none."""
    for part in parts:
        yield part.title
        for block in part.blocks:
            if isinstance(block, Paragraph):
                yield plain(block.text)
            elif isinstance(block, Points):
                yield from map(plain, block.items)
            elif isinstance(block, Table | Chart):
                yield from (block.label, block.title, block.subtitle, *map(plain, block.notes))
                if isinstance(block, Table):
                    yield from (column.label for column in block.columns)
                else:
                    yield plain(block.alt)


def _tables(parts: list[Section]) -> list[Table]:
    return [block for part in parts for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_no_text_is_left_in_english(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    page = _page(made, lang)
    said = list(_said(_sections(page)))
    english = set(_said(_sections(_page(made, "en")))) - ALIKE
    assert len(said) > 20
    assert not english & set(said)
    if lang == "ru":
        assert not [text for text in said if re.search("[A-Za-z]", LATIN.sub("", text))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_every_table_fits_the_page(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    page = _page(request.getfixturevalue(office), lang)
    for table in _tables(_sections(page)):
        assert sum(widths(table, PORTRAIT_MM, page.fonts)) <= PORTRAIT_MM + 0.5, table.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_comparison_at_once_and_real_growth_fit_the_page(example: Any, lang: str) -> None:
    cells = changed(example, lambda cell: cell)
    for span in ("flow", "ytd"):
        (index,) = [cell for cell in cells if is_cell(cell, f"{span}_index")]
        times = {"transformation": f"{span}_multiple", "unit_code": "TIMES", "value": Decimal("12345.5")}
        cells.append({**index, **times, "cell_id": f"fci.EX.2025-11.{span}_multiple", "lo": None, "hi": None})
    (change,) = [cell for cell in cells if is_cell(cell, "ytd_change")]
    real = {"transformation": "growth_published", "price_basis": "real", "cell_id": "fci.EX.2025-11.real"}
    page = _page(example, lang, [*cells, {**change, **real}])
    part = growth(page)
    assert part is not None
    tables = _tables([part])
    heads = [column.label for table in tables for column in table.columns]
    names = ("growth-head-flow_multiple", "growth-head-ytd_multiple", "prices-head-real")
    assert all(page.word(name) in heads for name in names)
    for table in tables:
        assert sum(widths(table, PORTRAIT_MM, page.fonts)) <= PORTRAIT_MM + 0.5, table.title
