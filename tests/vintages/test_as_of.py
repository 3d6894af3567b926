"""A run as known on a day: results of its own, and nothing in them that became known later."""

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.vouch import vouch
from pipeline.vouch_text import render
from pipeline.window import is_current, parse_partition, partition_key, window_of
from tests.conftest import JANUARY
from tests.publications import ENGLISH, unprinted
from tests.small_office import LINES, WriteOffice, investment, office_writer

AS_OF = date(2026, 3, 1)
KEY = "2026-01@2026-03-01"
LATER = {"source_id": "S3", "published_on": "2026-03-02"}
NEXT = "2026-12-24"


def _through(office: Office, as_of: date | None = None) -> dict[str, pl.DataFrame]:
    """Run up to the indicators, and return the tables of that run."""
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY, as_of)
    stages.compute(office, JANUARY, as_of)
    lake, key = stages.lake_of(office), window_of(office, JANUARY, as_of).key
    made = [found for stage in (CORE, INDICATORS) if (found := lake.manifest(stage, key))]
    return {table: lake.read(found, table) for found in made for table in found.tables}


@pytest.mark.parametrize(("text", "parts"), [(KEY, (JANUARY, AS_OF)), ("2026-01", (JANUARY, None))])
def test_results_are_named_after_their_month_and_day(text: str, parts: tuple[Month, date | None]) -> None:
    assert parse_partition(text) == parts
    assert partition_key(*parts) == text
    assert is_current(text) == (parts[1] is None)


@pytest.mark.parametrize("text", ["2026-01@", "2026-01@March", "2026-01@2026-02-30"])
def test_a_day_that_is_none_is_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"is not a day\. Write month and day, as in 2023-12@2024-03-01"):
        parse_partition(text)


def test_a_day_asked_for_has_results_of_its_own_be_it_the_newest(small_office: Office) -> None:
    assert window_of(small_office, JANUARY).key == "2026-01"
    assert window_of(small_office, JANUARY, date(2026, 11, 21)).key == "2026-01@2026-11-21"
    assert window_of(small_office, JANUARY, AS_OF).key == KEY
    assert window_of(small_office, JANUARY, date(2026, 11, 22)).key == "2026-01@2026-11-22"


def test_a_run_as_known_on_a_day_leaves_the_month_alone(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": investment(*LINES, {"value": "1500.5", **LATER})}})
    own = _through(office)
    before = _manifests(office)
    past = _through(office, AS_OF)
    assert {name: own_bytes for name, own_bytes in _manifests(office).items() if name in before} == before
    assert "1406.0000000000" in str(past["indicators.fci"]["value"].to_list())
    assert "1500.5000000000" in str(own["indicators.fci"]["value"].to_list())
    assert past["core.latest"]["known_on"].max() <= AS_OF
    stages.warehouse(office)
    import duckdb

    with duckdb.connect(str(office.home / "warehouse.duckdb"), read_only=True) as connection:
        found = connection.sql("select distinct as_of from indicators.fci").fetchall()
    assert found == [(date(2026, 11, 21),)]


def _manifests(office: Office) -> dict[str, bytes]:
    """Return the manifests of the lake, all but those of intake."""
    folder = office.home / "lake" / "manifest"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.json")}


def test_a_number_of_such_a_run_is_vouched_for_by_its_name(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": investment(*LINES, {"value": "1500.5", **LATER})}})
    _through(office, AS_OF)
    record = vouch(office, "fci.C.2026-01", *parse_partition(KEY))
    assert (record["month"], record["as_of"], record["cell"]["value"]) == ("2026-01", "2026-03-01", "1406")
    assert "fci.C.2026-01   small, 2026-01, as of 2026-03-01" in render(record)
    with pytest.raises(UsageError, match="has no results for any month"):
        vouch(office, "fci.C.2026-01")
    with pytest.raises(UsageError, match="has no results for month 2026-01@2026-03-02"):
        vouch(office, "fci.C.2026-01", JANUARY, date(2026, 3, 2))


def test_an_outdated_run_says_how_it_is_run_again(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": investment(*LINES)}})
    _through(office, AS_OF)
    stages.lake_of(office).commit(CORE, KEY, "another", {}, {"as_of": "2026-03-01"})
    with pytest.raises(UsageError, match=r"Run `crossfoot run 2026-01 --as-of 2026-03-01` first"):
        vouch(office, "fci.C.2026-01", JANUARY, AS_OF)


later_lines = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.integers(1, 10**7).map(lambda number: f"{number / 10:.1f}"),
            "source_id": st.sampled_from(["S1", "S2", "S3", "S9"]),
            "territory_as_written": st.sampled_from(["Country", "North", "South", "First", "Elsewhere"]),
            "published_on": st.integers(1, 400).map(lambda days: str(AS_OF + timedelta(days=days))),
            "breakdown": st.sampled_from(["total", "production", "unknown_part", "unheard_of"]),
            "period_end": st.sampled_from(["2026-01-31", "2025-01-31", "2026-02-28"]),
        }
    ),
    min_size=1,
    max_size=6,
)


