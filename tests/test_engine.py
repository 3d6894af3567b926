"""DuckDB over frames and files, and SQL files as tables."""

from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.engine import SCHEMAS, connect, fetch, load_files, load_frame, read_table, run_sql
from pipeline.errors import CrossfootError, UsageError

FRAME = pl.DataFrame(
    {"a": [2, 1], "v": [Decimal("0.1"), Decimal("-7.25")]}, schema={"a": pl.Int64, "v": VALUE}
)


def _sql(folder: Path, text: str) -> Path:
    path = folder / "query.sql"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_frame_comes_back_as_it_went_in() -> None:
    with connect() as connection:
        load_frame(connection, "core.one", FRAME)
        assert read_table(connection, "core.one", ["a"]).equals(FRAME.sort("a"))


def test_files_are_read_as_one_table(tmp_path: Path) -> None:
    paths = [tmp_path / "it's.parquet", tmp_path / "b.parquet"]
    for path in paths:
        FRAME.write_parquet(path)
    with connect() as connection:
        load_files(connection, "core.one", [str(path) for path in paths], {})
        assert read_table(connection, "core.one", ["a"])["a"].to_list() == [1, 1, 2, 2]


def test_no_files_are_an_empty_table_of_the_columns() -> None:
    with connect() as connection:
        load_files(connection, "core.one", [], FRAME.schema)
        assert read_table(connection, "core.one", ["a"]).equals(FRAME.clear())


def test_a_sql_file_gets_the_parameters_that_it_names(tmp_path: Path) -> None:
    path = _sql(tmp_path, "-- picks one\nselect * from core.one where a = $wanted")
    with connect() as connection:
        load_frame(connection, "core.one", FRAME)
        parameters = {"wanted": 1, "other": 2}
        assert fetch(connection, path, parameters)["a"].to_list() == [1]
        run_sql(connection, path, "core.two", parameters)
        assert read_table(connection, "core.two", ["a"])["a"].to_list() == [1]


def test_a_parameter_that_is_not_given_is_a_sentence(tmp_path: Path) -> None:
    path = _sql(tmp_path, "select $wanted")
    with (
        connect() as connection,
        pytest.raises(CrossfootError, match=r"query\.sql uses the parameter \$wanted, .*: a, b"),
    ):
        fetch(connection, path, {"b": 1, "a": 2})


def test_the_database_has_the_schemas_of_the_house_and_fetches_nothing() -> None:
    with connect() as connection:
        found = connection.execute(
            "select distinct schema_name from duckdb_schemas() where not internal"
        ).fetchall()
        assert set(SCHEMAS) <= {name for (name,) in found}
        with pytest.raises(duckdb.Error):
            connection.execute("select * from 'https://example.invalid/a.parquet'")
    with pytest.raises(duckdb.Error):
        connection.execute("select 1")


def test_threads_can_be_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSFOOT_THREADS", "1")
    with connect() as connection:
        assert connection.execute("select current_setting('threads')").fetchall() == [(1,)]


@pytest.mark.parametrize("number", ["0", "two", "-1", "1.5", "1000"])
def test_another_number_of_threads_is_a_sentence(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSFOOT_THREADS", number)
    with (
        pytest.raises(UsageError, match=rf"CROSSFOOT_THREADS is '{number}'\. Write a whole number"),
        connect(),
    ):
        pytest.fail("opened")
