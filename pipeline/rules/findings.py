"""Findings as sentences: what a rule found, in neutral words, with the figures as printed by sources."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.bulletin.words import day, month
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.lake import Lake, Manifest
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.rules.declared import EFFECTS, load_rules
from pipeline.rules.naming import Named, Words, list_texts, name_figures
from pipeline.rules.nearest import nearest_in_words


@dataclass(frozen=True)
class Finding:
    """A finding as a person reads it; `tested` and `compared` are obs_ids."""

    finding_id: str
    rule_id: str
    title: str
    outcome: str
    effect: str
    territory: str
    period: date | None
    measure_code: str
    sentence_code: str
    sentence: str
    tested: tuple[str, ...]
    compared: tuple[str, ...]
    state: str = "open"
    reported: Decimal | None = None
    expected_lo: Decimal | None = None
    expected_hi: Decimal | None = None
    unit_code: str = ""
    reading: str = ""
    score: Decimal | None = None

    @property
    def is_settled(self) -> bool:
        """Tell whether decisions answer it; one that is on hold, or answered in part, is not settled."""
        return not {"open", "partly", "held"} & set(self.state.split(";"))

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the bulletin from being written."""
        return self.outcome == "error" or (self.effect in ("stop", "hold") and not self.is_settled)


@cache
def sentences(templates: Path, lang: str) -> dict[str, str]:
    """Return the sentences of findings in one language, by their code."""
    catalogue = tomllib.loads((templates / "messages" / f"findings.{lang}.toml").read_text(encoding="utf-8"))
    return dict(catalogue["sentence"])


def read_findings(office: Office, lake: Lake, core: Manifest, lang: str = "en") -> list[Finding]:
    """Return a month's findings with their sentences, and one for each rule that could not be evaluated.

    They come in the order of the work: the highest score first, those without a score last.
    """
    rules = load_rules(office)
    titles = {rule.rule_id: rule.title for rule in (*rules, *REVIEW_RULES)}
    wholes = {rule.rule_id: rule.whole for rule in rules if rule.whole}
    breakdowns = dict(lake.read(core, "core.latest").select("obs_id", "breakdown").iter_rows())
    rows = lake.read(core, "core.finding").to_dicts()
    inputs = lake.read(core, "core.finding_input")
    roles: dict[tuple[str, str], list[str]] = {}
    for item in inputs.iter_rows(named=True):
        roles.setdefault((item["finding_id"], item["role"]), []).append(item["obs_id"])
    words = Words(office, lang)
    named = name_figures(words, lake, core, set(inputs["obs_id"]))
    texts = sentences(office.project.templates, lang)
    unknown = [row["finding_id"] for row in rows if row["sentence_code"] == "unknown_territory"]
    figures = [name for finding in unknown for name in roles.get((finding, "tested"), ())]
    reference = load_reference(office)
    near = nearest_in_words(reference, lake, figures, office.project.templates, lang)
    found = []
    for row in rows:
        tested = tuple(roles.get((row["finding_id"], "tested"), ()))
        whole = wholes.get(row["rule_id"])
        tested = tuple(sorted(tested, key=lambda name: bool(whole) and breakdowns.get(name) != whole))
        compared = tuple(roles.get((row["finding_id"], "compared"), ()))
        facts = _facts(row, words, named, tested, compared)
        facts["phases"] = _phases_on(reference["programme_phase"], row["period"])
        facts["nearest"] = near.get(tested[0], "") if tested else ""
        found.append(
            Finding(
                finding_id=row["finding_id"],
                rule_id=row["rule_id"],
                title=titles[row["rule_id"]],
                outcome=row["outcome"],
                effect=row["effect"],
                territory=row["territory_id"] or "",
                period=row["period"],
                measure_code=row["measure_code"] or "",
                sentence_code=row["sentence_code"],
                sentence=texts[row["sentence_code"]].format_map(facts),
                tested=tested,
                compared=compared,
                state=row["state"],
                reported=row["reported"],
                expected_lo=row["expected_lo"],
                expected_hi=row["expected_hi"],
                unit_code=row["unit_code"] or "",
                reading=row["reading"] or "",
                score=row["score"],
            )
        )
    return sorted(found, key=_by_score) + _errors(lake, core, titles)


def _by_score(finding: Finding) -> tuple[bool, Decimal, bool, int]:
    """Order findings by their score, the highest first, then by effect; what follows from others last."""
    follows = finding.sentence_code == "whole_is_withheld"
    return finding.score is None, -(finding.score or Decimal(0)), follows, EFFECTS.index(finding.effect)


def _facts(
    row: Mapping[str, Any],
    words: Words,
    named: Mapping[str, Named],
    tested: tuple[str, ...],
    compared: tuple[str, ...],
) -> dict[str, str]:
    """Return what a sentence may name of a finding."""
    figures, others = (
        [named[name] for name in tested if name in named],
        [named[name] for name in compared if name in named],
    )
    alike = [
        one for one in others if one.reading == row["reading"] and one.territory_id == row["territory_id"]
    ]
    printed = figures[0].printed if figures else ""
    return {
        "tested": list_texts([one.text for one in figures]),
        "compared": list_texts([one.text for one in others]),
        "territory": words.places.get(row["territory_id"], row["territory_id"] or ""),
        "measure": words.measures.get(row["measure_code"], row["measure_code"] or ""),
        "period": _day_or_month(row["period"]),
        "published": day(figures[0].published) if figures and figures[0].published else "an unknown day",
        "alike": list_texts([one.dated for one in sorted(alike, key=_by_end)]),
        "against": list_texts([one.dated for one in sorted(others, key=_by_end) if one not in alike]),
        "reported": words.amount(row["reported"], row["unit_code"], printed),
        "expected": words.amount(row["expected_lo"], row["unit_code"], printed),
    }


def _phases_on(phases: pl.DataFrame, on: date | None) -> str:
    """Name the programme phases that cover a day."""
    return list_texts(
        phases.filter(pl.lit(on).is_between("starts_on", "ends_on"))["name_en"].sort().to_list()
    )


def _day_or_month(period: date | None) -> str:
    """Write the day that a finding refers to; the last day of a month stands for the month."""
    if period is None:
        return "an unknown day"
    return month(period) if period == Month.of(period).last else day(period)


def _by_end(figure: Named) -> date:
    """Order figures by the end of their period."""
    return figure.end or date.min


def _errors(lake: Lake, core: Manifest, titles: dict[str, str]) -> list[Finding]:
    """Make a finding of each rule that could not be evaluated: it stops the bulletin."""
    runs = lake.read(core, "core.rule_run").filter(pl.col("error") > 0)
    return [
        Finding(
            finding_id=row["rule_id"],
            rule_id=row["rule_id"],
            title=titles[row["rule_id"]],
            outcome="error",
            effect="stop",
            territory="",
            period=None,
            measure_code="",
            sentence_code="error",
            sentence=row["sentence"],
            tested=(),
            compared=(),
        )
        for row in runs.iter_rows(named=True)
    ]
