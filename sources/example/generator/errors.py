"""Plants known errors in the last vintages and keeps the key that says what and where they are."""

from dataclasses import dataclass
from datetime import date
from random import Random

from sources.example.generator.economy import MEASURES, MONTHS, between, chance, stream
from sources.example.generator.lines import Line, source_of
from sources.example.generator.territory import COUNTRY, children
from sources.example.generator.vintages import Book, Cell, publication_day
from sources.example.generator.wrong_values import PROPOSALS, Proposal

PLAN = {
    "unit_slip": 7,
    "fall": 6,
    "construction_above_total": 6,
    "region_transposed": 6,
    "region_too_small": 4,
    "duplicate_conflict": 5,
    "month_above_ytd": 4,
    "below_threshold_district": 5,
    "below_threshold_region": 2,
}
LATEST = {"unit_slip": 1, "construction_above_total": 1}
UNKNOWN_TERRITORIES = 3
CORRECT_MONTHS = 12


@dataclass(frozen=True)
class Planted:
    """One row of the key."""

    kind: str
    rule_kind: str
    territory: str
    measure: str
    index: int
    published: int | None
    true: int | None
    above_threshold: bool
    published_on: date | None


def plant(book: Book) -> tuple[list[Line], list[Planted]]:
    """Change the book's last vintages, and return the lines to add and the key, gaps included."""
    rng = stream("errors")
    taken: set[tuple[str, int]] = set()
    extra: list[Line] = []
    key = [
        _gap(book, district, measure, index) for district, index in sorted(book.gaps) for measure in MEASURES
    ]
    for kind, count in PLAN.items():
        for number in range(count):
            latest = number < LATEST.get(kind, 0)
            cell, wrong = _find(book, PROPOSALS[kind], rng, taken, latest)
            key.append(_apply(book, PROPOSALS[kind], cell, wrong, extra))
    key += [_unknown_territory(number, rng, extra) for number in range(UNKNOWN_TERRITORIES)]
    extra += _correct_months(book, rng, taken)
    return extra, sorted(key, key=lambda row: (row.kind, row.index, row.territory, row.measure))


def _find(
    book: Book, proposal: Proposal, rng: Random, taken: set[tuple[str, int]], latest: bool
) -> tuple[Cell, int]:
    """Draw cells until one suits; a region has at most one error a year, a month one in the country."""
    regions = children(COUNTRY)
    while True:
        index = MONTHS - 1 if latest else between(rng, 0, MONTHS - 3)
        region = regions[between(rng, 0, len(regions) - 1)]
        districts = children(region)
        district = districts[between(rng, 0, len(districts) - 1)]
        measure = MEASURES[chance(rng, 300)]
        if _is_taken(taken, region, index, latest) or _gap_near(book, region, index):
            continue
        cell = (region if proposal.on_region else district, measure, index)
        wrong = proposal.propose(book, cell, rng)
        if wrong is not None:
            taken |= {(region, index // 12), ("", index)}
            return cell, wrong


def _is_taken(taken: set[tuple[str, int]], region: str, index: int, latest: bool) -> bool:
    """Say whether the region's year or, but for the latest month, the month has an error already."""
    return (region, index // 12) in taken or (not latest and ("", index) in taken)


def _gap_near(book: Book, region: str, index: int) -> bool:
    near = range(index - 2, index + 2)
    return any((district, month) in book.gaps for district in children(region) for month in near)


def _apply(book: Book, proposal: Proposal, cell: Cell, wrong: int, extra: list[Line]) -> Planted:
    territory, measure, index = cell
    vintages = book.published[cell]
    day, value = vintages[-1]
    true = value
    if proposal.placement == "replace":
        vintages[-1] = (day, wrong)
    elif proposal.placement == "duplicate":
        vintages.append((day, wrong))
    else:
        true = book.flows[territory, measure][index]
        extra.append(Line(day, source_of(territory), territory, index, measure, False, wrong))
    above = proposal.kind != "below_threshold"
    return Planted(proposal.kind, proposal.rule_kind, territory, measure, index, wrong, true, above, day)


def _gap(book: Book, district: str, measure: str, index: int) -> Planted:
    true = book.truth[district, measure][index]
    return Planted("gap", "completeness", district, measure, index, None, true, False, None)


def _unknown_territory(number: int, rng: Random, extra: list[Line]) -> Planted:
    """Add a line for a territory code that the classification does not have."""
    regions = children(COUNTRY)
    region = regions[between(rng, 0, len(regions) - 1)]
    territory = f"EX-D{region[4:]}{90 + number}"
    index = between(rng, 12 * (3 * number + 1), 12 * (3 * number + 2) - 1)
    value = between(rng, 50, 900)
    day = publication_day(index)
    extra.append(Line(day, f"{region}-DIR", territory, index, "fci", True, value))
    return Planted("unknown_territory", "code_list", territory, "fci", index, value, None, True, day)


def _correct_months(book: Book, rng: Random, taken: set[tuple[str, int]]) -> list[Line]:
    """Add single-month figures that agree with the year-to-date figures."""
    lines: list[Line] = []
    while len(lines) < CORRECT_MONTHS:
        index = between(rng, 0, MONTHS - 3)
        regions = children(COUNTRY)
        region = regions[between(rng, 0, len(regions) - 1)]
        district = children(region)[0]
        free = (region, index // 12) not in taken and not _gap_near(book, region, index)
        if free and index % 12:
            taken.add((region, index // 12))
            day, _ = book.published[district, "fci", index][-1]
            flow = book.flows[district, "fci"][index]
            lines.append(Line(day, source_of(district), district, index, "fci", False, flow))
    return lines
