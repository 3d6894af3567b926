"""Measures what an auditor waits for: a number traced back, a source followed through ten years."""

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from pipeline.project import locate

REPEATS = 5
NUMBERS, RELEASES = 5_000, 120
VOUCH = (
    f"`crossfoot vouch` of one of {NUMBERS:,} numbers in a release folder, seconds by the clock with start-up"
)
VOUCH_LIMIT = 1
TRACE = (
    f"`crossfoot trace` of a source over {RELEASES} releases of {NUMBERS:,} numbers, seconds by the clock "
    "with start-up, releases seen before"
)
TRACE_LIMIT = 2
_TABLES = ("cells.csv", "cell_input.csv", "published_number.csv", "sources.csv", "findings.csv")


def by_itself(chosen: str, release: Path, work: Path, say: Callable[[str], None]) -> Iterator[str]:
    """Yield the rows: name, measured, limit, verdict; `release` is the folder that is made larger."""
    if chosen not in VOUCH and chosen not in TRACE:
        return
    large = enlarge(release, work / "large")
    number = pl.read_csv(large / "published_number.csv", infer_schema=False)["number_id"][-1]
    if chosen in VOUCH:
        say(VOUCH)
        yield _row(VOUCH, _seconds(["vouch", number, "--in", str(large)], work), VOUCH_LIMIT)
    if chosen in TRACE:
        say(TRACE)
        folders = [_later(large, work / f"{1990 + n // 12}-{n % 12 + 1:02d}", n) for n in range(RELEASES)]
        source = pl.read_csv(large / "sources.csv", infer_schema=False)["source_id"]
        seen = pl.read_csv(large / "evidence" / "observation.csv", infer_schema=False)
        used = set(pl.read_csv(large / "cell_input.csv", infer_schema=False)["input_id"])
        counts = seen.filter(pl.col("obs_id").is_in(list(used)))["source_id"].value_counts(sort=True)
        most = counts.filter(pl.col("source_id").is_in(source.to_list()))["source_id"][0]
        command = ["trace", most, *(part for folder in folders for part in ("--in", str(folder)))]
        _run(command, work)
        yield _row(TRACE, _seconds(command, work), TRACE_LIMIT)


def enlarge(release: Path, target: Path) -> Path:
    """Copy a release with as many copies of its cells as it takes to print NUMBERS numbers."""
    shutil.copytree(release, target)
    numbers = pl.read_csv(target / "published_number.csv", infer_schema=False)
    copies = range(-(-NUMBERS // numbers.height))
    cells = pl.read_csv(target / "cells.csv", infer_schema=False)
    pairs = pl.read_csv(target / "cell_input.csv", infer_schema=False)
    every = pl.read_parquet(target / "evidence" / "cell.parquet")
    own = pl.col("input_id").is_in(every["cell_id"].to_list())
    _copied(numbers, copies, "cell_id", "number_id").head(NUMBERS).write_csv(target / "published_number.csv")
    _copied(cells, copies, "cell_id").write_csv(target / "cells.csv")
    _copied(every, copies, "cell_id").write_parquet(target / "evidence" / "cell.parquet")
    again = [
        pairs.with_columns(
            pl.col("cell_id") + _suffix(n),
            pl.when(own).then(pl.col("input_id") + _suffix(n)).otherwise("input_id"),
        )
        for n in copies
    ]
    pl.concat(again).write_csv(target / "cell_input.csv")
    return target


def _copied(frame: pl.DataFrame, copies: range, *names: str) -> pl.DataFrame:
    """Repeat a table, each time with other ids."""
    return pl.concat([frame.with_columns(pl.col(names) + _suffix(n)) for n in copies])


def _suffix(n: int) -> str:
    return f"-{n}" if n else ""


def _later(release: Path, target: Path, n: int) -> Path:
    """Give another release with the same tables and a manifest of its own."""
    (target / "evidence").mkdir(parents=True)
    for name in (*_TABLES, "evidence/observation.csv", "evidence/figure.csv"):
        os.link(release / name, target / name)
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    told = manifest | {"release_id": f"{target.name}.1", "month": target.name, "as_of": f"{2000 + n}-01-01"}
    (target / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    return target


def _run(arguments: list[str], var: Path) -> str:
    """Run a command; returns what it prints."""
    command = [sys.executable, "-m", "assets.cli", *arguments]
    environment = {**os.environ, "CROSSFOOT_VAR": str(var / "var")}
    return subprocess.run(
        command, cwd=locate().root, env=environment, check=True, capture_output=True, text=True
    ).stdout


def _seconds(arguments: list[str], var: Path) -> float:
    """Time a command by the clock, the median of some runs; they must print the same."""
    took, said = [], set()
    for _ in range(REPEATS):
        start = time.monotonic()
        said.add(hashlib.sha256(_run(arguments, var).encode()).hexdigest())
        took.append(time.monotonic() - start)
    assert len(said) == 1
    return statistics.median(took)


def _row(name: str, took: float, limit: float) -> str:
    """Set a row of the table."""
    return f"| {name} | {took:.2f} | {limit:g} | {'yes' if took < limit else 'no'} |"
