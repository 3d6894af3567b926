"""Seasonally adjusted flows and trend beside the flows as they are, and why a series has none."""

from decimal import Decimal
from typing import Any

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell, printed_places
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Points, Section, Text
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.adjustment_words import conditions, state
from pipeline.bulletin.sections.described import described
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import When, month_of
from pipeline.month import Month
from pipeline.present import present

CODE = "fci"
CHART_MONTHS = 25
"""Two years and the month: each month of the year stands twice beside itself."""
TABLE_MONTHS = 13
KINDS = ("flow", "flow_sa", "flow_trend")
DRAWN = ("flow_sa", "flow", "flow_trend")
"""The adjusted series is drawn first: it is the subject."""
ALONE = ("flow_sa", "flow_trend")
"""These lie close together beside the unadjusted series, and are drawn once more without it."""
CHANGE, CHANGE_AS_IS = "flow_sa_change_on_month", "flow_change_on_month"
MOST = 1


def adjusted(page: Page) -> Section | None:
    """Write the section; an office whose indicators are not adjusted at all has none."""
    if not page.material.adjustment:
        return nothing.left_out(page, "adjusted", lambda whole: whole.adjustment)
    page.binder.at("adjusted")
    country = page.material.root
    rows = _rows(page, country)
    blocks: list[Block] = [Paragraph(_lead(page, country, rows))]
    if rows:
        blocks += [_chart(page, rows[0]), _table(page, country, rows)]
    blocks += _considered(page)
    return Section("adjusted", page.word("adjusted-title"), tuple(blocks))


def _rows(page: Page, country: str) -> list[Cell]:
    """Return the country's adjusted flows, the newest first."""
    return page.material.series(CODE, country, "flow_sa")[::-1]


def _lead(page: Page, country: str, rows: list[Cell]) -> Text:
    """Say what is shown, with the newest adjusted figure, or that nothing is."""
    if not rows:
        return page.say("adjusted-none", place=page.place(country))
    return page.sentences([said_of_figure(page, rows[0]), page.say("adjusted-estimates")])


def said_of_figure(page: Page, last: Cell) -> Text:
    """Say an adjusted figure, with its change on the month before where that is known."""
    material = page.material
    country, place = last["territory_id"], page.place(last["territory_id"])
    slots: dict[str, Slot] = {
        "place": place,
        "when": month_of(last["period"]),
        "figure": page.flagged(last, most=_places(page, last)),
        "unit": material.unit(last["unit_code"]),
    }
    change = material.at(CODE, country, CHANGE, last["period"])
    if change is None:
        return page.say("adjusted-lead", **slots)
    said = page.flagged(change, unit=" %", most=_places(page, change), signed=True)
    return page.say("adjusted-lead-changed", change=said, **slots)


def _places(page: Page, cell: Cell) -> int:
    """Return the decimals of a figure of a month: those that the unadjusted one supports."""
    like = CHANGE_AS_IS if cell["transformation"] == CHANGE else "flow"
    own = page.material.at(CODE, cell["territory_id"], like, cell["period"])
    return printed_places(own, "value", MOST) if own else 0


def _value(page: Page, cell: Cell | None, *, signed: bool = False) -> Value | None:
    """Put a figure into a table, with the decimals of the unadjusted one."""
    return Value(cell, most=_places(page, cell), signed=signed) if cell else None


def _chart(page: Page, last: Cell) -> Chart:
    """Draw flows, adjusted flows and trend-cycle of two years and a month."""
    material, country = page.material, last["territory_id"]
    end = Month.of(last["period"])
    months = list(end.plus(1 - CHART_MONTHS).to(end))
    cells = {kind: {cell["period"]: cell for cell in material.series(CODE, country, kind)} for kind in DRAWN}
    label = page.next_figure()
    names = {kind: page.word(f"adjusted-line-{kind}") for kind in DRAWN}
    numbers = [
        (
            names[kind],
            [
                (material.grammar.short_month(month.first), Value(cell, most=_places(page, cell)))
                for month in months
                if (cell := cells[kind].get(month.first))
            ],
        )
        for kind in DRAWN
    ]
    printed = page.chart_numbers(numbers, label)
    svg = charts.line_chart(
        [material.grammar.short_month(month.first) for month in months],
        [
            charts.Line(names[kind], tuple(_drawn(cells[kind].get(month.first)) for month in months))
            for kind in DRAWN
        ],
        show=lambda mark: present(mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang),
        fonts=page.fonts,
        alone=[DRAWN.index(kind) for kind in ALONE],
    )
    span = When(months[0].first, end.last)
    return Chart(
        label,
        _title(page, country, last),
        page.word("adjusted-chart.subtitle", unit=material.unit(last["unit_code"]), span=span),
        svg,
        described(page, page.say("adjusted-chart.alt", span=span), printed),
        printed.rows,
        (page.say("adjusted-note-scale"), *printed.notes),
    )


