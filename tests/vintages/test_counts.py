"""Why counts of the quality section differ: each by what can act on it, and by no more."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pytest

from pipeline.vintages.between import Known
from pipeline.vintages.counts import Counts
from pipeline.vintages.issue import Finding, Issue
from tests.conftest import JANUARY

THEN, NOW = date(2026, 2, 20), date(2026, 3, 20)
FILES = {"first": {"a.csv": "1"}, "second": {"b.csv": "1"}}


def _figure(
    delivery: str = "first", release: str = "RG-1", known: date = THEN, **more: str
) -> dict[str, Any]:
    row = {"delivery_id": delivery, "release_group": release, "known_on": known, "received_on": known}
    return row | {"decision_id": "", "earliest_on": date(2026, 1, 1)} | more


A, OTHER_RELEASE = _figure(), _figure(release="RG-2")
B = _figure("second", "RG-2")
DECIDED = _figure(decision_id="d1")


def _of(  # noqa: PLR0913  # The facts that a case may vary, each by its name.
    item: str,
    given: Mapping[str, Any],
    known: Mapping[str, Any],
    *,
    deliveries: Mapping[str, Any] = FILES,
    taken_back: bool = False,
    decided: Mapping[str, frozenset[str]] | None = None,
    as_of: date = THEN,
    is_decided: bool = False,
    named: Collection[Finding] = (),
    noted: Collection[Finding] = (),
    always: Collection[Finding] = (),
) -> str:
    """Return the causes of a count, joined."""
    issue = Issue(JANUARY, THEN, {}, {}, "", deliveries=FILES, given=given, findings=always, named=always)
    now = Known(
        known,
        (),
        decided or {},
        lambda names: {name: {**given[name], "taken_back": taken_back} for name in names},
        deliveries=deliveries,
        as_of=as_of,
        month=JANUARY,
        findings=[*named, *always],
        named=[*named, *noted, *always],
    )
    return ";".join(Counts(issue, now, is_decided).of(f"quality.{item}.2026-01"))


ONE = {"first": FILES["first"]}
NEW = {**FILES, "third": {}}
BY = {"a": frozenset({"d1"})}
THIRD = {"c": _figure("third", "RG-3")}
DECIDING: dict[str, Any] = {"deliveries": NEW, "decided": BY}
FOUND: dict[str, Any] = {"named": [("parent", ("c",), ())]}


@pytest.mark.parametrize(
    ("item", "given", "known", "facts", "told"),
    [
        # A delivery taken back, beside a decision that sets a row as used beside the one reported.
        ("releases", {"a": A, "b": B}, {"a": A, "u": DECIDED}, {"deliveries": ONE, "decided": BY}, "removal"),
        (
            "known",
            {"a": A, "b": B},
            {"a": A, "u": DECIDED},
            {"deliveries": ONE, "decided": BY},
            "removal;decision",
        ),
        ("files", {"a": A, "b": B}, {"a": A, "u": DECIDED}, {"deliveries": ONE, "decided": BY}, "removal"),
        ("withheld", {"a": A, "b": B}, {"a": A}, {"deliveries": ONE, "decided": BY}, "removal;decision"),
        (
            "known",
            {"a": A, "b": B, "u": B | DECIDED | {"delivery_id": "second"}},
            {"a": A},
            {"deliveries": ONE},
            "removal",
        ),
        # A figure taken back by its source, told by a delivery without files.
        (
            "known",
            {"a": A, "b": OTHER_RELEASE},
            {"a": A},
            {"taken_back": True, "deliveries": NEW},
            "withdrawal",
        ),
        (
            "releases",
            {"a": A, "b": OTHER_RELEASE},
            {"a": A},
            {"taken_back": True, "deliveries": NEW},
            "withdrawal",
        ),
        (
            "withheld",
            {"a": A, "b": OTHER_RELEASE},
            {"a": A},
            {"taken_back": True, "deliveries": NEW},
            "withdrawal",
        ),
        (
            "deliveries",
            {"a": A, "b": OTHER_RELEASE},
            {"a": A},
            {"taken_back": True, "deliveries": NEW},
            "new_data",
        ),
        # A later version takes the place of an earlier one, and another release is new.
        (
            "known",
            {"a": A},
            {"c": _figure(known=NOW), "b": B | {"received_on": NOW}},
            {"deliveries": NEW},
            "new_data",
        ),
        ("releases", {"a": A}, {"a": A, "b": B | {"received_on": NOW}}, {}, "new_data"),
        # A decision about one figure, beside others of new deliveries.
        ("releases", {"a": A}, {"a": A, **THIRD, "u": THIRD["c"] | DECIDED}, DECIDING, "new_data"),
        (
            "releases",
            {"a": A},
            {"a": A, "u": DECIDED | {"release_group": "RG-9"}},
            {"decided": BY},
            "decision",
        ),
        ("releases", {}, {"a": A}, DECIDING, "new_data"),
        ("findings_withhold", {"a": A}, {"a": A, **THIRD}, DECIDING | FOUND, "new_data"),
        ("conflicts", {"a": A}, {"a": A, **THIRD}, DECIDING | FOUND, "new_data"),
        (
            "conflicts",
            {"a": A},
            {"a": A, **THIRD},
            DECIDING | {"named": [("conflict", ("c",), ("a",))]},
            "new_data;decision",
        ),
        ("findings_hold_released", {"a": A}, {"a": A, **THIRD}, DECIDING | FOUND, "new_data;decision"),
        ("findings_query", {"a": A}, {"a": A}, {"decided": BY} | FOUND, "decision"),
        (
            "conflicts_newest",
            {"a": A},
            {"a": A, **THIRD},
            DECIDING | FOUND | {"always": [("conflict", ("a",), ("b",))]},
            "new_data;decision",
        ),
        (
            "findings_withhold",
            {"a": A},
            {"a": A, **THIRD},
            DECIDING | FOUND | {"noted": [("conflict", ("c",), ("a",))]},
            "new_data",
        ),
        # Nothing of the figures differs.
        ("lines_in", {"a": A}, {"a": A}, {"as_of": NOW}, "new_data"),
        ("findings_query", {"a": A}, {"a": A}, {"as_of": NOW}, "new_data"),
        ("findings_query", {"a": A}, {"a": A}, {}, "code"),
        ("known", {}, {"a": A}, {"deliveries": ONE}, "removal"),
        ("decisions", {"a": A}, {"a": A}, {"is_decided": True}, "decision"),
        ("decisions", {"a": A}, {"a": A}, {"deliveries": ONE}, "removal"),
    ],
)
def test_a_count_is_told_by_what_acts_on_it(
    item: str, given: dict[str, Any], known: dict[str, Any], facts: dict[str, Any], told: str
) -> None:
    assert _of(item, given, known, **facts) == told
