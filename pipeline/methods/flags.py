"""Flags: what a reader must know of a figure, as a sorted list of codes."""

from collections.abc import Mapping, Sequence

import polars as pl

_FLAGS = pl.List(pl.String)
_MARK = ","
"""Between codes while lists are compared; no code holds one."""


def add_flags(frame: pl.DataFrame, conditions: Mapping[str, pl.Expr], column: str = "flags") -> pl.DataFrame:
    """Add the codes whose condition holds to a column of sorted lists; codes already there stay.

    Every combination of codes is written once and rows point to theirs: many times as fast as building a list
    for each row.
    """
    codes = sorted(conditions)
    raised = _combinations(codes).gather(_number_combination(frame, [conditions[code] for code in codes]))
    if column in frame.columns:
        raised = _unite(frame[column].cast(_FLAGS), raised)
    return frame.with_columns(raised.alias(column))


def _number_combination(frame: pl.DataFrame, conditions: Sequence[pl.Expr]) -> pl.Series:
    """Give for each row the number whose bits say which conditions hold; one that is null does not."""
    nothing = pl.repeat(0, pl.len(), dtype=pl.UInt32)
    bits = [
        pl.when(holds).then(pl.lit(2**place, dtype=pl.UInt32)).otherwise(nothing)
        for place, holds in enumerate(conditions)
    ]
    return frame.select(pl.sum_horizontal(nothing, *bits)).to_series()


def _combinations(codes: Sequence[str]) -> pl.Series:
    """Give all sets of codes, each at the place whose number has the bits of its codes."""
    sets = [
        [code for place, code in enumerate(codes) if number >> place & 1] for number in range(2 ** len(codes))
    ]
    return pl.Series(sets, dtype=_FLAGS)


def _unite(held: pl.Series, raised: pl.Series) -> pl.Series:
    """Give the codes of both lists of each row, sorted, each once."""
    pairs = pl.DataFrame({"held": held, "raised": raised}).select(pl.all().list.join(_MARK).fill_null(""))
    both = pl.concat_str("held", "raised", separator=_MARK).str.split(_MARK)
    united = both.list.set_difference([""]).list.sort()
    return pairs.join(
        pairs.unique().with_columns(united=united), on=["held", "raised"], how="left", maintain_order="left"
    )["united"]
