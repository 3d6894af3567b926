"""From observations to what a month's bulletin may use: the state as of a day, and what the rules found."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import dagster as dg

from assets.checks import check_results, check_specs, findings_table
from assets.keys import asset_key, run_key
from assets.steps import months_in, page_in, report_metadata, run_of, step_log, table_spec
from pipeline.month import Month
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.reports import EditReport
    from pipeline.rules.declared import Rule

TABLES: Mapping[str, tuple[str, list[str]]] = {
    "core.latest": ("What was known on the as-of day, one row a series and source.", ["core.observation"]),
    "core.finding": ("What the edit rules found about figures; outcomes other than pass.", ["core.latest"]),
    "core.finding_input": ("The figures that each finding tested and compared.", ["core.finding"]),
    "core.rule_run": ("How often each rule was evaluated, with which outcomes.", ["core.latest"]),
    "core.rule_period": (
        "How often each rule was evaluated, by the month that the figures belong to.",
        ["core.latest"],
    ),
    "core.proposal": (
        "The fewest figures to look at where tests fail; it is for a person and changes nothing.",
        ["core.finding"],
    ),
    "core.decision": (
        "What a person decided about a finding; nothing is changed in place.",
        ["core.finding"],
    ),
    "core.withheld": ("Figures that rules keep out of totals, charts and main points.", ["core.finding"]),
    "core.preferred": (
        "The declared choice between sources: one figure a series.",
        ["core.latest", "core.withheld"],
    ),
    "core.total": (
        "Preferred figures, and sums over members where a territory has no figure of its own.",
        ["core.preferred"],
    ),
    "core.stated": (
        "The last stock of each month, and plans in the month in which they are due.",
        ["core.total"],
    ),
    "core.spanned": (
        "Sums of budget works by the span that each covers; spans overlap and are never added.",
        ["core.total"],
    ),
    "core.quality": (
        "What the quality section of the bulletin counts.",
        ["core.finding", "core.preferred", "core.withheld", "core.decision"],
    ),
}
"""Table -> what it holds, and the tables it is made from."""


def build_edit(
    office: Office, months: dg.PartitionsDefinition, rules: Sequence["Rule"]
) -> dg.AssetsDefinition:
    """Build the step that applies the office's rules to a month; each rule is a check on the findings."""
    findings = asset_key(office, "core.finding")

    @dg.multi_asset(
        name=f"{office.code}_edit",
        specs=[table_spec(office, table, *facts) for table, facts in TABLES.items()],
        check_specs=check_specs(findings, rules),
        partitions_def=months,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={run_key(office)},
    )
    def edit(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        from pipeline import stages

        reports: dict[Month, EditReport] = {}
        months = months_in(context)
        with page_in(context, office, "edit", months) as page:
            for month in months:
                log = step_log(context, office, f"edit {month}", page)
                report = stages.edit(office, month, as_of=run_of(context, office).as_of, progress=log)
                reports[month] = report
                for table in TABLES:
                    facts = {"as of": str(report.as_of), **report_metadata(office, report, table, page)}
                    context.add_asset_metadata(facts, asset_key(office, table), partition_key=month.key)
                said = {"preview": page.figures(f"Findings of {month}", findings_table(report.findings))}
                context.add_asset_metadata(said, findings, partition_key=month.key)
            for table in TABLES:
                yield dg.MaterializeResult(asset_key(office, table))
            yield from check_results(office, findings, rules, reports, page)

    return edit
