"""Which months figures touch: their own, and those of the months with results that rest on them."""

import pytest

from pipeline import stages
from pipeline.arrivals.delivered import delivered, taken_in
from pipeline.arrivals.pending import Pending
from pipeline.arrivals.touched import months_touched
from pipeline.office import Office
from tests.small_office import WriteOffice, investment

MONTHS = (
    *("2014-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-11", "2025-12"),
    *("2026-01", "2026-02", "2026-05"),
)
"""The months with results; 2014-11 is before the office's first."""


def _line(start: str, end: str, **other: str) -> dict[str, str]:
    return {
        "value_as_printed": "5",
        "period_start": start,
        "period_end": end,
        "period_as_written": end,
        "published_on": end,
        **other,
    }


def _touched(write_office: WriteOffice, *lines: dict[str, str]) -> list[str]:
    office = write_office({"new": {"investment.csv": investment(*lines)}})
    lake = stages.lake_of(office)
    stages.intake(office)
    stages.conform(office)
    for month in MONTHS:
        lake.commit("core", month, "of a run", {}, {})
    lake.commit("core", "2025-04@2026-01-31", "as of a day", {}, {})
    return [month.key for month in months_touched(office, lake, ["new", "not-there"])]


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        ("2025-01-01", "2025-01-31", ["2025-01", "2025-02", "2026-01", "2026-02", "2026-05"]),
        ("2025-01-01", "2025-04-30", ["2025-04", "2026-05"]),
        ("2024-01-01", "2024-12-31", ["2024-12", "2025-01", "2025-12", "2026-01", "2026-05"]),
        ("2026-06-01", "2026-06-30", ["2026-06"]),
        ("2013-12-01", "2013-12-31", ["2026-05"]),
    ],
)
def test_a_figure_touches_its_month_and_what_rests_on_it(
    write_office: WriteOffice, start: str, end: str, touched: list[str]
) -> None:
    assert _touched(write_office, _line(start, end)) == touched


def test_a_plan_touches_the_month_in_which_it_is_due(write_office: WriteOffice) -> None:
    plan = {"breakdown": "plan", "published_on": "2025-02-20"}
    assert _touched(write_office, _line("2025-01-01", "2025-12-31", **plan)) == [
        "2025-12",
        "2026-01",
        "2026-05",
    ]
    later = _line("2040-01-01", "2040-12-31", **plan)
    assert _touched(write_office, later) == ["2025-02", "2025-03", "2026-02", "2026-05"]


def test_a_delivery_is_known_by_what_delivery_toml_says_and_by_the_sizes_of_its_files(
    small_office: Office,
) -> None:
    before = delivered(small_office)
    lake = stages.lake_of(small_office)
    assert taken_in(lake) == {}
    stages.intake(small_office)
    stages.conform(small_office)
    assert taken_in(lake) == before
    path = small_office.folder / "deliveries" / "first" / "investment.csv"
    path.touch()
    assert delivered(small_office) == before
    path.write_bytes(path.read_bytes() + b"\n")
    assert delivered(small_office) != before


def test_a_cursor_is_read_as_it_was_written() -> None:
    state = Pending({"b": "2", "a": "1"}, {"2026-01": ["a"]}, "2026-02-03")
    assert Pending.read(state.write()) == state
    assert Pending({"a": "1", "b": "2"}, {"2026-01": ["a"]}, "2026-02-03").write() == state.write()
