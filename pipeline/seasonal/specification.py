"""A specification: how one series is adjusted, as its owner declared and last reviewed it."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.errors import BadInputError
from pipeline.month import Month

AUTOMATIC = "automatic"
"""Stands where a review lets the program choose; a declared specification names its choice."""
HOLIDAY = "holiday:"
"""Before the name of a holiday of the office's table, in `regressors`."""
METHODS = ("x11", "seats")
TRANSFORMS = ("log", "none", AUTOMATIC)
MISSING = ("refuse", "estimate")
MOST_FORECAST_MONTHS = 24
SEATS_HORIZON = 36
MOST_REGRESSORS = 20
MOST_OUTLIERS = 40
LEAST_CRITICAL, MOST_CRITICAL = 2.8, 10.0
"""Below the first the program itself refuses to search."""
DEFAULT_CRITICAL = "4.0"
TYPES_OF_OUTLIER = ("AO", "LS", "TC")

_MODEL = re.compile(r"\([0-3] [0-2] [0-3]\)\([0-2] [0-1] [0-2]\)")
_SEASONAL_FILTERS = ("s3x1", "s3x3", "s3x5", "s3x9", "s3x15", "stable", AUTOMATIC)
_REGRESSOR = re.compile(
    r"const|td|tdnolpyear|td1coef|td1nolpyear|lpyear|lom|easter\[([1-9]|1[0-9]|2[0-5])\]"
    r"|holiday:[a-z][a-z0-9_]{0,31}"
)
_OUTLIER = re.compile(r"(AO|LS|TC)([0-9]{4})\.(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_TREND_FILTER = 101


@dataclass(frozen=True)
class Specification:
    """How a series is adjusted.

    series             its name, as "fci.EX": indicator, territory, and what is not the default
    version, owner, reviewed_on, reviewed_to    who answers for it, and the last month that the review saw
    method             x11 or seats
    transform          log (multiplicative) or none (additive): a choice, never the program's
    model              the ARIMA model, as "(0 1 1)(0 1 1)"
    regressors         td, easter[8] ..., and holiday:<name> of the office's table
    outliers           those found before and kept, as AO2020.Apr
    critical           t value from which an outlier counts in the months searched
    seasonal_filter, trend_filter    filters of X-11, as s3x5 and 13; 0 leaves the second to the program
    span_from          the first month used; None for all
    missing            refuse, or estimate: months without a figure are estimated and not shown
    tests              regressors that a review lets the program test: td, easter
    """

    series: str
    model: str
    transform: str = "log"
    method: str = "x11"
    regressors: tuple[str, ...] = ()
    outliers: tuple[str, ...] = ()
    critical: str = DEFAULT_CRITICAL
    seasonal_filter: str = "s3x5"
    trend_filter: int = 0
    span_from: Month | None = None
    forecast_months: int = 12
    missing: str = "refuse"
    tests: tuple[str, ...] = ()
    version: int = 1
    owner: str = ""
    reviewed_on: date | None = None
    reviewed_to: Month | None = None
    why: str = ""

    def __post_init__(self) -> None:
        """Raise BadInputError where a part is none that the program or the house knows."""
        for name, (holds, expected) in self._conditions().items():
            if not holds:
                given = getattr(self, name)
                raise BadInputError(
                    f"The specification of {self.series or 'a series'} has {name} = {_shown(given)}; "
                    f"expected is {expected}."
                )

    def _conditions(self) -> dict[str, tuple[bool, str]]:
        """Say for each part whether it is one, and what is expected."""
        filters = ", ".join(_SEASONAL_FILTERS)
        trend = self.trend_filter
        return {
            "series": (bool(self.series), "the name of the series, as in fci.EX"),
            "method": (self.method in METHODS, "x11 or seats"),
            "transform": (self.transform in TRANSFORMS, "log, or none where figures are zero or negative"),
            "model": (_is_model(self.model), "an ARIMA model such as (0 1 1)(0 1 1)"),
            "regressors": (_all(_REGRESSOR, self.regressors, MOST_REGRESSORS), _REGRESSORS_EXPECTED),
            "outliers": (
                _all(_OUTLIER, self.outliers, MOST_OUTLIERS),
                "such as AO2020.Apr, LS or TC, each once",
            ),
            "critical": (_is_critical(self.critical), f"a number from {LEAST_CRITICAL} to {MOST_CRITICAL}"),
            "seasonal_filter": (self.seasonal_filter in _SEASONAL_FILTERS, f"one of {filters}"),
            "trend_filter": (
                trend == 0 or (trend % 2 == 1 and 1 < trend <= _LONGEST_TREND_FILTER),
                f"an odd number from 3 to {_LONGEST_TREND_FILTER}, or 0 where the program chooses",
            ),
            "forecast_months": (
                1 <= self.forecast_months <= MOST_FORECAST_MONTHS,
                f"1 to {MOST_FORECAST_MONTHS} months",
            ),
            "missing": (self.missing in MISSING, "refuse or estimate"),
            "tests": (set(self.tests) <= {"td", "easter"}, "td, easter or both"),
            "version": (self.version >= 1, "a whole number of 1 or more"),
        }

    @property
    def holidays(self) -> tuple[str, ...]:
        """The names of the moving holidays among the regressors."""
        return tuple(name.removeprefix(HOLIDAY) for name in self.regressors if name.startswith(HOLIDAY))

    @property
    def horizon(self) -> int:
        """The months that forecasts reach, which regressors must cover: SEATS never takes fewer than 36."""
        return max(self.forecast_months, SEATS_HORIZON if self.method == "seats" else 0)

    @property
    def is_fixed(self) -> bool:
        """Whether model, transformation and filters are named, as they are between two reviews."""
        automatic = AUTOMATIC in (self.model, self.transform, self.seasonal_filter)
        return not automatic and not self.tests


def outlier_month(name: str) -> Month:
    """Return the month of an outlier.

    >>> str(outlier_month("AO2020.Apr"))
    '2020-04'
    """
    return Month(int(name[2:6]), _MONTHS.index(name[7:]) + 1)


def outlier_name(kind: str, month: Month) -> str:
    """Name an outlier as specifications do.

    >>> outlier_name("LS", Month(2020, 4))
    'LS2020.Apr'
    """
    return f"{kind}{month_name(month)}"


def month_name(month: Month) -> str:
    """Write a month as the program reads it.

    >>> month_name(Month(2020, 10))
    '2020.Oct'
    """
    return f"{month.year:04d}.{_MONTHS[month.number - 1]}"


_REGRESSORS_EXPECTED = (
    f"at most {MOST_REGRESSORS} of td, td1coef, tdnolpyear, td1nolpyear, lpyear, lom, const, easter[1] to "
    "easter[25], holiday:<name>, each once"
)


def _is_model(text: str) -> bool:
    """Tell whether the text is an ARIMA model, or leaves it to the program."""
    return text == AUTOMATIC or _MODEL.fullmatch(text) is not None


def _is_critical(text: str) -> bool:
    """Tell whether the text is a t value that the program accepts."""
    return re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", text) is not None and (
        LEAST_CRITICAL <= float(text) <= MOST_CRITICAL
    )


def _all(form: re.Pattern[str], names: tuple[str, ...], most: int) -> bool:
    """Tell whether all names have a form, each once and not too many."""
    return len(names) <= most and len(set(names)) == len(names) and all(map(form.fullmatch, names))


def _shown(given: object) -> str:
    """Show a part in a sentence."""
    return ", ".join(map(str, given)) if isinstance(given, tuple) else str(given) or "nothing"
