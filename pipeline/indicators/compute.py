"""Computes a month's indicators: SQL selects, Polars derives, the contract is checked, all is committed."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.decisions.mark import decided_figures, mark_cells
from pipeline.edit import STAGE as CORE
from pipeline.edit import TABLES as CORE_TABLES
from pipeline.edit import load_office
from pipeline.engine import connect, fetch, load_files
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.identity import digest_of
from pipeline.indicators.adjustment import TABLES as SEASONAL
from pipeline.indicators.adjustment import adjust_indicator, adjustment_digest
from pipeline.indicators.breaks import Breaks, mark_breaks, read_breaks
from pipeline.indicators.catalogue import Indicator, load_catalogue
from pipeline.indicators.cells import CELL, WORKING, check_cells, check_units, with_cell_ids, with_digests
from pipeline.indicators.contract import OUTLIER_TABLE
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import VINTAGE, Given
from pipeline.indicators.long_run import LONG, take_long_run
from pipeline.indicators.long_run import TABLE as LONG_RUN_TABLE
from pipeline.indicators.outliers import OUTLIER, in_order, list_outliers
from pipeline.indicators.second import check_derived
from pipeline.indicators.second_queries import check_queries
from pipeline.indicators.second_sums import check_stated_sums, check_sums
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.window import Window

STAGE = "indicators"
FLOW = "monthly_flow"
COEFFICIENTS = "indicators.seasonal_coefficient"
BESIDE: Mapping[str, Mapping[str, Any]] = {**SEASONAL, OUTLIER_TABLE: OUTLIER, LONG_RUN_TABLE: LONG}
"""The tables of a month that hold no cells, with their columns; `indicators.cell_input` is another one."""
CELL_INPUT = {
    "cell_id": pl.String,
    "as_of": pl.Date,
    "input_id": pl.String,
    "input_kind": pl.String,
    "role": pl.String,
}
"""`indicators.cell_input`: what each cell was made of, observations or other cells."""

_FIXED = {"source_kind": "published", "conf_status": "F"}
_INPUTS = {"inputs": pl.List(pl.String)}
_SCHEMA: Mapping[str, pl.DataType] = {**CELL, **WORKING, **_INPUTS}  # type: ignore[dict-item]
_NEEDED = ("territory_id", "period", "breakdown", "transformation", "value", "unit_code", "inputs")


def compute_month(office: Office, lake: Lake, window: Window) -> Manifest:
    """Compute every indicator of the catalogue for a month; one manifest names them all."""
    core = current_core(lake, window)
    catalogue = load_catalogue(office.project)
    written: dict[str, str] = {}
    all_inputs = []
    rows: dict[str, int] = {}
    seasonal: dict[str, list[pl.DataFrame]] = {}
    with connect() as connection:
        load_office(connection, office, lake)
        load_core(connection, lake, core)
        breaks, decided = read_breaks(connection), decided_figures(lake, core)
        check_sums(lake.read(core, "core.total"), lake.read(core, "core.preferred"))
        query = "select obs_id from core.observation where known_on <= $as_of"
        versions = connection.sql(query, params={"as_of": window.as_of}).pl()["obs_id"]
        latest = lake.read(core, "core.latest")
        for indicator in catalogue.values():
            cells = compute_indicator(connection, indicator, window, office.country, breaks)
            check_stated_sums(cells, latest)
            check_queries(connection, indicator.code, cells)
            if indicator.adjust or indicator.long_run:
                cells, beside = _over_history(connection, office, lake, window, indicator, cells)
                for name, frame in beside.items():
                    seasonal.setdefault(name, []).append(frame)
            own = seasonal.get(COEFFICIENTS, [pl.DataFrame(schema=dict(SEASONAL[COEFFICIENTS]))])
            made = pl.concat(own).filter(pl.col("indicator_code") == indicator.code)
            queries = list_outliers(connection, indicator, cells, window.month, made, office.folder)
            seasonal.setdefault(OUTLIER_TABLE, []).append(queries)
            cells = mark_cells(cells, decided)
            all_inputs.append(_explode_inputs(cells))
            table = f"indicators.{indicator.code}"
            written[table] = lake.write(table, window.key, cells.select(list(CELL)))
            rows[indicator.code] = cells.height
    inputs = pl.concat(all_inputs).sort("cell_id", "input_id")
    _check_inputs(inputs, lake, core, versions)
    for table, frames in seasonal.items():
        found = in_order(pl.concat(frames)) if table == OUTLIER_TABLE else pl.concat(frames)
        written[table] = lake.write(table, window.key, found)
    written["indicators.cell_input"] = lake.write("indicators.cell_input", window.key, inputs)
    sql = {code: found.version for code, found in catalogue.items()}
    # What is made of all versions, and not of the last ones alone, does not follow from the state of core.
    of_versions = {
        f"indicators.{code}": written[f"indicators.{code}"]
        for code in catalogue
        if _reads_versions(catalogue[code])
    }
    digest = digest_of([core.digest, sql, adjustment_digest(office), of_versions])
    facts = {"core": core.digest, "as_of": window.as_of.isoformat(), "rows": rows}
    return lake.commit(STAGE, window.key, digest, written, facts)


def _over_history(
    connection: duckdb.DuckDBPyConnection,
    office: Office,
    lake: Lake,
    window: Window,
    indicator: Indicator,
    cells: pl.DataFrame,
) -> tuple[pl.DataFrame, Mapping[str, pl.DataFrame]]:
    """Add what rests on every month: adjusted, benchmarked and real flows; and the tables beside them."""
    from pipeline.indicators.history import history_of

    history = history_of(office, lake, window, indicator, cells)
    adjusted = adjust_indicator(connection, office, lake, window, indicator, cells, history)
    found = take_long_run(connection, indicator, adjusted.cells, history, office.country)
    return found.cells, {**adjusted.tables, LONG_RUN_TABLE: found.status}


def compute_indicator(
    connection: duckdb.DuckDBPyConnection,
    indicator: Indicator,
    window: Window,
    country: str,
    breaks: Breaks | None = None,
) -> pl.DataFrame:
    """Compute one indicator: rows of its SQL, the derivations of its header in their order, then breaks.

    Raises StopRuleError where the second calculation of a derivation does not agree with the first, and where
    a cell has figures in several units.
    """
    try:
        selected = fetch(connection, indicator.path, window.parameters)
    except duckdb.Error as error:
        raise CrossfootError(
            f"{indicator.path.name} cannot be run: {_first_line(error)}. Mend its SQL."
        ) from error
    cells = with_cell_ids(_to_contract(selected, indicator, window), indicator)
    check_units(cells, indicator)
    given = Given(country, window.as_of, _vintages_of(connection, indicator, window))
    if cells.is_empty() and given.vintages.is_empty():
        # Nothing follows from nothing; most indicators of a small office, or of an early day, are such.
        return with_digests(cells)
    for name in indicator.derive:
        cells = with_cell_ids(DERIVATIONS[name](cells, given), indicator)
    check_derived(connection, indicator, cells, given)
    cells = mark_breaks(cells, breaks or Breaks.none())
    check_cells(cells, indicator)
    return with_digests(cells).sort("cell_id")


def _vintages_of(connection: duckdb.DuckDBPyConnection, indicator: Indicator, window: Window) -> pl.DataFrame:
    """Read the versions behind an indicator's year-to-date figures, where it takes flows from them."""
    if FLOW not in indicator.derive:
        return pl.DataFrame(schema=VINTAGE)
    path = indicator.path.parents[1] / "core" / "flow_vintage.sql"
    found = fetch(connection, path, window.parameters).filter(pl.col("measure_code") == indicator.code)
    return found.select(pl.col(name).cast(kind) for name, kind in VINTAGE.items())


