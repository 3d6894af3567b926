"""Growth as it is labelled: what is compared with what, and whether an index, a change or a multiple."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.methods.flags import add_flags
from pipeline.methods.intervals import supported_places
from pipeline.methods.series import list_keys, require_columns

COMPARISONS = {"": "on_year", "on_month_": "on_month", "to_date_": "to_date_on_year"}
"""What each prefix of the columns of a growth is compared with."""
UNITS = {"index": "INDEX", "change": "PCT", "multiple": "TIMES"}


def growth_presentations(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Set growth out in rows, each with the label of its comparison and of its presentation.

    Columns: those of `by`, period, and what `growth_on_year`, `growth_on_month` and `growth_to_date` added,
    one of them or more. Gives the columns of `by`, period and:
      comparison    on_year, on_month or to_date_on_year
      presentation  index (100 for no change), change (0 for no change) or multiple (1 for no change)
      value, lo, hi in the unit; lo and hi null where the precision is not known
      unit_code     INDEX, PCT or TIMES
      places        the decimals that lo and hi support (Int32); null where they are not known
      flags         those of the growth, and NOT_SUPPORTED where not even the units are: the figure is given
                    as its interval, or by a symbol
    A base that is none gives no row. A change of more than threefold (MULTIPLE) has the rows index and
    multiple and no row change: "4.5 times", not 350 %. Sorted by series, month, comparison, presentation.
    Raises BadInputError for a column that is missing, and when no growth is there.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007, on forms of presentation.

    >>> from datetime import date
    >>> from pipeline.methods.growth import growth_on_year
    >>> frame = pl.DataFrame({"period": [date(2025, 1, 1), date(2026, 1, 1)], "value": [2, 9]})
    >>> shown = growth_presentations(growth_on_year(frame, []), [])
    >>> [(row[0], str(row[1]), row[2]) for row in shown.select("presentation", "value", "unit_code").rows()]
    [('index', '450.0000000000', 'INDEX'), ('multiple', '4.5000000000', 'TIMES')]
    """
    keys = [*list_keys(by), "period"]
    found = {prefix: name for prefix, name in COMPARISONS.items() if f"{prefix}index_pct" in frame.columns}
    require_columns(frame, [*keys, *([] if found else ["index_pct"])])
    rows = [
        _rows(frame, keys, prefix).with_columns(comparison=pl.lit(name)) for prefix, name in found.items()
    ]
    shown = supported_places(pl.concat(rows), ["value"]).rename(
        {"value_places": "places", "value_lo": "lo", "value_hi": "hi"}
    )
    flagged = add_flags(shown, {"NOT_SUPPORTED": pl.col("places") < 0})
    order = ["comparison", "presentation", "value", "lo", "hi", "unit_code", "places", "flags"]
    return flagged.select(*keys, *order).sort(*keys, "comparison", "presentation")


def _rows(frame: pl.DataFrame, keys: Sequence[str], prefix: str) -> pl.DataFrame:
    """Give the rows of one comparison."""
    hundred = pl.lit(100, dtype=VALUE)
    names = {"value": "change_pct", "value_lo": "change_lo_pct", "value_hi": "change_hi_pct"}
    change = frame.select(
        *keys,
        *(pl.col(f"{prefix}{column}").alias(name) for name, column in names.items()),
        pl.col(f"{prefix}index_pct").alias("_index"),
        pl.col(f"{prefix}flags").alias("flags"),
    ).filter(pl.col("_index").is_not_null())
    ends = [pl.col("value_lo") + hundred, pl.col("value_hi") + hundred]
    index = change.with_columns(pl.col("_index").alias("value"), *ends)
    multiple = index.with_columns(
        quotient(index[name], pl.Series([100])).alias(name) for name in ("value", "value_lo", "value_hi")
    )
    large = pl.col("flags").list.contains("MULTIPLE")
    parts = {"index": index, "change": change.filter(~large), "multiple": multiple.filter(large)}
    return pl.concat(
        part.with_columns(presentation=pl.lit(name), unit_code=pl.lit(UNITS[name]))
        for name, part in parts.items()
    ).drop("_index")
