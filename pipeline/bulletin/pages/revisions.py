"""How the figures of an indicator were revised: reference periods by vintages, and the declared policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Column
from pipeline.bulletin.page import Entry, Line, Page, Value
from pipeline.bulletin.pages.commands import triangle_command
from pipeline.bulletin.pages.known import Known, Version
from pipeline.bulletin.pages.model import Link, Part, Said, Terms, Words
from pipeline.bulletin.pages.policy import declared_policy
from pipeline.bulletin.pages.presentations import breakdown, unit
from pipeline.bulletin.pages.versions import (
    STATED_BY,
    VINTAGES,
    Series,
    Stated,
    newest,
    stated_series,
    version_rows,
    vintages_of,
)
from pipeline.indicators.catalogue import Indicator
from pipeline.month import Month

SUMMARY = "revisions"
"""The indicator of how large revisions are."""
NAMED = 6
"""Further territories with revised figures that are named."""


@dataclass(frozen=True)
class Revised:
    """The part of a page on revisions, and the rows of versions.csv behind its table."""

    parts: tuple[Part, ...]
    versions: tuple[dict[str, Any], ...] = ()


def revisions(page: Page, made: Indicator, known: Known) -> Revised:
    """Say the revision policy, and tabulate what sources stated in several versions."""
    material = page.material
    declared = declared_policy(material, made)
    terms: list[tuple[str, Said]] = [
        ("Policy", (made.revisions,)),
        ("Declared by the office", (declared,)),
    ]
    if _is_summed(material, made):
        page_of = Link("mean revision, its size, its spread and its test", f"{SUMMARY}.html")
        terms.append(("By months since the first figure", (page_of,)))
    lead = Terms(tuple(terms))
    series = stated_series(material, made, known)
    names = [name for name, rows in series.items() if any(len(versions) > 1 for _, versions in rows)]
    if not names:
        return Revised((lead, Words((_none(material, bool(series)),))))
    chosen, *others = sorted(names, key=lambda name: (material.rank(name[0]), name))
    rows = newest(series[chosen])
    table = _table(page, made, chosen, rows)
    return Revised((lead, table, *_others(material, others)), tuple(version_rows(material, made, rows)))


def _is_summed(material: Material, made: Indicator) -> bool:
    """Tell whether the indicator's revisions have statistics in this issue."""
    wanted = f"measure={made.code}"
    return any(wanted in cell["breakdown"].split(";") for cell in material.cells.get(SUMMARY, []))


def _none(material: Material, is_stated: bool) -> str:
    """Say that there is nothing to tabulate."""
    if not is_stated:
        return (
            "The figures of this indicator are computed from others, or there is none in this issue: they "
            "change as those change."
        )
    return (
        "No source stated a figure of this indicator again with another value up to "
        f"{words.day(material.as_of)}: no figure was revised."
    )


def _table(page: Page, made: Indicator, name: Series, rows: Sequence[Stated]) -> Part:
    """Set reference periods by vintages: what was known at the end of each month."""
    material = page.material
    vintages = vintages_of(rows)
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
            f"{triangle_command(material, made.code, *name)} prints every month, with both applied.",
        ),
    )


def _row(cell: Cell, versions: Sequence[Version], vintages: Sequence[Month]) -> list[Entry]:
    """Give what was known of a figure at the end of each month."""
    return [_at(cell, versions, vintage) for vintage in vintages]


def _at(cell: Cell, versions: Sequence[Version], vintage: Month) -> Entry:
    """Give a figure as it was known at the end of a month; nothing before it was."""
    standing = [version for version in versions if version.known_on <= vintage.last]
    if not standing:
        return ""
    version, facet = standing[-1], f"vintage {vintage.key}"
    if version.value is None:
        return "taken back"
    return Value(cell | {facet: version.value, STATED_BY: [version.figure_id]}, facet)


def _difference(cell: Cell, versions: Sequence[Version]) -> Entry:
    """Give the last version less the first one."""
    first, last = versions[0].value, versions[-1].value
    if len(versions) < 2 or first is None or last is None:
        return ""
    behind = [versions[0].figure_id, versions[-1].figure_id]
    return Value(cell | {"revision": last - first, STATED_BY: behind}, "revision", signed=True)


def _others(material: Material, names: Sequence[Series]) -> list[Part]:
    """Name the other series that were stated in several versions."""
    if not names:
        return []
    places = list(dict.fromkeys(material.name(name) for name, _ in names))
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return [
        Words(
            (
                "Figures of these were stated again with another value, too: "
                f"{', '.join(places[:NAMED])}{more}.",
            )
        )
    ]
