"""Causes by name: which rule, which decision, which part of the calculation, and several at once."""

from datetime import date
from typing import Any

import pytest

from pipeline.month import Month
from pipeline.vintages.causes import Known, causes_of
from pipeline.vintages.issue import Issue

THEN, NOW = date(2026, 1, 20), date(2026, 2, 20)
PARTS: dict[str, Any] = {
    "indicators": {"fci": "1", "share": "1"},
    "rules": {"parent": "1", "balance": "1"},
    "calculation": "1",
}


def _row(series: str, known: date, **more: Any) -> dict[str, Any]:
    row = {"series_id": series, "known_on": known, "received_on": known, "earliest_on": date(2025, 12, 1)}
    return row | {"taken_back": False, "decision_id": ""} | more


def _parts(**changed: Any) -> dict[str, Any]:
    return {**PARTS, **changed}


def _causes(  # noqa: PLR0913  # The facts that a case may vary, each by its name.
    lost: dict[str, dict[str, Any]],
    added: dict[str, dict[str, Any]],
    *,
    parts: dict[str, Any] = PARTS,
    withheld: tuple[str, ...] = (),
    decided: dict[str, str] | None = None,
    findings: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (),
    then_withheld: dict[str, str] | None = None,
    others: dict[str, dict[str, Any]] | None = None,
) -> tuple[str, str]:
    """Return causes and what is behind them, each joined."""
    month = Month(2025, 12)
    issue = Issue(month, THEN, {}, {}, "", parts=PARTS, withheld=then_withheld or {})
    known = Known(
        {**added, **(others or {})},
        withheld,
        decided or {},
        lambda names: {name: lost[name] for name in names if lost[name]},
        findings,
        parts,
    )
    causes, behind = causes_of(issue, known, "fci.C.2025-12", set(lost), set(added))
    return ";".join(causes), ";".join(behind)


OLD, NEW, OTHER = _row("s", THEN), _row("s", NOW), _row("t", NOW)


@pytest.mark.parametrize(
    ("lost", "added", "facts", "told"),
    [
        ({"a": OLD}, {"b": NEW}, {}, ("revision", "")),
        ({"a": OLD}, {"b": NEW, "c": OTHER}, {}, ("new_data;revision", "")),
        (
            {},
            {},
            {"parts": _parts(indicators={"fci": "2", "share": "1"})},
            ("code", "sql/indicators/fci.sql"),
        ),
        ({}, {}, {"parts": _parts(calculation="2")}, ("code", "calculation")),
        ({}, {}, {}, ("code", "")),
        ({"a": OLD}, {"b": NEW}, {"parts": _parts(indicators={"fci": "1", "share": "2"})}, ("revision", "")),
        ({"a": OLD}, {"b": NEW}, {"parts": _parts(calculation="2")}, ("revision;code", "calculation")),
        ({"a": OLD}, {}, {"decided": {"a": "d1"}}, ("decision", "d1")),
        ({}, {"u": _row("s", THEN, decision_id="d2")}, {}, ("decision", "d2")),
        ({"u": {}}, {"a": OLD}, {}, ("decision", "")),
        (
            {"a": OLD},
            {},
            {
                "withheld": ("a",),
                "findings": (("parent", ("a",), ()),),
                "parts": _parts(rules={"parent": "2", "balance": "1"}),
            },
            ("rule", "parent"),
        ),
        (
            {"a": OLD},
            {},
            {"withheld": ("a",), "findings": (("parent", ("a",), ("c",)),), "others": {"c": OTHER}},
            ("new_data", ""),
        ),
        ({"a": OLD}, {}, {"withheld": ("a",), "findings": (("parent", ("a",), ()),)}, ("rule", "parent")),
        (
            {},
            {"a": OLD},
            {"then_withheld": {"a": "balance"}, "parts": _parts(rules={"parent": "1"})},
            ("rule", "balance"),
        ),
        ({"a": _row("s", THEN, taken_back=True)}, {}, {}, ("withdrawal", "")),
        ({"a": OLD}, {}, {"others": {"a": OLD}}, ("new_data", "")),
        ({"a": OLD}, {}, {"others": {"a": OLD}, "withheld": ("a",)}, ("rule", "")),
        ({"a": OLD}, {}, {"parts": _parts(rules={"parent": "1"})}, ("rule", "balance")),
    ],
)
def test_each_cause_is_told_with_what_is_behind_it(
    lost: dict[str, Any], added: dict[str, Any], facts: dict[str, Any], told: tuple[str, str]
) -> None:
    assert _causes(lost, added, **facts) == told
