"""The program's input: a specification and its series as text, one value a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.errors import CrossfootError
from pipeline.month import Month
from pipeline.seasonal.series import Series
from pipeline.seasonal.specification import AUTOMATIC, HOLIDAY, Specification, month_name

LONGEST_LINE = 132
"""Longer lines stop the program, with exit code 0 and nothing in its error file."""
TABLES = {
    "x11": {"seasonal": "d10", "adjusted": "d11", "trend": "d12", "irregular": "d13", "combined": "d16"},
    "seats": {"seasonal": "s10", "adjusted": "s11", "trend": "s12", "irregular": "s13", "combined": "s16"},
}
"""What is read back, by method: component and the table that holds it."""
FORECAST = "fct"
_MISSING_CODE = "-9999999999999999"
"""Beyond any figure that is taken."""


@dataclass(frozen=True)
class Request:
    """One run: a series, how it is adjusted, and what else is asked.

    regressors      values of each holiday from the first month to the end of the forecasts
    search_from     the month from which outliers are searched; None for none
    critical        the t value for the search; empty leaves it to the program
    with_stability  whether sliding spans and the history of revisions are asked for, many times the work
    """

    series: Series
    specification: Specification
    regressors: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)
    search_from: Month | None = None
    critical: str = ""
    with_stability: bool = False


def render(request: Request) -> str:
    """Write the input of one run, in ASCII, no line above 132 characters.

    >>> series = Series(Month(2025, 1), (Decimal("1.50"), None))
    >>> render(Request(series, Specification("fci.EX", "(0 1 1)(0 1 1)"))).splitlines()[5:10]
    ['missingval=1.5', 'data=(', '1.5', '-9999999999999999', ')']
    """
    parts = [
        _series(request.series),
        _transform(request.specification),
        _regression(request),
        _outliers(request),
        _model(request.specification),
        ["estimate {", "print=none", "}"],
        ["forecast {", f"maxlead={request.specification.horizon}", f"save={FORECAST}", "print=none", "}"],
        _adjustment(request.specification),
        _stability(request),
    ]
    lines = [line for part in parts for line in part]
    longest = max(lines, key=len)
    if len(longest) > LONGEST_LINE or not longest.isascii():
        raise CrossfootError(
            f"The specification of {request.specification.series} has the line '{longest[:40]}...' of "
            f"{len(longest)} characters; at most {LONGEST_LINE} are read. Shorten the names in it."
        )
    return "\n".join(lines) + "\n"


def _series(series: Series) -> list[str]:
    """Write the figures; a missing one has a code, and begins as the middle one of the others."""
    lines = ["series {", f"start={month_name(series.first)}", "period=12", "print=none"]
    if None in series.values:
        known = sorted(series.known)
        lines += [f"missingcode={_MISSING_CODE}", f"missingval={_number(known[len(known) // 2])}"]
    figures = [_MISSING_CODE if value is None else _number(value) for value in series.values]
    return [*lines, "data=(", *figures, ")", "}"]


def _number(value: Decimal) -> str:
    """Write an exact number without an exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _transform(specification: Specification) -> list[str]:
    """Write the transformation."""
    function = "auto" if specification.transform == AUTOMATIC else specification.transform
    return ["transform {", f"function={function}", "print=none", "}"]


def _regression(request: Request) -> list[str]:
    """Write the regressors of the program, the outliers kept, and the holidays with their values."""
    specification = request.specification
    named = [name for name in specification.regressors if not name.startswith(HOLIDAY)]
    named += [name for name in specification.outliers if name]
    holidays = specification.holidays
    if not (named or holidays or specification.tests):
        return []
    lines = ["regression {", "print=none"]
    if named:
        lines += ["variables=(", *named, ")"]
    if specification.tests:
        lines += ["aictest=(", *specification.tests, ")"]
    return [*lines, *_holidays(request), "}"] if holidays else [*lines, "}"]


def _holidays(request: Request) -> list[str]:
    """Write the user's regressors: names, their type, and month by month the value of each."""
    names = request.specification.holidays
    columns = [request.regressors[name] for name in names]
    rows = [_number(value) for month in zip(*columns, strict=True) for value in month]
    start = f"start={month_name(request.series.first)}"
    return ["user=(", *names, ")", "usertype=(", *["holiday"] * len(names), ")", start, "data=(", *rows, ")"]


def _outliers(request: Request) -> list[str]:
    """Write which months are searched for outliers."""
    if request.search_from is None:
        return []
    lines = ["outlier {", "types=(ao ls tc)", "print=none"]
    if request.critical:
        lines.append(f"critical={request.critical}")
    if request.search_from > request.series.first:
        lines.append(f"span=({month_name(request.search_from)}, {month_name(request.series.last)})")
    return [*lines, "}"]


def _model(specification: Specification) -> list[str]:
    """Write the ARIMA model, or leave it to the program."""
    if specification.model == AUTOMATIC:
        return ["automdl {", "print=none", "}"]
    return ["arima {", f"model={specification.model}", "}"]


def _adjustment(specification: Specification) -> list[str]:
    """Write the method with its filters and the tables to save."""
    tables = f"save=({' '.join(TABLES[specification.method].values())})"
    if specification.method == "seats":
        return ["seats {", "out=2", "print=none", tables, "}"]
    lines = ["x11 {", "print=none", tables]
    if specification.transform != AUTOMATIC:
        lines.append(f"mode={'mult' if specification.transform == 'log' else 'add'}")
    if specification.seasonal_filter != AUTOMATIC:
        lines.append(f"seasonalma={specification.seasonal_filter}")
    if specification.trend_filter:
        lines.append(f"trendma={specification.trend_filter}")
    return [*lines, "}"]


def _stability(request: Request) -> list[str]:
    """Write the request for sliding spans and the history of revisions."""
    if not request.with_stability:
        return []
    return [
        "slidingspans {",
        "print=none",
        "}",
        "history {",
        "estimates=(sadj trend)",
        "print=none",
        "}",
    ]
