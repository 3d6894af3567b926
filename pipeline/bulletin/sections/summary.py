"""The first page beside figures and points: the key-figure table, and what the figures are."""

from pipeline.bulletin import words
from pipeline.bulletin.model import Box, Column, Section
from pipeline.bulletin.page import CITED, Line, Page, Value


def key_table(page: Page) -> Section | None:
    """Tabulate the country's key figures with their evidence grade."""
    material = page.material
    country = material.office.country
    page.binder.at("key figures")
    lines = []
    unit = ""
    for code in ("fci", "fci_construction"):
        ytd = material.last(code, country, "ytd")
        if ytd is None:
            continue
        unit = material.unit(ytd["unit_code"])
        others = [
            (material.at(code, country, kind, ytd["period"]), signed)
            for kind, signed in (("flow", False), ("ytd_change", True), ("growth_published", True))
        ]
        values = [Value(cell, signed=signed) if cell else None for cell, signed in others]
        entries = (material.catalogue[code].title, words.short_period(ytd), Value(ytd), *values)
        lines.append(Line((*entries, ytd["evidence_grade"], CITED)))
    if not lines:
        return None
    heads = [
        Column("Indicator"),
        Column("Period"),
        Column(f"Year to date, {unit}", numeric=True),
        Column(f"Month alone, {unit}", numeric=True),
        Column("Change, computed, %", numeric=True),
        Column("Change, as published, %", numeric=True),
        Column("Grade"),
        Column("Source"),
    ]
    filled = [index for index in range(len(heads)) if any(line.entries[index] is not None for line in lines)]
    table = page.table(
        f"Key figures, {material.name(country)}",
        "Last known figures; changes are on the corresponding period of the previous year",
        [heads[index] for index in filled],
        [Line(tuple(line.entries[index] for index in filled)) for line in lines],
        notes=("Evidence grades A to D are explained under sources.",),
    )
    return Section("key", "Key figures", (table,))


def about(page: Page) -> Box:
    """Say in a few lines what the figures are."""
    material = page.material
    return Box(
        "About these figures",
        (
            (material.office.imprint,),
            (
                f"Figures are those known as of {words.day(material.as_of)} and refer to no day after "
                f"{words.day(material.month.last)}.",
            ),
            (
                "Each figure is reported by its publisher; words in brackets after a number say how far it "
                "is confirmed. Each number links to its entry in the lineage index, which names its source "
                "and place.",
            ),
        ),
    )
