"""Monthly flows by both policies where they part: mixed vintages, and figures of one release."""

import polars as pl

from pipeline.flow_policy import WITHIN_RELEASE
from pipeline.indicators.given import Given
from pipeline.methods.decumulate import flow_within_release

MIXED = "PREV_REVISED_LATER"
"""The flag of a flow whose earlier figure became known after the later one: only there the policies part."""
OTHER = ("flow_latest", "flow_release")
"""The flow by the policy that the series does not declare, beside the one that it does."""
_OWN = ["measure_code", "territory_id", "breakdown", "price_basis", "unit_code", "source_id"]


def take_policies(cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Set beside each flow of mixed vintages the flow within one release, and make the declared one `flow`.

    A series that declares the latest vintages keeps its flow and gains `flow_release`; one that declares one
    release has that as its flow (or span, where the earlier month was not yet known) and gains `flow_latest`.
    A flow whose later figure is no single version of one source (a sum of members, a decided value), or that
    is a span, has no second one.
    """
    is_mixed = pl.col("transformation").is_in(["flow", "span"]) & pl.col("flags").list.contains(MIXED)
    mixed = cells.filter(is_mixed)
    if mixed.is_empty() or given.vintages.is_empty():
        return cells
    both = _with_release(mixed, cells, given)
    declares = pl.col("declared").fill_null("") == WITHIN_RELEASE
    is_known, single = pl.col("_made").is_not_null(), pl.col("_months") == 1
    was_flow = pl.col("transformation") == "flow"
    release = _as_release(both.filter(is_known))
    taken = release.filter(declares).with_columns(
        transformation=pl.when(single).then(pl.lit("flow")).otherwise(pl.lit("span"))
    )
    beside = release.filter(~declares, single, was_flow).with_columns(transformation=pl.lit("flow_release"))
    latest = both.filter(is_known, declares, was_flow).with_columns(transformation=pl.lit("flow_latest"))
    kept = both.filter(~(is_known & declares))
    parts = [part.select(cells.columns) for part in (kept, taken, beside, latest)]
    return pl.concat([cells.filter(~is_mixed), *parts])


def _with_release(mixed: pl.DataFrame, cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Add to each mixed flow what one release gives, found by the version that its later figure is."""
    keep = ["period", "obs_id", "evidence_grade"]
    found = flow_within_release(given.vintages, _OWN, given.as_of, keep=keep).filter(
        pl.col("value").is_not_null()
    )
    made = found.select(
        _obs_id="obs_id",
        _later="value",
        declared="declared",
        _made=pl.coalesce("flow", "span_flow"),
        _months="span_months",
        _width="half_width",
        _flags="flags",
        _before="before_obs_id",
        _before_grade="before_evidence_grade",
    )
    later = cells.filter(pl.col("transformation") == "ytd").select(
        _cell_id="cell_id", _obs_id=pl.col("inputs").list.first(), _n=pl.col("inputs").list.len(),
        _later="value", _grade="evidence_grade", _status="obs_status", _sources="n_src", _revised="revised",
    )  # fmt: skip
    one = later.filter(pl.col("_n") == 1).join(made, on=["_obs_id", "_later"], how="inner")
    named = mixed.with_columns(_cell_id=pl.col("inputs").list.first())
    return named.join(one, on="_cell_id", how="left", maintain_order="left")


def _as_release(both: pl.DataFrame) -> pl.DataFrame:
    """Give the flows within one release their figures, with the evidence of the two figures behind each."""
    start = pl.col("period").dt.offset_by("1mo").dt.offset_by("-" + pl.col("_months").cast(pl.String) + "mo")
    return both.with_columns(
        period_start=start,
        value="_made",
        half_width="_width",
        flags="_flags",
        inputs=pl.concat_list("_cell_id", "_before").list.drop_nulls(),
        evidence_grade=pl.max_horizontal("_grade", "_before_grade"),
        obs_status="_status",
        n_src=pl.min_horizontal("_sources", pl.lit(1, dtype=pl.Int64)),
        revised="_revised",
    )
