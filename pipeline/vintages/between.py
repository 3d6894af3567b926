"""What became of figures between the previous issue and a month's run: new, gone, decided about."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from pipeline.month import Month
from pipeline.vintages.issue import Finding, Issue, Row


@dataclass(frozen=True)
class Known:
    """What a month's run knows: its observations, those kept out by rules, and what persons decided.

    `decided` are the observations that decisions change, with the decisions; `findings` are those that
    withhold, `named` those of any effect; `deliveries` are those at hand, with the hash of each file; `as_of`
    is the day that counts, and `is_asked` tells whether it was asked for; without, it follows from the
    deliveries at hand. `month` is the month of the run; `undone` names by decision the one that undoes it.
    """

    observations: Mapping[str, Row]
    withheld: Collection[str]
    decided: Mapping[str, frozenset[str]]
    earlier: Callable[[Iterable[str]], Mapping[str, Row]]
    """Look up observations that the run no longer has, by their ids."""
    findings: Collection[Finding] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)
    deliveries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    as_of: date | None = None
    is_asked: bool = False
    month: Month | None = None
    undone: Mapping[str, str] = field(default_factory=dict)
    named: Collection[Finding] = ()

    @cached_property
    def starts(self) -> date:
        """The first day that a figure refers to: earlier ones are of years that no page looks back on."""
        return min((row["earliest_on"] for row in self.observations.values()), default=date.min)

    @cached_property
    def corrections(self) -> set[str]:
        """The decisions that set another figure beside the one as reported."""
        return {one for row in self.observations.values() for one in made_by(row)}


def is_new(name: str, issue: Issue, known: Known) -> bool:
    """Tell whether the previous issue could not hold a figure: not known, not received, of a later month.

    One of its own as-of day or before is new, too, where its delivery was not at hand.
    """
    row = known.observations[name]
    later = row["known_on"] > issue.as_of or row["received_on"] > issue.as_of
    if later or row["earliest_on"] > issue.month.last:
        return True
    says = bool(issue.given and issue.deliveries)
    return says and name not in issue.given and row["delivery_id"] not in issue.deliveries


def lost_deliveries(issue: Issue, known: Known) -> set[str]:
    """Name the deliveries that were taken back or changed since the previous issue.

    A run as of a day before that of the issue knows fewer, and nothing was taken back.
    """
    return set() if is_earlier(known, issue) else _other_deliveries(issue, known)


def _other_deliveries(issue: Issue, known: Known) -> set[str]:
    """Name the deliveries of the issue that a run does not have, or with other files."""
    if not known.deliveries:
        return set()
    return {name for name, files in issue.deliveries.items() if known.deliveries.get(name) != files}


def is_earlier(known: Known, issue: Issue) -> bool:
    """Tell whether a run is as of a day asked for, before that of the issue that it is compared with."""
    return known.is_asked and known.as_of is not None and known.as_of < issue.as_of


def why_forth(name: str, issue: Issue, known: Known) -> str:
    """Say why an old figure is used that the previous issue did not have; empty where nothing says so."""
    if not issue.given or name in issue.given:
        return ""
    if is_earlier(known, issue):
        return "later"
    return "removal" if lost_deliveries(issue, known) else ""


def why_gone(name: str, issue: Issue, known: Known) -> str:
    """Say why a figure of the previous issue cannot be there at all; empty where it could."""
    given = issue.given.get(name)
    if given is None or name in known.observations:
        return ""
    if known.is_asked and known.as_of and given["known_on"] > known.as_of:
        return "later"
    return "removal" if given["delivery_id"] in _other_deliveries(issue, known) else ""


def taken_back(names: Iterable[str], issue: Issue, known: Known) -> set[str]:
    """Return of some figures of the previous issue those that their sources took back since.

    One of a year that the run does not look back on is no longer known for that alone.
    """
    starts = known.starts if known.month not in (None, issue.month) else date.min
    absent = [
        name
        for name in {*names} & issue.given.keys() - known.observations.keys()
        if issue.given[name]["earliest_on"] >= starts and not why_gone(name, issue, known)
    ]
    return {name for name, row in known.earlier(sorted(absent)).items() if row["taken_back"]}


def newly_decided(name: str, issue: Issue, known: Known) -> set[str]:
    """Name the decisions about a figure that are in force on one side only.

    Of a figure as used by decisions these are the ones about the figure that it was made from.
    """
    row = known.observations.get(name) or issue.given.get(name, {})
    made = made_by(row)
    if not made:
        return _changed_about(name, issue, known)
    if name in issue.given and name in known.observations:
        return set()
    about = reported_of(name, issue, known)
    return {one for reported in about for one in _changed_about(reported, issue, known)} or made


def reported_of(name: str, issue: Issue, known: Known) -> set[str]:
    """Name the figures as reported that a figure as used by decisions was made from; none for another."""
    made = made_by(known.observations.get(name) or issue.given.get(name, {}))
    sides = issue.decided, known.decided
    return {reported for side in sides for reported, own in side.items() if own & made}


def _changed_about(reported: str, issue: Issue, known: Known) -> set[str]:
    """Name the decisions that change a figure as reported on one side only."""
    return {*issue.decided.get(reported, ())} ^ {*known.decided.get(reported, ())}


def made_by(row: Row) -> set[str]:
    """Name the decisions by which a figure is used as it is; none made one as reported."""
    return {one for one in (row.get("decision_id") or "").split(";") if one}


def changed_rules(issue: Issue, known: Known) -> list[str]:
    """List the rules that are new, gone or another one."""
    then, now = issue.parts.get("rules", {}), known.parts.get("rules", {})
    return sorted(rule for rule in {*then, *now} if then.get(rule) != now.get(rule))
