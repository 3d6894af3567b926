"""Resettlement: running totals as stocks at a date, and groups that moved."""

from datetime import date

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.described import described

SUBJECT = "resettlement"
TITLE = "Resettlement"
MAX_GROUPS = 16
"""The newest groups that moved; a note says that older ones are in the data."""
MIN_DATES = 3
MOST_NAMED = 5
_MOVED = ("moved_families", "moved_persons")


def resettlement(page: Page) -> Section:
    """Write the section on resettlement."""
    page.binder.at("resettlement")
    stocks = _last_stocks(page)
    if not stocks:
        groups = _groups(page)
        subject = f"running totals of {SUBJECT}" if groups else SUBJECT
        return nothing.section(page, "resettlement", TITLE, subject, *([groups] if groups else []))
    blocks: list[Block] = [
        Paragraph(
            (
                f"{_opening(page, stocks)} A running total is the last figure on or before the end of the "
                "month; it stands with its own date and its age and is not carried forward. Totals of a "
                "town, of its district and of a wider coverage are separate series and are not added.",
            )
        )
    ]
    figure = _timeline(page)
    blocks += [figure] if figure else []
    blocks.append(_table(page, stocks))
    groups = _groups(page)
    blocks += [groups] if groups else []
    return Section("resettlement", TITLE, tuple(blocks))


def _opening(page: Page, stocks: list[Cell]) -> str:
    """Say for which territories the month has a running total, or of when the last one is."""
    material = page.material
    month = words.month(material.month.first)
    own = [cell for cell in stocks if cell["period"] == material.month.first]
    if not own:
        last = stocks[0]
        return (
            f"No running total with a date in {month} is known; the last one is of {material.when(last)} "
            f"({material.name(last['territory_id'])})."
        )
    if len(own) == len(stocks):
        return f"Running totals with a date in {month} are known for every territory shown."
    if len(own) <= MOST_NAMED:
        names = words.join([material.name(cell["territory_id"]) for cell in own])
        return f"Running totals with a date in {month} are known for {names}."
    return f"Of the territories shown, some have a running total with a date in {month}."


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
    """Tabulate the last running totals, newest first."""
    material = page.material
    lines = []
    for cell in stocks:
        pair = [_on_date(page, code, cell) for code in ("resettled_families", "resettled_persons")]
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
        Column("Territory"),
        Column("Date"),
        Column("Families", numeric=True),
        Column("Persons", numeric=True),
        Column("Persons per family", numeric=True),
        Column("Age at the month's end, days", numeric=True),
        Column("Source"),
    ]
    return page.table(
        "Families and persons reported as resettled: last running totals",
        "At the date stated; newest first",
        heads,
        lines,
    )


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
    name = material.name(longest[0]["territory_id"])
    printed = page.chart_numbers(
        [("Persons", [(material.when(cell, short=True), Value(cell, most=0)) for cell in longest])],
        label,
    )
    points = [
        charts.Dated(cell["reference_date"], float(cell["value"]), label)
        for cell, label in zip(longest, printed.labels(), strict=True)
    ]
    first, last = material.when(longest[0]), material.when(longest[-1])
    return Chart(
        label,
        f"{name}: the last running total is of {last}",
        f"Persons reported as resettled, at each date with a figure, {first} to {last}",
        charts.stock_timeline(points, fonts=page.fonts),
        described(
            page,
            (
                f"Dots at the dates for which a running total of {name} is known, with nothing drawn between "
                "them. The numbers are listed below the figure.",
            ),
            printed,
        ),
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
    newest = sorted(moved, key=lambda key: (-key[0].toordinal(), material.rank(key[1])))
    if not newest:
        return None
    lines = [
        Line(
            (
                material.name(territory),
                material.when(next(iter(moved[on, territory].values())), short=True),
                *(
                    Value(found, most=0) if (found := moved[on, territory].get(code)) else None
                    for code in _MOVED
                ),
                CITED,
            )
        )
        for on, territory in newest
    ]
    heads = [
        Column("Territory"),
        Column("Date"),
        Column("Families", numeric=True),
        Column("Persons", numeric=True),
        Column("Source"),
    ]
    return page.table(
        "Groups that moved, as reported",
        "Each group at its date; newest first",
        heads,
        lines,
        notes=(
            "Groups are not added: not every group is reported, and a group that moved is not a running "
            "total.",
        ),
        most=Most(MAX_GROUPS),
    )
