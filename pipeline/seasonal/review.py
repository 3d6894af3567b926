"""The yearly review: what the program would choose today, beside what is declared, and why."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from pipeline.seasonal.adjust import make_regressors, make_request
from pipeline.seasonal.diagnostics import Diagnostics
from pipeline.seasonal.gate import check_gate
from pipeline.seasonal.run import SCRATCH, Components, run_in
from pipeline.seasonal.series import Reason, Series, check_series, read_series
from pipeline.seasonal.spc import Request
from pipeline.seasonal.specification import AUTOMATIC, HOLIDAY, Specification

MOST_UNSTABLE_PCT, MOST_UNSTABLE_CHANGES_PCT = Decimal(15), Decimal(35)
"""Of months whose factors, and of changes on the month before, that differ by 3 % between spans.
Ref.: Findley, Monsell, Shulman and Pugh 1990."""
_TRADING_DAYS = ("td", "td1coef", "tdnolpyear", "td1nolpyear")
_CHANGE, _KEEP, _LOOK = "change", "keep", "look"


@dataclass(frozen=True)
class Finding:
    """One item of a review: declared, found, what follows (keep, change, look) and why."""

    series: str
    item: str
    declared: str
    found: str
    follows: str
    why: str


@dataclass(frozen=True)
class Stability:
    """Sliding spans and the history of revisions, in per cent; None where the series is too short for them.

    unstable_pct            S(%): months whose seasonal factors differ by 3 % and more between spans
    unstable_changes_pct    MM(%): changes on the month before that differ so
    revision_pct            mean absolute revision of the adjusted figure, from the first to the last known
    """

    unstable_pct: Decimal | None
    unstable_changes_pct: Decimal | None
    revision_pct: Decimal | None


def review(
    specification: Specification,
    frame: pl.DataFrame,
    binary: Path,
    holidays: pl.DataFrame | None = None,
    *,
    with_fixtures: bool = False,
) -> list[Finding]:
    """Say what would change in a specification, and why, from two runs over all months of its series.

    One run is as declared, with sliding spans and the history of revisions; the other leaves transformation,
    model, calendar regressors, outliers of every month and filters to the program. Nothing is changed: the
    owner writes a new version. A series that is not adjusted gives one row with the reason.
    """
    series = read_series(frame, specification.span_from)
    if isinstance(series, Reason):
        return [_stopped(specification, series)]
    if (reason := check_series(series, specification)) is not None:
        return [_stopped(specification, reason)]
    regressors = make_regressors(series, specification, holidays, with_fixtures=with_fixtures)
    now = replace(make_request(series, specification, regressors), with_stability=True)
    free = Request(series, _free(specification, series), regressors, search_from=series.first)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True) as folder:
        chosen = run_in(Path(folder), binary, free)
        declared = run_in(Path(folder), binary, now)
    if isinstance(chosen, Reason):
        return [_stopped(specification, chosen)]
    return list(_compare(specification, declared, chosen))


def read_stability(diagnostics: Diagnostics) -> Stability:
    """Read S(%), MM(%) and the mean absolute revision of a run that was asked for them."""
    return Stability(
        diagnostics.number("s2.a.per", 2),
        diagnostics.number("s2.d.per", 2),
        diagnostics.number("r01.lag00.aar.all"),
    )


def review_frame(findings: list[Finding]) -> pl.DataFrame:
    """Give findings of a review as a frame, a column a field."""
    return pl.DataFrame(
        [vars(finding) for finding in findings],
        schema=dict.fromkeys(Finding.__dataclass_fields__, pl.String),
    )


def _free(specification: Specification, series: Series) -> Specification:
    """Leave to the program what a review reconsiders; holidays and the span stay."""
    return replace(
        specification,
        transform=AUTOMATIC if min(series.known) > 0 else "none",
        model=AUTOMATIC,
        seasonal_filter=AUTOMATIC,
        trend_filter=0,
        regressors=tuple(name for name in specification.regressors if name.startswith(HOLIDAY)),
        outliers=(),
        tests=("td", "easter"),
    )


def _stopped(specification: Specification, reason: Reason) -> Finding:
    """Say that there is nothing to compare."""
    return Finding(specification.series, "series", "", "", _LOOK, reason.sentence)


def _compare(
    specification: Specification, declared: Components | Reason, chosen: Components
) -> Iterator[Finding]:
    """Yield what is declared beside what the program chose."""
    name, told = specification.series, chosen.diagnostics
    yield _item(
        name, "transform", specification.transform, "log" if chosen.is_log else "none", _why_transform(told)
    )
    yield _item(name, "model", specification.model, told.model, _why_model(declared, told))
    yield _item(
        name, "regressors", _calendar(specification.regressors), _calendar_found(told), _why_calendar(told)
    )
    yield _item(
        name, "outliers", _listed(specification.outliers), _listed(told.found_outliers), _why_outliers(told)
    )
    if specification.method == "x11":
        found = f"s{told.text('sfmsr')}"
        ratio = told.text("autosf.msr01")
        yield _item(
            name,
            "seasonal_filter",
            specification.seasonal_filter,
            found,
            f"global moving seasonality {ratio}",
        )
    if isinstance(declared, Reason):
        yield Finding(name, "as declared", "", "", _LOOK, declared.sentence)
        return
    yield from _stable(specification, declared)


def _stable(specification: Specification, declared: Components) -> Iterator[Finding]:
    """Yield stability and conditions of publication, of the adjustment as declared."""
    name = specification.series
    stability = read_stability(declared.diagnostics)
    for item, value, most in (
        ("sliding spans, S(%)", stability.unstable_pct, MOST_UNSTABLE_PCT),
        ("sliding spans, MM(%)", stability.unstable_changes_pct, MOST_UNSTABLE_CHANGES_PCT),
    ):
        follows = _KEEP if value is not None and value <= most else _LOOK
        yield Finding(name, item, "", _shown(value), follows, f"up to {most} is taken as stable")
    revision = _shown(stability.revision_pct)
    yield Finding(
        name, "mean absolute revision, %", "", revision, _KEEP, "of the adjusted figure, first to last"
    )
    reasons = check_gate(declared.diagnostics, specification.method)
    why = "; ".join(reason.sentence for reason in reasons) or "all conditions of publication hold"
    yield Finding(
        name, "publication", "", "withheld" if reasons else "published", _LOOK if reasons else _KEEP, why
    )


def _item(series: str, item: str, declared: str, found: str, why: str) -> Finding:
    """Set what is declared beside what was found."""
    return Finding(series, item, declared, found, _KEEP if declared == found else _CHANGE, why)


def _why_transform(told: Diagnostics) -> str:
    """Say what the choice of the transformation rests on."""
    if not told.text("aictest.trans.aicc.log"):
        return "no other exists for these figures"
    with_log, without = (_plain(told, f"aictest.trans.aicc.{name}") for name in ("log", "nolog"))
    return f"AICc {with_log} with log, {without} without"


def _why_model(declared: Components | Reason, told: Diagnostics) -> str:
    """Say what the choice of the model rests on."""
    chosen = f"AICc {told.text('aicc')} as chosen, with its regressors and outliers"
    if isinstance(declared, Reason):
        return chosen
    now = declared.diagnostics
    if any(now.text(name) != told.text(name) for name in ("nonseasonaldiff", "seasonaldiff")):
        return f"{chosen}; AICc is not compared between models that difference otherwise"
    return f"{chosen}; as declared {now.text('aicc')}"


def _why_calendar(told: Diagnostics) -> str:
    """Say what the tests of calendar regressors gave."""
    found = [
        f"{label} {_plain(told, name)}"
        for label, name in (("trading days", "aictest.diff.td"), ("Easter", "aictest.diff.e"))
        if told.text(name)
    ]
    return f"AICc without less with: {', '.join(found)}" if found else "tested by AICc, none taken"


def _why_outliers(told: Diagnostics) -> str:
    """Say with which t value outliers were found."""
    found = [f"{one.name.partition('$')[2]} t {one.t.quantize(Decimal('0.01'))}" for one in told.outliers]
    return f"searched in all months; {', '.join(found)}" if found else "searched in all months"


def _calendar(regressors: tuple[str, ...]) -> str:
    """List the calendar regressors that are declared."""
    return _listed(
        sorted(name for name in regressors if name.partition("[")[0] in (*_TRADING_DAYS, "easter"))
    )


def _calendar_found(told: Diagnostics) -> str:
    """List the calendar regressors that the program took."""
    days = told.text("aictest.td")
    window = told.text("aictest.e.window")
    easter = [f"easter[{window}]"] if told.text("aictest.e") == "yes" else []
    return _listed(sorted([*easter, *([days] if days in _TRADING_DAYS else [])]))


def _plain(told: Diagnostics, name: str) -> str:
    """Show a statistic with two decimals."""
    return _shown(told.number(name), "0.01")


def _shown(number: Decimal | None, places: str = "0.001") -> str:
    """Show a number, or that it is not there."""
    return "not stated" if number is None else str(number.quantize(Decimal(places)))


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """List names, or say that there are none."""
    return ", ".join(names) or "none"
