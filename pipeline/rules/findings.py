"""Findings as sentences: what a rule found, in neutral words, with the figures as printed by sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import polars as pl

from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.delivery_calendar import EXPECTED
from pipeline.errors import StopRuleError
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.rules.declared import EFFECTS, load_rules
from pipeline.rules.naming import Figure, Row, Words, name_figures
from pipeline.rules.nearest import nearest_territories
from pipeline.rules.sentences import Facts, say_finding

LANG = "en"
"""The language of `Finding.sentence`; `Finding.told` says it in any other one."""


@dataclass(frozen=True)
class Finding:
    """A finding as a person reads it; `tested` and `compared` are obs_ids, `sentence` is in English."""

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
    facts: Facts | None = field(default=None, repr=False)
    """What its sentence may name; None of a rule that could not be evaluated."""

    def told(self, words: Words) -> str:
        """Return its sentence in the language of the words; that of a rule's fault as it is."""
        return say_finding(self.sentence_code, self.facts, words) if self.facts else self.sentence

    @property
    def is_settled(self) -> bool:
        """Tell whether decisions answer it; one that is on hold, or answered in part, is not settled."""
        return not {"open", "partly", "held"} & set(self.state.split(";"))

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the bulletin from being written."""
        return self.outcome == "error" or (self.effect in ("stop", "hold") and not self.is_settled)


def read_findings(office: Office, lake: Lake, core: Manifest) -> list[Finding]:
    """Return a month's findings with their sentences, and one for each rule that could not be evaluated.

    They come in the order of the work: the highest score first, those without a score last.
    Raises StopRuleError where the month was edited by a rule that is no longer declared.
    """
    rules = load_rules(office)
    titles = {rule.rule_id: rule.title for rule in (*rules, *REVIEW_RULES)}
    wholes = {rule.rule_id: rule.whole for rule in rules if rule.whole}
    breakdowns = dict(lake.read(core, "core.latest").select("obs_id", "breakdown").iter_rows())
    rows = lake.read(core, "core.finding").to_dicts()
    _require_declared(office, titles, [row["rule_id"] for row in rows])
    inputs = lake.read(core, "core.finding_input")
    roles: dict[tuple[str, str], list[str]] = {}
    for item in inputs.iter_rows(named=True):
        roles.setdefault((item["finding_id"], item["role"]), []).append(item["obs_id"])
    figures = name_figures(lake, core, set(inputs["obs_id"]))
    unknown = [row["finding_id"] for row in rows if row["sentence_code"] == "unknown_territory"]
    unlisted = [name for finding in unknown for name in roles.get((finding, "tested"), ())]
    reference = load_reference(office)
    near = nearest_territories(reference, lake, unlisted)
    words = Words(office, LANG)
    expected = {row["expected_id"]: row for row in reference[EXPECTED].iter_rows(named=True)}
    found = []
    for row in rows:
        tested = tuple(roles.get((row["finding_id"], "tested"), ()))
        whole = wholes.get(row["rule_id"])
        tested = tuple(sorted(tested, key=lambda name: bool(whole) and breakdowns.get(name) != whole))
        compared = tuple(roles.get((row["finding_id"], "compared"), ()))
        facts = Facts(
            row,
            _among(figures, tested),
            _among(figures, compared),
            _phases_on(reference["programme_phase"], row["period"]),
            near.get(tested[0], ()) if tested else (),
            expected.get(row["reading"] or "", {}),
        )
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
                sentence=say_finding(row["sentence_code"], facts, words),
                tested=tested,
                compared=compared,
                state=row["state"],
                reported=row["reported"],
                expected_lo=row["expected_lo"],
                expected_hi=row["expected_hi"],
                unit_code=row["unit_code"] or "",
                reading=row["reading"] or "",
                score=row["score"],
                facts=facts,
            )
        )
    return sorted(found, key=_by_score) + _errors(lake, core, titles)


def _by_score(finding: Finding) -> tuple[bool, Decimal, bool, int]:
    """Order findings by their score, the highest first, then by effect; what follows from others last."""
    follows = finding.sentence_code == "whole_is_withheld"
    return finding.score is None, -(finding.score or Decimal(0)), follows, EFFECTS.index(finding.effect)


def _among(figures: Mapping[str, Figure], names: tuple[str, ...]) -> tuple[Figure, ...]:
    """Return the figures of names that are known."""
    return tuple(figures[name] for name in names if name in figures)


def _phases_on(phases: pl.DataFrame, on: date | None) -> tuple[Row, ...]:
    """Return the programme phases that cover a day."""
    return tuple(phases.filter(pl.lit(on).is_between("starts_on", "ends_on")).iter_rows(named=True))


def _require_declared(office: Office, titles: Mapping[str, str], found: Iterable[str]) -> None:
    """Refuse findings of rules that are gone: nobody could say what they mean."""
    if gone := sorted({*found} - {*titles}):
        raise StopRuleError(
            f"The figures were edited by the rule {gone[0]}, which sources/{office.code}/rules no longer "
            "declares. Run the month again, from the edit on."
        )


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
