"""The fewest figures to look at where edits fail, and the values that would keep all their rules.

In the spirit of Fellegi and Holt (1976): the smallest sets of figures such that, were they free, values could
be found for them that keep every edit, those that failed and those that passed. Smallest is counted in
statements, the figures of one source for one territory and period, which stand or fall together; no set holds
a figure that it could do without. Where several are as small, all are given. Exact for up to MAX_CHANGED
figures; where a group of failed edits is larger than a limit, or needs more, it says "not
proposed". A proposal is for a person who looks; it changes nothing: a quoted source is never corrected.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from typing import Any

import polars as pl

from pipeline.decimals import PLACES, VALUE
from pipeline.rules.edits import Edit, Figure, edits_of, extent, groups_of, is_failed
from pipeline.rules.intervals import Interval

MAX_FIGURES = 60
"""Figures of one group of failed edits; past it nothing is proposed."""
MAX_EDITS = 600
"""Edits that name one of them, passed ones included; past it nothing is proposed."""
MAX_CHANGED = 3
"""Figures of one proposal; where more would have to change, nothing is proposed."""
MAX_TRIED = 5000
"""Sets of figures that are worked through for one group; past it nothing is proposed."""
MAX_ALTERNATIVES = 5
"""Sets of one size that are given for one group; the others are counted."""

PROPOSAL: dict[str, Any] = {
    "finding_id": pl.String,
    "alternative": pl.Int64,
    "alternatives": pl.Int64,
    "obs_id": pl.String,
    "low": VALUE,
    "high": VALUE,
    "reason": pl.String,
}
"""`core.proposal`: figures to look at and the values that would keep all rules; or why none is proposed."""

Constraint = tuple[tuple[Fraction, ...], Fraction]
"""Weights of the free figures, and what their weighted sum may be at most."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a group of failed edits: alternatives of figures with intervals, or a reason."""

    names: frozenset[str]
    alternatives: tuple[tuple[tuple[str, Interval], ...], ...]
    n_alternatives: int = 0
    reason: str = ""


def propose(
    findings: pl.DataFrame,
    inputs: pl.DataFrame,
    tests: Mapping[str, pl.DataFrame],
    figures: Mapping[str, Figure],
) -> pl.DataFrame:
    """Return `core.proposal` for the findings of rules whose tests are linear.

    `tests` are by kind, made with nothing withheld; `figures` are all that they name.
    """
    proposals = propose_groups(tests, figures)
    tested: dict[str, set[str]] = {}
    for finding_id, obs_id in (
        inputs.filter(pl.col("role") == "tested").select("finding_id", "obs_id").iter_rows()
    ):
        tested.setdefault(finding_id, set()).add(obs_id)
    rules = {name for frame in tests.values() for name in frame["rule_id"].unique()}
    rows = [
        row
        for finding_id, rule_id in findings.select("finding_id", "rule_id").sort("finding_id").iter_rows()
        if rule_id in rules
        for proposal in proposals
        if tested.get(finding_id, set()) & proposal.names
        for row in _rows(finding_id, proposal)
    ]
    return pl.DataFrame(rows, schema=PROPOSAL, orient="row")


def propose_groups(tests: Mapping[str, pl.DataFrame], figures: Mapping[str, Figure]) -> list[Proposal]:
    """Work out what to look at for each group of failed edits."""
    failed = [
        edit
        for kind, frame in sorted(tests.items())
        for edit in edits_of(frame.filter(pl.col("outcome") == "fail"), kind)
        if is_failed(edit, figures)
    ]
    groups = groups_of(failed)
    about = frozenset(name for edit in failed for name in edit.names)
    near = [edit for kind, frame in sorted(tests.items()) for edit in edits_of(frame, kind, about)]
    return [_propose_group(group, near, figures) for group in groups]


def _propose_group(failed: Sequence[Edit], near: Sequence[Edit], figures: Mapping[str, Figure]) -> Proposal:
    """Find the smallest sets of figures that, set free, leave values that keep every edit."""
    names = frozenset(name for edit in failed for name in edit.names)
    edits = [edit for edit in dict.fromkeys(near) if edit.names & names]
    if len(names) > MAX_FIGURES or len(edits) > MAX_EDITS:
        return Proposal(
            names,
            (),
            reason=f"not proposed: {len(names)} figures and {len(edits)} tests hang together; at most "
            f"{MAX_FIGURES} figures and {MAX_EDITS} tests are worked through",
        )
    found: list[tuple[tuple[str, Interval], ...]] = []
    tried = 0
    for free in _sets(failed, edits, figures):
        if found and _statements(free, figures) > _statements([name for name, _ in found[0]], figures):
            continue
        if any({name for name, _ in other} <= set(free) for other in found):
            continue
        tried += 1
        if tried > MAX_TRIED:
            return Proposal(names, (), reason=f"not proposed: more than {MAX_TRIED} sets to work through")
        intervals = _solve(free, edits, figures)
        if intervals:
            found = _fewest([*found, tuple(zip(free, intervals, strict=True))], figures)
    if not found:
        reason = f"not proposed: more than {MAX_CHANGED} figures would have to be looked at together"
        return Proposal(names, (), reason=reason)
    tested = {edit.terms[0][0] for edit in failed}
    found.sort(key=lambda one: (not tested & {name for name, _ in one}, len(one), one[0][0]))
    return Proposal(names, tuple(found[:MAX_ALTERNATIVES]), len(found))


