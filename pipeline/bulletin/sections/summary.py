"""The first page beside figures and points: the key-figure table, and what the figures are."""

from dataclasses import dataclass
from datetime import date

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Box, Column, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections import newest

_CHANGES = (
    ("ytd_change", "Change, computed"),
    ("growth_published", "Change, published"),
)


@dataclass(frozen=True)
class _Theme:
    """A row of the table: what it is called, its last known figure, and changes of it."""

    title: str
    cell: Cell | None
    changes: tuple[Cell | None, ...] = (None, None)


def key_table(page: Page) -> Section:
    """Tabulate the last known figure of each theme, with its own date, unit, change and evidence grade."""
    page.binder.at("key figures")
    lines = [_line(page, theme) for theme in _themes(page)]
    heads = [
        Column("Indicator"),
        Column("Period or date"),
        Column("Figure", numeric=True),
        Column("Unit"),
        *(Column(head, numeric=True) for _, head in _CHANGES),
        Column("Grade"),
        Column("Source"),
    ]
    empty = [
        index
        for index, column in enumerate(heads)
        if column.label.startswith("Change") and all(line.entries[index] is None for line in lines)
    ]
    kept = [index for index in range(len(heads)) if index not in empty]
    table = page.table(
        "Key figures",
        "Last known figures; changes in per cent on the corresponding period of the previous year; grades "
        "are explained under sources",
        [heads[index] for index in kept],
        [Line(tuple(line.entries[index] for index in kept)) for line in lines],
    )
    return Section("key", "Key figures", (table,))


def _themes(page: Page) -> list[_Theme]:
    """Return the rows in the order of the sections."""
    material = page.material
    country = material.office.country
    persons = newest.newest_stock(page)
    families = persons and material.at(
        "resettled_families", persons["territory_id"], "stock", persons["period"]
    )
    stocks: tuple[tuple[str, Cell | None], ...] = (
        ("resettled_families", families),
        ("resettled_persons", persons),
        ("dwellings", newest.last_dwellings(page, "status=completed")),
        ("mine_cleared_area", newest.newest_area(page)),
        ("target_persons", newest.target(page, "target_persons")),
    )
    rows = []
    for code in ("fci", "fci_construction"):
        ytd = material.last(code, country, "ytd")
        changes = [material.at(code, country, kind, ytd["period"]) if ytd else None for kind, _ in _CHANGES]
        rows.append(_Theme(_title(page, code), ytd, tuple(changes)))
    return [*rows, *(_Theme(_title(page, code), cell) for code, cell in stocks)]


def _title(page: Page, code: str) -> str:
    """Name an indicator shortly where a short name is listed; the dwellings shown are those completed."""
    material = page.material
    name = material.labels.get(("measure_short", code), material.catalogue[code].title)
    return f"{name} {material.label('breakdown', 'status=completed')}" if code == "dwellings" else name


def _line(page: Page, theme: _Theme) -> Line:
    """Write a row; what is not known stands as not available."""
    cell, material = theme.cell, page.material
    if cell is None:
        return Line((theme.title, *(None,) * (5 + len(_CHANGES))))
    changes: list[Entry] = [Value(change, signed=True) if change else None for change in theme.changes]
    return Line(
        (
            f"{theme.title}, {material.name(cell['territory_id'])}",
            material.when(cell, short=True),
            Value(cell),
            material.unit(cell["unit_code"]),
            *changes,
            cell["evidence_grade"],
            CITED,
        )
    )


def about(page: Page) -> Box:
    """Say in a few lines what the figures are."""
    material = page.material
    return Box(
        "About these figures",
        (
            (
                f"Figures are those known as of {words.day(material.as_of)} and refer to no day after "
                f"{words.day(material.month.last)}.",
            ),
            *(_known_on(material.asked) if material.asked else ()),
            (
                "Each figure is reported by its publisher; words in brackets after a number say how far it "
                "is confirmed. Each number links to its entry in the lineage index, which names its source "
                "and place.",
            ),
        ),
    )


def _known_on(asked: date) -> tuple[Text, ...]:
    """Say of an edition of a past day what it can know."""
    return (
        (
            f"This edition shows what was known on {words.day(asked)}. A figure is known from the last day "
            "on which it can have been published or, where that is not known, from the day on which it was "
            "received.",
        ),
    )
