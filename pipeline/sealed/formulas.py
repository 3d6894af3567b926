"""The formulas of cells over the values of their inputs, in whole numbers: a third way beside SQL and Polars.

A value is held as a whole number of units of 10^-10; a quotient is rounded once, half away from zero. What
rests on a model (seasonal adjustment, benchmarking, deflation) or counts rows of tables is not made here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

PLACES = 10
UNIT = 10**PLACES


class Operand(NamedTuple):
    """The value of a cell or of an observation in units, and what says which part it has in a formula."""

    value: int
    when: tuple[str, str]
    """The end of the period and the breakdown: what comes later in a series sorts later."""
    territory: str = ""
    breakdown: str = ""
    is_cell: bool = False
    transformation: str = ""


Formula = Callable[[Operand, Sequence[Operand]], set[int] | None]
"""From a cell and its inputs to the values that it may have; None where that cannot be said."""


def quotient(above: int, below: int) -> int | None:
    """Return the units of a ratio of two numbers of units, rounded half away from zero."""
    if below == 0:
        return None
    sign = -1 if (above < 0) != (below < 0) else 1
    above, below = abs(above) * UNIT, abs(below)
    return sign * ((2 * above + below) // (2 * below))


def _sum(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take a figure as stated; add up several, or take its stages from a plan."""
    plans = [one for one in inputs if one.breakdown == "status=planned"]
    if plans and len(inputs) > len(plans):
        return {sum(one.value if one in plans else -one.value for one in inputs)}
    return {sum(one.value for one in inputs)}


def _difference(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take the earlier from the later; one alone stays as it is."""
    ordered = _in_time(inputs)
    if len(ordered) == 1:
        return {ordered[0].value}
    return {ordered[1].value - ordered[0].value} if len(ordered) == 2 else None


def _revision(cell: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take the earlier version from the later; one alone was not revised."""
    return {0} if len(inputs) == 1 else _difference(cell, inputs)


def _change(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Give the change from the earlier to the later in percent of the earlier."""
    if len(inputs) != 2:
        return None
    earlier, later = _in_time(inputs)
    return _some(quotient(100 * (later.value - earlier.value), earlier.value))


def _index(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Give the later in percent of the earlier."""
    if len(inputs) != 2:
        return None
    earlier, later = _in_time(inputs)
    return _some(quotient(100 * later.value, earlier.value))


def _multiple(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Give the later as a multiple of the earlier."""
    if len(inputs) != 2:
        return None
    earlier, later = _in_time(inputs)
    return _some(quotient(later.value, earlier.value))


def _base_effect(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take the effect of the month from the move of an index."""
    indices = _in_time([one for one in inputs if one.transformation.endswith("_index")])
    effects = [one for one in inputs if one.transformation.endswith("_effect")]
    if len(indices) != 2 or len(effects) != 1:
        return None
    return {indices[1].value - indices[0].value - effects[0].value}


def _contribution(cell: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Give the change of a part in percent of the earlier whole."""
    own = _in_time([one for one in inputs if one.territory == cell.territory])
    other = [one for one in inputs if one.territory != cell.territory]
    if len(own) != 2 or len(other) > 1:
        return None
    whole = other[0] if other else own[0]
    return _some(quotient(100 * (own[1].value - own[0].value), whole.value))


def _share(cell: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Give one in percent of the other; of several, the other territories in percent of the cell's own."""
    if len(inputs) == 1:
        return {inputs[0].value}
    if len(inputs) == 2 and len({one.territory for one in inputs}) == 1:
        one, other = (operand.value for operand in inputs)
        return _some(quotient(100 * one, other), quotient(100 * other, one))
    whole = [one.value for one in inputs if one.territory == cell.territory]
    if len(whole) != 1:
        return None
    return _some(quotient(100 * (sum(one.value for one in inputs) - whole[0]), whole[0]))


def _ratio(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Divide one by the other."""
    if len(inputs) != 2:
        return None
    one, other = (operand.value for operand in inputs)
    return _some(quotient(one, other), quotient(other, one))


def _rest(cell: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take all others from the cell's own territory."""
    whole = [one.value for one in inputs if one.territory == cell.territory]
    return {2 * whole[0] - sum(one.value for one in inputs)} if len(whole) == 1 else None


def _apart(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    """Take one figure of a period from the other."""
    if len(inputs) != 2:
        return None
    one, other = (operand.value for operand in inputs)
    return {one - other, other - one}


def _count(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    return {len(inputs) * UNIT}


def _mean(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    return _some(quotient(sum(one.value for one in inputs), len(inputs) * UNIT))


def _mean_size(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    return _some(quotient(sum(abs(one.value) for one in inputs), len(inputs) * UNIT))


def _least(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    return {min(one.value for one in inputs)}


def _greatest(_: Operand, inputs: Sequence[Operand]) -> set[int] | None:
    return {max(one.value for one in inputs)}


def _in_time(operands: Sequence[Operand]) -> list[Operand]:
    return sorted(operands, key=lambda one: one.when)


def _some(*values: int | None) -> set[int] | None:
    return {value for value in values if value is not None} or None


FORMULAS: Mapping[str, Formula] = {
    **dict.fromkeys(
        (
            *("event", "growth_published", "known", "month", "price_index", "reported", "stated"),
            *("stock", "sum", "target", "year", "ytd"),
        ),
        _sum,
    ),
    **dict.fromkeys(("flow", "flow_latest", "flow_release", "span", "flow_index_move"), _difference),
    **dict.fromkeys(
        ("ytd_change", "flow_change", "flow_change_on_month", "flow_sa_change_on_month", "change_pct"),
        _change,
    ),
    **dict.fromkeys(("flow_index", "ytd_index"), _index),
    **dict.fromkeys(("flow_multiple", "ytd_multiple"), _multiple),
    **dict.fromkeys(("ytd_contribution", "flow_contribution"), _contribution),
    **dict.fromkeys(("residual", "discrepancy"), _rest),
    "difference": _apart,
    "flow_base_effect": _base_effect,
    "revision": _revision,
    "share": _share,
    "ratio": _ratio,
    "parts_known": _count,
    "n": _count,
    "mr": _mean,
    "mar": _mean_size,
    "least": _least,
    "greatest": _greatest,
}
"""By transformation. `docs/two-calculations.md` names the two calculations of the run itself."""
