"""The shape of stored tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.lake import Lake
from pipeline.shape import Shape, shapes_of, sql_type


def test_rows_of_all_partitions_and_types_as_sql_names_them(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    frame = pl.DataFrame(
        {
            "name": ["a", "b"],
            "day": [date(2026, 1, 1)] * 2,
            "of": [["x"], []],
            "n": [1, 2],
            "is": [True, False],
        }
    ).with_columns(value=pl.lit(Decimal("1.5")).cast(pl.Decimal(38, 10)))
    manifests = [
        lake.commit("s", key, "", {"core.t": lake.write("core.t", key, rows)}, {})
        for key, rows in (("one", frame), ("two", frame.head(1)))
    ]
    types = ("VARCHAR", "DATE", "VARCHAR[]", "BIGINT", "BOOLEAN", "DECIMAL(38,10)")
    assert shapes_of(lake, manifests) == {
        "core.t": Shape(3, dict(zip(("name", "day", "of", "n", "is", "value"), types, strict=True)))
    }


@pytest.mark.parametrize(("arrow", "named"), [("fixed_size_binary[3]", "FIXED_SIZE_BINARY[3]")])
def test_a_type_without_a_word_keeps_its_name(arrow: str, named: str) -> None:
    assert sql_type(arrow) == named
