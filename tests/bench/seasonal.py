"""Seasonal adjustment of many series, against the bare program run two at a time on the same specifications.

    python -m tests.bench.seasonal

500 monthly series of 15 years with fixed models are adjusted and read back into frames. The bare side is
`xargs -P 2` over the very files, its tables left unread. CPU seconds with those of the programs, since a busy
machine stretches the clock of one side more than that of the other; both keep two cores busy. In turns,
medians.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from pipeline.decimals import VALUE
from pipeline.seasonal.adjust import Job, Outcome, adjust_all, make_request
from pipeline.seasonal.binary import find_binary
from pipeline.seasonal.frames import coefficient_frame, figures_frame, status_frame
from pipeline.seasonal.series import Series, read_series
from pipeline.seasonal.spc import render
from pipeline.seasonal.specification import Specification

NAME = "500 monthly series of 15 years, adjusted and read back, against bare X-13ARIMA-SEATS, two at a time"
LIMIT = 1.5
SERIES, MONTHS, REPEATS = 500, 180, 3
WAVE = (80, 85, 95, 100, 105, 112, 105, 100, 96, 100, 118, 140)


def compared(chosen: str, say: Callable[[str], None]) -> list[str]:
    """Return the row of the table of measurements."""
    if chosen not in NAME:
        return []
    say(NAME)
    ours, bare = measure()
    verdict = "yes" if ours / bare <= LIMIT else "no"
    return [f"| {NAME} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} | {LIMIT:g} | {verdict} |"]


def measure(repeats: int = REPEATS, count: int = SERIES) -> tuple[float, float]:
    """Return the median CPU seconds of ours and of the bare program, in turns."""
    jobs = [_job(place) for place in range(count)]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        began = _cpu_seconds()
        outcomes = adjust_all(jobs)
        frames = figures_frame(outcomes), status_frame(outcomes), coefficient_frame(outcomes)
        times[0].append(_cpu_seconds() - began)
        _check(outcomes, frames[0], count)
        times[1].append(_bare(jobs))
    return statistics.median(times[0]), statistics.median(times[1])


def _job(place: int) -> Job:
    """Make a series with a season, a trend and noise, of its own seed."""
    noise = random.Random(f"seasonal-{place}")
    level, growth = noise.randrange(50, 5000), noise.randrange(0, 9)
    values = [
        Decimal(level * WAVE[at % 12] * (1000 + growth * at) * noise.randrange(970, 1031)).scaleb(-7)
        for at in range(MONTHS)
    ]
    periods = pl.date_range(date(2011, 1, 1), date(2025, 12, 1), "1mo", eager=True)
    exact = pl.Series([round(value, 1) for value in values], dtype=VALUE)
    frame = pl.DataFrame({"period": periods, "value": exact})
    return Job(f"s{place}", frame, Specification(f"s{place}", "(0 1 1)(0 1 1)", trend_filter=13))


def _check(outcomes: list[Outcome], figures: pl.DataFrame, count: int) -> None:
    """Refuse a measurement of series that were not adjusted."""
    failed = [outcome.sentence for outcome in outcomes if outcome.components is None]
    if failed or figures.height != count * MONTHS:
        raise SystemExit(f"{len(failed)} series were not adjusted: {failed[:1]}")


def _bare(jobs: list[Job]) -> float:
    """Time the bare program on the same specifications, two at a time."""
    folder = Path(tempfile.mkdtemp(prefix="crossfoot-bench-"))
    try:
        for job in jobs:
            series = read_series(job.frame)
            if job.specification is None or not isinstance(series, Series):
                raise SystemExit(f"{job.name} is no series")
            text = render(make_request(series, job.specification, {}))
            (folder / f"{job.name}.spc").write_text(text, encoding="ascii")
        names = "\n".join(job.name for job in jobs)
        command = ["xargs", "-P", "2", "-I", "{}", str(find_binary()), "{}", "-s", "-n"]
        began = _cpu_seconds()
        subprocess.run(command, input=names, text=True, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return _cpu_seconds() - began
    finally:
        shutil.rmtree(folder)


def _cpu_seconds() -> float:
    """Return the CPU time of this process and of all that it has waited for."""
    return sum(os.times()[:4])


def main() -> None:
    """Print the row of the table of measurements."""
    sys.stdout.write("\n".join(compared("", lambda _: None)) + "\n")


if __name__ == "__main__":
    main()
