"""Derivations of the indicator of revisions: from figures as stated to R by horizon and its statistics."""

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.indicators.given import Given
from pipeline.methods.revisions import revision_statistics, revisions

STATED, REVISION, CHANGE = "stated", "revision", "change_pct"
HORIZONS = (1, 3, 12)
"""So many months after the first figure a later one is compared with it."""
TO_DATE = "to_date"
"""The horizon of what is known in the month of the as-of day, whatever the months between."""
STATISTICS = {
    "n": "COUNT",
    "mr": "",
    "mar": "",
    "rmar_pct": "PCT",
    "rmar_base": "",
    "sd": "",
    "positive_pct": "PCT",
    "least": "",
    "greatest": "",
    "same_sign_pct": "PCT",
    "lag": "COUNT",
    "standard_error": "",
    "t": "RATIO",
    "p": "RATIO",
}
"""The statistics that a cell is made of, each with its unit; none: that of the figures."""
_SERIES = ["territory_id", "measure", "price_basis", "source_kind", "unit_code"]
_KEYS = [*_SERIES, "period"]
_OF_SERIES = ["as_of", "month", "conf_status", "obs_status", "n_src"]
_NOT_INHERITED = ("cell_id", "known_on", "step")


def derive_revision(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Add R of each reference period at each horizon that has passed by the as-of day.

    The cells of the transformation `stated` name in their breakdown the month in which a figure was stated;
    between two of them it stays as it was. `part` is the later figure, `whole` the first one.
    """
    own = _stated(cells)
    if own.is_empty():
        return cells
    first = own.group_by(_KEYS, maintain_order=True).agg(
        pl.col("period_start", "period_end").first(),
        first=pl.col("vintage").min(),
        first_cell=pl.col("cell_id").sort_by("vintage").first(),
        first_half_width=pl.col("half_width").sort_by("vintage").first(),
        evidence_grade=pl.col("evidence_grade").max(),
    )
    asked = _horizons(first, own["as_of"].max())
    filled = asked.sort("vintage").join_asof(
        own.select(*_KEYS, "vintage", "value", "half_width", later_cell="cell_id").sort("vintage"),
        on="vintage",
        by=_KEYS,
        strategy="backward",
        check_sortedness=False,
    )
    begun = own.join(first, left_on=[*_KEYS, "vintage"], right_on=[*_KEYS, "first"])
    known = pl.concat(
        frame.select(*_KEYS, "vintage", "value")
        for frame in (begun, filled.unique([*_KEYS, "vintage"], maintain_order=True))
    )
    found = filled.drop("value").join(revisions(known, _SERIES), on=[*_KEYS, "vintage"])
    return _append(
        cells,
        own,
        found.with_columns(
            value=pl.col("revision"),
            part=pl.col("later"),
            whole=pl.col("preliminary"),
            transformation=pl.lit(REVISION),
            breakdown=pl.concat_str(pl.lit("horizon="), "label", pl.lit(";measure="), "measure"),
            half_width=pl.when(pl.col("first_cell") == pl.col("later_cell"))
            .then(pl.lit(0, dtype=VALUE))
            .otherwise(pl.col("first_half_width") + pl.col("half_width")),
            inputs=pl.concat_list("first_cell", "later_cell").list.unique(maintain_order=True),
        ),
    )


def derive_revision_change(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Add to each figure that was stated anew its change in per cent of the one before; none of zero."""
    own = _stated(cells).sort([*_KEYS, "vintage"])
    if own.is_empty():
        return cells
    pairs = own.with_columns(
        _before=pl.col("value").shift().over(_KEYS), _cell=pl.col("cell_id").shift().over(_KEYS)
    ).filter(pl.col("_before").is_not_null(), pl.col("_before") != 0)
    moved = pairs.select((pl.col("value") - pl.col("_before")).alias("a"), pl.col("_before").abs().alias("b"))
    made = pairs.with_columns(
        value=quotient(moved["a"], moved["b"], times=100),
        transformation=pl.lit(CHANGE),
        half_width=pl.lit(None, dtype=VALUE),
        unit=pl.lit("PCT"),
        inputs=pl.concat_list("_cell", "cell_id"),
    )
    return _append(cells, own, made)


def derive_revision_statistics(cells: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Summarise R of each series and horizon over its reference periods, as of the month of the run."""
    own = _with_names(cells.filter(pl.col("transformation") == REVISION))
    if own.is_empty():
        return cells
    by = [*_SERIES, "breakdown"]
    rows = own.select(
        *by,
        "half_width",
        "period",
        "cell_id",
        "period_start",
        "period_end",
        "evidence_grade",
        "month",
        revision="value",
        later="part",
        preliminary="whole",
        horizon=pl.lit(0, dtype=pl.Int32),
    )
    told = revision_statistics(rows, by)
    behind = rows.group_by(by, maintain_order=True).agg(
        _absolute=pl.col("revision").abs().sum(),
        _half=pl.when(pl.col("half_width").is_not_null().all()).then(pl.col("half_width").sum()),
        period_start=pl.col("period_start").min(),
        period_end=pl.col("period_end").max(),
        evidence_grade=pl.col("evidence_grade").max(),
        month=pl.col("month").first(),
        inputs=pl.col("cell_id").sort(),
    )
    joined = told.join(behind, on=by, how="left", maintain_order="left")
    joined = joined.with_columns(
        period=pl.col("month"),
        reference_date=pl.lit(None, dtype=pl.Date),
        rmar_pct=quotient(joined["_absolute"], joined["rmar_base"], times=100),
        _half=quotient(joined["_half"], joined["n"].cast(pl.Int64)),
    )
    frames = [
        joined.with_columns(
            value=pl.col(name).cast(VALUE),
            transformation=pl.lit(name),
            half_width=pl.col("_half") if name in ("mr", "mar") else pl.lit(None, dtype=VALUE),
            unit=pl.lit(unit) if unit else pl.col("unit_code"),
        )
        for name, unit in STATISTICS.items()
    ]
    return _append(cells, own, *(frame.filter(pl.col("value").is_not_null()) for frame in frames))


def _stated(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the figures as stated, with measure and vintage in columns of their own."""
    vintage = pl.col("breakdown").str.extract(r"vintage=(\d{4}-\d{2})") + "-01"
    own = _with_names(cells.filter(pl.col("transformation") == STATED))
    return own.with_columns(vintage=vintage.str.to_date("%Y-%m-%d"))


def _with_names(cells: pl.DataFrame) -> pl.DataFrame:
    """Add the measure that a breakdown names."""
    return cells.with_columns(measure=pl.col("breakdown").str.extract(r"measure=([^;]+)"))


def _horizons(first: pl.DataFrame, as_of: object) -> pl.DataFrame:
    """Give each reference period the months after its first figure that have begun by the as-of day."""
    newest = pl.lit(as_of, dtype=pl.Date).dt.truncate("1mo")
    later = [
        first.with_columns(label=pl.lit(str(months)), vintage=pl.col("first").dt.offset_by(f"{months}mo"))
        for months in HORIZONS
    ]
    to_date = first.with_columns(label=pl.lit(TO_DATE), vintage=newest)
    rows = pl.concat([*later, to_date])
    return rows.filter(pl.col("vintage") <= newest, pl.col("vintage") > pl.col("first"))


def _append(cells: pl.DataFrame, own: pl.DataFrame, *made: pl.DataFrame) -> pl.DataFrame:
    """Add cells with the columns of the others; what is the same for a whole series is taken from its own."""
    alike = own.group_by(_SERIES, maintain_order=True).agg(pl.col(_OF_SERIES).first())
    return pl.concat([cells, *(_complete(frame, alike, cells.schema) for frame in made)])


def _complete(made: pl.DataFrame, alike: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Give derived cells all columns: no flags and no qualifier, and null where nothing is known."""
    own = made.drop(_OF_SERIES, strict=False).join(alike, on=_SERIES, how="left", maintain_order="left")
    unit = pl.coalesce("unit", "unit_code") if "unit" in own.columns else pl.col("unit_code")
    full = own.with_columns(
        unit_code=unit,
        qualifier=pl.lit(""),
        revised=pl.lit(value=False),
        flags=pl.lit([], dtype=pl.List(pl.String)),
    )
    blank = [name for name in schema if name in _NOT_INHERITED or name not in full.columns]
    filled = full.with_columns(pl.lit(None).alias(name) for name in blank)
    return filled.select(pl.col(name).cast(kind) for name, kind in schema.items())
