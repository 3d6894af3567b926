"""The lists that an office answers from."""

import pytest

from pipeline.errors import UsageError
from pipeline.reading.lists import MAX_CANDIDATES, Lists, nearest


def test_units_to_answer_with_are_base_units(lists: Lists) -> None:
    assert list(lists.by_field["unit"]) == ["%", "AZN", "dwellings", "families", "persons", "times"]


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


def test_a_name_of_several_territories_is_a_sentence_with_candidates(real_lists: Lists) -> None:
    with pytest.raises(UsageError, match=r"no single territory of the office\. Nearest: "):
        real_lists.find("territory", "Agdamm")
