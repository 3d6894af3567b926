"""Plans beside what is reported of them, as bars: each pair to its own scale, with its dates."""

from datetime import date
from typing import NamedTuple

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections import outcome
from pipeline.bulletin.sections.described import described, in_letters
from pipeline.bulletin.sections.stated import in_words

MOST = 6
"""So many plans with the newest reports are drawn, of a coverage and unit one; the table has more."""
_NOTE = (
    "Each pair is drawn to its own scale: the bar of the planned figure has the same length in all. What is "
    "reported is the last figure up to its date, and no forecast."
)
_OPENING = "Pairs of bars: planned figures, light, and what is reported of them to date, dark"


_CUT = (
    "Of several plans of one coverage and unit the one with the latest due day is drawn, and of all these "
    "those with the newest reports; the table below has more."
)


def _title(page: Page, count: int) -> str:
    """Derive the title from the number of plans."""
    have = "has" if count == 1 else "have"
    plans = "plan" if count == 1 else "plans"
    by = words.day(page.material.month.last)
    return f"{in_words(in_letters(count))} {plans} {have} a reported figure of the same coverage by {by}"


def _planned(page: Page, cell: Cell) -> str:
    """Name the bar of a plan."""
    return f"planned, due {words.shorten(page.material.due(cell))}" if cell["due_on"] else "planned"


def _reported(page: Page, cell: Cell) -> str:
    """Name the bar of a reported figure."""
    return f"reported, {page.material.when(cell, short=True)}"


_SUBTITLE = "In the unit that each plan names; latest report first"


class _Pair(NamedTuple):
    """A plan and what is reported of it."""

    label: str
    planned: Cell
    reported: Cell


def outcome_chart(page: Page) -> Chart | None:
    """Draw the plans that have a reported figure."""
    pairs = _pairs(page)
    shown = _latest_due(pairs)[:MOST]
    if not shown:
        return None
    label = page.next_figure()
    rows = [
        (
            pair.label,
            [
                (_planned(page, pair.planned), Value(pair.planned, most=0)),
                (_reported(page, pair.reported), Value(pair.reported, most=0)),
            ],
        )
        for pair in shown
    ]
    printed = page.chart_numbers(rows, label)
    drawn = [
        charts.Outcome(
            pair.label,
            points[0][0],
            printed.labels(at)[0],
            points[1][0],
            printed.labels(at)[1],
            float(pair.reported["value"] / pair.planned["value"]),
        )
        for at, (pair, (_, points)) in enumerate(zip(shown, rows, strict=True))
    ]
    cut = ((_CUT,),) if len(pairs) > len(shown) else ()
    return Chart(
        label,
        _title(page, len(pairs)),
        _SUBTITLE,
        charts.outcome_bars(drawn, fonts=page.fonts),
        described(page, _OPENING, printed),
        printed.rows,
        ((_NOTE,), *cut, *printed.notes),
    )


def _pairs(page: Page) -> list[_Pair]:
    """Return the plans whose reported and planned figures are both shown, the newest report first."""
    pairs = []
    for share in outcome.shares(page):
        reported, planned = outcome.sides(page, share)
        if reported and planned and planned["value"] > 0:
            unit = outcome.unit(page, outcome.plan_code(share), reported)
            pairs.append(_Pair(f"{page.material.name(share['territory_id'])}, {unit}", planned, reported))
    return pairs


def _latest_due(pairs: list[_Pair]) -> list[_Pair]:
    """Keep of each coverage and unit the plan with the latest due day, in the order given."""
    last: dict[str, _Pair] = {}
    for pair in pairs:
        kept = last.get(pair.label)
        if kept is None or _due(pair) > _due(kept):
            last[pair.label] = pair
    return list(last.values())


def _due(pair: _Pair) -> date:
    """Return the due day of a plan; one without is due before any other."""
    return pair.planned["due_on"] or date.min
