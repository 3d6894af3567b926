"""Seasonal adjustment as asset checks: warnings with the sentence of the series, which stop nothing."""

import dagster as dg
import pytest

from assets.hidden import page_of
from assets.seasonal_checks import GATE, REVIEW, seasonal_results, seasonal_specs
from pipeline.indicators.catalogue import load_catalogue
from pipeline.office import Office
from pipeline.project import locate
from pipeline.reports import IndicatorReport

CATALOGUE = load_catalogue(locate())
ADJUSTED = [code for code, one in CATALOGUE.items() if one.adjust]
ROW: dict[str, object] = {
    "series": "fci.C",
    "status": "not_adjusted",
    "sentence": "not adjusted: 10 of 60 months",
}
BACK = ("fci.C: not adjusted: X-13ARIMA-SEATS gave no result: it ended by signal 9.",)
DUE = ("fci.C: the specification was last reviewed on 2024-01-20, more than a year before 2026-01-31.",)


def _results(office: Office, *reports: IndicatorReport) -> dict[str, dg.AssetCheckResult]:
    with page_of(office, "indicators") as page:
        found = list(seasonal_results(office, CATALOGUE, reports, page))
    return {str(one.check_name): one for one in found if one.asset_key and one.asset_key.path[-1] == "fci"}


def test_each_adjusted_indicator_has_both_checks_and_neither_blocks(small_office: Office) -> None:
    specs = seasonal_specs(small_office, CATALOGUE)
    assert [spec.name for spec in specs] == [GATE, REVIEW] * len(ADJUSTED)
    assert not any(spec.blocking for spec in specs)


def test_what_is_published_as_declared_passes(small_office: Office) -> None:
    results = _results(small_office, IndicatorReport({}, adjustment=[ROW]))
    assert all(one.passed and one.description is None for one in results.values())


@pytest.mark.parametrize(
    ("report", "check", "said"),
    [
        (IndicatorReport({}, unadjusted=BACK), GATE, BACK[0]),
        (IndicatorReport({}, overdue=DUE), REVIEW, DUE[0]),
    ],
)
def test_what_is_not_is_a_warning_with_its_sentence_once(
    small_office: Office, report: IndicatorReport, check: str, said: str
) -> None:
    results = _results(small_office, report, report)
    assert (results[check].passed, results[check].description) == (False, said)
    assert results[check].severity == dg.AssetCheckSeverity.WARN
    assert all(one.passed for name, one in results.items() if name != check)


def test_a_sentence_about_another_indicator_is_not_told(small_office: Office) -> None:
    other = IndicatorReport({}, unadjusted=("fci_construction.C: not adjusted.",))
    assert _results(small_office, other)[GATE].passed
