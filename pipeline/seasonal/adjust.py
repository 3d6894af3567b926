"""Adjusts series as their specifications say, partial concurrent, with conditions before and after."""

import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from pipeline.errors import BadInputError, MachineError
from pipeline.seasonal.binary import find_binary
from pipeline.seasonal.gate import NOT_ADJUSTED, check_gate, experimental_reason, status_of
from pipeline.seasonal.holiday import holiday_regressor, holiday_spans
from pipeline.seasonal.process import MOST_SECONDS
from pipeline.seasonal.run import SCRATCH, Components, run_in
from pipeline.seasonal.series import (
    FEWEST_PUBLISHED,
    NO_SPECIFICATION,
    Reason,
    Series,
    check_series,
    read_series,
)
from pipeline.seasonal.spc import Request
from pipeline.seasonal.specification import Specification, outlier_month

AT_ONCE = 2
"""So many programs run at a time."""
MOST_HANGS = 2
"""After so many runs of a batch that took all their time no further one is started: the program hangs."""
SEARCHED_MONTHS = 12
"""Outliers are searched in so many months, and further back to the last month that the review saw."""


@dataclass(frozen=True)
class Job:
    """A series to adjust: its name, rows, specification where it has one, and outliers found before."""

    name: str
    frame: pl.DataFrame
    specification: Specification | None
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a series: status, reasons, and components where the program gave some.

    Status is published, experimental, not_published (adjusted, and a condition keeps it back) or
    not_adjusted.
    """

    name: str
    status: str
    reasons: tuple[Reason, ...]
    specification: Specification | None
    series: Series | None = None
    components: Components | None = None

    @property
    def sentence(self) -> str:
        """Say why it is not published; empty where it is."""
        return "; ".join(reason.sentence for reason in self.reasons)


def adjust_all(
    jobs: Iterable[Job],
    holidays: pl.DataFrame | None = None,
    binary: str = "",
    at_once: int = AT_ONCE,
    *,
    with_fixtures: bool = False,
    most_seconds: float = MOST_SECONDS,
) -> list[Outcome]:
    """Adjust series, two at a time, in the order given; what cannot be adjusted says why and stops nothing.

    `holidays` is the office's table (`pipeline.seasonal.holiday.COLUMNS`); `binary` the program that the
    office configured. A program that is missing, ends early, hangs or writes what is not expected is a reason
    of the series that it happened to.
    """
    prepared = [_prepare(job, holidays, with_fixtures=with_fixtures) for job in jobs]
    if not any(isinstance(one.run, Request) for one in prepared):
        return [_refused(one, one.run) for one in prepared if isinstance(one.run, Reason)]
    try:
        program = find_binary(binary)
    except MachineError as error:
        missing = Reason("program", f"not adjusted: {error}")
        return [_refused(one, one.run if isinstance(one.run, Reason) else missing) for one in prepared]
    with _scratch() as folder, ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda one: _finish(one, program, folder, most_seconds), prepared))


def make_request(
    series: Series,
    specification: Specification,
    regressors: Mapping[str, Sequence[Decimal]],
    kept: Sequence[str] = (),
) -> Request:
    """Ask for a partial concurrent adjustment: model and filters as declared, coefficients estimated anew.

    Outliers declared, and those `kept` from earlier runs, stay in the model where their month is in the
    series; new ones are searched at the declared t value in the last 12 months, and in every month that the
    last review did not see, so that one found between two reviews stays in the search until it is declared.
    """
    known = dict.fromkeys((*specification.outliers, *kept))
    held = tuple(name for name in known if series.first <= outlier_month(name) <= series.last)
    since = series.last.plus(1 - SEARCHED_MONTHS)
    if specification.reviewed_to is not None:
        since = min(since, specification.reviewed_to.plus(1))
    fixed = _with_outliers(specification, held)
    return Request(series, fixed, regressors, max(since, series.first), specification.critical)


def make_regressors(
    series: Series,
    specification: Specification,
    holidays: pl.DataFrame | None,
    *,
    with_fixtures: bool = False,
) -> dict[str, list[Decimal]]:
    """Make the values of each moving holiday of a specification, the forecast horizon included."""
    if specification.holidays and holidays is None:
        raise BadInputError(
            f"The specification of {specification.series} names the holiday {specification.holidays[0]}; "
            "the office has no table reference/holiday.csv. Add it with the official source of each day."
        )
    last = series.last.plus(specification.horizon)
    return {
        name: holiday_regressor(
            holiday_spans(holidays, name, with_fixtures=with_fixtures), series.first, last, name
        )
        for name in specification.holidays
        if holidays is not None
    }


def _with_outliers(specification: Specification, held: tuple[str, ...]) -> Specification:
    """Return the specification with these outliers and no others."""
    return specification if held == specification.outliers else replace(specification, outliers=held)


@dataclass(frozen=True)
class _Prepared:
    """A job with its series, where it has one, and its request or the reason why there is none."""

    job: Job
    series: Series | None
    run: Request | Reason


def _prepare(job: Job, holidays: pl.DataFrame | None, *, with_fixtures: bool) -> _Prepared:
    """Check a series and make its request, or say why it is not adjusted."""
    specification = job.specification
    series = read_series(job.frame, specification.span_from if specification else None)
    if isinstance(series, Reason):
        return _Prepared(job, None, Reason(series.code, f"not adjusted: {series.sentence}"))
    reason = check_series(series, specification)
    if reason is not None or specification is None:
        return _Prepared(job, series, reason or NO_SPECIFICATION)
    try:
        regressors = make_regressors(series, specification, holidays, with_fixtures=with_fixtures)
        return _Prepared(job, series, make_request(series, specification, regressors, job.kept))
    except BadInputError as error:
        return _Prepared(job, series, Reason("specification", f"not adjusted: {error}"))


def _finish(prepared: _Prepared, program: Path, folder: "_Folder", most_seconds: float) -> Outcome:
    """Run the program for one series and judge what it gave."""
    run = prepared.run
    if isinstance(run, Reason):
        return _refused(prepared, run)
    if len(folder.hangs) >= MOST_HANGS:
        return _refused(prepared, _HANGING)
    begun = time.monotonic()
    made = run_in(folder.own(), program, run, most_seconds)
    if isinstance(made, Reason) and time.monotonic() - begun >= most_seconds:
        folder.hangs.append(prepared.job.name)
    if isinstance(made, Reason):
        return Outcome(prepared.job.name, NOT_ADJUSTED, (made,), run.specification, run.series)
    known = len(run.series.known)
    reasons = check_gate(made.diagnostics, run.specification.method)
    status = status_of(known, reasons)
    if known < FEWEST_PUBLISHED:
        reasons = [experimental_reason(known), *reasons]
    return Outcome(prepared.job.name, status, tuple(reasons), run.specification, run.series, made)


def _refused(prepared: _Prepared, reason: Reason) -> Outcome:
    """Say that a series is not adjusted."""
    job = prepared.job
    return Outcome(job.name, NOT_ADJUSTED, (reason,), job.specification, prepared.series)


_HANGING = Reason("program", "not adjusted: X-13ARIMA-SEATS did not end for other series of this run")


@dataclass(frozen=True)
class _Folder:
    """A scratch folder that gives each thread one of its own, and the series that took all their time."""

    path: Path
    hangs: list[str] = field(default_factory=list)

    def own(self) -> Path:
        """Return the folder of the running thread."""
        folder = self.path / str(threading.get_ident())
        folder.mkdir(exist_ok=True)
        return folder


@contextmanager
def _scratch() -> Iterator[_Folder]:
    """Keep a scratch folder while a batch runs."""
    with tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True) as path:
        yield _Folder(Path(path))
