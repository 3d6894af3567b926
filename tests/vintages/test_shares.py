"""A change of several causes: what is by figures, what by decisions, what by the calculation."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.changed import _together, _why
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.ledger import read_ledger
from pipeline.edit import STAGE as CORE
from pipeline.edit import edit_month
from pipeline.indicators.compute import compute_month
from pipeline.lake import Manifest
from pipeline.language.catalogue import catalogue_of
from pipeline.language.grammar import grammar_of
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.vintages.between import Known
from pipeline.vintages.changes import SHARES, Change, earlier_observations, find_changes
from pipeline.vintages.issue import Issue, changing
from pipeline.vintages.published import CHANGE, keep_release
from pipeline.vintages.shares import kind_of, with_shares
from pipeline.window import window_of
from tests.conftest import JANUARY
from tests.small_office import WriteOffice, investment

FIRST = {"territory_as_written": "First", "value": "100.0"}
SECOND = {"territory_as_written": "Second", "value": "200.0"}
REVISED = FIRST | {"value": "110.0", "published_on": "2026-03-01"}
PARTS: dict[str, Any] = {"indicators": {}, "rules": {}, "calculation": "1"}
CELL = "fci.R1.2026-01"


def _compute(office: Office) -> tuple[Manifest, Manifest]:
    """Run up to the indicators."""
    stages.intake(office)
    stages.conform(office)
    lake, window = stages.lake_of(office), window_of(office, JANUARY)
    return edit_month(office, lake, window), compute_month(office, lake, window)


def _correct(office: Office, value: str) -> None:
    """Decide which value the second district has."""
    core = stages.lake_of(office).manifest(CORE, JANUARY.key)
    assert core
    latest = stages.lake_of(office).read(core, "core.latest").filter(pl.col("decided") == "")
    (key,) = latest.filter(pl.col("territory_id") == "D2")["content_key"]
    fields = {"content_key": key, "action": "correct", "new_value": value, "reason": "Told.", "who": "A. P."}
    decide(office, request_of(fields), datetime(2026, 11, 26, 12, tzinfo=UTC))


def _cells(office: Office, made: Manifest) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the cells of investment and what they were made of."""
    lake = stages.lake_of(office)
    cells = {row["cell_id"]: row for row in lake.read(made, "indicators.fci").to_dicts()}
    inputs: dict[str, list[str]] = {}
    for cell_id, name in lake.read(made, "indicators.cell_input").select("cell_id", "input_id").iter_rows():
        inputs.setdefault(cell_id, []).append(name)
    return cells, inputs


def _changes(office: Office, issue: Issue, calculation: str = "1") -> list[Change]:
    """Compare the month as it is now with an issue, with shares."""
    lake = stages.lake_of(office)
    core, made = _compute(office)
    cells, inputs = _cells(office, made)
    rows = {row["obs_id"]: row for row in lake.read(core, "core.latest").to_dicts()}
    window = window_of(office, JANUARY)
    known = Known(
        rows,
        frozenset(lake.read(core, "core.withheld")["obs_id"]),
        changing(lake.read(core, "core.decision").iter_rows(named=True)),
        earlier_observations(lake, window.as_of),
        parts=PARTS | {"calculation": calculation},
    )
    return with_shares(office, lake, issue, window, find_changes(issue, cells, inputs, known), known)


@pytest.fixture
def issued(write_office: WriteOffice) -> tuple[Office, Issue]:
    """Issue a month in which a region is the sum of two districts, one of them by decision."""
    office = write_office({"first": {"investment.csv": investment(FIRST, SECOND)}})
    _compute(office)
    _correct(office, "250.0")
    _, made = _compute(office)
    cells, inputs = _cells(office, made)
    ids = frozenset(row.decision_id for row in read_ledger(office))
    issue = Issue(JANUARY, window_of(office, JANUARY).as_of, cells, inputs, "", PARTS, {}, ids)
    assert cells[CELL]["value"] == 350
    return office, issue


