"""A figure of another source, one that is taken back, an undo: each is told as what it is, everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.ledger import read_ledger
from pipeline.edit import STAGE as CORE
from pipeline.edit import edit_month
from pipeline.office import Office, load_office
from pipeline.vintages.change_rows import WHY
from pipeline.window import window_of
from tests.conftest import JANUARY
from tests.publications import unprinted
from tests.small_office import investment
from tests.vintages.steps import Step, add_delivery, step, write_issued

NORTH = "fci.R1.2026-01"
PRESS = {"territory_as_written": "North", "value_as_printed": "900.5"}
PRODUCER = PRESS | {"value_as_printed": "850.0", "source_id": "S3"}
TAKEN_BACK = """
[[withdraw]]
source_id = "S3"
measure = "fci"
territory = "R1"
period = "2026-01"
withdrawn_on = 2026-11-22
reason = "taken_back_by_source"
"""
TOO_MUCH = PRESS | {"value_as_printed": "2,270.0"}


@dataclass
class Told:
    """What was said of both steps, and the bulletin after the first."""

    other_source: Step
    bulletin: str
    withdrawn: Step


def _decide(office: Office, second: int, place: str = "R1", source: str = "S1", **fields: str) -> str:
    """Decide about a source's figure of a place, or undo; returns the id of the decision."""
    lake = stages.lake_of(office)
    core = lake.manifest(CORE, JANUARY.key)
    assert core
    reported = lake.read(core, "core.latest").filter(pl.col("decided") == "")
    own = reported.filter(pl.col("territory_id") == place, pl.col("source_id") == source)
    told = {"who": "A. P.", "reason": "Told by telephone.", **fields}
    if "undoes" not in fields:
        told["content_key"] = own["content_key"][0]
    decide(office, request_of(told), datetime(2026, 11, 26, 12, 0, second, tzinfo=UTC))
    return read_ledger(office)[-1].decision_id


def _bulletin(office: Office) -> str:
    """Read the page of the month."""
    path: Path = office.home / "releases" / JANUARY.key / "bulletin.en.html"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Release a month; let the producer give another value than the press, and take it back."""
    with unprinted():
        given = {"first": investment({"value_as_printed": "1,406.0"}, PRESS)}
        office = write_issued(tmp_path_factory.mktemp("told-why"), given)
        add_delivery(office, "second", PRODUCER)
        other_source = step(office)
        bulletin = _bulletin(office)
        add_delivery(office, "third", more=TAKEN_BACK)
        yield Told(other_source, bulletin, step(office))


@pytest.fixture(scope="module")
def decided_anew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Step, str]]:
    """Let the producer give two figures on the issue's own day, and decide about one before the next run."""
    with unprinted():
        given = {"first": investment({"value_as_printed": "1,406.0"}, PRESS)}
        office = write_issued(tmp_path_factory.mktemp("decided-anew"), given)
        country = {"value_as_printed": "1,395.5", "source_id": "S3"}
        add_delivery(office, "second", PRODUCER, country, received="2026-11-21")
        office = load_office(office.project, office.code)
        stages.intake(office)
        stages.conform(office)
        edit_month(office, stages.lake_of(office), window_of(office, JANUARY))
        made = _decide(office, 1, "C", "S3", action="correct", new_value="1397.0")
        yield made, step(office), _bulletin(office)


@pytest.fixture(scope="module")
def undone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Step, Step]]:
    """Decide twice about one figure, then undo the first; gives both ids and what was said of both steps."""
    with unprinted():
        given = {"first": investment({"value_as_printed": "1,406.0"}, TOO_MUCH)}
        office = write_issued(tmp_path_factory.mktemp("undone"), given)
        correction = _decide(office, 1, action="correct", new_value="5")
        _decide(office, 2, action="attribute", new_value="2025")
        decided = step(office)
        undo = _decide(office, 3, undoes=correction)
        yield correction, undo, decided, step(office)


