"""Parts a change by its causes: what the calculation did to it, what new figures did, what decisions did.

The value is worked out twice between the two issues: with the calculation of today on what the issue before
knew and decided, then on the figures of today with the decisions of then. The three steps sum to the change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from pipeline.decisions.ledger import read_ledger
from pipeline.engine import connect
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.vintages.between import Known, changed_rules
from pipeline.vintages.changes import SHARES, Change
from pipeline.vintages.issue import Issue
from pipeline.vintages.known import prepare
from pipeline.window import Window, window_of

_BY = {
    "new_data": "data",
    "revision": "data",
    "source": "data",
    "withdrawal": "data",
    "removal": "data",
    "later": "data",
    "decision": "decision",
    "code": "calculation",
}
Values = Mapping[str, Decimal]


def with_shares(
    office: Office, lake: Lake, issue: Issue, window: Window, changes: Sequence[Change], known: Known
) -> list[Change]:
    """Return the changes with their shares; nothing is worked out again where none has causes of two kinds.

    Where the value in between does not exist, the causes stay together and there are no shares.
    """
    changed = set(changed_rules(issue, known))
    named = [
        replace(one, kinds={cause: kind_of(cause, one.behind, changed) for cause in one.causes})
        for one in changes
    ]
    if all(len(set(one.kinds.values())) < 2 for one in named):
        return [_alone(one) for one in named]
    then, between = _between(office, lake, issue, window)
    return [
        _parted(one, changed, then.get(one.cell_id), between.get(one.cell_id))
        if len(set(one.kinds.values())) > 1
        else _alone(one)
        for one in named
    ]


def kind_of(cause: str, behind: Sequence[str], changed: set[str]) -> str:
    """Tell by what of SHARES a cause acts; a rule that is the same as before acts by the figures it meets."""
    if cause == "rule":
        return "calculation" if changed & set(behind) else "data"
    return _BY[cause]


def _alone(one: Change) -> Change:
    """Give a change of one kind of cause its whole difference as share."""
    if one.old is None or one.new is None:
        return one
    return replace(one, shares=dict.fromkeys(one.kinds.values(), one.new - one.old))


def _parted(one: Change, changed: set[str], then: Decimal | None, between: Decimal | None) -> Change:
    """Part a change of several kinds of causes; causes that did nothing to it are left out."""
    if one.old is None or one.new is None or then is None or between is None:
        return one
    steps = dict(zip(SHARES, (then - one.old, between - then, one.new - between), strict=True))
    shares = {name: step for name, step in steps.items() if step}
    if not set(shares) <= set(one.kinds.values()):
        return one
    kinds = {cause: kind for cause, kind in one.kinds.items() if kind in shares}
    behind = tuple(name for name in one.behind if _acts_by(name, changed) in shares)
    return replace(one, shares=shares, causes=tuple(kinds), kinds=kinds, behind=behind)


def _acts_by(name: str, changed: set[str]) -> str:
    """Tell by what of SHARES something acts that is named behind a change."""
    calculated = name == "calculation" or name.startswith("sql/") or name in changed
    return "calculation" if calculated else "decision"


def _between(office: Office, lake: Lake, issue: Issue, window: Window) -> tuple[Values, Values]:
    """Return the values with today's calculation: as the issue before knew, and with today's figures."""
    decisions = [row for row in read_ledger(office) if row.decision_id in issue.decisions]
    with connect() as connection:
        calculation = prepare(connection, office, lake)
        between = calculation.cells(window, decisions)
        calculation.forget_received_after(issue.as_of)
        if issue.deliveries:
            calculation.forget_deliveries_but(issue.deliveries)
        then = calculation.cells(window_of(office, issue.month, issue.as_of), decisions)
    return _values(then), _values(between)


def _values(cells: pl.DataFrame) -> Values:
    """Return the value of each cell."""
    return dict(cells.select("cell_id", "value").iter_rows())
