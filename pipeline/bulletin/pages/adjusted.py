"""The status of seasonal adjustment of an indicator's series."""

from decimal import Decimal

from pipeline.bulletin.model import Column
from pipeline.bulletin.page import Line, Page
from pipeline.bulletin.pages.commands import table_command
from pipeline.bulletin.pages.known import Known
from pipeline.bulletin.pages.model import Part, Words
from pipeline.indicators.catalogue import Indicator


def adjustment(page: Page, made: Indicator, known: Known) -> list[Part]:
    """Tabulate the status of seasonal adjustment by series, with the reason where there is none."""
    if not made.adjust:
        return [Words(("Not seasonally adjusted: the indicator declares no adjustment.",))]
    rows = known.adjusted.get(made.code, [])
    if not rows:
        return [Words(("No series of this indicator has figures that could be adjusted in this issue.",))]
    material = page.material
    lines = [
        Line(
            (
                material.name(row["territory_id"]),
                str(row["status"]).replace("_", " "),
                row["sentence"] or "every condition of publication holds",
                *(_plain(row[name]) for name in ("observations", "m7", "q", "qs_adjusted_p")),
            )
        )
        for row in sorted(rows, key=lambda row: material.rank(row["territory_id"]))
    ]
    heads = [
        Column("Series"),
        Column("Status", width="5rem"),
        Column("Reason", width="12rem"),
        Column("Months", numeric=True),
        Column("M7", numeric=True),
        Column("Q", numeric=True),
        Column("QS of the adjusted series, p", numeric=True),
    ]
    notes = (
        "M7, Q and QS are diagnostics of X-13ARIMA-SEATS, as it states them; all of them are in what "
        f"{table_command(material, 'indicators.seasonal_diagnostics')} prints.",
    )
    title = "Seasonal adjustment by series"
    return [page.table(title, "Country and economic regions, each by itself", heads, lines, notes)]


def _plain(value: object) -> str:
    """Write a diagnostic without trailing zeros, nothing where there is none."""
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"
