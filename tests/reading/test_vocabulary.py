"""The words of an office: units with their scale, measures by their words, places by their names."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.office import load_office
from pipeline.project import Project, locate
from pipeline.reading.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load_vocabulary(load_office(locate(), "karabakh"))


@pytest.mark.parametrize(
    ("text", "name", "scale"),
    [
        ("million manats", "AZN", 10**6),
        ("AZN bn", "AZN", 10**9),
        ("min manat", "AZN", 10**3),
        ("mlrd. manat", "AZN", 10**9),
        ("тыс. га", "hectares", 10**3),
        ("%", "percent", 1),
        ("кв. м", "m2", 1),
        ("Families", "families", 1),
        ("billion drams", "AMD", 10**9),
    ],
)
def test_a_unit_is_read_with_its_scale(words: Vocabulary, text: str, name: str, scale: int) -> None:
    unit = words.unit_of(text)
    assert unit is not None
    assert (unit.name, unit.scale) == (name, Decimal(scale))
    assert unit.code


@pytest.mark.parametrize("text", ["", "2", "manats of what was planned", "million", "quintals"])
def test_what_holds_more_than_a_unit_is_none(words: Vocabulary, text: str) -> None:
    assert words.unit_of(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "aspect", "expected"),
    [
        ("Investment in fixed capital, total", "AZN", "", ("fci", "_T")),
        ("Əsas kapitala yönəldilən vəsait", "AZN", "", ("fci", "_T")),
        ("Строительно-монтажные работы", "", "", ("fci_construction", "_T")),
        ("fixed capital outside the oil and gas sector, non-oil", "AZN", "", ("fci", "industry=non_oil_gas")),
        ("individual houses", "dwellings", "planned", ("dwellings", "status=planned;type=detached")),
        ("anti-tank mines found", "mines", "done", ("ordnance_found", "type=anti_tank_mine")),
    ],
)
def test_words_mean_a_measure(
    words: Vocabulary, text: str, unit: str, aspect: str, expected: tuple[str, str]
) -> None:
    best = words.measures_in(text, unit, aspect)[0]
    assert (best.measure, best.breakdown) == expected


def test_words_that_no_list_has_mean_nothing(words: Vocabulary) -> None:
    assert words.measures_in("a quiet afternoon") == ()


def test_the_longest_name_of_a_place_wins(words: Vocabulary) -> None:
    text = "in the Karabakh economic region and in Khojaly district"
    assert [place.territory_id for place in words.territories_in(text)] == ["ER-KAR", "D-AZ-XCI"]


def test_a_name_that_two_places_share_is_a_question(words: Vocabulary) -> None:
    (place,) = words.territories_in("Khojaly")
    assert place.territory_id == ""
    assert set(place.candidates) == {"C-XOCALI", "D-AZ-XCI"}


def test_an_office_without_words_for_measures_finds_none(write_office: Callable[..., object]) -> None:
    empty = load_vocabulary(write_office({}))  # type: ignore[arg-type]
    assert empty.measures_in("investment") == ()
    assert empty.unit_of("bn manats") is not None


def test_the_example_office_has_its_own_currency(project_factory: Callable[[], Project]) -> None:
    velds = load_vocabulary(load_office(project_factory(), "example")).unit_of("million velds")
    assert velds is not None
    assert (velds.name, velds.code, velds.scale) == ("velds", "VEL_MN", Decimal(10**6))
