"""Holds observations against the figures that they were read from: the same number, in the office's unit."""

from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from pipeline.sealed.folder import EVIDENCE, ReleaseFolder
from pipeline.sealed.report import Report

_COLUMNS = (
    *("obs_id", "value", "unit_code", "decided", "value_as_delivered", "unit_as_written", "quantity"),
)


class _Pair(NamedTuple):
    """An observation and what was delivered for it; `factor` leads from one to the other."""

    obs_id: str
    value: Decimal
    delivered: Decimal
    factor: Fraction | None


def check_figures(release: ReleaseFolder, report: Report) -> None:
    """Check that an observation is the delivered number times the factor of its unit, a power of ten.

    Observations that were read in one unit have one factor; what the office decided otherwise is left out.
    """
    joined = release.observations.join(release.figures, on="figure_id", suffix="_of_figure").select(_COLUMNS)
    groups: dict[tuple[str, str, str], list[_Pair]] = defaultdict(list)
    for obs_id, value, unit, decided, said, written, quantity in joined.iter_rows():
        if decided or value is None:
            report.left_out["observations that the office decided about, or that were withdrawn"] += 1
            continue
        try:
            delivered = Decimal(said)
        except (InvalidOperation, TypeError):
            report.add(f"{EVIDENCE}/figure.csv", f"of observation {obs_id}", "a number as delivered", said)
            continue
        factor = Fraction(value) / Fraction(delivered) if delivered else None
        groups[written or "", unit or "", quantity or ""].append(_Pair(obs_id, value, delivered, factor))
    for (written, unit, _), pairs in groups.items():
        _check_group(f"{written!r} as {unit}", pairs, report)


def _check_group(what: str, pairs: list[_Pair], report: Report) -> None:
    """Check the observations that were read in one unit."""
    counted = Counter(one.factor for one in pairs if one.factor is not None and _is_power_of_ten(one.factor))
    usual = counted.most_common(1)[0][0] if counted else Fraction(1)
    for one in pairs:
        report.checked["observations that are the figure as delivered"] += 1
        if one.factor != usual and (one.delivered or one.value):
            expected = f"{Fraction(one.delivered) * usual} ({one.delivered}, {what})"
            report.add(f"{EVIDENCE}/observation.csv", f"{one.obs_id}, value", expected, one.value.normalize())


def _is_power_of_ten(factor: Fraction) -> bool:
    """Tell whether a factor only moves the decimal point."""
    digits = {str(factor.numerator).rstrip("0"), str(factor.denominator).rstrip("0")}
    return digits == {"1"}
