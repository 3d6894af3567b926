"""Tables of an indicator's figures: presentations beside each other, or figures of one unit in a list."""

from collections.abc import Sequence
from datetime import date

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Column, Table
from pipeline.bulletin.page import Entry, Line, Page, Value
from pipeline.bulletin.pages.presentations import (
    breakdown,
    is_change,
    most_places,
    order,
    publishers,
    status,
    title,
    unit,
)
from pipeline.bulletin.sections.stated import in_words, is_signed
from pipeline.indicators.catalogue import Indicator
from pipeline.vintages.changes import ESTIMATED

LONG = 4
"""From so many reference periods on a territory has a table of its own."""


def by_territory(page: Page, made: Indicator, cells: Sequence[Cell]) -> list[Table]:
    """Give a territory with several periods its own table, the others one together."""
    material = page.material
    own: dict[str, list[Cell]] = {}
    for cell in cells:
        own.setdefault(cell["territory_id"], []).append(cell)
    names = sorted(own, key=material.rank)
    long = [name for name in names if len({cell["period"] for cell in own[name]}) >= LONG]
    rest = [cell for name in names if name not in long for cell in own[name]]
    tables = [_by_period(page, made, material.name(name), own[name]) for name in long]
    several = "territories with few periods" if long else "by territory"
    return [*tables, _by_period(page, made, several, rest, is_mixed=True)] if rest else tables


def _by_period(
    page: Page, made: Indicator, place: str, cells: Sequence[Cell], *, is_mixed: bool = False
) -> Table:
    """Set presentations beside each other, a row a territory and reference period, the newest first."""
    material = page.material
    keys = _columns(material, cells)
    rows: dict[tuple[date, str], dict[tuple[str, str, str], Cell]] = {}
    for cell in cells:
        rows.setdefault((cell["period"], cell["territory_id"]), {})[_column(cell)] = cell
    lines = []
    for period, name in sorted(rows, key=lambda row: (-row[0].toordinal(), material.rank(row[1]))):
        row = {key: cell for key, cell in rows[period, name].items() if key in keys}
        stated = [cell for key, cell in row.items() if key[0] not in ESTIMATED] or list(row.values())
        entries = [_entry(material, row[key]) if key in row else "" for key in keys]
        head = (material.name(name), words.short_month(period)) if is_mixed else (words.short_month(period),)
        lines.append(Line((*head, *entries, status(row.values()), publishers(page, stated))))
    lines, notes = _said_once(lines)
    heads = [
        *([Column("Territory", width="8rem")] if is_mixed else []),
        Column("Month", width="5.4rem"),
        *(Column(_head(material, made, key), numeric=True) for key in keys),
        Column("Status", width="5rem"),
        *([] if notes else [Column("Published by", width="14rem")]),
    ]
    subtitle = "By the month in which the reference period ends, newest first"
    return page.table(f"{made.title}: {place}", subtitle, heads, lines, notes)


def _said_once(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Move the last column, who publishes, into a note where it says the same in every row."""
    said = {line.entries[-1] for line in lines}
    if len(lines) < 2 or len(said) > 1:
        return lines, ()
    shorter = [Line(line.entries[:-1]) for line in lines]
    (names,) = said
    what = "Every row of this table has figures" if ";" in str(names) else "Every figure of this table is"
    return shorter, (f"{what} published by {names}.",)


def _columns(material: Material, cells: Sequence[Cell]) -> list[tuple[str, str, str]]:
    """List the columns that figures need; the country contributes its own change, which has its column."""
    country = material.office.country
    found = {
        _column(cell)
        for cell in cells
        if not (cell["territory_id"] == country and "contribution" in cell["transformation"])
    }
    return sorted(found, key=lambda key: (order(key[0]), key))


def _column(cell: Cell) -> tuple[str, str, str]:
    """Tell in which column a figure stands: one presentation, price basis and unit each."""
    return str(cell["transformation"]), str(cell["price_basis"]), str(cell["unit_code"])


def _head(material: Material, made: Indicator, key: tuple[str, str, str]) -> str:
    """Write the head of a column."""
    transformation, basis, unit_code = key
    parts = [
        title(transformation),
        *([basis] if basis != "not_stated" else []),
        unit(material, made, unit_code),
    ]
    return ", ".join(parts)


def _entry(material: Material, cell: Cell) -> Entry:
    """Give the entry of a figure; one of several months says which."""
    value = Value(cell, most=most_places(cell), signed=is_change(cell["transformation"]))
    return (value, f" ({material.when(cell, short=True)})") if cell["transformation"] == "span" else value


def by_unit(page: Page, made: Indicator, unit_code: str, cells: Sequence[Cell]) -> Table:
    """List figures of one unit, a row each, the newest first."""
    material = page.material
    own = [cell for cell in cells if cell["unit_code"] == unit_code]
    has_parts = any(breakdown(page, cell) for cell in own)
    has_kinds = {cell["transformation"] for cell in own} != {made.default}
    lines = [
        Line(
            (
                material.name(cell["territory_id"]) if cell["territory_id"] in material.territories else "",
                material.when(cell, short=True),
                *([in_words(breakdown(page, cell)) or "Total"] if has_parts else []),
                *([title(cell["transformation"])] if has_kinds else []),
                Value(cell, most=most_places(cell), signed=_is_signed(page, cell)),
                status([cell]),
                publishers(page, [cell]),
            )
        )
        for cell in sorted(own, key=lambda cell: _place(material, cell))
    ]
    lines, notes = _said_once(lines)
    heads = [
        Column("Territory", width="8rem"),
        Column("Reference period"),
        *([Column("Of which")] if has_parts else []),
        *([Column("Presentation")] if has_kinds else []),
        Column(in_words(unit(material, made, unit_code)), numeric=True),
        Column("Status", width="5rem"),
        *([] if notes else [Column("Published by", width="14rem")]),
    ]
    return page.table(f"{made.title}, {unit(material, made, unit_code)}", "Newest first", heads, lines, notes)


def _is_signed(page: Page, cell: Cell) -> bool:
    """Tell whether a figure is printed with its sign: a change, or a growth that a source states."""
    single = cell["breakdown"].startswith("figure=")
    known = cell["breakdown"].rpartition("=")[2] in page.material.observations
    return is_change(cell["transformation"]) or (single and known and is_signed(page, cell))


def _place(material: Material, cell: Cell) -> tuple[int, tuple[int, str], str, str]:
    """Return the key that orders figures: the newest, then by territory, part and presentation."""
    known = cell["territory_id"] in material.territories
    rank = material.rank(cell["territory_id"]) if known else (99, str(cell["territory_id"]))
    return -cell["period"].toordinal(), rank, str(cell["breakdown"]), str(cell["transformation"])
