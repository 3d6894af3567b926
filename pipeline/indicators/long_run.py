"""Transformations of an indicator over its whole history: benchmarked flows, and chain-linked real flows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.indicators.catalogue import LONG_RUN, Indicator
from pipeline.indicators.cells import check_cells, with_cell_ids, with_digests
from pipeline.indicators.second_long import check_long_run
from pipeline.methods.benchmark import denton_cholette
from pipeline.methods.chain import chain_linked
from pipeline.methods.deflate import deflate

TABLE = "indicators.long_run"
LONG: Mapping[str, Any] = {
    "indicator_code": pl.String,
    "transformation": pl.String,
    "territory_id": pl.String,
    "status": pl.String,
    "sentence": pl.String,
    "first": pl.Date,
    "last": pl.Date,
}
"""A row a transformation and series: given or not_given, the reason, the first and last month that it has."""
GIVEN, NOT_GIVEN = "given", "not_given"
EXTRAPOLATED = "EXTRAPOLATED"
REAL = "real"
DISCREPANCY = "flow_real_discrepancy"
MADE = ("flow_benchmarked", "flow_real", DISCREPANCY)
"""What is added to the cells."""
_FIGURES: Mapping[str, Any] = {
    "territory_id": pl.String,
    "period": pl.Date,
    "value": VALUE,
    "price": VALUE,
    "target": VALUE,
    "is_region": pl.Boolean,
}
RESULT: Mapping[str, Any] = {**_FIGURES, "made": VALUE, "flag": pl.String, "transformation": pl.String}
"""A row a month of each series: the flow, what else it rests on, and what was made of it."""


@dataclass(frozen=True)
class LongRun:
    """The cells with those added, the rows of `TABLE`, and all months that were made."""

    cells: pl.DataFrame
    status: pl.DataFrame
    made: pl.DataFrame


def take_long_run(
    connection: duckdb.DuckDBPyConnection,
    indicator: Indicator,
    cells: pl.DataFrame,
    history: pl.DataFrame,
    country: str,
) -> LongRun:
    """Add what the indicator's header names under `long_run`, of the country and its members.

    `history` are the cells of every month. A series that cannot have a transformation has a row with the
    reason in words; an office without annual figures or price indices has that of its country.
    """
    query = "select distinct territory_id from reference.member where ancestor_id = $country order by all"
    members = connection.sql(query, params={"country": country}).pl()["territory_id"].to_list()
    known = _History(_figures(history, country, members), country, members)
    outcomes = [_METHODS[name](known) for name in indicator.long_run]
    made = pl.concat([pl.DataFrame(schema=dict(RESULT)), *(one.made for one in outcomes)])
    rows = [
        (indicator.code, *row)
        for name, one in zip(indicator.long_run, outcomes, strict=True)
        for row in _status(name, one)
    ]
    status = pl.DataFrame(rows, schema=dict(LONG), orient="row")
    check_long_run(made, indicator.long_run)
    every = pl.concat([cells, _as_cells(made, cells, known, indicator).select(cells.columns)])
    check_cells(every, indicator)
    return LongRun(every.sort("cell_id"), status, made)


@dataclass(frozen=True)
class _History:
    """The figures of every month, the country, and the regions that it consists of."""

    figures: pl.DataFrame
    country: str
    members: list[str]


@dataclass(frozen=True)
class _Outcome:
    """What a method made, and why it made nothing of a series."""

    made: pl.DataFrame
    reasons: Mapping[str, str]


def _figures(history: pl.DataFrame, country: str, members: list[str]) -> pl.DataFrame:
    """Set beside each month's flow its price index and its year's annual figure."""
    own = history.filter(
        pl.col("breakdown") == "_T",
        pl.col("source_kind") == "published",
        pl.col("territory_id").is_in([country, *members]),
    )
    named = {name: own.filter(pl.col("transformation") == name) for name in ("flow", "price_index", "year")}
    flows = named["flow"].filter(pl.col("price_basis") == "not_stated")
    prices = named["price_index"].select("territory_id", "period", price="value")
    years = named["year"].select("territory_id", _year=pl.col("period").dt.year(), target="value")
    joined = (
        flows.with_columns(_year=pl.col("period").dt.year(), is_region=pl.col("territory_id") != country)
        .join(prices, on=["territory_id", "period"], how="left")
        .join(years, on=["territory_id", "_year"], how="left")
    )
    return joined.select(pl.col(name).cast(kind) for name, kind in _FIGURES.items()).sort(
        "territory_id", "period"
    )


def _benchmark(given: _History) -> _Outcome:
    """Benchmark each series that has an annual figure, by proportional Denton-Cholette."""
    figures, made, reasons = given.figures, [], {}
    known = figures.filter(pl.col("target").is_not_null())["territory_id"].unique().sort().to_list()
    for place in known:
        own = figures.filter(pl.col("territory_id") == place)
        years = own.filter(pl.col("target").is_not_null()).select(
            pl.col("period").dt.year().cast(pl.Int64).alias("year"), value="target"
        )
        try:
            found = denton_cholette(own, years.unique("year"), [])
        except BadInputError as error:
            reasons[place] = str(error)
            continue
        made.append(
            found.with_columns(
                made="benchmarked",
                flag=pl.when("extrapolated").then(pl.lit(EXTRAPOLATED)),
                transformation=pl.lit(MADE[0]),
            )
        )
    if not known:
        reasons[given.country] = "No annual figure of this indicator is delivered that revises the year."
    return _Outcome(_results(made), reasons)


def _deflate(given: _History) -> _Outcome:
    """Deflate the regions by their price indices and chain them, and the country as the sum of them."""
    figures, country = given.figures, given.country
    regions = figures.filter(pl.col("territory_id").is_in(given.members))
    if regions["price"].null_count() == regions.height:
        return _Outcome(_results([]), {country: "No price index of this indicator is delivered."})
    if lacking := sorted(set(given.members) - set(regions["territory_id"])):
        sentence = f"{lacking[0]} is part of {country} and has no flow; the sum would not cover it."
        return _Outcome(_results([]), {country: sentence})
    try:
        quantities = deflate(regions.rename({"price": "price_index"}), ["territory_id"])
        volumes = chain_linked(
            quantities.rename({"real_value": "quantity"}), item="territory_id", total=country
        )
    except BadInputError as error:
        return _Outcome(_results([]), {country: str(error)})
    beside = volumes.join(figures, on=["territory_id", "period"], how="left", maintain_order="left")
    flag = pl.lit(None, dtype=pl.String)
    real = beside.with_columns(made="volume", flag=flag, transformation=pl.lit(MADE[1]))
    apart = beside.filter(pl.col("discrepancy").is_not_null()).with_columns(
        made="discrepancy", flag=flag, transformation=pl.lit(DISCREPANCY)
    )
    return _Outcome(_results([real, apart]), {})


def _results(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Give results their columns."""
    typed = (part.select(pl.col(name).cast(kind) for name, kind in RESULT.items()) for part in parts)
    return pl.concat([pl.DataFrame(schema=dict(RESULT)), *typed])


