"""Homonyms settled by context, days, containers; what cannot be settled is a question with candidates."""

from datetime import date

import pytest

from pipeline.places.gazetteer import LONGEST_NAME, MOST_REMEMBERED, Gazetteer
from pipeline.places.resolution import Resolution


def _ids(said: Resolution) -> list[str]:
    return [one.territory_id for one in said.candidates]


def test_a_bare_name_is_a_question_until_what_is_counted_settles_it(rules: Gazetteer) -> None:
    bare = rules.resolve("Lachin")
    assert (bare.reason, set(_ids(bare))) == ("level_not_stated", {"C-LACIN", "D-AZ-LAC"})
    assert bare.is_question
    for context, territory in (("investment", "D-AZ-LAC"), ("resettlement", "C-LACIN")):
        for told in ({"measure_topic": context}, {"layout": context}):
            said = rules.resolve("Lachin", **told)
            assert (said.territory_id, said.inferred) == (territory, "territory_level")
    assert rules.resolve("Lachin", measure_topic="fci").territory_id == "D-AZ-LAC"
    assert rules.resolve("Lachin", measure_topic="dwelling_area", layout="works").territory_id == "D-AZ-LAC"


def test_a_level_that_is_written_needs_no_context(rules: Gazetteer) -> None:
    said = rules.resolve("Lachin district", measure_topic="resettlement")
    assert (said.territory_id, said.inferred, said.reason) == ("D-AZ-LAC", "", "name")


def test_region_is_a_district_or_an_economic_region_by_the_name_and_the_day(rules: Gazetteer) -> None:
    assert rules.resolve("Agdam region").territory_id == "D-AZ-AGM"
    assert rules.resolve("Karabakh region").territory_id == "ER-KAR"
    before = rules.resolve("Lankaran region", on=date(2021, 7, 6))
    assert (before.reason, set(_ids(before))) == ("homonym", {"D-AZ-LAN", "ER-O-LNK"})
    assert rules.resolve("Lankaran region", on=date(2021, 7, 7)).territory_id == "D-AZ-LAN"


def test_an_old_region_is_given_for_its_days_and_asked_about_after_with_what_came_of_it(
    rules: Gazetteer,
) -> None:
    name = "Upper Karabakh economic region"
    assert rules.resolve(name, on=date(2021, 7, 6)).territory_id == "ER-O-YQB"
    after = rules.resolve(name, on=date(2021, 7, 7))
    assert (after.territory_id, after.reason) == ("", "not_valid_then")
    assert set(_ids(after)) == {"ER-O-YQB", "ER-KAR", "ER-EZG"}
    early = rules.resolve("Ağdərə rayonu", on=date(2023, 12, 4))
    assert set(_ids(early)) == {"D-AGDERE", "D-AZ-KAL", "D-AZ-TAR", "D-AZ-AGM"}


def test_a_listed_name_too_is_given_for_its_days_alone(listed: Gazetteer) -> None:
    assert listed.resolve("Karabakh economic region", on=date(2021, 7, 7)).reason == "listed_name"
    assert listed.resolve("Karabakh economic region", on=date(2021, 7, 6)).reason == "not_valid_then"


@pytest.mark.parametrize("within", ["D-AZ-AGM", "Aghdam district", "Агдамский район", "ER-KAR"])
def test_what_a_place_lies_in_settles_a_homonym(rules: Gazetteer, within: str) -> None:
    assert rules.resolve("Kangarli", within=within).territory_id == "S-KENGERLI-KEND"
    assert rules.resolve("Kangarli", within="Nakhchivan economic region").territory_id == "D-AZ-KAN"


def test_a_place_that_does_not_lie_there_is_a_question(rules: Gazetteer) -> None:
    assert rules.resolve("Sos", within="D-AZ-LAC").reason == "not_in_container"
    assert rules.resolve("Sos village (Lachin)").reason == "note_not_read"
    assert rules.resolve("Sos, Lachin district").reason == "not_in_container"


def test_karabakh_alone_is_never_taken_for_the_economic_region(rules: Gazetteer) -> None:
    for name in ("Karabakh", "Qarabağ", "Карабах", "Garabagh", "Karabach"):
        for context in ("", "investment", "resettlement"):
            said = rules.resolve(name, measure_topic=context)
            assert (said.territory_id, said.reason) == ("", "level_not_stated")
            assert set(_ids(said)) == {"ER-KAR", "G-KARABAKH"}


def test_a_list_is_a_group_only_where_one_has_exactly_these_members(rules: Gazetteer) -> None:
    assert rules.resolve("Zabukh and Sus").territory_id == "G-ZABUX-SUS"
    assert rules.resolve("Lachin, Zabukh and Sus").territory_id == "G-LACIN-ZABUX-SUS"
    other = rules.resolve("Zabukh and Beylik")
    assert (other.reason, _ids(other)) == ("list_without_group", ["S-ZABUX", "S-BEYLIK"])
    assert rules.resolve("Karabakh and East Zangezur", on=date(2020, 1, 1)).is_question


def test_a_road_that_is_not_listed_is_said_to_be_one(rules: Gazetteer) -> None:
    assert rules.resolve("Shusha-Lachin").reason == "road_not_listed"
    assert rules.resolve("Lachin road").reason == "road_not_listed"


def test_an_unknown_name_comes_with_the_nearest_ones_first(rules: Gazetteer) -> None:
    said = rules.resolve("Kelbadzar")
    assert said.reason == "unknown_name"
    assert set(_ids(said)[:2]) == {"C-KELBECER", "D-AZ-KAL"}
    scores = [one.score for one in said.candidates]
    assert scores == sorted(scores, reverse=True) and len(scores) <= 5
    assert {one.name for one in said.candidates[:2]} == {"Kalbajar town", "Kalbajar district"}


def test_nothing_written_and_nothing_alike_have_no_candidates(rules: Gazetteer) -> None:
    assert rules.resolve("  ") == Resolution("", "empty")
    assert rules.resolve("???") == Resolution("", "unknown_name")
    assert rules.resolve("Wwwwwwwwwww").candidates == ()


def test_a_text_as_long_as_a_name_can_be_is_read_and_a_longer_one_is_not(rules: Gazetteer) -> None:
    longest = "Lachin district".ljust(LONGEST_NAME)
    assert rules.resolve(longest).territory_id == "D-AZ-LAC"
    assert rules.resolve(longest + " ").reason == "too_long"
    assert rules.resolve(" ".join(["Ağdamdan"] * 33)).is_question


def test_so_many_answers_are_remembered_and_then_forgotten(rules: Gazetteer) -> None:
    own = rules.without_listed_names()
    for number in range(MOST_REMEMBERED):
        own.resolve(" " * (number + 1 + LONGEST_NAME), layout="x")
    assert own.remembered == MOST_REMEMBERED
    assert own.resolve("Lachin district").territory_id == "D-AZ-LAC"
    assert own.remembered == 1
