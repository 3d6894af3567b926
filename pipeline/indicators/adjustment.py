"""Seasonal adjustment of an office's indicators: which series, their cells, and tables that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import MachineError
from pipeline.identity import digest_of, file_hash
from pipeline.indicators.adjusted_growth import adjusted_changes
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.cells import check_cells, with_cell_ids, with_digests
from pipeline.indicators.given import Given
from pipeline.indicators.second_indirect import check_discrepancies
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.seasonal.adjust import Job, Outcome, adjust_all
from pipeline.seasonal.binary import binary_digest, find_binary
from pipeline.seasonal.declared import load_specifications, specifications_digest
from pipeline.seasonal.frames import (
    COEFFICIENT,
    FIGURES,
    STATUS,
    coefficient_frame,
    figures_frame,
    status_frame,
)
from pipeline.seasonal.gate import PUBLISHED
from pipeline.window import Window

LEVELS = ("country", "economic_region")
"""Territories whose series are adjusted, each by itself (direct adjustment)."""
FLOW = "flow"
MADE = {"adjusted": "flow_sa", "trend": "flow_trend"}
"""Transformations that are published, by component."""
_KEYS: Mapping[str, Any] = {"indicator_code": pl.String, "territory_id": pl.String}
_DISCREPANCY: Mapping[str, Any] = {
    **_KEYS,
    "period": pl.Date,
    "direct": VALUE,
    "indirect": VALUE,
    "discrepancy": VALUE,
    "discrepancy_pct": VALUE,
}
TABLES: Mapping[str, Mapping[str, Any]] = {
    "indicators.seasonal_diagnostics": {**_KEYS, **STATUS},
    "indicators.seasonal_series": {**_KEYS, **FIGURES, "inputs": pl.List(pl.String)},
    "indicators.seasonal_coefficient": {**_KEYS, **COEFFICIENT},
    "indicators.seasonal_discrepancy": _DISCREPANCY,
}
"""What is left of an adjustment beside its cells: status, all months with their inputs, coefficients, and the
country adjusted directly against the sum of its adjusted regions."""


@dataclass(frozen=True)
class Adjusted:
    """An indicator's cells with the adjusted ones, and the rows of `TABLES`."""

    cells: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]


def adjust_indicator(
    connection: duckdb.DuckDBPyConnection,
    office: Office,
    lake: Lake,
    window: Window,
    indicator: Indicator,
    cells: pl.DataFrame,
    history: pl.DataFrame | None = None,
) -> Adjusted:
    """Adjust the flows of the country and its economic regions that have a specification in the office.

    A published series gives flow_sa and flow_trend for each month that has a flow among the cells, and the
    change of flow_sa on the month before; what is not published gives no cell, and its reason in
    `indicators.seasonal_diagnostics`. Each adjusted cell names every flow of its series among the cells as
    input, since all of them are behind each; earlier ones, with the observations of all, are in
    `indicators.seasonal_series`. The figures are the program's floats, converted once from its printed text
    to 10 decimals.
    """
    from pipeline.indicators.history import history_of

    if history is None:
        history = history_of(office, lake, window, indicator, cells)
    series = candidate_flows(connection, office, indicator, history)
    holidays = connection.sql("select * from reference.holiday order by holiday, date_from").pl()
    outcomes = adjust_all(jobs_of(office, series), holidays, office.x13_binary)
    figures = figures_frame(outcomes)
    named = _Names(indicator.code, {name: place for name, (place, _) in series.items()})
    made = _adjusted_cells(cells, named.add(figures), outcomes, indicator)
    flows = pl.concat([own for _, own in series.values()]) if series else cells.clear()
    tables = {
        "indicators.seasonal_diagnostics": named.add(status_frame(outcomes)),
        "indicators.seasonal_series": _with_inputs(named.add(figures), flows, history),
        "indicators.seasonal_coefficient": named.add(coefficient_frame(outcomes)),
        "indicators.seasonal_discrepancy": _discrepancies(connection, made, indicator.code),
    }
    apart = tables["indicators.seasonal_discrepancy"]
    check_discrepancies(connection, indicator, made, apart)
    typed = {table: _typed(frame, TABLES[table]) for table, frame in tables.items()}
    changes = adjusted_changes(connection, made, indicator, Given(office.country))
    every = pl.concat([cells, made.select(cells.columns), changes.select(cells.columns)])
    check_cells(every, indicator)
    return Adjusted(every.sort("cell_id"), typed)


