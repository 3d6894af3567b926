"""A decision, a delivery taken back, a past day: preview, list of changes and page say the same."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl
import pytest

from pipeline import stages
from pipeline.audit.diff import compare
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.edit import STAGE as CORE
from pipeline.office import Office
from pipeline.project import locate
from pipeline.rehearsal import Rehearsal, rehearse
from pipeline.rehearsal_text import summary
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.change_page import page_of_changes
from pipeline.vintages.change_rows import WHY
from pipeline.vintages.listing import list_changes
from tests.audit.conftest import release
from tests.conftest import JANUARY
from tests.publications import unprinted
from tests.small_office import investment, office_writer

NORTH, SOUTH = "fci.R1.2026-01", "fci.R2.2026-01"
TOO_MUCH = {"territory_as_written": "North", "value_as_printed": "2,270.0"}
LATE = {"territory_as_written": "South", "value_as_printed": "300.0", "published_on": "2026-03-20"}
PAST = date(2026, 3, 1)


@dataclass
class Step:
    """What was said of one change: before the run, after it, on the page, and number by number."""

    preview: Rehearsal
    listed: dict[str, str]
    page: str
    numbers: dict[str, set[str]]


def _step(office: Office) -> Step:
    """Preview the month, run it, and read what is said of it."""
    found = rehearse(office, JANUARY)
    before = (office.home / "releases" / JANUARY.key).resolve()
    folder = release(office, JANUARY)
    listed = {row["cell_id"]: row["cause"] for row in list_changes(office, JANUARY.key)}
    text = page_of_changes(office, JANUARY.key).read_text(encoding="utf-8")
    numbers: dict[str, set[str]] = {}
    for one in compare(ReleaseFolder.open(before), ReleaseFolder.open(folder))["numbers"]:
        numbers.setdefault(one["cell_id"], set()).update(one["causes"])
    return Step(found, listed, re.sub(r"[\s\u202f\u00a0]+", " ", text), numbers)


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
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    base = tmp_path_factory.mktemp("one-cause")
    given = {"first": investment({"value_as_printed": "1,406.0"}, TOO_MUCH), "second": investment(LATE)}
    files = {name: {"investment.csv": text} for name, text in given.items()}
    office = office_writer(base)(files, {"label.csv": labels})
    (office.project.root / "pipeline").symlink_to(locate().root / "pipeline")
    with unprinted():
        release(office, JANUARY)
        past = rehearse(office, JANUARY, PAST)
        _correct(office)
        decided = _step(office)
        shutil.move(office.folder / "deliveries" / "second", base / "second")
        yield office, decided, _step(office), past, str(base)


def test_a_figure_that_a_decision_brings_is_shown_with_it_everywhere(
    told: tuple[Office, Step, Step, Rehearsal, str],
) -> None:
    step = told[1]
    causes = {one.cell_id: one.causes for one in step.preview.changes}
    assert causes[NORTH] == ("decision",)
    assert {cause for own in causes.values() for cause in own} == {"decision"}
    assert causes == {name: tuple(cause.split(";")) for name, cause in step.listed.items()}
    printed = [one for one in step.preview.numbers if one.cell_id == NORTH]
    assert printed
    assert all((one.old, one.new) == ("", "227.5") for one in printed)
    assert {cause for own in step.numbers.values() for cause in own} == {"decision"}
    assert "A. P.: corrected, 2270 → 227.5. Told by telephone." in step.page
    assert WHY["decision"][1] in step.page
    assert WHY["new_data"][1] not in step.page


def test_a_delivery_that_is_taken_back_is_the_one_cause_everywhere(
    told: tuple[Office, Step, Step, Rehearsal, str],
) -> None:
    step = told[2]
    assert step.listed[SOUTH] == "removal"
    assert {one.cell_id: ";".join(one.causes) for one in step.preview.changes} == step.listed
    assert set(step.listed.values()) == {"removal"}
    assert {name: own for name, own in step.numbers.items() if own != {"removal"}} == {}
    assert step.numbers["quality.deliveries.2026-01"] == {"removal"}
    assert WHY["removal"][1] in step.page
    for cause in ("withdrawal", "decision", "new_data"):
        assert WHY[cause][1] not in step.page
    assert summary(step.preview)[0].endswith(
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
