"""Findings as sentences: which figure of whom, as printed, in neutral words."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.errors import StopRuleError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.rules import row_pass
from pipeline.rules.findings import Finding, read_findings
from pipeline.rules.kinds import KIND_STAGE, KINDS
from pipeline.rules.naming import Figure, Words
from pipeline.stages import lake_of
from tests.rules import harness
from tests.small_office import REFERENCE, investment

WriteOffice = Callable[..., Office]


def _line(territory: str, value: str, *, source: str = "S3", until: str = "2026-01-31") -> dict[str, str]:
    period = {"period_start": f"{until[:4]}-01-01", "period_end": until}
    return {"territory_as_written": territory, "value_as_printed": value, "source_id": source, **period}


def _findings(
    write_office: WriteOffice, *lines: dict[str, str], sources: str = REFERENCE["source.csv"]
) -> tuple[Finding, ...]:
    delivered = {"first": {"investment.csv": investment(*lines)}}
    office = write_office(delivered, {"source.csv": sources})
    stages.intake(office)
    stages.conform(office)
    return stages.edit(office, office.default_month).findings


def test_a_finding_names_both_figures_with_unit_measure_place_and_publisher(
    write_office: WriteOffice,
) -> None:
    (found,) = _findings(write_office, _line("Country", "1,406.0"), _line("North", "2,270", source="S1"))
    assert found.sentence == (
        "The figure 2\u202f270 million manats (investment in fixed capital, North, January 2026; First "
        "Press) is larger than the figure 1\u202f406.0 million manats (investment in fixed capital, Country, "
        "January 2026; Statistics Board), which covers it, for the same period. It is not used in totals."
    )
    assert (found.rule_id, found.outcome, found.effect) == ("parent", "fail", "withhold")
    assert (found.territory, found.measure_code, str(found.period)) == ("R1", "fci", "2026-01-31")
    assert found.title == "A territory is not larger than the one above it"
    assert (len(found.tested), len(found.compared)) == (1, 1)


def test_findings_of_a_rule_that_is_no_longer_declared_are_not_told(write_office: WriteOffice) -> None:
    lines = [_line("Country", "1,406.0"), _line("North", "2,270", source="S1")]
    office = write_office({"first": {"investment.csv": investment(*lines)}}, {})
    stages.intake(office)
    stages.conform(office)
    month = office.default_month
    stages.edit(office, month)
    path = office.folder / "rules" / "edit.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('rule_id = "parent"', 'rule_id = "above"'))
    with pytest.raises(StopRuleError, match=r"rule parent, which .* no longer declares\."):
        stages.compute(office, month)
        stages.publish(office, month)


def test_a_publisher_that_is_not_known_is_called_so(write_office: WriteOffice) -> None:
    table = REFERENCE["source.csv"].replace("First Press", "unknown:not_in_document")
    lines = [_line("Country", "1,406.0"), _line("North", "2,270", source="S1")]
    (found,) = _findings(write_office, *lines, sources=table)
    assert "North, January 2026; a source whose publisher is not known)" in found.sentence


def test_only_the_first_figures_are_named_and_the_others_counted(write_office: WriteOffice) -> None:
    lines = [_line("Country", "900", until=f"2025-{number:02}-28") for number in (2, 3, 4, 5, 6)]
    every = _findings(write_office, *lines, _line("Country", "100", until="2025-07-31"))
    (found,) = [one for one in every if one.rule_id == "ytd_never_falls"]
    assert found.sentence.count("900 million manats") == 3
    assert "; and 2 more. It is not used" in found.sentence


def test_both_values_of_one_publication_are_named_though_one_is_the_latest(write_office: WriteOffice) -> None:
    (found,) = _findings(write_office, _line("Country", "1,406.0"), _line("Country", "1,460.0"))
    assert found.sentence_code == "stated_twice"
    assert "1\u202f406.0 million manats" in found.sentence
    assert "1\u202f460.0 million manats" in found.sentence


def test_a_figure_without_an_observation_is_named_as_printed(write_office: WriteOffice) -> None:
    (found,) = _findings(write_office, _line("West", "2,270"))
    assert found.sentence == (
        "The figure 2,270 mln AZN (fixed_capital_investment/total, West; Statistics Board) names a territory "
        "that is not in the code list. It is kept and not used."
    )


def test_an_unknown_territory_comes_with_the_nearest_names(write_office: WriteOffice) -> None:
    (found,) = _findings(write_office, _line("Nort", "2,270"))
    assert found.sentence == (
        "The figure 2,270 mln AZN (fixed_capital_investment/total, Nort; Statistics Board) names a territory "
        "that is not in the code list; the nearest names in it are: North. It is kept and not used."
    )


def test_the_sentences_of_the_default_office_name_no_id(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    lake = lake_of(office)
    manifest = lake.manifest("core", month.key)
    assert manifest is not None
    found = read_findings(office, lake, manifest)
    (region,) = [finding for finding in found if finding.rule_id == "parent"]
    assert (region.territory, region.effect) == ("ER-KAR", "withhold")
    assert "2\u202f270 million" in region.sentence
    assert "1\u202f406" in region.sentence
    for finding in found:
        assert not any(ident in finding.sentence for ident in (*finding.tested, *finding.compared))
        assert finding.title


def _messages() -> dict[str, str]:
    """Return the lines of the English catalogue by the name of their message."""
    lines = (locate().templates / "messages" / "en" / "findings.ftl").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" = ", 1) for line in lines if " = " in line)


def _sentence_codes(sql: str) -> list[str]:
    """Return the sentence codes that the last column of a rule's SQL may hold."""
    before = sql.partition(" as sentence_code")[0]
    if before.endswith("end"):
        return re.findall(r"(?:then|else)\s+'([a-z_]+)'", before[before.rindex("case") :])
    return re.findall(r"'([a-z_]+)'$", before)


