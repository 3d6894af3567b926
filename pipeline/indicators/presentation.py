"""The country's growth as it is presented: indices, multiples, base effects, the implied deflator.

A change of any territory is a cell already; an index is the same comparison on another scale, so that only
the country's are kept. Each cell takes evidence, status and inputs of the changes that it presents.
"""

from decimal import Decimal
from typing import Final

import polars as pl

from pipeline.decimals import VALUE
from pipeline.indicators.given import Given
from pipeline.methods.deflator import implied_deflator
from pipeline.methods.ratio import bounds, percent

INDEX, MULTIPLE = "_index", "_multiple"
"""After flow or ytd: 100 x(t) / x(t-12), and x(t) / x(t-12) where that index is above 300."""
MONTH_EFFECT, MOVE, BASE_EFFECT = "flow_month_effect", "flow_index_move", "flow_base_effect"
DEFLATOR = "ytd_deflator"
_KEY: Final = ["territory_id", "breakdown", "price_basis", "source_kind", "unit_code"]
_SERIES: Final = _KEY[:4]
_ANY_BASIS: Final = ["territory_id", "breakdown", "source_kind"]
_NO_LIMIT = Decimal(10) ** 6
"""Whether a deflator jumps is the edit rule's to say, by the limit that the office declares."""


def add_presentations(cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Add the country's indices and multiples, the month's part in the move of its index, its deflator."""
    own = cells.filter(pl.col("territory_id") == given.country)
    made = [part for base in ("flow", "ytd") for part in _presented(own, base)]
    return _append(cells, [*made, _month_effect(own), _deflator(own)])


def add_base_effect(cells: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Add the move of the country's index since the month before, and what is left of it for the base.

    The ends of the second are those of the move less the month's part, at least as far apart as the half
    widths allow.
    """
    own = cells.filter(pl.col("territory_id") == given.country)
    index = own.filter(pl.col("transformation") == f"flow{INDEX}")
    month = own.filter(pl.col("transformation") == MONTH_EFFECT)
    move = _less(index, _shifted(index, 1), MOVE, own="cell_id")
    return _append(cells, [move, _less(move, month, BASE_EFFECT, own="inputs")])


def _presented(own: pl.DataFrame, base: str) -> list[pl.DataFrame]:
    """Present the changes of flows or of year-to-date figures as indices, large ones as multiples too."""
    changes = own.filter(pl.col("transformation") == f"{base}_change")
    pairs = _with_figures(changes, own.filter(pl.col("transformation") == base), now=0, base=12)
    large = pairs.filter(pl.col("flags").list.contains("MULTIPLE"))
    shown = ((pairs, INDEX, "INDEX", 100), (large, MULTIPLE, "TIMES", 1))
    return [_quotients(part, base + name, unit, times) for part, name, unit, times in shown]


def _quotients(pairs: pl.DataFrame, made: str, unit: str, times: int) -> pl.DataFrame:
    """Give cells the quotient of the two figures beside them, with its ends."""
    low, high = bounds(pairs, "now", "base", times=times)
    value = percent(pairs, pl.col("now"), pl.col("base"), times=times)
    return pairs.with_columns(
        value=value, lo=low, hi=high, unit_code=pl.lit(unit), transformation=pl.lit(made)
    )


def _month_effect(own: pl.DataFrame) -> pl.DataFrame:
    """Give the part of this month in the move of the index: 100 (x(t) - x(t-1)) / x(t-12).

    It is there where the changes of this month and of the month before are: all four figures are usable.
    """
    changes = own.filter(pl.col("transformation") == "flow_change")
    flows = own.filter(pl.col("transformation") == "flow")
    pairs = _both(changes, _shifted(changes, 1), _SERIES, own="cell_id")
    known = _with_figures(pairs, flows, now=0, before=1, base=12).with_columns(
        now=pl.col("now") - pl.col("before"),
        now_half_width=pl.col("now_half_width") + pl.col("before_half_width"),
    )
    return _quotients(known, MONTH_EFFECT, "PP", 100)


def _less(cells: pl.DataFrame, others: pl.DataFrame, made: str, *, own: str) -> pl.DataFrame:
    """Take other cells of the same months from cells, in percentage points, the ends as intervals."""
    values = others.select(*_SERIES, "period", _value="value", _lo="lo", _hi="hi")
    pairs = _both(cells, others, _SERIES, own=own).join(
        values, on=[*_SERIES, "period"], how="left", maintain_order="left"
    )
    return pairs.with_columns(
        value=pl.col("value") - pl.col("_value"),
        lo=pl.col("lo") - pl.col("_hi"),
        hi=pl.col("hi") - pl.col("_lo"),
        unit_code=pl.lit("PP"),
        transformation=pl.lit(made),
    ).select(cells.columns)


def _deflator(own: pl.DataFrame) -> pl.DataFrame:
    """Give the implied deflator of year-to-date figures, where both price bases are stated.

    The flags of the method are left out: the edit rule on deflators says where one moves too far.
    """
    levels = own.filter(pl.col("transformation") == "ytd", pl.col("price_basis") == "nominal")
    real = own.filter(pl.col("transformation") == "growth_published", pl.col("price_basis") == "real")
    growth = real.select(*_ANY_BASIS, "period", growth_pct="value", growth_half_width="half_width")
    told = levels.join(growth, on=[*_ANY_BASIS, "period"], how="left", maintain_order="left")
    implied = implied_deflator(told.drop("flags"), _KEY, limit_pct=_NO_LIMIT).select(
        *_KEY, "period", value="deflator_pct", lo="deflator_lo_pct", hi="deflator_hi_pct"
    )
    base = _shifted(levels, 12).select(*_KEY, "period", _earlier="cell_id")
    both = _both(levels, real, _ANY_BASIS, own="cell_id").drop("value", "lo", "hi")
    return (
        both.join(implied, on=[*_KEY, "period"], how="left", maintain_order="left")
        .filter(pl.col("value").is_not_null())
        .join(base, on=[*_KEY, "period"], how="left", maintain_order="left")
        .with_columns(
            half_width=pl.lit(None, dtype=VALUE),
            inputs=pl.concat_list("inputs", "_earlier"),
            unit_code=pl.lit("INDEX"),
            qualifier=pl.lit(""),
            transformation=pl.lit(DEFLATOR),
        )
    )


def _with_figures(cells: pl.DataFrame, figures: pl.DataFrame, **before: int) -> pl.DataFrame:
    """Add the figures of so many months before, each with its half width, under the names given."""
    for name, months in before.items():
        part = _shifted(figures, months).select(
            *_SERIES, "period", pl.col("value").alias(name), pl.col("half_width").alias(f"{name}_half_width")
        )
        cells = cells.join(part, on=[*_SERIES, "period"], how="left", maintain_order="left")
    return cells


def _shifted(cells: pl.DataFrame, months: int) -> pl.DataFrame:
    """Set cells to a later month."""
    return cells.with_columns(pl.col("period").dt.offset_by(f"{months}mo"))


def _both(cells: pl.DataFrame, others: pl.DataFrame, keys: list[str], *, own: str) -> pl.DataFrame:
    """Keep the cells that have another of the same month; they get its inputs and the weaker evidence."""
    beside = others.select(
        *keys,
        "period",
        _cell="cell_id",
        _grade="evidence_grade",
        _status="obs_status",
        _n_src="n_src",
        _revised="revised",
    )
    pairs = cells.join(beside, on=[*keys, "period"], how="inner", maintain_order="left")
    return pairs.with_columns(
        inputs=pl.concat_list(own, "_cell"),
        evidence_grade=pl.max_horizontal("evidence_grade", "_grade"),
        obs_status=pl.max_horizontal("obs_status", "_status"),
        n_src=pl.min_horizontal("n_src", "_n_src"),
        revised=pl.col("revised") | pl.col("_revised"),
        flags=pl.lit([], dtype=pl.List(pl.String)),
    ).select(cells.columns)


def _append(cells: pl.DataFrame, made: list[pl.DataFrame]) -> pl.DataFrame:
    """Add cells below the others, with the same columns; they get their own cell ids later."""
    nameless = [part.with_columns(cell_id=pl.lit(None, dtype=pl.String)) for part in made]
    return pl.concat([cells, *(part.select(cells.columns) for part in nameless)])
