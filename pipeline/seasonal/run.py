"""One run of the program: a request in, components and diagnostics out, or the sentence why not."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.month import Month
from pipeline.seasonal.diagnostics import Diagnostics, read_diagnostics
from pipeline.seasonal.process import MOST_SECONDS, Ended, run_bounded
from pipeline.seasonal.series import Reason
from pipeline.seasonal.spc import FORECAST, TABLES, Request, render
from pipeline.seasonal.tables import ProgramError, check_identity, read_table, read_text

SCRATCH = "crossfoot-x13-"
_NAME = "series"
"""The program reads and writes files of this name in its current folder: no path is too long for it."""
_FLAGS = ("-s", "-n")
"""Write the diagnostics; print no tables but those saved."""
_ERROR = re.compile(r"^ *(?:\*\*)?ERROR: *(.*(?:\n +[^\n]+)*)", re.MULTILINE)
_MESSAGE = 200
_LOG = "Log(y)"
_UNLIKE = "its trend-cycle and irregular do not give back its adjusted figures"


@dataclass(frozen=True)
class Components:
    """What came back of a series, month by month: figures of 10 decimals by component, and forecasts.

    Components are adjusted, trend, seasonal, irregular and combined (seasonal, calendar and holiday effects
    together). A month without a figure has an estimate; it is not to be shown.
    """

    months: tuple[Month, ...]
    parts: Mapping[str, list[Decimal]]
    forecasts: list[Decimal]
    diagnostics: Diagnostics
    is_log: bool


def run_program(binary: Path, request: Request, most_seconds: float = MOST_SECONDS) -> Components | Reason:
    """Run the program for one series in a scratch folder, and read back its tables.

    The program ends with code 0 on an error of its own: success is every table asked for, for every month, no
    ERROR in its messages, and tables that give back the figures. Anything else is a Reason with a sentence.
    """
    with tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True) as scratch:
        return run_in(Path(scratch), binary, request, most_seconds)


def run_in(
    folder: Path, binary: Path, request: Request, most_seconds: float = MOST_SECONDS
) -> Components | Reason:
    """Run the program as `run_program` does, in a folder that is emptied first: one run at a time."""
    try:
        _empty(folder)
        (folder / f"{_NAME}.spc").write_text(render(request), encoding="ascii")
        ended = run_bounded([str(binary), _NAME, *_FLAGS], folder, most_seconds)
        _check_end(ended, folder)
        return _read(request, folder)
    except ProgramError as fault:
        return _failed(str(fault))
    except OSError as error:
        return _failed(f"it cannot be run ({error.strerror})")


def _empty(folder: Path) -> None:
    """Take away what an earlier run left, so that none of it is read as this one's."""
    with os.scandir(folder) as entries:
        for entry in entries:
            Path(entry.path).unlink()


def _check_end(ended: Ended, folder: Path) -> None:
    """Refuse an end that was not the program's own, and one with an ERROR among its messages."""
    if ended.stopped:
        raise ProgramError(ended.stopped)
    errors = folder / f"{_NAME}.err"
    told = ended.messages + (read_text(errors) if errors.exists() else "")
    if found := _ERROR.search(told):
        message = " ".join(found[1].split())
        raise ProgramError(f"it said: {message[:_MESSAGE].rstrip('. ')}")
    if ended.code:
        how = f"with code {ended.code}" if ended.code > 0 else f"by signal {-ended.code}"
        raise ProgramError(f"it ended {how}")


def _read(request: Request, folder: Path) -> Components:
    """Read the tables asked for and the diagnostics."""
    series, specification = request.series, request.specification
    months = series.months
    diagnostics = read_diagnostics(read_text(folder / f"{_NAME}.udg"))
    parts = {
        part: read_table(read_text(folder / f"{_NAME}.{table}"), months, table)
        for part, table in TABLES[specification.method].items()
    }
    ahead = series.last.plus(1).to(series.last.plus(specification.horizon))
    forecasts = read_table(read_text(folder / f"{_NAME}.{FORECAST}"), ahead, FORECAST)
    is_log = specification.transform == "log" or diagnostics.text("aictrans") == _LOG
    check_identity(series.values, parts["adjusted"], parts["combined"], is_log=is_log)
    check_identity(parts["adjusted"], parts["trend"], parts["irregular"], is_log=is_log, fault=_UNLIKE)
    return Components(months, parts, forecasts, diagnostics, is_log)


def _failed(why: str) -> Reason:
    """Say that the program gave no result."""
    return Reason("program", f"not adjusted: X-13ARIMA-SEATS gave no result: {why}")
