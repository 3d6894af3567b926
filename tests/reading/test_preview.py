"""What accepting would add, and what is known already."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline.conform import STAGE
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reading.draft import Draft, Item, settle
from pipeline.reading.lists import Lists
from pipeline.reading.preview import preview
from tests.reading.conftest import draft_of

FIGURE = settle(
    Item(
        start="1",
        end="2",
        as_printed="412.5",
        value="412500000",
        unit="AZN",
        measure="fci",
        territory="R1",
        period_start="2026-01-01",
        period_end="2026-01-31",
        kind="observation",
        quantity="level",
    ),
    "used",
)


def observation(value: str, source: str = "S9", **facts: object) -> dict[str, object]:
    return {
        "measure_code": "fci",
        "breakdown": "_T",
        "territory_id": "R1",
        "kind": "observation",
        "quantity": "level",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 1, 31),
        "unit_code": "AZN_MN",
        "source_id": source,
        "value": Decimal(value),
        **facts,
    }


def known(office: Office, *rows: dict[str, object]) -> None:
    """Leave observations as a run does."""
    lake = Lake(office.home / "lake")
    frame = pl.DataFrame(list(rows))
    lake.commit(STAGE, "d1", "x", {"core.observation": lake.write("core.observation", "d1", frame)}, {})


def test_before_the_first_run_nothing_is_known(office: Office, lists: Lists) -> None:
    adds = preview(office, draft_of(FIGURE), lists)
    assert (adds.figures, adds.same, adds.differing, adds.month) == (1, 0, (), Month.parse("2026-01"))
    assert adds.sentence == "1 figure of 1 measure"
    assert adds.added[0].territories == 1
    assert adds.added[0].periods == "2026-01"


def test_the_same_value_and_another_one_are_told(office: Office, lists: Lists) -> None:
    known(office, observation("412.5"), observation("7", "S8", territory_id="R2"))
    assert preview(office, draft_of(FIGURE), lists).same == 1
    known(office, observation("413"), observation("1412.5", "S8"))
    adds = preview(office, draft_of(FIGURE), lists)
    (one,) = adds.differing
    assert (one.place, one.value, one.others) == ("1-2", "412.5", (("S8", "1,412.5"), ("S9", "413")))
    assert one.described.endswith("January 2026")
    assert adds.sentence == "1 figure of 1 measure; 1 known with another value"


def test_a_source_is_not_compared_with_itself(office: Office, lists: Lists) -> None:
    draft = draft_of(FIGURE)
    known(office, observation("413", draft.source.source_id))
    assert preview(office, draft, lists).differing == ()


@pytest.mark.parametrize(
    ("items", "month"),
    [
        ((replace(FIGURE, kind="target"),), None),
        ((replace(FIGURE, period_end="2030-01-31"),), None),
        (
            (FIGURE, replace(FIGURE, period_end="2025-12-31"), replace(FIGURE, period_end="2025-12-31")),
            "2025-12",
        ),
        ((FIGURE, replace(FIGURE, period_end="2025-12-31")), "2026-01"),
        ((replace(FIGURE, unit="no such unit"),), "2026-01"),
        ((replace(FIGURE, disposition="held"),), None),
    ],
)
def test_the_month_is_the_one_of_most_figures(
    office: Office, lists: Lists, items: tuple[Item, ...], month: str | None
) -> None:
    draft: Draft = replace(draft_of(*items), received_on=date(2026, 2, 20))
    found = preview(office, draft, lists).month
    assert (found.key if found else None) == month
