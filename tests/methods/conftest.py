"""Cases as rows of text, so that a figure is never read through a float."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.decimals import VALUE

HERE = Path(__file__).parent
REFERENCES = HERE.parents[2] / "shared" / "refs"

Series = Callable[..., pl.DataFrame]


@pytest.fixture
def read_case() -> Callable[[str], pl.DataFrame]:
    return lambda name: pl.read_csv(HERE / "cases" / name, infer_schema=False)


@pytest.fixture
def read_reference() -> Callable[[str], pl.DataFrame]:
    """Read a shared reference file; these stay outside the repository, which must pass without them."""

    def read(name: str) -> pl.DataFrame:
        if not (REFERENCES / name).exists():
            pytest.skip(f"the shared reference {name} is not beside this checkout")
        return pl.read_csv(REFERENCES / name, infer_schema=False)

    return read


@pytest.fixture
def series() -> Series:
    """Make a frame of one region from values by month ('2025-01'), all exact."""

    def make(values: dict[str, str | None], region: str = "K", **columns: str | None) -> pl.DataFrame:
        numbers = {"value": list(values.values())} | {name: [c] * len(values) for name, c in columns.items()}
        exact = [
            pl.Series(name, [None if text is None else Decimal(text) for text in texts], dtype=VALUE)
            for name, texts in numbers.items()
        ]
        periods = [date.fromisoformat(f"{month}-01") for month in values]
        frame = pl.DataFrame({"period": periods}, schema={"period": pl.Date})
        return frame.select(pl.lit(region).alias("region"), "period").with_columns(exact)

    return make
