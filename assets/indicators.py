"""All indicators of a month in one step; each is an asset, declared by the header of its SQL file."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.hidden import Page
from assets.keys import asset_key, run_key
from assets.metadata import rows_table, table_schema
from assets.seasonal_checks import seasonal_results, seasonal_specs
from assets.steps import months_in, page_in, run_of, step_log, table_spec
from assets.story import column_words, shape_facts
from pipeline.dictionary import table_text
from pipeline.indicators.contract import COLUMNS, OUTLIER_TABLE
from pipeline.office import Office

_INPUT = re.compile(r"\bcore\.[a-z_]+")
"""A table of the core schema in an indicator's SQL, where every table stands with its schema."""

if TYPE_CHECKING:
    from pipeline.indicators.catalogue import Indicator
    from pipeline.reports import IndicatorReport


def build_indicators(
    office: Office, months: dg.PartitionsDefinition, catalogue: Mapping[str, "Indicator"]
) -> dg.AssetsDefinition:
    """Build the step that computes every indicator of the catalogue."""
    columns = table_schema(COLUMNS, {name: column_words("indicators", name) for name in COLUMNS})

    @dg.multi_asset(
        name=f"{office.code}_indicators",
        specs=[*(_spec(office, one, columns) for one in catalogue.values()), _query_spec(office, catalogue)],
        check_specs=seasonal_specs(office, catalogue),
        partitions_def=months,
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={run_key(office)},
    )
    def indicators(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        from pipeline import stages

        reports = []
        months = months_in(context)
        with page_in(context, office, "indicators", months) as page:
            for month in months:
                log = step_log(context, office, f"indicators {month}", page)
                report = stages.compute(office, month, as_of=run_of(context, office).as_of, progress=log)
                reports.append(report)
                for table, facts in _told(office, report, page):
                    context.add_asset_metadata(facts, asset_key(office, table), partition_key=month.key)
            for table in (*(f"indicators.{code}" for code in catalogue), OUTLIER_TABLE):
                yield dg.MaterializeResult(asset_key(office, table))
            yield from seasonal_results(office, catalogue, reports, page)

    return indicators


def _told(office: Office, report: "IndicatorReport", page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is told of each table of a month: the rows, its columns, and some of them."""
    rows = {f"indicators.{code}": made["preview"] for code, made in report.per_indicator.items()}
    counts = {f"indicators.{code}": {"rows": made["rows"]} for code, made in report.per_indicator.items()}
    counts[OUTLIER_TABLE] = {"queries": len(report.queries)}
    for table, count in counts.items():
        shown = page.figures(table, rows_table(rows.get(table, report.queries)))
        yield table, {**count, **shape_facts(office, table, report.shapes[table]), "preview": shown}


def _query_spec(office: Office, catalogue: Mapping[str, "Indicator"]) -> dg.AssetSpec:
    """Declare the list of queries, made from the indicators whose headers name what is looked at."""
    looked_at = [f"indicators.{code}" for code, one in catalogue.items() if one.outliers]
    return table_spec(office, OUTLIER_TABLE, table_text(OUTLIER_TABLE) or "", looked_at)


def _spec(office: Office, indicator: "Indicator", columns: dg.TableSchema) -> dg.AssetSpec:
    """Declare an indicator as its SQL file does."""
    return table_spec(
        office,
        f"indicators.{indicator.code}",
        f"{indicator.title}. {indicator.definition}",
        sorted(set(_INPUT.findall(indicator.text))),
        owners=[owner if "@" in owner else f"team:{owner}" for owner in indicator.owners],
        code_version=indicator.version,
        metadata={
            "formula": indicator.formula,
            "reference": indicator.reference,
            "unit": indicator.unit,
            "dagster/column_schema": columns,
        },
    )
