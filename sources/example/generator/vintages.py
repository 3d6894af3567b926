"""When each year-to-date figure was published and what it said then: provisional, revised, late or never."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import NamedTuple

from sources.example.generator.economy import (
    FIRST_YEAR,
    MEASURES,
    MONTHS,
    Series,
    between,
    chance,
    stream,
    year_to_date,
)
from sources.example.generator.territory import COUNTRY, children

LAST_DAY = date(2026, 3, 20)
GAPS = 36
PROVISIONAL_PERMILLE = 260
LATE_PERMILLE = 30
ANNUAL_REVISION_PERMILLE = 300

Cell = tuple[str, str, int]
Vintages = list[tuple[date, int]]


class Stages(NamedTuple):
    """What a cell says when first published, two months later, and after the annual revision."""

    first: int
    second: int
    final: int


@dataclass
class Book:
    """All year-to-date figures: the truth, the publication days and values of each cell, the gaps."""

    flows: Series
    truth: Series
    gaps: set[tuple[str, int]]
    published: dict[Cell, Vintages] = field(default_factory=dict)


def publication_day(index: int, months_later: int = 1) -> date:
    """Return the 20th of the month that many months after the reference month."""
    month = index + months_later
    return date(FIRST_YEAR + month // 12, month % 12 + 1, 20)


def annual_revision_day(index: int) -> date:
    """Return the 20th of September after the reference year."""
    return date(FIRST_YEAR + index // 12 + 1, 9, 20)


def publish(flows: Series) -> Book:
    """Publish everything; on each day a region is the sum of its districts, the country of its regions."""
    truth = {key: year_to_date(values) for key, values in flows.items()}
    book = Book(flows, truth, _draw_gaps())
    totals = [_publish_region(book, region) for region in children(COUNTRY)]
    _publish_total(book, COUNTRY, totals)
    return book


def _draw_gaps() -> set[tuple[str, int]]:
    """Draw the district-months that nobody ever publishes."""
    rng = stream("gaps")
    districts = [district for region in children(COUNTRY) for district in children(region)]
    drawn: set[tuple[str, int]] = set()
    while len(drawn) < GAPS:
        drawn.add((districts[between(rng, 0, len(districts) - 1)], between(rng, 0, MONTHS - 3)))
    return drawn


def _publish_region(book: Book, region: str) -> dict[tuple[str, int], Stages]:
    return _publish_total(book, region, [_publish_district(book, district) for district in children(region)])


def _publish_district(book: Book, district: str) -> dict[tuple[str, int], Stages]:
    """Publish a district's months; a late one appears once, at its two-month value."""
    rng = stream("calendar", district)
    stages = {}
    for index in range(MONTHS):
        gap = (district, index) in book.gaps
        late = between(rng, 1, 3) if chance(rng, LATE_PERMILLE) else 0
        provisional = chance(rng, PROVISIONAL_PERMILLE) and not late and not gap
        annual = chance(rng, ANNUAL_REVISION_PERMILLE) and not gap and annual_revision_day(index) <= LAST_DAY
        for measure in MEASURES:
            cell = (district, measure, index)
            stages[measure, index] = _stages(book, cell, provisional, annual and index % 12 == 11)
            if not gap:
                day = min(publication_day(index, 1 + late), LAST_DAY)
                book.published[cell] = _vintages(stages[measure, index], index, day)
    return stages


def _stages(book: Book, cell: Cell, provisional: bool, annual: bool) -> Stages:
    territory, measure, index = cell
    final = book.truth[territory, measure][index]
    rng = stream("revision", territory, measure, str(index))
    flow = book.flows[territory, measure][index]
    second = final + _difference(rng, flow) if annual else final
    return Stages(second + _difference(rng, flow) if provisional else second, second, final)


def _difference(rng: Random, flow: int) -> int:
    """Draw a revision too small to make a year-to-date figure fall; first figures are mostly too low."""
    size = between(rng, 1, max(flow // 12, 1))
    return size if chance(rng, 350) else -size


def _publish_total(
    book: Book, territory: str, parts: list[dict[tuple[str, int], Stages]]
) -> dict[tuple[str, int], Stages]:
    totals = {key: _add(part[key] for part in parts) for key in parts[0]}
    for (measure, index), stages in totals.items():
        book.published[territory, measure, index] = _vintages(stages, index, publication_day(index))
    return totals


def _add(parts: Iterable[Stages]) -> Stages:
    return Stages(*(sum(stage) for stage in zip(*parts, strict=True)))


def _vintages(stages: Stages, index: int, first_day: date) -> Vintages:
    """List the days on which a new value appears; a stage that changes nothing is not published."""
    days = (first_day, publication_day(index, 3), annual_revision_day(index))
    lines = [(days[0], stages.first)]
    lines += [(days[stage], stages[stage]) for stage in (1, 2) if stages[stage] != stages[stage - 1]]
    return lines
