"""The stages in order: what each reports, and what keeps a bulletin from being written."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.arrivals.delivered import taken_in
from pipeline.bulletin.standing import Release
from pipeline.edit import edited_window
from pipeline.errors import CrossfootError, MachineError, StopRuleError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.reports import EditReport
from pipeline.rules.findings import Finding
from pipeline.stages import refuse_stops
from tests.small_office import INVESTMENT, WriteOffice

JANUARY = Month.parse("2026-01")


class Said:
    """Keep what stages say."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)


def _finding(effect: str = "query", outcome: str = "fail") -> Finding:
    return Finding(
        "f", "parent", "T", outcome, effect, "R1", None, "fci", "x", "A is larger than B.", ("a",), ()
    )


@pytest.mark.parametrize(
    ("effect", "outcome", "stops"),
    [("stop", "fail", True), ("query", "error", True), ("withhold", "fail", False), ("info", "fail", False)],
)
def test_what_stops_a_bulletin(effect: str, outcome: str, stops: bool) -> None:
    findings = (_finding(), _finding(effect, outcome))
    assert len(EditReport({}, findings=findings).stops) == stops
    if not stops:
        refuse_stops(findings)
        return
    with pytest.raises(
        StopRuleError, match=r"The bulletin is not written: rule parent stops it\. A is larger than B"
    ):
        refuse_stops(findings)


def test_a_rule_that_cannot_be_evaluated_stops_the_bulletin(small_office: Office, tmp_path: Path) -> None:
    sql = small_office.project.root / "sql"
    sql.unlink()
    shutil.copytree(locate().sql, sql)
    (sql / "rules" / "conflict.sql").write_text("select nothing from nowhere", encoding="utf-8")
    stages.intake(small_office)
    stages.conform(small_office)
    report = stages.edit(small_office, JANUARY)
    (stop,) = report.stops
    assert (stop.rule_id, stop.outcome, stop.effect) == ("conflict", "error", "stop")
    assert stop.title == "Sources agree on a figure within its printed precision"
    with pytest.raises(
        StopRuleError, match=r"rule conflict stops it\. conflict\.sql could not be evaluated: .*Mend"
    ):
        stages.publish(small_office, JANUARY)
    assert not (small_office.home / "releases").exists()


def test_a_stop_rule_that_fails_stops_the_bulletin(small_office: Office) -> None:
    delivered = small_office.folder / "deliveries" / "first" / "investment.csv"
    delivered.write_text(delivered.read_text(encoding="utf-8").replace("900.5", "1900.5"), encoding="utf-8")
    rules = small_office.folder / "rules" / "edit.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('"withhold"', '"stop"'), encoding="utf-8")
    stages.intake(small_office)
    stages.conform(small_office)
    assert [found.rule_id for found in stages.edit(small_office, JANUARY).stops] == ["parent"]
    with pytest.raises(
        StopRuleError, match=r"rule parent stops it\. The figure 1\u202f900\.5 million manats"
    ):
        stages.publish(small_office, JANUARY)


def test_each_stage_reports_counts_previews_and_a_line_of_progress(small_office: Office) -> None:
    said = Said()
    taken = stages.intake(small_office, said)
    conformed = stages.conform(small_office, said)
    edited = stages.edit(small_office, JANUARY, progress=said)
    computed = stages.compute(small_office, JANUARY, progress=said)
    built = stages.warehouse(small_office, said)
    assert said.lines[:3] == [
        "3 figures from 2 lines; 0 quarantined, 0 skipped",
        "3 observations",
        "3 figures known as of 2026-11-21; 0 findings, 0 figures withheld",
    ]
    assert len(said.lines) == 5
    assert set(taken.preview) == {"raw.file", "raw.figure"}
    assert len(conformed.preview["core.observation"]) == 3
    assert len(edited.preview["core.latest"]) == 3
    fci = computed.per_indicator["fci"]
    assert {row["cell_id"] for row in fci["preview"]} >= {"fci.C.2026-01", "fci.R1.2026-01"}
    assert computed.counts["cells"] == sum(one["rows"] for one in computed.per_indicator.values())
    assert built.path == small_office.home / "warehouse.duckdb"
    assert built.counts["tables"] > 20


