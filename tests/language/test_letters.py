"""Counts in letters, in the three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.language.letters import MOST_COUNTED, in_letters

LANGUAGES = ("en", "az", "ru")


@pytest.mark.parametrize(
    ("count", "en", "az", "ru"),
    [
        (0, "zero", "sıfır", "ноль"),
        (1, "one", "bir", "один"),
        (11, "eleven", "on bir", "одиннадцать"),
        (19, "nineteen", "on doqquz", "девятнадцать"),
        (20, "twenty", "iyirmi", "двадцать"),
        (21, "twenty-one", "iyirmi bir", "двадцать один"),
        (40, "forty", "qırx", "сорок"),
        (90, "ninety", "doxsan", "девяносто"),
        (100, "one hundred", "yüz", "сто"),
        (120, "one hundred and twenty", "yüz iyirmi", "сто двадцать"),
        (305, "three hundred and five", "üç yüz beş", "триста пять"),
        (999, "nine hundred and ninety-nine", "doqquz yüz doxsan doqquz", "девятьсот девяносто девять"),
        (MOST_COUNTED + 1, "many", "çox", "много"),
        (-1, "many", "çox", "много"),
    ],
)
def test_a_count_is_written_in_letters(count: int, en: str, az: str, ru: str) -> None:
    assert [in_letters(count, lang) for lang in LANGUAGES] == [en, az, ru]


@pytest.mark.parametrize(
    ("count", "lang", "form", "written"),
    [
        (3, "az", "part", "üçü"),
        (6, "az", "part", "altısı"),
        (14, "az", "part", "on dördü"),
        (49, "az", "part", "qırx doqquzu"),
        (0, "ru", "of", "нуля"),
        (2, "ru", "of", "двух"),
        (8, "ru", "of", "восьми"),
        (14, "ru", "of", "четырнадцати"),
        (47, "ru", "of", "сорока семи"),
        (68, "ru", "of", "шестидесяти восьми"),
        (290, "ru", "of", "двухсот девяноста"),
        (500, "ru", "of", "пятисот"),
        (1000, "ru", "of", "многих"),
        (13, "en", "of", "thirteen"),
        (13, "en", "part", "thirteen"),
    ],
)
def test_a_count_takes_the_form_of_its_sentence(count: int, lang: str, form: str, written: str) -> None:
    assert in_letters(count, lang, form) == written


def test_a_form_that_no_count_has_is_refused() -> None:
    with pytest.raises(UsageError, match="no form 'by'"):
        in_letters(3, "ru", "by")


@given(st.integers(0, MOST_COUNTED), st.integers(0, MOST_COUNTED), st.sampled_from(LANGUAGES))
def test_two_counts_are_never_written_alike(one: int, other: int, lang: str) -> None:
    assert (in_letters(one, lang) == in_letters(other, lang)) is (one == other)
    assert not any(letter.isdigit() for letter in in_letters(one, lang))
