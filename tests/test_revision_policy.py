"""Declared revision policies: what the table may say, and that a breach holds the release for a reason."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product

import polars as pl
import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.decisions.model import Decision
from pipeline.errors import BadInputError, StopRuleError, UsageError
from pipeline.methods.policy import RevisionPolicy, policy_breaches
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.reference import load_reference
from pipeline.revision_policy import LARGEST_SIZE, policies_of
from pipeline.vintages.build import build_triangle, read_triangle
from pipeline.vintages.triangle import at_vintages
from tests.small_office import investment

WriteOffice = Callable[..., Office]
JANUARY = Month.parse("2026-01")
MOMENT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
RULE = "revision_policy_kept"
HEAD = "measure_code,routine_months,cycle_months,size_pct\n"
POLICY = {"revision_policy.csv": HEAD + "fci,2,9;10,10\n"}


def _run(write_office: WriteOffice, *values: tuple[str, str], policy: dict[str, str] | None = None) -> Office:
    """Run January of an office whose producer published these values on these days."""
    lines = [{"value_as_printed": text, "published_on": day, "source_id": "S3"} for text, day in values]
    office = write_office({"first": {"investment.csv": investment(*lines)}}, POLICY | (policy or {}))
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    return office


def _decide(office: Office, **fields: str) -> Decision:
    """Decide about the open finding of the policy."""
    (finding,) = [row for row in list_findings(office) if row["rule_id"] == RULE]
    given = {"who": "A. Person", "finding_id": finding["finding_id"], **fields}
    return decide(office, request_of(given), MOMENT)


def _held(office: Office) -> list[tuple[str, str]]:
    """Return what holds the release of January."""
    return [(found.rule_id, found.sentence_code) for found in stages.edit(office, JANUARY).stops]


def test_a_breach_holds_the_release_and_the_figure_is_used(write_office: WriteOffice) -> None:
    office = _run(write_office, ("1,406.0", "2026-02-20"), ("1,706.0", "2026-06-20"))
    assert _held(office) == [(RULE, "policy_cycle_and_size")]
    with pytest.raises(
        StopRuleError, match=rf"rule {RULE} holds it\. .*1\u202f706\.0.* Give the reason by a"
    ):
        stages.publish(office, JANUARY)
    stages.compute(office, JANUARY)
    lake = stages.lake_of(office)
    made = lake.manifest("indicators", JANUARY.key)
    assert made is not None
    ytd = lake.read(made, "indicators.fci").filter(pl.col("transformation") == "ytd")
    assert ytd["value"].to_list() == [Decimal(1706)]


def test_a_reason_releases_it_and_undone_it_is_held_again(write_office: WriteOffice) -> None:
    office = _run(write_office, ("1,406.0", "2026-02-20"), ("1,436.0", "2026-06-20"))
    assert _held(office) == [(RULE, "policy_cycle")]
    with pytest.raises(UsageError, match="reason"):
        _decide(office, action="accept", reason="")
    made = _decide(office, action="accept", reason="A late return of one builder.")
    assert _held(office) == []
    stages.refuse_stops(stages.edit(office, JANUARY).findings)
    undo = {"undoes": made.decision_id, "reason": "Given too soon.", "who": "B. Person"}
    decide(office, request_of(undo), MOMENT)
    assert _held(office) == [(RULE, "policy_cycle")]


def test_a_decision_on_hold_is_no_reason(write_office: WriteOffice) -> None:
    office = _run(write_office, ("1,406.0", "2026-02-20"), ("1,436.0", "2026-06-20"))
    _decide(office, action="hold", reason="To be asked.")
    assert _held(office) == [(RULE, "policy_cycle")]


def test_a_reason_does_not_carry_over_to_the_next_change(write_office: WriteOffice) -> None:
    values = (("1,406.0", "2026-02-20"), ("1,436.0", "2026-06-20"))
    office = _run(write_office, *values)
    _decide(office, action="accept", reason="A late return of one builder.")
    office = _run(write_office, *values, ("1,446.0", "2026-08-20"))
    assert _held(office) == [(RULE, "policy_cycle")]


def test_a_revision_as_declared_and_an_office_without_a_policy_hold_nothing(
    write_office: WriteOffice,
) -> None:
    office = _run(write_office, ("1,406.0", "2026-02-20"), ("1,436.0", "2026-04-20"))
    assert _held(office) == []
    late = (("1,406.0", "2026-02-20"), ("1,706.0", "2026-06-20"))
    assert _held(_run(write_office, *late, policy={"revision_policy.csv": HEAD})) == []


@pytest.mark.long
def test_the_rule_finds_what_the_method_finds_in_the_triangle(write_office: WriteOffice) -> None:
    laters = ("1,406.0", "1,410.0", "1,546.6", "1,546.9", "1,800.0", "900.0")
    days = ("2026-03-20", "2026-04-20", "2026-05-20", "2026-09-20")
    lines = []
    for year, (later, day) in enumerate(product(laters, days), start=2001):
        period = {"period_start": f"{year}-01-01", "period_end": f"{year}-01-31", "source_id": "S3"}
        lines.append({"value_as_printed": "1,406.0", **period})
        lines.append({"value_as_printed": later, "published_on": day, **period})
    office = write_office({"first": {"investment.csv": investment(*lines)}}, POLICY)
    stages.intake(office)
    stages.conform(office)
    found = {
        (one.period.strftime("%Y"), one.sentence_code.removeprefix("policy_"))
        for one in stages.edit(office, JANUARY).findings
        if one.rule_id == RULE and one.period
    }
    build_triangle(office, stages.lake_of(office))
    cells = pl.col("indicator") == "fci", pl.col("transformation") == "ytd"
    triangle = read_triangle(stages.lake_of(office)).filter(*cells)
    frame = at_vintages(triangle, sorted(set(triangle["vintage"]))).select(
        "period", pl.col("vintage").dt.month_start(), "value", step=pl.col("half_width") * 2
    )
    policy = policies_of(load_reference(office)["revision_policy"])["fci"]
    breaches = policy_breaches(frame, [], policy).group_by("period").agg(pl.col("breach").sort())
    expected = {(period.strftime("%Y"), "_and_".join(names)) for period, names in breaches.rows()}
    assert found == expected
    assert {code for _, code in found} == {"cycle", "size", "cycle_and_size"}


def test_both_offices_declare_a_policy_for_investment(project_factory: Callable[[], Project]) -> None:
    declared = {
        code: policies_of(load_reference(load_office(project_factory(), code))["revision_policy"])
        for code in ("example", "karabakh")
    }
    assert declared["example"]["fci"] == RevisionPolicy(3, (9,), Decimal(10))
    assert declared["karabakh"]["fci"] == RevisionPolicy(0, tuple(range(1, 13)), Decimal(10))
    assert all(set(found) == {"fci", "fci_construction"} for found in declared.values())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("mci,2,9,10", "names the measure 'mci'"),
        ("fci,2,13,10", "cycle months '13'"),
        ("fci,2,9 10,10", "cycle months '9 10'"),
        ("fci,2.5,9,10", "2.5 routine months"),
        (f"fci,2,9,{LARGEST_SIZE + 1}", "a size of 1001 per cent"),
        ("fci,two,9,10", "'two' in column routine_months"),
        ("fci,2,9,", "'' in column size_pct"),
    ],
)
def test_what_is_no_policy_is_a_sentence(write_office: WriteOffice, line: str, sentence: str) -> None:
    office = write_office({}, {"revision_policy.csv": HEAD + line + "\n"})
    with pytest.raises(BadInputError, match=sentence):
        load_reference(office)


def test_a_policy_at_the_limits_is_read(write_office: WriteOffice) -> None:
    office = write_office({}, {"revision_policy.csv": HEAD + f"fci,0,,{LARGEST_SIZE}\n"})
    found = policies_of(load_reference(office)["revision_policy"])
    assert found == {"fci": RevisionPolicy(0, (), LARGEST_SIZE)}
