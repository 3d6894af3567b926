"""Writes a month's release: bulletin, data, evidence, and a manifest with the hash of each file."""

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compose import ISSUE, compose
from pipeline.bulletin.material import Material, load_material
from pipeline.bulletin.render import companions, render_html, render_pdf
from pipeline.decisions.model import DECISION
from pipeline.errors import MachineError
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.indicators.cells import CELL
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.rules.findings import Finding
from pipeline.vintages.changes import COLUMNS, Known, earlier_observations, find_changes, previous_issue

ENGINES = ("duckdb", "polars", "weasyprint", "altair", "vl-convert-python", "jinja2", "pikepdf")
_NUMBER_COLUMNS = [
    "release_id",
    "lang",
    "number_id",
    "cell_id",
    "facet",
    "place",
    "section",
    "table_or_figure",
    "printed",
    "places",
]
_FINDING_COLUMNS = [
    "finding_id",
    "rule_id",
    "outcome",
    "effect",
    "territory",
    "period",
    "measure_code",
    "state",
    "decisions",
    "sentence",
]
_SOURCE_COLUMNS = [
    "source_id",
    "publisher",
    "producer_code",
    "release_group",
    "language",
    "address",
    "evidence_grade",
    "party",
    "published_from",
    "published_to",
    "published_basis",
    "retrieved_on",
]


_LISTS_OF_FIGURES = ("source.csv", "concept.csv", "territory_name.csv", "unit_name.csv")
"""Reference tables that grow with deliveries."""


@dataclass(frozen=True)
class Release:
    """A written release."""

    folder: Path
    paths: tuple[Path, ...]
    main_points: tuple[str, ...]
    numbers: int
    pages: int


def publish_month(office: Office, lake: Lake, month: Month, asked: date | None = None) -> Release:
    """Write the release of a month, or of a month as known on the day asked for.

    Readers see the old or the new folder, never a mixture.
    """
    material = load_material(office, lake, month, "en", asked)
    _compare(material, lake)
    document, binder = compose(material, office.project.templates / "fonts")
    html = render_html(document, office.project.templates)
    data = _data_files(material, binder)
    created = datetime(material.as_of.year, material.as_of.month, material.as_of.day, tzinfo=UTC)
    attached = [
        ("cells.csv", data["cells.csv"], "Data"),
        ("published_number.csv", data["published_number.csv"], "Supplement"),
    ]
    pdf = render_pdf(html, office.project.templates, created=created, attachments=attached)
    files = {
        f"bulletin.{material.lang}.pdf": pdf,
        f"bulletin.{material.lang}.html": html.encode(),
        **companions(office.project.templates),
        **data,
    }
    folder = _write(office.home / "releases", material.key, files, _certificate(material))
    pages = _count_pages(pdf)
    paths = tuple(
        folder / name
        for name in (
            f"bulletin.{material.lang}.pdf",
            f"bulletin.{material.lang}.html",
            *data,
            "manifest.json",
        )
    )
    points = tuple(plain(point) for point in document.main_points)
    return Release(folder, paths, points, len(binder.entries), pages)


def _compare(material: Material, lake: Lake) -> None:
    """Note what changed since the issue of the month before, where there is one."""
    issue = previous_issue(material.office, material.month, material.asked)
    if issue is None:
        return
    rows = (row for row in material.decisions if row["status"] == "active" and row["changes"])
    decided = frozenset(row["obs_id"] for row in rows)
    earlier = earlier_observations(lake, material.as_of)
    known = Known(material.observations, material.withheld, decided, earlier)
    material.changes = find_changes(issue, material.by_id, material.inputs, known)
    material.digests["previous issue"] = issue.digest


def _behind(material: Material, cell_ids: Iterable[str]) -> list[str]:
    """List cells and the cells that they were made of."""
    found: set[str] = set()
    waiting = list(cell_ids)
    while waiting:
        name = waiting.pop()
        if name in material.by_id and name not in found:
            found.add(name)
            waiting += material.inputs.get(name, [])
    return sorted(found)


