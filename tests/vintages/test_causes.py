"""Causes by name: which rule, which decision, which part of the calculation, and several at once."""

from datetime import date
from typing import Any

import pytest

from pipeline.month import Month
from pipeline.vintages.between import Known
from pipeline.vintages.causes import causes_of, is_left_behind
from pipeline.vintages.issue import Issue
from tests.conftest import JANUARY

THEN, NOW = date(2026, 1, 20), date(2026, 2, 20)
PARTS: dict[str, Any] = {
    "indicators": {"fci": "1", "share": "1"},
    "rules": {"parent": "1", "balance": "1"},
    "calculation": "1",
}


DELIVERIES = {"kept": {"a.csv": "1"}, "gone": {"b.csv": "1"}}


def _row(series: str, known: date, **more: Any) -> dict[str, Any]:
    row = {"series_id": series, "source_id": "S", "known_on": known, "received_on": known}
    row["delivery_id"] = "kept"
    return row | {"earliest_on": date(2025, 12, 1), "taken_back": False, "decision_id": ""} | more


def _each(decided: dict[str, str] | None) -> dict[str, frozenset[str]]:
    """Part the decisions about each figure."""
    return {name: frozenset(ids.split(";")) for name, ids in (decided or {}).items()}


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
    then_decided: dict[str, str] | None = None,
    then_findings: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (),
    others: dict[str, dict[str, Any]] | None = None,
    given: dict[str, dict[str, Any]] | None = None,
    as_of: date = NOW,
    asked: bool = False,
    undone: dict[str, str] | None = None,
    past: dict[str, dict[str, Any]] | None = None,
    named: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (),
    then_named: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (),
    cell: str = "fci.C.2025-12",
    instead: tuple[str, ...] = (),
    kept: tuple[str, ...] = (),
) -> tuple[str, str]:
    """Return causes and what is behind them, each joined."""
    month = Month(2025, 12)
    issue = Issue(
        month,
        THEN,
        {},
        {},
        "",
        parts=PARTS,
        withheld=then_withheld or {},
        findings=then_findings,
        decided=_each(then_decided),
        deliveries=DELIVERIES,
        given=given or {},
        named=then_named,
    )
    known = Known(
        {**added, **(others or {})},
        withheld,
        _each(decided),
        lambda names: {name: row for name in names if (row := {**lost, **(past or {})}.get(name))},
        findings,
        parts,
        {"kept": DELIVERIES["kept"]},
        as_of,
        asked,
        undone=undone or {},
        named=named,
    )
    causes, behind = causes_of(issue, known, cell, set(lost), set(added), instead, kept)
    return ";".join(causes), ";".join(behind)


def _given(delivery: str = "kept", known: date = THEN, **more: Any) -> dict[str, Any]:
    row = {"delivery_id": delivery, "known_on": known, "decision_id": "", "earliest_on": date(2025, 12, 1)}
    return row | more


FALLEN: dict[str, Any] = {"as_of": date(2026, 1, 10)}
"""A day before that of the issue, as it follows from the deliveries that are left."""
PAST: dict[str, Any] = {**FALLEN, "asked": True}
OLD, NEW, OTHER = _row("s", THEN), _row("s", NOW), _row("t", NOW)
REPORTED, BACK = "reported.C.2025-12.figure=a", _row("s", THEN, taken_back=True)
PRESS, AS_USED = _row("s", NOW, source_id="T"), _row("s", THEN, decision_id="d2")
SAME_DAY: dict[str, Any] = {"known": THEN, "delivery_id": "added"}