def candidate_flows(
    connection: duckdb.DuckDBPyConnection, office: Office, indicator: Indicator, history: pl.DataFrame
) -> dict[str, tuple[str, pl.DataFrame]]:
    """Give the flows of each series that could be adjusted, by its name, with its territory.

    Those are the totals of the country and its economic regions. The office's country is always among them.
    """
    own = history.filter(pl.col("breakdown") == "_T", pl.col("source_kind") == "published")
    listed = "select distinct territory_id from reference.territory where list_contains($levels, level)"
    places = connection.sql(listed, params={"levels": list(LEVELS)}).pl()["territory_id"].implode()
    own = own.filter(
        pl.col("territory_id").is_in(places), pl.col("transformation").is_in([FLOW, "ytd", "month"])
    )
    name = pl.concat_str(
        pl.lit(indicator.code),
        "territory_id",
        pl.when(pl.col("price_basis") != "not_stated").then("price_basis"),
        separator=".",
        ignore_nulls=True,
    )
    parts = own.with_columns(_series=name).partition_by("_series", as_dict=True)
    found = {str(key[0]): part.drop("_series") for key, part in parts.items()}
    flows = {
        one: (str(part["territory_id"][0]), part.filter(pl.col("transformation") == FLOW))
        for one, part in sorted(found.items())
    }
    if not any(place == office.country for place, _ in flows.values()):
        flows[f"{indicator.code}.{office.country}"] = (office.country, own.clear())
    return dict(sorted(flows.items()))


def jobs_of(office: Office, series: Mapping[str, tuple[str, pl.DataFrame]]) -> list[Job]:
    """Set each series beside its specification in the office, where it has one."""
    declared = load_specifications(office.folder)
    columns = ["period", "value", "unit_code"]
    return [Job(name, own.select(columns), declared.get(name)) for name, (_, own) in series.items()]


def adjustment_digest(office: Office) -> str:
    """Hash what an adjustment rests on beside the figures: specifications, holidays, and the program."""
    folder = office.folder
    if not load_specifications(folder):
        return ""
    holidays = folder / "reference" / "holiday.csv"
    try:
        program = binary_digest(find_binary(office.x13_binary))
    except MachineError:
        program = "missing"
    return digest_of(
        [specifications_digest(folder), file_hash(holidays) if holidays.exists() else "", program]
    )


def adjustment_rows(lake: Lake, window: Window) -> list[dict[str, Any]]:
    """Give rows to print: series, territory, status, sentence, observations, M7, Q, and p of QS.

    One row a series of the month's run, the country and its economic regions; empty before it has run.
    """
    manifest = lake.manifest("indicators", window.key)
    table = "indicators.seasonal_diagnostics"
    if manifest is None or table not in manifest.tables:
        return []
    columns = ["series", "territory_id", "status", "sentence", "observations", "m7", "q", "qs_adjusted_p"]
    return lake.read(manifest, table).select(columns).to_dicts()


def not_published(lake: Lake, window: Window) -> list[str]:
    """Return the sentence of each series that has a specification and is published without adjustment."""
    manifest = lake.manifest("indicators", window.key)
    table = "indicators.seasonal_diagnostics"
    if manifest is None or table not in manifest.tables:
        return []
    declared = pl.col("specification_version").is_not_null() & (pl.col("status") != PUBLISHED)
    rows = lake.read(manifest, table).filter(declared).sort("series")
    return [f"{name}: {sentence.rstrip('.')}." for name, sentence in rows.select("series", "sentence").rows()]


