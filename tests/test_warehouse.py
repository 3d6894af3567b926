"""The warehouse: one file with everything as tables, readable while it is rebuilt, carried anywhere."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import TABLES
from pipeline.errors import MachineError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.stages import lake_of
from pipeline.warehouse import build_warehouse

READER = """
import sys, time
import duckdb
path = sys.argv[1]
print("ready", flush=True)
deadline = time.monotonic() + float(sys.argv[2])
counts = []
while time.monotonic() < deadline:
    with duckdb.connect(path, read_only=True) as connection:
        counts.append(connection.execute("select count(*) from core.observation").fetchall()[0][0])
print(len(counts), *sorted(set(counts)))
"""


@pytest.fixture(scope="module")
def warehouse(karabakh_run: tuple[Office, Month]) -> Path:
    """Build the default office's warehouse."""
    office, _ = karabakh_run
    build_warehouse(office, lake_of(office))
    return office.home / "warehouse.duckdb"


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_everything_is_there_as_tables(warehouse: Path, karabakh_run: tuple[Office, Month]) -> None:
    found = {
        f"{schema}.{table}"
        for schema, table in _rows(warehouse, "select schema_name, table_name from duckdb_tables()")
    }
    indicators = {f"indicators.{code}" for code in load_catalogue(karabakh_run[0].project)}
    reference = {
        f"reference.{name}" for name in ("source", "territory", "measure", "label", "rule", "legal_act")
    }
    assert found >= set(TABLES) | indicators | reference | {
        "raw.file",
        "raw.line",
        "raw.figure",
        "core.observation",
    }
    assert _rows(warehouse, "select count(*) from duckdb_views() where not internal") == [(0,)]


def test_rows_are_those_of_the_lake_in_their_order(
    warehouse: Path, karabakh_run: tuple[Office, Month]
) -> None:
    office, month = karabakh_run
    lake = lake_of(office)
    core, indicators = lake.manifest("core", month.key), lake.manifest("indicators", month.key)
    assert core is not None
    assert indicators is not None
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for manifest, table in (
            (core, "core.latest"),
            (core, "core.finding"),
            (indicators, "indicators.fci"),
        ):
            held: pl.DataFrame = connection.sql(f"select * from {table}").pl()
            if "of_month" in held.columns:
                assert set(held["of_month"]) == {month.first}
            assert held.drop("of_month", strict=False).equals(lake.read(manifest, table))


def test_every_table_and_every_column_has_a_comment(warehouse: Path) -> None:
    bare = "select schema_name || '.' || table_name from duckdb_tables() where comment is null"
    assert _rows(warehouse, bare) == []
    columns = "select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()"
    assert _rows(warehouse, f"{columns} where comment is null and not internal") == []
    assert _rows(warehouse, "select comment from duckdb_tables() where table_name = 'fci'")[0][0] != ""


def test_it_is_carried_elsewhere_and_opened_there(warehouse: Path, tmp_path: Path) -> None:
    moved = shutil.copy(warehouse, tmp_path / "carried.duckdb")
    assert (
        _rows(Path(moved), "select value from indicators.fci where cell_id = 'fci.AZ.2026-01'")[0][0] == 1406
    )


def test_the_counts_returned_are_those_in_the_file(own_run: Office) -> None:
    rows = build_warehouse(own_run, lake_of(own_run))
    path = own_run.home / "warehouse.duckdb"
    for table, count in rows.items():
        assert _rows(path, f"select count(*) from {table}") == [(count,)], table


def test_months_are_kept_apart(own_run: Office) -> None:
    build_warehouse(own_run, lake_of(own_run))
    months = "select of_month::varchar, count(*) from core.latest group by all order by all"
    assert _rows(own_run.home / "warehouse.duckdb", months) == [("2026-01-01", 3), ("2026-02-01", 3)]


