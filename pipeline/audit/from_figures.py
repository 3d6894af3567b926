"""Computes a cell again from the figures that it names: as stated, added, taken from one another, divided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from pipeline.audit.bounds import age_of, ends_of_share, ends_of_sum
from pipeline.decimals import PLACES

Row = Mapping[str, Any]
LEFT_TO_REPLAY = "made of more than the folder holds; replay makes it again"
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_DIVIDED = ("share", "ratio")
_UNIT = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True)
class Again:
    """A cell computed again: facets by name, how, and each step; no facets where it is not computed."""

    how: str
    facets: Mapping[str, Decimal] = field(default_factory=dict)
    steps: tuple[str, ...] = ()


def from_figures(cell: Row, figures: Sequence[Row]) -> Again:
    """Compute a cell again that is made of figures alone, with the ends of its interval and its age."""
    made = _value(cell, figures)
    if "value" not in made.facets:
        return made
    counted = cell["transformation"] in (*_DIVIDED, "parts_known") and len(figures) > 1
    ends = {} if counted else ends_of_sum(made.facets["value"], figures)
    return replace(made, facets={**age_of(cell, figures), **ends, **made.facets})


def _value(cell: Row, figures: Sequence[Row]) -> Again:
    """Compute the value of a cell again."""
    terms = tuple(says(row) for row in figures)
    if any(row["value"] is None for row in figures):
        return Again(LEFT_TO_REPLAY, {}, terms)
    made = _MADE.get(str(cell["transformation"]))
    if made is None and cell["breakdown"] == "status=unscheduled":
        made = _unscheduled
    if made is None and cell["transformation"] not in _ADDED:
        made = _left
    if made is not None:
        return made(cell, figures, terms)
    if len(figures) == 1:
        return Again("as stated", {"value": figures[0]["value"]}, terms)
    total = _sum(figures)
    return Again("the sum of the figures", {"value": total}, (*terms, f"sum = {plain(total)}"))


def _unscheduled(_cell: Row, figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Take the stages that a plan names from the plan."""
    plans = [row for row in figures if row["breakdown"] == "status=planned"]
    stages = [row for row in figures if row not in plans]
    value = _sum(plans) - _sum(stages)
    return Again("the plan less its stages", {"value": value}, terms)


def _residual(cell: Row, figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Take the parts that are known from the whole."""
    whole, parts = _parted(cell, figures)
    value = _sum(whole) - _sum(parts)
    how = f"{plain(_sum(whole))} - {plain(_sum(parts))} = {plain(value)}"
    return Again("the whole less the parts that are known", {"value": value}, (*terms, how))


def _difference(_cell: Row, figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Take the figures of months from the annual one."""
    annual = [row for row in figures if row["period_kind"] == "year"]
    value = _sum(annual) - _sum([row for row in figures if row not in annual])
    return Again("the annual figure less the year to date", {"value": value}, terms)


def _count(_cell: Row, figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Count the parts that are known."""
    return Again("the number of figures", {"value": Decimal(len(figures))}, terms)


def _quotient(cell: Row, figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Divide one measure or status by another, or parts by their whole; one figure is as it is stated."""
    if len(figures) == 1:
        return Again("as stated", {"value": figures[0]["value"]}, terms)
    scale = 100 if cell["unit_code"] == "PCT" else 1
    for part, whole in _ways(cell, figures):
        above, below = _sum(part), _sum(whole)
        if not below:
            continue
        value = _EXACT.divide(scale * above, below).quantize(_UNIT, context=_EXACT)
        if value == cell["value"]:
            how = f"{scale} * {plain(above)} / {plain(below)} = {plain(value)}"
            facets = {"value": value} | ends_of_share(scale, part, whole)
            return Again("figures divided by others", facets, (*terms, how))
    return Again(LEFT_TO_REPLAY, {}, terms)


def _ways(cell: Row, figures: Sequence[Row]) -> list[tuple[Sequence[Row], Sequence[Row]]]:
    """Return which figures may be above and which below: parts and whole, or two measures, or two figures."""
    whole, parts = _parted(cell, figures)
    groups: dict[str, list[Row]] = {}
    for row in figures:
        groups.setdefault(row["measure_code"], []).append(row)
    sides = list(groups.values()) if len(groups) == 2 else [[figures[0]], list(figures[1:])]
    return [(parts, whole), (sides[0], sides[1]), (sides[1], sides[0])]


def _left(_cell: Row, _figures: Sequence[Row], terms: tuple[str, ...]) -> Again:
    """Leave what rests on more than figures to replay."""
    return Again(LEFT_TO_REPLAY, {}, terms)


_MADE: Mapping[str, Callable[[Row, Sequence[Row], tuple[str, ...]], Again]] = {
    **dict.fromkeys(_DIVIDED, _quotient),
    "difference": _difference,
    "residual": _residual,
    "discrepancy": _residual,
    "parts_known": _count,
}
"""How a cell is made of figures, by its transformation."""
_ADDED = frozenset(
    (
        *("event", "growth_published", "known", "month", "price_index", "reported", "stated"),
        *("stock", "sum", "target", "unlisted", "year", "ytd"),
    )
)
"""Transformations of figures that are stated or added; of others replay alone tells."""


def _parted(cell: Row, figures: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Part the figure of the cell's own territory from those of others."""
    whole = [row for row in figures if row["territory_id"] == cell["territory_id"]]
    return whole, [row for row in figures if row not in whole]


def _sum(figures: Sequence[Row]) -> Decimal:
    """Add up."""
    return sum((row["value"] for row in figures), Decimal(0))


def says(row: Row) -> str:
    """Say what an observation is."""
    value = "withdrawn" if row["value"] is None else plain(row["value"])
    return f"{row['obs_id']}: {row['measure_code']} {row['territory_id']} = {value} {row['unit_code']}"


def plain(value: Decimal) -> str:
    """Write a decimal without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
