"""Outliers of an indicator's series as one list of queries; a query asks a person, and changes no figure."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE, divide
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.derive import SERIES
from pipeline.methods.outliers import K, hidiroglou_berthelot, median_deviation
from pipeline.methods.series import with_earlier
from pipeline.month import Month
from pipeline.present import present
from pipeline.seasonal.declared import load_specifications
from pipeline.seasonal.specification import outlier_month

OUTLIER: Mapping[str, Any] = {
    "indicator_code": pl.String,
    "cell_id": pl.String,
    "territory_id": pl.String,
    "period": pl.Date,
    "method": pl.String,
    "statistic": VALUE,
    "limit_value": VALUE,
    "score": VALUE,
    "effect": pl.String,
    "reason": pl.String,
}
"""A row a query, the highest score first; `score` is the method's statistic over its limit, above 1."""
EFFECT = "query"
MONTHS = 12
"""So many months up to that of the run are asked about, as many as X-13 searches for outliers."""
CHANGES = "hidiroglou_berthelot"
YEARS = "median_deviation"
_KINDS = {"AO": "one month", "LS": "all months from then on", "TC": "some months, less with each"}
_FOUND, _KEPT = "AutoOutlier$", "Outlier$"


def list_outliers(
    connection: duckdb.DuckDBPyConnection,
    indicator: Indicator,
    cells: pl.DataFrame,
    month: Month,
    coefficients: pl.DataFrame,
    folder: Path,
) -> pl.DataFrame:
    """List what the three methods ask about the transformations that the indicator's header names.

    Hidiroglou-Berthelot compares a month's change with those of the other territories of its level; the
    median absolute deviation compares a month's change on the year with those of other months of its series;
    X-13's outliers are those of the series' models, `coefficients` being its rows of
    `indicators.seasonal_coefficient` and `folder` the office's. Of every method only the last `MONTHS` months
    are listed. Columns OUTLIER.
    """
    if not indicator.outliers:
        return pl.DataFrame(schema=dict(OUTLIER))
    query = "select distinct territory_id, level from reference.territory order by territory_id, level"
    levels = connection.sql(query).pl().unique("territory_id", keep="first", maintain_order=True)
    placed = cells.drop("flags").join(levels, on="territory_id", how="left", maintain_order="left")
    parts = [_unlike_peers(placed.filter(pl.col("transformation") == name)) for name in indicator.outliers]
    parts += [_unlike_years(placed, f"{name}_change") for name in indicator.outliers]
    parts.append(_of_models(cells, coefficients, folder))
    rows = pl.concat(
        [pl.DataFrame(schema=dict(OUTLIER)), *(_in_columns(part, indicator.code) for part in parts)]
    )
    asked = pl.col("period").is_between(month.plus(1 - MONTHS).first, month.first)
    return rows.filter(asked)


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort queries by their score, the highest first; those without one last."""
    return rows.sort(
        "score",
        "indicator_code",
        "territory_id",
        "period",
        "method",
        "cell_id",
        descending=[True, *[False] * 5],
        nulls_last=True,
    )


def _unlike_peers(own: pl.DataFrame) -> pl.DataFrame:
    """Ask about changes on the month before that are unlike those of the other territories of the level."""
    group = ["level", *(name for name in SERIES if name != "territory_id"), "period"]
    pairs = with_earlier(own, SERIES, 1, {"value": "base"}).filter(pl.col("base").is_not_null())
    tested = hidiroglou_berthelot(pairs, group)
    found = tested.filter(pl.col("flags").list.contains("OUTLIER"))
    beyond = pl.col("effect") > pl.col("effect_hi")
    limited = found.with_columns(limit_value=pl.when(beyond).then("effect_hi").otherwise("effect_lo"))
    return limited.with_columns(
        method=pl.lit(CHANGES),
        statistic=pl.col("effect"),
        reason=_sentences(limited, "effect", "limit_value", _of_peers),
    )


def _unlike_years(placed: pl.DataFrame, transformation: str) -> pl.DataFrame:
    """Ask about changes on the year that lie far from the median of their series."""
    own = placed.filter(pl.col("transformation") == transformation)
    tested = median_deviation(own, SERIES)
    found = tested.filter(pl.col("flags").list.contains("OUTLIER")).with_columns(
        limit_value=pl.lit(Decimal(str(K)), dtype=VALUE)
    )
    return found.with_columns(
        method=pl.lit(YEARS),
        statistic=pl.col("score"),
        reason=_sentences(found, "score", "value", _of_years),
    )


def _of_models(cells: pl.DataFrame, coefficients: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Ask about the outliers of seasonal models: found in this run, or kept in the specification."""
    declared = load_specifications(folder)
    rows = []
    for row in coefficients.sort("series", "name").iter_rows(named=True):
        prefix = next((one for one in (_FOUND, _KEPT) if row["name"].startswith(one)), None)
        if prefix is None:
            continue
        name = row["name"].removeprefix(prefix)
        limit = Decimal(declared[row["series"]].critical) if row["series"] in declared else None
        rows.append(
            {
                "territory_id": row["territory_id"],
                "period": outlier_month(name).first,
                "method": f"x13_{name[:2].lower()}",
                "statistic": row["t"],
                "limit_value": limit,
                "reason": _of_model(name, row["t"], limit, is_found=prefix == _FOUND),
            }
        )
    kept = {name: kind for name, kind in OUTLIER.items() if name not in ("indicator_code", "score", "effect")}
    found = pl.DataFrame(rows, schema={name: kind for name, kind in kept.items() if name != "cell_id"})
    flows = cells.filter(pl.col("transformation") == "flow", pl.col("breakdown") == "_T")
    named = flows.select("territory_id", "period", "cell_id").unique(
        ["territory_id", "period"], keep="first", maintain_order=True
    )
    return found.join(named, on=["territory_id", "period"], how="left", maintain_order="left")


