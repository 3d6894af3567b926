"""Series of an indicator: from the lake where it holds what the issue was made from, else from the issue."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.site import series as module
from pipeline.site.issues import newest, read_issues
from pipeline.site.names import load_names
from pipeline.site.numbers import numbers_of
from pipeline.site.series import as_csv, newest_of, places_of, read_series, show
from tests.site.conftest import CELLS, WriteRelease

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "end", "due", "said"),
    [
        ("2026-01-01", "2026-01-31", None, ("Jan 2026", "yan 2026", "янв. 2026")),
        ("2025-01-01", "2025-11-30", None, ("Jan to Nov 2025", "yan–noy 2025", "янв. – нояб. 2025")),
        ("2026-01-12", "2026-01-18", None, ("12 to 18 Jan 2026", "12–18 yan 2026", "12–18 янв. 2026")),
        ("2026-01-19", "2026-01-19", None, ("19 Jan 2026", "19 yan 2026", "19 янв. 2026")),
        (
            None,
            None,
            "2026-12-31",
            ("due 31 Dec 2026", "son tarix – 31 dek 2026", "срок\u00a0– 31 дек. 2026"),
        ),
        (None, None, None, ("Jan 2026", "yan 2026", "янв. 2026")),
    ],
)
def test_a_period_is_written_for_a_table(
    start: str | None, end: str | None, due: str | None, said: tuple[str, ...], small_office: Office
) -> None:
    cell = {
        "period": DAY("2026-01-01"),
        "period_start": DAY(start) if start else None,
        "period_end": DAY(end) if end else None,
        "due_on": DAY(due) if due else None,
    }
    names = [load_names(small_office, lang, DAY("2026-01-31")) for lang in ("en", "az", "ru")]
    assert tuple(one.period(cell) for one in names) == said


def test_the_lake_gives_every_cell_and_without_it_those_of_the_issue(
    released: Office, made: Any, tmp_path: Any
) -> None:
    issue = newest(read_issues(released))
    full = read_series(issue, ["fci"], Lake(released.home / "lake"))
    printed = read_series(issue, ["fci"], Lake(tmp_path))
    assert (full.is_full, printed.is_full) == (True, False)
    by_id = {cell["cell_id"]: cell for cell in full.cells["fci"]}
    assert len(by_id) > len(printed.cells["fci"]) > 100
    for cell in printed.cells["fci"]:
        assert {
            name: by_id[cell["cell_id"]][name] for name in ("value", "period", "lo", "flags", "due_on")
        } == {name: cell[name] for name in ("value", "period", "lo", "flags", "due_on")}


def test_a_release_of_other_indicators_than_the_lake_holds_shows_what_it_prints(
    small_run: Office, small_office: Office, release: WriteRelease
) -> None:
    release("2026-01")
    (issue,) = read_issues(small_office)
    found = read_series(issue, ["fci"], Lake(small_run.home / "lake"))
    assert not found.is_full
    assert [cell["value"] for cell in found.cells["fci"]] == [Decimal(1406)]


def test_a_table_prints_each_figure_with_its_origin(small_office: Office, release: WriteRelease) -> None:
    release("2026-01")
    (issue,) = read_issues(small_office)
    names = load_names(small_office, "en", issue.month.last)
    cells = read_series(issue, ["fci"], Lake(small_office.home / "lake")).cells["fci"]
    wide = {
        **cells[0],
        "cell_id": "w",
        "transformation": "share",
        "half_width": Decimal(13),
        "value": Decimal(94),
    }
    ends = {**wide, "cell_id": "e", "half_width": None, "lo": Decimal("81.13"), "hi": Decimal("107.12")}
    withheld = {**cells[0], "cell_id": "u", "obs_status": "U"}
    again = {**cells[0], "cell_id": "s", "transformation": "span"}
    shown = show([*cells, wide, ends, withheld, again], names, places_of(numbers_of(issue), "en"), issue)
    ((place, rows),) = shown.tables
    assert (place, shown.left_out, shown.figures) == ("Country", 0, 5)
    assert [(row.presentation, row.figure, row.status, row.href) for row in rows] == [
        ("Year to date", "1\u202f406.0", "V; BREAK; GAP", "2026-01.1/bulletin.en.html#n-aaaaaaa1"),
        ("Share", "81.0 to 107.0", "V; BREAK; GAP", ""),
        ("Share", "81.1 to 107.1", "V; BREAK; GAP", ""),
    ]
    assert rows[0].unit == "million manats"
    assert [sign for sign, _ in shown.statuses] == ["V", "BREAK", "GAP"]
    assert newest_of([withheld, *cells, wide], "ytd", names) == cells[0]
    assert newest_of([withheld], "ytd", names) is None


def test_territories_that_do_not_fit_are_counted_and_the_first_is_cut(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("2026-01")
    (issue,) = read_issues(small_office)
    names = load_names(small_office, "en", issue.month.last)
    (cell,) = read_series(issue, ["fci"], Lake(small_office.home / "lake")).cells["fci"]
    cells = [
        {**cell, "territory_id": place, "cell_id": f"{place}{at}", "period": date(2000 + at, 1, 1)}
        for place in ("R1", "C", "D1")
        for at in range(4)
    ]
    monkeypatch.setattr(module, "MOST_ROWS", 8)
    fits = show(cells, names, {}, issue)
    assert [(place, len(rows)) for place, rows in fits.tables] == [("Country", 4), ("North", 4)]
    assert fits.left_out == 1
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    cut = show(cells, names, {}, issue)
    assert [(place, len(rows)) for place, rows in cut.tables] == [("Country", 3)]


def test_the_file_has_exact_values_in_the_columns_of_the_contract(
    small_office: Office, release: WriteRelease
) -> None:
    release("2026-01")
    (issue,) = read_issues(small_office)
    cells = read_series(issue, ["fci"], Lake(small_office.home / "lake")).cells["fci"]
    lines = as_csv(cells).decode().splitlines()
    given = dict(zip(*(line.split(",") for line in CELLS.splitlines()), strict=True))
    read = dict(zip(*(line.split(",") for line in lines), strict=True))
    assert {name: read[name] for name in read} == {name: given[name] for name in read}