@pytest.mark.parametrize(
    ("lost", "added", "facts", "told"),
    [
        ({"a": OLD}, {"b": NEW}, {}, ("revision", "")),
        ({"a": OLD}, {"b": NEW, "c": OTHER}, {}, ("new_data;revision", "")),
        ({"a": OLD}, {"b": PRESS}, {}, ("source", "")),
        ({"a": OLD}, {"b": NEW, "c": PRESS}, {}, ("revision;source", "")),
        ({"a": OLD}, {"b": _row("s", **SAME_DAY)}, {"given": {"a": _given()}}, ("revision", "")),
        ({"a": OLD}, {"b": _row("s", source_id="T", **SAME_DAY)}, {"given": {"a": _given()}}, ("source", "")),
        ({}, {"b": _row("s", **SAME_DAY)}, {"given": {"b": _given("added")}}, ("removal", "")),
        (
            {"a": OLD},
            {"u": PRESS | {"decision_id": "d2"}},
            {"others": {"b": PRESS}, "decided": {"b": "d2"}},
            ("source;decision", "d2"),
        ),
        (
            {"a": OLD},
            {"u": NEW | {"decision_id": "d2"}},
            {"others": {"b": NEW}, "decided": {"b": "d2"}},
            ("revision;decision", "d2"),
        ),
        ({"a": OLD}, {"u": AS_USED}, {"others": {"a": OLD}, "decided": {"a": "d2"}}, ("decision", "d2")),
        (
            {},
            {},
            {"parts": _parts(indicators={"fci": "2", "share": "1"})},
            ("code", "sql/indicators/fci.sql"),
        ),
        ({}, {}, {"parts": _parts(calculation="2")}, ("code", "calculation")),
        ({}, {}, {}, ("code", "")),
        ({}, {}, {"kept": ("a",), "others": {"a": OLD}}, ("code", "")),
        ({}, {}, {"kept": ("a",), "others": {"a": OLD}, "decided": {"a": "d9"}}, ("decision", "d9")),
        (
            {},
            {},
            {
                "kept": ("a",),
                "others": {"a": OLD},
                "withheld": ("a",),
                "findings": (("parent", ("a",), ()),),
            },
            ("rule", "parent"),
        ),
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
        (
            {},
            {"a": OLD},
            {
                "then_withheld": {"a": "parent"},
                "then_findings": (("parent", ("a",), ("c",)),),
                "given": {"a": _given(), "c": _given()},
                "past": {"c": BACK},
            },
            ("withdrawal", ""),
        ),
        (
            {"u": {}},
            {},
            {
                "given": {"u": _given(decision_id="d1"), "a": _given()},
                "then_decided": {"a": "d1"},
                "past": {"a": BACK},
            },
            ("withdrawal", ""),
        ),
        (
            {"a": OLD},
            {},
            {
                "cell": REPORTED,
                "given": {"a": _given(), "c": _given()},
                "then_named": (("conflict", ("a",), ("c",)), ("balance", ("a",), ())),
                "named": (("balance", ("a",), ()), ("conflict", ("b",), ("c",))),
                "others": {"a": OLD, "b": OTHER},
                "past": {"c": BACK},
            },
            ("withdrawal", ""),
        ),
        (
            {},
            {"a": OLD},
            {
                "cell": REPORTED,
                "given": {"a": _given()},
                "named": (("conflict", ("a",), ("b",)),),
                "others": {"b": NEW},
            },
            ("new_data", ""),
        ),
        (
            {},
            {"a": OLD},
            {
                "cell": REPORTED,
                "given": {"a": _given(), "b": _given()},
                "named": (("conflict", ("a",), ("b",)),),
                "others": {"b": OLD},
            },
            ("removal", ""),
        ),
        ({"a": OLD}, {}, {"others": {"a": OLD}}, ("removal", "")),
        ({"a": OLD}, {}, {"given": {"a": _given("gone")}}, ("removal", "")),
        ({"a": OLD | {"taken_back": True}}, {}, {"given": {"a": _given("gone")}}, ("removal", "")),
        ({"a": OLD | {"taken_back": True}}, {}, {"given": {"a": _given()}}, ("withdrawal", "")),
        ({"u": {}}, {}, {"given": {"u": _given("gone", decision_id="d3")}}, ("removal", "")),
        ({"u": {}}, {}, {"given": {"u": _given(decision_id="d3")}}, ("decision", "d3")),
        (
            {"u": {}, "a": OLD},
            {},
            {
                "given": {"u": _given(decision_id="d3"), "a": _given("gone")},
                "others": {"u": _row("s", THEN, decision_id="d3")},
            },
            ("removal", ""),
        ),
        ({"a": OLD}, {"b": NEW}, {"given": {"a": _given("gone")}}, ("new_data;removal", "")),
        ({}, {"b": OLD}, {"given": {"a": _given()}}, ("removal", "")),
        ({"a": OLD}, {}, {"given": {"a": _given("gone", THEN)}} | PAST, ("later", "")),
        ({}, {"b": OLD}, {"given": {"a": _given()}} | PAST, ("later", "")),
        ({"a": OLD}, {}, {"given": {"a": _given("gone", THEN)}} | FALLEN, ("removal", "")),
        ({}, {"b": OLD}, {"given": {"a": _given()}} | FALLEN, ("removal", "")),
        ({}, {"a": OLD}, {"then_withheld": {"a": "parent"}, "decided": {"a": "d4"}}, ("decision", "d4")),
        (
            {},
            {"a": NEW},
            {"decided": {"a": "d4"}, "others": {"u": _row("s", NOW, decision_id="d4")}},
            ("new_data", ""),
        ),
        ({}, {"a": OLD}, {"then_decided": {"a": "d5"}}, ("decision", "d5")),
        (
            {},
            {"a": OLD},
            {"then_decided": {"a": "d5"}, "undone": {"d5": "u5", "d6": "u6"}},
            ("decision", "d5;u5"),
        ),
        (
            {"u": {}},
            {"v": AS_USED},
            {
                "given": {"a": _given(), "u": _given(decision_id="d1;d2")},
                "then_decided": {"a": "d1;d2"},
                "decided": {"a": "d2"},
                "undone": {"d1": "u1"},
            },
            ("decision", "d1;u1"),
        ),
        (
            {"u": {}},
            {},
            {
                "given": {"u": _given(decision_id="d1;d2")},
                "then_decided": {"a": "d1;d2"},
                "decided": {"a": "d1"},
                "others": {"v": AS_USED},
            },
            ("decision", "d2"),
        ),
        (
            {"a": OLD},
            {},
            {
                "withheld": ("a",),
                "findings": (("parent", ("a",), ("v",)),),
                "given": {"a": _given()},
                "then_decided": {"c": "d1;d2"},
                "decided": {"c": "d2"},
                "others": {"a": OLD, "v": AS_USED},
            },
            ("decision", "d1"),
        ),
        (
            {},
            {"a": OLD},
            {
                "given": {"a": _given(), "u": _given(decision_id="d1;d2")},
                "then_decided": {"a": "d1;d2"},
                "decided": {"a": "d2"},
                "others": {"v": AS_USED},
            },
            ("decision", "d1"),
        ),
        ({}, {"a": OLD}, {"then_decided": {"a": "d5"}, "decided": {"a": "d5"}}, ("removal", "")),
        (
            {},
            {"a": OLD},
            {
                "then_withheld": {"a": "parent"},
                "then_findings": (("parent", ("a",), ("c",)),),
                "others": {"c": OLD},
                "decided": {"c": "d6"},
            },
            ("decision", "d6"),
        ),
        (
            {},
            {"a": OLD},
            {
                "then_withheld": {"a": "parent"},
                "then_findings": (("parent", ("a",), ("c",)),),
                "given": {"a": _given(), "c": _given("gone")},
            },
            ("removal", ""),
        ),
        (
            {"a": OLD},
            {},
            {
                "withheld": ("a",),
                "findings": (("parent", ("a",), ("u",)),),
                "others": {"a": OLD, "u": _row("s", THEN, decision_id="d7")},
            },
            ("decision", "d7"),
        ),
        (
            {"a": OLD},
            {},
            {
                "given": {"a": _given()},
                "others": {"a": OLD, "u": _row("s", THEN, decision_id="d8")},
                "instead": ("u",),
            },
            ("decision", "d8"),
        ),
        ({"a": OLD}, {}, {"others": {"a": OLD}, "withheld": ("a",)}, ("rule", "")),
        ({"a": OLD}, {}, {"parts": _parts(rules={"parent": "1"})}, ("rule", "balance")),
    ],
)
def test_each_cause_is_told_with_what_is_behind_it(
    lost: dict[str, Any], added: dict[str, Any], facts: dict[str, Any], told: tuple[str, str]
) -> None:
    assert _causes(lost, added, **facts) == told


def test_a_cell_of_a_year_that_a_later_month_leaves_behind_has_no_cause() -> None:
    given = {"a": _given(earliest_on=date(2014, 1, 1)), "b": _given(earliest_on=date(2020, 1, 1))}
    issue = Issue(Month(2025, 12), THEN, {}, {}, "", given=given, parts=PARTS)

    def left(lost: set[str], instead: set[str], month: Month = JANUARY) -> bool:
        known = Known({"b": OLD, "c": NEW}, (), {}, dict.fromkeys, (), PARTS, month=month)
        return is_left_behind(issue, known, "fci.C.2014-01", lost, instead)

    assert left({"a"}, {"c"}), "its own year is not looked back on"
    assert left({"b"}, set()), "its figures are used as before"
    assert not left({"b"}, {"c"}), "a newer cell took its place"
    assert not left({"b"}, set(), Month(2025, 12)), "the month is the same"
    assert not left({"x"}, set()), "a figure is gone"