@dataclass(frozen=True)
class _Names:
    """What the rows of a series are told apart by beside its name."""

    code: str
    places: Mapping[str, str]

    def add(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add the indicator and the territory of each series."""
        place = pl.col("series").replace_strict(self.places, return_dtype=pl.String)
        return frame.with_columns(indicator_code=pl.lit(self.code), territory_id=place)


def _adjusted_cells(
    cells: pl.DataFrame, figures: pl.DataFrame, outcomes: Sequence[Outcome], indicator: Indicator
) -> pl.DataFrame:
    """Make the cells of published series, each beside the flow that it adjusts."""
    published = [outcome.name for outcome in outcomes if outcome.status == PUBLISHED]
    shown = figures.filter(pl.col("series").is_in(published)).unpivot(
        list(MADE), index=["territory_id", "period", "value"], variable_name="_part", value_name="_made"
    )
    flows = cells.filter(pl.col("transformation") == FLOW, pl.col("breakdown") == "_T")
    # A flow that the month's own run has with another value is not the one that was adjusted.
    both = flows.join(shown, on=["territory_id", "period", "value"], how="inner", maintain_order="left")
    nothing = pl.lit(None, dtype=VALUE)
    made = both.with_columns(
        value=pl.col("_made"),
        transformation=pl.col("_part").replace_strict(MADE, return_dtype=pl.String),
        half_width=nothing,
        lo=nothing,
        hi=nothing,
        qualifier=pl.lit(""),
        flags=pl.lit([], dtype=pl.List(pl.String)),
        inputs=pl.col("cell_id").implode().over("territory_id", "price_basis", "_part"),
    )
    return with_digests(with_cell_ids(made, indicator))


def _with_inputs(figures: pl.DataFrame, flows: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """Add the observations behind each month's flow, by way of the figures that it is the difference of."""
    behind = dict(history.filter(pl.col("transformation") != FLOW).select("cell_id", "inputs").iter_rows())
    listed = [
        sorted({obs_id for cell_id in inputs for obs_id in behind.get(cell_id, [cell_id])})
        for inputs in flows["inputs"].to_list()
    ]
    own = flows.select("territory_id", "period", "value").with_columns(
        inputs=pl.Series(listed, dtype=pl.List(pl.String))
    )
    return figures.join(own, on=["territory_id", "period", "value"], how="left", maintain_order="left")


def _discrepancies(connection: duckdb.DuckDBPyConnection, made: pl.DataFrame, code: str) -> pl.DataFrame:
    """Set the country adjusted directly beside the sum of its regions, where all of them are published."""
    members = connection.sql(
        "select ancestor_id, territory_id as part_id, valid_from, valid_to from reference.member "
        "where level = 'country' order by all"
    ).pl()
    own = made.filter(pl.col("transformation") == MADE["adjusted"])
    wholes = own.select("territory_id", "period", direct="value")
    expected = wholes.join(members, left_on="territory_id", right_on="ancestor_id").filter(
        pl.col("period").dt.month_end().is_between("valid_from", "valid_to")
    )
    parts = own.select("period", part_id="territory_id", part="value")
    summed = (
        expected.join(parts, on=["part_id", "period"], how="left")
        .group_by("territory_id", "period", "direct")
        .agg(indirect=pl.col("part").sum(), _missing=pl.col("part").null_count())
        .filter(pl.col("_missing") == 0)
        .sort("territory_id", "period")
        .with_columns(discrepancy=pl.col("direct") - pl.col("indirect"))
    )
    return summed.with_columns(
        indicator_code=pl.lit(code),
        discrepancy_pct=quotient(summed["discrepancy"], summed["direct"], times=100),
    )


def _typed(frame: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Give a table its columns in order."""
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())
