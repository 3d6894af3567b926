"""Measures the rules on single figures over a million observations against one hand-written DuckDB pass.

The baseline is the query that a person would write for the same rules: one scan, for each rule how many
figures it applies to and which fail, no list of rules, no outcomes by month, no description of what fails.
Prints CPU seconds of both in turns; `main` is called by `python -m tests.bench.rules`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.project import locate

ROOT = locate().root
ROWS = 1_000_000
REPEATS = max(5, int(os.environ.get("BENCH_REPEATS", "5")))
LIMIT = 1.5
NAME = "All rules on single figures over 1 million observations, against one hand-written DuckDB pass"

MAKE = """
import sys
import duckdb
duckdb.connect().execute(f'''
copy (
    select
        substr(sha256('o' || i), 1, 24) as obs_id,
        'D' || (i % 80) as territory_id,
        ['fci', 'fci_construction', 'families', 'persons', 'complete'][1 + i % 5] as measure_code,
        ['level', 'level', 'level', 'growth', 'share'][1 + (i // 7) % 5] as quantity,
        case when i % 11 = 0 then 'plan' else 'observation' end as kind,
        case when i % 3 = 0 then '_T' else 'purpose=services' end as breakdown,
        ['AZN_MN', 'AZN_MN', 'FAMILY', 'PERSON', 'PCT'][1 + i % 5] as unit_code,
        'ytd' as period_kind,
        date '2016-01-01' as period_start,
        last_day(date '2016-01-01' + to_months(cast((i // 8000) % 120 as integer))) as period_end,
        cast(null as date) as due_on,
        last_day(date '2016-01-01' + to_months(cast((i // 8000) % 120 as integer))) as reference_on,
        last_day(date '2016-01-01' + to_months(cast((i // 8000) % 120 as integer))) + 20 as published_to,
        case when i % 13 = 0 then 'about' else '' end as qualifier,
        'unknown' as precision_model,
        (i * 7919) % 100000 - case when i % 9973 = 0 then 90000 else 0 end as tenths,
        cast(tenths * cast(0.1 as decimal(2, 1)) as decimal(38, 10)) as value,
        cast(0.1 as decimal(38, 10)) as step,
        cast(value - step as decimal(38, 10)) as low,
        cast(value + step as decimal(38, 10)) as high
    from range({rows}) as t(i)
) to '{path}' (format parquet)
''')
"""
OURS = """
import duckdb
from datetime import date
from decimal import Decimal
from pipeline.rules.declared import Rule
from pipeline.rules.row_pass import evaluate_rows
con = duckdb.connect()
con.execute("create schema core")
con.execute("create view core.standing as from read_parquet('{path}')")
def rule(rule_id, kind, **parameters):
    return Rule(rule_id, 1, rule_id, kind, "query", "methods", date(2026, 1, 1), "", **parameters)
rules = [
    rule("not_negative", "range", at_least=Decimal(0)),
    rule("share", "range", quantity="share", at_least=Decimal(0), at_most=Decimal(9999)),
    rule("growth", "range", quantity="growth", at_least=Decimal(-100)),
    rule("fci", "range", measures=("fci", "fci_construction"), at_most=Decimal(9999)),
    rule("order", "expression", expression="period_start <= period_end", where="period_end is not null"),
    rule("known", "expression", expression="published_to >= period_end", where="kind = 'observation'"),
    rule("whole", "expression", expression="step <= 1", where="unit_code in ('FAMILY', 'PERSON')"),
    rule("parts", "expression", expression="breakdown <> '_T' or value >= 0", measures=("persons",)),
    rule("qualifier", "allowed", column="qualifier", codes=("", "about", "more_than")),
    rule("precision", "allowed", column="precision_model", codes=("unknown", "rounded", "truncated")),
]
tests, counts, errors = evaluate_rows(con, rules)
assert not errors and tests.height, errors
"""
BASELINE = """
import duckdb
import polars
con = duckdb.connect()
con.execute("create schema core")
con.execute("create view core.standing as from read_parquet('{path}')")
found = con.execute('''
select
    count(*) filter (quantity = 'level'),
    list(obs_id) filter (quantity = 'level' and high < 0),
    count(*) filter (quantity = 'share'),
    list(obs_id) filter (quantity = 'share' and (high < 0 or low > 9999)),
    count(*) filter (quantity = 'growth'),
    list(obs_id) filter (quantity = 'growth' and high < -100),
    count(*) filter (measure_code in ('fci', 'fci_construction') and quantity = 'level'),
    list(obs_id) filter (measure_code in ('fci', 'fci_construction') and quantity = 'level' and low > 9999),
    count(*) filter (period_end is not null),
    list(obs_id) filter (period_end is not null and period_start > period_end),
    count(*) filter (kind = 'observation'),
    list(obs_id) filter (kind = 'observation' and published_to < period_end),
    count(*) filter (unit_code in ('FAMILY', 'PERSON')),
    list(obs_id) filter (unit_code in ('FAMILY', 'PERSON') and step > 1),
    count(*) filter (measure_code = 'persons'),
    list(obs_id) filter (measure_code = 'persons' and breakdown = '_T' and value < 0),
    count(*),
    list(obs_id) filter (qualifier not in ('', 'about', 'more_than')),
    list(obs_id) filter (precision_model not in ('unknown', 'rounded', 'truncated'))
from core.standing
''').fetchall()
assert found
"""


def measure(repeats: int = REPEATS, rows: int = ROWS) -> tuple[float, float]:
    """Return the median CPU seconds of ours and of the baseline, fresh processes in turns."""
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as folder:
        path = Path(folder) / "standing.parquet"
        _run(MAKE.format(rows=rows, path=path))
        times: dict[str, list[float]] = {OURS: [], BASELINE: []}
        for _ in range(repeats):
            for code, found in times.items():
                found.append(_run(code.format(path=path)))
    return statistics.median(times[OURS]), statistics.median(times[BASELINE])


def _run(code: str) -> float:
    """Run code in a fresh process and return its CPU time."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    timed = f"{code}\nimport os\nprint(sum(os.times()[:2]))"
    run = subprocess.run(
        [sys.executable, "-c", timed], cwd=ROOT, env=kept, check=True, capture_output=True, text=True
    )
    return float(run.stdout.strip().splitlines()[-1])


def main() -> None:
    """Print the row of the table of measurements."""
    ours, baseline = measure()
    verdict = "yes" if ours / baseline <= LIMIT else "no"
    sys.stdout.write(
        f"| {NAME} | {ours:.2f} | {baseline:.2f} | {ours / baseline:.2f} | {LIMIT:g} | {verdict} |\n"
    )


if __name__ == "__main__":
    main()
