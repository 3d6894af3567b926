"""A dry run says what a run would change, and leaves nothing behind."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import rehearsal, stages
from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.compare import known_now
from pipeline.bulletin.compose import compose
from pipeline.bulletin.load import load_material
from pipeline.companions.tables import CELLS
from pipeline.errors import MachineError, UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.office import Office
from pipeline.rehearsal import BESIDE, Rehearsal, changed_rows, number_rows, rehearse
from pipeline.rehearsal_numbers import Number, numbers_of, printed_before
from pipeline.rehearsal_text import summary
from pipeline.vintages.changes import Change
from pipeline.vintages.issue import Issue
from tests.conftest import JANUARY
from tests.small_office import INVESTMENT, WriteOffice, investment

REVISED = investment({"value_as_printed": "1,500.0"})


def _kept(office: Office) -> dict[str, bytes]:
    """Read all that is in the folder of results."""
    return {
        path.relative_to(office.home).as_posix(): path.read_bytes()
        for path in sorted(office.home.rglob("*"))
        if path.is_file() and "locks" not in path.parts
    }


def _issue_of(office: Office) -> Issue:
    """Make an issue of the cells of the month as they are now, as if it had been published."""
    material = load_material(office, stages.lake_of(office), JANUARY, "en")
    cells = {name: {key: str(value) for key, value in cell.items()} for name, cell in material.by_id.items()}
    parts = certificate(material)["parts"]
    return Issue(JANUARY, material.as_of, cells, material.inputs, "", parts, deliveries=material.deliveries)


def _changed(name: str) -> Change:
    """Make a change of a cell by a decision."""
    values = Decimal(1), Decimal(2)
    return Change(name, JANUARY.first, "AZN_MN", *values, ("decision",), ("d1",), (), ())


@pytest.fixture
def found(write_office: WriteOffice, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Rehearsal], bool, Office]:
    """Rehearse without an issue, with one, and with a new delivery; tell whether all stayed as it was."""
    office = write_office({"first": {"investment.csv": INVESTMENT}})
    first = rehearse(office, JANUARY)
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    issue = _issue_of(office)
    monkeypatch.setattr(rehearsal, "_issue", lambda *_: issue)
    same = rehearse(office, JANUARY)
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": REVISED}}
    office = write_office(files, received={"second": "2026-11-22"})
    stages.intake(office)
    before = _kept(office)
    changed = rehearse(office, JANUARY)
    return [first, same, changed], _kept(office) == before, office


def test_a_dry_run_says_what_changes_and_touches_nothing(
    found: tuple[list[Rehearsal], bool, Office],
) -> None:
    (first, same, changed), untouched, office = found
    assert untouched
    assert not list((office.home / BESIDE).iterdir())
    assert summary(first)[-1] == "There is no issue to compare it with: it would be the first."
    assert summary(same)[-1] == "No number differs from the issue of 2026-01 as of 2026-11-21."
    assert summary(changed)[0].endswith("1 delivery is new to the issue that it is compared with.")
    assert summary(same)[0].endswith("0 deliveries are new to the issue that it is compared with.")
    assert "differ from the issue of 2026-01 as of 2026-11-21" in summary(changed)[2]
    assert summary(changed)[1].startswith("It would stop: There is no en word")
    rows = {row["cell"]: row for row in changed_rows(changed.changes)}
    assert rows["fci.C.2026-01"]["before"] == "1406"
    assert rows["fci.C.2026-01"]["now"] != "1406"
    assert rows["fci.C.2026-01"]["cause"]


@pytest.mark.long
def test_a_word_that_the_bulletin_lacks_is_named_among_what_stops_it(
    found: tuple[list[Rehearsal], bool, Office],
) -> None:
    changed = found[0][-1]
    assert changed.numbers == ()
    assert any("no en word for the code 'economic_region'" in sentence for sentence in changed.stops)


def test_printed_numbers_are_named_with_their_texts_and_places(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    material = load_material(office, stages.lake_of(office), month, "en")
    issue, known = _issue_of(office), known_now(material, stages.lake_of(office), certificate(material))
    binder = compose(material, office.project.templates / "fonts")[1]
    every = numbers_of(material, binder, [], issue, known, [_changed(name) for name in material.by_id])
    (own,) = [one for one in every if one.cell_id == "fci.AZ.2026-01" and one.new == "1\u202f406"]
    assert own.places[0] == "key figures"
    assert (own.causes, own.behind) == (("decision",), ("d1",))
    row = {"number_id": own.number_id, "cell_id": own.cell_id, "places": "0", "lang": "en", "territory": ""}
    row |= {"printed": "1 400", "place": "key", "section": "key figures", "table_or_figure": ""}
    row |= {"facet": "value"}
    others = {"lang": "ru"}, {"territory": "ER-KAR"}, {"section": "methodology/fci"}
    before = [*(row | other | {"printed": "9"} for other in others), row, row | {"number_id": "gone"}]
    every = numbers_of(material, binder, before, issue, known, [_changed(own.cell_id)])
    changed = [one for one in every if one.cell_id == own.cell_id]
    assert replace(own, old="1 400") in changed
    why = {"causes": ("decision",), "behind": ("d1",)}
    assert changed[-1] == Number("gone", own.cell_id, ("key figures",), "1 400", "", **why)
    (shown,) = number_rows([replace(own, places=tuple("abcde"))])
    assert (shown["before"], shown["now"], shown["place"]) == ("", "1\u202f406", "a; b; c; 2 more")


def test_a_number_that_comes_or_goes_with_another_period_is_named_with_its_cause(
    karabakh_run: tuple[Office, Month],
) -> None:
    office, month = karabakh_run
    material = load_material(office, stages.lake_of(office), month, "en")
    issue, known = _issue_of(office), known_now(material, stages.lake_of(office), certificate(material))
    binder = compose(material, office.project.templates / "fonts")[1]
    same = [{name: str(text) for name, text in row.items()} for row in binder.rows]
    assert numbers_of(material, binder, same, issue, known, []) == ()
    now, then = "fci_coverage.AZ.2023-12", "fci_coverage.AZ.2026-01"
    gone = {"number_id": "gone", "cell_id": then, "printed": "16.2"}
    before = [row for row in same if row["cell_id"] != now]
    assert len(before) < len(same)
    before.append(next(row for row in same if row["cell_id"] == now) | gone)
    taken = material.deliveries | {"taken": {"a.csv": "1"}}
    figure = material.inputs[now][0]
    lost = {"lost": {**known.observations[figure], "delivery_id": "taken", "decision_id": ""}}
    rows = csv.DictReader(io.StringIO(CELLS.csv(material.by_id.values()).decode(), newline=""))
    cells = {row["cell_id"]: row for row in rows}
    cells[then] = cells.pop(now) | {"cell_id": then}
    inputs = {name: own for name, own in issue.inputs.items() if name != now} | {then: ["lost"]}
    held = replace(issue, cells=cells, inputs=inputs, deliveries=taken, given=lost)
    found = numbers_of(material, binder, before, held, known, [])
    assert {(one.cell_id, bool(one.old), bool(one.new), one.causes) for one in found} == {
        (now, False, True, ("removal",)),
        (then, True, False, ("removal",)),
    }
    moved = {"number_id": "moved", "cell_id": "fci.AZ.2023-12"}
    (one,) = numbers_of(material, binder, [*same, same[0] | moved], replace(issue, cells=cells), known, [])
    assert (one.cell_id, one.new, one.causes) == ("fci.AZ.2023-12", "", ("place",))
    last = replace(issue, cells=cells, month=JANUARY.plus(-1))
    assert numbers_of(material, binder, [*same, same[0] | moved], last, known, []) == ()
    told = summary(Rehearsal("2026-01", month.last, 0, 1, 9, 0, "2026-01 as of a day", False, (), found, ()))
    assert told[1] == "0 cells differ from the issue of 2026-01 as of a day."
    assert told[2] == (
        f"Of its other periods, lists and counts {len(found)} numbers more would be other: "
        f"{len(found) - 1} new, 1 gone, 0 with another text (removal {len(found)})."
    )


def test_the_numbers_of_the_issue_are_read_where_it_lies(small_office: Office) -> None:
    folder = small_office.home / "releases" / "2025-12"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / NUMBERS_FILE).write_text("number_id,printed\na,1\n", encoding="utf-8")
    issue = Issue(JANUARY, date(2026, 1, 1), {}, {}, file_hash(folder / "manifest.json"))
    assert printed_before(small_office, JANUARY, None, issue) == [{"number_id": "a", "printed": "1"}]
    assert printed_before(small_office, JANUARY, None, replace(issue, digest="other")) == []


def test_a_failure_leaves_nothing_behind(small_office: Office) -> None:
    with pytest.raises(UsageError):
        rehearse(small_office, Month.parse("1990-01"))
    assert not list((small_office.home / BESIDE).iterdir())


def test_nothing_is_left_among_the_results_of_another_account(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_office.home.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("pipeline.machine.os.geteuid", lambda: small_office.home.stat().st_uid + 1)
    with pytest.raises(MachineError, match="belongs to"):
        rehearse(small_office, JANUARY)
    assert list(small_office.home.iterdir()) == []


def test_files_are_copied_where_they_cannot_be_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(rehearsal.os, "link", refuse)
    one = tmp_path / "one"
    one.write_text("1", encoding="utf-8")
    rehearsal._share(str(one), str(tmp_path / "two"))
    rehearsal._share(str(tmp_path / ".one.tmp"), str(tmp_path / "three"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