def _status(name: str, outcome: _Outcome) -> list[tuple[str, str, str, str, date | None, date | None]]:
    """Say of each series whether it has a transformation, and why not."""
    own = outcome.made.filter(pl.col("transformation") == name).group_by("territory_id")
    spans = own.agg(pl.col("period").min().alias("first"), pl.col("period").max().alias("last"))
    given = [(name, place, GIVEN, "", first, last) for place, first, last in spans.iter_rows()]
    lacking = [(name, place, NOT_GIVEN, sentence, None, None) for place, sentence in outcome.reasons.items()]
    return sorted([*given, *lacking], key=lambda row: row[1])


def _as_cells(
    made: pl.DataFrame, cells: pl.DataFrame, history: _History, indicator: Indicator
) -> pl.DataFrame:
    """Make cells of what was made for the months of the run, each beside the flow that it starts from."""
    flows = cells.filter(
        pl.col("transformation") == "flow",
        pl.col("breakdown") == "_T",
        pl.col("price_basis") == "not_stated",
        pl.col("source_kind") == "published",
    )
    new = made.select("territory_id", "period", "value", "made", "flag", _made="transformation")
    both = flows.join(new, on=["territory_id", "period", "value"], how="inner", maintain_order="left")
    nothing = pl.lit(None, dtype=VALUE)
    is_real = pl.col("_made") != MADE[0]
    known = both.with_columns(
        value="made",
        transformation="_made",
        price_basis=pl.when(is_real).then(pl.lit(REAL)).otherwise("price_basis"),
        half_width=nothing,
        lo=nothing,
        hi=nothing,
        qualifier=pl.lit(""),
        flags=pl.concat_list("flag").list.drop_nulls(),
        obs_status=pl.when(pl.col("flag") == EXTRAPOLATED).then(pl.lit("E")).otherwise("obs_status"),
    )
    return with_digests(_with_inputs(with_cell_ids(known, indicator), cells, history))


def _with_inputs(known: pl.DataFrame, cells: pl.DataFrame, history: _History) -> pl.DataFrame:
    """Name the cells behind each: those among the cells of the run.

    Of a benchmarked flow all flows and annual figures of its series; of a real one the flows and price
    indices of its month and of the year before, for the country those of all its regions; of the discrepancy
    the real flows of its month.
    """
    by_place = _ids(cells, ("flow", "year"), ["territory_id"])
    by_year = _ids(cells, ("flow", "price_index"), ["territory_id", "year"])
    by_month = _ids(cells, ("flow", "price_index"), ["territory_id", "period"])
    real = _ids(known, (MADE[1],), ["period"])
    lists = []
    for place, period, transformation in known.select("territory_id", "period", "transformation").iter_rows():
        if transformation == MADE[0]:
            lists.append(by_place[place,])
            continue
        if transformation == DISCREPANCY:
            lists.append(real[period,])
            continue
        parts = sorted(history.members) if place == history.country else [place]
        lists.append(
            [
                one
                for part in parts
                for one in (*by_month.get((part, period), ()), *by_year.get((part, period.year - 1), ()))
            ]
        )
    return known.with_columns(inputs=pl.Series(lists, dtype=pl.List(pl.String)))


def _ids(cells: pl.DataFrame, transformations: tuple[str, ...], keys: list[str]) -> dict[Any, list[str]]:
    """Give the ids of cells of some transformations by their keys."""
    own = cells.filter(pl.col("transformation").is_in(transformations), pl.col("breakdown") == "_T")
    grouped = (
        own.with_columns(year=pl.col("period").dt.year())
        .sort("cell_id")
        .group_by(keys, maintain_order=True)
        .agg("cell_id")
    )
    return {tuple(row[:-1]): row[-1] for row in grouped.iter_rows()}


_METHODS: Mapping[str, Callable[[_History], _Outcome]] = dict(
    zip(LONG_RUN, (_benchmark, _deflate), strict=True)
)
