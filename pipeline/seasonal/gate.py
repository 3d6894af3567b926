"""What must hold before adjusted figures are published, from the program's own diagnostics."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from pipeline.seasonal.diagnostics import Diagnostics
from pipeline.seasonal.series import FEWEST_PUBLISHED, Reason

PUBLISHED, EXPERIMENTAL = "published", "experimental"
NOT_PUBLISHED, NOT_ADJUSTED = "not_published", "not_adjusted"
MOST_M7 = Decimal(1)
MOST_Q = Decimal(1)
LEAST_QS_P = Decimal("0.01")
"""Below this probability the adjusted series is taken to have a seasonal pattern left."""

Test = tuple[str, str, Decimal | None, Callable[[Decimal], bool], str]


def check_gate(diagnostics: Diagnostics, method: str) -> list[Reason]:
    """List why adjusted figures are not published; none where they may be.

    For X-11: seasonality identifiable by the combined test, M7 < 1, Q < 1. For SEATS, which has none of
    these: the QS test finds seasonality in the figures. For both: the model converged, and the QS test finds
    none in the adjusted ones (p >= 0.01). A statistic that is not there counts as one that does not hold.
    Ref.: ESS Guidelines on Seasonal Adjustment 2024; Ladiray and Quenneville 2001; QS: Maravall 2011.
    """
    reasons = [] if diagnostics.has_converged else [Reason("not_converged", "the model did not converge")]
    if method == "x11" and (found := diagnostics.text("f2.idseasonal")) != "yes":
        said = f"identifiable seasonality: {found or 'not stated'}"
        reasons.append(Reason("no_seasonality", said))
    return reasons + list(_failing(diagnostics, method))


def status_of(known: int, reasons: list[Reason]) -> str:
    """Name the status of what was adjusted: a reason keeps it back, too few months make it experimental.

    >>> status_of(70, [])
    'experimental'
    """
    if reasons:
        return NOT_PUBLISHED
    return PUBLISHED if known >= FEWEST_PUBLISHED else EXPERIMENTAL


def experimental_reason(known: int) -> Reason:
    """Say that the months are too few to publish."""
    return Reason("short", f"experimental: {known} of {FEWEST_PUBLISHED} months")


def _failing(diagnostics: Diagnostics, method: str) -> Iterator[Reason]:
    """Yield the tests of statistics that do not hold."""
    for code, name, value, holds, expected in _tests(diagnostics, method):
        if value is None:
            yield Reason(code, f"{name} is not stated; {expected} is expected")
        elif not holds(value):
            yield Reason(code, f"{name} is {value}; {expected} is expected")


def _tests(diagnostics: Diagnostics, method: str) -> list[Test]:
    """List the tests of a method: code, name, value, condition, and the condition in words."""
    number = diagnostics.number
    left = "p of QS of the adjusted series"
    tests: list[Test] = [
        ("residual", left, number("qssadj", 1), lambda p: p >= LEAST_QS_P, f"{LEAST_QS_P} or more")
    ]
    if method == "seats":
        there = "p of QS of the series"
        own: list[Test] = [
            ("no_seasonality", there, number("qsori", 1), lambda p: p < LEAST_QS_P, f"below {LEAST_QS_P}")
        ]
    else:
        own = [
            ("m7", "M7", number("f3.m07"), lambda m7: m7 < MOST_M7, f"below {MOST_M7}"),
            ("q", "Q", number("f3.q"), lambda q: q < MOST_Q, f"below {MOST_Q}"),
        ]
    return own + tests
