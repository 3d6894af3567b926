"""From delivered files to observations: two steps without partitions, idle when nothing is new."""

from collections.abc import Iterator

import dagster as dg

from assets.keys import asset_key, run_key
from assets.steps import run_of, report_metadata, table_spec
from pipeline.office import Office

FILE = "Delivered files, each kept by its SHA-256, with lines read, set aside and skipped."
FIGURE = "Every printed number of the files, as printed, with the cell, field or character span it stands in."
OBSERVATION = (
    "Figures in code lists: measure, territory, period, unit, exact value, and when each became known."
)


def build_intake(office: Office) -> dg.AssetsDefinition:
    """Build the step that reads the office's deliveries."""

    @dg.multi_asset(
        name=f"{office.code}_intake",
        specs=[
            table_spec(office, table, *facts, kinds={"polars", "parquet"}) for table, facts in RAW.items()
        ],
        required_resource_keys={run_key(office)},
    )
    def intake(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        from pipeline import stages

        report = stages.intake(office, run_of(context, office).progress)
        for table in RAW:
            yield dg.MaterializeResult(asset_key(office, table), metadata=report_metadata(report, table))

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

        report = stages.conform(office, run_of(context, office).progress)
        return dg.MaterializeResult(metadata=report_metadata(report, "core.observation"))

    return conform
