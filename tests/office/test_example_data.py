"""The fictional office: what is committed is what the generator writes, complete and consistent."""

import os
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sources.example.generate import write
from tests.office.example_office import (
    OFFICE,
    Cell,
    cell_of,
    last,
    members,
    moved,
    planted,
    published,
    read,
    reference,
    region_of,
    register,
    truth,
)

MADE = ("office.toml", "reference", "deliveries", "key")
SHARED = OFFICE.parents[2] / "shared" / "data"
CODES = ["qualifier", "inferred", "scope", "interpretation"]
LATE = {("2026-02", "demining"): {"2026-01"}}
"""Months of publication in a register that came late, by its delivery."""


def bytes_below(folder: Path) -> dict[str, bytes]:
    files = [path for name in MADE for path in [folder / name, *(folder / name).rglob("*")] if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_committed_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    write(tmp_path)
    made, committed = bytes_below(tmp_path), bytes_below(OFFICE)
    assert sorted(made) == sorted(committed)
    changed = [name for name in made if made[name] != committed[name]]
    assert not changed, "run sources/example/generate.py and commit what it writes"


def test_another_process_with_another_hash_seed_and_locale_writes_the_same(tmp_path: Path) -> None:
    settings = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"}
    command = [sys.executable, str(OFFICE / "generate.py"), str(tmp_path / "made")]
    subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, **settings})
    assert bytes_below(tmp_path / "made") == bytes_below(OFFICE)


def test_the_folder_stays_small() -> None:
    assert sum(len(content) for content in bytes_below(OFFICE).values()) < 4_200_000


def test_counts_of_territories_months_and_measures() -> None:
    levels = Counter(row["level"] for row in reference("territory"))
    assert levels == {"country": 1, "economic_region": 12, "district": 60}
    assert all(3 <= len(members(region)) <= 8 for region in members("EX"))
    assert len({period for _, _, period in truth()}) == 120
    assert len(truth()) == 73 * 120 * 2


def test_names_are_unique_and_written_in_three_forms() -> None:
    rows = reference("territory")
    for column in ("name_az", "name_en", "name_ru"):
        assert len({row[column] for row in rows}) == 73
    assert all(row["name_ru"].isalpha() and not row["name_ru"].isascii() for row in rows)


def test_true_sums_are_exact() -> None:
    for territory in ["EX", *members("EX")]:
        for place, measure, period in truth():
            if place == territory:
                parts = [truth()[child, measure, period] for child in members(territory)]
                assert truth()[place, measure, period] == (sum(p[0] for p in parts), sum(p[1] for p in parts))


def test_true_year_to_date_is_the_sum_of_flows_and_construction_is_a_part() -> None:
    for cell, (flow, ytd) in truth().items():
        before = Decimal(0) if cell[2][5:7] == "01" else truth()[moved(cell, -1)][1]
        assert ytd - before == flow > 0
        if cell[1] == "fci_construction":
            assert flow < truth()[cell[0], "fci", cell[2]][0]


def test_the_last_vintage_is_the_truth_unless_the_key_says_otherwise() -> None:
    gaps = {cell_of(row) for row in planted("gap")}
    wrong = {cell_of(row) for row in planted() if row["kind"] != "month_above_ytd"}
    cells = set(published().to_date)
    assert set(truth()) - cells == gaps
    assert {cell[0] for cell in cells - set(truth())} == {
        r["territory_id"] for r in planted("unknown_territory")
    }
    assert {cell for cell in set(truth()) & cells - wrong if last(cell) != truth()[cell][1]} == set()


def test_vintages_include_revisions_late_figures_and_annual_revisions() -> None:
    vintages = {cell: found for cell, found in published().to_date.items() if cell[0].startswith("EX-D")}
    revised = sum(len(found) > 1 for found in vintages.values()) / len(vintages)
    assert 0.2 < revised < 0.4
    delays = Counter(_months_late(cell, found[0][0]) for cell, found in vintages.items())
    assert set(delays) == {1, 2, 3, 4} and all(delays[months] > 50 for months in (2, 3, 4))
    assert any(
        day[5:7] == "09" and cell[2][5:7] == "12" for cell, found in vintages.items() for day, _ in found
    )


