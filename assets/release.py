"""What leaves the house: a month's bulletin, and the warehouse that anybody can open."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.desk_address import at_desk
from assets.hidden import Page
from assets.keys import asset_key, run_key
from assets.metadata import bullet_list
from assets.pictures import first_page
from assets.release_steps import user_of
from assets.runs import after_month_before
from assets.steps import months_in, page_in, report_metadata, run_of, step_log, table_spec
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.window import partition_key

if TYPE_CHECKING:
    from pipeline.reports import ReleaseReport

BULLETIN = "release.bulletin"
WAREHOUSE = "warehouse.duckdb"
FILES = "files"
APPROVED_BY = "hash to approve"
"""The first digits of the hash of the manifest: who approves the issue gives them."""
MAIN_POINTS = "main points"
BULLETIN_TEXT = "The month's bulletin as PDF, and the files that belong to it."
WAREHOUSE_TEXT = "All tables in one DuckDB file, var/warehouse.duckdb, which is replaced as a whole."


def build_bulletin(
    office: Office, months: dg.PartitionsDefinition, indicators: Iterable[str]
) -> dg.AssetsDefinition:
    """Build the step that writes the bulletin of a month from the indicators."""

    @dg.multi_asset(
        name=f"{office.code}_bulletin",
        specs=[
            table_spec(
                office,
                BULLETIN,
                BULLETIN_TEXT,
                ["core.finding", *(f"indicators.{code}" for code in indicators)],
                kinds={"jinja", "pdf"},
            )
        ],
        partitions_def=months,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={run_key(office)},
    )
    def bulletin(context: dg.AssetExecutionContext) -> None:
        from pipeline import stages
        from pipeline.clock import now
        from pipeline.releasing.steps import Who, settle

        months = months_in(context)
        with page_in(context, office, "bulletin", months) as page:
            for month in months:
                log = step_log(context, office, f"bulletin {month}", page)
                run = run_of(context, office)
                with after_month_before(context, office, month, run):
                    report = stages.publish(office, month, run.as_of, log, run.choice)
                settle(office, Who(user_of(context.run.tags), now(), run.reason))
                facts = _facts(report, page, partition_key(month, run.as_of))
                context.add_asset_metadata(facts, asset_key(office, BULLETIN), partition_key=month.key)

    return bulletin


def build_warehouse(office: Office, indicators: Iterable[str]) -> dg.AssetsDefinition:
    """Build the step that swaps in a new warehouse, last of all."""

    @dg.multi_asset(
        name=f"{office.code}_warehouse",
        specs=[
            table_spec(
                office,
                WAREHOUSE,
                WAREHOUSE_TEXT,
                [BULLETIN, "indicators.triangle", *(f"indicators.{code}" for code in indicators)],
                kinds={"duckdb"},
            )
        ],
        required_resource_keys={run_key(office)},
    )
    def warehouse(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        from pipeline import stages

        with page_in(context, office, "warehouse") as page:
            report = stages.warehouse(office, step_log(context, office, "warehouse", page))
            return dg.MaterializeResult(metadata=report_metadata(office, report, WAREHOUSE, page))

    return warehouse


def _facts(report: "ReleaseReport", page: Page, key: str) -> dict[str, Any]:
    """Show where the files are and what the bulletin says first, if that is not ahead of its release."""
    manifest = report.folder / "manifest.json"
    pdf = next((path for path in report.paths if path.suffix == ".pdf"), None)
    return {
        **(_at_desk(pdf.relative_to(report.folder), key) if pdf else {}),
        **({"pdf": dg.MetadataValue.path(str(pdf))} if pdf else {}),
        **({"first page": first_page(pdf)} if pdf and page.ahead is None else {}),
        "what changed": dg.MetadataValue.path(str(report.changes)),
        **report.counts,
        **({"tables printed smaller": bullet_list(report.tight)} if report.tight else {}),
        **({APPROVED_BY: file_hash(manifest)[:16]} if manifest.is_file() else {}),
        FILES: bullet_list(report.paths),
        MAIN_POINTS: page.figures(MAIN_POINTS, bullet_list(report.main_points)),
    }


def _at_desk(pdf: Path, key: str) -> dict[str, Any]:
    """Link what the desk shows of a release: its bulletin, what changed, all its files."""
    return {
        "open the bulletin": dg.MetadataValue.url(at_desk(f"/issues/{key}/{pdf.as_posix()}")),
        "open what changed": dg.MetadataValue.url(at_desk(f"/reports/{key}/changes.html")),
        "open all files": dg.MetadataValue.url(at_desk(f"/issues/{key}/")),
    }
