"""A bulletin with invented values that uses every kind of block, for the tests of the pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.bulletin import charts
from pipeline.bulletin.model import (
    Box,
    Chart,
    Column,
    Document,
    IndexEntry,
    KeyFigure,
    Paragraph,
    Points,
    Printed,
    Row,
    Section,
    Symbol,
    Table,
    Text,
)

TEMPLATES = Path(__file__).resolve().parents[2] / "report_templates"
FONTS = TEMPLATES / "fonts"
MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
REGIONS = (
    *("Alder", "Birch Valley", "Cedar Coast", "Dogwood", "Elm Hills", "Fir Upland", "Gorse Plain", "Hazel"),
    *("Ivy Lakes", "Juniper", "Larch and Maple", "Northern Rowan"),
)


def show(value: Decimal) -> str:
    """Print a number as the sample does."""
    return f"{value:,f}".replace(",", "\u202f").replace("-", "\u2212")


@dataclass
class Sheet:
    """Collects the lineage index while numbers are printed."""

    entries: list[IndexEntry] = field(default_factory=list)

    def n(self, text: str, cell: str, facet: str = "value", place: str = "Table 1") -> Printed:
        """Print a number and enter it in the index."""
        name = f"q{len(self.entries):04d}"
        origin = f"register-{len(self.entries) % 7}.csv, line {len(self.entries) + 2}, value"
        self.entries.append(IndexEntry(name, text, cell, facet, origin, (place,)))
        return Printed(name, text, cell, facet)


def value(region: int, month: int, year: int = 2026) -> Decimal:
    """Invent a figure: smooth, different for each region, month and year."""
    base = Decimal(40 + 17 * ((region * 5) % 12) + 11 * month + 4 * (year - 2024))
    return base + Decimal((region * 37 + month * 53 + year * 7) % 97) / 10


def cell(number: Printed, flag: str = "") -> Text:
    """Make a table cell."""
    return (number, f" {flag}") if flag else (number,)


def sample(mark: str = "SYNTHETIC", districts: int = 64) -> Document:
    """Compose the sample bulletin."""
    sheet = Sheet()
    parts: tuple[Callable[[Sheet], Section], ...] = (
        _investment,
        lambda sheet: _districts(sheet, districts),
        _resettlement,
        _housing,
        _clearance,
        _planned,
        _unconfirmed,
        _limits,
        _wide,
    )
    key_figures = (
        KeyFigure(sheet.n("1\u202f406.0", "fci.XX.2026-01"), "million florins invested in fixed capital, January 2026", ("+75.6 % on January 2025, as published [n]",)),
        KeyFigure(sheet.n("3\u202f602", "resettled_persons.D-07.2026-01"), "persons reported resettled in Hazel district, 19 January 2026", (sheet.n("881", "resettled_families.D-07.2026-01"), " families [n]")),
        KeyFigure(sheet.n("263", "target_dwellings.S-3.2026-01"), "dwellings planned in Shoreham", (sheet.n("15", "dwellings.S-3.2026-01"), " reported ready")),
        KeyFigure(sheet.n("280\u202f000", "target_mine_cleared_area.G-1.2026-01"), "hectares planned for clearance, 2022 to 2026", ("no figure to date [x]",)),
    )
    main_points: tuple[Text, ...] = (
        ("Investment in fixed capital in January 2026 was ", sheet.n("1\u202f406.0", "fci.XX.2026-01"), " million florins, ", sheet.n("+75.6", "fci.XX.2026-01", "growth"), " % on January 2025 as published."),
        ("Investment rose in ", sheet.n("9", "fci.count_up.2026-01", "count"), " of the ", sheet.n("12", "fci.count.2026-01", "count"), " economic regions and fell in ", sheet.n("3", "fci.count_down.2026-01", "count"), "."),
        ("In Hazel district ", sheet.n("881", "resettled_families.D-07.2026-01"), " families, ", sheet.n("3\u202f602", "resettled_persons.D-07.2026-01"), " persons, were reported as resettled by 19 January 2026."),
        ("In Shoreham ", sheet.n("15", "dwellings.S-3.2026-01"), " of ", sheet.n("263", "target_dwellings.S-3.2026-01"), " planned dwellings were reported ready; ", sheet.n("91", "dwellings.unscheduled.S-3"), " are in no schedule."),
        ("For ", sheet.n("3", "finding.count.2026-01", "count"), " figures another figure for the same territory and month is smaller than they are; they are listed in section 7 and used in no total."),
    )
    sections = tuple(part(sheet) for part in parts)
    return Document(
        lang="en",
        office="Statistical Office of the Republic of Florin",
        title="Investment, resettlement and housing",
        subtitle="January 2026",
        issue="Monthly bulletin 2026-01",
        imprint="Crossfoot demonstration edition, with invented values. Not official statistics.",
        mark=mark,
        status="provisional",
        facts=(
            ("Status", "Provisional; final with the issue of January 2027"),
            ("Figures as known on", "21 November 2026"),
            ("Next release", "18 December 2026, 09:30 (UTC+4)"),
            ("Contact", "bulletin@office.example"),
            ("Corrections", "None since the first release of this issue"),
            ("Classification", "Territories of 7 July 2021; names imply no position on status"),
        ),
        key_figures=key_figures,
        main_points=main_points,
        about=Box(
            "About these figures",
            (
                ("Figures are compiled from published reports. Each is given as reported by its publisher; none was confirmed by the producer unless it is so marked.",),
                ("Numbers in the text and in tables lead to the lineage index at the end: the cell, its source, and the line or sentence that it came from.",),
                ("Values are exact inside and rounded once, half away from zero. Because of rounding, components may not add to totals.",),
            ),
        ),
        sections=sections,
        symbols=(
            Symbol("[p]", "provisional: revised when annual returns are matched"),
            Symbol("[n]", "not confirmed by the producer"),
            Symbol("[r]", "revised since the last issue"),
            Symbol("[x]", "not available"),
        ),
        index=tuple(sheet.entries),
    )


def _investment(sheet: Sheet) -> Section:
    now = [sum((value(region, month) for region in range(12)), Decimal(0)) if month < 9 else None for month in range(12)]
    then = [sum((value(region, month, 2025) for region in range(12)), Decimal(0)) for month in range(12)]
    lines = [
        charts.Line("2026", tuple(None if number is None else float(number) for number in now)),
        charts.Line("2025", tuple(float(number) for number in then)),
    ]
    series = tuple(
        (name, tuple((month, sheet.n("[x]" if number is None else show(number), f"fci.XX.{name}-{at:02d}", place="Figure 1")) for at, (month, number) in enumerate(zip(MONTHS, numbers, strict=True), 1)))
        for name, numbers in (("2026", now), ("2025", then))
    )
    figure = Chart(
        "Figure 1", "Investment in each month of 2026 was above the same month of 2025",
        "Fixed-capital investment, million florins, current prices",
        charts.line_chart(MONTHS, lines, show=show, fonts=FONTS),
        ("Line chart of monthly investment in 2026, to September, and in 2025. September 2026: ", series[0][1][8][1], " million florins."),
        series,
    )
    rows = []
    for at, name in enumerate(REGIONS):
        numbers = [show(value(at, 0, 2025)), show(value(at, 0)), show(value(at, 0) * 2), show(Decimal(at - 3)), show(Decimal(60 + at))]
        flags = ("", "[p]" if at % 3 else "[p] [r]", "[p]", "", "")
        rows.append(Row(((name,), *(cell(sheet.n(number, f"fci.R-{at:02d}.2026-01"), flag) for number, flag in zip(numbers, flags, strict=True))), indent=1))
    rows.insert(0, Row((("Republic",), *(cell(sheet.n(number, "fci.XX.2026-01"), flag) for number, flag in (("1\u202f384.2", ""), ("1\u202f406.0", "[p]"), ("2\u202f812.0", "[p]"), ("+75.6", ""), ("64.1", "")))), strong=True))
    table = Table(
        "Table 1", "Investment by economic region", "Million florins, current prices; change on January 2025 and share of construction works in per cent",
        (Column("Economic region"), Column("January 2025", True), Column("January 2026", True), Column("Year to date", True), Column("Change, %", True), Column("Construction works, %", True)),
        tuple(rows),
        (("Components may not add to totals because of rounding.",),),
    )
    points = [Decimal("2.1"), Decimal("1.4"), Decimal("0.9"), Decimal("0.3"), Decimal("-0.2"), Decimal("-1.1")]
    printed = [sheet.n(("+" if point > 0 else "") + show(point), f"fci.contribution.R-{at:02d}", place="Figure 2") for at, point in enumerate(points)]
    shares = Chart(
        "Figure 2", "Four of six regions added to the growth of investment",
        "Contribution to growth of investment, January 2026 on January 2025, percentage points",
        charts.contributions([charts.Bar(name, float(point), number.text) for name, point, number in zip(REGIONS, points, printed, strict=False)], fonts=FONTS),
        ("Bars of the contributions of six regions, from ", printed[0], " to ", printed[-1], " percentage points."),
        (("", tuple(zip(REGIONS, printed, strict=False))),),
        (("Contributions sum to the growth of the total before rounding.",),),
    )
    text = ("In January 2026 investment in fixed capital amounted to ", sheet.n("1\u202f406.0", "fci.XX.2026-01"), " million florins. Construction and installation works made up ", sheet.n("64.1", "fci_construction_share.XX.2026-01"), " % of it. The unit is the florin; the manat sign \u20bc, the letters Ə ə Ş ş Ğ ğ İ ı and Cyrillic Шуша are printed from the packaged typefaces.")
    return Section("investment", "Investment in fixed capital", (Paragraph(text), figure, table, shares))


def _districts(sheet: Sheet, count: int) -> Section:
    rows = []
    for at in range(count):
        first = sheet.n(show(value(at, 0)), f"fci.D-{at:02d}.2026-01", place="Table 2")
        others = [Printed(first.number_id, show(value(at, month, year)), f"fci.D-{at:02d}.{year}-{month + 1:02d}", "value") for year in (2025, 2026) for month in (9, 10, 11)]
        cells = (cell(first, "[n]"), *(cell(other, "[p]" if index > 3 else "") for index, other in enumerate(others)))
        rows.append(Row(((f"{REGIONS[at % 12]} district {at + 1}",), *cells), link=first.number_id))
    table = Table(
        "Table 2", "Investment by district", "Million florins, current prices",
        (Column("District"), *(Column(label, True) for label in ("January 2026", "October 2025", "November 2025", "December 2025", "October 2026", "November 2026", "December 2026"))),
        tuple(rows), (("The name of a district leads to the entry of its first figure.",),), linked_cells=False,
    )
    return Section("districts", "Districts", (Paragraph(("Figures of the districts are those of their first report.",)), table))


def _resettlement(sheet: Sheet) -> Section:
    stock = ((date(2022, 7, 25), 201), (date(2023, 3, 31), 420), (date(2023, 9, 11), 649), (date(2023, 9, 13), 649), (date(2023, 10, 28), 871), (date(2024, 5, 2), 1838), (date(2025, 9, 8), 2960), (date(2026, 1, 19), 3602))
    printed = [(day, number, sheet.n(show(Decimal(number)), f"resettled_persons.D-07.{day:%Y-%m}", place="Figure 3")) for day, number in stock]
    figure = Chart(
        "Figure 3", "3\u202f602 persons were reported as resettled in Hazel district by 19 January 2026",
        "Persons, running total at the dates reported; nothing is drawn between dates",
        charts.stock_timeline([charts.Dated(day, float(number), text.text) for day, number, text in printed], fonts=FONTS),
        ("Dots at eight dates between 25 July 2022 and 19 January 2026; the last is ", printed[-1][2], " persons."),
        (("", tuple((f"{day:%-d %B %Y}", text) for day, _, text in printed)),),
    )
    rows = tuple(
        Row(((place,), (day,), cell(sheet.n(families, f"resettled_families.{place}"), "[n]"), cell(sheet.n(persons, f"resettled_persons.{place}"), "[n]"), (f"{age} days",)))
        for place, day, families, persons, age in (("Hazel district", "19 January 2026", "881", "3\u202f602", 12), ("Hazel town", "29 May 2024", "44", "169", 612), ("Ivy village", "2 May 2024", "217", "823", 639))
    )
    table = Table(
        "Table 3", "Families and persons reported as resettled", "Last figure on or before 31 January 2026, with its own date",
        (Column("Place"), Column("Date of the figure"), Column("Families", True), Column("Persons", True), Column("Age at month's end")), rows,
        (("Town and district are two series; they are not added.",),),
    )
    return Section("resettlement", "Resettlement", (figure, table))


def _housing(sheet: Sheet) -> Section:
    names = ("reported ready", "scheduled", "unscheduled")
    data = (("Shoreham", (15, 157, 91)), ("Wellbridge on the upper course of the river", (40, 0, 60)), ("Stow", (0, 120, 4)))
    printed = {place: [sheet.n(str(number), f"dwellings.{name.replace(' ', '_')}.{place.split()[0]}", place="Figure 4") for name, number in zip(names, numbers, strict=True)] for place, numbers in data}
    figure = Chart(
        "Figure 4", "Of the planned dwellings, most are scheduled", "Planned dwellings by what is reported of them, number",
        charts.stacked_bars([charts.Group(place, tuple(charts.Bar(name, float(number), text.text) for name, number, text in zip(names, numbers, printed[place], strict=True))) for place, numbers in data], fonts=FONTS),
        ("Stacked bars for three settlements; in Shoreham ", printed["Shoreham"][0], " dwellings are reported ready."),
        tuple((place, tuple(zip(names, printed[place], strict=True))) for place, _ in data),
    )
    rows = tuple(Row(((place,), *((text,) for text in printed[place]), (sheet.n(str(sum(numbers)), f"target_dwellings.{place.split()[0]}"),))) for place, numbers in data)
    table = Table("Table 4", "Dwellings by settlement", "Dwellings", (Column("Settlement"), *(Column(name.capitalize(), True) for name in names), Column("Planned", True)), rows)
    return Section("housing", "Housing", (figure, table))


def _clearance(sheet: Sheet) -> Section:
    weeks = (("10 to 15 January 2022", Decimal("51.8")), ("2 to 7 May 2022", Decimal(344)), ("6 to 11 June 2022", Decimal("1211.4")), ("5 to 10 September 2022, of which the figure for three settlements was reported separately", Decimal("815.5")), ("3 to 8 October 2022", None))
    printed = [sheet.n("[x]" if area is None else show(area), f"mine_cleared_area.G-1.{at}", place="Figure 5") for at, (_, area) in enumerate(weeks)]
    figure = Chart(
        "Figure 5", "The area reported as cleared differs from week to week", "Hectares, by reported week",
        charts.bars([charts.Bar(week, None if area is None else float(area), text.text) for (week, area), text in zip(weeks, printed, strict=True)], fonts=FONTS),
        ("Bars for five weeks; the largest is ", printed[2], " hectares."),
        (("Hectares", tuple((week, text) for (week, _), text in zip(weeks, printed, strict=True))),),
        (("Weeks that straddle two months are not divided.",),),
    )
    return Section("clearance", "Mine clearance", (Paragraph(("No figure for January 2026 was delivered. The last known figures are shown with their dates.",)), figure))


def _planned(sheet: Sheet) -> Section:
    data = (("Families", 34500, 5300), ("Dwellings", 34500, 4100), ("Persons", 140000, 21400))
    printed = {name: (sheet.n(show(Decimal(plan)), f"target_{name.lower()}", place="Figure 6"), sheet.n(show(Decimal(done)), f"resettled_{name.lower()}", place="Figure 6")) for name, plan, done in data}
    figure = Chart(
        "Figure 6", "Reported to date and planned", "Number of families, of dwellings, of persons",
        charts.paired_bars([charts.Group(name, (charts.Bar("planned", float(plan), printed[name][0].text, light=True), charts.Bar("reported to date", float(done), printed[name][1].text))) for name, plan, done in data], fonts=FONTS),
        ("Pairs of bars: planned and reported to date; ", printed["Families"][1], " of ", printed["Families"][0], " families."),
        tuple((name, (("planned", printed[name][0]), ("reported to date", printed[name][1]))) for name, _, _ in data),
        (("Plans are never added to what is reported.",),),
    )
    return Section("planned", "Planned figures", (figure,))


def _unconfirmed(sheet: Sheet) -> Section:
    rows = tuple(
        Row(((what,), (where,), (sheet.n(text, f"held.{at}", place="Table 5"),), (why,)))
        for at, (what, where, text, why) in enumerate((
            ("Investment in fixed capital, January 2026", "Alder economic region", "2\u202f270", "The figure attributed to the region is larger than the figure attributed to the country for the same month."),
            ("Construction and installation works, January 2026", "Alder economic region", "2\u202f200", "Given as a part of the figure above; withheld with it."),
            ("Investment, industry, January 2026", "Republic", "653.1", "The parts reported beside it sum to another figure. The parts are withheld, the total stands."),
        ))
    )
    table = Table("Table 5", "Figures that are used in no total, chart or main point", "Million florins", (Column("Figure"), Column("Territory"), Column("As reported", True), Column("Why it is not used", width="62mm")), rows)
    return Section("unconfirmed", "Figures that could not be confirmed", (Paragraph(("Each figure is shown as its publisher gave it.",)), table))


def _limits(sheet: Sheet) -> Section:
    box = Box("What these figures do not measure", (("The figures count families and persons reported as resettled. They do not describe who lived in or left the territory at any date, the present population, or the ownership of dwellings. No delivered source covers these.",),))
    points = Points((("Figures about past events in these sources are outside the scope of this bulletin.",), ("Names follow the classification named in the imprint.",)))
    return Section("limits", "Scope", (box, points))


def _wide(sheet: Sheet) -> Section:
    rows = []
    for at, name in enumerate(REGIONS * 3):
        numbers = [sheet.n(show(value(at, month)), f"fci.R-{at:02d}.2026-{month + 1:02d}", place="Table A1") for month in range(1)]
        rest = [Printed(numbers[0].number_id, show(value(at, month)), "fci", "value") for month in range(1, 12)]
        rows.append(Row(((("of which construction works" if at % 3 else name),), *((number,) for number in [*numbers, *rest]), ("[x]",)), indent=1 if at % 3 else 0, link=numbers[0].number_id))
    table = Table("Table A1", "Investment by economic region and month", "Million florins, current prices", (Column("Economic region"), *(Column(f"{month} 26", True) for month in MONTHS), Column("12 months", True)), tuple(rows), linked_cells=False)
    return Section("detail", "Monthly detail by economic region", (table,), annex=True, landscape=True)
