"""Measures as-of over many figure versions: the SQL of the house, the engine's own queries, Polars, pandas.

Each returns series, source, value and observation id of what was known on a day; all must agree. CPU seconds
of the answer in fresh processes, in turns; the Parquet file is made by a seeded generator. Where two ways of
the engine are known, the better one counts.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from pipeline.project import locate

VERSIONS = 10_000_000
SERIES = 2_500_000
"""Four versions a figure, on average."""
AS_OF = date(2024, 6, 30)
FIRST = date(2016, 1, 1)
MONTH_END, HISTORY = date(2030, 12, 31), date(1, 1, 1)
REPEATS = 5
LIMIT = 1.2
_DAYS = 3_900
_GENERATED = """
select
    substr(md5('o' || i), 1, 24) as obs_id,
    'fci|_T|T' || s // 2 % 500 || '|observation|level|2016-01-01|' || s // 1000 || '|AZN_MN' as series_id,
    'S' || s % 2 as source_id,
    cast(case when withdrawn then null else (h % 100000000) / 10 end as decimal(38, 10)) as value,
    case when withdrawn then 'withdrawn' else 'figure' end as action,
    date '2016-01-01' + cast(d as integer) as known_on,
    date '2016-01-01' + cast(s % 3650 as integer) as earliest_on,
    (cast(d + 16801 as bigint) << 32) | i as version_key
from (
    select i, s, d, h, h % 53 = 0 as withdrawn
    from (
        select
            i,
            ((i * 2654435761 + 12345) % 4294967296) % {series} as s,
            ((i * 40503 + 977) % 65521) % {days} as d,
            (i * 6364136223 + 1442695) % 1000000007 as h
        from range({versions}) as numbers (i)
    )
)
order by known_on, version_key
"""


_OURS = """
select series_id, source_id, value, obs_id
from ({as_of}) as found
"""
_BY_KEY = """
select series_id, source_id, value, obs_id
from core.observation
where
    known_on <= $as_of
    and earliest_on between $history_from and $month_end
    and action <> 'withdrawn'
    and version_key in (
        select max(version_key)
        from core.observation
        where known_on <= $as_of and earliest_on between $history_from and $month_end
        group by series_id, source_id
    )
"""
_BY_AGGREGATE = """
select
    series_id,
    source_id,
    arg_max_null(value, version_key) as value,
    arg_max(obs_id, version_key) as obs_id
from core.observation
where known_on <= $as_of and earliest_on between $history_from and $month_end
group by series_id, source_id
having arg_max(action, version_key) <> 'withdrawn'
"""
_KEY = ["series_id", "source_id"]
_RESULT = [*_KEY, "value", "obs_id"]
_PARAMETERS = {"as_of": AS_OF, "month_end": MONTH_END, "history_from": HISTORY}
Answer = tuple[int, str, str]
"""Rows, the sum of values, and the highest observation id: enough to see that two answers agree."""


def generate(path: Path, versions: int = VERSIONS, series: int = SERIES) -> None:
    """Write so many versions to a Parquet file, the same on every run; columns of core.observation."""
    made = _GENERATED.format(series=series, days=_DAYS, versions=versions)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"copy ({made}) to '{path}' (format parquet, compression zstd)")


def ours(path: Path) -> Answer:
    """Answer by the file of sql/ that a run uses."""
    as_of = (locate().sql / "core" / "as_of.sql").read_text(encoding="utf-8")
    return _query(path, _OURS.format(as_of=as_of))


def engine_by_key(path: Path) -> Answer:
    """Answer by one query of the engine: rows whose key is the highest of their series and source."""
    return _query(path, _BY_KEY)


def engine_by_aggregate(path: Path) -> Answer:
    """Answer by one query of the engine: an aggregate that keeps the row of the highest key."""
    return _query(path, _BY_AGGREGATE)


def _query(path: Path, query: str) -> Answer:
    """Run a query into a table of a database in memory."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("create schema core")
        connection.execute(f"create view core.observation as select * from read_parquet('{path}')")
        connection.execute(f"create table answer as {query}", _PARAMETERS)
        (row,) = connection.sql(
            "select count(*), cast(sum(value) as varchar), max(obs_id) from answer"
        ).fetchall()
    return row[0], _plain(row[1]), row[2]


