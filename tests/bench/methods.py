"""Measures methods along time: revision statistics against DuckDB, benchmarking and a month by themselves.

The baseline of the revisions is the fastest of the queries that were tried for the same statistics, lists for
the lagged products rather than windows, which took 1.3 to 1.6 times as long. It gives no probability and
takes means as binary fractions.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import polars as pl

from pipeline.methods.benchmark import denton_cholette
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import Project, locate

REPEATS = 5
REVISIONS = "Revision statistics of 2,000 series and 28 vintages, against the best DuckDB query"
REVISIONS_LIMIT = 1.5
DENTON = "Denton-Cholette for 1,000 monthly series of 15 years, CPU seconds"
DENTON_LIMIT = 2.0
MONTHS = {"karabakh": ("default", "2026-01", 2.0), "example": ("example", "2025-12", 4.0)}
"""Office: what it is called, the month, CPU seconds that its indicators may take."""
_SERIES, _VINTAGES = 2_000, 28
_TRIANGLE = f"""
copy (
    select
        'S' || s as series_id,
        cast(date '2023-01-01' + to_months(cast(p as integer)) as date) as period,
        cast(date '2023-01-01' + to_months(cast(v as integer)) as date) as vintage,
        cast(
            (1000 + (s * 31 + p * 17) % 500 + (s * 7919 + p * 104729 + v * 1299709) % 97 - 48)
            * cast(0.1 as decimal(2, 1)) as decimal(38, 10)
        ) as value
    from range({_SERIES}) as a (s), range({_VINTAGES}) as b (p), range({_VINTAGES}) as c (v)
    where v >= p
) to '{{path}}' (format parquet)
"""
OURS = """
import polars as pl
from pipeline.methods.revisions import revision_statistics, revisions
found = revision_statistics(revisions(pl.read_parquet("{path}"), "series_id"), "series_id")
"""
DUCKDB = """
import duckdb
found = duckdb.connect().sql('''
with first as (
    select series_id, period, arg_min(value, vintage) as preliminary, min(vintage) as vintage
    from read_parquet('{path}')
    group by all
),
revision as (
    select
        later.series_id,
        later.period,
        later.value,
        first.preliminary,
        later.value - first.preliminary as r,
        date_diff('month', first.vintage, later.vintage) as horizon
    from read_parquet('{path}') as later
    inner join first using (series_id, period)
),
summed as (
    select
        series_id,
        horizon,
        count(*) as n,
        sum(r) / count(*) as mr,
        sum(abs(r)) / count(*) as mar,
        sum(abs(preliminary)) as rmar_base,
        sum(abs(r)) / nullif(sum(abs(preliminary)), 0) as rmar,
        stddev_samp(cast(r as double)) as sd,
        100 * count(*) filter (r > 0) / count(*) as positive_pct,
        min(r) as least,
        max(r) as greatest,
        100 * count(*) filter (sign(value) = sign(preliminary)) / count(*) as same_sign_pct,
        least(floor(4 * pow(count(*) / 100.0, 2.0 / 9)), count(*) - 1) as lag,
        list(r order by period) as every,
        list_transform(every, lambda one: cast(one as double) - mr) as e
    from revision
    where horizon > 0
    group by series_id, horizon
)
select
    * exclude (every, e),
    case when n < 8 then every end as "values",
    case when n >= 8 then sqrt(
        list_inner_product(e, e)
        + 2 * greatest(1 - 1 / (lag + 1), 0) * list_inner_product(e[2:], e[:-2])
        + 2 * greatest(1 - 2 / (lag + 1), 0) * list_inner_product(e[3:], e[:-3])
        + 2 * greatest(1 - 3 / (lag + 1), 0) * list_inner_product(e[4:], e[:-4])
    ) / n end as standard_error,
    mr / nullif(standard_error, 0) as t
from summed
order by series_id, horizon
''').pl()
"""


def compared(
    chosen: str, cpu_seconds: Callable[[str, Path], float], say: Callable[[str], None]
) -> Iterator[str]:
    """Yield the row of ours against a baseline: name, both in CPU seconds, ratio, limit, verdict."""
    if chosen not in REVISIONS:
        return
    say(REVISIONS)
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        folder = Path(name)
        codes = _revision_codes(folder)
        pairs = [tuple(cpu_seconds(code, folder) for code in codes) for _ in range(REPEATS)]
    ours, baseline = (statistics.median(side) for side in zip(*pairs, strict=True))
    verdict = "yes" if ours / baseline <= REVISIONS_LIMIT else "no"
    ratio = f"{ours / baseline:.2f} | {REVISIONS_LIMIT:g}"
    yield f"| {REVISIONS} | {ours:.2f} | {baseline:.2f} | {ratio} | {verdict} |"


def by_itself(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Yield the rows of what is measured against its own limit: name, measured, limit, verdict."""
    if chosen in DENTON:
        say(DENTON)
        yield _row(DENTON, statistics.median(_denton() for _ in range(REPEATS)), DENTON_LIMIT)
    for code, (named, month, limit) in MONTHS.items():
        name = f"A month's indicators of the {named} office, CPU seconds"
        if chosen in name:
            say(name)
            yield _row(name, _indicators(code, Month.parse(month)), limit)


def _revision_codes(folder: Path) -> tuple[str, str]:
    """Make the triangle and give the code of both sides, after comparing what they find."""
    path = str(folder / "triangle.parquet")
    duckdb.connect().execute(_TRIANGLE.format(path=path))
    codes = OURS.format(path=path), DUCKDB.format(path=path)
    frames = []
    for code in codes:
        names: dict[str, pl.DataFrame] = {}
        exec(code, names)
        frames.append(names["found"])
    # Of revisions without spread the query divides by what rounding leaves, and gives a t of 10^16.
    spread = ~frames[0]["flags"].list.contains("NO_SPREAD")
    frames = [frame.filter(spread) for frame in frames]
    for name in ("mr", "mar", "rmar", "sd", "standard_error", "t", "least", "greatest"):
        ours, theirs = (frame[name].cast(pl.Float64) for frame in frames)
        assert (ours.is_null() == theirs.is_null()).all(), name
        assert (ours - theirs).abs().max() < 1e-7, name
    return codes


def _denton() -> float:
    """Return the CPU seconds of benchmarking 1,000 series of 15 years and half of the next."""
    rng = Random(1)
    months = [date(2010 + place // 12, place % 12 + 1, 1) for place in range(186)]
    rows = [(series, month, rng.randint(500, 1500)) for series in range(1000) for month in months]
    years = [(series, 2010 + year, rng.randint(9000, 14000)) for series in range(1000) for year in range(15)]
    frame = pl.DataFrame(rows, schema=["series", "period", "value"], orient="row")
    annual = pl.DataFrame(years, schema=["series", "year", "value"], orient="row")
    before = time.process_time()
    denton_cholette(frame, annual, "series")
    return time.process_time() - before


def _indicators(code: str, month: Month) -> float:
    """Return the median CPU seconds of computing an office's month, its figures being edited."""
    from pipeline import stages

    found = []
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        office = load_office(Project(locate().root, Path(name)), code)
        stages.intake(office)
        stages.conform(office)
        stages.edit(office, month)
        for _ in range(REPEATS):
            before = time.process_time()
            stages.compute(office, month)
            found.append(time.process_time() - before)
    return statistics.median(found)


def _row(name: str, took: float, limit: float) -> str:
    """Set a row of the table of limits."""
    return f"| {name} | {took:.2f} | {limit:g} | {'yes' if took <= limit else 'no'} |"
