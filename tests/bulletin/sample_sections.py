"""The sections of the sample bulletin: every kind of block and of chart, with invented values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.bulletin import charts, model
from pipeline.bulletin.model import Chart, Column, Paragraph, Printed, Row, Section, Table, Text

TEMPLATES = Path(__file__).resolve().parents[2] / "report_templates"
FONTS = TEMPLATES / "fonts"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REGIONS = (
    *("Alder", "Birch Valley", "Cedar Coast", "Dogwood", "Elm Hills", "Fir Upland", "Gorse Plain", "Hazel"),
    *("Ivy Lakes", "Juniper", "Larch and Maple", "Northern Rowan"),
)
LETTERS = "\u20bc, \u018f\u0259 \u015e\u015f \u011e\u011f \u0130\u0131 \u0428\u0443\u0448\u0430"


def show(value: Decimal) -> str:
    """Print a number as the sample does."""
    return f"{value:,f}".replace(",", "\u202f").replace("-", "\u2212")


def value(region: int, month: int, year: int = 2026) -> Decimal:
    """Invent a figure: different for each region, month and year."""
    base = Decimal(40 + 17 * ((region * 5) % 12) + 11 * month + 4 * (year - 2024))
    return base + (Decimal((region * 37 + month * 53 + year * 7) % 97) / 10).quantize(Decimal("0.1"))


@dataclass
class Sheet:
    """Collects the lineage index while numbers are printed."""

    entries: list[model.IndexEntry] = field(default_factory=list)

    def n(self, text: str, cell: str, place: str = "Text", facet: str = "value") -> Printed:
        """Print a number and enter it in the index."""
        name = f"q{len(self.entries):04d}"
        origin = f"register-{len(self.entries) % 7}.csv, line {len(self.entries) + 2}, value"
        self.entries.append(model.IndexEntry(name, text, cell, facet, origin, (place,)))
        return Printed(name, text, cell, facet)


def columns(*labels: str) -> tuple[Column, ...]:
    """Make columns; a label that ends in '#' is one of numbers."""
    return tuple(Column(label.rstrip("#"), label.endswith("#")) for label in labels)


def _listed(points: Iterable[tuple[str, Printed]]) -> tuple[tuple[str, Text], ...]:
    """List numbers under a chart."""
    return tuple((label, (number,)) for label, number in points)


def _flagged(number: Printed, flag: str) -> Text:
    return (number, f" {flag}") if flag else (number,)


def investment(sheet: Sheet) -> Section:
    """Compose lines, a table with flags, and contributions."""
    years: dict[str, list[Decimal | None]] = {
        str(year): [
            sum((value(region, month, year) for region in range(12)), Decimal(0))
            if year < 2026 or month < 9
            else None
            for month in range(12)
        ]
        for year in (2026, 2025)
    }
    lines = [
        charts.Line(name, tuple(None if number is None else float(number) for number in numbers))
        for name, numbers in years.items()
    ]
    series = tuple(
        (
            name,
            _listed(
                (month, sheet.n(show(number), f"fci.XX.{name}-{month}", "Figure 1"))
                for month, number in zip(MONTHS, numbers, strict=True)
                if number is not None
            ),
        )
        for name, numbers in years.items()
    )
    figure = Chart(
        label="Figure 1",
        title=("Investment was ", sheet.n("2\u202f813.2", "fci.XX"), " million florins in September 2026"),
        subtitle="Fixed-capital investment, million florins, current prices",
        svg=charts.line_chart(MONTHS, lines, show=show, fonts=FONTS),
        alt=("Lines of monthly investment in 2026, to September, and in 2025.",),
        series=series,
    )
    rows = [
        Row(
            (
                ("Republic",),
                *((sheet.n(text, "fci.XX"),) for text in ("1\u202f384.2", "1\u202f406.0", "+75.6")),
            ),
            strong=True,
        )
    ]
    for at, name in enumerate(REGIONS):
        texts = (show(value(at, 0, 2025)), show(value(at, 0)), show(Decimal(10 * at - 33) / 10))
        flags = ("", "[p]" if at % 3 else "[p] [r]", "")
        cells = (
            _flagged(sheet.n(text, f"fci.R-{at:02d}", "Table 1"), flag)
            for text, flag in zip(texts, flags, strict=True)
        )
        rows.append(Row(((name,), *cells), indent=1))
    table = Table(
        label="Table 1",
        title="Investment by economic region",
        subtitle="Million florins, current prices; change on January 2025 in per cent",
        columns=columns("Economic region", "January 2025#", "January 2026#", "Change, %#"),
        rows=tuple(rows),
        notes=(("Components may not add to totals because of rounding.",),),
    )
    parts = [Decimal(text) for text in ("2.1", "1.4", "0.9", "0.3", "-0.2", "-1.1")]
    printed = [
        sheet.n(("+" if part > 0 else "") + show(part), f"share.R-{at}", "Figure 2")
        for at, part in enumerate(parts)
    ]
    contributions = Chart(
        label="Figure 2",
        title="Four of six regions added to the growth of investment",
        subtitle="Contribution to growth, January 2026 on January 2025, percentage points",
        svg=charts.contributions(
            [
                charts.Bar(*row)
                for row in zip(REGIONS, map(float, parts), [number.text for number in printed], strict=False)
            ],
            fonts=FONTS,
        ),
        alt=("Bars of six contributions, from ", printed[0], " to ", printed[-1], " percentage points."),
        series=(("", _listed(zip(REGIONS, printed, strict=False))),),
        notes=(("Contributions sum to the growth of the total before rounding.",),),
    )
    text = (
        "Investment amounted to ",
        sheet.n("1\u202f406.0", "fci.XX"),
        f" million florins. Letters: {LETTERS}.",
    )
    return Section(
        "investment", "Investment in fixed capital", (Paragraph(text), figure, table, contributions)
    )


def districts(sheet: Sheet, count: int) -> Section:
    """Compose a long table whose rows carry one link each."""
    rows = []
    for at in range(count):
        first = sheet.n(show(value(at, 0)), f"fci.D-{at:02d}.2026-01", "Table 2")
        others = [
            Printed(first.number_id, show(value(at, month)), first.cell_id, "value") for month in range(1, 7)
        ]
        cells = [_flagged(other, "[p]" if index > 3 else "") for index, other in enumerate(others)]
        rows.append(
            Row(
                ((f"{REGIONS[at % 12]} district {at + 1}",), _flagged(first, "[n]"), *cells),
                link=first.number_id,
            )
        )
    heads = (f"{month} 2026#" for month in MONTHS[:7])
    table = Table(
        "Table 2",
        "Investment by district",
        "Million florins",
        columns("District", *heads),
        tuple(rows),
        linked_cells=False,
    )
    return Section("districts", "Districts", (Paragraph(("Figures are those of the first report.",)), table))


def resettlement(sheet: Sheet) -> Section:
    """Compose a timeline and a table of stocks."""
    stock = (
        (2022, 7, 25, 201),
        (2023, 3, 31, 420),
        (2023, 9, 11, 649),
        (2023, 9, 13, 649),
        (2023, 10, 28, 871),
        (2026, 1, 19, 3602),
    )
    points = [
        (date(*day), number, sheet.n(show(Decimal(number)), f"persons.D-07.{day[0]}", "Figure 3"))
        for *day, number in stock
    ]
    figure = Chart(
        label="Figure 3",
        title="Persons reported as resettled in Hazel district",
        subtitle="Running total at the dates reported; nothing is drawn between dates",
        svg=charts.stock_timeline(
            [charts.Dated(on, float(number), text.text) for on, number, text in points], fonts=FONTS
        ),
        alt=("Dots at six dates; the last is ", points[-1][2], " persons."),
        series=(("", _listed((f"{on:%d %B %Y}", text) for on, _, text in points)),),
    )
    places = (
        ("Hazel district", "19 January 2026", "881", "3\u202f602", "12"),
        ("Ivy village", "2 May 2024", "217", "823", "639"),
    )
    rows = tuple(
        Row(
            (
                (place,),
                (on,),
                *(_flagged(sheet.n(text, f"stock.{place}", "Table 3"), "[n]") for text in numbers),
                (f"{age} days",),
            )
        )
        for place, on, *numbers, age in places
    )
    heads = columns("Place", "Date of the figure", "Families#", "Persons#", "Age at the month's end")
    table = Table("Table 3", "Families and persons reported as resettled", "Last figures", heads, rows)
    return Section("resettlement", "Resettlement", (figure, table))


def housing(sheet: Sheet) -> Section:
    """Compose stacked bars and a small table."""
    names = ("reported ready", "scheduled", "unscheduled")
    data = {"Shoreham": (15, 157, 91), "Wellbridge on the upper course": (40, 0, 60), "Stow": (0, 120, 4)}
    printed = {
        place: [
            (name, sheet.n(str(number), f"dwellings.{place}.{name}", "Figure 4"))
            for name, number in zip(names, numbers, strict=True)
        ]
        for place, numbers in data.items()
    }
    groups = [
        charts.Group(
            place, tuple(charts.Bar(name, float(text.text), text.text) for name, text in printed[place])
        )
        for place in data
    ]
    figure = Chart(
        label="Figure 4",
        title="Planned dwellings by what is reported of them",
        subtitle="Number of dwellings",
        svg=charts.stacked_bars(groups, fonts=FONTS),
        alt=(
            "Stacked bars for three settlements; in Shoreham ",
            printed["Shoreham"][0][1],
            " are reported ready.",
        ),
        series=tuple((place, _listed(numbers)) for place, numbers in printed.items()),
    )
    rows = tuple(Row(((place,), *((text,) for _, text in numbers))) for place, numbers in printed.items())
    heads = columns("Settlement", *(f"{name.capitalize()}#" for name in names))
    return Section(
        "housing", "Housing", (figure, Table("Table 4", "Dwellings by settlement", "Dwellings", heads, rows))
    )


def clearance(sheet: Sheet) -> Section:
    """Compose bars with a long label and one without a figure."""
    weeks: tuple[tuple[str, str], ...] = (
        ("10 to 15 January 2022", "51.8"),
        ("2 to 7 May 2022", "344.0"),
        ("5 to 10 September 2022, of which three settlements were reported separately", "815.5"),
        ("3 to 8 October 2022", "[x]"),
    )
    printed = [(week, sheet.n(text, f"area.{week}", "Figure 5")) for week, text in weeks]
    bars = [charts.Bar(week, None if text == "[x]" else float(text), text) for week, text in weeks]
    figure = Chart(
        label="Figure 5",
        title="The area reported as cleared differs from week to week",
        subtitle="Hectares, by reported week",
        svg=charts.bars(bars, fonts=FONTS),
        alt=("Bars for three weeks; the largest is ", printed[2][1], " hectares."),
        series=(("Hectares", _listed(printed)),),
        notes=(("Weeks that straddle two months are not divided.",),),
    )
    lead = ("No figure for January 2026 was delivered. The last known figures are shown with their dates.",)
    return Section("clearance", "Mine clearance", (Paragraph(lead), figure))


def planned(sheet: Sheet) -> Section:
    """Compose pairs of bars."""
    data = (("Families", 34500, 5300), ("Dwellings", 34500, 4100), ("Persons", 140000, 21400))
    printed = {
        name: [
            (label, sheet.n(show(Decimal(number)), f"{label}.{name}", "Figure 6"))
            for label, number in (("planned", plan), ("reported", done))
        ]
        for name, plan, done in data
    }
    groups = [
        charts.Group(
            name,
            (
                charts.Bar("planned", float(plan), printed[name][0][1].text, light=True),
                charts.Bar("reported to date", float(done), printed[name][1][1].text),
            ),
        )
        for name, plan, done in data
    ]
    figure = Chart(
        label="Figure 6",
        title="Reported to date and planned",
        subtitle="Number of families, of dwellings, of persons",
        svg=charts.paired_bars(groups, fonts=FONTS),
        alt=("Pairs of bars; ", printed["Families"][1][1], " of ", printed["Families"][0][1], " families."),
        series=tuple((name, _listed(numbers)) for name, numbers in printed.items()),
    )
    return Section("planned", "Planned figures", (figure,))


def unconfirmed(sheet: Sheet) -> Section:
    """Compose a table of text."""
    held = (
        (
            "Investment, January 2026",
            "Alder",
            "2\u202f270",
            "Larger than the figure attributed to the country for the month.",
        ),
        (
            "Construction works, January 2026",
            "Alder",
            "2\u202f200",
            "Given as a part of the figure above; withheld with it.",
        ),
        (
            "Investment in industry, January 2026",
            "Republic",
            "653.1",
            "The parts beside it sum to another figure.",
        ),
    )
    rows = tuple(
        Row(((what,), (where,), (sheet.n(text, f"held.{what}", "Table 5"),), (why,)))
        for what, where, text, why in held
    )
    heads = (*columns("Figure", "Territory", "As reported#"), Column("Why it is not used", width="62mm"))
    table = Table("Table 5", "Figures used in no total, chart or main point", "Million florins", heads, rows)
    return Section("unconfirmed", "Figures that could not be confirmed", (table,))


def scope(_: Sheet) -> Section:
    """Compose a box and points."""
    text = "The figures count families and persons reported as resettled. They do not describe a population."
    points = (
        ("Figures about past events are outside the scope of this bulletin.",),
        ("Names imply no position on status.",),
    )
    return Section(
        "scope", "Scope", (model.Box("What these figures do not measure", ((text,),)), model.Points(points))
    )


def detail(sheet: Sheet) -> Section:
    """Compose a wide table for a landscape page."""
    rows = []
    for at, name in enumerate(REGIONS * 3):
        first = sheet.n(show(value(at, 0)), f"fci.R-{at:02d}", "Table A1")
        rest = (
            Printed(first.number_id, show(value(at, month)), first.cell_id, "value") for month in range(1, 12)
        )
        label, indent = ("of which construction works", 1) if at % 3 else (name, 0)
        rows.append(
            Row(
                ((label,), (first,), *((number,) for number in rest), ("[x]",)),
                indent=indent,
                link=first.number_id,
            )
        )
    heads = columns("Economic region", *(f"{month} 26#" for month in MONTHS), "12 months#")
    table = Table(
        "Table A1",
        "Investment by region and month",
        "Million florins",
        heads,
        tuple(rows),
        linked_cells=False,
    )
    return Section("detail", "Monthly detail", (table,), annex=True, landscape=True)
