"""Corrected files and withdrawals: what stands on each day, and that every row stays."""

import tomllib
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import edit_month
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.office import Office
from pipeline.reports import Report
from pipeline.window import window_of
from tests.conftest import JANUARY
from tests.small_office import WriteOffice, investment

COUNTRY = {"value": "1406.0"}
NORTH = {"value": "900.5", "territory_as_written": "North"}
SOUTH = {"value": "300.5", "territory_as_written": "South"}
FIRST = investment(COUNTRY, NORTH, SOUTH)
UNDATED = {"published_on": ""}
Lines = tuple[dict[str, str], ...]


@dataclass
class Ledger:
    """An office that is delivered to, one delivery after the other."""

    write: WriteOffice
    deliveries: dict[str, dict[str, str]]
    received: dict[str, str]
    more: dict[str, str]
    office: Office | None = None

    def deliver(self, name: str, received: str, text: str = "", more: str = "") -> str:
        """Hand in a register with what else delivery.toml says; returns the hash of the file."""
        self.deliveries[name] = {"investment.csv": text} if text else {}
        self.received[name], self.more[name] = received, more
        self.office = self.write(self.deliveries, received=self.received)
        for other, entry in self.more.items():
            path = self.office.folder / "deliveries" / other / "delivery.toml"
            said = path.read_text(encoding="utf-8") + entry
            assert tomllib.loads(said)
            path.write_text(said, encoding="utf-8")
        return sha256(text.encode()).hexdigest()

    def run(self) -> Report:
        """Take everything in."""
        assert self.office
        stages.intake(self.office)
        return stages.conform(self.office)

    def stands(self, day: str) -> dict[str, str]:
        """Return the value of each territory as known on a day; empty where it was withdrawn."""
        assert self.office
        as_of = date.fromisoformat(day)
        lake = stages.lake_of(self.office)
        found = edit_month(self.office, lake, window_of(self.office, JANUARY, as_of))
        assert lake.read(found, "core.finding").filter(pl.col("rule_id") == "uniqueness").is_empty()
        rows = lake.read(found, "core.latest").sort("territory_id", "value")
        return {row["territory_id"]: f"{row['value']:.1f}" for row in rows.to_dicts()}

    def table(self, stage: str, table: str) -> pl.DataFrame:
        """Return a table of all deliveries."""
        assert self.office
        lake = stages.lake_of(self.office)
        return pl.concat([lake.read(found, table) for found in lake.manifests(stage)])


@pytest.fixture
def ledger(write_office: WriteOffice) -> Ledger:
    """Give an office without a delivery."""
    return Ledger(write_office, {}, {}, {})


def superseding(file_id: str) -> str:
    """Say in delivery.toml that its last file supersedes another."""
    return f'supersedes = "{file_id}"\n'


@pytest.mark.parametrize("when", [{}, UNDATED], ids=["published", "publication unknown"])
def test_a_corrected_file_wins_from_the_day_it_was_received(ledger: Ledger, when: dict[str, str]) -> None:
    lines = [line | when for line in (COUNTRY, NORTH, SOUTH)]
    old = ledger.deliver("a", "2026-03-01", investment(*lines))
    corrected = investment(lines[0], lines[1] | {"value": "901.5"}, lines[2])
    ledger.deliver("b", "2026-04-01", corrected, superseding(old))
    assert ledger.run().counts["observations"] == 4
    assert ledger.stands("2026-03-31") == {"C": "1406.0", "R1": "900.5", "R2": "300.5"}
    assert ledger.stands("2026-04-01") == {"C": "1406.0", "R1": "901.5", "R2": "300.5"}
    figures = ledger.table(INTAKE, "raw.figure").filter(pl.col("delivery_id") == "b").sort("line")
    assert figures["disposition"].to_list() == ["duplicate", "used", "duplicate"]
    assert figures["reason"].to_list()[0] == "delivery a gave the same figure"


def test_a_figure_that_the_corrected_file_lacks_is_withdrawn(ledger: Ledger) -> None:
    old = ledger.deliver("a", "2026-03-01", FIRST)
    ledger.deliver("b", "2026-04-01", investment(COUNTRY, NORTH), superseding(old))
    counts = ledger.run().counts
    assert (counts["observations"], counts["withdrawn"]) == (3, 1)
    assert ledger.stands("2026-03-31")["R2"] == "300.5"
    assert ledger.stands("2026-04-01") == {"C": "1406.0", "R1": "900.5"}
    (row,) = ledger.table(CONFORM, "core.observation").filter(pl.col("action") == "withdrawn").to_dicts()
    before = ledger.table(CONFORM, "core.observation").filter(
        pl.col("territory_id") == "R2", pl.col("value") > 0
    )
    assert row["replaces"] == before["obs_id"].to_list()
    assert (row["value"], row["delivery_id"], row["known_on"]) == (None, "b", date(2026, 4, 1))
    assert row["version_key"] > before["version_key"][0]


def test_a_correction_can_go_back_to_the_first_value(ledger: Ledger) -> None:
    old = ledger.deliver("a", "2026-03-01", FIRST)
    second = ledger.deliver(
        "b", "2026-04-01", investment(COUNTRY, NORTH | {"value": "901.5"}, SOUTH), superseding(old)
    )
    third = investment(COUNTRY, NORTH, SOUTH) + "\n"
    ledger.deliver("c", "2026-05-01", third, superseding(second))
    ledger.run()
    assert [ledger.stands(day)["R1"] for day in ("2026-03-31", "2026-04-30", "2026-05-01")] == [
        "900.5",
        "901.5",
        "900.5",
    ]


