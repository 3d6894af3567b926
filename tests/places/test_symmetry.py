"""A form of a name is a form of a name, whichever side writes it: swapping forms changes no answer."""

from datetime import date
from itertools import product

import polars as pl
import pytest

from pipeline.neutrality.check import check_text
from pipeline.office import load_office
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.resolution import REASONS, Resolution
from pipeline.project import DEFAULT_OFFICE, locate
from pipeline.reference import load_reference

PAIRS = [
    ("Lachin", "Berdzor"),
    ("Lachin", "Kashatagh"),
    ("Laçın", "Բերձոր"),
    ("Fuzuli", "Varanda"),
    ("Khojavand", "Martuni"),
    ("Khankendi", "Stepanakert"),
    ("Ханкенди", "Степанакерт"),
    ("Shusha", "Shushi"),
    ("Agdam", "Akna"),
    ("Aghdara", "Mardakert"),
    ("Зангилан", "Kovsakan"),
    ("Kalbajar", "Карвачар"),
    ("Zabukh", "Aghavno"),
]
FRAMES = [
    "{}",
    "{} district",
    "{} town",
    "{} village",
    "city of {}",
    "{} rayonu",
    "{} (Karabakh)",
    "{}, Lachin district",
]
CONTEXTS = ["", "investment", "resettlement", "works"]


def _all(gazetteer: Gazetteer, name: str) -> list[Resolution]:
    return [
        gazetteer.resolve(frame.format(name), on=on, measure_topic=topic)
        for frame, topic, on in product(FRAMES, CONTEXTS, (None, date(2020, 12, 31), date(2024, 12, 31)))
    ]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_forms_of_either_side_lead_to_the_same_answer(rules: Gazetteer, one: str, other: str) -> None:
    assert _all(rules, one) == _all(rules, other)


def _swapped(table: pl.DataFrame) -> pl.DataFrame:
    """Reverse the order in which each territory's forms are listed."""
    return table.with_columns(pl.col("variants").str.split("|").list.reverse().list.join("|"))


def test_the_order_in_which_forms_are_listed_changes_no_answer(rules: Gazetteer) -> None:
    reference = load_reference(load_office(locate(), DEFAULT_OFFICE))
    other = load_gazetteer(
        {**reference, "territory": _swapped(reference["territory"])}
    ).without_listed_names()
    for name in {name for pair in PAIRS for name in pair}:
        assert _all(rules, name) == _all(other, name)


def test_coverage_words_of_either_side_mean_the_group_that_the_source_lists(rules: Gazetteer) -> None:
    phrases = ["liberated territories", "occupied territories", "freed lands", "azad olunmuş ərazilər"]
    phrases += ["оккупированные территории", "освобождённые земли", "օկուպացված տարածքներ"]
    assert {rules.resolve(phrase).territory_id for phrase in phrases} == {"G-LISTED"}


def test_what_a_status_word_says_of_a_place_does_not_change_the_place(rules: Gazetteer) -> None:
    for word in ("liberated", "occupied", "former"):
        assert rules.resolve(f"{word} Lachin district") == rules.resolve("Lachin district")


def test_reasons_and_names_of_candidates_use_neutral_words(rules: Gazetteer) -> None:
    labels = [place.label for place in rules.places.values()]
    assert [text for text in (*REASONS.values(), *labels) if check_text(text)] == []
