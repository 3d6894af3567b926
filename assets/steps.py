"""What the steps share: how an asset of a table is declared, and what is said of it after a run."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

import dagster as dg

from assets.hidden import Page, page_of
from assets.keys import asset_key, group_name, run_key
from assets.metadata import rows_table
from assets.runs import Run, StepLog
from assets.story import code_of, owners_of, shape_facts
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.shape import Shape

KINDS = {"duckdb", "polars", "sql"}


class Report(Protocol):
    """What every stage returns: counts by name, and some rows of each table."""

    @property
    def counts(self) -> Mapping[str, int]:
        """Counts by name."""

    @property
    def preview(self) -> Mapping[str, list[dict[str, object]]]:
        """Some rows of each table."""

    @property
    def shapes(self) -> "Mapping[str, Shape]":
        """The rows and columns of each table."""


def table_spec(office: Office, table: str, description: str, deps: list[str], **facts: Any) -> dg.AssetSpec:
    """Declare the asset of 'schema.table', which is made from the tables `deps` of the same office."""
    return dg.AssetSpec(
        key=asset_key(office, table),
        group_name=group_name(office, table),
        description=description,
        deps=[asset_key(office, name) for name in deps],
        metadata={**code_of(office, table), **facts.pop("metadata", {})},
        **{"kinds": KINDS, "owners": owners_of(office), **facts},
    )


def run_of(context: dg.AssetExecutionContext, office: Office) -> Run:
    """Return the as-of day and the progress of the run that the step is part of."""
    run: Run = getattr(context.resources, run_key(office))
    return run


def page_in(
    context: dg.AssetExecutionContext, office: Office, step: str, months: Sequence[Month] = ()
) -> AbstractContextManager[Page]:
    """Give what a step of a run tells the page; ahead of a release that is no figure."""
    run = run_of(context, office)
    return page_of(office, step, months, run.as_of if months else None, run.progress)


def step_log(context: dg.AssetExecutionContext, office: Office, label: str, page: Page) -> StepLog:
    """Return the progress of one step, or of one month of it."""
    return StepLog(page.log(context.log), run_of(context, office).progress, label)


def months_in(context: dg.AssetExecutionContext) -> list[Month]:
    """List the months the step is to make, one or a range. Raises UsageError where none was chosen."""
    if not (context.has_partition_key or context.has_partition_key_range):
        raise UsageError(
            'No month was chosen for this run. Choose it above the form ("Select a partition"), then launch.'
        )
    return [Month.parse(key) for key in context.partition_keys]


def report_metadata(office: Office, report: Report, table: str, page: Page) -> dict[str, Any]:
    """Show what a stage counted, the shape of the table and, where there are any, some of its rows."""
    rows = report.preview.get(table)
    shown = {} if rows is None else {"preview": page.figures(table, rows_table(rows))}
    shape = report.shapes.get(table)
    return {**report.counts, **(shape_facts(office, table, shape) if shape else {}), **shown}
