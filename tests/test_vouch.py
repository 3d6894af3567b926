"""From a printed number back to its sources."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.stages import lake_of
from pipeline.vouch import MAX_OBSERVATIONS, commit_of, vouch
from pipeline.vouch_text import render
from tests.released import give_to_readers
from tests.small_office import INVESTMENT, investment

JANUARY, FEBRUARY = Month.parse("2026-01"), Month.parse("2026-02")
PRINTED = ["number_id", "cell_id", "facet", "place", "section", "table_or_figure", "printed", "places"]


def _run(office: Office, month: Month = JANUARY) -> Office:
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, month)
    stages.compute(office, month)
    return office


def _publish(office: Office, *rows: tuple[str, ...], month: Month = JANUARY) -> None:
    """Write the printed numbers of a release as the bulletin does."""
    folder = office.home / "releases" / month.key
    folder.mkdir(parents=True)
    with (folder / "published_number.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([PRINTED, *rows])


VALUE = ("ab12", "fci.C.2026-01", "value", "table", "Investment", "Table 1", "1 406.0", "1")
TEXT = ("cd34", "fci.C.2026-01", "value", "text", "Summary", "", "1 406", "0")


@pytest.fixture(scope="module")
def office(small_run: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Copy the small office after its run, without February, and print one number in two places."""
    folder = tmp_path_factory.mktemp("printed")
    shutil.copytree(small_run.home, folder / "small")
    office = replace(small_run, project=replace(small_run.project, var=folder))
    lake_of(office).retire("indicators", FEBRUARY.key)
    _publish(office, VALUE, TEXT)
    return office


def test_a_cell_leads_to_its_figure_file_and_source(office: Office) -> None:
    record = vouch(office, "fci.C.2026-01")
    assert (record["asked"], record["office"], record["month"]) == ("fci.C.2026-01", "small", "2026-01")
    assert record["as_of"] == "2026-11-21"
    assert (record["cell"]["value"], record["cell"]["unit_code"], record["cell"]["period"]) == (
        "1406",
        "AZN_MN",
        "2026-01-01",
    )
    (observation,) = record["observations"]
    figure, source = observation["figure"], observation["source"]
    assert (figure["as_printed"], figure["file"], figure["held"]) == ("1,406.0", "investment.csv", True)
    assert figure["locator"] == "line 2, value"
    assert source["address"] == "https://a.example/1"
    assert record["n_observations"] == 1
    assert (record["findings"], record["decisions"]) == ([], [])
    kept = office.home / "raw" / figure["file_id"]
    assert kept.read_bytes().decode().splitlines()[1].split('"')[1] == figure["as_printed"]


@pytest.mark.parametrize("asked", ["ab12", " AB12 ", "n-ab12", "N-AB12"])
def test_a_number_leads_to_its_cell_and_its_place(office: Office, asked: str) -> None:
    record = vouch(office, asked)
    assert record["cell"]["cell_id"] == "fci.C.2026-01"
    assert [row["number_id"] for row in record["printed"]] == ["ab12"]


@pytest.mark.parametrize("asked", ["fci.C.2026-01", "FCI.c.2026-01", " fci.C.2026-01 "])
def test_a_cell_lists_every_place_where_it_is_printed(office: Office, asked: str) -> None:
    record = vouch(office, asked)
    assert [row["number_id"] for row in record["printed"]] == ["ab12", "cd34"]


def test_the_record_is_json_without_losing_a_digit(office: Office) -> None:
    record = vouch(office, "ab12")
    assert json.loads(json.dumps(record)) == record
    assert Decimal(record["cell"]["value"]) == Decimal("1406.0")
    assert record["observations"][0]["step"] == "0.1"


def test_the_indicator_names_its_sql_and_the_commit(office: Office) -> None:
    indicator = vouch(office, "ab12")["indicator"]
    assert (indicator["code"], indicator["sql"]) == ("fci", "sql/indicators/fci.sql")
    assert len(indicator["version"]) == 64
    assert indicator["commit"] == "unknown"