def _data_files(material: Material, binder: Binder) -> dict[str, bytes]:
    """Return the data and evidence of a release as CSV files, by name."""
    release_id = f"{material.key}.{ISSUE}"
    printed = sorted({row["cell_id"] for row in binder.rows})
    numbers = [{"release_id": release_id, **row} for row in binder.rows]
    named = sorted({*printed, *binder.kept})
    cells = [material.by_id[name] | {"flags": ";".join(material.by_id[name]["flags"])} for name in named]
    inputs = [
        {"cell_id": name, "input_id": other}
        for name in _behind(material, named)
        for other in sorted(material.inputs.get(name, []))
    ]
    findings = [_finding_row(found, material) for found in material.findings]
    used = sorted({source for name in named for source in material.source_ids(material.by_id[name])})
    sources = [material.sources[name] for name in used if name in material.sources]
    changes = _csv([change.row for change in material.changes], list(COLUMNS))
    return {
        "cells.csv": _csv(cells, list(CELL)),
        "cell_input.csv": _csv(inputs, ["cell_id", "input_id"]),
        "published_number.csv": _csv(numbers, _NUMBER_COLUMNS),
        "findings.csv": _csv(findings, _FINDING_COLUMNS),
        "decisions.csv": _csv(material.decisions, list(DECISION)),
        "sources.csv": _csv(sources, _SOURCE_COLUMNS),
        **({"changes.csv": changes} if "previous issue" in material.digests else {}),
    }


def _finding_row(found: Finding, material: Material) -> dict[str, Any]:
    """Return a finding with the ids of the decisions in force about the figures that it tested."""
    own = [
        row["decision_id"]
        for row in material.decisions
        if row["status"] == "active" and not row["undoes"] and row["obs_id"] in found.tested
    ]
    row = {name: getattr(found, name) for name in _FINDING_COLUMNS if name != "decisions"}
    return row | {"decisions": ";".join(own)}


def _csv(rows: Sequence[dict[str, Any]], columns: list[str]) -> bytes:
    """Write rows as CSV: UTF-8, comma, LF, empty for nothing."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _certificate(material: Material) -> dict[str, Any]:
    """Say what the release was made from and with; only what decides its bytes."""
    project = material.office.project
    return {
        "release_id": f"{material.key}.{ISSUE}",
        "office": material.office.code,
        "month": material.month.key,
        "as_of": material.as_of.isoformat(),
        "inputs": material.digests,
        "deliveries": material.deliveries,
        "code": {
            "pipeline": tree_hash(project.root / "pipeline", "*.py", "*.toml"),
            "sql": tree_hash(project.sql, "*.sql"),
            "templates": tree_hash(project.templates, "*"),
            "office": _office_hash(material.office),
        },
        "engines": {name: version(name) for name in ENGINES},
    }


def _office_hash(office: Office) -> str:
    """Hash what the office declares.

    Left out are its deliveries, its decisions and the lists that act through figures alone: what of them
    counts on the as-of day is in the digests of the inputs.
    """
    files = {
        path.relative_to(office.folder).as_posix(): file_hash(path)
        for pattern in ("office.toml", "rules/*.toml", "reference/*.csv")
        for path in office.folder.glob(pattern)
        if path.name not in _LISTS_OF_FIGURES
    }
    return digest_of(files)


def _write(releases: Path, name: str, files: dict[str, bytes], certificate: dict[str, Any]) -> Path:
    """Write a folder beside, then point the month's name at it in one step."""
    building = releases / f".{name}.{os.getpid()}.building"
    shutil.rmtree(building, ignore_errors=True)
    try:
        for relative, content in files.items():
            path = building / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        hashes = {relative: file_hash(building / relative) for relative in sorted(files)}
        manifest = json.dumps({**certificate, "files": hashes}, indent=1, sort_keys=True) + "\n"
        (building / "manifest.json").write_text(manifest, encoding="utf-8")
        return _swap(releases, name, building)
    except OSError as error:
        raise MachineError(
            f"{releases} cannot be written ({error.strerror}). Free some space or check the folder's "
            "rights, then run again."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _swap(releases: Path, name: str, building: Path) -> Path:
    """Give the finished folder its place: a link named after the month, replaced atomically."""
    kept = releases / ".issues" / f"{name}-{file_hash(building / 'manifest.json')[:16]}"
    link = releases / name
    before = link.resolve() if link.is_symlink() else None
    if kept.exists():
        shutil.rmtree(kept) if kept != before else None
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _flush_tree(building)
        building.rename(kept)
    temporary = releases / f".{name}.{os.getpid()}.link"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path(".issues") / kept.name)
    temporary.replace(link)
    if before and before != kept.resolve():
        shutil.rmtree(before, ignore_errors=True)
    return link


def _flush_tree(folder: Path) -> None:
    """Force the files of a folder to the disk before it gets its name."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _count_pages(pdf: bytes) -> int:
    """Count the pages of a finished PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
