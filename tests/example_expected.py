"""What the fictional office's indicators must hold, from its generator's truth, in exact fractions.

Nothing of the pipeline is used: the rules' effects, the formulas and the rounding are written out here again.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from tests.office.example_office import cell_of, key, members, parents, truth

WITHHELD = {"unit_slip", "fall", "construction_above_total", "region_too_small", "duplicate_conflict"}
LEFT_STANDING = {"region_transposed", "below_threshold"}
"""The first only raises a query, the second is within rounding."""
COUNTRY = "EX"
PRESENTED = "fci"
"""The measure whose growth in the country is presented as indices and base effects too."""
STEP = Fraction(1, 10)

Key = tuple[str, str, str]
"""Territory, measure, first of the month of a figure; territory, month, transformation of a cell."""


class Known(NamedTuple):
    """A year-to-date figure as the rules leave it: its value, or none, and whether an error is in it."""

    value: Fraction | None
    is_clean: bool


Cells = dict[tuple[str, str], Known]
"""By territory and month."""


def expect(holds: Callable[[str], bool], measure: str) -> tuple[dict[Key, Decimal], set[Key]]:
    """Compute every cell of an indicator from the truth; and the cells that have an error in them."""
    ytd = {
        (cell[0], cell[2]): found
        for cell, found in _known().items()
        if cell[1] == measure and holds(cell[2]) and found.value is not None
    }
    flows, spans = _flows(ytd)
    made = {"ytd": ytd, "flow": flows, "span": spans}
    for base in ("ytd", "flow"):
        made[f"{base}_change"] = dict(_changes(made[base], STEP / 2 if base == "ytd" else None))
        made[f"{base}_contribution"] = dict(_contributions(made[base]))
    made["flow_change_on_month"] = dict(_changes(flows, None, month_before))
    if measure == PRESENTED:
        made |= _presentations(made)
    every = {(*cell, name): found for name, cells in made.items() for cell, found in cells.items()}
    expected = {cell: _round(found.value) for cell, found in every.items() if found.is_clean}
    return expected, every.keys() - expected.keys()


def _known() -> dict[Key, Known]:
    """Say for each year-to-date figure what the rules leave of it."""
    errors = {cell_of(row): row for row in key("planted") if row["rule_kind"] != "month_within_ytd"}
    known = {cell: _left(cell, ytd, errors) for cell, (_, ytd) in truth().items()}
    for cell, row in errors.items():
        if row["kind"] in WITHHELD and parents().get(cell[0]) == COUNTRY:
            for measure in {cell[1], "fci_construction"}:
                own = [known[district, measure, cell[2]] for district in members(cell[0])]
                known[cell[0], measure, cell[2]] = _sum(own)
    return known


def _left(cell: Key, true: Decimal, errors: dict[Key, dict[str, str]]) -> Known:
    """Give the true figure, none where it is withheld or was never published, or one with an error in it."""
    own = errors.get(cell, {}).get("kind", "")
    whole = errors.get((cell[0], "fci", cell[2]), {}).get("kind", "")
    if own == "gap" or own in WITHHELD or whole in WITHHELD:
        return Known(None, is_clean=True)
    return Known(Fraction(true), is_clean=own not in LEFT_STANDING)


def _sum(parts: list[Known]) -> Known:
    """Add the districts of a region that has no figure of its own; one that is missing leaves none."""
    values = [part.value for part in parts if part.value is not None]
    complete = len(values) == len(parts)
    return Known(sum(values, Fraction(0)) if complete else None, all(part.is_clean for part in parts))


def _flows(ytd: Cells) -> tuple[Cells, Cells]:
    """Difference figures within each year: of one month, or of several where a month is missing."""
    flows: Cells = {}
    spans: Cells = {}
    for place, period in sorted(ytd):
        month = int(period[5:7])
        before = next((n for n in range(month - 1, 0, -1) if (place, _month(period, n)) in ytd), 0)
        earlier = ytd[place, _month(period, before)] if before else Known(Fraction(0), is_clean=True)
        target = flows if month - before == 1 else spans
        target[place, period] = _less(ytd[place, period], earlier)
    return flows, spans


def _changes(
    cells: Cells, half: Fraction | None, earlier: Callable[[str], str] | None = None
) -> Iterator[tuple[tuple[str, str], Known]]:
    """Change on the same month of the year before, or on another earlier one, where that can be a base."""
    for (place, period), now in cells.items():
        before = (earlier or _year_before)(period)
        base = cells.get((place, before))
        if base is None or base.value is None:
            continue
        width = half or (STEP if before[5:7] != "01" else STEP / 2)
        if base.value > width:
            value = 100 * (now.value - base.value) / base.value
            yield (place, period), Known(value, now.is_clean and base.is_clean)


def _contributions(cells: Cells) -> Iterator[tuple[tuple[str, str], Known]]:
    """Part of each territory in the country's growth."""
    for (place, period), now in cells.items():
        before = _year_before(period)
        base, whole = cells.get((place, before)), cells.get((COUNTRY, before))
        if base and whole and whole.value:
            value = 100 * (now.value - base.value) / whole.value
            yield (place, period), Known(value, now.is_clean and base.is_clean and whole.is_clean)


def _presentations(made: dict[str, Cells]) -> dict[str, Cells]:
    """Give the country's indices, and how that of flows moved since the month before, each part rounded."""
    own = {name: {cell: one for cell, one in made[name].items() if cell[0] == COUNTRY} for name in made}
    index = {
        base: {cell: Known(one.value + 100, one.is_clean) for cell, one in own[f"{base}_change"].items()}
        for base in ("ytd", "flow")
    }
    moved: dict[str, Cells] = {"flow_index_move": {}, "flow_month_effect": {}, "flow_base_effect": {}}
    for cell, now in index["flow"].items():
        before = (COUNTRY, month_before(cell[1]))
        if before not in index["flow"]:
            continue
        flow, earlier = own["flow"][cell], own["flow"][before]
        base = own["flow"][COUNTRY, _year_before(cell[1])]
        effect = _rounded(
            Known(100 * (flow.value - earlier.value) / base.value, flow.is_clean and earlier.is_clean)
        )
        move = _less(_rounded(now), _rounded(index["flow"][before]))
        effect = Known(effect.value, effect.is_clean and base.is_clean)
        moved["flow_index_move"][cell] = move
        moved["flow_month_effect"][cell] = effect
        moved["flow_base_effect"][cell] = _less(move, effect)
    return {f"{base}_index": cells for base, cells in index.items()} | moved


def _rounded(known: Known) -> Known:
    """Round a figure as it is kept."""
    return Known(Fraction(_round(known.value)), known.is_clean)


def _less(now: Known, earlier: Known) -> Known:
    """Subtract, an error in one of the two staying an error."""
    return Known(now.value - earlier.value, now.is_clean and earlier.is_clean)


def _month(period: str, number: int) -> str:
    """Return another month of the same year."""
    return f"{period[:4]}-{number:02}-01"


def _year_before(period: str) -> str:
    """Return the same month of the year before."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def month_before(period: str) -> str:
    """Return the month before."""
    year, month = int(period[:4]), int(period[5:7])
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}-01"


def _round(exact: Fraction) -> Decimal:
    """Round once to ten decimals, half away from zero."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return quotient.quantize(Decimal("1E-10"), ROUND_HALF_UP)
