"""Raking: figures that do not add up, adjusted to their totals by generalised least squares.

An option that an office declares, for a table in which the discrepancy may not be published instead. Of all
figures that meet the totals it takes those with the least sum of (adjusted - given)^2 / V.
Ref.: ESS guidelines on temporal disaggregation, benchmarking and reconciliation 2018; E. B. Dagum and
P. A. Cholette, Benchmarking, Temporal Distribution, and Reconciliation Methods, 2006, ch. 11.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl

from pipeline.decimals import PLACES, VALUE
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.rake_table import Cells, adjust_table
from pipeline.methods.series import list_keys, require_columns, require_unique, with_values

WEIGHTS = ("absolute", "signed")


def rake(frame: pl.DataFrame, by: str | Sequence[str], *, weight: str = "absolute") -> pl.DataFrame:
    """Adjust the parts of each group to its total, each in proportion to V.

    Columns: those of `by` (they name the group), value, total (one a group; in the same unit), optionally
    locked (Boolean: the part stays as it is); any others stay, and so does the order of rows. V is |value|
    (weight "absolute") or value ("signed"); zeros stay zero. Adds:
      raked         value + V * (total - sum) / (sum of V over the parts not locked); the parts sum to the
                    total exactly: what rounding leaves goes to the part with the largest V
      adjustment    raked - value
      discrepancy   total - sum of value, the same in a group; to be published with the result
      flags         SIGN_CHANGED where raked is on the other side of zero; it joins the flags already there
    Exact fractions, rounded once to ten decimals. Raises BadInputError when a figure is missing, a group has
    several totals, there is something to adjust and nothing that may be adjusted (all locked or zero), and
    for another weight.

    >>> frame = pl.DataFrame({"sector": ["a", "b"], "value": [20, 5], "total": [40, 40]})
    >>> [str(part) for part in rake(frame, [])["raked"]]
    ['32.0000000000', '8.0000000000']
    """
    _require_weight(weight)
    keys = list_keys(by)
    ready = _ready(frame, [*keys, "total"]).with_row_index("_row")
    groups = ready.partition_by(keys, maintain_order=True) if keys else [ready]
    raked: dict[int, Decimal] = {}
    for group in filter(len, groups):
        raked |= zip(group["_row"], _rake_group(group, keys, weight), strict=True)
    column = pl.Series("raked", [raked[row] for row in ready["_row"]], dtype=VALUE)
    series = [pl.lit(0), *keys]
    made = ready.with_columns(column).with_columns(
        adjustment=pl.col("raked") - pl.col("value"),
        discrepancy=pl.col("total") - pl.col("value").sum().over(series),
    )
    extra = [] if "locked" in frame.columns else ["locked"]
    return _flag(made).drop("_row", *extra)


def rake_two_ways(
    frame: pl.DataFrame, rows: str, columns: str, *, row_totals: pl.DataFrame, column_totals: pl.DataFrame
) -> pl.DataFrame:
    """Adjust a table to the totals of its rows and of its columns at once, with V = |value|.

    Columns: `rows`, `columns` (the two keys of a cell), value, optionally locked (Boolean); any others stay,
    and so does the order of rows. `row_totals` has `rows` and value, `column_totals` `columns` and value; a
    row or column without a total is not held to one. Adds raked,
    adjustment and flags as `rake` does, and row_discrepancy and column_discrepancy (total less sum of value;
    null without a total). The linear equations are solved in binary floating point; what that leaves is then
    put right in exact decimals, so that every total is met to the tenth decimal.
    Raises BadInputError when a figure is missing, a cell is given twice, a total names no cell, or the totals
    cannot be met: rows and columns that are joined by cells not locked must have equal sums.

    >>> cells = {"region": ["A", "A", "B", "B"], "use": ["x", "y"] * 2, "value": [10, 20, 30, 40]}
    >>> regions = pl.DataFrame({"region": ["A", "B"], "value": [33, 70]})
    >>> uses = pl.DataFrame({"use": ["x", "y"], "value": [42, 61]})
    >>> table = rake_two_ways(
    ...     pl.DataFrame(cells), "region", "use", row_totals=regions, column_totals=uses
    ... )
    >>> [str(round(cell, 2)) for cell in table["raked"]]
    ['11.28', '21.72', '30.72', '39.28']
    """
    ready = _ready(frame, [rows, columns])
    require_unique(ready.sort(rows, columns), [rows, columns])
    totals = {
        name: _totals(found, name, ready) for name, found in ((rows, row_totals), (columns, column_totals))
    }
    cells = Cells(
        rows=ready[rows].to_list(),
        columns=ready[columns].to_list(),
        units=ready["value"].to_physical().to_list(),
        free=[not locked for locked in ready["locked"]],
    )
    units = adjust_table(cells, *(dict(found.iter_rows()) for found in totals.values()))
    raked = pl.Series("raked", [_decimal(number) for number in units], dtype=VALUE)
    made = ready.with_columns(raked).with_columns(adjustment=pl.col("raked") - pl.col("value"))
    for name, kind in ((rows, "row"), (columns, "column")):
        told = totals[name].select(name, pl.Series("_total", totals[name]["_units"]).reinterpret(dtype=VALUE))
        made = made.join(told, on=name, how="left", maintain_order="left")
        gap = pl.col("_total") - pl.col("value").sum().over(name)
        made = made.with_columns(gap.alias(f"{kind}_discrepancy")).drop("_total")
    extra = [] if "locked" in frame.columns else ["locked"]
    return _flag(made).drop(extra)


def _require_weight(weight: str) -> None:
    """Raise BadInputError for a weight that is none."""
    if weight not in WEIGHTS:
        raise BadInputError(
            f"V is to be '{weight}'; {' or '.join(WEIGHTS)} is expected. Declare one of them."
        )


def _ready(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Give the frame with exact figures and a column locked, after checking that none is missing."""
    require_columns(frame, [*names, "value"])
    numbers = [name for name in ("value", "total") if name in names or name == "value"]
    absent = [] if "locked" in frame.columns else [pl.lit(value=False).alias("locked")]
    exact = with_values(frame.with_columns(absent), numbers).with_columns(
        pl.col("locked").fill_null(value=False)
    )
    if any(exact[name].null_count() for name in numbers):
        raise BadInputError(
            "A part or a total that is to be raked is missing; a figure is expected in each row. A part "
            "that is not known is a residual (coverage), not an adjustment."
        )
    return exact


