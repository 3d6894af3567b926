"""Edit rules as asset checks: to withhold or to query is a warning, to stop keeps the rest from running."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.at_source import cells_at_source
from assets.hidden import Page
from assets.keys import check_name
from assets.metadata import rows_table
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.reports import EditReport
    from pipeline.rules.declared import Rule
    from pipeline.rules.findings import Finding

OUTCOMES = ("passed", "failed", "missing", "error")
FINDINGS_SHOWN = 50


def check_specs(key: dg.AssetKey, rules: Sequence["Rule"]) -> list[dg.AssetCheckSpec]:
    """Declare one check a rule. All may block: any rule that cannot be evaluated stops the bulletin."""
    return [
        dg.AssetCheckSpec(
            check_name(rule.rule_id), asset=key, blocking=True, description=f"{rule.title}. {rule.why}"
        )
        for rule in rules
    ]


def check_results(
    office: Office, key: dg.AssetKey, rules: Sequence["Rule"], reports: Sequence["EditReport"], page: Page
) -> Iterator[dg.AssetCheckResult]:
    """Say of each rule how often it was evaluated and what it found, over all months of the run."""
    for rule in rules:
        found = [item for report in reports for item in report.findings if item.rule_id == rule.rule_id]
        stops = [item for report in reports for item in report.stops if item.rule_id == rule.rule_id]
        yield dg.AssetCheckResult(
            passed=not any(item.outcome in {"fail", "error"} and not item.is_settled for item in found),
            asset_key=key,
            check_name=check_name(rule.rule_id),
            severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
            description=page.words(f"Stopped by {rule.rule_id}", [item.sentence for item in stops]),
            metadata={
                "effect": rule.effect,
                **_outcomes(rule, reports),
                **(_findings(office, rule, found, page) if found else {"findings": findings_table(found)}),
            },
        )


def _findings(office: Office, rule: "Rule", found: Sequence["Finding"], page: Page) -> dict[str, Any]:
    """Show what a rule found as a table, and the figures at their source."""
    return {
        "findings": page.figures(f"Findings of {rule.rule_id}", findings_table(found)),
        "at their source": page.figures(f"{rule.rule_id}, at their source", cells_at_source(office, found)),
    }


def _outcomes(rule: "Rule", reports: Sequence["EditReport"]) -> Counter[str]:
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
    return rows_table([{name: getattr(item, name) for name in names} for item in findings], FINDINGS_SHOWN)
