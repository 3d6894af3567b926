"""Derivations that an indicator's header may name: what runs along time, by the methods of the field."""

from collections.abc import Callable

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.methods.contributions import contribution
from pipeline.methods.decumulate import monthly_flow
from pipeline.methods.growth import growth_on_year
from pipeline.methods.share import share

SERIES = ["territory_id", "breakdown", "price_basis", "source_kind", "unit_code"]
Derivation = Callable[[pl.DataFrame, str], pl.DataFrame]


def _derive_flow(cells: pl.DataFrame, _country: str) -> pl.DataFrame:
    """De-cumulate year-to-date figures: monthly flows, and one flow over several months where a month is missing."""
    ytd = cells.filter(pl.col("transformation") == "ytd")
    if ytd.is_empty():
        return cells
    flows = monthly_flow(ytd.drop("half_width", "flags"), SERIES)
    months_before = pl.col("span_months").cast(pl.String) + "mo"
    flows = flows.with_columns(
        before=pl.when(pl.col("period").dt.month() > pl.col("span_months")).then(
            pl.col("period").dt.offset_by("-" + months_before)
        ),
        first=pl.col("period").dt.offset_by("1mo").dt.offset_by("-" + months_before),
        value=pl.coalesce("flow", "span_flow"),
        transformation=pl.when(pl.col("flow").is_not_null()).then(pl.lit("flow")).otherwise(pl.lit("span")),
    ).filter(pl.col("value").is_not_null())
    flows = flows.with_columns(period_start=pl.col("first"))
    return _append(cells, _inherit(flows, ytd, "before"))


def _derive_ytd_growth(cells: pl.DataFrame, _country: str) -> pl.DataFrame:
    """Compare year-to-date figures with those of the corresponding period of the previous year."""
    return _grow(cells, "ytd", "ytd_change")


def _derive_flow_growth(cells: pl.DataFrame, _country: str) -> pl.DataFrame:
    """Compare monthly flows with those of the same month of the previous year."""
    return _grow(cells, "flow", "flow_change")


def _derive_contribution(cells: pl.DataFrame, country: str) -> pl.DataFrame:
    """Contributions of territories to the country's growth, of year-to-date figures and of monthly flows."""
    for base in ("ytd", "flow"):
        own = cells.filter(pl.col("transformation") == base)
        if own.is_empty() or country not in own["territory_id"]:
            continue
        points = contribution(own.drop("flags"), SERIES, {"territory_id": country}).filter(
            pl.col("contribution_pp").is_not_null()
        )
        made = points.with_columns(
            before=pl.col("period").dt.offset_by("-12mo"),
            value=pl.col("contribution_pp"),
            half_width=pl.lit(None, dtype=VALUE),
            transformation=pl.lit(f"{base}_contribution"),
            flags=pl.lit([], dtype=pl.List(pl.String)),
        )
        whole = own.filter(pl.col("territory_id") == country).select(
            "period", *[name for name in SERIES if name != "territory_id"], total_inputs=pl.concat_list("cell_id")
        )
        inherited = _inherit(made, own, "before").join(
            whole.with_columns(pl.col("period").dt.offset_by("12mo")),
            on=["period", *[name for name in SERIES if name != "territory_id"]],
            how="left",
            maintain_order="left",
        )
        inherited = inherited.with_columns(
            inputs=pl.concat_list("inputs", "total_inputs").list.unique(maintain_order=True), unit_code=pl.lit("PP")
        )
        cells = _append(cells, inherited)
    return cells


def _derive_share(cells: pl.DataFrame, _country: str) -> pl.DataFrame:
    """Fill in shares: 100 * part / whole with the interval that both printed precisions allow."""
    if cells.is_empty():
        return cells
    with_share = share(cells.drop("flags"))
    return with_share.with_columns(
        value=pl.coalesce("value", "share_pct"), lo=pl.coalesce("lo", "share_lo_pct"), hi=pl.coalesce("hi", "share_hi_pct")
    ).filter(pl.col("value").is_not_null()).select(cells.columns)


def _derive_ratio(cells: pl.DataFrame, _country: str) -> pl.DataFrame:
    """Fill in ratios: part / whole, of counts that are exact."""
    if cells.is_empty():
        return cells
    return cells.with_columns(value=quotient(cells["part"], cells["whole"])).filter(pl.col("value").is_not_null())


def _grow(cells: pl.DataFrame, base: str, made: str) -> pl.DataFrame:
    """Add changes on the previous year of one transformation, with their intervals."""
    own = cells.filter(pl.col("transformation") == base)
    if own.is_empty():
        return cells
    grown = growth_on_year(own.drop("flags"), SERIES).filter(pl.col("change_pct").is_not_null())
    grown = grown.with_columns(
        before=pl.col("period").dt.offset_by("-12mo"),
        value=pl.col("change_pct"),
        lo=pl.col("change_lo_pct"),
        hi=pl.col("change_hi_pct"),
        half_width=pl.lit(None, dtype=VALUE),
        transformation=pl.lit(made),
    )
    return _append(cells, _inherit(grown, own, "before").with_columns(unit_code=pl.lit("PCT")))


def _inherit(made: pl.DataFrame, own: pl.DataFrame, before: str) -> pl.DataFrame:
    """Give derived cells their inputs (the cell of their month and the earlier one) and the weaker evidence of both."""
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
    "contribution": _derive_contribution,
    "share": _derive_share,
    "ratio": _derive_ratio,
}
"""The derivations by the name that headers use."""
