"""Territories and what lies above them: how much of a parent its known parts explain, and what is left."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.ratio import base_reasons, bounds, percent, usable_base
from pipeline.methods.series import list_keys, require_columns, sorted_series

_LINKS = ("territory_id", "parent_id")
_FIGURES = ("value", "half_width")


def coverage(frame: pl.DataFrame, by: str | Sequence[str], territories: pl.DataFrame) -> pl.DataFrame:
    """Set each parent's figure beside the sum of its known parts, with the residual where it has a meaning.

    Columns: territory_id, those of `by`, period (Date, first of the month), value (additive, in one unit;
    null: not known), optionally half_width. `territories`: territory_id and parent_id (null or "" at the
    top), one row each; the direct parts of a parent do not overlap. Gives a row for each parent, series and
    period of which the parent or a part is in the frame, in the unit of value:
      parent_id, the columns of `by`, period
      value, half_width              the parent's own figure
      known, known_half_width        the sum of its parts that are known, and of their half widths
      n_known, n_parts               how many parts are known, and how many there are (UInt32)
      coverage_pct, _lo_pct, _hi_pct 100 * known / value, and its interval
      residual, residual_half_width  value - known: the parts not known together ("others"), where at least
                                     one part is known and one is not, and it is not below zero by more than
                                     its half width; never split between them
      discrepancy                    value - known where all parts are known: published, not spread
      flags   PARENT_MISSING         the parent has no figure of its own
              NOTHING_KNOWN          none of its parts has
              NEGATIVE_RESIDUAL      the known parts are above the parent by more than the half widths allow
                                     (without them by anything): no residual is given
              NEG_WITHIN_ROUNDING    above it, within the half widths
              DISCREPANCY            all parts are known and their sum is not the parent's figure
              BASE_ZERO ...          why there is no coverage in per cent
    Sorted. Raises BadInputError for a territory of the frame that is in no list or has a parent that is in
    none, a circle of parents, a territory listed twice, and as `monthly_flow` does.
    Ref.: ESS guidelines on temporal disaggregation, benchmarking and reconciliation 2018.

    >>> from datetime import date
    >>> rows = {"territory_id": ["R", "A"], "period": [date(2026, 1, 1)] * 2, "value": [10, 7]}
    >>> places = pl.DataFrame({"territory_id": ["R", "A", "B"], "parent_id": [None, "R", "R"]})
    >>> covered = coverage(pl.DataFrame(rows), [], places)
    >>> covered.select("coverage_pct", "residual", "n_known", "n_parts").row(0)
    (Decimal('70.0000000000'), Decimal('3.0000000000'), 1, 2)
    """
    keys = [*list_keys(by), "period"]
    links = _links(territories)
    ordered = _figures(frame, list_keys(by), links)
    parts = ordered.join(links, on="territory_id").filter(pl.col("parent_id").is_not_null())
    told = pl.col("value").is_not_null()
    half = pl.col("half_width").filter(told)
    sums = parts.group_by("parent_id", *keys, maintain_order=True).agg(
        pl.col("value").sum().alias("known"),
        pl.when(half.is_not_null().all()).then(half.sum()).alias("known_half_width"),
        told.sum().cast(pl.UInt32).alias("n_known"),
    )
    own = ordered.filter(pl.col("territory_id").is_in(links["parent_id"].drop_nulls().unique().implode()))
    parents = own.select(pl.col("territory_id").alias("parent_id"), *keys, *_FIGURES)
    sizes = links.drop_nulls("parent_id").group_by("parent_id").agg(pl.len().alias("n_parts"))
    pairs = (
        parents.join(sums, on=["parent_id", *keys], how="full", coalesce=True, nulls_equal=True)
        .join(sizes, on="parent_id", how="left")
        .with_columns(pl.col("n_known").fill_null(0))
        .with_columns(pl.when(pl.col("n_known") > 0).then("known").alias("known"))
        .sort("parent_id", *keys)
    )
    return _compare(pairs, keys)


def _links(territories: pl.DataFrame) -> pl.DataFrame:
    """Give each territory with its parent, null at the top, after checking that the parents are listed."""
    require_columns(territories, _LINKS)
    text = territories.select(pl.col(name).cast(pl.String) for name in _LINKS)
    links = text.with_columns(pl.when(pl.col("parent_id") != "").then("parent_id").alias("parent_id"))
    doubled = links.filter(pl.col("territory_id").is_duplicated())
    if doubled.height:
        raise BadInputError(
            f"Territory {doubled['territory_id'][0]} is listed more than once; one row each is expected. "
            "Choose the rows that hold on the day."
        )
    above = dict(links.iter_rows())
    for start, first in above.items():
        seen, place = {start}, first
        while place is not None:
            if place not in above or place in seen:
                told = (
                    "lies below itself" if place in seen else f"has the parent {place}, which is not listed"
                )
                raise BadInputError(
                    f"Territory {start} {told}. Each parent is expected in the list, and none below its own "
                    "parts. Mend the table of territories."
                )
            seen.add(place)
            place = above[place]
    return links


def _figures(frame: pl.DataFrame, by: Sequence[str], links: pl.DataFrame) -> pl.DataFrame:
    """Give the figures with their half widths, each of a territory that is listed and has a place."""
    stated = "half_width" in frame.columns
    full = frame if stated else frame.with_columns(half_width=pl.lit(None, dtype=VALUE))
    ordered = sorted_series(full, ["territory_id", *by], list(_FIGURES))
    with_parts = links["parent_id"].drop_nulls().unique()
    placed = links.filter(
        pl.col("parent_id").is_not_null() | pl.col("territory_id").is_in(with_parts.implode())
    )
    lost = ordered.filter(~pl.col("territory_id").is_in(placed["territory_id"].implode()))
    if lost.height:
        raise BadInputError(
            f"Territory {lost['territory_id'][0]} has a figure and no place in the hierarchy: it is not "
            "listed, or has neither a parent nor parts. Add it to the table of territories, or leave it out."
        )
    return ordered.select("territory_id", *by, "period", *_FIGURES)


def _compare(pairs: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Add coverage, residual or discrepancy, and flags."""
    shares = pairs.with_columns(value_half_width="half_width")
    base = usable_base("value", "half_width")
    low, high = bounds(shares, "known", "value")
    difference = pl.col("value") - pl.col("known")
    width = pl.col("half_width") + pl.col("known_half_width")
    complete = pl.col("n_known") == pl.col("n_parts")
    below = difference < 0
    rounding = (difference.abs() <= width).fill_null(value=False)
    some = (pl.col("n_known") > 0) & ~complete
    compared = shares.with_columns(
        percent(shares, pl.col("known"), base).alias("coverage_pct"),
        low.alias("coverage_lo_pct"),
        high.alias("coverage_hi_pct"),
        pl.when(some & (~below | rounding)).then(difference).alias("residual"),
        pl.when(some & (~below | rounding)).then(width).alias("residual_half_width"),
        pl.when(complete).then(difference).alias("discrepancy"),
    )
    reasons = base_reasons("value", "half_width")
    missing = reasons.pop("BASE_MISSING")
    conditions = {
        **reasons,
        "PARENT_MISSING": missing,
        "NOTHING_KNOWN": pl.col("n_known") == 0,
        "NEGATIVE_RESIDUAL": ~complete & below & ~rounding,
        "NEG_WITHIN_ROUNDING": ~complete & below & rounding,
        "DISCREPANCY": complete & (difference != 0),
    }
    order = [
        *("parent_id", *keys, "value", "half_width", "known", "known_half_width", "n_known", "n_parts"),
        *("coverage_pct", "coverage_lo_pct", "coverage_hi_pct", "residual", "residual_half_width"),
        *("discrepancy", "flags"),
    ]
    return add_flags(compared, conditions).select(order)
