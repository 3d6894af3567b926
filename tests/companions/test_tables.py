"""Data files are typed and explained; CSV and Parquet say the same to polars and to DuckDB."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipeline.companions.parquet import parquet
from pipeline.companions.sdmx.codes import CODE_MAP
from pipeline.companions.sdmx.data import DATA_1, DATA_2
from pipeline.companions.tables import CELLS, FILES, DataFile
from pipeline.decimals import VALUE
from pipeline.errors import CrossfootError

EVERY = (*FILES, CODE_MAP, DATA_1, DATA_2)


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.path)
def test_every_column_of_every_file_is_in_the_dictionary(file: DataFile) -> None:
    assert file.text
    assert all(file.meaning(column) for column in file.columns)
    numbers = [name for name, kind in file.columns.items() if kind in (VALUE, pl.Int64)]
    assert [name for name in numbers if not file.unit(name)] == [] or file in (DATA_1, DATA_2)
    assert set(file.key) | set(file.links) <= set(file.columns)


def test_a_column_that_the_dictionary_lacks_is_one_sentence() -> None:
    file = DataFile("cells.csv", {"nothing_such": pl.String})
    with pytest.raises(CrossfootError, match=r"does not say what the column nothing_such of cells\.csv is"):
        file.meaning("nothing_such")


def test_values_are_written_as_others_read_them() -> None:
    file = DataFile("a.csv", dict.fromkeys("abcdef", pl.String))
    row = {
        "a": True,
        "b": ["x", "y"],
        "c": None,
        "d": Decimal("1.50"),
        "e": date(2026, 1, 31),
        "f": datetime(2026, 1, 31, 13, 5, tzinfo=timezone(timedelta(hours=4))),
        "left out": 1,
    }
    assert file.csv([row, {"a": 'with "quotes", commas'}]) == (
        b'a,b,c,d,e,f\ntrue,x;y,,1.50,2026-01-31,2026-01-31T09:05:00Z\n"with ""quotes"", commas",,,,,\n'
    )


def typed(name: str, kind: object) -> pl.Expr:
    """Read a text of a CSV file as a column of a type."""
    text = pl.col(name)
    if kind == pl.Boolean:
        return text == "true"
    if isinstance(kind, pl.List):
        return pl.when(text.is_null()).then(pl.lit([], dtype=kind)).otherwise(text.str.split(";"))
    return text.str.to_date() if kind == pl.Date else text.cast(kind)  # type: ignore[arg-type]


def test_csv_and_parquet_say_the_same(folder: Path) -> None:
    kept = pl.read_parquet(folder / "cells.parquet")
    assert kept.schema == pl.Schema(CELLS.columns)
    plain = pl.read_csv(folder / "cells.csv", infer_schema=False)
    read = plain.select(typed(name, kind).alias(name) for name, kind in CELLS.columns.items())
    texts = pl.col(pl.String).fill_null("")
    assert_frame_equal(kept.with_columns(texts), read.with_columns(texts))


def test_duckdb_reads_the_same_from_both(folder: Path) -> None:
    with duckdb.connect() as connection:
        types = ", ".join(f"'{name}': '{_kind(kind)}'" for name, kind in CELLS.columns.items())
        read = f"read_csv('{folder / 'cells.csv'}', header=true, auto_detect=false, columns={{{types}}})"
        typed = f"read_parquet('{folder / 'cells.parquet'}')"
        columns = ", ".join(
            f"coalesce({name}, '') as {name}" if kind == pl.String else name
            for name, kind in CELLS.columns.items()
            if name != "flags"
        )
        for one, other in ((read, typed), (typed, read)):
            sql = f"select {columns} from {one} except all select {columns} from {other}"
            assert connection.sql(sql).fetchall() == []
        assert connection.sql(f"select count(*) from {read}").fetchall()[0][0] > 500
        (kind,) = connection.sql(f"select distinct typeof(value) from {typed}").fetchall()[0]
    assert kind == "DECIMAL(38,10)"


def _kind(kind: object) -> str:
    """Name a type as DuckDB does."""
    known = {VALUE: "DECIMAL(38,10)", pl.Date: "DATE", pl.Boolean: "BOOLEAN", pl.Int64: "BIGINT"}
    return known.get(kind, "VARCHAR")  # type: ignore[call-overload,no-any-return]


def test_the_largest_and_the_smallest_value_are_exact(tmp_path: Path) -> None:
    values = [Decimal("9" * 28 + "." + "9" * 10), Decimal("-0.0000000001"), None]
    rows = [{"cell_id": str(at), "value": value, "flags": []} for at, value in enumerate(values)]
    (tmp_path / "a.parquet").write_bytes(parquet(CELLS, rows))
    assert pl.read_parquet(tmp_path / "a.parquet")["value"].to_list() == values
    assert parquet(CELLS, rows) == parquet(CELLS, rows)