@contextmanager
def _office_of_its_own() -> Iterator[WriteOffice]:
    """Give a folder that an example of hypothesis has for itself."""
    with TemporaryDirectory() as folder:
        yield office_writer(Path(folder))


@pytest.mark.long
@given(later_lines)
@settings(max_examples=12, deadline=None)
def test_nothing_published_later_changes_a_cell(lines: list[dict[str, str]]) -> None:
    for line in lines:
        line["period_start"] = line["period_end"][:4] + "-01-01"
    with _office_of_its_own() as write:
        first = {"investment.csv": investment(*LINES)}
        before = _through(write({"first": first}), AS_OF)
        second = {"investment.csv": investment(*lines)}
        office = write({"first": first, "a-later": second}, received={"a-later": NEXT})
        after = _through(office, AS_OF)
    assert before.keys() == after.keys()
    assert [name for name in before if not before[name].equals(after[name])] == []


@pytest.fixture(scope="module")
def real_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Copy the default office, to deliver to."""
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(locate().sources / "karabakh", root / "checkout" / "sources" / "karabakh")
    for name in ("sql", "report_templates", "pipeline"):
        (root / "checkout" / name).symlink_to(locate().root / name)
    return load_office(Project(root=root / "checkout", var=root / "var"), "karabakh")


@pytest.mark.long
def test_a_bulletin_as_known_on_a_day_stays_as_it_was(real_office: Office) -> None:
    with unprinted():
        first = stages.run_month(real_office, JANUARY, AS_OF, choice=ENGLISH)
    assert first is not None
    assert first.folder == real_office.home / "releases" / KEY
    assert [path.name for path in (real_office.home / "releases").iterdir() if path.name[0] != "."] == [KEY]
    before = _released(first.folder)
    html = (first.folder / "bulletin.en.html").read_text(encoding="utf-8")
    assert "as known on 1 March 2026" in html
    assert f"issue {KEY}.1" in html
    _deliver(real_office)
    with unprinted():
        again = stages.run_month(real_office, JANUARY, AS_OF, choice=ENGLISH)
    assert again is not None
    assert _released(again.folder) == before


def _released(folder: Path) -> dict[str, str]:
    """Hash the files of a release, its manifest among them."""
    return {path.name: file_hash(path) for path in folder.glob("*.*")}


def _deliver(office: Office) -> None:
    """Hand in a figure of a new source that became known after the day, and decide after it."""
    folder = office.folder / "deliveries" / "2026-11-20-more"
    folder.mkdir()
    text = (
        f'name = "{folder.name}"\nreceived_on = 2026-11-28\n\n'
        '[[file]]\npath = "investment.csv"\nlayout = "investment"\n'
    )
    assert tomllib.loads(text)["name"] == folder.name
    (folder / "delivery.toml").write_text(text, encoding="utf-8")
    line = {"source_id": "LATE", "published_on": "2026-03-02", "territory_as_written": "Azerbaijan"}
    (folder / "investment.csv").write_text(investment({"value": "1999.5", **line}), encoding="utf-8")
    sources = office.folder / "reference" / "source.csv"
    text = sources.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("I001,"))
    sources.write_text(f"{text}{row.replace('I001,', 'LATE,', 1)}\n", encoding="utf-8")
    stages.edit(office, JANUARY)
    lake = stages.lake_of(office)
    core = lake.manifest(CORE, KEY)
    assert core is not None
    known = lake.read(core, "core.latest").filter(territory_id="AZ", measure_code="fci")
    key = known.sort("obs_id")["content_key"][-1]
    reject = {
        "action": "reject",
        "content_key": key,
        "reason": "Taken from another table.",
        "who": "A. Person",
    }
    decide(office, request_of(reject), datetime(2026, 3, 2, tzinfo=UTC))
