"""From delivered files to observations: two steps without partitions, idle when nothing is new."""

from collections.abc import Iterator, Mapping

import dagster as dg

from assets.inbox import INBOX
from assets.keys import asset_key, run_key
from assets.steps import page_in, report_metadata, step_log, table_spec
from pipeline.office import Office

RAW: Mapping[str, tuple[str, list[str]]] = {
    "raw.file": ("A delivered file, or a document known by its hash alone.", [INBOX]),
    "raw.line": ("Each line that gave no figure, or not all of its figures, and why.", ["raw.file"]),
    "raw.figure": ("Each printed number: where it stands, and its text as printed.", ["raw.file"]),
}
"""Table -> what it holds, and the tables it is made from."""

READ = "deliveries_read"
READ_TEXT = """Each delivery, and each file of the inbox, can be read. One that cannot gives no figure and is
kept; the others go on."""

OBSERVATION = "Figures in code lists: measure, territory, period, unit, exact value; append-only."


def build_intake(office: Office) -> dg.AssetsDefinition:
    """Build the step that reads the office's deliveries; one that cannot be read is a warning."""
    files = asset_key(office, "raw.file")

    @dg.multi_asset(
        name=f"{office.code}_intake",
        specs=[
            table_spec(office, table, *facts, kinds={"polars", "parquet"}) for table, facts in RAW.items()
        ],
        check_specs=[dg.AssetCheckSpec(READ, asset=files, description=" ".join(READ_TEXT.split()))],
        required_resource_keys={run_key(office)},
    )
    def intake(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        from pipeline import stages
        from pipeline.reading.inbox import set_aside

        with page_in(context, office, "intake") as page:
            report = stages.intake(office, step_log(context, office, "intake", page))
            refused = [*report.refused, *set_aside(office)]
            for table in RAW:
                facts = report_metadata(office, report, table, page)
                yield dg.MaterializeResult(asset_key(office, table), metadata=facts)
            yield dg.AssetCheckResult(
                passed=not refused,
                asset_key=files,
                check_name=READ,
                severity=dg.AssetCheckSeverity.WARN,
                description=page.words("Not taken in", refused),
            )

    return intake


def build_conform(office: Office) -> dg.AssetsDefinition:
    """Build the step that turns figures into observations."""

    @dg.multi_asset(
        name=f"{office.code}_conform",
        specs=[table_spec(office, "core.observation", OBSERVATION, ["raw.figure"])],
        required_resource_keys={run_key(office)},
    )
    def conform(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        from pipeline import stages

        with page_in(context, office, "conform") as page:
            report = stages.conform(office, step_log(context, office, "conform", page))
            return dg.MaterializeResult(metadata=report_metadata(office, report, "core.observation", page))

    return conform
