"""A declared revision policy, and what happened beside it: breaches as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import BadInputError
from pipeline.methods.series import (
    list_keys,
    require_columns,
    require_first_of_month,
    require_unique,
    with_values,
)


@dataclass(frozen=True)
class RevisionPolicy:
    """When a figure may be revised, and by how much.

    `routine_months`: up to so many months after its first vintage. `cycle_months`: calendar months (1 to 12)
    in which figures of any age may be. `size_pct`: at most so many per cent of the version before; None: no
    limit.
    """

    routine_months: int = 0
    cycle_months: tuple[int, ...] = ()
    size_pct: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse what is no policy."""
        months = self.routine_months >= 0 and all(1 <= month <= 12 for month in self.cycle_months)
        if not months or (self.size_pct is not None and self.size_pct < 0):
            raise BadInputError(
                f"The revision policy has routine_months {self.routine_months}, cycle_months "
                f"{list(self.cycle_months)}, size_pct {self.size_pct}; months from 0 on, calendar months "
                "from 1 to 12 and a size of zero or more are expected."
            )


def policy_breaches(frame: pl.DataFrame, by: str | Sequence[str], policy: RevisionPolicy) -> pl.DataFrame:
    """List the revisions of a triangle that its policy does not provide for, a row for each reason.

    Columns: those of `by`, period and vintage (Date, firsts of months), value (null: withdrawn), optionally
    step (one unit of the last printed place). Each value is compared with the one of the vintage before it.
    Gives:
      the columns of `by`, period, vintage
      horizon           months since the period's first vintage (Int32)
      earlier, value
      change_pct        100 * (value - earlier) / |earlier|; null where that is zero
      breach            cycle: a value changed, or was withdrawn, later than the routine months and outside
                        the cycle months; size: it changed by more than size_pct, the two steps allowed for
    Sorted by series, period, vintage and breach. Raises BadInputError as `revisions` does.
    Ref.: ESS guidelines on revision policy; McKenzie and Gamba 2008.

    >>> from datetime import date
    >>> vintages = [date(2025, 2, 1), date(2025, 3, 1), date(2025, 8, 1)]
    >>> frame = pl.DataFrame({"period": date(2025, 1, 1), "vintage": vintages, "value": [100, 101, 120]})
    >>> found = policy_breaches(frame, [], RevisionPolicy(2, (9,), Decimal(10)))
    >>> found.select("horizon", "breach").rows()
    [(6, 'cycle'), (6, 'size')]
    """
    keys = [*list_keys(by), "period"]
    require_columns(frame, [*keys, "vintage", "value"])
    for name in ("period", "vintage"):
        require_first_of_month(frame[name].alias(name))
    absent = [] if "step" in frame.columns else [pl.lit(0, dtype=VALUE).alias("step")]
    ordered = with_values(frame.with_columns(absent), ["value", "step"]).sort([*keys, "vintage"])
    require_unique(ordered, [*keys, "vintage"])
    months = pl.col("vintage").dt.year().cast(pl.Int32) * 12 + pl.col("vintage").dt.month()
    pairs = ordered.with_columns(
        horizon=months - months.first().over(keys),
        earlier=pl.col("value").shift().over(keys),
        _step=pl.col("step").fill_null(0) + pl.col("step").shift().over(keys).fill_null(0),
    ).filter(pl.col("horizon") > 0, pl.col("value").ne_missing(pl.col("earlier")))
    change = pairs.select(
        (pl.col("value") - pl.col("earlier")).alias("a"), pl.col("earlier").abs().alias("b")
    )
    compared = pairs.with_columns(quotient(change["a"], change["b"], times=100).alias("change_pct"))
    late = (pl.col("horizon") > policy.routine_months) & ~pl.col("vintage").dt.month().is_in(
        list(policy.cycle_months)
    )
    found = {"cycle": late}
    if policy.size_pct is not None:
        beyond = (pl.col("value") - pl.col("earlier")).abs() - pl.col("_step")
        limit = pl.lit(policy.size_pct, dtype=VALUE)
        sizes = compared.select(beyond.alias("a"), pl.col("earlier").abs().alias("b"))
        share = quotient(sizes["a"], sizes["b"], times=100)
        compared = compared.with_columns(_share=share)
        from_zero = (pl.col("earlier") == 0) & (beyond > 0)
        found["size"] = (pl.col("_share") > limit) | from_zero
    rows = [compared.filter(holds).with_columns(breach=pl.lit(name)) for name, holds in found.items()]
    columns = [*keys, "vintage", "horizon", "earlier", "value", "change_pct", "breach"]
    return pl.concat(row.select(columns) for row in rows).sort(*keys, "vintage", "breach")
