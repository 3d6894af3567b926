"""Deliveries that are expected and not there: a check on the delivered files, as of today."""

import dagster as dg

from assets.keys import asset_key
from assets.metadata import bullet_list
from assets.moment import today
from pipeline.office import Office

FRESHNESS = "freshness"
FRESHNESS_TEXT = """What reference/delivery_calendar.csv expects from others by today was received. Checked
when deliveries are taken in, and once a day by the sensor of deliveries; an office without the table
expects nothing."""


def build_freshness(office: Office) -> dg.AssetChecksDefinition:
    """Build the check, which is evaluated once figures are in code lists."""

    @dg.asset_check(
        name=FRESHNESS,
        asset=asset_key(office, "raw.file"),
        additional_deps=[asset_key(office, "core.observation")],
        description=" ".join(FRESHNESS_TEXT.split()),
    )
    def freshness() -> dg.AssetCheckResult:
        found = overdue_today(office)
        return dg.AssetCheckResult(
            passed=not found,
            severity=dg.AssetCheckSeverity.WARN,
            description=" ".join(found) or None,
            metadata=_facts(office, found),
        )

    return freshness


def evaluation(office: Office, found: list[str]) -> dg.AssetCheckEvaluation:
    """Return what was found on a day on which no run took anything in."""
    return dg.AssetCheckEvaluation(
        asset_key=asset_key(office, "raw.file"),
        check_name=FRESHNESS,
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        description=" ".join(found) or None,
        metadata=_facts(office, found),
    )


def overdue_today(office: Office) -> list[str]:
    """Say what was expected before today, where the office is, and is not there."""
    from pipeline import stages
    from pipeline.arrivals.overdue import overdue

    return overdue(office, stages.lake_of(office), today(office))


def _facts(office: Office, found: list[str]) -> dict[str, dg.MetadataValue | str]:
    """Show the day, and what is not there."""
    return {
        "as of": today(office).isoformat(),
        "not received": bullet_list(found or ["Nothing that was expected."]),
    }
