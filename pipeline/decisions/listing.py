"""The findings of a month as a person works through them: what was found, what was decided, what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.model import Decision
from pipeline.decisions.standing import standing
from pipeline.decisions.target import Months
from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.lake import Lake, Manifest
from pipeline.month import Month
from pipeline.office import Office
from pipeline.rules.findings import Finding, read_findings
from pipeline.window import current_manifests

Row = dict[str, Any]
_FIGURE = (
    *("obs_id", "content_key", "source_id", "measure_code", "breakdown", "territory_id", "value"),
    "unit_code",
)
_STATED = ("period_start", "period_end", "due_on")


def list_findings(office: Office, month: Month | None = None, *, settled: bool = False) -> list[Row]:
    """List a month's findings in the order of the work: highest score first, then newest period.

    Without `settled` those that decisions answer are left out; those about which something was decided or
    undone since the run come last. Each row has finding_id, rule_id, title, effect, state, score, territory,
    period, sentence, `figures`: what it tested, with content keys, value and period as reported, as texts,
    `as_decided` where decisions made another value or period of them, and decisions in force, and `waiting`
    and `undone`: decisions about it that count from the next run on, or do not any more, each with
    decision_id, action, who, new_value. JSON-able.
    """
    lake = Lake(office.home / "lake")
    core = core_of(office, lake, month)
    scores = dict(lake.read(core, "core.finding").select("finding_id", "score").iter_rows())
    figures = _figures(office, lake, core)
    since = _Since(read_ledger(office), frozenset(lake.read(core, "core.decision")["decision_id"]))
    found = sorted(
        read_findings(office, lake, core), key=lambda one: _urgency(one, scores.get(one.finding_id))
    )
    told = []
    for one in found:
        row = _row(one, core, scores.get(one.finding_id), figures)
        row |= {"waiting": since.waiting(row), "undone": since.undone(row)}
        if settled or not one.is_settled or row["undone"]:
            told.append(row)
    return sorted(told, key=lambda row: bool(row["waiting"] or row["undone"]))


@dataclass(frozen=True)
class _Since:
    """What was decided and undone since a month's run, which `counted` these decisions."""

    decisions: Sequence[Decision]
    counted: frozenset[str]

    def waiting(self, row: Row) -> list[Row]:
        """Return the decisions in force about a finding that the run did not know."""
        stands = standing(self.decisions)
        new = [one for one in stands if one.decision_id not in self.counted]
        return [_in_short(one) for one in new if one.finding_id == row["finding_id"]]

    def undone(self, row: Row) -> list[Row]:
        """Return the decisions about a finding's figures that the run counted and that were undone."""
        undone = {one.undoes for one in self.decisions if one.undoes and one.decision_id not in self.counted}
        keys = {figure["content_key"] for figure in row["figures"]}
        known = [one for one in self.decisions if one.decision_id in undone & self.counted]
        return [_in_short(one) for one in known if one.content_key in keys]


def _in_short(one: Decision) -> Row:
    """Say what was decided, by whom, and under which id."""
    changed = one.new_value if one.action in ("correct", "attribute") else ""
    return {"decision_id": one.decision_id, "action": one.action, "who": one.who, "new_value": changed}


def core_of(office: Office, lake: Lake, month: Month | None = None) -> Manifest:
    """Return the findings' manifest of a month, by default of the newest that was run."""
    found = [one for one in current_manifests(lake, CORE) if month is None or one.partition == month.key]
    if not found:
        which = f"month {month}" if month else "any month"
        raise UsageError(
            f"Office {office.code} has no findings for {which}. "
            f"Run `crossfoot run {month or office.default_month} --office {office.code}` first."
        )
    return found[-1]


def _urgency(one: Finding, score: Decimal | None) -> tuple[Any, ...]:
    """Order findings: those that stop, by score, by period, then by what they are."""
    day = one.period.toordinal() if one.period else 0
    return (not one.stops, -(score or Decimal(0)), -day, one.rule_id, one.territory, one.finding_id)


def _row(one: Finding, core: Manifest, score: Decimal | None, figures: dict[str, Row]) -> Row:
    """Make the row of a finding."""
    return {
        "finding_id": one.finding_id,
        "month": core.partition,
        "as_of": core.facts["as_of"],
        "rule_id": one.rule_id,
        "title": one.title,
        "outcome": one.outcome,
        "effect": one.effect,
        "state": one.state,
        "score": None if score is None else format(score.normalize(), "f"),
        "territory": one.territory,
        "period": one.period.isoformat() if one.period else "",
        "sentence": one.sentence,
        "figures": [figures[obs_id] for obs_id in one.tested if obs_id in figures],
    }


def _figures(office: Office, lake: Lake, core: Manifest) -> dict[str, Row]:
    """Return the figures that findings name, each with the decisions in force about it."""
    names = lake.read(core, "core.finding_input")["obs_id"].implode()
    columns = [*_FIGURE, *_STATED]
    latest = lake.read(core, "core.latest")
    frames = [latest, *Months(office).observations()]
    rows = pl.concat([frame.select(columns).filter(pl.col("obs_id").is_in(names)) for frame in frames])
    made = latest.filter(pl.col("decided") != "").select("obs_id", "figure_id")
    reported = latest.filter(decided="").select("figure_id", reported=pl.struct(*columns))
    before = dict(made.join(reported, on="figure_id").select("obs_id", "reported").iter_rows())
    decisions: dict[str, list[str]] = {}
    for row in lake.read(core, "core.decision").filter(pl.col("status") == "active").iter_rows(named=True):
        if not row["undoes"]:
            decisions.setdefault(row["content_key"], []).append(f"{row['action']} {row['decision_id']}")
    return {
        row["obs_id"]: _figure(row, before.get(row["obs_id"], row), decisions)
        for row in rows.unique("obs_id", keep="first", maintain_order=True).iter_rows(named=True)
    }


def _figure(row: Row, reported: Row, decisions: Mapping[str, list[str]]) -> Row:
    """Say of a figure what it is as reported, what decisions made of it, and which they are."""
    as_reported, used = _said(reported), _said(row)
    keys = dict.fromkeys((reported["content_key"], row["content_key"]))
    return {
        **{name: row[name] for name in _FIGURE},
        **as_reported,
        "as_decided": ", ".join(text for name, text in used.items() if text != as_reported[name]),
        "decisions": [one for key in keys for one in decisions.get(key, [])],
    }


def _said(row: Row) -> dict[str, str]:
    """Write the value of a figure, and its period, or of a plan its due day, as decisions name them."""
    start, end, due = (row[name] for name in _STATED)
    period = f"{start}/{end}" if start and end else str(due or "")
    return {"value": format(row["value"].normalize(), "f"), "period": period}
