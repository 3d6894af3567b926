"""Phases of a programme that share days: a note in the months that they share, and in no other."""

from collections.abc import Callable

import pytest

from pipeline import stages
from pipeline.month import Month
from pipeline.office import Office
from tests.small_office import investment

WriteOffice = Callable[..., Office]
HEAD = "phase_id,name_en,starts_on,ends_on,parts,legal_act_id,source_id\n"
FIRST, SECOND = "A,First phase,2022-01-01,2025-06-30,,,S1\n", "B,Second phase,{},2030-12-31,,,S1\n"


def _told(write_office: WriteOffice, month: str, phases: str) -> list[tuple[str, str]]:
    delivered = {"first": {"investment.csv": investment({"value_as_printed": "1,406.0"})}}
    office = write_office(delivered, {"programme_phase.csv": HEAD + phases})
    stages.intake(office)
    stages.conform(office)
    found = stages.edit(office, Month.parse(month)).findings
    return [(one.effect, one.sentence) for one in found if one.rule_id == "phases_follow_each_other"]


@pytest.mark.parametrize(("month", "told"), [("2025-02", 0), ("2025-03", 1), ("2025-06", 1), ("2025-07", 0)])
def test_an_overlap_is_told_in_the_months_that_it_covers(
    write_office: WriteOffice, month: str, told: int
) -> None:
    found = _told(write_office, month, FIRST + SECOND.format("2025-03-15"))
    assert len(found) == told
    for effect, sentence in found:
        assert effect == "info"
        assert "covers 15 March 2025 and the days after it: First phase; Second phase." in sentence


def test_phases_that_follow_each_other_and_open_ones_are_not_told(write_office: WriteOffice) -> None:
    assert _told(write_office, "2025-06", FIRST + SECOND.format("2025-07-01")) == []


def test_a_phase_without_days_is_not_compared(write_office: WriteOffice) -> None:
    assert _told(write_office, "2025-06", FIRST + "B,Second phase,2025-01-01,,,,S1\n") == []
