"""A decision, a delivery taken back, a past day: preview, list of changes and page say the same."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime

import polars as pl
import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.edit import STAGE as CORE
from pipeline.office import Office
from pipeline.rehearsal import Rehearsal, rehearse
from pipeline.rehearsal_text import summary
from pipeline.vintages.change_rows import WHY
from tests.conftest import JANUARY
from tests.publications import unprinted
from tests.small_office import investment
from tests.vintages.steps import Step, step, write_issued

NORTH, SOUTH = "fci.R1.2026-01", "fci.R2.2026-01"
TOO_MUCH = {"territory_as_written": "North", "value_as_printed": "2,270.0"}
LATE = {"territory_as_written": "South", "value_as_printed": "300.0", "published_on": "2026-03-20"}
PAST = date(2026, 3, 1)


def _correct(office: Office) -> None:
    """Correct the region that has more than its country."""
    core = stages.lake_of(office).manifest(CORE, JANUARY.key)
    assert core
    latest = stages.lake_of(office).read(core, "core.latest").filter(pl.col("territory_id") == "R1")
    fields = {"content_key": latest["content_key"][0], "action": "correct", "new_value": "227.5"}
    told = fields | {"reason": "Told by telephone.", "who": "A. P."}
    decide(office, request_of(told), datetime(2026, 11, 26, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Step, Step, Rehearsal, str]]:
    """Release a month; decide about a withheld figure; take a delivery back; then go to a past day."""
    base = tmp_path_factory.mktemp("one-cause")
    given = {"first": investment({"value_as_printed": "1,406.0"}, TOO_MUCH), "second": investment(LATE)}
    with unprinted():
        office = write_issued(base, given)
        past = rehearse(office, JANUARY, PAST)
        _correct(office)
        decided = step(office)
        shutil.move(office.folder / "deliveries" / "second", base / "second")
        yield office, decided, step(office), past, str(base)


def test_a_figure_that_a_decision_brings_is_shown_with_it_everywhere(
    told: tuple[Office, Step, Step, Rehearsal, str],
) -> None:
    said = told[1]
    causes = {one.cell_id: one.causes for one in said.preview.changes}
    assert causes[NORTH] == ("decision",)
    assert {cause for own in causes.values() for cause in own} == {"decision"}
    assert said.previewed == said.listed
    printed = [one for one in said.preview.numbers if one.cell_id == NORTH]
    assert printed
    assert all((one.old, one.new) == ("", "227.5") for one in printed)
    assert {cause for own in said.numbers.values() for cause in own} == {"decision"}
    assert "A. P.: corrected, 2270 → 227.5. Told by telephone." in said.page
    assert WHY["decision"][1] in said.page
    assert WHY["new_data"][1] not in said.page


def test_a_delivery_that_is_taken_back_is_the_one_cause_everywhere(
    told: tuple[Office, Step, Step, Rehearsal, str],
) -> None:
    said = told[2]
    assert said.listed[SOUTH] == "removal"
    assert said.previewed == said.listed
    assert set(said.listed.values()) == {"removal"}
    assert {name: own for name, own in said.numbers.items() if own != {"removal"}} == {}
    assert said.numbers["quality.deliveries.2026-01"] == {"removal"}
    assert WHY["removal"][1] in said.page
    for cause in ("withdrawal", "decision", "new_data"):
        assert WHY[cause][1] not in said.page
    assert summary(said.preview)[0].endswith(
        "0 deliveries are new to the issue that it is compared with, and 1 "
        "of its own was taken back or changed."
    )


def test_a_past_day_is_held_against_what_is_known_now(
    told: tuple[Office, Step, Step, Rehearsal, str],
) -> None:
    past = told[3]
    assert past.is_beside
    assert {one.cell_id: one.causes for one in past.changes}[SOUTH] == ("later",)
    said = summary(past)
    assert said[1].startswith(f"There is no issue as of {PAST} to compare it with")
    assert any(one.cell_id == SOUTH and one.new == "" for one in past.numbers)
