"""A small release with every place that a number can stand in, from invented cells, on the real pages."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.bulletin import model
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.charts import Bar, bars
from pipeline.bulletin.model import Column, Document, Printed, Row, Text
from pipeline.bulletin.pdf import Attached
from pipeline.bulletin.render import companions, render_html, render_pdf
from pipeline.vintages.published import NUMBER

TEMPLATES = Path(__file__).resolve().parents[2] / "report_templates"
FONTS = TEMPLATES / "fonts"
CELL = (
    *("cell_id", "territory_id", "period", "value", "half_width", "lo", "hi", "reference_date", "month"),
    "qualifier",
)
REGIONS = (
    ("Alder", "1406.25"),
    ("Birch", "12040.5"),
    ("Cedar", "-75.64"),
    ("Dogwood", "75.64"),
    ("Elm", "0.04"),
)
SOURCE = "source_id,publisher,address\nS1,Bureau 24,https://bureau24.example/a/7\n"


class Writer:
    """Prints numbers of invented cells through the binder."""

    def __init__(self, lang: str) -> None:
        """Begin with no cell."""
        self.binder = Binder(lang, lambda cell: f"S1: register.csv, line {len(cell['cell_id'])}, value")
        self.cells: dict[str, dict[str, Any]] = {}

    def n(self, name: str, value: str, facet: str = "value", **options: Any) -> Printed:
        """Print a facet of a cell, which it makes where there is none."""
        cell = self.cells.setdefault(
            name,
            {
                "cell_id": name,
                "territory_id": "T1",
                "period": "2026-01-01",
                "value": Decimal(value),
                "half_width": None,
                "lo": Decimal(value) - Decimal("1.5"),
                "hi": Decimal(value) + Decimal("1.5"),
                "reference_date": "2026-01-19",
                "month": "2026-01-01",
                "qualifier": "",
            },
        )
        shown = cell | {"lo": None, "hi": None} if facet == "value" else cell
        return self.binder.number(shown, facet, **options)


def compose(lang: str = "en") -> tuple[Document, Writer]:
    """Compose a bulletin of one page or two."""
    writer = Writer(lang)
    n, at = writer.n, writer.binder.at
    at("key figures")
    keys = (
        model.KeyFigure(
            n("fci.T1.2026-01", "1406.25", place="key"), "million florins, January 2026", (), "about "
        ),
        model.KeyFigure(n("res.T1.2026-01", "3602", most=0, place="key"), "persons, 19 January 2026", ()),
    )
    at("main points")
    points: tuple[Text, ...] = (
        (
            "Investment in January 2026 was ",
            n("fci.T1.2026-01", "1406.25", place="text"),
            "\u00a0[n] million.",
        ),
        ("It changed by ", n("growth.T1.2026-01", "-2.25", signed=True, place="text"), "\u00a0% on 2025."),
        (
            "From ",
            n("fci.T1.2026-01", "1406.25", "lo", place="text"),
            " to ",
            n("fci.T1.2026-01", "1406.25", "hi", place="text"),
            ".",
        ),
    )
    sections = (_investment(writer), _long(writer), _annex(writer))
    return (
        Document(
            lang=lang,
            office="Office of Florin",
            title="Monthly bulletin",
            subtitle="January 2026",
            issue="January 2026, issue 2026-01.1",
            imprint="Crossfoot demonstration edition, with invented values.",
            mark="SYNTHETIC",
            status="",
            facts=(("Figures known as of", "21 February 2026"), ("Contact", "Bureau 24")),
            key_figures=keys,
            main_points=points,
            about=model.Box("About", (("Figures are those known as of 21 February 2026.",),)),
            sections=sections,
            symbols=(model.Symbol("[n]", "not confirmed"),),
            index=tuple(sorted(writer.binder.entries.values(), key=lambda entry: entry.number_id)),
        ),
        writer,
    )


def _investment(writer: Writer) -> model.Section:
    """Write a section with a sentence, a table of links, a chart."""
    n, binder = writer.n, writer.binder
    binder.at("investment")
    said = (
        "Investment by 19 January was ",
        n("fci.T1.2026-01", "1406.25", place="text"),
        " million; see Table 1.",
    )
    binder.at("investment", "Table 1")
    rows = []
    for at, (name, value) in enumerate(REGIONS, 1):
        cell = f"fci.{name.upper()}.2026-01"
        binder.within(at, 3)
        first = n(cell, value, align_to=2)
        binder.within(at, 4)
        second = (n(cell, value, "lo"), " to ", n(cell, value, "hi"))
        rows.append(Row(((name,), ("Jan 2026",), (first, "\u00a0[n]"), second)))
    binder.within()
    heads = (Column("Region"), Column("Period"), Column("Million", True), Column("Interval"))
    table = model.Table(
        "Table 1", "By region", "January 2026", heads, tuple(rows), (("The newest 5 are shown.",),)
    )
    return model.Section("investment", "Investment", (model.Paragraph(said), table, _chart(writer)))


def _chart(writer: Writer) -> model.Chart:
    """Draw bars with their numbers, and say the largest."""
    writer.binder.at("investment", "Figure 1")
    listed = []
    for at, (name, value) in enumerate(REGIONS, 1):
        writer.binder.within(1, at)
        listed.append((name, writer.n(f"fci.{name.upper()}.2026-01", value, place="chart")))
    writer.binder.within()
    alt = (
        "Bars of five regions in January 2026; the largest is ",
        writer.n("fci.BIRCH.2026-01", "12040.5", place="chart"),
        ".",
    )
    svg = bars(
        [Bar(name, float(v), p.text) for (name, v), (_, p) in zip(REGIONS, listed, strict=True)], fonts=FONTS
    )
    series = (("Million", tuple((name, (printed,)) for name, printed in listed)),)
    return model.Chart("Figure 1", "Regions", "January 2026", svg, alt, series)


def _long(writer: Writer) -> model.Section:
    """Write a long table, whose rows have the links."""
    writer.binder.at("long", "Table 2")
    rows = []
    for at in range(1, 25):
        cells: list[Text] = [(f"Village {chr(64 + at)}",)]
        for col, value in ((2, f"{at * 37 + 900}.5"), (3, str(at % 7 + 2))):
            writer.binder.within(at, col)
            cells.append((writer.n(f"long{col}.V{at}.2026-01", value),))
        first = next(run for run in cells[1] if isinstance(run, Printed))
        rows.append(Row(tuple(cells), link=first.number_id))
    writer.binder.within()
    heads = (Column("Village"), Column("Families", True), Column("Persons a family", True))
    table = model.Table("Table 2", "Villages", "2026", heads, tuple(rows), linked_cells=False)
    return model.Section("long", "Villages", (table,))


def _annex(writer: Writer) -> model.Section:
    """Write an annex with a sentence and an age."""
    writer.binder.at("annex")
    writer.cells["res.T1.2026-01"]["age"] = Decimal(12)
    text = ("The figure is ", writer.n("res.T1.2026-01", "3602", "age", place="text"), " days old.")
    return model.Section("annex", "Notes", (model.Paragraph(text),), annex=True)


def _csv(rows: list[dict[str, Any]], columns: list[str]) -> bytes:
    """Write rows as the release does."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


@cache
def small_release(lang: str = "en") -> dict[str, bytes]:
    """Write the release once: web page, PDF, tables."""
    document, writer = compose(lang)
    html = render_html(document, TEMPLATES)
    rows = [{"release_id": "2026-01.1", **row} for row in writer.binder.rows]
    data = {
        "cells.csv": _csv(list(writer.cells.values()), list(CELL)),
        "published_number.csv": _csv(rows, list(NUMBER)),
        "sources.csv": SOURCE.encode(),
    }
    attached = [Attached("cells.csv", data["cells.csv"], "Data")]
    pdf = render_pdf(html, TEMPLATES, created=datetime(2026, 2, 21, tzinfo=UTC), attachments=attached)
    return {
        f"bulletin.{lang}.html": html.encode(),
        f"bulletin.{lang}.pdf": pdf,
        **companions(TEMPLATES),
        **data,
    }


Change = Callable[[str], str]


def changed(name: str, change: Change) -> dict[str, bytes]:
    """Return the release with one text file changed; a change that changes nothing is refused."""
    files = small_release()
    before = files[name].decode()
    after = change(before)
    assert after != before, "the mutation left the file as it was"
    return {**files, name: after.encode()}
