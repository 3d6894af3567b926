"""Names as written lead to territories by stated steps, or to a question with candidates."""

from datetime import date

import pytest

from pipeline.office import load_office
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.project import locate
from pipeline.reference import load_reference


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_reference(load_office(locate(), "karabakh"))).without_listed_names()


@pytest.mark.parametrize(
    ("name", "territory"),
    [
        ("Xocalı rayonunda", "D-AZ-XCI"),
        ("в Ходжалинском районе", "D-AZ-XCI"),
        ("Khojaly region", "D-AZ-XCI"),
        ("town of Khojaly", "C-XOCALI"),
        ("в городе Ходжалы", "C-XOCALI"),
        ("İSMAYILLI RAYONU", "D-AZ-ISM"),
        ("Karabakh region", "ER-KAR"),
        ("Agaly, Zangilan District", "S-AGALI"),
        ("Zabukh and Sus", "G-ZABUX-SUS"),
    ],
)
def test_a_form_of_a_name_leads_to_its_territory(gazetteer: Gazetteer, name: str, territory: str) -> None:
    assert gazetteer.resolve(name).territory_id == territory


def test_an_old_region_is_given_for_its_days_and_asked_about_after(gazetteer: Gazetteer) -> None:
    name = "Upper Karabakh economic region"
    assert gazetteer.resolve(name, on=date(2021, 7, 6)).territory_id == "ER-O-YQB"
    after = gazetteer.resolve(name, on=date(2021, 7, 7))
    assert (after.territory_id, after.reason) == ("", "not_valid_then")


def test_a_bare_name_is_a_question_until_the_topic_settles_it(gazetteer: Gazetteer) -> None:
    bare = gazetteer.resolve("Lachin")
    assert (bare.reason, {one.territory_id for one in bare.candidates}) == (
        "level_not_stated",
        {"C-LACIN", "D-AZ-LAC"},
    )
    settled = gazetteer.resolve("Lachin", measure_topic="investment")
    assert (settled.territory_id, settled.inferred) == ("D-AZ-LAC", "territory_level")
