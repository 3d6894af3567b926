"""The rules on decisions, which every office has beside its own."""

from datetime import date

from pipeline.rules.declared import Rule

REVIEW = Rule(
    rule_id="decision_review",
    version=1,
    title="A decision still answers what it was made for",
    kind="decision_review",
    effect="query",
    owner="methods",
    since=date(2026, 11, 26),
    why="A person confirms or undoes a decision whose day has passed or whose finding no longer fails.",
)
SUPERSEDED = Rule(
    rule_id="decision_superseded",
    version=1,
    title="A decision is about the version of a figure or rule that is known now",
    kind="decision_superseded",
    effect="info",
    owner="methods",
    since=date(2026, 11, 26),
    why="A decision about an earlier version does not carry over in silence.",
)
REVIEW_RULES = (REVIEW, SUPERSEDED)
"""The rules on decisions; their tests are made here and not in SQL, since they follow all other rules."""