def _months_late(cell: Cell, day: str) -> int:
    first, published_on = date.fromisoformat(cell[2]), date.fromisoformat(day)
    return (published_on.year - first.year) * 12 + published_on.month - first.month


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2016-09-30", "2016"),
        ("2018-04-20", "2017"),
        ("2020-08-31", "2020"),
        ("2023-01-31", "2022"),
        ("2026-01-31", "2025"),
        ("2026-03-31", "2025"),
    ],
)
def test_what_was_known_on_a_day_adds_up_and_never_falls(as_of: str, year: str) -> None:
    known = {cell: value for cell in truth() if (value := _as_of(cell, as_of)) is not None}
    marred = {(region_of(cell[0]), cell[2][:4]) for cell in map(cell_of, planted())}
    checked = Counter[str]()
    for cell, value in known.items():
        if cell[2][:4] != year or (region_of(cell[0]), year) in marred:
            continue
        parts = [known.get((child, *cell[1:])) for child in members(cell[0])]
        if parts and None not in parts and cell[0] != "EX":
            assert sum(part for part in parts if part is not None) == value
            checked["sums"] += 1
        if cell[2][5:7] != "01" and moved(cell, -1) in known:
            assert value > known[moved(cell, -1)]
            checked["rises"] += 1
        if cell[1] == "fci_construction" and (cell[0], "fci", cell[2]) in known:
            assert value < known[cell[0], "fci", cell[2]]
            checked["parts"] += 1
    assert all(checked[name] > 0 for name in ("sums", "rises", "parts"))


def _as_of(cell: Cell, day: str) -> Decimal | None:
    found = [vintage for vintage in published().to_date.get(cell, []) if vintage[0] <= day]
    return max(found, key=lambda vintage: vintage[0])[1] if found else None


def test_every_code_of_the_deliveries_resolves() -> None:
    unknown = {row["territory_id"] for row in planted("unknown_territory")}
    names = {row["name_as_written"] for row in reference("territory_name")} | unknown
    sources = {row["source_id"] for row in reference("source")}
    concepts = {(row["layout"], row["label_as_written"]) for row in reference("concept")}
    units = {row["unit_as_written"] for row in reference("unit_name")}
    used = set()
    for name in ("investment", "prices", "survey", "resettlement", "works", "demining"):
        layout = "investment" if name in ("prices", "survey") else name
        for row in register(name):
            assert row["source_id"] in sources and row["territory_as_written"] in names
            used |= {(layout, label) for label in _labels(layout, row)}
            assert row.get("unit_as_written", row.get("unit", "items")) in units
    assert used == concepts


def _labels(layout: str, row: dict[str, str]) -> list[str]:
    if layout == "investment":
        return [f"{row['measure']}/{row['breakdown']}"]
    if layout == "works":
        return [f"{row['work']}/{row['status']}/{row['unit']}"]
    if layout == "resettlement":
        return [
            f"{row['figure_kind']}/{column}"
            for column in ("families", "persons", "settlements")
            if row[column]
        ]
    columns = ("anti_tank_mines", "anti_personnel_mines", "uxo", "hectares")
    return [f"{row['period_kind']}/{column}" for column in columns if row[column]]


def test_reference_tables_agree_with_each_other() -> None:
    measures = {row["measure_code"]: row for row in reference("measure")}
    labels = {(row["code_list"], row["code"], row["lang"]) for row in reference("label")}
    units = {row["unit_code"] for row in reference("unit")}
    assert {row["measure_code"] for row in reference("concept")} == set(measures)
    assert {row["unit_code"] for row in measures.values()} | {"PCT"} == units
    for code_list, codes in (("measure", set(measures)), ("unit", units)):
        assert {(code_list, code, lang) for code in codes for lang in ("en", "az", "ru")} <= labels
    assert {("breakdown", row["breakdown"], "en") for row in reference("concept")} <= labels
    for path in sorted((OFFICE / "reference").glob("*.csv")):
        rows = read(path)
        assert rows == sorted(rows, key=lambda row: tuple(row.values())), (
            f"{path.name} is not sorted by its key"
        )


def test_running_totals_never_fall_and_regions_add_up() -> None:
    totals = [row for row in register("resettlement") if row["figure_kind"] == "cumulative_total"]
    for column in ("families", "persons", "settlements"):
        by_place = defaultdict(list)
        for row in totals:
            by_place[row["territory_as_written"]].append(int(row[column]))
        country = by_place.pop("Veldorna")
        assert len(by_place) == 3 and len(country) == 36
        assert all(series == sorted(series) for series in by_place.values())
        assert country == [sum(month) for month in zip(*by_place.values(), strict=True)]