def test_a_corrected_earlier_publication_leaves_the_later_one(ledger: Ledger) -> None:
    later = NORTH | {"value": "910.5", "published_on": "2026-03-20"}
    old = ledger.deliver("a", "2026-04-01", investment(NORTH, later))
    corrected = investment(NORTH | {"value": "890.5"}, later | {"value": "911.5"})
    ledger.deliver("b", "2026-05-01", corrected, superseding(old))
    ledger.run()
    assert [ledger.stands(day)["R1"] for day in ("2026-03-01", "2026-04-30", "2026-05-01")] == [
        "900.5",
        "910.5",
        "911.5",
    ]


def test_a_withdrawn_figure_does_not_bring_an_older_one_back(ledger: Ledger) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    revised = NORTH | {"value": "950.5", "published_on": "2026-03-20"}
    second = ledger.deliver("b", "2026-04-01", investment(revised, COUNTRY))
    ledger.deliver("c", "2026-05-01", investment(COUNTRY), superseding(second))
    ledger.run()
    assert ledger.stands("2026-04-30")["R1"] == "950.5"
    assert "R1" not in ledger.stands("2026-05-01")


WITHDRAW = """
[[withdraw]]
source_id = "S1"
measure = "fci"
territory = "R1"
period_start = 2026-01-01
period_end = 2026-01-31
withdrawn_on = 2026-03-10
reason = "taken_back_by_source"
"""


def test_a_source_takes_a_figure_back_and_states_it_again(ledger: Ledger) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    ledger.deliver("b", "2026-04-01", more=WITHDRAW)
    again = NORTH | {"value": "905.5", "published_on": "2026-03-25"}
    ledger.deliver("c", "2026-05-01", investment(again))
    ledger.run()
    days = ("2026-03-09", "2026-03-10", "2026-03-25")
    assert [ledger.stands(day).get("R1") for day in days] == ["900.5", None, "905.5"]


def test_a_withdrawal_of_nothing_known_is_said(ledger: Ledger) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    ledger.deliver("b", "2026-04-01", more=WITHDRAW.replace("R1", "D1"))
    said: list[str] = []

    class Progress:
        def say(self, text: str) -> None:
            said.append(text)

    assert ledger.office
    stages.intake(ledger.office)
    assert stages.conform(ledger.office, Progress()).counts["withdrawn"] == 0
    assert said[-1] == (
        "not followed: no figure is known for the withdrawal of "
        "fci of D1, 2026-01-01 to 2026-01-31, _T, by S1"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"taken_back_by_source"', '"because"', "the reason 'because' of a withdrawal is none of taken_back"),
        ("2026-03-10", '"March"', "has a day in another form than 2024-03-01"),
        ('measure = "fci"\n', "", "neither a content_key nor measure"),
    ],
)
def test_a_withdrawal_of_another_form_is_a_sentence(ledger: Ledger, old: str, new: str, said: str) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    ledger.deliver("b", "2026-04-01", more=WITHDRAW.replace(old, new))
    assert ledger.office
    assert said in " ".join(ledger.office.refused_deliveries())


def test_superseding_a_file_that_is_not_there_is_refused(ledger: Ledger) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    ledger.deliver("b", "2026-04-01", investment(COUNTRY), superseding("f" * 64))
    assert ledger.office
    (sentence,) = stages.intake(ledger.office).refused
    assert "supersede the file ffffffff" in sentence


def test_the_same_figures_in_other_bytes_are_recognised(ledger: Ledger) -> None:
    ledger.deliver("a", "2026-03-01", FIRST)
    ledger.run()
    ledger.deliver("b", "2026-04-01", investment(SOUTH, NORTH, COUNTRY))
    assert ledger.run().counts["observations"] == 3
    figures = ledger.table(INTAKE, "raw.figure").filter(pl.col("delivery_id") == "b")
    assert set(figures["disposition"]) == {"duplicate"}
    assert set(figures["reason"]) == {"delivery a gave the same figure"}
    assert ledger.stands("2026-04-01") == ledger.stands("2026-03-31")
    del ledger.deliveries["a"], ledger.received["a"], ledger.more["a"]
    ledger.deliver("b", "2026-04-01", investment(SOUTH, NORTH, COUNTRY))
    assert ledger.run().counts["observations"] == 3


def test_every_row_of_a_superseded_file_stays(ledger: Ledger) -> None:
    old = ledger.deliver("a", "2026-03-01", FIRST)
    ledger.run()
    before = ledger.table(CONFORM, "core.observation")
    ledger.deliver("b", "2026-04-01", investment(NORTH | {"value": "901.5"}), superseding(old))
    ledger.run()
    after = ledger.table(CONFORM, "core.observation")
    assert after.filter(pl.col("delivery_id") == "a").equals(before)
    assert after["version_key"].n_unique() == after["obs_id"].n_unique() == after.height == 6
    again = ledger.run().counts
    assert (again["conformed anew"], again["observations"], again["withdrawn"]) == (0, 4, 2)
