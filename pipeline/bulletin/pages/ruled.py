"""The edit rules that an indicator's figures are tested by, their outcomes, and what they found."""

from collections.abc import Sequence

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Column, Table
from pipeline.bulletin.page import Line, Most, Page, Value
from pipeline.bulletin.pages.commands import table_command
from pipeline.bulletin.pages.known import Known, measures_of, shows_findings
from pipeline.bulletin.pages.model import Part, Words
from pipeline.bulletin.pages.presentations import publishers
from pipeline.bulletin.sections.figure import figure_name
from pipeline.bulletin.sections.stated import by_observation, in_words, is_signed
from pipeline.indicators.catalogue import Indicator
from pipeline.present import MAX_PLACES
from pipeline.rules.declared import Rule
from pipeline.rules.findings import Finding

MAX_FINDINGS = 20
"""Findings of one unit that are shown; the newest."""


def ruled(page: Page, made: Indicator, known: Known) -> list[Part]:
    """Tabulate the rules with their outcomes, and the findings about figures of the indicator."""
    if shows_findings(made):
        return [Words(("This page lists figures that findings name; each finding is in findings.csv.",))]
    measures = measures_of(page.material, made)
    own = [found for found in page.material.findings if found.measure_code in measures]
    rules = [rule for rule in known.rules if not rule.measures or measures & set(rule.measures)]
    parts: list[Part] = [_outcomes(page, rules, own, known)] if rules else []
    tables = _findings(page, own)
    nothing = Words(("No rule has a finding about a figure of this indicator in this issue.",))
    return [*parts, *(tables or ([] if own else [nothing]))]


def _outcomes(page: Page, rules: Sequence[Rule], own: Sequence[Finding], known: Known) -> Table:
    """Tabulate rules: those that name the measure first, then those of all figures."""
    lines = []
    for rule in sorted(rules, key=lambda one: (not one.measures, one.title)):
        run = known.runs.get(rule.rule_id, {})
        outcomes = [str(run.get(name, "")) for name in ("passed", "failed", "missing")]
        found = sum(one.rule_id == rule.rule_id for one in own)
        lines.append(Line((rule.title, rule.why, rule.effect, str(found), *outcomes)))
    heads = [
        Column("Rule", width="11rem"),
        Column("Why", width="14rem"),
        Column("What follows"),
        Column("Findings here", numeric=True),
        Column("Passed, all", numeric=True),
        Column("Failed, all", numeric=True),
        Column("Not testable, all", numeric=True),
    ]
    return page.table(
        "Rules and their outcomes",
        "Findings here: about figures of this indicator. All: tests of every figure of the issue",
        heads,
        lines,
        notes=(
            "Counted from findings.csv, by the measures that this indicator is made of, and from what "
            f"{table_command(page.material, 'core.rule_run')} prints.",
        ),
    )


def _findings(page: Page, own: Sequence[Finding]) -> list[Part]:
    """Tabulate findings with the first figure that each tested, a table a unit; numbers are bound."""
    reported = by_observation(page)
    rows: dict[str, list[tuple[Finding, Cell]]] = {}
    for found in sorted(own, key=_newest_first):
        cell = next((reported[name] for name in found.tested if name in reported), None)
        if cell is not None:
            rows.setdefault(cell["unit_code"], []).append((found, cell))
    return [_finding_table(page, unit, rows[unit]) for unit in sorted(rows)]


def _finding_table(page: Page, unit_code: str, rows: Sequence[tuple[Finding, Cell]]) -> Table:
    """Tabulate the findings of one unit."""
    material = page.material
    lines = [
        Line(
            (
                found.title,
                figure_name(page, cell),
                material.name(cell["territory_id"]),
                material.when(cell, short=True),
                Value(cell, most=MAX_PLACES, signed=is_signed(page, cell)),
                found.effect,
                found.state.replace(";", ", "),
                publishers(page, [cell]),
            )
        )
        for found, cell in rows
    ]
    unit = in_words(material.labels.get(("unit", unit_code), unit_code))
    heads = [
        Column("Rule", width="11rem"),
        Column("Figure"),
        Column("Territory", width="8rem"),
        Column("Reference period"),
        Column(unit, numeric=True),
        Column("What follows"),
        Column("State"),
        Column("Published by", width="14rem"),
    ]
    subtitle = "The figure that was tested, as reported; of a total and its parts the total. Newest first"
    notes = ("What each was compared with, and the sentence of the finding, are in findings.csv.",)
    return page.table(f"Findings, {unit.lower()}", subtitle, heads, lines, notes, most=Most(MAX_FINDINGS))


def _newest_first(found: Finding) -> tuple[int, str, str]:
    """Return the key that orders findings."""
    return -found.period.toordinal() if found.period else 0, found.rule_id, found.finding_id
