"""Tests of rules as linear edits: sums of figures that lie between bounds, each figure an interval.

The tested figures of parent, part_of_total, month_within_ytd and ytd_never_falls stand against one other; a
balance is its whole less its parts. From these a proposal is worked out (pipeline/rules/proposal.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from pipeline.rules.intervals import Interval

SUMS = frozenset({"balance", "balance_territory"})


@dataclass(frozen=True)
class Figure:
    """A figure as printed, the interval that its precision leaves, and the statement it is part of."""

    obs_id: str
    value: Fraction
    interval: Interval
    statement: str = ""


@dataclass(frozen=True)
class Edit:
    """One test: the weighted sum of figures lies from `low` to `high`; None is no bound."""

    rule_id: str
    terms: tuple[tuple[str, int], ...]
    low: Fraction | None
    high: Fraction | None

    @property
    def names(self) -> frozenset[str]:
        """The figures that it is about."""
        return frozenset(name for name, _ in self.terms)


def edit_of(row: Mapping[str, Any], kind: str) -> Edit | None:
    """Return the edit behind one test of a linear kind or of a range; None where the test was not made."""
    tested, compared = list(row["tested"]), list(row["compared"])
    if row["outcome"] not in ("pass", "fail"):
        return None
    if kind in SUMS:
        parts = [*tested[1:], *compared]
        return Edit(
            row["rule_id"], ((tested[0], 1), *((name, -1) for name in parts)), Fraction(0), Fraction(0)
        )
    low, high = row["expected_lo"], row["expected_hi"]
    if kind == "range":
        return Edit(row["rule_id"], ((tested[0], 1),), _fraction(low), _fraction(high))
    terms = ((tested[0], 1), (compared[0], -1))
    zero = Fraction(0)
    return Edit(row["rule_id"], terms, zero if low is not None else None, zero if high is not None else None)


def edits_of(tests: pl.DataFrame, kind: str, about: frozenset[str] | None = None) -> Iterator[Edit]:
    """Yield the edits of the tests of one kind; with `about` only those that name one of these figures."""
    for row in tests.iter_rows(named=True):
        if about is None or about & {*row["tested"], *row["compared"]}:
            edit = edit_of(row, kind)
            if edit:
                yield edit


def is_failed(edit: Edit, figures: Mapping[str, Figure]) -> bool:
    """Say whether no values within the intervals of its figures keep an edit."""
    low, high = extent(edit, figures, frozenset())
    return (edit.high is not None and low > edit.high) or (edit.low is not None and high < edit.low)


def extent(edit: Edit, figures: Mapping[str, Figure], free: frozenset[str]) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest sum of the figures that are not free.

    Of a free figure only what its printed precision adds to either side of its value is counted.
    """
    low = high = Fraction(0)
    for name, weight in edit.terms:
        figure = figures[name]
        below, beyond = figure.interval.low or Fraction(0), figure.interval.high or Fraction(0)
        ends = (weight * below, weight * beyond)
        shift = weight * figure.value if name in free else Fraction(0)
        low, high = low + min(ends) - shift, high + max(ends) - shift
    return low, high


def groups_of(failed: Sequence[Edit]) -> list[list[Edit]]:
    """Gather failed edits that share figures, directly or by way of others; in a fixed order."""
    groups: list[tuple[set[str], list[Edit]]] = []
    for edit in sorted(failed, key=lambda one: (one.rule_id, one.terms)):
        names, edits = set(edit.names), [edit]
        apart = []
        for other_names, other_edits in groups:
            if other_names & names:
                names |= other_names
                edits = [*other_edits, *edits]
            else:
                apart.append((other_names, other_edits))
        groups = [*apart, (names, edits)]
    return [edits for _, edits in groups]


def _fraction(value: Any) -> Fraction | None:
    """Return a decimal exactly."""
    return None if value is None else Fraction(value)
