"""The revision triangle: what every cell was at the end of each month, apart from the runs of months."""

import dagster as dg

from assets.keys import run_key
from assets.metadata import table_schema
from assets.steps import page_in, report_metadata, step_log, table_spec
from pipeline.dictionary import column_text, table_text
from pipeline.indicators.contract import TRIANGLE_COLUMNS, TRIANGLE_TABLE
from pipeline.office import Office


def build_triangle(office: Office) -> dg.AssetsDefinition:
    """Build the step that works out vintages whose inputs changed; the others are not made again."""
    columns = table_schema(
        TRIANGLE_COLUMNS, {name: column_text(TRIANGLE_TABLE, name) or "" for name in TRIANGLE_COLUMNS}
    )

    @dg.multi_asset(
        name=f"{office.code}_triangle_step",
        specs=[
            table_spec(
                office,
                TRIANGLE_TABLE,
                table_text(TRIANGLE_TABLE) or "",
                ["core.observation"],
                metadata={"dagster/column_schema": columns},
            )
        ],
        required_resource_keys={run_key(office)},
    )
    def triangle(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        from pipeline import stages

        with page_in(context, office, "triangle") as page:
            report = stages.triangle(office, step_log(context, office, "triangle", page))
            return dg.MaterializeResult(metadata=report_metadata(office, report, TRIANGLE_TABLE, page))

    return triangle
