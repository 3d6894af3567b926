"""The form of a run: lists to choose from, help for each field, and what becomes of the reason."""

from typing import Any

import dagster as dg
import pytest

from assets.definitions import build_defs
from assets.form import MAX_REASON, check_choice, check_reason, run_schema, territories_of
from assets.home import open_instance
from assets.keys import job_name, run_key
from assets.run import run_months
from pipeline import stages
from pipeline.choice import Choice
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Silent
from pipeline.project import Project, locate


@pytest.fixture(scope="module")
def office() -> Office:
    return load_office(locate(), "karabakh")


@pytest.fixture(scope="module")
def fields(office: Office) -> dict[str, Any]:
    return dict(run_schema(office))


def test_each_field_has_help(fields: dict[str, Any]) -> None:
    assert set(fields) == {"as_of", "languages", "territories", "reason"}
    assert all(field.description and not field.is_required for field in fields.values())


def test_languages_and_territories_are_lists_of_the_office(office: Office, fields: dict[str, Any]) -> None:
    languages = fields["languages"].config_type.inner_type
    territories = fields["territories"].config_type.inner_type
    assert languages.config_values == list(office.languages)
    assert {"all", "none", "ER-KAR"} <= set(territories.config_values)
    assert {one.config_value: one.description for one in territories.enum_values}["ER-KAR"].startswith("Kara")


@pytest.mark.parametrize(
    ("choice", "named"), [(Choice(languages=("xx",)), "en, az, ru"), (Choice(territories=("X",)), "ER-KAR")]
)
def test_what_there_is_not_is_refused_with_what_there_is(office: Office, choice: Choice, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        check_choice(office, choice)


def test_what_there_is_passes(office: Office) -> None:
    check_choice(office, Choice(languages=("az",), territories=tuple(territories_of(office))))


def test_a_reason_is_one_line_of_limited_length() -> None:
    assert check_reason(" A late\nregister. ") == "A late register."
    assert check_reason("x" * MAX_REASON) == "x" * MAX_REASON
    with pytest.raises(UsageError, match=str(MAX_REASON)):
        check_reason("x" * (MAX_REASON + 1))


def test_the_reason_stays_with_the_run(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise UsageError("Far enough.")

    monkeypatch.setattr(stages, "intake", stop)
    office = load_office(project, "karabakh")
    with pytest.raises(UsageError, match="Far enough"):
        run_months(office, [Month.parse("2026-01")], Silent(), reason="A late register.")
    with open_instance(project) as instance:
        assert [run.tags["crossfoot/reason"] for run in instance.get_runs()] == ["A late register."]


def test_the_page_refuses_a_language_that_is_not_in_the_list(office: Office) -> None:
    job = build_defs(locate(), [office.code]).resolve_job_def(job_name(office))
    asked = {"resources": {run_key(office): {"config": {"languages": ["xx"]}}}}
    dg.validate_run_config(job, {"resources": {run_key(office): {"config": {"languages": ["en"]}}}})
    with pytest.raises(dg.DagsterInvalidConfigError):
        dg.validate_run_config(job, asked)
