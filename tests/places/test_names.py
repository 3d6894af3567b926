"""Every name of the delivered registers, checked by hand: 99 in 100 right, none open and none undeclared.

names.csv has a line for each name as written, its register, the last day of its period and what is counted.
spellings.csv has forms that no table lists; an empty territory is one that must be asked about.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.places.gazetteer import Gazetteer
from pipeline.places.resolution import REASONS
from tests.office.karabakh_office import SHARED
from tests.places.written import names_in, written_names

HERE = Path(__file__).parent
DECLARED = {
    "": "territory",
    "road": "road",
    "members_stated": "group",
    "not_stated": "group",
    "other_authority": "other_authority",
}
NEEDS_A_PERSON = {
    ("Khojaly", "document"): "level_not_stated",
    ("Xocalı rayonu (both villages)", "resettlement"): "note_not_read",
    ("more than 70 villages", "resettlement"): "unknown_name",
    ("Toghana-Kalbajar-Istisu", "works"): "road_not_listed",
    ("alternative road bypassing Lachin", "works"): "road_not_listed",
}
"""What the rules alone ask about; the office's table of names answers it."""

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


NAMES, SPELLINGS = _read("names.csv"), _read("spellings.csv")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _answers(gazetteer: Gazetteer) -> list[tuple[Row, str, str]]:
    made = []
    for row in NAMES:
        said = gazetteer.resolve(
            row["name"], on=_day(row["on"]), measure_topic=row["measure"], layout=row["register"]
        )
        made.append((row, said.territory_id, said.reason))
    return made


def test_the_office_reads_every_name_of_its_registers_right(listed: Gazetteer) -> None:
    differing = [(row["name"], got) for row, got, _ in _answers(listed) if got != row["territory_id"]]
    assert differing == []


def test_every_name_is_a_territory_or_declared_as_what_it_is(listed: Gazetteer) -> None:
    for row in NAMES:
        place = listed.places[row["territory_id"]]
        assert DECLARED[place.coverage] == row["declared"], row
        assert (place.level == "group") == (row["declared"] != "territory"), row


def test_the_rules_alone_accept_nothing_that_is_not_right(rules: Gazetteer) -> None:
    wrong = [(row["name"], got) for row, got, _ in _answers(rules) if got not in ("", row["territory_id"])]
    assert wrong == []


def test_the_rules_alone_read_97_in_100_names(rules: Gazetteer) -> None:
    answers = _answers(rules)
    asked = {(row["name"], row["register"]): reason for row, got, reason in answers if not got}
    assert asked == NEEDS_A_PERSON
    names = {(row["name"], row["register"]) for row, _, _ in answers}
    assert 1 - len(asked) / len(names) >= 0.97


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: f"{row['name']} {row['on']}")
def test_a_form_that_no_table_lists_is_read_or_asked_about(rules: Gazetteer, row: Row) -> None:
    said = rules.resolve(row["name"], on=_day(row["on"]), measure_topic=row["topic"])
    assert said.territory_id == row["territory_id"], said
    assert said.reason in REASONS


def test_the_list_names_all_that_the_deliveries_name() -> None:
    listed = {(row["name"], row["register"], row["on"], row["measure"]) for row in NAMES}
    assert listed == written_names()


@pytest.mark.skipif(not SHARED.exists(), reason="the compiled registers are not beside this checkout")
def test_the_list_names_all_that_the_compiled_registers_name() -> None:
    assert names_in(SHARED) <= {(row["name"], row["register"]) for row in NAMES}
