"""The report of a month's rules, for the statistician: what was tested and found, what to look at first.

Rules by period with the count of each outcome; findings in the order of their score, each with its figures in
the layout of their own source; and the proposed minimal change, which nothing applies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.rules.consistency import redundancies
from pipeline.rules.declared import load_rules
from pipeline.rules.findings import Finding, read_findings
from pipeline.rules.naming import Words, name_figures
from pipeline.rules.places import Place, figures_of, show_places

MAX_PERIODS = 24
"""Months shown of each rule, the newest; earlier ones are summed in one column."""
MAX_FIGURES = 6
"""Figures shown in place of each finding; the others are counted."""
MAX_FINDINGS = 2000
"""Findings of a report, the highest scores first; the others are counted and stay in core.finding."""


@dataclass(frozen=True)
class RuleLine:
    """One rule with its outcomes in all, and by month: (month, passed, failed, missing), the newest last."""

    rule_id: str
    title: str
    kind: str
    effect: str
    passed: int
    failed: int
    missing: int
    error: str
    periods: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Suggestion:
    """One figure of a proposed minimal change: values from `low` to `high` would keep all its rules."""

    alternative: int
    figure: str
    low: Decimal | None
    high: Decimal | None
    reason: str


@dataclass(frozen=True)
class Shown:
    """A finding with its figures in place and what is proposed to look at."""

    finding: Finding
    tested: tuple[Place, ...]
    compared: tuple[Place, ...]
    more: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class RuleReport:
    """All that a month's rules did."""

    office: str
    month: str
    as_of: date
    rules: tuple[RuleLine, ...]
    findings: tuple[Shown, ...]
    left_out: int
    redundancies: tuple[str, ...]


def make_report(
    office: Office, lake: Lake, core: Manifest, findings: Sequence[Finding] | None = None
) -> RuleReport:
    """Gather the report of a month from its committed tables; findings at hand are not read again."""
    every = list(read_findings(office, lake, core)) if findings is None else list(findings)
    chosen = every[:MAX_FINDINGS]
    figures = figures_of(lake, {name for one in chosen for name in (*one.tested, *one.compared)})
    places = show_places(lake, office.home / "raw", set(figures.values()))
    suggestions = _suggestions(office, lake, core)
    return RuleReport(
        office.code,
        core.partition,
        date.fromisoformat(core.facts["as_of"]),
        _rule_lines(office, lake, core),
        tuple(_show(one, figures, places, suggestions.get(one.finding_id, ())) for one in chosen),
        len(every) - len(chosen),
        tuple(redundancies(load_rules(office))),
    )


def _show(
    finding: Finding,
    figures: Mapping[str, str],
    places: Mapping[str, Place],
    suggestions: tuple[Suggestion, ...],
) -> Shown:
    """Show the first figures of a finding in their places."""
    tested = [places[figures[name]] for name in finding.tested if figures[name] in places]
    compared = [places[figures[name]] for name in finding.compared if figures[name] in places]
    more = max(0, len(tested) - MAX_FIGURES) + max(0, len(compared) - MAX_FIGURES)
    return Shown(finding, tuple(tested[:MAX_FIGURES]), tuple(compared[:MAX_FIGURES]), more, suggestions)


def _rule_lines(office: Office, lake: Lake, core: Manifest) -> tuple[RuleLine, ...]:
    """Gather the outcomes of each rule."""
    runs = {row["rule_id"]: row for row in lake.read(core, "core.rule_run").iter_rows(named=True)}
    periods: dict[str, list[dict[str, Any]]] = {}
    for row in lake.read(core, "core.rule_period").sort("period", nulls_last=False).iter_rows(named=True):
        periods.setdefault(row["rule_id"], []).append(row)
    return tuple(
        RuleLine(
            rule.rule_id,
            rule.title,
            rule.kind,
            rule.effect,
            runs[rule.rule_id]["passed"],
            runs[rule.rule_id]["failed"],
            runs[rule.rule_id]["missing"],
            runs[rule.rule_id]["sentence"],
            _newest(periods.get(rule.rule_id, [])),
        )
        for rule in (*load_rules(office), *REVIEW_RULES)
        if rule.rule_id in runs
    )


def _newest(rows: list[dict[str, Any]]) -> tuple[tuple[str, int, int, int], ...]:
    """Return the newest months of a rule, the earlier ones as one."""
    earlier, shown = rows[:-MAX_PERIODS], rows[-MAX_PERIODS:]
    counts = [(_month(row["period"]), row["passed"], row["failed"], row["missing"]) for row in shown]
    if earlier:
        summed = (sum(row[name] for row in earlier) for name in ("passed", "failed", "missing"))
        counts.insert(0, ("earlier", *summed))
    return tuple(counts)


def _month(period: date | None) -> str:
    """Write a month as 2026-01."""
    return f"{period.year}-{period.month:02}" if period else "no period"


def _suggestions(office: Office, lake: Lake, core: Manifest) -> dict[str, tuple[Suggestion, ...]]:
    """Return what is proposed for each finding, its figures in words."""
    rows = lake.read(core, "core.proposal").sort("finding_id", "alternative", "obs_id")
    named = name_figures(lake, core, set(rows["obs_id"]) - {""}) if rows.height else {}
    words = Words(office, "en")
    found: dict[str, list[Suggestion]] = {}
    for row in rows.iter_rows(named=True):
        figure = words.dated(named[row["obs_id"]]) if row["obs_id"] in named else row["obs_id"]
        suggestion = Suggestion(row["alternative"], figure, row["low"], row["high"], row["reason"])
        found.setdefault(row["finding_id"], []).append(suggestion)
    return {name: tuple(items) for name, items in found.items()}
