"""The rows of the data files of a release: the cells that the bulletin prints, and what is behind them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.issue import national_name
from pipeline.bulletin.material import Material
from pipeline.bulletin.triangles import triangle_rows
from pipeline.companions.tables import (
    CELL_INPUT,
    CELLS,
    CHANGES,
    DECISIONS,
    ESMS,
    FINDINGS,
    NUMBERS,
    SOURCES,
    TRIANGLES,
    VERSIONS,
    DataFile,
    Row,
)
from pipeline.rules.findings import Finding
from pipeline.rules.naming import Words
from pipeline.vintages.changes import handed_on
from pipeline.vintages.issue import PREVIOUS

Tables = list[tuple[DataFile, list[Row]]]


def data_rows(material: Material, binder: Binder, versions: Sequence[Row]) -> Tables:
    """Return the rows of each data file of a release; a file that the month has no use for is left out.

    `binder` knows the numbers of every page; `versions` are those that the indicator pages show.
    """
    cells = cell_rows(material, binder)
    named = [row["cell_id"] for row in cells]
    used = sorted(_sources_of(material, named))
    triangles = triangle_rows(material)
    rows: Tables = [
        (CELLS, cells),
        (CELL_INPUT, _inputs(material, named)),
        (NUMBERS, [*number_rows(material, binder)]),
        (FINDINGS, _findings(material)),
        (DECISIONS, [*material.decisions]),
        (SOURCES, [material.sources[name] for name in used if name in material.sources]),
        (ESMS, [*metadata_rows(material)]),
        (VERSIONS, [*versions]),
    ]
    if triangles:
        rows.append((TRIANGLES, [*triangles]))
    if PREVIOUS in material.digests:
        rows.append((CHANGES, [change.row for change in handed_on(material.changes, {*named})]))
    return rows


def cell_rows(material: Material, binder: Binder) -> list[Row]:
    """Return the cells that are printed, and those of rows that tables leave out."""
    named = sorted({*(row["cell_id"] for row in binder.rows), *binder.kept})
    return [material.by_id[name] for name in named]


def _sources_of(material: Material, cell_ids: Sequence[str]) -> set[str]:
    """Name the sources of cells, and those that reference tables cite for acts, phases and bodies."""
    rows = (row for table in material.facts.values() for row in table)
    cited = {str(row["source_id"]) for row in rows if row.get("source_id")}
    return cited | {source for name in cell_ids for source in material.source_ids(material.by_id[name])}


def number_rows(material: Material, binder: Binder) -> list[dict[str, Any]]:
    """Return the rows of `release.published_number`."""
    return [{"release_id": national_name(material), **row} for row in binder.rows]


def _inputs(material: Material, named: Iterable[str]) -> list[Row]:
    """Return what cells were made of, and what those were made of, by cell."""
    return [
        {"cell_id": name, "input_id": other}
        for name in closure(material, named)
        for other in sorted(material.inputs.get(name, []))
    ]


def closure(material: Material, cell_ids: Iterable[str]) -> list[str]:
    """List cells and the cells that they were made of, sorted."""
    found: set[str] = set()
    waiting = list(cell_ids)
    while waiting:
        name = waiting.pop()
        if name in material.by_id and name not in found:
            found.add(name)
            waiting += material.inputs.get(name, [])
    return sorted(found)


def _findings(material: Material) -> list[Row]:
    """Return findings, each with its sentence in every language of the office."""
    office = material.office
    words = {lang: Words(office, lang) for lang in office.languages if f"sentence_{lang}" in FINDINGS.columns}
    return [
        {**_finding(found, material), **{f"sentence_{lang}": found.told(own) for lang, own in words.items()}}
        for found in material.findings
    ]


def _finding(found: Finding, material: Material) -> Row:
    """Return a finding with the ids of the decisions in force about the figures that it tested."""
    own = [
        row["decision_id"]
        for row in material.decisions
        if row["status"] == "active" and not row["undoes"] and row["obs_id"] in found.tested
    ]
    return {**{name: getattr(found, name, None) for name in FINDINGS.columns}, "decisions": own}
