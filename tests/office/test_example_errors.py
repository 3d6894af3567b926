"""Every planted error of the fictional office is what its row in the key says."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from tests.office.example_office import (
    Cell,
    cell_of,
    last,
    members,
    moved,
    parents,
    planted,
    published,
    reference,
    region_of,
    truth,
)

ROUNDING = Decimal("0.1")


def test_planted_errors_are_about_forty_spread_and_apart() -> None:
    above = [row for row in planted() if row["above_threshold"] == "yes"]
    assert Counter(row["kind"] for row in above) == {
        "unit_slip": 7,
        "fall": 6,
        "construction_above_total": 6,
        "region_transposed": 6,
        "region_too_small": 4,
        "duplicate_conflict": 5,
        "unknown_territory": 3,
        "month_above_ytd": 4,
    }
    known = [row for row in planted() if row["kind"] != "unknown_territory"]
    assert max(Counter((region_of(row["territory_id"]), row["period"][:4]) for row in known).values()) == 1
    months = Counter(row["period"] for row in known)
    assert {month for month, count in months.items() if count > 1} == {"2025-12-01"}
    assert sorted(row["kind"] for row in planted() if row["period"] >= "2025-11-01") == [
        "construction_above_total",
        "unit_slip",
    ]


def test_planted_errors_stand_where_the_key_says() -> None:
    for row in planted():
        side = published().single if row["rule_kind"] == "month_within_ytd" else published().to_date
        vintages = side[cell_of(row)]
        assert (row["line_published_on"], Decimal(row["published_value"])) in vintages
        assert row["line_published_on"] == max(day for day, _ in vintages)
        if row["kind"] != "unknown_territory":
            assert Decimal(row["true_value"]) == truth()[cell_of(row)][side is published().to_date]


def _values(kind: str) -> Iterator[tuple[Cell, Decimal]]:
    rows = planted(kind)
    assert rows
    yield from ((cell_of(row), Decimal(row["published_value"])) for row in rows)


def test_unit_slips_exceed_their_region() -> None:
    for cell, value in _values("unit_slip"):
        assert value == truth()[cell][1] * 1000
        assert value > last((parents()[cell[0]], *cell[1:]))


def test_falls_lie_below_the_two_months_before_and_only_there() -> None:
    for cell, value in _values("fall"):
        assert value < last(moved(cell, -2)) < last(moved(cell, -1))
        assert value > last(moved(cell, -3))


def test_construction_exceeds_the_total() -> None:
    for cell, value in _values("construction_above_total"):
        assert value - last((cell[0], "fci", cell[2])) > 2 * ROUNDING


def test_transposed_regions_differ_from_the_sum_of_their_districts() -> None:
    for cell, value in _values("region_transposed"):
        parts = [last((child, *cell[1:])) for child in members(cell[0])]
        assert abs(value - sum(parts)) > (len(parts) + 1) * ROUNDING
        assert sorted(str(value)) == sorted(str(truth()[cell][1]))


def test_too_small_regions_lie_below_two_of_their_districts() -> None:
    for cell, value in _values("region_too_small"):
        assert sum(last((child, *cell[1:])) > value for child in members(cell[0])) >= 2


def test_duplicates_say_two_things_on_one_day_by_one_source() -> None:
    for row in planted("duplicate_conflict"):
        on_the_day = [v for day, v in published().to_date[cell_of(row)] if day == row["line_published_on"]]
        assert sorted(on_the_day) == sorted([Decimal(row["published_value"]), Decimal(row["true_value"])])
        assert abs(on_the_day[0] - on_the_day[1]) > 2 * ROUNDING


def test_unknown_territories_are_in_no_list() -> None:
    for cell, _ in _values("unknown_territory"):
        assert cell[0] not in parents()
        assert cell[0] not in {row["name_as_written"] for row in reference("territory_name")}


def test_planted_months_exceed_the_year_to_date_and_the_others_are_true() -> None:
    wrong = dict(_values("month_above_ytd"))
    others = {cell: found for cell, found in published().single.items() if cell not in wrong}
    assert all(value > last(cell) + 2 * ROUNDING for cell, value in wrong.items())
    assert len(others) == 12
    assert all(found[0][1] == truth()[cell][0] for cell, found in others.items())


def test_errors_below_the_threshold_lie_within_rounding() -> None:
    for row in planted("below_threshold"):
        assert row["above_threshold"] == "no"
        assert abs(Decimal(row["published_value"]) - Decimal(row["true_value"])) == ROUNDING
