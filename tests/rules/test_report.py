"""The report of a month's rules: outcomes by month, findings by score, figures in place, the same bytes."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.rules import report as report_module
from pipeline.rules.report import RuleReport, Suggestion, make_report
from pipeline.rules.report_files import page_text, plain, proposed, workbook_bytes, write_report
from pipeline.stages import lake_of

TEMPLATES = locate().templates


@pytest.fixture(scope="module")
def report(karabakh_run: tuple[Office, Month]) -> RuleReport:
    office, month = karabakh_run
    core = lake_of(office).manifest("core", month.key)
    assert core is not None
    return make_report(office, lake_of(office), core)


def test_every_rule_has_its_outcomes_by_month(report: RuleReport) -> None:
    lines = {line.rule_id: line for line in report.rules}
    parent = lines["parent"]
    assert (parent.effect, parent.kind, parent.error) == ("withhold", "parent", "")
    assert parent.periods[-1] == ("2026-01", 0, 1, 0)
    assert {"decision_review", "decision_superseded"} < set(lines)
    for line in report.rules[:-2]:
        summed = [sum(period[number] for period in line.periods) for number in (1, 2, 3)]
        assert summed == [line.passed, line.failed, line.missing], line.rule_id
        assert len(line.periods) <= report_module.MAX_PERIODS + 1


def test_findings_come_in_the_order_of_their_score(report: RuleReport) -> None:
    scores = [shown.finding.score for shown in report.findings]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=True)
    assert scores == [*known, *[None] * (len(scores) - len(known))]
    assert report.findings[0].finding.rule_id == "parent"
    assert report.findings[0].finding.score == Decimal("0.6145092461")


def test_the_regions_figure_is_shown_in_the_document_and_the_countrys_in_its_line(report: RuleReport) -> None:
    first = report.findings[0]
    (tested,), (compared,) = first.tested, first.compared
    assert (tested.kind, tested.values[tested.marked], tested.values) == (
        "span",
        "2.27",
        ("881", "3,602", "2.27", "2.2", "183"),
    )
    assert (compared.kind, compared.file) == ("line", "investment_reports.csv")
    assert compared.values[compared.marked] == "1,406"
    assert len(compared.heads) == len(compared.values) > 15


def test_the_proposal_is_said_and_is_no_correction(report: RuleReport) -> None:
    said = [proposed(one).replace("\u202f", " ") for one in report.findings[0].suggestions]
    starts = [
        "1: 2 200 million manats (Karabakh",
        "1: 2 270 million manats (Karabakh",
        "2: 1 406 million manats",
    ]
    ends = ["1527 or less", "1417 or less", "2259 or more"]
    for text, start, end in zip(said, starts, ends, strict=True):
        assert text.startswith(start)
        assert text.endswith(f": {end} would keep all its rules")


def test_the_reading_of_the_regions_january_is_that_of_annual_totals(report: RuleReport) -> None:
    (note,) = [
        shown.finding
        for shown in report.findings
        if shown.finding.rule_id == "period_reading" and shown.finding.territory == "ER-KAR"
    ]
    assert (note.effect, note.reading) == ("info", "year")
    assert note.sentence.replace("\u202f", " ") == (
        "The figure 2 270 million manats (Investment in fixed capital, Karabakh economic region, January "
        "2026; a source whose publisher is not known) does not fit the period that is stated for it: 1 406 "
        "million manats (Azerbaijan, January 2026; Trend (ru)). Its size is that of annual totals: 1 887.2 "
        "million manats (Karabakh economic region, 2022; Metbuat.az); 2 254.4 million manats (Karabakh "
        "economic region, 2023; Metbuat.az). This is a note; nothing is dated anew."
    )


def test_the_workbook_has_the_same_bytes_and_is_read_back(report: RuleReport) -> None:
    content = workbook_bytes(report)
    assert content == workbook_bytes(report)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["findings", "in their source", "rules", "periods", "redundant rules"]
    rows = list(book["findings"].iter_rows(values_only=True))
    assert rows[0][:4] == ("order", "score", "rule", "outcome")
    assert rows[1][:5] == (1, "0.6145092461", "parent", "fail", "withhold")
    assert len(rows) == 1 + len(report.findings)
    assert book.properties.created.date() == report.as_of
    marked = [
        cell.value
        for row in book["in their source"].iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "FFFFE8A3"
    ]
    assert marked[:2] == ["2.27", "1,406"]


def test_no_text_becomes_a_formula(report: RuleReport) -> None:
    shown = report.findings[0]
    evil = replace(shown, finding=replace(shown.finding, sentence="=cmd|' /C calc'!A0"))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(replace(report, findings=(evil,)))))
    cell = book["findings"]["N2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


def test_the_page_escapes_and_marks(report: RuleReport) -> None:
    shown = report.findings[0]
    evil = replace(shown, finding=replace(shown.finding, sentence="<script>x</script>"))
    page = page_text(
        replace(report, findings=(evil,), redundancies=("Rules a and b.",), left_out=3), TEMPLATES
    )
    assert "<script>" not in page
    assert "<mark>2.27</mark>" in page
    assert "<li>Rules a and b.</li>" in page
    assert "3 more findings are in core.finding" in page
    assert page == page_text(
        replace(report, findings=(evil,), redundancies=("Rules a and b.",), left_out=3), TEMPLATES
    )


def test_a_run_leaves_the_report_beside_the_releases(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    folder = office.home / "reports" / month.key
    assert sorted(path.name for path in folder.iterdir()) == ["findings.xlsx", "outliers.csv", "rules.html"]
    assert "Rules of 2026-01" in (folder / "rules.html").read_text(encoding="utf-8")


def test_past_its_limit_findings_are_counted(
    karabakh_run: tuple[Office, Month], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office, month = karabakh_run
    monkeypatch.setattr(report_module, "MAX_FINDINGS", 2)
    monkeypatch.setattr(report_module, "MAX_FIGURES", 0)
    core = lake_of(office).manifest("core", month.key)
    assert core is not None
    found = make_report(office, lake_of(office), core)
    assert (len(found.findings), found.left_out > 0) == (2, True)
    assert found.findings[0].more == 2
    workbook, page = write_report(found, TEMPLATES, tmp_path / "made")
    assert f"{found.left_out} more findings" in page.read_text(encoding="utf-8")
    last = list(openpyxl.load_workbook(workbook)["findings"].iter_rows(values_only=True))[-1]
    assert last[2] == f"{found.left_out} more findings are in core.finding"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("1", "2.50", "from 1 to 2.5"),
        ("1", None, "1 or more"),
        (None, "0", "0 or less"),
        (None, None, "any value"),
    ],
)
def test_a_suggestion_says_its_values(low: str | None, high: str | None, said: str) -> None:
    bounds = [None if text is None else Decimal(text) for text in (low, high)]
    assert proposed(Suggestion(1, "A", *bounds, "")) == f"1: A: {said} would keep all its rules"


def test_a_suggestion_may_say_why_there_is_none() -> None:
    assert proposed(Suggestion(0, "", None, None, "not proposed: too many")) == "not proposed: too many"
    assert (plain(None), plain(Decimal("10.500")), plain(Decimal(10))) == ("", "10.5", "10")


def test_a_period_that_is_not_known_has_a_name() -> None:
    rows = [
        {"period": None, "passed": 1, "failed": 0, "missing": 0},
        {"period": date(2025, 3, 1), "passed": 2, "failed": 1, "missing": 0},
    ]
    assert report_module._newest(rows) == (("no period", 1, 0, 0), ("2025-03", 2, 1, 0))
