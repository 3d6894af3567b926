"""What a chart shows, in a sentence or a few: its alternative text, with every number bound to its cell."""

from decimal import Decimal

from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Charted, Page
from pipeline.language.letters import in_letters

MOST_SERIES = 5
"""Of more series the first and the last are described, and their number is said."""


def described(page: Page, opening: Text, charted: Charted) -> Text:
    """Say what a chart shows, then of each series how many numbers it has, the first, last and largest one.

    How many there are is written in letters: each digit of the text is a figure of a cell.
    """
    count = len(charted.rows)
    shown = range(count) if count <= MOST_SERIES else (0, count - 1)
    said = [opening]
    if count > MOST_SERIES:
        said.append(page.say("chart-series-many", count=in_letters(count, page.material.lang)))
    said += [_series(page, charted, series) for series in shown if charted.values[series]]
    return page.sentences(said)


def _series(page: Page, charted: Charted, series: int) -> Text:
    """Describe one series."""
    name, points = charted.rows[series]
    values = [Decimal(value.cell["value"]) for value in charted.values[series]]
    if len(values) == 1:
        return page.say(
            "chart-series-one", name=name, label=points[0][0], figure=page.retold(charted, series, 0)
        )
    last, largest = len(values) - 1, values.index(max(values))
    told: Text = ()
    for point in sorted({0, largest, last}):
        role = "-".join(
            word for word, at in (("first", 0), ("last", last), ("largest", largest)) if at == point
        )
        figure = page.retold(charted, series, point)
        told += ("; ",) if told else ()
        told += page.say(f"chart-{role}", label=points[point][0], figure=figure)
    return page.say("chart-series", name=name, count=in_letters(len(values), page.material.lang), told=told)
