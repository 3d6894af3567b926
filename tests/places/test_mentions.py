"""Places in running text: the longest name with the words that belong to it, in three languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.places.gazetteer import Gazetteer

CASES = [
    (
        "Work goes on in the town of Khojaly and in Khojaly district.",
        ["town of Khojaly = C-XOCALI", "Khojaly district = D-AZ-XCI"],
    ),
    ("Homes in Khojaly and its surrounding villages.", ["Khojaly and its surrounding villages = D-AZ-XCI"]),
    (
        "Sums for the Karabakh and East Zangazur economic regions.",
        ["Karabakh and East Zangazur economic regions = G-KAR-EZG"],
    ),
    ("Figures for Karabakh and East Zangezur show it.", ["Karabakh and East Zangezur = G-KAR-EZG"]),
    ("The plan of Karabakh is new.", ["Karabakh = level_not_stated"]),
    ("In its Karabakh (Garabagh) region roads open.", ["Karabakh (Garabagh) region = ER-KAR"]),
    (
        "Schools of the Aghdam, Kalbajar, and Lachin districts.",
        ["Aghdam = D-AZ-AGM", "Kalbajar = D-AZ-KAL", "Lachin districts = D-AZ-LAC"],
    ),
    (
        "The cities of Jabrayil, Fuzuli, and Shusha have plans.",
        ["cities of Jabrayil = C-CEBRAYIL", "Fuzuli = C-FUZULI", "Shusha = C-SUSA"],
    ),
    (
        "Homes in Shusha and Khojaly district.",
        ["Shusha = level_not_stated", "Khojaly district = D-AZ-XCI"],
    ),
    ("Families moved to Lachin, Zabukh and Sus.", ["Lachin, Zabukh and Sus = G-LACIN-ZABUX-SUS"]),
    (
        "Kangarli in Aghdam district has a school, Kangarli has none.",
        ["Kangarli = S-KENGERLI-KEND", "Aghdam district = D-AZ-AGM", "Kangarli = level_not_stated"],
    ),
    ("Azerbaijan's figures; Azerbaijani families.", ["Azerbaijan's = AZ"]),
    ("the sos of a barda, a region and a town", []),
    (
        "Evlər Xocalı rayonunda və Şuşa şəhərində tikilir.",
        ["Xocalı rayonunda = D-AZ-XCI", "Şuşa şəhərində = C-SUSA"],
    ),
    (
        "Ailələr Ağdam rayonunun Kəngərli kəndinə köçür.",
        ["Ağdam rayonunun = D-AZ-AGM", "Kəngərli kəndinə = S-KENGERLI-KEND"],
    ),
    (
        "Yollar Ağdam, Füzuli və Şuşa rayonlarında çəkilir.",
        ["Ağdam = D-AZ-AGM", "Füzuli = D-AZ-FUZ", "Şuşa rayonlarında = D-AZ-SUS"],
    ),
    ("Qarabağ iqtisadi rayonunda artım var.", ["Qarabağ iqtisadi rayonunda = ER-KAR"]),
    (
        "Дома строят в Ходжалинском районе и в городе Ходжалы.",
        ["Ходжалинском районе = D-AZ-XCI", "городе Ходжалы = C-XOCALI"],
    ),
    (
        "Рост в Карабахском и Восточно-Зангезурском экономических районах.",
        ["Карабахском и Восточно-Зангезурском экономических районах = G-KAR-EZG"],
    ),
    (
        "Школы в Шуше и Ходжалы, Лачинском и Кельбаджарском районах.",
        [
            "Шуше = level_not_stated",
            "Ходжалы = level_not_stated",
            "Лачинском = D-AZ-LAC",
            "Кельбаджарском районах = D-AZ-KAL",
        ],
    ),
    ("Shus\u0327akend and Badara have homes.", ["Shus\u0327akend = S-SUSAKEND", "Badara = S-BADARA"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_places_of_a_sentence(rules: Gazetteer, text: str, expected: list[str]) -> None:
    found = rules.mentions(text)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    said = [f"{one.text} = {one.resolution.territory_id or one.resolution.reason}" for one in found]
    assert said == expected


def test_the_day_decides_which_region_a_text_means(rules: Gazetteer) -> None:
    text = "Growth in the Aran economic region."
    (before,) = rules.mentions(text, on=date(2021, 7, 6))
    (after,) = rules.mentions(text, on=date(2021, 7, 7))
    assert before.resolution.territory_id == "ER-O-ARN"
    assert after.resolution.reason == "not_valid_then"


PIECES = [
    "Khojaly",
    "district",
    "and",
    "its",
    "surrounding",
    "villages",
    "of",
    "Karabakh",
    "(",
    ")",
    ",",
    ".",
]
PIECES += ["Şuşa", "rayonunda", "və", "East", "Zangazur", "economic", "regions", "-", "’s", "25", "Kangarli"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]))
def test_mentions_are_in_order_apart_and_say_what_the_text_says(
    rules: Gazetteer, pieces: list[str], between: str
) -> None:
    text = between.join(pieces)
    end = 0
    for one in rules.mentions(text):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        assert one.resolution.territory_id or one.resolution.reason
        end = one.end


@given(st.text(max_size=60))
def test_any_text_can_be_read(rules: Gazetteer, text: str) -> None:
    rules.mentions(text)
    rules.resolve(text)