def current_core(lake: Lake, window: Window) -> Manifest:
    """Return the month's state of knowledge; a missing one, or one of another day, is a sentence."""
    core = lake.manifest(CORE, window.key)
    if core is None or core.facts["as_of"] != window.as_of.isoformat():
        raise CrossfootError(
            f"Month {window.month} has no edited figures as of {window.as_of}. "
            "Run the step before this one first."
        )
    return core


def load_core(connection: duckdb.DuckDBPyConnection, lake: Lake, core: Manifest) -> None:
    """Make views of a month's core tables."""
    for table in CORE_TABLES:
        load_files(connection, table, lake.paths([core], table), {})


def _to_contract(selected: pl.DataFrame, indicator: Indicator, window: Window) -> pl.DataFrame:
    """Give the rows of a SQL file the columns and types of the contract; what it may leave out is filled."""
    _check_columns(selected, indicator)
    fixed = {**_FIXED, "as_of": window.as_of, "month": window.month.first, "flags": []}
    given = [
        pl.col(name).cast(kind)
        if name in selected.columns
        else pl.lit(fixed.get(name), dtype=kind).alias(name)
        for name, kind in _SCHEMA.items()
    ]
    try:
        filled = selected.select(given)
    except pl.exceptions.PolarsError as error:
        raise CrossfootError(
            f"{indicator.path.name} returns a column of another type than expected: "
            f"{_first_line(error)}. Cast it in its last select."
        ) from error
    half_step = pl.col("step") / pl.lit(2, dtype=VALUE)
    return filled.with_columns(
        pl.col("price_basis").fill_null("not_stated"),
        pl.col("qualifier").fill_null(""),
        pl.col("half_width").fill_null(half_step),
    )


