"""Writes a month's release: bulletin, data, evidence, and a manifest with the hash of each file."""

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compare import compare
from pipeline.bulletin.compose import ISSUE, compose
from pipeline.bulletin.esms import COLUMNS as ESMS_COLUMNS
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.build import FOLDER, LIST_OF_PAGES, indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.bulletin.pages.versions import COLUMNS as VERSION_COLUMNS
from pipeline.bulletin.render import companions, render_html, render_pdf
from pipeline.bulletin.triangles import COLUMNS as TRIANGLE_COLUMNS
from pipeline.bulletin.triangles import FILE as TRIANGLES
from pipeline.bulletin.triangles import triangle_rows
from pipeline.decisions.table import DECISION
from pipeline.errors import MachineError
from pipeline.identity import file_hash
from pipeline.indicators.cells import CELL
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.rules.findings import Finding
from pipeline.vintages.changes import COLUMNS
from pipeline.vintages.issue import PREVIOUS, previous_of
from pipeline.vintages.published import NUMBER, keep_release

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
    "tested",
    "compared",
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
    made_with = certificate(material)
    compare(material, lake, made_with)
    document, binder = compose(material, office.project.templates / "fonts")
    html = render_html(document, office.project.templates)
    pages = indicator_pages(material, read_known(material, lake))
    binder.rows += pages.rows
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
        **pages.files,
        f"{FOLDER}/versions.csv": _csv(pages.versions, list(VERSION_COLUMNS)),
        **data,
    }
    folder = _write(office.home / "releases", material.key, files, made_with)
    previous = material.digests.get(PREVIOUS, "")
    keep_release(lake, material.key, made_with, _numbers(material, binder), material.changes, previous)
    paths = tuple(
        folder / name
        for name in (
            f"bulletin.{material.lang}.pdf",
            f"bulletin.{material.lang}.html",
            *data,
            LIST_OF_PAGES,
            "manifest.json",
        )
    )
    points = tuple(plain(point) for point in document.main_points)
    return Release(folder, paths, points, len(binder.entries), _count_pages(pdf))


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
    printed = sorted({row["cell_id"] for row in binder.rows})
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
    triangles = triangle_rows(material)
    changes = _csv([change.row for change in material.changes], list(COLUMNS))
    return {
        "cells.csv": _csv(cells, list(CELL)),
        "cell_input.csv": _csv(inputs, ["cell_id", "input_id"]),
        "published_number.csv": _csv(_numbers(material, binder), list(NUMBER)),
        "findings.csv": _csv(findings, _FINDING_COLUMNS),
        "decisions.csv": _csv(material.decisions, list(DECISION)),
        "sources.csv": _csv(sources, _SOURCE_COLUMNS),
        "esms.csv": _csv(metadata_rows(material), list(ESMS_COLUMNS)),
        **({TRIANGLES: _csv(triangles, list(TRIANGLE_COLUMNS))} if triangles else {}),
        **({"changes.csv": changes} if PREVIOUS in material.digests else {}),
    }


def _numbers(material: Material, binder: Binder) -> list[dict[str, Any]]:
    """Return the rows of published_number."""
    return [{"release_id": f"{material.key}.{ISSUE}", **row} for row in binder.rows]


def _finding_row(found: Finding, material: Material) -> dict[str, Any]:
    """Return a finding with the ids of the decisions in force about the figures that it tested."""
    own = [
        row["decision_id"]
        for row in material.decisions
        if row["status"] == "active" and not row["undoes"] and row["obs_id"] in found.tested
    ]
    lists = {"decisions": own, "tested": found.tested, "compared": found.compared}
    row = {name: getattr(found, name) for name in _FINDING_COLUMNS if name not in lists}
    return row | {name: ";".join(ids) for name, ids in lists.items()}


def _csv(rows: Sequence[dict[str, Any]], columns: list[str]) -> bytes:
    """Write rows as CSV: UTF-8, comma, LF, empty for nothing."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


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
    named = {text for path in releases.glob("*/manifest.json") if (text := previous_of(path))}
    for older in kept.parent.glob(f"{name}-*"):
        if older.resolve() != kept.resolve() and file_hash(older / "manifest.json") not in named:
            shutil.rmtree(older, ignore_errors=True)
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
