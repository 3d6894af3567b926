"""Frames of monthly series: what every method asks of its input, and the figure some months before."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from pipeline.decimals import as_value
from pipeline.errors import BadInputError

_NAMED = 5
"""So many doubled months are named in a message; the others are counted."""
_TOO_LARGE = Decimal(10) ** 27
"""Below this the sum of a few figures stays within `VALUE`."""
_ONE_A_SERIES = {
    "unit_code": "units; convert them to one, or add the column to those that tell the series apart",
    "base_period": "base periods of an index; rebase them to one (rebase) before they are compared",
}
"""Columns of which a series has one value, where they are given and do not tell series apart."""


def list_keys(by: str | Sequence[str]) -> list[str]:
    """Give the names of the columns that tell series apart; one name may stand alone."""
    return [by] if isinstance(by, str) else list(by)


def require_columns(frame: pl.DataFrame, names: Sequence[str]) -> None:
    """Raise BadInputError when a column is missing."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise BadInputError(
            f"The frame has no column {', '.join(missing)}; it has {', '.join(frame.columns) or 'none'}. "
            "Rename or select the columns before the method is called."
        )


def with_values(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Give the named columns as exact figures of which a few can be added; widths are not negative."""
    exact = [as_value(frame[name]) for name in names]
    for column in exact:
        if (column.abs() >= _TOO_LARGE).any():
            raise BadInputError(
                f"The column '{column.name}' holds a number of 28 digits before the decimal point; "
                "at most 27 are expected. Check the unit in which it was delivered."
            )
        if column.name.endswith(("half_width", "step")) and (column < 0).any():
            raise BadInputError(
                f"The column '{column.name}' holds a negative number; zero or more is expected. "
                "Give it without a sign, or empty where the precision is not known."
            )
    return frame.with_columns(exact)


def sorted_series(frame: pl.DataFrame, by: str | Sequence[str], numbers: Sequence[str]) -> pl.DataFrame:
    """Give the frame by series and month, its numbers exact, after checking that each month occurs once."""
    keys = [*list_keys(by), "period"]
    require_columns(frame, [*keys, *numbers])
    require_first_of_month(frame["period"])
    ordered = with_values(frame, numbers).sort(keys, maintain_order=True)
    require_unique(ordered, keys)
    for name in _ONE_A_SERIES:
        require_one(ordered, keys[:-1], name)
    return ordered


def require_one(ordered: pl.DataFrame, keys: Sequence[str], name: str) -> None:
    """Raise BadInputError naming a series that mixes units or base periods, where the column is given."""
    if name not in ordered.columns or name in keys:
        return
    counted = ordered.select(pl.lit(0).alias("_"), *keys, name).group_by("_", *keys, maintain_order=True)
    mixed = counted.agg(pl.col(name).drop_nulls().unique().sort()).filter(pl.col(name).list.len() > 1)
    if mixed.height:
        row = mixed.row(0, named=True)
        series = ", ".join(f"{key} {row[key]}" for key in keys) or "the only one"
        found = ", ".join(str(value) for value in row[name])
        raise BadInputError(f"The series {series} has several {_ONE_A_SERIES[name]}. Found: {found}.")


def require_first_of_month(period: pl.Series) -> None:
    """Raise BadInputError unless every period is a date, the first of a month."""
    if period.dtype != pl.Date or period.null_count() or (period.dt.day() != 1).any():
        raise BadInputError(
            f"The column 'period' is of type {period.dtype}; dates are expected, each the first day of a "
            "month, none missing. Derive it from the reference period."
        )


def require_unique(ordered: pl.DataFrame, keys: Sequence[str]) -> None:
    """Raise BadInputError naming the rows that share a key with the row before; the frame is sorted by it."""
    doubled = ordered.filter(same_as_before(keys)).select(keys).unique(maintain_order=True)
    if doubled.is_empty():
        return
    named = "; ".join(
        ", ".join(f"{key} {value}" for key, value in row.items())
        for row in doubled.head(_NAMED).iter_rows(named=True)
    )
    others = f"; and {doubled.height - _NAMED} more" if doubled.height > _NAMED else ""
    raise BadInputError(
        f"More than one figure is given for: {named}{others}. One is expected for each. "
        "Choose a vintage (as_of) and a source, or add the column that tells the series apart."
    )


def same_as_before(keys: Sequence[str]) -> pl.Expr:
    """Tell the rows whose keys equal those of the row before; a null equals a null, and one key has none."""
    return pl.all_horizontal(pl.col(key).eq_missing(pl.col(key).shift()) for key in keys)


def with_earlier(
    frame: pl.DataFrame, by: str | Sequence[str], months: int, columns: dict[str, str]
) -> pl.DataFrame:
    """Add figures of the same series so many months before: `columns` maps a column to its new name.

    Months are counted in the calendar, so a missing month gives null and never the wrong one.
    """
    keys = [*list_keys(by), "period"]
    moved = pl.col("period").dt.offset_by(f"{months}mo")
    earlier = frame.select(*keys, *(pl.col(name).alias(new) for name, new in columns.items()))
    return frame.join(
        earlier.with_columns(moved), on=keys, how="left", nulls_equal=True, maintain_order="left"
    )