def _sets(
    failed: Sequence[Edit], edits: Sequence[Edit], figures: Mapping[str, Figure]
) -> Iterator[tuple[str, ...]]:
    """Yield sets of figures that are in every failed edit, the smallest first.

    Beside the figures of failed edits, those of the same statements are candidates: where one figure of a
    statement changes, a part of it may have to change with it.
    """
    named = {name for edit in failed for name in edit.names}
    statements = {figures[name].statement for name in named}
    beside = {name for edit in edits for name in edit.names if figures[name].statement in statements}
    candidates = sorted(named | beside)[: 2 * MAX_FIGURES]
    touched = [edit.names for edit in failed]
    for size in range(1, MAX_CHANGED + 1):
        for free in combinations(candidates, size):
            if not any(names.isdisjoint(free) for names in touched):
                yield free


def _statements(names: Sequence[str], figures: Mapping[str, Figure]) -> int:
    """Count the statements that figures are part of: figures of one statement stand or fall together."""
    return len({figures[name].statement for name in names})


def _fewest(
    found: list[tuple[tuple[str, Interval], ...]], figures: Mapping[str, Figure]
) -> list[tuple[tuple[str, Interval], ...]]:
    """Keep the alternatives that touch the fewest statements."""
    counts = [_statements([name for name, _ in one], figures) for one in found]
    return [one for one, count in zip(found, counts, strict=True) if count == min(counts)]


def _solve(
    free: Sequence[str], edits: Sequence[Edit], figures: Mapping[str, Figure]
) -> list[Interval] | None:
    """Return for each free figure the values that it can have; None where no values keep every edit."""
    constraints = list(_constraints(free, edits, figures))
    intervals = []
    for number in range(len(free)):
        left = constraints
        for other in range(len(free)):
            if other != number:
                left = _eliminate(left, other)
        interval = _interval(left, number)
        if interval is None:
            return None
        intervals.append(interval)
    return intervals


def _constraints(
    free: Sequence[str], edits: Sequence[Edit], figures: Mapping[str, Figure]
) -> Iterator[Constraint]:
    """Yield what the edits say of the free figures, the others fixed within their intervals."""
    names = frozenset(free)
    for edit in edits:
        if not edit.names & names:
            continue
        weight = dict.fromkeys(free, Fraction(0))
        for name, factor in edit.terms:
            if name in names:
                weight[name] += factor
        low, high = extent(edit, figures, names)
        weights = tuple(weight[name] for name in free)
        if edit.high is not None:
            yield weights, edit.high - low
        if edit.low is not None:
            yield tuple(-one for one in weights), high - edit.low


def _eliminate(constraints: Sequence[Constraint], number: int) -> list[Constraint]:
    """Take one figure out of constraints: each upper bound on it with each lower one (Fourier, Motzkin)."""
    without = [one for one in constraints if one[0][number] == 0]
    upper = [one for one in constraints if one[0][number] > 0]
    lower = [one for one in constraints if one[0][number] < 0]
    for top_weights, top in upper:
        for low_weights, low in lower:
            up, down = top_weights[number], -low_weights[number]
            weights = tuple(a * down + b * up for a, b in zip(top_weights, low_weights, strict=True))
            without.append((weights, top * down + low * up))
    return list(dict.fromkeys(without))


def _interval(constraints: Sequence[Constraint], number: int) -> Interval | None:
    """Read the values of the one figure that is left; None where there are none."""
    low: Fraction | None = None
    high: Fraction | None = None
    for weights, most in constraints:
        weight = weights[number]
        if weight == 0 and most < 0:
            return None
        if weight > 0:
            high = most / weight if high is None else min(high, most / weight)
        if weight < 0:
            low = most / weight if low is None else max(low, most / weight)
    found = Interval(low, high)
    return None if found.is_empty else found


def _rows(finding_id: str, proposal: Proposal) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `core.proposal` for one finding."""
    if not proposal.alternatives:
        yield finding_id, 0, 0, "", None, None, proposal.reason
    for number, alternative in enumerate(proposal.alternatives, start=1):
        for name, interval in alternative:
            low, high = _decimal(interval.low, ROUND_CEILING), _decimal(interval.high, ROUND_FLOOR)
            yield finding_id, number, proposal.n_alternatives, name, low, high, ""


def _decimal(bound: Fraction | None, rounding: str) -> Decimal | None:
    """Write a bound with ten decimals, rounded into the interval."""
    if bound is None:
        return None
    with localcontext() as context:
        context.prec = 100
        exact = Decimal(bound.numerator) / Decimal(bound.denominator)
        return exact.quantize(Decimal(1).scaleb(-PLACES), rounding)
