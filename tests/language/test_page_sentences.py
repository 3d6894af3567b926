"""Where a number stands, in short, in the three languages."""

import pytest

from pipeline.bulletin.cited import place_in_words
from pipeline.bulletin.views import index_lead, places_in_short
from pipeline.language.catalogue import catalogue_of
from pipeline.project import locate

TEMPLATES = locate().templates


@pytest.mark.parametrize(
    ("lang", "places", "short"),
    [
        ("en", ("main points", "Table 3", "Figure 12"), "main points, T3, F12"),
        ("ru", ("main points", "Таблица 3", "Рисунок 12"), "положения, Т3, Р12"),
        ("az", ("main points", "Cədvəl 3", "Şəkil 12"), "əsas məqamlar, C3, Ş12"),
        ("en", ("Table", "Table x", "elsewhere", ""), "Table, Table x, elsewhere, "),
        ("ru", ("Table 3",), "Table 3"),
    ],
)
def test_a_place_is_written_in_short(lang: str, places: tuple[str, ...], short: str) -> None:
    """As the labels of the language say; what is no label and no known section stays."""
    assert places_in_short(places, catalogue_of(lang, TEMPLATES)) == short


@pytest.mark.parametrize(
    ("lang", "end"),
    [
        ("en", "T3 is Table 3, F3 is Figure 3."),
        ("ru", "Т3 – Таблица 3, Р3 – Рисунок 3."),
        ("az", "C3 – Cədvəl 3, Ş3 – Şəkil 3."),
    ],
)
def test_the_index_says_how_it_calls_tables_and_figures(lang: str, end: str) -> None:
    """By the labels of the language."""
    assert index_lead(catalogue_of(lang, TEMPLATES)).endswith(end)


@pytest.mark.parametrize(
    ("locator", "ru"),
    [
        ("line 12, value", "строка 12, value"),
        ("characters 3 to 9", "символы 3–9"),
        ("line twelve", "line twelve"),
    ],
)
def test_a_locator_is_said_in_the_language(locator: str, ru: str) -> None:
    """English as it is kept; another form stays as it is."""
    assert place_in_words(locator, catalogue_of("en", TEMPLATES)) == locator
    assert place_in_words(locator, catalogue_of("ru", TEMPLATES)) == ru


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("sheet Figures, E5", "Figures!E5"),
        ("sheet Table 2, final, AB17", "'Table 2, final'!AB17"),
        ("sheet It's 2024, B7", "'It''s 2024'!B7"),
    ],
)
def test_a_cell_is_named_as_workbooks_do(locator: str, said: str) -> None:
    """Alike in every language."""
    assert place_in_words(locator, catalogue_of("ru", TEMPLATES)) == said
