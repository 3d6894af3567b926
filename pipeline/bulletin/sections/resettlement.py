"""Resettlement: running totals as stocks at a date, and groups that moved."""

from datetime import date

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section, Text
from pipeline.bulletin.order import arranged
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.doubts import is_announced
from pipeline.bulletin.sections.expected import not_received
from pipeline.language.phrase import Listed, month_of

MAX_GROUPS = 16
"""The newest groups that moved; a note says that older ones are in the data."""
MIN_DATES = 3
MOST_NAMED = 5
_STOCKS = ("resettled_families", "resettled_persons")
_MOVED = ("moved_families", "moved_persons")


def resettlement(page: Page) -> Section:
    """Write the section on resettlement."""
    page.binder.at("resettlement")
    title = page.word("resettlement-title")
    stocks = _last_stocks(page)
    if not stocks:
        groups = _groups(page)
        subject = page.word("resettlement-subject-totals" if groups else "subject-resettlement")
        return nothing.section(page, "resettlement", title, subject, *([groups] if groups else []))
    expected = not_received(page, "resettled_persons")
    said = [_opening(page, stocks), *filter(None, [expected]), page.say("resettlement-lead")]
    blocks: list[Block] = [Paragraph(page.sentences(said))]
    figure = _timeline(page)
    blocks += [figure] if figure else []
    blocks.append(_table(page, stocks))
    groups = _groups(page)
    blocks += [groups] if groups else []
    return Section("resettlement", title, tuple(blocks))


def _opening(page: Page, stocks: list[Cell]) -> Text:
    """Say for which territories the month has a running total, or of when the last one is."""
    material = page.material
    month = month_of(material.month.first)
    own = [cell for cell in stocks if cell["period"] == material.month.first]
    if not own:
        last = stocks[0]
        when, place = material.time_of(last), page.place(last["territory_id"])
        return page.say("resettlement-none", month=month, when=when, place=place)
    if len(own) == len(stocks):
        return page.say("resettlement-all", month=month)
    if len(own) <= MOST_NAMED:
        places = Listed(tuple(page.place(cell["territory_id"]) for cell in own))
        return page.say("resettlement-named", month=month, places=places)
    return page.say("resettlement-some", month=month)


def _last_stocks(page: Page) -> list[Cell]:
    """Return each territory's last running total of persons, or of families where persons are not known."""
    material = page.material
    names = set(material.territories_of("resettled_persons", "stock")) | set(
        material.territories_of("resettled_families", "stock")
    )
    found = []
    for name in names:
        cells = [
            cell
            for code in ("resettled_persons", "resettled_families")
            if (cell := material.last(code, name, "stock"))
        ]
        if cells:
            found.append(max(cells, key=lambda cell: cell["reference_date"]))
    return sorted(
        found, key=lambda cell: (-cell["reference_date"].toordinal(), material.rank(cell["territory_id"]))
    )


def _table(page: Page, stocks: list[Cell]) -> Block:
    """Tabulate the last running totals, newest first; families and persons of two dates have a row each."""
    material = page.material
    lines = []
    for cell in arranged(
        material,
        [*stocks, *_of_another_date(page, stocks)],
        lambda cell, place: (-cell["reference_date"].toordinal(), place(cell["territory_id"])),
    ):
        pair = [_on_date(page, code, cell) for code in _STOCKS]
        ratio = page.beside(_on_date(page, "persons_per_family", cell, "ratio", "basis=resettled"), *pair)
        lines.append(
            Line(
                (
                    material.name(cell["territory_id"]),
                    material.when(cell, short=True),
                    *(Value(found, most=0) if found else None for found in pair),
                    Value(ratio, most=2) if ratio else None,
                    Value(cell, "age"),
                    CITED,
                )
            )
        )
    heads = [
        *_first_heads(page),
        Column(page.word("resettlement-head-ratio"), numeric=True),
        Column(page.word("resettlement-head-age"), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("resettlement-table"),
        page.word("resettlement-table.subtitle"),
        heads,
        lines,
    )


def _of_another_date(page: Page, stocks: list[Cell]) -> list[Cell]:
    """Return the last families or persons of territories whose last running total is of the other alone."""
    return [
        other
        for cell in stocks
        for code in _STOCKS
        if _on_date(page, code, cell) is None
        and (other := page.material.last(code, cell["territory_id"], "stock"))
    ]


def _first_heads(page: Page) -> list[Column]:
    """Head what running totals and groups have alike."""
    return [
        Column(page.word("head-territory")),
        Column(page.word("head-date")),
        Column(page.word("head-families"), numeric=True),
        Column(page.word("head-persons"), numeric=True),
    ]


def _on_date(page: Page, code: str, like: Cell, kind: str = "stock", breakdown: str = "_T") -> Cell | None:
    """Return the figure of the same territory and date."""
    cell = page.material.at(code, like["territory_id"], kind, like["period"], breakdown)
    return cell if cell and cell["reference_date"] == like["reference_date"] else None


def _timeline(page: Page) -> Chart | None:
    """Draw the territory with the most dated totals, each at its date, nothing between them."""
    material = page.material
    series = [
        material.series("resettled_persons", name, "stock")
        for name in material.territories_of("resettled_persons", "stock")
    ]
    longest = max(
        series, key=lambda cells: (len(cells), cells[-1]["reference_date"] if cells else date.min), default=[]
    )
    if len(longest) < MIN_DATES:
        return None
    label = page.next_figure()
    place = page.place(longest[0]["territory_id"])
    numbers = [(material.when(cell, short=True), Value(cell, most=0)) for cell in longest]
    printed = page.chart_numbers([(page.word("head-persons"), numbers)], label)
    points = [
        charts.Dated(cell["reference_date"], float(cell["value"]), label)
        for cell, label in zip(longest, printed.labels(), strict=True)
    ]
    first, last = material.time_of(longest[0]), material.time_of(longest[-1])
    return Chart(
        label,
        page.word("resettlement-chart", place=place, when=last),
        page.word("resettlement-chart.subtitle", first=first, when=last),
        charts.stock_timeline(points, fonts=page.fonts),
        described(page, page.say("resettlement-chart.alt", place=place), printed),
        printed.rows,
        printed.notes,
    )


def _groups(page: Page) -> Block | None:
    """Tabulate the newest groups that moved."""
    material = page.material
    moved: dict[tuple[date, str], dict[str, Cell]] = {}
    for code in _MOVED:
        for cell in material.cells.get(code, []):
            if cell["period"] <= material.month.first and cell["obs_status"] != "U":
                moved.setdefault((cell["reference_date"], cell["territory_id"]), {})[code] = cell
    newest = arranged(material, moved, lambda key, place: (-key[0].toordinal(), place(key[1])), MAX_GROUPS)
    if not newest:
        return None
    lines = []
    for on, territory in newest:
        own = moved[on, territory]
        when = material.when(next(iter(own.values())), short=True)
        if is_announced(material, own.values()):
            when = page.word("resettlement-announced", when=when)
        values = [Value(own[code], most=0) if code in own else None for code in _MOVED]
        lines.append(Line((material.name(territory), when, *values, CITED)))
    notes = [page.word("resettlement-groups.note")]
    if any(is_announced(material, moved[key].values()) for key in newest[:MAX_GROUPS]):
        notes.append(page.word("resettlement-groups.announced"))
    return page.table(
        page.word("resettlement-groups"),
        page.word("resettlement-groups.subtitle"),
        [*_first_heads(page), Column(page.word("head-source"))],
        lines,
        notes=notes,
        most=Most(MAX_GROUPS),
    )