def test_a_run_of_a_part_says_what_the_release_before_had(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_office.home / "releases" / "2026-01"

    def make(*names: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        (folder / "manifest.json").write_text("{}", encoding="utf-8")

    def publish(*_: object, **__: object) -> Release:
        make("bulletin.en.pdf", "bulletin.en.html")
        return Release(folder, (), (), 0, 0)

    monkeypatch.setattr("pipeline.bulletin.publish.publish_month", publish)
    make(*(f"{scope}bulletin.{lang}.pdf" for scope in ("", "R2/", "R1/") for lang in ("ru", "en", "az")))
    said, again = Said(), Said()
    stages.publish(small_office, JANUARY, progress=said)
    stages.publish(small_office, JANUARY, progress=again)
    assert said.lines == [
        "left out, though the month's release before had them: az, ru of the country; az, en, ru of R1; "
        "az, en, ru of R2. A run without a choice of languages and territories makes all",
        "0 pages, 0 numbers, each bound to a cell",
    ]
    assert again.lines == said.lines[1:]


def test_a_run_tells_of_tables_that_had_to_be_made_to_fit(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "bulletin.en: Table 2 (T) is too wide for a page: it is printed in type of 7.5 points."

    folder = small_office.home / "releases" / "2026-01"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")

    def publish(*_: object, **__: object) -> Release:
        return Release(folder, (), (), 0, 9, (told,))

    monkeypatch.setattr("pipeline.bulletin.publish.publish_month", publish)
    said = Said()
    report = stages.publish(small_office, JANUARY, progress=said)
    assert said.lines == [told, "9 pages, 0 numbers, each bound to a cell"]
    assert report.tight == (told,)


def test_a_preview_of_a_quiet_month_shows_the_last_rows(small_office: Office) -> None:
    stages.intake(small_office)
    stages.conform(small_office)
    stages.edit(small_office, Month.parse("2026-03"))
    preview = stages.compute(small_office, Month.parse("2026-03")).per_indicator["fci"]["preview"]
    assert {row["period"] for row in preview} == {date(2026, 1, 1)}


def test_a_month_is_run_without_a_bulletin(small_office: Office) -> None:
    assert stages.run_month(small_office, JANUARY, with_bulletin=False) is None
    assert (small_office.home / "warehouse.duckdb").is_file()
    assert not (small_office.home / "releases").exists()


def test_indicators_without_edited_figures_are_a_sentence(small_office: Office) -> None:
    stages.intake(small_office)
    stages.conform(small_office)
    with pytest.raises(
        CrossfootError, match=r"Month 2026-01 has no edited figures as of 2026-11-21\. Run the step"
    ):
        stages.compute(small_office, JANUARY)


@pytest.mark.parametrize("after", ["intake", "conform", "edit", "compute"])
def test_a_run_holds_what_it_began_with(write_office: WriteOffice, after: str) -> None:
    """What is delivered while a month runs is the next run's: the day that it is as of, and the figures."""
    files = {"first": {"investment.csv": INVESTMENT}}
    office = write_office(files)

    def came(stage: str) -> None:
        if stage == after:
            write_office(
                {**files, "second": {"investment.csv": INVESTMENT}}, received={"second": "2026-11-25"}
            )

    stages.intake(office)
    came("intake")
    stages.conform(office)
    came("conform")
    assert stages.edit(office, JANUARY).as_of == date(2026, 11, 21)
    came("edit")
    stages.compute(office, JANUARY)
    came("compute")
    lake = stages.lake_of(office)
    assert edited_window(office, lake, JANUARY).as_of == date(2026, 11, 21)
    assert "second" not in taken_in(lake)
    stages.intake(office)
    stages.conform(office)
    assert stages.edit(office, JANUARY).as_of == date(2026, 11, 25)
    assert "second" in taken_in(lake)


def test_results_below_a_file_are_a_sentence(project_factory: Callable[[], Project], tmp_path: Path) -> None:
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(MachineError, match=r"var/locks/office\.lock cannot be made"):
        stages.intake(load_office(project_factory(), "karabakh"))


def test_the_default_office_accounts_for_every_line(karabakh_run: tuple[Office, Month]) -> None:
    office, _ = karabakh_run
    lake = stages.lake_of(office)
    files = pl.concat([lake.read(found, "raw.file") for found in lake.manifests("intake")])
    lines_in, *accounted = files.select("lines_in", "parsed", "quarantined", "skipped").sum().row(0)
    delivered = [file.path for delivery in office.deliveries() for file in delivery.files]
    assert (
        lines_in == sum(accounted) == sum(_lines(path) for path in delivered if path.name != "documents.csv")
    )


def _lines(path: Path) -> int:
    """Count the lines of a register below its head."""
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1
