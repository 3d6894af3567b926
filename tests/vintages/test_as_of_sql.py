"""The as-of state of many versions: two SQL files, the definition in Python, and four engines agree."""

from datetime import date, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.conform import OBSERVATION
from pipeline.engine import connect, fetch, load_frame
from pipeline.project import locate
from tests.bench import asof

FIRST = date(2024, 1, 1)
PARAMETERS = {"history_from": date(1, 1, 1), "month_end": date(2030, 12, 31)}

versions = st.lists(
    st.fixed_dictionaries(
        {
            "series_id": st.sampled_from("ab"),
            "source_id": st.sampled_from("xy"),
            "day": st.integers(0, 5),
            "value": st.one_of(st.none(), st.integers(1, 2)),
        }
    ),
    max_size=12,
)


def _observations(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Make observations; a row without a value is withdrawn."""
    made = [
        {
            **row,
            "obs_id": str(number),
            "value": None if row["value"] is None else Decimal(row["value"]),
            "action": "withdrawn" if row["value"] is None else "figure",
            "known_on": FIRST + timedelta(days=row["day"]),
            "earliest_on": FIRST,
            "version_key": row["day"] << 32 | number,
        }
        for number, row in enumerate(rows)
    ]
    return pl.DataFrame([{name: row.get(name) for name in OBSERVATION} for row in made], schema=OBSERVATION)


@given(versions, st.integers(0, 5))
@settings(deadline=None, max_examples=60)
def test_the_last_version_known_on_the_day_stands(rows: list[dict[str, Any]], day: int) -> None:
    expected: dict[tuple[str, str], str] = {}
    seen: dict[tuple[str, str], set[int]] = {}
    for number, row in sorted(enumerate(rows), key=lambda item: (item[1]["day"], item[0])):
        if row["day"] <= day:
            key = (row["series_id"], row["source_id"])
            expected[key] = str(number)
            seen.setdefault(key, set()).update({row["value"]} - {None})
    standing = {key: obs for key, obs in expected.items() if rows[int(obs)]["value"] is not None}
    with connect() as connection:
        load_frame(connection, "core.observation", _observations(rows))
        parameters = {**PARAMETERS, "as_of": FIRST + timedelta(days=day)}
        quick = fetch(connection, locate().sql / "core" / "as_of.sql", parameters)
        latest = fetch(connection, locate().sql / "core" / "latest.sql", parameters)
    for found in (quick, latest):
        assert {
            (row[0], row[1]): row[2] for row in found[["series_id", "source_id", "obs_id"]].rows()
        } == standing
    assert {(row["series_id"], row["source_id"]): row["revised"] for row in latest.to_dicts()} == {
        key: len(seen[key]) > 1 for key in standing
    }


def test_every_way_that_is_measured_gives_the_same_answer(tmp_path: Path) -> None:
    path = tmp_path / "observation.parquet"
    asof.generate(path, versions=4_000, series=900)
    ways = {name: way for name, way in asof.WAYS.items() if name != "pandas" or find_spec("pandas")}
    answers = {name: way(path) for name, way in ways.items()}
    assert len(set(answers.values())) == 1, answers
    asof.generate(tmp_path / "again.parquet", versions=4_000, series=900)
    assert (tmp_path / "again.parquet").read_bytes() == path.read_bytes()
