"""The lists that an office answers from."""

from datetime import date

import pytest

from pipeline.errors import UsageError
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.lists import MAX_CANDIDATES, Lists, load_lists, nearest
from pipeline.reading.template import template_lists


def test_each_name_of_a_unit_is_offered_with_what_it_is(real_lists: Lists) -> None:
    known = real_lists.by_field["unit"]
    assert list(known) == list(real_lists.reference["unit_name"]["unit_as_written"])
    assert {name: known[name] for name in ("AZN", "AMD", "million manats", "milliards de manats")} == {
        "AZN": "0.000001 million manats",
        "AMD": "0.000001 million drams",
        "million manats": "million manats",
        "milliards de manats": "1000 million manats",
    }
    assert {name: known[name] for name in ("m", "metres", "km", "km2", "hectares", "m2")} == {
        "m": "0.001 kilometres",
        "metres": "0.001 kilometres",
        "km": "kilometres",
        "km2": "100 hectares",
        "hectares": "hectares",
        "m2": "square metres",
    }


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_each_name_of_a_unit_is_read_as_its_row_says(office: str) -> None:
    lists = load_lists(load_office(locate(), office))
    columns = lists.reference["unit_name"].select("unit_as_written", "unit_code", "factor").iter_rows()
    rows = {name: (code, factor) for name, code, factor in columns}
    for name, row in rows.items():
        read = lists.vocabulary.unit_of(name)
        assert read is not None
        code, factor = rows[read.name]
        assert (code, factor * read.scale) == row, name
        assert lists.find("unit", name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HA", "hectares"),
        ("ha", "hectares"),
        ("га", "hectares"),
        ("Hectares", "hectares"),
        ("PCT", "%"),
        ("azn_mn", "AZN million"),
        ("COUNT", "count"),
        ("DWELLING", "dwellings"),
        ("thousand ha", ""),
        ("kWh", ""),
        ("m2", "m2"),
        ("pupils", "persons"),
    ],
)
def test_a_code_and_a_short_form_of_a_unit_are_names_of_it(real_lists: Lists, text: str, name: str) -> None:
    assert real_lists.unit_named(text) == name
    if name:
        assert real_lists.find("unit", text) == name


def test_no_unit_is_read_from_a_part_of_one(real_lists: Lists) -> None:
    assert real_lists.vocabulary.unit_of("thousand m2") is None
    assert real_lists.vocabulary.unit_of("thousand metres") is not None


def test_territories_say_level_and_end_where_the_name_does_not(lists: Lists, real_lists: Lists) -> None:
    assert lists.words("territory", "D1") == "First district"
    assert lists.words("territory", "D2") == "Second town (city)"
    assert lists.words("territory", "nothing") == "nothing"
    assert "until" in " ".join(real_lists.by_field["territory"].values())


def test_the_nearest_codes_come_first_and_are_few(real_lists: Lists) -> None:
    known = real_lists.by_field["measure"]
    assert nearest("fcj", known)[0] == "fci"
    assert "resettled_persons" in nearest("persons resettled", known)
    assert len(nearest("families", known)) <= MAX_CANDIDATES
    assert nearest("§§§", known) == []
    with pytest.raises(UsageError, match="The template's sheet 'Lists' has all of them"):
        real_lists.find("measure", "§§§")
    with pytest.raises(UsageError, match=r"Known: used, held, .*, rejected\."):
        real_lists.find("disposition", "§§§")


@pytest.mark.parametrize("field", ["measure", "territory", "unit"])
def test_the_sheet_with_lists_that_a_sentence_names_has_all_of_them(real_lists: Lists, field: str) -> None:
    offered = template_lists(real_lists, date(2026, 11, 26), ())[field]
    assert len(offered) > 12
    for code in offered:
        assert real_lists.find(field, code) == code


def test_a_name_of_several_territories_is_a_sentence_with_candidates(real_lists: Lists) -> None:
    with pytest.raises(UsageError, match=r"no single territory of the office\. Nearest: "):
        real_lists.find("territory", "Agdamm")