@pytest.mark.parametrize("kind", sorted(KIND_STAGE))
def test_every_sentence_code_of_a_rule_has_its_sentence(kind: str) -> None:
    if KINDS[kind].by_row:
        codes = [row_pass.SENTENCES[kind]]
    else:
        codes = _sentence_codes((harness.SQL / "rules" / f"{kind}.sql").read_text(encoding="utf-8"))
    assert codes
    assert {f"findings-{code}" for code in codes} <= set(_messages())


@pytest.mark.parametrize("word", ["wrong", "error", "false", "implausible", "suspicious", "mistake", "fail"])
def test_sentences_pass_no_verdict(word: str) -> None:
    assert not [text for text in _messages().values() if word in text.lower()]


def test_a_figure_that_was_published_before_its_day_says_both_days(write_office: WriteOffice) -> None:
    line = _line("Country", "1,406.0", until="2026-02-21", source="S1") | {"published_on": "2026-02-20"}
    register = {"first": {"investment.csv": investment(line | {"period_start": "2026-02-21"})}}
    office = write_office(register)
    stages.intake(office)
    stages.conform(office)
    (found,) = stages.edit(office, Month.parse("2026-02")).findings
    assert (found.rule_id, found.effect) == ("known_after_the_period", "info")
    assert found.sentence == (
        "The figure 1\u202f406.0 million manats (investment in fixed capital, Country, 21 February 2026; "
        "First Press) was published on 20 February 2026, before the day or the period that it is stated for "
        "had ended. Both days fit a plan or an estimate alone."
    )


def test_parts_and_changes_are_told_apart_by_name(write_office: WriteOffice) -> None:
    words = Words(write_office({"a": {"investment.csv": investment()}}), "en")
    row = {
        "value": Decimal(5),
        "step": Decimal(1),
        "unit_code": "PCT",
        "measure_code": "fci",
        "territory_id": "C",
        "source_id": "S1",
        "period_start": None,
        "period_end": None,
        "due_on": date(2026, 12, 31),
        "quantity": "growth",
        "breakdown": "p=x;q=y",
    }
    assert words.text(Figure(row)) == (
        "5 PCT (investment in fixed capital: p=x, q=y, growth, Country, due 31 December 2026; First Press)"
    )


def test_findings_without_a_score_come_by_effect_and_what_follows_from_others_last() -> None:
    from pipeline.rules.findings import Finding, _by_score

    def finding(name: str, effect: str, score: Decimal | None = None, sentence: str = "x") -> Finding:
        return Finding(name, "r", "t", "fail", effect, "C", None, "fci", sentence, "", (), (), score=score)

    found = [
        finding("e", "withhold", sentence="whole_is_withheld"),
        finding("d", "info"),
        finding("c", "query"),
        finding("b", "withhold"),
        finding("a", "info", Decimal("0.1")),
        finding("s", "info", Decimal("0.5")),
    ]
    assert [one.finding_id for one in sorted(found, key=_by_score)] == ["s", "a", "b", "c", "d", "e"]


def test_amounts_of_a_rule_have_the_decimals_of_a_figure_like_them(small_office: Office) -> None:
    words = Words(small_office, "en")
    assert words.amount(Decimal(96), "AZN_MN", "224.7").startswith("96.0 ")
    assert words.amount(Decimal("96.25"), "AZN_MN", "224.7").startswith("96.25 ")
    assert words.amount(Decimal(-1200), "AZN_MN", "").startswith("\u22121\u202f200 ")
    assert words.amount(None, "AZN_MN", "1") == ""


@pytest.mark.parametrize(
    ("number", "ru", "en"),
    [("1", "семья", "family"), ("23", "семьи", "families"), ("6", "семей", "families")],
)
def test_a_unit_has_the_plural_of_its_number(number: str, ru: str, en: str, tmp_path: Path) -> None:
    office = load_office(Project(locate().root, tmp_path), "karabakh")
    assert Words(office, "ru").unit("FAMILY", Decimal(number)) == ru
    assert Words(office, "en").unit("FAMILY", Decimal(number)) == en


def test_what_is_not_known_of_a_figure_is_said_so(tmp_path: Path) -> None:
    row = {
        "value": Decimal(5),
        "step": Decimal(1),
        "unit_code": "HA",
        "measure_code": "mine_cleared_area",
        "territory_id": "NOWHERE",
        "source_id": "NONE",
        "period_start": None,
        "period_end": None,
        "quantity": "level",
        "breakdown": "_T",
        "decided": "value",
    }
    office = load_office(Project(locate().root, tmp_path), "karabakh")
    assert Words(office, "ru").dated(Figure(row)) == (
        "5 га (NOWHERE, дата неизвестна; источник, издатель которого неизвестен, по решению составителя)"
    )