def _rake_group(group: pl.DataFrame, keys: Sequence[str], weight: str) -> list[Decimal]:
    """Spread one group's discrepancy, in whole units of the tenth decimal."""
    where = ", ".join(f"{key} {group[key][0]}" for key in keys) or "the group"
    if group["total"].n_unique() > 1:
        raise BadInputError(f"The parts of {where} name several totals; one is expected. Group them by it.")
    units = group["value"].to_physical().to_list()
    gap = group["total"].to_physical()[0] - sum(units)
    size = [
        0 if locked else (abs(number) if weight == "absolute" else number)
        for number, locked in zip(units, group["locked"], strict=True)
    ]
    whole = sum(size)
    if not gap:
        return [_decimal(number) for number in units]
    if not whole:
        raise BadInputError(
            f"The parts of {where} are to be adjusted by {_decimal(gap)} and none may be: all are locked, or "
            "the sum of their V is zero. Unlock a part, or publish the discrepancy."
        )
    shares = [_round(Fraction(gap * own, whole)) for own in size]
    shares[max(range(len(size)), key=lambda place: (abs(size[place]), -place))] += gap - sum(shares)
    return [_decimal(number + share) for number, share in zip(units, shares, strict=True)]


def _totals(found: pl.DataFrame, name: str, ready: pl.DataFrame) -> pl.DataFrame:
    """Give totals in units by key, each of a key that has cells."""
    require_columns(found, [name, "value"])
    key = pl.col(name).cast(ready.schema[name])
    exact = with_values(found, ["value"]).with_columns(key).sort(name)
    require_unique(exact, [name])
    lost = exact.filter(~pl.col(name).is_in(ready[name].implode()) | pl.col("value").is_null())
    if lost.height:
        raise BadInputError(
            f"The total of {name} {lost[name][0]} is missing or has no cells that it is a total of. "
            "Give a figure, and at least one cell, or leave the total out."
        )
    return exact.select(name, pl.Series("_units", exact["value"].to_physical()))


def _flag(made: pl.DataFrame) -> pl.DataFrame:
    """Flag the cells that went to the other side of zero."""
    turned = ((pl.col("value") > 0) & (pl.col("raked") < 0)) | ((pl.col("value") < 0) & (pl.col("raked") > 0))
    return add_flags(made, {"SIGN_CHANGED": turned})


def _round(exact: Fraction) -> int:
    """Round to a whole number of units, half away from zero."""
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return size if exact > 0 else -size


def _decimal(units: int) -> Decimal:
    """Give units of the tenth decimal as a number."""
    return Decimal((int(units < 0), tuple(int(digit) for digit in str(abs(units))), -PLACES))
