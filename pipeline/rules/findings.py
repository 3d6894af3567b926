"""Findings as sentences: what a rule found, in neutral words, with the figures as printed by sources."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.present import MAX_PLACES, places_of, present
from pipeline.reference import load_reference
from pipeline.rules.declared import load_rules
from pipeline.rules.nearest import nearest_in_words

MAX_NAMED = 3
"""So many compared figures are named in a sentence; the others are counted."""


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

    @property
    def is_settled(self) -> bool:
        """Tell whether decisions answer it; one that is on hold, or answered in part, is not settled."""
        return not {"open", "partly", "held"} & set(self.state.split(";"))

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the bulletin from being written."""
        return self.outcome == "error" or (self.effect == "stop" and not self.is_settled)


@cache
def sentences(templates: Path, lang: str) -> dict[str, str]:
    """Return the sentences of findings in one language, by their code."""
    catalogue = tomllib.loads((templates / "messages" / f"findings.{lang}.toml").read_text(encoding="utf-8"))
    return dict(catalogue["sentence"])


def read_findings(office: Office, lake: Lake, core: Manifest, lang: str = "en") -> list[Finding]:
    """Return a month's findings with their sentences, and one for each rule that could not be evaluated."""
    titles = {rule.rule_id: rule.title for rule in (*load_rules(office), *REVIEW_RULES)}
    rows = lake.read(core, "core.finding").to_dicts()
    roles: dict[tuple[str, str], list[str]] = {}
    for item in lake.read(core, "core.finding_input").iter_rows(named=True):
        roles.setdefault((item["finding_id"], item["role"]), []).append(item["obs_id"])
    named = _names(office, lake, core, lang)
    texts = sentences(office.project.templates, lang)
    unknown = [row["finding_id"] for row in rows if row["sentence_code"] == "unknown_territory"]
    figures = [name for finding in unknown for name in roles.get((finding, "tested"), ())]
    near = nearest_in_words(load_reference(office), lake, figures, office.project.templates, lang)
    found = []
    for row in rows:
        tested = tuple(roles.get((row["finding_id"], "tested"), ()))
        compared = tuple(roles.get((row["finding_id"], "compared"), ()))
        facts = {
            "tested": _list(tested, named),
            "compared": _list(compared, named),
            "nearest": near.get(tested[0], "") if tested else "",
        }
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
            )
        )
    return found + _errors(lake, core, titles)


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


def _names(office: Office, lake: Lake, core: Manifest, lang: str) -> dict[str, str]:
    """Describe each figure that a finding names: what it says, of what, by whom."""
    ids = lake.read(core, "core.finding_input")["obs_id"].unique()
    reference = load_reference(office)
    labels = reference["label"].filter((pl.col("code_list") == "measure") & (pl.col("lang") == lang))
    measure = dict(labels.select("code", "text").iter_rows())
    place = dict(reference["territory"].select("territory_id", f"name_{lang}").iter_rows())
    publisher = dict(reference["source"].select("source_id", "publisher").iter_rows())
    figures = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    conformed = pl.concat([lake.read(found, "core.observation") for found in lake.manifests(CONFORM)])
    used = lake.read(core, "core.latest").filter(pl.col("decided") != "").select(conformed.columns)
    known = pl.concat([conformed, used]).filter(pl.col("obs_id").is_in(ids.implode()))
    units = reference["label"].filter((pl.col("code_list") == "unit") & (pl.col("lang") == lang))
    unit = dict(units.select("code", "text").iter_rows())
    described = {
        row["obs_id"]: _describe(
            present(row["value"], places_of(row["step"], MAX_PLACES), lang),
            unit.get(row["unit_code"], row["unit_code"]),
            measure.get(row["measure_code"], row["measure_code"]),
            place.get(row["territory_id"], row["territory_id"]),
            publisher.get(row["source_id"], "unknown"),
            decided=row["obs_id"] in used["obs_id"],
        )
        for row in known.iter_rows(named=True)
    }
    raw = figures.filter(pl.col("figure_id").is_in(ids.implode()))
    for row in raw.iter_rows(named=True):
        described[row["figure_id"]] = _describe(
            row["as_printed"],
            row["unit_as_written"],
            row["label_as_written"],
            row["territory_as_written"],
            publisher.get(row["source_id"], row["source_id"]),
        )
    return described


def _describe(
    printed: str, unit: str, measure: str, territory: str, publisher: str, *, decided: bool = False
) -> str:
    """Describe one figure, as its source gives it or as the office uses it."""
    by = "a source whose publisher is not known" if publisher.startswith("unknown") else publisher
    how = ", as decided by the office" if decided else ""
    return f"{printed} {unit} ({measure}, {territory}; {by}{how})".replace("  ", " ")


def _list(ids: tuple[str, ...], named: dict[str, Any]) -> str:
    """Join the descriptions of figures, naming the first few."""
    shown = [named.get(name, name) for name in ids[:MAX_NAMED]]
    more = len(ids) - MAX_NAMED
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
