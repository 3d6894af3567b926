"""The kinds of rules: their order, what each must and may declare, how each is evaluated.

A kind is a file sql/rules/<kind>.sql, or, where `by_row`, a condition on one figure: all of those are
compiled into one query (pipeline/rules/row_pass.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

WITHHOLDING = ("withhold", "stop")
"""The effects of rules that keep a figure out of totals, charts and main points."""


@dataclass(frozen=True)
class Kind:
    """A kind of rule.

    `stage` is its place in the order: each sees what the earlier ones left standing. `needs` and `takes` are
    the parameters that a rule of the kind must and may declare. Where it `tells_missing`, a figure that is
    not there is a finding; elsewhere a test that could not be made is only counted. Where it is `linear`, its
    tests are edits of a proposal (pipeline/rules/edits.py).
    """

    stage: int
    needs: frozenset[str] = field(default_factory=frozenset)
    takes: frozenset[str] = field(default_factory=frozenset)
    by_row: bool = False
    tells_missing: bool = False
    linear: bool = False


def _names(text: str) -> frozenset[str]:
    """Read names that are separated by blanks."""
    return frozenset(text.split())


_SCOPE = _names("measures breakdown quantity unit where")

KINDS: Mapping[str, Kind] = {
    "code_list": Kind(0),
    "uniqueness": Kind(1),
    "unit_of_measure": Kind(1, _names("measures")),
    "allowed": Kind(2, _names("column codes"), _SCOPE, by_row=True),
    "expression": Kind(2, _names("expression"), _SCOPE | _names("says"), by_row=True),
    "range": Kind(2, frozenset(), _SCOPE | _names("at_least at_most tolerance"), by_row=True),
    "cumulative_as_flow": Kind(3, _names("count"), _names("measures")),
    "month_within_ytd": Kind(3, linear=True),
    "parent": Kind(3, linear=True),
    "unit_slip": Kind(3, _names("threshold count"), _names("measures")),
    "balance": Kind(4, _names("whole parts"), linear=True),
    "part_of_total": Kind(4, linear=True),
    "shares_sum": Kind(4, _names("parts"), _names("measures")),
    "ytd_never_falls": Kind(4, linear=True),
    "arithmetic": Kind(5, frozenset(), _names("measures")),
    "balance_territory": Kind(5, linear=True),
    "ratio": Kind(5, _names("measures against at_least at_most")),
    "share_of_levels": Kind(5),
    "falls_with_whole": Kind(6),
    "conflict": Kind(7),
    "deflator": Kind(7, _names("measures threshold days"), _names("level")),
    "month_on_month": Kind(7, _names("measures level count"), frozenset()),
    "revision_policy": Kind(7, _names("measures threshold"), _names("days codes")),
    "completeness": Kind(
        8, _names("measures level count"), _names("breakdown among rhythm"), tells_missing=True
    ),
    "declared_policy": Kind(8),
    "expected": Kind(8, tells_missing=True),
    "mixed_vintages": Kind(8, _names("measures"), _names("level")),
    "phase_overlap": Kind(8),
    "period_reading": Kind(8, _names("measures threshold count")),
    "stale": Kind(8, _names("measures days"), _names("level breakdown")),
}
"""The kinds by the order of their evaluation."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "rhythm": ("month", "year"),
    "says": ("published_before_period_end",),
}
"""What a parameter that is a word may be. `says` is the sentence of an expression that is not met."""

KIND_STAGE: Mapping[str, int] = {name: kind.stage for name, kind in KINDS.items()}
PARAMETERS = frozenset().union(*(kind.needs | kind.takes for kind in KINDS.values()))
"""All parameters that a rule may declare."""