def _check_columns(selected: pl.DataFrame, indicator: Indicator) -> None:
    """Refuse rows that lack a column of the contract or hold a number that is not exact."""
    missing = [name for name in _NEEDED if name not in selected.columns]
    if missing:
        raise CrossfootError(
            f"{indicator.path.name} does not return the column {', '.join(missing)}. "
            "Add it to its last select."
        )
    inexact = [name for name, kind in selected.schema.items() if kind.is_float()]
    if inexact:
        raise CrossfootError(
            f"{indicator.path.name} returns {', '.join(inexact)} as a binary fraction, which is not exact. "
            "Cast it to decimal(38, 10); a quotient is taken by a derivation."
        )


def _first_line(error: Exception) -> str:
    """Give what an engine says first, to stand inside a sentence."""
    return str(error).splitlines()[0].rstrip(".!")


def _explode_inputs(cells: pl.DataFrame) -> pl.DataFrame:
    """List what each cell was made of."""
    is_cell = pl.col("input_id").str.contains(".", literal=True)
    return (
        cells.select("cell_id", "as_of", input_id=pl.col("inputs"))
        .explode("input_id")
        .drop_nulls("input_id")
        .with_columns(
            input_kind=pl.when(is_cell).then(pl.lit("cell")).otherwise(pl.lit("observation")),
            role=pl.lit("input"),
        )
        .select(pl.col(name).cast(kind) for name, kind in CELL_INPUT.items())
        .unique(maintain_order=True)
    )


def _reads_versions(indicator: Indicator) -> bool:
    """Tell whether an indicator is made of all versions of figures."""
    return "core.observation" in indicator.text


def _check_inputs(inputs: pl.DataFrame, lake: Lake, core: Manifest, versions: pl.Series) -> None:
    """Stop when a cell is made of a figure that is not among those known, or of a cell that is not there.

    Figures that findings name are known: the second of two values in one publication, one in no code list.
    So are earlier versions, of which revisions and a flow within one release are made.
    """
    named = lake.read(core, "core.finding_input")["obs_id"]
    known = {
        "observation": pl.concat([lake.read(core, "core.latest")["obs_id"], named, versions]),
        "cell": inputs["cell_id"],
    }
    for kind, there in known.items():
        lost = inputs.filter(pl.col("input_kind") == kind, ~pl.col("input_id").is_in(there.implode()))
        if lost.height:
            row = lost.row(0, named=True)
            raise StopRuleError(
                f"Cell {row['cell_id']} names the input {row['input_id']}, which is not there. "
                "A number without its source is not published: mend the indicator's SQL."
            )