def _in_columns(part: pl.DataFrame, code: str) -> pl.DataFrame:
    """Give queries the columns of the list, with their score."""
    pairs = part.select("statistic", "limit_value").iter_rows()
    scores = [_score(statistic, limit) for statistic, limit in pairs]
    full = part.with_columns(
        indicator_code=pl.lit(code), effect=pl.lit(EFFECT), score=pl.Series(scores, dtype=VALUE)
    )
    return full.select(pl.col(name).cast(kind) for name, kind in OUTLIER.items())


def _score(statistic: Decimal | None, limit: Decimal | None) -> Decimal | None:
    """Divide a statistic by its limit, both without their signs; none where there is no limit."""
    return None if statistic is None or not limit else divide(abs(statistic), abs(limit))


def _sentences(
    found: pl.DataFrame, statistic: str, other: str, say: Callable[[Decimal, Decimal, str | None], str]
) -> pl.Series:
    """Write the reason of each query."""
    rows = found.select(statistic, other, "level").iter_rows()
    return pl.Series([say(*row) for row in rows], dtype=pl.String)


def _of_peers(effect: Decimal, limit: Decimal, level: str | None) -> str:
    """Say what Hidiroglou-Berthelot asks about."""
    peers = (level or "territory").replace("_", " ")
    side = "up to" if effect > limit else "down to"
    return (
        f"The change on the month before is unlike those of the other territories of the level {peers}: its "
        f"effect is {_two(effect)}, {side} {_two(limit)} is within the range of the others."
    )


def _of_years(score: Decimal, change: Decimal, _level: str | None) -> str:
    """Say what the median absolute deviation asks about."""
    return (
        f"The change on the year, {_two(change)} %, lies far from the median of the series: {_two(score)} "
        f"modified standard deviations, up to {_two(Decimal(str(K)))} are within the range."
    )


def _of_model(name: str, t: Decimal, limit: Decimal | None, *, is_found: bool) -> str:
    """Say what a model of seasonal adjustment asks about."""
    how = "found in this run" if is_found else "kept in the specification"
    beyond = "" if limit is None else f", the critical value is {_two(limit)}"
    return (
        f"The model of seasonal adjustment has an outlier of the kind {name[:2]} ({_KINDS[name[:2]]}) here, "
        f"{how}: t = {_two(t)}{beyond}."
    )


def _two(number: Decimal) -> str:
    """Write a number of a sentence with two decimals."""
    return present(number, 2, "en")