def test_the_trace_as_text(office: Office) -> None:
    text = render(vouch(office, "ab12"))
    for line in (
        "ab12   small, 2026-01, as of 2026-11-21",
        "printed    1 406.0  (value, 1 decimal, Investment, Table 1, in a table)",
        "cell       fci.C.2026-01",
        "value      1406 AZN_MN, status V, grade D",
        "rounding   exact until print, once, half away from zero",
        "figure     '1,406.0', recorded as 1406.0 mln AZN, fixed_capital_investment/total, Country, January",
        "  reads    1406 AZN_MN (printed step 0.1)",
        "  source   S1: First Press, known on 2026-02-20, grade D",
        "  address  https://a.example/1",
        "finding    none",
        "decision   none",
    ):
        assert line in text.splitlines()


def test_places_are_told_apart(office: Office) -> None:
    record = vouch(office, "ab12")
    place = {**record["printed"][0], "lang": "en", "territory": "", "row": "2", "col": "3"}
    chart = {**place, "section": "investment", "table_or_figure": "Figure 1", "row": ""}
    record["printed"] = [
        place,
        {**place, "lang": "az", "table_or_figure": "Cədvəl 1"},
        {**place, "territory": "R1"},
        {**place, "section": "methodology/fci"},
        *({**chart, "place": kind} for kind in ("chart", "alt")),
        *({**place, "table_or_figure": "", "place": "text", "row": ""} for _ in range(2)),
    ]
    head = "printed    1 406.0  (value, 1 decimal, "
    assert [line.removeprefix(head) for line in render(record).splitlines() if line.startswith(head)] == [
        "bulletin.en, Investment, Table 1, row 2, column 3, in a table)",
        "bulletin.az, Investment, Cədvəl 1, row 2, column 3, in a table)",
        "R1/bulletin.en, Investment, Table 1, row 2, column 3, in a table)",
        "methodology/fci, Table 1, row 2, column 3, in a table)",
        "bulletin.en, investment, Figure 1, in a figure)",
        "bulletin.en, investment, Figure 1, in a description of a figure)",
        "bulletin.en, Investment, in a sentence), 2 times",
    ]


SECOND = {"territory_as_written": "Second"}
BEFORE = {"published_on": "2025-02-20", "period_start": "2025-01-01", "period_end": "2025-01-31"}
SEVERAL = investment(
    {"value": "100.1", "territory_as_written": "First", "qualifier": "about", "inferred": "year"},
    {"value": "200.2", **SECOND},
    {"value": "100.1", **SECOND, **BEFORE},
    {"value": "210", "source_id": "S2", "published_on": "2026-02-21", **SECOND},
)


