"""Sections on growth, adjustment and territories in other languages: none is left in English, tables fit."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.columns import SIZES_PT, size_for
from pipeline.bulletin.page import Page
from pipeline.bulletin.room import PORTRAIT_MM
from pipeline.bulletin.sections.adjusted import adjusted
from pipeline.bulletin.sections.growth import growth
from pipeline.bulletin.sections.territories import districts, territories
from tests.bulletin.growth_section import changed, is_cell
from tests.bulletin.other_languages import LANGUAGES, material_in, page_of, said_in, tables_in, written

ALIKE = {"M7", "Q", "QS, p"}
"""Heads that are the same in every language."""
LATIN = re.compile(
    r"X-13ARIMA-SEATS|Denton-Cholette|cells\.csv|\[\w\]|\b(?:EX-|DOC-)[\w-]+|\bI\d+|\b(?:M7|QS|Q|p)\b"
)


_WRITES = (adjusted, growth, territories, districts)


def _page(made: Any, lang: str, cells: list[dict[str, Any]] | None = None) -> Page:
    """Give a page of a month in another language, with other cells of investment where there are any."""
    material = material_in(made, lang)
    if cells:
        known = material.by_id | {cell["cell_id"]: cell for cell in cells}
        material = replace(material, cells={**material.cells, "fci": cells}, by_id=known)
    return page_of(made, material)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_no_text_is_left_in_english(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    page = _page(made, lang)
    said = list(said_in(written(page, _WRITES)))
    english = set(said_in(written(_page(made, "en"), _WRITES))) - ALIKE
    assert len(said) > 20
    assert not english & set(said)
    if lang == "ru":
        assert not [text for text in said if re.search("[A-Za-z]", LATIN.sub("", text))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_every_table_fits_the_page(office: str, lang: str, request: pytest.FixtureRequest) -> None:
    page = _page(request.getfixturevalue(office), lang)
    for table in tables_in(written(page, _WRITES)):
        assert size_for(table, PORTRAIT_MM, page.fonts) == SIZES_PT[0], table.title


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
    tables = tables_in([part])
    heads = [column.label for table in tables for column in table.columns]
    names = ("growth-head-flow_multiple", "growth-head-ytd_multiple", "prices-head-real")
    assert all(page.word(name) in heads for name in names)
    for table in tables:
        assert size_for(table, PORTRAIT_MM, page.fonts) == SIZES_PT[0], table.title