def test_it_is_built_before_anything_was_run(small_office: Office) -> None:
    rows = stages.warehouse(small_office)
    assert rows.counts["rows"] > 0
    path = small_office.home / "warehouse.duckdb"
    assert _rows(path, "select count(*) from raw.figure") == [(0,)]
    assert _rows(path, "select count(*) from core.observation") == [(0,)]
    assert _rows(path, "select count(*) from reference.unit") == [(7,)]


def test_a_month_from_before_a_column_was_added_is_kept(own_run: Office) -> None:
    lake = lake_of(own_run)
    manifest = lake.manifest("core", "2026-01")
    assert manifest is not None
    older = lake.write("core.total", "2026-01", lake.read(manifest, "core.total").drop("obs_status"))
    lake.commit("core", "2026-01", manifest.digest, {**manifest.tables, "core.total": older}, manifest.facts)
    build_warehouse(own_run, lake)
    query = "select of_month::varchar, obs_status from core.total group by all order by all"
    assert _rows(own_run.home / "warehouse.duckdb", query) == [("2026-01-01", None), ("2026-02-01", "V")]


@pytest.fixture
def reader(own_run: Office) -> Iterator["subprocess.Popen[str]"]:
    """Read the warehouse in another process, over and over."""
    build_warehouse(own_run, lake_of(own_run))
    command = [sys.executable, "-c", READER, str(own_run.home / "warehouse.duckdb"), "1.5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def test_it_is_read_by_another_process_while_it_is_rebuilt(
    own_run: Office, reader: "subprocess.Popen[str]"
) -> None:
    deadline = time.monotonic() + 1
    builds = 0
    while time.monotonic() < deadline:
        build_warehouse(own_run, lake_of(own_run))
        builds += 1
    assert builds
    assert reader.stdout is not None
    reads, *counts = reader.stdout.read().split()
    assert reader.wait() == 0
    assert int(reads) > builds
    assert counts == ["3"]


def test_a_reader_keeps_the_file_it_opened(own_run: Office) -> None:
    path, lake = own_run.home / "warehouse.duckdb", lake_of(own_run)
    build_warehouse(own_run, lake)
    before = path.stat().st_ino
    with duckdb.connect(str(path), read_only=True) as connection:
        lake.retire(CONFORM, "first")
        build_warehouse(own_run, lake)
        assert connection.execute("select count(*) from core.observation").fetchall() == [(3,)]
    assert path.stat().st_ino != before
    assert _rows(path, "select count(*) from core.observation") == [(0,)]
    assert sorted(found.name for found in own_run.home.iterdir() if found.is_file()) == ["warehouse.duckdb"]


def test_a_path_with_a_quotation_mark_is_written(
    project_factory: Callable[[], Project], tmp_path: Path
) -> None:
    project = replace(project_factory(), var=tmp_path / "it's")
    office = load_office(project, "karabakh")
    stages.warehouse(office)
    assert (tmp_path / "it's" / "warehouse.duckdb").is_file()


def test_a_failed_build_leaves_the_old_file(own_run: Office) -> None:
    build_warehouse(own_run, lake_of(own_run))
    before = (own_run.home / "warehouse.duckdb").read_bytes()
    lake = lake_of(own_run)
    manifest = lake.manifest("core", "2026-01")
    assert manifest is not None
    (lake.folder / manifest.tables["core.latest"]).unlink()
    with pytest.raises(
        MachineError, match=r"warehouse\.duckdb cannot be written: .*Free some space or check"
    ):
        build_warehouse(own_run, lake)
    assert (own_run.home / "warehouse.duckdb").read_bytes() == before
    assert sorted(path.name for path in own_run.home.iterdir() if path.is_file()) == ["warehouse.duckdb"]


def test_a_home_below_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("in the way")
    office = load_office(Project(root=locate().root, var=tmp_path / "var"), "karabakh")
    with pytest.raises(MachineError, match=r"var/warehouse\.duckdb cannot be written"):
        build_warehouse(office, lake_of(office))