def test_the_survey_revises_each_whole_year_and_its_regions_sum_to_the_country() -> None:
    years: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in register("survey"):
        assert row["published_on"] == f"{int(row['period_as_written']) + 1}-09-20"
        years[row["period_as_written"]][row["territory_as_written"]] = Decimal(row["value"])
    assert list(years) == [str(year) for year in range(2016, 2025)]
    names = {row["territory_id"]: row["name_as_written"] for row in reference("territory_name")}
    moved = 0
    for year, totals in years.items():
        assert totals[names["EX"]] == sum(totals[names[region]] for region in members("EX"))
        for place in ("EX", *members("EX")):
            months = truth()[place, "fci", f"{year}-12-01"][1]
            moved += totals[names[place]] != months
            assert abs(totals[names[place]] / months - 1) < Decimal("0.04")
    assert moved > 100, "nearly every year is revised"


def test_prices_are_of_every_region_and_month_and_100_on_average_in_the_first_year() -> None:
    series: dict[str, list[Decimal]] = defaultdict(list)
    for row in register("prices"):
        series[row["territory_as_written"]].append(Decimal(row["value"]))
    assert len(series) == 12 and {len(levels) for levels in series.values()} == {120}
    for levels in series.values():
        assert abs(sum(levels[:12]) / 12 - 100) < Decimal("0.1")
        assert min(levels) > 90
    assert len({levels[-1] for levels in series.values()}) > 6, "regions differ, else nothing is discrepant"


def test_deliveries_hold_what_was_published_before_they_were_received() -> None:
    for path in sorted(OFFICE.glob("deliveries/*/delivery.toml")):
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        assert sorted(item["path"] for item in facts["file"]) == sorted(
            p.name for p in path.parent.glob("*.csv")
        )
        layouts = {item["path"]: item["layout"] for item in facts["file"]}
        own = {"prices.csv": "investment", "survey.csv": "investment"}
        assert layouts == {name: own.get(name, name.removesuffix(".csv")) for name in layouts}
        for item in facts["file"]:
            days = [row["published_on"] for row in read(path.parent / item["path"])]
            assert days == sorted(days) and days[-1] <= facts["received_on"].isoformat()
            name, register_name = facts["name"], item["path"].removesuffix(".csv")
            assert {day[: len(name)] for day in days} == LATE.get((name, register_name), {name})


def test_of_the_months_that_are_expected_one_register_came_late_and_one_month_did_not_come() -> None:
    received: dict[tuple[str, str], date] = {}
    for path in sorted(OFFICE.glob("deliveries/*/*.csv")):
        day = tomllib.loads((path.parent / "delivery.toml").read_text(encoding="utf-8"))["received_on"]
        for row in read(path):
            end = row.get("period_end") or row.get("as_of_or_event_date") or ""
            received[path.stem, end] = min(day, received.get((path.stem, end), day))
    newest = date(2026, 3, 31)
    months = ["2025-11-30", "2025-12-31", "2026-01-31"]
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in reference("delivery_calendar"):
        assert (row["valid_from"], row["valid_to"]) == (months[0], months[-1])
        for end in months if row["rhythm"] == "month" else months[1:2]:
            due = date.fromisoformat(end) + timedelta(days=int(row["due_days"]))
            came = received.get((row["expected_id"], end))
            state = "missing" if came is None else "late" if came > due else "in time"
            found[state].add((row["expected_id"], end))
            assert (due < newest) is (row["rhythm"] == "month"), "the newest delivery came after the day"
    monthly = {"demining", "investment", "prices", "resettlement"}
    assert found["late"] == {("demining", months[1])}
    assert found["missing"] == {("survey", months[1]), *((name, months[2]) for name in monthly)}
    assert len(found["in time"]) == 7


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared registers are not at hand on this machine")
@pytest.mark.parametrize(
    ("layout", "added"),
    [
        ("investment", []),
        ("resettlement", ["settlements"]),
        ("works", []),
        ("demining", ["territory_as_written"]),
    ],
)
def test_columns_are_those_of_the_real_registers_without_the_note(layout: str, added: list[str]) -> None:
    real = [name for name in read(SHARED / f"{layout}_reports.csv")[0] if name != "note"]
    assert sorted(register(layout)[0]) == sorted([*real, *added, *CODES])
