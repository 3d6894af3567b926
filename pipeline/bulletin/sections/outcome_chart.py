"""Plans beside what is reported of them, as bars: each pair to its own scale, with its dates."""

from datetime import date
from typing import NamedTuple

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections import outcome
from pipeline.bulletin.sections.described import described
from pipeline.language.phrase import When, day_of

MOST = 6
"""So many plans with the newest reports are drawn, of a coverage and unit one; the table has more."""


class _Pair(NamedTuple):
    """A plan and what is reported of it."""

    label: str
    planned: Cell
    reported: Cell


def outcome_chart(page: Page) -> Chart | None:
    """Draw the plans that have a reported figure, the latest ones where there are many."""
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
    notes = [page.word("outcome-title.note")]
    notes += [page.word("outcome-title.cut")] if len(pairs) > len(shown) else []
    return Chart(
        label,
        page.word(
            "outcome-title" if len(pairs) > len(shown) else "outcome-title-all",
            drawn=len(shown),
            count=len(pairs),
            day=day_of(page.material.month.last),
        ),
        page.word("outcome-title.subtitle"),
        charts.outcome_bars(drawn, fonts=page.fonts),
        described(page, page.say("outcome-title.alt"), printed),
        printed.rows,
        (*((note,) for note in notes), *printed.notes),
    )


def _planned(page: Page, cell: Cell) -> str:
    """Name the bar of a plan."""
    if not cell["due_on"]:
        return page.word("outcome-planned-open")
    due = page.material.due_of(cell)
    return page.word("outcome-planned", due=When(due.start, due.end, is_due=True))


def _reported(page: Page, cell: Cell) -> str:
    """Name the bar of a reported figure."""
    return page.word("outcome-reported", when=page.material.time_of(cell))


def _pairs(page: Page) -> list[_Pair]:
    """Return the plans whose reported and planned figures are both shown, the newest report first."""
    pairs = []
    for share in outcome.shares(page):
        reported, planned = outcome.sides(page, share)
        if reported and planned and planned["value"] > 0:
            unit = outcome.unit(page, outcome.plan_code(share), reported)
            name = page.word("outcome-pair", place=page.place(share["territory_id"]), unit=unit)
            pairs.append(_Pair(name, planned, reported))
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
