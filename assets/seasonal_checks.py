"""Seasonal adjustment as asset checks: series not published as declared, and reviews that are due."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import dagster as dg

from assets.hidden import Page
from assets.keys import asset_key
from assets.metadata import rows_table
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.indicators.catalogue import Indicator
    from pipeline.reports import IndicatorReport

GATE = "seasonal_adjustment"
REVIEW = "seasonal_review"
GATE_TEXT = """Every series with a specification is adjusted and holds the conditions of publication. One that
does not is published without adjustment, and its reason is told."""
REVIEW_TEXT = "Every specification was reviewed within a year before the as-of day."


def seasonal_specs(office: Office, catalogue: Mapping[str, "Indicator"]) -> list[dg.AssetCheckSpec]:
    """Declare both checks on each indicator that may be adjusted; neither stops anything."""
    return [
        dg.AssetCheckSpec(name, asset=asset_key(office, f"indicators.{code}"), description=text)
        for code, indicator in catalogue.items()
        if indicator.adjust
        for name, text in ((GATE, " ".join(GATE_TEXT.split())), (REVIEW, REVIEW_TEXT))
    ]


def seasonal_results(
    office: Office, catalogue: Mapping[str, "Indicator"], reports: Sequence["IndicatorReport"], page: Page
) -> Iterator[dg.AssetCheckResult]:
    """Say of each indicator which declared series are not published, and which reviews are due."""
    for code, indicator in catalogue.items():
        if not indicator.adjust:
            continue
        rows = [row for report in reports for row in report.adjustment if _is_of(str(row["series"]), code)]
        told = [one for report in reports for one in report.unadjusted if _is_of(one, code)]
        series = {"series": page.figures(f"Adjusted series of {code}", rows_table(rows))}
        yield _result(office, code, GATE, page.words(f"Not adjusted of {code}", told), series)
        due = [one for report in reports for one in report.overdue if _is_of(one, code)]
        yield _result(office, code, REVIEW, page.words(f"To be reviewed of {code}", due), {})


def _is_of(text: str, code: str) -> bool:
    """Tell whether a series, or a sentence that begins with one, is of an indicator."""
    return text.startswith(f"{code}.")


def _result(
    office: Office, code: str, name: str, told: str | None, metadata: Mapping[str, dg.MetadataValue]
) -> dg.AssetCheckResult:
    """Make the result of a check that passes where there is nothing to tell."""
    return dg.AssetCheckResult(
        passed=not told,
        asset_key=asset_key(office, f"indicators.{code}"),
        check_name=name,
        severity=dg.AssetCheckSeverity.WARN,
        description=told,
        metadata=metadata,
    )
