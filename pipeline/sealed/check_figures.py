"""Holds observations against the figures that they were read from: the same number, in the office's unit."""

from collections import Counter, defaultdict
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from pipeline.sealed.folder import EVIDENCE, ReleaseFolder
from pipeline.sealed.frames import rows_of
from pipeline.sealed.report import Report

_COLUMNS = (
    *("obs_id", "value", "unit_code", "decided", "value_as_delivered", "unit_as_written", "quantity"),
)
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class _Pair(NamedTuple):
    """An observation and what was delivered for it; ten to the `power` leads from one to the other."""

    obs_id: str
    value: Decimal
    delivered: Decimal
    power: int | None


def check_figures(release: ReleaseFolder, report: Report) -> None:
    """Check that an observation is the delivered number times the factor of its unit, a power of ten.

    Observations that were read in one unit have one factor; what the office decided otherwise is left out.
    """
    observations, figures = (
        frame.select("figure_id", *(name for name in _COLUMNS if name in frame.columns))
        for frame in (release.observations, release.figures)
    )
    joined = observations.join(figures, on="figure_id", suffix="_of_figure")
    groups: dict[tuple[str, str, str], list[_Pair]] = defaultdict(list)
    for obs_id, value, unit, decided, said, written, quantity in rows_of(joined, _COLUMNS):
        if decided or value is None:
            report.left_out["observations that the office decided about, or that were withdrawn"] += 1
            continue
        try:
            delivered = Decimal(said)
        except (InvalidOperation, TypeError):
            report.add(f"{EVIDENCE}/figure.csv", f"of observation {obs_id}", "a number as delivered", said)
            continue
        pair = _Pair(obs_id, value, delivered, _power(value, delivered))
        groups[written or "", unit or "", quantity or ""].append(pair)
    for (written, unit, _), pairs in groups.items():
        _check_group(f"{written!r} as {unit}", pairs, report)


def _check_group(what: str, pairs: list[_Pair], report: Report) -> None:
    """Check the observations that were read in one unit."""
    counted = Counter(one.power for one in pairs if one.power is not None)
    usual = counted.most_common(1)[0][0] if counted else 0
    report.checked["observations that are the figure as delivered"] += len(pairs)
    for one in pairs:
        if one.power != usual and (one.delivered or one.value):
            number = Fraction(one.delivered) * Fraction(10) ** usual
            expected = f"{number} ({one.delivered}, {what})"
            report.add(f"{EVIDENCE}/observation.csv", f"{one.obs_id}, value", expected, one.value.normalize())


def _power(value: Decimal, delivered: Decimal) -> int | None:
    """Return by how many places the decimal point was moved; None where more was done than that."""
    if not delivered.is_finite():
        raise ValueError(f"{delivered} is no number")
    power = value.adjusted() - delivered.adjusted()
    return power if delivered and delivered.scaleb(power, _EXACT) == value else None
