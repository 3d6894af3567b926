"""Derivations that an indicator's header may name: what runs along time, by the methods of the field."""

from collections.abc import Callable

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.indicators.flow_policy import take_policies
from pipeline.indicators.given import Given
from pipeline.indicators.presentation import add_base_effect, add_presentations
from pipeline.indicators.revised import (
    derive_revision,
    derive_revision_change,
    derive_revision_statistics,
)
from pipeline.methods.contributions import contribution
from pipeline.methods.decumulate import monthly_flow
from pipeline.methods.growth import growth_on_month, growth_on_year
from pipeline.methods.ratio import bounds
from pipeline.methods.share import share

SERIES = ["territory_id", "breakdown", "price_basis", "source_kind", "unit_code"]
_PEERS = [name for name in SERIES if name != "territory_id"]
Derivation = Callable[[pl.DataFrame, Given], pl.DataFrame]


def _derive_flow(cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """De-cumulate year-to-date figures: monthly flows, and one flow over several where a month is missing.

    Where vintages are mixed, the office's policy says which of two differences is the flow. Where no
    difference gives a month's flow, a figure stated for the month alone is its flow.
    """
    return _with_stated_months(take_policies(_with_differences(cells), given))


def _with_stated_months(cells: pl.DataFrame) -> pl.DataFrame:
    """Add the figures stated for a month alone as flows of the months that have none."""
    flows = cells.filter(pl.col("transformation") == "flow")
    months = cells.filter(pl.col("transformation") == "month")
    left = months.join(flows, on=[*SERIES, "period"], how="anti", nulls_equal=True, maintain_order="left")
    inputs = pl.concat_list("cell_id")
    return _append(cells, left.with_columns(transformation=pl.lit("flow"), inputs=inputs))


def _with_differences(cells: pl.DataFrame) -> pl.DataFrame:
    """Add what year-to-date figures differ by."""
    ytd = cells.filter(pl.col("transformation") == "ytd")
    if ytd.is_empty():
        return cells
    flows = monthly_flow(ytd.drop("half_width", "flags"), SERIES)
    months_before = pl.col("span_months").cast(pl.String) + "mo"
    within_year = pl.col("period").dt.month() > pl.col("span_months")
    flows = flows.with_columns(
        before=pl.when(within_year).then(pl.col("period").dt.offset_by("-" + months_before)),
        period_start=pl.col("period").dt.offset_by("1mo").dt.offset_by("-" + months_before),
        value=pl.coalesce("flow", "span_flow"),
        transformation=pl.when(pl.col("flow").is_not_null()).then(pl.lit("flow")).otherwise(pl.lit("span")),
    )
    return _append(cells, _inherit(flows.filter(pl.col("value").is_not_null()), ytd, "before"))


def _derive_ytd_growth(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Compare year-to-date figures with those of the corresponding period of the previous year."""
    return _grow(cells, "ytd", "ytd_change")


def _derive_flow_growth(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Compare monthly flows with those of the same month of the previous year."""
    return _grow(cells, "flow", "flow_change")


def _derive_flow_growth_on_month(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Compare monthly flows with those of the month before."""
    return _grow(cells, "flow", "flow_change_on_month", months=1)


def _derive_contribution(cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Contributions of territories to the country's growth, of year-to-date figures and of monthly flows."""
    for base in ("ytd", "flow"):
        own = cells.filter(pl.col("transformation") == base)
        if given.country in own["territory_id"]:
            cells = _append(cells, _contribute(own, given.country, f"{base}_contribution"))
    return cells


def _contribute(own: pl.DataFrame, country: str, made: str) -> pl.DataFrame:
    """Give the contributions of one transformation; the country's earlier figure is an input of each."""
    points = contribution(own.drop("flags"), SERIES, {"territory_id": country})
    found = (
        _with_interval(points, own, country)
        .filter(pl.col("contribution_pp").is_not_null())
        .with_columns(
            before=pl.col("period").dt.offset_by("-12mo"),
            value=pl.col("contribution_pp"),
            half_width=pl.lit(None, dtype=VALUE),
            transformation=pl.lit(made),
            flags=pl.lit([], dtype=pl.List(pl.String)),
        )
    )
    base = own.filter(pl.col("territory_id") == country).select(
        pl.col("period").dt.offset_by("12mo"), *_PEERS, total_inputs=pl.concat_list("cell_id")
    )
    joined = _inherit(found, own, "before").join(
        base, on=["period", *_PEERS], how="left", maintain_order="left"
    )
    both = pl.concat_list("inputs", "total_inputs").list.unique(maintain_order=True)
    return joined.with_columns(inputs=both, unit_code=pl.lit("PP"))


def _with_interval(points: pl.DataFrame, own: pl.DataFrame, country: str) -> pl.DataFrame:
    """Add the least and greatest contribution that the half widths of the figures behind it allow."""
    later = pl.col("period").dt.offset_by("12mo")
    half = pl.col("half_width")
    earlier = own.select(*SERIES, later, _base=pl.col("value"), _base_half=half)
    total = own.filter(pl.col("territory_id") == country).select(
        *_PEERS, later, _total=pl.col("value"), _total_half_width=half
    )
    joined = points.join(earlier, on=[*SERIES, "period"], how="left", maintain_order="left")
    pairs = joined.join(total, on=[*_PEERS, "period"], how="left", maintain_order="left").with_columns(
        _change=pl.col("value") - pl.col("_base"), _change_half_width=half + pl.col("_base_half")
    )
    low, high = bounds(pairs, "_change", "_total")
    return pairs.with_columns(lo=low, hi=high).select(points.columns)


def _derive_share(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Fill in shares: 100 * part / whole with the interval that both printed precisions allow.

    A share that is published, without its sums, stays as it is.
    """
    told = pl.col("part").is_not_null() & (pl.col("transformation") != "pace")
    if cells.filter(told).is_empty():
        return cells
    filled = share(cells.filter(told).drop("flags")).with_columns(
        value=pl.col("share_pct"), lo=pl.col("share_lo_pct"), hi=pl.col("share_hi_pct")
    )
    return pl.concat(
        [cells.filter(~told), filled.filter(pl.col("value").is_not_null()).select(cells.columns)]
    )


def _derive_pace(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Fill in rows of pace: what is reported to date divided by the calendar months that it took."""
    paced = pl.col("transformation") == "pace"
    own = cells.filter(paced)
    if own.is_empty():
        return cells
    months = own["whole"]
    filled = own.with_columns(
        value=quotient(own["part"], months),
        half_width=quotient(own["part_half_width"], months),
    )
    return pl.concat([cells.filter(~paced), filled])


def _derive_ratio(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Fill in ratios: part / whole, of counts that are exact."""
    if cells.is_empty():
        return cells
    ratios = cells.with_columns(value=quotient(cells["part"], cells["whole"]))
    return ratios.filter(pl.col("value").is_not_null())


def _grow(cells: pl.DataFrame, base: str, made: str, months: int = 12) -> pl.DataFrame:
    """Add changes of one transformation on the year or on the month before, with their intervals."""
    own = cells.filter(pl.col("transformation") == base)
    if own.is_empty():
        return cells
    compare, prefix = (growth_on_year, "") if months == 12 else (growth_on_month, "on_month_")
    grown = compare(own.drop("flags"), SERIES).filter(pl.col(f"{prefix}change_pct").is_not_null())
    grown = grown.with_columns(
        before=pl.col("period").dt.offset_by(f"-{months}mo"),
        value=pl.col(f"{prefix}change_pct"),
        lo=pl.col(f"{prefix}change_lo_pct"),
        hi=pl.col(f"{prefix}change_hi_pct"),
        flags=pl.col(f"{prefix}flags"),
        half_width=pl.lit(None, dtype=VALUE),
        transformation=pl.lit(made),
    )
    return _append(cells, _inherit(grown, own, "before").with_columns(unit_code=pl.lit("PCT")))


def _inherit(made: pl.DataFrame, own: pl.DataFrame, before: str) -> pl.DataFrame:
    """Give derived cells their inputs, their month's cell and the earlier one, and the weaker evidence."""
    earlier = own.select(
        *SERIES,
        pl.col("period").alias(before),
        pl.col("cell_id").alias("_cell_id"),
        pl.col("evidence_grade").alias("_grade"),
        pl.col("obs_status").alias("_status"),
        pl.col("n_src").alias("_n_src"),
        pl.col("revised").alias("_revised"),
    )
    joined = made.join(earlier, on=[*SERIES, before], how="left", maintain_order="left")
    return joined.with_columns(
        inputs=pl.concat_list("cell_id", "_cell_id").list.drop_nulls(),
        evidence_grade=pl.max_horizontal("evidence_grade", "_grade"),
        obs_status=pl.max_horizontal("obs_status", "_status"),
        n_src=pl.min_horizontal("n_src", "_n_src"),
        revised=pl.col("revised") | pl.col("_revised").fill_null(value=False),
        qualifier=pl.lit(""),
    )


def _append(cells: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Add derived cells below the others, with the same columns; they get their own cell ids later."""
    return pl.concat([cells, made.with_columns(cell_id=pl.lit(None, dtype=pl.String)).select(cells.columns)])


DERIVATIONS: dict[str, Derivation] = {
    "monthly_flow": _derive_flow,
    "ytd_growth": _derive_ytd_growth,
    "flow_growth": _derive_flow_growth,
    "flow_growth_on_month": _derive_flow_growth_on_month,
    "contribution": _derive_contribution,
    "presentation": add_presentations,
    "base_effect": add_base_effect,
    "pace": _derive_pace,
    "share": _derive_share,
    "ratio": _derive_ratio,
    "revision": derive_revision,
    "revision_change": derive_revision_change,
    "revision_statistics": derive_revision_statistics,
}
"""The derivations by the name that headers use."""
