"""What a page says of the state of a seasonal adjustment, without numbers: those are bound to their cells."""

from pipeline.seasonal.gate import (
    EXPERIMENTAL,
    LEAST_QS_P,
    MOST_M7,
    MOST_Q,
    NOT_ADJUSTED,
    NOT_PUBLISHED,
    PUBLISHED,
)
from pipeline.seasonal.series import FEWEST, FEWEST_PUBLISHED

STATES = {
    PUBLISHED: "published",
    EXPERIMENTAL: "experimental, not published",
    NOT_PUBLISHED: "adjusted, not published",
    NOT_ADJUSTED: "not adjusted",
}
REASONS = {
    "too_short": "too few months",
    "short": "too few months to publish",
    "no_specification": "the office has no specification for it",
    "specification": "its specification cannot be carried out",
    "mixed": "its figures have more than one unit, base period or price basis",
    "duplicate": "a month has more than one figure",
    "too_long": "more months than the program takes",
    "too_large": "figures of more digits than the program takes",
    "missing": "months without a figure",
    "not_positive": "a figure is zero or negative",
    "cumulative": "its figures rise within each year and drop each January, as year-to-date figures do",
    "constant": "every month has the same figure",
    "program": "the program gave no result that can be used",
    "not_converged": "the model did not converge",
    "no_seasonality": "no seasonality that can be identified",
    "residual": "a seasonal pattern is left in the adjusted series",
    "m7": "M7 is not below its limit",
    "q": "Q is not below its limit",
}
"""By the codes of pipeline/seasonal; its full sentences are in indicators.seasonal_diagnostics."""
CONDITIONS = (
    f"Adjusted figures are published from {FEWEST_PUBLISHED} months on, where seasonality can be identified, "
    f"M7 is below {MOST_M7}, Q is below {MOST_Q} and p is {LEAST_QS_P} or more: p is the probability of the "
    f"QS statistic of the adjusted series if no seasonality is left. From {FEWEST} months on they are "
    "experimental; below, nothing is adjusted."
)


def state(status: str, reason_codes: str) -> str:
    """Say the state of a series and, where it is not published, why.

    >>> state("not_published", "m7 q")
    'adjusted, not published: M7 is not below its limit; Q is not below its limit'
    """
    said = "; ".join(REASONS[code] for code in reason_codes.split())
    return f"{STATES[status]}: {said}" if said else STATES[status]