def polars(path: Path) -> Answer:
    """Answer with Polars: the highest key of each series and source, and its row, lazily."""
    import polars as pl

    known = pl.scan_parquet(path).filter(
        pl.col("known_on") <= AS_OF, pl.col("earliest_on").is_between(HISTORY, MONTH_END)
    )
    newest = known.group_by(_KEY).agg(pl.col("version_key").max())
    found = (
        known.join(newest, on="version_key", how="semi")
        .filter(pl.col("action") != "withdrawn")
        .select(_RESULT)
        .collect(engine="streaming")
    )
    return found.height, _plain(str(found["value"].sum())), str(found["obs_id"].max())


def pandas(path: Path) -> Answer:
    """Answer with pandas: sorted by key, the last row of each series and source."""
    import pandas as pd

    columns = [*_RESULT, "action", "known_on", "earliest_on", "version_key"]
    rows = pd.read_parquet(path, columns=columns, dtype_backend="pyarrow")
    rows = rows[(rows["known_on"] <= AS_OF) & rows["earliest_on"].between(HISTORY, MONTH_END)]
    newest = rows.loc[rows.groupby(_KEY)["version_key"].idxmax()]
    found = newest[newest["action"] != "withdrawn"][_RESULT]
    return len(found), _plain(str(found["value"].sum())), str(found["obs_id"].max())


def _plain(number: str) -> str:
    """Write a sum without trailing zeros."""
    return number.rstrip("0").rstrip(".") if "." in number else number


WAYS: dict[str, Callable[[Path], Answer]] = {
    "ours": ours,
    "DuckDB, by key": engine_by_key,
    "DuckDB, by aggregate": engine_by_aggregate,
    "Polars": polars,
    "pandas": pandas,
}
_ONE = "import sys; from pathlib import Path; from tests.bench.asof import answer; answer(*sys.argv[1:])"


def answer(way: str, path: str) -> None:
    """Print the answer of one way and the CPU seconds that it took, without those of imports."""
    for module in ("duckdb", "polars", "pandas", "pyarrow.parquet"):
        import_module(module)
    before = _cpu_seconds()
    found = WAYS[way](Path(path))
    sys.stdout.write(json.dumps({"answer": found, "seconds": _cpu_seconds() - before}))


def _cpu_seconds() -> float:
    """Return the CPU time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(path: Path, repeats: int = REPEATS) -> dict[str, Any]:
    """Time every way in turns, each in fresh processes; returns medians of CPU seconds by way.

    Raises AssertionError where two ways do not agree.
    """
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    answers = set()
    for _ in range(repeats):
        for way, found in seconds.items():
            command = [sys.executable, "-c", _ONE, way, str(path)]
            said = subprocess.run(command, cwd=locate().root, capture_output=True, text=True, check=True)
            told = json.loads(said.stdout)
            answers.add(tuple(told["answer"]))
            found.append(told["seconds"])
    assert len(answers) == 1, f"the ways do not agree: {answers}"
    return {way: statistics.median(found) for way, found in seconds.items()}


def main() -> None:
    """Generate, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "observation.parquet"
        generate(path)
        found = measure(path)
    best = min(found["DuckDB, by key"], found["DuckDB, by aggregate"])
    lines = [
        f"{way}: {seconds:.2f} CPU s, ours is {found['ours'] / seconds:.2f} of it"
        for way, seconds in found.items()
    ]
    lines.append(f"against the best single query {found['ours'] / best:.2f}, limit {LIMIT}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