def _deliver(office: Office) -> Office:
    """Deliver a revision, which was published long before it came; decisions stay."""
    folder = office.folder / "deliveries" / "second"
    folder.mkdir()
    (folder / "investment.csv").write_text(investment(REVISED), encoding="utf-8")
    (folder / "delivery.toml").write_text(
        'name = "second"\nreceived_on = 2026-11-25\n'
        '[[file]]\npath = "investment.csv"\nlayout = "investment"\n',
        encoding="utf-8",
    )
    return load_office(office.project, "small")


def _of_region(changes: list[Change]) -> Change:
    return next(one for one in changes if one.cell_id == CELL)


def test_figures_and_decisions_are_parted(issued: tuple[Office, Issue]) -> None:
    office = _deliver(issued[0])
    _correct(office, "270.0")
    found = _of_region(_changes(office, issued[1], calculation="2"))
    assert (found.old, found.new) == (350, 380)
    assert found.shares == {"data": 10, "decision": 20}
    assert found.causes == ("revision", "decision"), "the code is another one and changes nothing here"
    assert found.kinds == {"revision": "data", "decision": "decision"}
    assert "calculation" not in found.behind
    assert [found.row[f"by_{name}"] for name in SHARES] == [None, 10, 20]
    page = _page()
    first, by_data, between, by_decision = _why(page, found)
    assert (first, between) == ("revised by its source ", "; decision of the office ")
    assert [(value.facet, value.cell[value.facet]) for value in (by_data, by_decision)] == [  # type: ignore[union-attr]
        ("by_data", 10),
        ("by_decision", 20),
    ]


def _page() -> Page:
    """Make a page that knows one cell and speaks English."""
    words = {"messages": catalogue_of("en", locate().templates), "grammar": grammar_of("en")}
    material: Any = SimpleNamespace(by_id={CELL: {"cell_id": CELL}}, **words)
    nothing: Any = None
    return Page(material, nothing, Path())


@pytest.mark.long
def test_of_one_kind_of_cause_it_is_the_whole(
    issued: tuple[Office, Issue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.vintages.shares._between", lambda *_: pytest.fail("not needed"))
    found = _of_region(_changes(_deliver(issued[0]), issued[1]))
    assert (found.causes, found.shares) == (("revision",), {"data": 10})


@pytest.mark.long
def test_what_cannot_be_parted_stays_together(issued: tuple[Office, Issue]) -> None:
    office = _deliver(issued[0])
    _correct(office, "270.0")
    issue = issued[1]
    other = issue.cells[CELL] | {"value": Decimal(351)}
    found = _of_region(_changes(office, replace(issue, cells={**issue.cells, CELL: other})))
    assert found.shares == {}, "a step of 1 has no cause among those that hold"
    assert found.causes == ("revision", "decision")
    said = "revised by its source and decision of the office, together"
    assert _together(_page(), found.causes) == said


@pytest.mark.parametrize(
    ("cause", "behind", "kind"),
    [
        ("rule", ("parent",), "calculation"),
        ("rule", ("balance",), "data"),
        ("code", ("calculation",), "calculation"),
        ("withdrawal", (), "data"),
        ("source", (), "data"),
        ("decision", ("abc",), "decision"),
    ],
)
def test_a_rule_that_is_the_same_acts_by_the_figures_that_it_meets(
    cause: str, behind: tuple[str, ...], kind: str
) -> None:
    assert kind_of(cause, behind, {"parent"}) == kind


def test_changes_are_kept_as_a_table(issued: tuple[Office, Issue]) -> None:
    office = _deliver(issued[0])
    changes = _changes(office, issued[1])
    lake, made_with = stages.lake_of(office), {"release_id": "2026-01.1", "as_of": "2026-11-25"}
    kept = lake.read(keep_release(lake, "2026-01", made_with, [], changes, "abc"), "release.change")
    assert kept.schema == CHANGE
    row = kept.filter(pl.col("cell_id") == CELL).row(0, named=True)
    assert (row["release_id"], row["previous"], row["cause"]) == ("2026-01.1", "abc", ["revision"])
    assert (row["old"], row["new"], row["by_data"], row["by_decision"]) == (350, 360, 10, None)
    assert len(row["observations_before"]) == len(row["observations_now"]) == 1
