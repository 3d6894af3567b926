"""The main job through Dagster with the real office: months with gaps between them, a range as one run."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from assets.home import open_instance
from assets.run import Outcome, run_months
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Silent
from pipeline.project import Project, locate
from tests.publications import ENGLISH, unprinted

MONTHS = ["2019-07", "2026-01"]


class Lines:
    """Keeps what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, Outcome], Lines]]:
    """Run two months, each as a run of its own; what is printed is looked at by tests/bulletin."""
    project = Project(root=locate().root, var=tmp_path_factory.mktemp("months"))
    office, progress = load_office(project, "karabakh"), Lines()
    made = {}
    for key in MONTHS:
        with unprinted():
            made[key] = run_months(office, [Month.parse(key)], progress, choice=ENGLISH)
    yield office, made, progress


def _partitions(instance: dg.DagsterInstance, *key: str) -> set[str]:
    return set(instance.get_materialized_partitions(dg.AssetKey(list(key))))


def test_each_month_has_its_bulletin(ran: tuple[Office, dict[str, Outcome], Lines]) -> None:
    office, outcomes, _ = ran
    for key, outcome in outcomes.items():
        pdf = office.home / "releases" / key / "bulletin.en.pdf"
        assert str(pdf) in outcome.files
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert outcome.main_points
    assert sorted(path.name for path in (office.home / "releases").glob("[0-9]*")) == MONTHS


def test_history_knows_the_months_and_no_other(ran: tuple[Office, dict[str, Outcome], Lines]) -> None:
    office, outcomes, _ = ran
    with open_instance(office.project) as instance:
        for table in (("core", "finding"), ("indicators", "fci"), ("release", "bulletin")):
            assert _partitions(instance, "karabakh", *table) == set(MONTHS)
        assert all(
            instance.get_run_by_id(outcome.run_id).status == dg.DagsterRunStatus.SUCCESS
            for outcome in outcomes.values()
        )


def test_the_page_shows_counts_a_preview_and_the_pdf(ran: tuple[Office, dict[str, Outcome], Lines]) -> None:
    office, _, _ = ran
    with open_instance(office.project) as instance:
        finding = instance.get_latest_materialization_event(dg.AssetKey(["karabakh", "core", "finding"]))
        bulletin = instance.get_latest_materialization_event(dg.AssetKey(["karabakh", "release", "bulletin"]))
    said = finding.asset_materialization.metadata
    assert said["withheld"].value > 0
    assert said["preview"].value.startswith("| finding | rule_id | period |")
    shown = bulletin.asset_materialization.metadata
    assert Path(shown["pdf"].value).name == "bulletin.en.pdf"
    assert [shown[f"open {name}"].value for name in ("the bulletin", "what changed", "all files")] == [
        "http://127.0.0.1:3001/issues/2026-01/bulletin.en.pdf",
        "http://127.0.0.1:3001/reports/2026-01/changes.html",
        "http://127.0.0.1:3001/issues/2026-01/",
    ]
    assert shown["main points"].value.startswith("- ")


def test_the_parent_rule_warns_and_names_both_figures(ran: tuple[Office, dict[str, Outcome], Lines]) -> None:
    office, outcomes, _ = ran
    with open_instance(office.project) as instance:
        logs = instance.all_logs(
            outcomes["2026-01"].run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
        )
    checks = {log.get_dagster_event().asset_check_evaluation_data.check_name: log for log in logs}
    parent = checks["parent"].get_dagster_event().asset_check_evaluation_data
    assert not parent.passed
    assert parent.severity == dg.AssetCheckSeverity.WARN
    said = "".join(parent.metadata["findings"].value.split())
    assert "2270" in said
    assert "1406" in said


def test_progress_names_each_step_once_a_month(ran: tuple[Office, dict[str, Outcome], Lines]) -> None:
    _, _, progress = ran
    labels = [line.split(":")[0] for line in progress.said]
    for month in MONTHS:
        assert [label for label in labels if label.endswith(month)] == [
            f"edit {month}",
            f"indicators {month}",
            f"bulletin {month}",
        ]


@pytest.mark.long
def test_a_range_is_one_run_and_gives_the_same_tables(
    ran: tuple[Office, dict[str, Outcome], Lines], project: Project
) -> None:
    office = load_office(project, "karabakh")
    months = Month.parse("2025-12").to(Month.parse("2026-02"))
    outcome = run_months(office, months, Silent(), publish=False)
    with open_instance(project) as instance:
        assert [run.run_id for run in instance.get_runs()] == [outcome.run_id]
        assert _partitions(instance, "karabakh", "indicators", "fci") == {month.key for month in months}
        assert _partitions(instance, "karabakh", "release", "bulletin") == set()
    alone = {path.name for path in (ran[0].home / "lake/indicators/fci").iterdir()}
    together = {path.name for path in (office.home / "lake/indicators/fci").iterdir()}
    assert {name for name in alone if name.startswith("2026-01")} <= together


@pytest.mark.long
def test_an_earlier_as_of_day_is_used(project: Project) -> None:
    office = load_office(project, "karabakh")
    day = office.newest_received().replace(year=2024)
    run_months(office, [Month.parse("2024-01")], Silent(), as_of=day, publish=False)
    with open_instance(project) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["karabakh", "core", "latest"]))
    assert event.asset_materialization.metadata["as of"].value == day.isoformat()
