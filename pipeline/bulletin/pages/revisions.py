"""How the figures of an indicator were revised: reference periods by vintages, and the declared policy."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Column
from pipeline.bulletin.page import Entry, Line, Page, Value
from pipeline.bulletin.pages.figures import used_cells
from pipeline.bulletin.pages.known import Known, SeriesOf, Version
from pipeline.bulletin.pages.model import Part, Terms, Words
from pipeline.bulletin.pages.policy import declared_policy
from pipeline.bulletin.pages.presentations import breakdown, unit
from pipeline.indicators.catalogue import Indicator
from pipeline.month import Month

PERIODS = 12
"""Reference periods of the table; the newest."""
VINTAGES = 12
"""Vintages of the table; the last."""
NAMED = 6
Series = tuple[str, str]
"""A territory and a breakdown."""
Stated = tuple[Cell, list[Version]]
"""A figure and the versions of the one statement that it rests on."""


def revisions(page: Page, made: Indicator, known: Known) -> list[Part]:
    """Say the revision policy, and tabulate what sources stated in several versions."""
    material = page.material
    parts: list[Part] = [
        Terms((("Policy", (made.revisions,)), ("Declared by the office", (declared_policy(material, made),))))
    ]
    series = _stated_series(material, made, known)
    revised = [name for name, rows in series.items() if any(len(versions) > 1 for _, versions in rows)]
    if not revised:
        return [*parts, Words((_none(material, bool(series)),))]
    chosen = min(revised, key=lambda name: (material.rank(name[0]), name))
    parts.append(_table(page, made, chosen, series[chosen]))
    others = [
        name for name in sorted(revised, key=lambda name: (material.rank(name[0]), name)) if name != chosen
    ]
    return [*parts, *_others(material, others)]


def _none(material: Material, is_stated: bool) -> str:
    """Say that there is nothing to tabulate."""
    if not is_stated:
        return (
            "The figures of this indicator are computed from others, or there is none in this issue: they "
            "change as those change."
        )
    return (
        "No source stated a figure of this indicator in more than one version up to "
        f"{words.day(material.as_of)}: no figure was revised."
    )


def _stated_series(material: Material, made: Indicator, known: Known) -> dict[Series, list[Stated]]:
    """Return by series the newest figures that rest on one statement each, with the versions of it."""
    found: dict[Series, list[Stated]] = {}
    cells = [cell for cell in used_cells(material, made) if cell["transformation"] == made.default]
    for cell in sorted(cells, key=lambda cell: (cell["period"], cell["cell_id"]), reverse=True):
        names = material.inputs.get(cell["cell_id"], [])
        own = found.setdefault((cell["territory_id"], cell["breakdown"]), [])
        if len(names) == 1 and names[0] in material.observations:
            own.append((cell, _versions(material, names[0], known.versions)))
    return {name: rows for name, rows in found.items() if rows}


def _versions(material: Material, obs_id: str, several: Mapping[SeriesOf, list[Version]]) -> list[Version]:
    """Return the versions of a figure by its source, one where it was stated once."""
    stated = material.observations[obs_id]
    one = [Version(stated["known_on"], stated["value"])]
    return several.get((stated["series_id"], stated["source_id"]), one)


def _table(page: Page, made: Indicator, name: Series, rows: Sequence[Stated]) -> Part:
    """Set reference periods by vintages: what was known at the end of each month."""
    material = page.material
    rows, office = _newest(rows), material.office.code
    vintages = _vintages(rows)
    part = breakdown(page, rows[0][0])
    heads = [words.short_month(vintage.first) for vintage in vintages]
    of_unit = unit(material, made, rows[0][0]["unit_code"])
    return page.table(
        f"Revisions: {material.name(name[0])}{', ' if part else ''}{part}, {of_unit}",
        "Each reference period as its source had stated it by the end of a month",
        [
            Column("Reference period"),
            *(Column(head, numeric=True) for head in heads),
            Column("Last less first", numeric=True),
        ],
        [
            Line(
                (
                    material.when(cell, short=True),
                    *_row(cell, versions, vintages),
                    _difference(cell, versions),
                )
            )
            for cell, versions in rows
        ],
        notes=(
            f"Columns are the last {VINTAGES} months in which a version became known. The version that is "
            "used is the last one; rules and decisions are not applied here. "
            f"`crossfoot triangle {made.code} --territory {name[0]} --office {office}` prints every month.",
        ),
    )


def _newest(rows: Sequence[Stated]) -> Sequence[Stated]:
    """Return the newest reference periods; where none of them has several versions, the newest that have."""
    newest = rows[:PERIODS]
    if any(len(versions) > 1 for _, versions in newest):
        return newest
    return [row for row in rows if len(row[1]) > 1][:PERIODS]


def _vintages(rows: Iterable[Stated]) -> list[Month]:
    """List the last months in which a version became known."""
    months = {Month.of(version.known_on) for _, versions in rows for version in versions}
    return sorted(months)[-VINTAGES:]


def _row(cell: Cell, versions: Sequence[Version], vintages: Sequence[Month]) -> list[Entry]:
    """Give what was known of a figure at the end of each month."""
    return [_at(cell, versions, vintage) for vintage in vintages]


def _at(cell: Cell, versions: Sequence[Version], vintage: Month) -> Entry:
    """Give a figure as it was known at the end of a month; nothing before it was."""
    standing = [version for version in versions if version.known_on <= vintage.last]
    if not standing:
        return ""
    value = standing[-1].value
    facet = f"vintage {vintage.key}"
    return "taken back" if value is None else Value(cell | {facet: value}, facet)


def _difference(cell: Cell, versions: Sequence[Version]) -> Entry:
    """Give the last version less the first one."""
    first, last = versions[0].value, versions[-1].value
    if len(versions) < 2 or first is None or last is None:
        return ""
    return Value(cell | {"revision": last - first}, "revision", signed=True)


def _others(material: Material, names: Sequence[Series]) -> list[Part]:
    """Name the other series that were stated in several versions."""
    if not names:
        return []
    places = list(dict.fromkeys(material.name(name) for name, _ in names))
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return [
        Words((f"Figures of these were stated in several versions, too: {', '.join(places[:NAMED])}{more}.",))
    ]