@pytest.mark.long
def test_an_undo_is_named_where_another_decision_on_the_figure_stands(
    undone: tuple[str, str, Step, Step],
) -> None:
    correction, undo, _, said = undone
    (row,) = said.rows
    assert (row["cell_id"], row["cause"]) == ("fci.R1.2025-12", "decision")
    assert {*row["behind"].split(";")} == {correction, undo}
    assert [one["decision"] for one in said.preview.decisions] == [correction, undo]
    named = re.search(r"Decisions behind them</h3> <ul>(.*?)</ul>", said.page)
    assert named
    assert re.findall(r'<li title="(\w+)">', named[1]) == [correction, undo]


@pytest.mark.long
def test_following_lists_of_changes_tell_one_story(undone: tuple[str, str, Step, Step]) -> None:
    """The span that no page prints is in neither: that it had no value before would be said each time."""
    values = [
        {row["cell_id"]: (row["old"].partition(".")[0], row["new"].partition(".")[0]) for row in said.rows}
        for said in undone[2:]
    ]
    assert values == [{"fci.R1.2025-12": ("", "5")}, {"fci.R1.2025-12": ("5", "2270")}]
    assert all(said.previewed == said.listed for said in undone[2:])


def test_the_figure_of_another_source_is_no_revision(told: Told) -> None:
    said = told.other_source
    assert said.listed == {NORTH: "source", f"{NORTH}.flow": "source"}
    assert said.previewed == said.listed
    assert said.numbers[NORTH] == {"source"}
    assert WHY["source"][1] in said.page
    assert WHY["revision"][1] not in said.page
    assert "new figure of another source" in told.bulletin
    assert "revised by its source" not in told.bulletin


@pytest.mark.long
def test_a_figure_of_the_day_of_the_issue_is_new_to_it(decided_anew: tuple[str, Step, str]) -> None:
    _, said, bulletin = decided_anew
    assert said.listed[NORTH] == "source"
    assert said.previewed == said.listed
    assert said.numbers[NORTH] == {"source"}
    assert WHY["source"][1] in said.page
    assert "new figure of another source" in bulletin


@pytest.mark.long
def test_another_source_behind_a_decided_figure_is_told_with_its_share(
    decided_anew: tuple[str, Step, str],
) -> None:
    made, said, _ = decided_anew
    (row,) = (one for one in said.rows if one["cell_id"] == "fci.C.2026-01")
    assert (row["cause"], row["behind"]) == ("source;decision", made)
    parts = [Decimal(row[name]) for name in ("old", "new", "by_data", "by_decision")]
    assert parts == [Decimal(text) for text in ("1406", "1397", "-10.5", "1.5")]
    assert said.numbers["fci.C.2026-01"] == {"source", "decision"}


@pytest.mark.long
def test_counts_that_a_decision_does_not_move_are_not_told_by_it(
    decided_anew: tuple[str, Step, str],
) -> None:
    numbers = decided_anew[1].numbers
    assert numbers["quality.releases.2026-01"] == {"new_data"}
    assert numbers["quality.known.2026-01"] == {"new_data", "decision"}


def test_what_a_withdrawn_figure_was_compared_with_goes_by_the_withdrawal(told: Told) -> None:
    """The press' figure was named as differing from it; known and contested figures are fewer by it."""
    said = told.withdrawn
    assert said.listed == {NORTH: "withdrawal", f"{NORTH}.flow": "withdrawal"}
    assert said.previewed == said.listed
    own = {name: causes for name, causes in said.numbers.items() if causes != {"withdrawal"}}
    assert own == {}
    assert {name.split(".figure=")[0] for name in said.numbers} >= {
        "quality.known.2026-01",
        "quality.releases.2026-01",
        "quality.conflicts.2026-01",
        "reported.R1.2026-01",
    }
    previewed = {cause for one in said.preview.numbers for cause in one.causes}
    assert previewed == {"withdrawal"}
