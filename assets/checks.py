"""Edit rules as asset checks: to withhold or to query is a warning, to stop keeps the rest from running."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.at_source import cells_at_source
from assets.hidden import Page
from assets.keys import check_name, decide_job_name
from assets.metadata import rows_table
from pipeline.month import Month
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.reports import EditReport
    from pipeline.rules.declared import Rule
    from pipeline.rules.findings import Finding
    from pipeline.rules.naming import Figure

OUTCOMES = ("passed", "failed", "missing", "error")
FINDINGS_SHOWN = 50
TO_DECIDE = "figures to decide about"
SENTENCES = 3
"""So many open findings a check describes; all are in its table."""
ID_DIGITS = 12
"""So many digits of a finding's id are shown; the form of decisions takes the first 6 or more."""


_FOLLOWS = {
    "stop": "stops the bulletin and withholds the figure",
    "hold": "stops the bulletin until a decision gives a reason",
    "withhold": "withholds the figure, and stops nothing",
    "query": "asks, and stops nothing",
    "info": "is a note, and stops nothing",
}
"""What follows where a rule of an effect fails."""


def check_specs(key: dg.AssetKey, rules: Sequence["Rule"]) -> list[dg.AssetCheckSpec]:
    """Declare one check a rule. All may block: any rule that cannot be evaluated stops the bulletin."""
    return [
        dg.AssetCheckSpec(
            check_name(rule.rule_id),
            asset=key,
            blocking=True,
            description=f"{rule.title}. {rule.why} Where it fails it {_FOLLOWS[rule.effect]}; where it "
            "cannot be evaluated the bulletin stops.",
        )
        for rule in rules
    ]


def check_results(
    office: Office,
    key: dg.AssetKey,
    rules: Sequence["Rule"],
    reports: Mapping[Month, "EditReport"],
    page: Page,
) -> Iterator[dg.AssetCheckResult]:
    """Say of each rule how often it was evaluated and what it found, over all months of the run."""
    for rule in rules:
        all_found = (item for report in reports.values() for item in report.findings)
        found = [item for item in all_found if item.rule_id == rule.rule_id]
        stops = [item for item in found if item.stops]
        yield dg.AssetCheckResult(
            passed=not any(item.outcome in {"fail", "error"} and not item.is_settled for item in found),
            asset_key=key,
            check_name=check_name(rule.rule_id),
            severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
            description=_described(office, rule, found, stops, page),
            metadata={
                "months": ", ".join(month.key for month in reports),
                "effect": rule.effect,
                **_outcomes(rule, reports.values()),
                **(_findings(office, rule, found, page) if found else {"findings": findings_table(found)}),
            },
        )


def _findings(office: Office, rule: "Rule", found: Sequence["Finding"], page: Page) -> dict[str, Any]:
    """Show what a rule found as a table, the figures that can be decided about, and them at their source."""
    return {
        "findings": page.figures(f"Findings of {rule.rule_id}", findings_table(found)),
        TO_DECIDE: page.figures(f"{rule.rule_id}, {TO_DECIDE}", figures_to_decide(office, found)),
        "at their source": page.figures(f"{rule.rule_id}, at their source", cells_at_source(office, found)),
    }


def figures_to_decide(office: Office, found: Sequence["Finding"]) -> dg.MarkdownMetadataValue:
    """List the figures that open findings test, each with the key that the form of decisions takes."""
    from pipeline.decisions.named import named_figures
    from pipeline.stages import lake_of

    asked = [item for item in found if not item.is_settled and item.facts][:FINDINGS_SHOWN]
    names = [(item.finding_id[:ID_DIGITS], one) for item in asked for one in _observed(item)]
    told = named_figures(lake_of(office), [one for _, one in names])
    rows = [{"finding": name} | row for (name, _), row in zip(names, told, strict=True)]
    return rows_table(rows, FINDINGS_SHOWN)


def _observed(finding: "Finding") -> list["Figure"]:
    """Return the figures that a finding tests and that a decision can be about."""
    return [one for one in (finding.facts.tested if finding.facts else ()) if one.is_observed]


def _described(
    office: Office, rule: "Rule", found: Sequence["Finding"], stops: Sequence["Finding"], page: Page
) -> str | None:
    """Say what stops a month, else what is open and where it is decided, else how it was settled."""
    if stops:
        return page.words(f"Stopped by {rule.rule_id}", [item.sentence for item in stops])
    asked = [item for item in found if not item.is_settled]
    if not asked:
        states = Counter(state for item in found for state in item.state.split(";"))
        settled = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        return f"Settled by decisions: {settled}." if found else None
    said = page.words(f"Open, of {rule.rule_id}", [item.sentence for item in asked[:SENTENCES]])
    ids = ", ".join(f"{item.finding_id[:ID_DIGITS]}{_several(item)}" for item in asked[:SENTENCES])
    more = f" and {len(asked) - SENTENCES} more" if len(asked) > SENTENCES else ""
    todo = f" To decide, launch {decide_job_name(office)}." if _is_asked(asked) else ""
    return f"{said} Finding {ids}{more}.{todo}"


def _several(finding: "Finding") -> str:
    """Say where a finding tests several figures, of which the form wants one named."""
    tested = len(_observed(finding))
    return f" ({tested} figures: name one of '{TO_DECIDE}', or all)" if tested > 1 else ""


def _is_asked(found: Sequence["Finding"]) -> bool:
    """Tell whether a person is asked to decide about any finding."""
    return any(item.effect != "info" for item in found)


def _outcomes(rule: "Rule", reports: Iterable["EditReport"]) -> Counter[str]:
    """Count how often a rule passed, failed, missed a figure or could not be evaluated."""
    counts = Counter(dict.fromkeys(OUTCOMES, 0))
    for report in reports:
        for row in report.rule_runs:
            if row["rule_id"] == rule.rule_id:
                counts.update({name: int(str(row[name])) for name in OUTCOMES})
    return counts


def stop_sentences(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    """Say which rules stopped a run, and why."""
    logs = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    checks = [log.get_dagster_event().asset_check_evaluation_data for log in logs]
    return [
        f"Rule {check.check_name} stops it. {check.description}"
        for check in checks
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    ]


def findings_table(findings: Sequence["Finding"]) -> dg.MarkdownMetadataValue:
    """Set what a statistician needs to see of findings as a table."""
    names = ("rule_id", "period", "territory", "outcome", "effect", "state", "sentence")
    rows = [
        {"finding": item.finding_id[:ID_DIGITS], **{name: getattr(item, name) for name in names}}
        for item in findings
    ]
    return rows_table(rows, FINDINGS_SHOWN)
