"""The smaller registers of the last 36 months: resettlement, dwellings, mine clearance."""

from dataclasses import dataclass
from datetime import date

from sources.example.generator.economy import MONTHS, between, stream
from sources.example.generator.lines import CODES, NAMES, OFFICE_SOURCE, decimal_text, month_first, month_last
from sources.example.generator.territory import COUNTRY
from sources.example.generator.vintages import publication_day

FIRST = MONTHS - 36
REGIONS = ("EX-R03", "EX-R07", "EX-R11")
DUE = date(2027, 12, 31)
_NO_CODES = ("",) * len(CODES)

RESETTLEMENT_HEADER = (
    *("source_id", "url", "publisher", "published_on", "territory_as_written", "as_of_or_event_date"),
    *("figure_kind", "families", "persons", "families_as_printed", "persons_as_printed", "settlements"),
    *CODES,
)
WORKS_HEADER = (
    *("source_id", "url", "publisher", "published_on", "territory_as_written", "as_of_or_period", "work"),
    *("status", "value_as_printed", "value", "unit"),
    *CODES,
)
DEMINING_HEADER = (
    *("source_id", "url", "publisher", "published_on", "territory_as_written", "period_start", "period_end"),
    *("period_kind", "anti_tank_mines", "anti_personnel_mines", "uxo", "hectares", "hectares_as_printed"),
    *CODES,
)


@dataclass(frozen=True, order=True)
class Row:
    """A register row with the day that decides which delivery holds it."""

    published_on: date
    fields: tuple[str, ...]


def _row(day: date, territory: str, *fields: str) -> Row:
    lead = (OFFICE_SOURCE, "", "", day.isoformat(), NAMES[territory])
    return Row(day, (*lead, *fields, *_NO_CODES))


def _resettled(day: date, territory: str, on: date, kind: str, counts: tuple[int, int, int]) -> Row:
    families, persons, settlements = (str(count) for count in counts)
    return _row(day, territory, on.isoformat(), kind, families, persons, families, persons, settlements)


def _running_totals(region: str) -> list[tuple[int, int, int]]:
    """Draw a region's families, persons and settlements at each month's end; none of them ever falls."""
    rng = stream("resettlement", region)
    families, persons, settlements = 0, 0, 0
    totals = []
    for _ in range(FIRST, MONTHS):
        arrived = between(rng, 12, 85)
        families += arrived
        persons += arrived * between(rng, 375, 445) // 100
        settlements = max(settlements, families // 140 + 1)
        totals.append((families, persons, settlements))
    return totals


def _add(parts: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    families, persons, settlements = (sum(column) for column in zip(*parts, strict=True))
    return families, persons, settlements


def _planned(reached: tuple[int, int, int]) -> tuple[int, int, int]:
    """Plan for the due date what lies above the last running total, in round numbers."""
    families = (reached[0] * 14 // 1000 + 1) * 100
    return families, families * 41 // 10, reached[2] + 6


def resettlement_rows() -> list[Row]:
    """Write running totals at month end for three regions and the country, and the plan."""
    regional = {region: _running_totals(region) for region in REGIONS}
    plans = {region: _planned(totals[-1]) for region, totals in regional.items()}
    totals = regional | {COUNTRY: [_add(list(month)) for month in zip(*regional.values(), strict=True)]}
    plans |= {COUNTRY: _add(list(plans.values()))}
    plan_day = publication_day(FIRST)
    rows = [_resettled(plan_day, place, DUE, "plan", counts) for place, counts in plans.items()]
    for place, months in totals.items():
        for index, counts in enumerate(months, start=FIRST):
            on = month_last(index)
            rows.append(_resettled(publication_day(index), place, on, "cumulative_total", counts))
    return sorted(rows)


def _dwellings(region: str, index: int, status: str, value: int) -> Row:
    on, text = month_last(index).isoformat(), str(value)
    return _row(publication_day(index), region, on, "dwellings", status, text, text, "dwellings")


def works_rows() -> list[Row]:
    """Write dwellings planned (each January), under way and completed (each month)."""
    rows = []
    for region in REGIONS:
        rng = stream("works", region)
        planned = between(rng, 2000, 2600)
        started = completed = 0
        for index in range(FIRST, MONTHS):
            started += between(rng, 30, 70)
            completed = max(completed, started - between(rng, 90, 160))
            rows.append(_dwellings(region, index, "under_way", started - completed))
            rows.append(_dwellings(region, index, "completed", completed))
            if index % 12 == 0:
                rows.append(_dwellings(region, index, "planned", planned))
                planned += 50 * between(rng, 1, 4)
    return sorted(rows)


def demining_rows() -> list[Row]:
    """Write items found and hectares cleared in each month, and the target."""
    rng = stream("demining")
    term = (month_first(FIRST).isoformat(), DUE.isoformat())
    target = "15000"
    rows = [_row(publication_day(FIRST), COUNTRY, *term, "target", "", "", "", target, target)]
    for index in range(FIRST, MONTHS):
        span = (month_first(index).isoformat(), month_last(index).isoformat())
        found = (str(between(rng, low, high)) for low, high in ((4, 30), (15, 90), (40, 400)))
        hectares = decimal_text(between(rng, 1400, 2600) + 900 * (3 <= index % 12 <= 9))
        rows.append(_row(publication_day(index), COUNTRY, *span, "month", *found, hectares, hectares))
    return sorted(rows)