def _title(page: Page, country: str, last: Cell) -> str:
    """Derive the title from the newest adjusted figure and the one of the month before."""
    place = page.place(country)
    before = page.material.at(CODE, country, "flow_sa", Month.of(last["period"]).plus(-1).first)
    if before is None:
        return page.word("adjusted-chart", place=place)
    value, base = Decimal(last["value"]), Decimal(before["value"])
    relation = "above" if value > base else "below" if value < base else "equal"
    this, that = month_of(last["period"]), month_of(before["period"])
    return page.word(f"adjusted-chart-{relation}", place=place, month=this, before=that)


def _drawn(cell: Cell | None) -> float | None:
    """Return the length to draw; only here does a value become a float."""
    return None if cell is None else float(cell["value"])


def _table(page: Page, country: str, rows: list[Cell]) -> Block:
    """Tabulate the last months: the figure as it is, adjusted, trend, and the adjusted change."""
    material = page.material
    unit = material.unit(rows[0]["unit_code"])
    lines = []
    for cell in rows:
        same = {kind: material.at(CODE, country, kind, cell["period"]) for kind in (*KINDS, CHANGE)}
        entries = (
            _value(page, same["flow"]),
            _value(page, same["flow_sa"]),
            _value(page, same[CHANGE], signed=True),
            _value(page, same["flow_trend"]),
        )
        lines.append(Line((material.grammar.short_month(cell["period"]), *entries, CITED)))
    heads = [
        Column(page.word("head-month")),
        Column(page.word("adjusted-head-flow", unit=unit), numeric=True),
        Column(page.word("adjusted-head-flow_sa", unit=unit), numeric=True),
        Column(page.word("adjusted-head-change"), numeric=True),
        Column(page.word("adjusted-head-flow_trend", unit=unit), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("adjusted-table", place=page.place(country)),
        page.word("adjusted-table.subtitle"),
        heads,
        lines,
        notes=(page.word("adjusted-note-decimals"), page.word("adjusted-note-sources")),
        most=Most(TABLE_MONTHS),
    )


def _considered(page: Page) -> list[Block]:
    """Tabulate the series with their diagnostics; where the program ran for none, a sentence for each."""
    material = page.material
    rows = sorted(
        material.adjustment, key=lambda row: (by_name(material, row["territory_id"]), row["series"])
    )
    if all(row["qs_adjusted_p"] is None for row in rows):
        return [Points(tuple(_sentence(page, row) for row in rows))]
    return [_diagnostics(page, rows), *_discrepancy(page)]


def _sentence(page: Page, row: dict[str, Any]) -> Text:
    """Say of one series why it is not adjusted."""
    place = page.place(row["territory_id"])
    known, needed = (page.material.diagnostic(item, row["series"]) for item in ("observations", "needed"))
    if row["reason_code"] == "too_short" and known and needed:
        return page.say(
            "adjusted-too-short",
            place=place,
            state=state(page, row["status"], ""),
            known=(page.number(known, most=0),),
            needed=(page.number(needed, most=0),),
        )
    return page.say("adjusted-series", place=place, state=state(page, row["status"], row["reason_code"]))


def _diagnostics(page: Page, rows: list[dict[str, Any]]) -> Block:
    """Tabulate what each series rests on, what the program says of it, and its state."""
    lines = []
    for row in rows:
        cells = [(page.material.diagnostic(item, row["series"]), most) for item, most in _STATISTICS]
        values = [Value(cell, most=most) if cell else None for cell, most in cells]
        name, said = page.material.name(row["territory_id"]), state(page, row["status"], row["reason_code"])
        lines.append(Line((name, *values, said, CITED)))
    heads = [
        Column(page.word("adjusted-head-series")),
        *(Column(page.word(f"adjusted-head-{item}"), numeric=True) for item, _ in _STATISTICS),
        Column(page.word("adjusted-head-state")),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("adjusted-diagnostics"),
        page.word("adjusted-diagnostics.subtitle"),
        heads,
        lines,
        notes=(page.word("adjusted-note-program"), *_months_held(page, rows), conditions(page)),
    )


def _months_held(page: Page, rows: list[dict[str, Any]]) -> list[str]:
    """Say from which month on the data has the months of the series, where one is longer than that."""
    held = [(row, page.material.series(CODE, row["territory_id"], "flow")) for row in rows]
    longer = [
        flows[0]["period"]
        for row, flows in held
        if flows
        and (count := page.material.diagnostic("observations", row["series"]))
        and count["value"] > len(flows)
    ]
    return [page.word("adjusted-note-months", **{"from": month_of(min(longer))})] if longer else []


def _discrepancy(page: Page) -> list[Block]:
    """Set the adjusted figure of the country beside the sum of its adjusted regions."""
    material = page.material
    series = f"{CODE}.{material.root}"
    summed, apart, share = (
        material.diagnostic(item, series) for item in ("indirect", "discrepancy", "discrepancy_pct")
    )
    if not (summed and apart and share):
        return []
    said = page.say(
        "adjusted-discrepancy",
        when=month_of(summed["period"]),
        sum=(page.number(summed),),
        apart=(page.number(apart, signed=True),),
        share=page.flagged(share, unit=" %", most=2, signed=True),
        unit=material.unit(summed["unit_code"]),
    )
    return [Paragraph(said)]


_STATISTICS = (("observations", 0), ("m7", 3), ("q", 2), ("qs_adjusted_p", 3))
"""What is printed of the diagnostics, with so many decimals at most."""
