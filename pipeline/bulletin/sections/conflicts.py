"""Sources that differ, side by side: the figure that is used, who published each and when."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import Line, Most, Page, Value
from pipeline.bulletin.sections.figure import figure_name, observation_of
from pipeline.bulletin.sections.stated import by_observation, is_signed, published_by, recent
from pipeline.present import MAX_PLACES

MAX_ROWS = 40
"""Of each table; the cells of older ones are in the data of the release, and a note says so."""


def conflicts(page: Page) -> list[Block]:
    """Tabulate figures in conflict, one row a series, a table a unit."""
    series = _series(page)
    if not series:
        return []
    blocks: list[Block] = [Paragraph(page.say("conflicts-opening"))]
    material, units = page.material, sorted({cells[0]["unit_code"] for cells in series})
    for unit_code in units:
        lines = [_line(page, cells) for cells in series if cells[0]["unit_code"] == unit_code]
        heads = [
            Column(page.word("head-named-figure")),
            Column(page.word("head-territory")),
            Column(page.word("head-period")),
            Column(page.word("conflicts-head-used"), numeric=True),
            Column(page.word("conflicts-head-publisher")),
            Column(page.word("conflicts-head-others")),
        ]
        unit = material.grammar.start(material.unit(unit_code))
        subtitle = page.word("conflicts-table.subtitle", unit=unit)
        title = page.word("conflicts-table")
        if len(units) > 1:
            title = page.word("title-with-unit", title=title, unit=material.unit(unit_code))
        blocks.append(page.table(title, subtitle, heads, lines, most=Most(MAX_ROWS)))
    return blocks


def _series(page: Page) -> list[list[Cell]]:
    """Return the figures of each series in conflict, in the order of their publication."""
    reported = by_observation(page)
    found: dict[str, dict[str, Cell]] = {}
    named = [one for one in page.material.findings if one.sentence_code == "sources_differ"]
    for finding in recent(page, named, []):
        for name in (*finding.tested, *finding.compared):
            if name in reported:
                series = str(observation_of(page, reported[name])["series_id"])
                found.setdefault(series, {})[name] = reported[name]
    for name in page.material.preferred & set(reported):
        series = str(observation_of(page, reported[name])["series_id"])
        if series in found:
            found[series][name] = reported[name]
    return [sorted(cells.values(), key=lambda cell: _published(page, cell)) for cells in found.values()]


def _published(page: Page, cell: Cell) -> tuple[int, str]:
    """Return a key that orders figures by publication, those of an unknown day first."""
    day = observation_of(page, cell)["published_to"]
    return day.toordinal() if day else 0, page.sources(cell)


def _line(page: Page, cells: list[Cell]) -> Line:
    """Write the row of a series: the figure that is used, with all who published it, then the others."""
    used = [cell for cell in cells if observation_of(page, cell)["obs_id"] in page.material.preferred]
    alike = [cell for cell in cells if used and cell["value"] == used[0]["value"] and cell not in used]
    others = [cell for cell in cells if cell not in (*used, *alike)]
    said = "; ".join(published_by(page, cell) for cell in (*used, *alike))
    one = cells[0]
    listed: list[str | Value] = []
    for cell in reversed(others):
        listed += [_value(page, cell), f", {published_by(page, cell)}; "]
    if listed:
        listed[-1] = str(listed[-1]).removesuffix("; ")
    return Line(
        (
            figure_name(page, one),
            page.material.name(one["territory_id"]),
            page.material.when(one, short=True),
            _value(page, used[0]) if used else None,
            said or page.word("conflicts-none-used"),
            tuple(listed) or page.word("conflicts-no-other"),
        )
    )


def _value(page: Page, cell: Cell) -> Value:
    """Print a figure with the decimals that its source prints, a change with its sign."""
    return Value(cell, most=MAX_PLACES, signed=is_signed(page, cell))
