"""Compares a release with the issue before it."""

from collections.abc import Mapping
from typing import Any

from pipeline.bulletin.material import Material
from pipeline.edit import edited_window
from pipeline.lake import Lake
from pipeline.rules.kinds import WITHHOLDING
from pipeline.vintages.between import Known
from pipeline.vintages.changes import Change, earlier_observations, find_changes
from pipeline.vintages.issue import PREVIOUS, Issue, changing, previous_issue
from pipeline.vintages.shares import with_shares


def compare(material: Material, lake: Lake, made_with: Mapping[str, Any]) -> None:
    """Note what changed since the previous issue, where there is one, and name it among the inputs.

    `made_with` is the beginning of the manifest of the release.
    """
    issue = previous_issue(material.office, material.month, material.asked, made_with)
    if issue is None:
        return
    material.changes = changes_since(material, lake, issue, made_with)
    material.digests[PREVIOUS] = issue.digest


def changes_since(material: Material, lake: Lake, issue: Issue, made_with: Mapping[str, Any]) -> list[Change]:
    """Return each cell with another value than in an issue, and why; `made_with` as in `compare`."""
    known = known_now(material, lake, made_with)
    found = find_changes(issue, material.by_id, material.inputs, known)
    window = edited_window(material.office, lake, material.month, material.asked)
    return with_shares(material.office, lake, issue, window, found, known)


def known_now(material: Material, lake: Lake, made_with: Mapping[str, Any]) -> Known:
    """Return what a month's run knows; `made_with` as in `compare`."""
    every = [(found.effect, (found.rule_id, found.tested, found.compared)) for found in material.findings]
    return Known(
        observations=material.observations,
        withheld=material.withheld,
        decided=changing(material.decisions),
        earlier=earlier_observations(lake, material.as_of),
        findings=[named for effect, named in every if effect in WITHHOLDING],
        named=[named for _, named in every],
        parts=made_with["parts"],
        deliveries=material.deliveries,
        as_of=material.as_of,
        is_asked=material.asked is not None,
        month=material.month,
        undone={row["undoes"]: row["decision_id"] for row in material.decisions if row["undoes"]},
    )
