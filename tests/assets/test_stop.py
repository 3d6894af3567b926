"""What keeps a bulletin from being written: a stop rule, a rule that cannot be evaluated, a failing step."""

from pathlib import Path

import dagster as dg
import pytest

from assets.home import open_instance
from assets.run import run_months
from pipeline import stages
from pipeline.errors import BadInputError, StopRuleError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Silent
from pipeline.project import Project

JANUARY = Month.parse("2026-01")


def _edit_rules(office: Office, old: str, new: str, rule: str = "parent") -> None:
    """Change one entry of one rule of the office."""
    for path in sorted((office.folder / "rules").glob("*.toml")):
        rules = path.read_text(encoding="utf-8").split("[[rule]]")
        changed = [text.replace(old, new) if f'rule_id = "{rule}"\n' in text else text for text in rules]
        path.write_text("[[rule]]".join(changed), encoding="utf-8")


def _bulletins(project: Project) -> list[Path]:
    return sorted(project.var.rglob("*.pdf"))


def test_a_failing_stop_rule_keeps_the_bulletin_from_being_written(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    _edit_rules(office, 'effect = "withhold"', 'effect = "stop"')
    with pytest.raises(StopRuleError, match=r"The bulletin is not written\..*2\s270"):
        run_months(office, [JANUARY], Silent())
    assert _bulletins(own_project) == []
    with open_instance(own_project) as instance:
        (run,) = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.FAILURE
        assert not instance.get_materialized_partitions(dg.AssetKey(["karabakh", "indicators", "fci"]))
        assert not instance.get_materialized_partitions(dg.AssetKey(["karabakh", "release", "bulletin"]))


@pytest.mark.long
def test_one_stopped_month_stops_its_range(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    _edit_rules(office, 'effect = "withhold"', 'effect = "stop"')
    with pytest.raises(StopRuleError):
        run_months(office, Month.parse("2025-12").to(JANUARY), Silent())
    assert _bulletins(own_project) == []


def test_a_failure_inside_a_step_keeps_its_sentence(
    own_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StopRuleError("A line of f.csv was lost.")

    monkeypatch.setattr(stages, "conform", refuse)
    with pytest.raises(StopRuleError, match=r"^A line of f\.csv was lost\.$"):
        run_months(load_office(own_project, "karabakh"), [JANUARY], Silent())
    with open_instance(own_project) as instance:
        (run,) = instance.get_runs()
        assert run.tags["dagster/will_retry"] == "false"


def test_a_broken_delivery_is_a_warning_with_its_sentence_and_the_month_goes_on(own_project: Project) -> None:
    office = load_office(own_project, "karabakh")
    next(office.folder.glob("deliveries/*documents/*.csv")).unlink()
    outcome = run_months(office, [JANUARY], Silent(), publish=False)
    with open_instance(own_project) as instance:
        logs = instance.all_logs(outcome.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        checks = [log.get_dagster_event().asset_check_evaluation_data for log in logs]
    (read,) = [check for check in checks if check.check_name == "deliveries_read"]
    assert not read.passed
    assert read.severity == dg.AssetCheckSeverity.WARN
    assert "which is not there" in str(read.description)


def test_a_condition_that_cannot_be_read_is_composed_and_ends_the_run_before_any_step(
    own_project: Project,
) -> None:
    office = load_office(own_project, "karabakh")
    _edit_rules(office, "period_start <= period_end", "no_such_column > 1", rule="period_order")
    with pytest.raises(BadInputError, match=r"rule period_order, expression .* names 'no_such_column'"):
        run_months(office, [JANUARY], Silent())
    assert not (office.home / "lake").exists()