@pytest.fixture(scope="module")
def several(small_run: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run the small office with figures of two members and two years."""
    folder = tmp_path_factory.mktemp("several")
    shutil.copytree(small_run.project.root, folder / "checkout", symlinks=True)
    (folder / "checkout/sources/small/deliveries/first/investment.csv").write_text(SEVERAL, encoding="utf-8")
    return _run(load_office(Project(root=folder / "checkout", var=folder / "var"), "small"))


def test_a_sum_leads_to_all_its_figures(several: Office) -> None:
    total = vouch(several, "fci.R1.2026-01")
    assert sorted(found["value"] for found in total["observations"]) == ["100.1", "210"]
    assert [item["cell_id"] for item in total["inputs"]] == ["fci.R1.2026-01"]
    text = render(total)
    assert "inferred: year" in text
    assert "made of    fci.R1.2026-01 = 310.1 AZN_MN  from " in text


def test_a_change_leads_to_both_months_and_to_findings_about_them(several: Office) -> None:
    change = vouch(several, "fci.D2.2026-01.ytd_change")
    assert {item["cell_id"] for item in change["inputs"]} == {
        "fci.D2.2026-01.ytd_change",
        "fci.D2.2026-01",
        "fci.D2.2025-01",
    }
    assert sorted(found["value"] for found in change["observations"]) == ["100.1", "210"]
    (finding,) = change["findings"]
    assert (finding["rule_id"], finding["effect"]) == ("conflict", "query")
    assert "finding    conflict (query, open): Two sources differ" in render(change)


def test_many_inputs_are_cut_and_counted(several: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.vouch.MAX_OBSERVATIONS", 1)
    record = vouch(several, "fci.R1.2026-01")
    assert (len(record["observations"]), record["n_observations"]) == (1, 2)
    assert "... and 1 more observations" in render(record)
    assert MAX_OBSERVATIONS == 200


def test_more_than_four_inputs_are_cut_in_text(several: Office) -> None:
    record = vouch(several, "fci.R1.2026-01")
    record["inputs"][0]["inputs"] = ["a", "b", "c", "d", "e"]
    assert "from a, b, c, d ...\n" in render(record)


def test_an_unknown_number_is_a_sentence_with_the_nearest(office: Office) -> None:
    with pytest.raises(UsageError, match=r"'ab13' is neither a number nor a cell of 2026-01\. Near it: ab12"):
        vouch(office, "ab13")


def test_a_number_that_an_older_issue_printed_leads_to_that_issue(own_run: Office) -> None:
    key, releases = JANUARY.key, own_run.home / "releases"
    for release_id, row in (("2026-01.1", TEXT), ("2026-01.2", VALUE)):
        _publish(own_run, row)
        (releases / key / "manifest.json").write_text(
            json.dumps({"release_id": release_id}), encoding="utf-8"
        )
        if row == TEXT:
            give_to_readers(own_run, key)
            (releases / key).unlink()
    (old,) = (releases / ".issues").iterdir()
    said = (
        "neither a number nor a cell of 2026-01 as it stands now.\n2026-01.1 (released) prints it: crossfoot "
    )
    with pytest.raises(UsageError, match=re.escape(f"{said}vouch cd34 --in {old}")):
        vouch(own_run, "cd34", JANUARY)


def test_an_unknown_cell_is_a_sentence_with_the_nearest(office: Office) -> None:
    with pytest.raises(
        UsageError, match=r"'fci\.R7\.2026-01' is neither .* Near it: fci\.R1\.2026-01, fci\.C\.2026"
    ):
        vouch(office, "fci.R7.2026-01")


def test_nothing_near_says_where_ids_stand(office: Office) -> None:
    with pytest.raises(UsageError, match=r"'zzzzzzzz' is neither .* Number ids stand in the lineage index"):
        vouch(office, "zzzzzzzz")


def test_the_newest_month_unless_another_is_asked_for(own_run: Office) -> None:
    _publish(own_run, VALUE)
    assert vouch(own_run, "fci.C.2026-01")["month"] == "2026-02"
    assert vouch(own_run, "fci.C.2026-01", JANUARY)["month"] == "2026-01"
    assert vouch(own_run, "ab12", JANUARY)["printed"]
    assert vouch(own_run, "ab12")["month"] == "2026-01"
    with pytest.raises(UsageError, match=r"'zz99' is neither a number nor a cell of 2026-02.*--month"):
        vouch(own_run, "zz99")


def test_a_month_that_was_not_run_is_a_sentence(small_office: Office, office: Office) -> None:
    with pytest.raises(
        UsageError, match=r"Office small has no results for any month\. Run `crossfoot run` first"
    ):
        vouch(small_office, "fci.C.2026-01")
    with pytest.raises(UsageError, match=r"Office small has no results for month 2026-02\."):
        vouch(office, "fci.C.2026-01", FEBRUARY)


def test_figures_that_changed_since_are_a_sentence(own_run: Office) -> None:
    office = own_run
    lake_of(office).retire("indicators", FEBRUARY.key)
    delivered = office.folder / "deliveries" / "first" / "investment.csv"
    delivered.write_text(INVESTMENT.replace("900.5", "900.6"), encoding="utf-8")
    stages.intake(office)
    sentence = (
        r"The figures of office small have changed since 2026-01 was computed\. Run `crossfoot run 2026-01`"
    )
    with pytest.raises(UsageError, match=sentence):
        vouch(office, "fci.R1.2026-01")
    stages.conform(office)
    stages.edit(office, JANUARY)
    with pytest.raises(UsageError, match=sentence):
        vouch(office, "fci.R1.2026-01")
    stages.compute(office, JANUARY)
    assert vouch(office, "fci.R1.2026-01")["cell"]["value"] == "900.6"


def test_figures_that_nobody_edited_are_a_sentence(own_run: Office) -> None:
    lake_of(own_run).retire("core", "2026-01")
    with pytest.raises(UsageError, match=r"have changed since 2026-01 was computed"):
        vouch(own_run, "fci.C.2026-01", JANUARY)


def test_a_figure_of_a_document_leads_to_its_hash_and_span(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    record = vouch(office, "resettled_families.D-AZ-XCI.2026-01", month)
    figures = [found["figure"] for found in record["observations"]]
    assert all(figure["locator_kind"] in ("span", "field") for figure in figures)
    assert {found["value"] for found in record["observations"]} == {"881"}
    spans = [figure for figure in figures if figure["locator_kind"] == "span"]
    assert spans
    assert all(not figure["held"] and len(figure["file_id"]) == 64 for figure in spans)
    assert "known by its hash" in render(record)


def test_a_derived_cell_of_the_default_office_leads_to_all_its_figures(
    karabakh_run: tuple[Office, Month],
) -> None:
    office, month = karabakh_run
    record = vouch(office, "fci.AZ.2026-01", month)
    assert record["cell"]["value"] == "1406"
    assert record["indicator"]["commit"] == commit_of(locate().root)
    assert record["n_observations"] == len(record["observations"]) >= 1


def test_the_commit_of_a_checkout(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@a.example", *words]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert commit_of(tmp_path) == "unknown"
    git("init", "-q")
    assert commit_of(tmp_path) == "unknown"
    (tmp_path / "a.sql").write_text("select 1")
    git("add", "a.sql")
    git("commit", "-qm", "First")
    head = git("rev-parse", "HEAD")
    assert commit_of(tmp_path) == head
    (tmp_path / "b.sql").write_text("not added")
    assert commit_of(tmp_path) == head
    (tmp_path / "a.sql").write_text("select 2")
    assert commit_of(tmp_path) == head + "+"


@pytest.fixture(scope="module")
def fictional(conformed: Callable[..., Office]) -> Office:
    """Give December 2025 of the fictional office up to its indicators."""
    return conformed("example", "2025-12")


def test_each_figure_of_the_tables_on_findings_leads_to_its_file(fictional: Office) -> None:
    """The second of two values in one publication, and a figure that no code list knows, have a trace too."""
    lake, month = stages.lake_of(fictional), Month(2025, 12)
    made = lake.manifest(INDICATORS, month.key)
    core = lake.manifest(CORE, month.key)
    assert made is not None
    assert core is not None
    latest = set(lake.read(core, "core.latest")["obs_id"])
    for code in ("reported", "unlisted"):
        cells = lake.read(made, f"indicators.{code}")
        names = dict(cells.select("cell_id", pl.col("breakdown").str.strip_prefix("figure=")).iter_rows())
        others = [cell_id for cell_id, name in names.items() if name not in latest]
        assert others
        for cell_id in others:
            record = vouch(fictional, cell_id, month)
            (found,) = record["observations"]
            assert found["figure"]["file"].endswith(".csv")
            assert found["figure"]["as_printed"] in render(record)
