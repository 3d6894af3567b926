"""Series to adjust, and programs that do not do what the real one does."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.seasonal.specification import AUTOMATIC, Specification

CASES = Path(__file__).parent / "cases"
REFERENCES = Path(__file__).parents[2].parent / "shared" / "refs"
WAVE = (80, 85, 95, 100, 105, 112, 105, 100, 96, 100, 118, 140)
AIRLINE = Specification("air", "(0 1 1)(0 1 1)")
AS_R = Specification("air", AUTOMATIC, transform=AUTOMATIC, seasonal_filter=AUTOMATIC, tests=("td", "easter"))
"""The automatic choices by which the reference results were made."""


def monthly(values: list[Decimal], first: date = date(2015, 1, 1)) -> pl.DataFrame:
    """Make a frame of consecutive months."""
    periods = pl.date_range(first, first.replace(year=first.year + 80), "1mo", eager=True).head(len(values))
    return pl.DataFrame({"period": periods, "value": pl.Series(values, dtype=VALUE)})


def seasonal(months: int, level: int = 10) -> list[Decimal]:
    """Make a positive series with a seasonal pattern, a trend and noise of whole numbers."""
    return [Decimal(WAVE[i % 12] * level + 7 * i + i**3 % 61) for i in range(months)]


@pytest.fixture
def airline() -> pl.DataFrame:
    """Read the published series of Box and Jenkins, with some results of other software."""
    return pl.read_csv(CASES / "airline.csv", infer_schema=False).with_columns(
        pl.concat_str("period", pl.lit("-01")).str.to_date(), pl.col("value").cast(VALUE)
    )


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """Write a program of shell lines that stands in for the real one."""

    def write(lines: str) -> Path:
        path = tmp_path / "a folder with spaces" / "program"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{lines}\n", encoding="ascii")
        path.chmod(0o755)
        return path

    return write
