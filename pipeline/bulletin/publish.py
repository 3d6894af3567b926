"""Writes a month's release: bulletin, data, evidence, and a manifest with the hash of each file."""

import io
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compare import compare
from pipeline.bulletin.compose import compose
from pipeline.bulletin.load import load_material
from pipeline.bulletin.pages.build import LIST_OF_PAGES, indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.bulletin.render import companions, render_html, render_pdf
from pipeline.companions.build import companion_files
from pipeline.companions.rows import number_rows
from pipeline.errors import MachineError
from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vintages.issue import PREVIOUS, previous_of
from pipeline.vintages.published import keep_release


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
    web_page = render_html(document, office.project.templates, "screen")
    pages = indicator_pages(material, read_known(material, lake))
    binder.rows += pages.rows
    data = companion_files(material, [document], binder, pages.versions)
    created = datetime(material.as_of.year, material.as_of.month, material.as_of.day, tzinfo=UTC)
    attached = [
        ("cells.csv", data["cells.csv"], "Data"),
        ("published_number.csv", data["published_number.csv"], "Supplement"),
    ]
    pdf = render_pdf(html, office.project.templates, created=created, attachments=attached)
    files = {
        f"bulletin.{material.lang}.pdf": pdf,
        f"bulletin.{material.lang}.html": web_page.encode(),
        **companions(office.project.templates),
        **pages.files,
        **data,
    }
    folder = _write(office.home / "releases", material.key, files, made_with)
    previous = material.digests.get(PREVIOUS, "")
    keep_release(lake, material.key, made_with, number_rows(material, binder), material.changes, previous)
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
