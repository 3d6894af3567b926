"""Writes a month's release: bulletin, data, evidence, and a manifest with the hash of each file."""

import io
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.audit.page import audit_files
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.certificate import certificate, input_entries
from pipeline.bulletin.charts import interactive
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compare import compare
from pipeline.bulletin.declared import declared_texts, quoted_texts
from pipeline.bulletin.embedded import embedded
from pipeline.bulletin.family import Edition, compose_family
from pipeline.bulletin.in_print import in_print
from pipeline.bulletin.listed import list_of
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.build import LIST_OF_PAGES, indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.bulletin.press import Press, Sheet
from pipeline.bulletin.references import require_references
from pipeline.bulletin.render import companions, render_html
from pipeline.bulletin.taken import Taken
from pipeline.choice import ALL, Choice
from pipeline.companions import package
from pipeline.companions.build import companion_files, data_files
from pipeline.companions.rows import cell_rows, number_rows
from pipeline.companions.tables import CELLS, NUMBERS
from pipeline.counterproof.check import FILE as PROOF
from pipeline.counterproof.check import require_proof, summary
from pipeline.errors import MachineError
from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.neutrality.check import require_neutral
from pipeline.office import Office
from pipeline.releasing.folder import public_manifests, require_no_embargo
from pipeline.sealed.evidence import evidence_files, evidence_quoted
from pipeline.sealed.seal import Made, seal
from pipeline.signing.seal import Seal
from pipeline.swap import flush, point
from pipeline.vintages.issue import PREVIOUS, previous_of
from pipeline.vintages.published import keep_release
from pipeline.window import partition_key


@dataclass(frozen=True)
class Release:
    """A written release."""

    folder: Path
    paths: tuple[Path, ...]
    main_points: tuple[str, ...]
    numbers: int
    pages: int


def publish_month(
    office: Office, lake: Lake, month: Month, asked: date | None = None, choice: Choice = ALL
) -> Release:
    """Write the release of a month, or of a month as known on the day asked for.

    Readers see the old or the new folder, never a mixture. `choice` names the publications that are made.
    """
    require_no_embargo(office, partition_key(month, asked))
    signature = Seal.of(office)
    material = load_material(office, lake, month, "en", asked)
    made_with = certificate(material)
    compare(material, lake, made_with)
    editions = compose_family(material, choice)
    pages = indicator_pages(material, read_known(material, lake))
    binder = _all_numbers(material, editions, pages.rows)
    made = data_files(material, binder, pages.versions)
    declared = [text for one in editions for text in declared_texts(one.material)]
    cells = [row["cell_id"] for row in made.tables[CELLS.path]]
    evidence = evidence_files(material, lake, cells, declared)
    listed = list_of({**made.files, **evidence})
    editions = [one.listing(listed) for one in editions]
    with Press(office.project.templates, office.home / "printed") as press:
        written = _put_in(press, material, made_with, editions)
        data = companion_files(material, {one.name: one.document for one in editions}, made)
        held = {
            **written,
            **interactive.files(office.project.templates),
            **companions(office.project.templates),
            **pages.files,
            **data,
            **evidence,
        }
        held |= audit_files(held, made_with, office)
        before = office.home / "releases" / material.key
        names = [f"{one.name}.pdf" for one in editions]
        files = _checked(material, declared, held, Taken(held, names, press, signature, before))
    facts = {**made_with, **signature.facts()}
    sealed = Made(facts, input_entries(material), office.name, office.project.root)
    folder = _write(office.home / "releases", material.key, files, sealed, public_manifests(office))
    previous = material.digests.get(PREVIOUS, "")
    keep_release(lake, material.key, made_with, number_rows(material, binder), material.changes, previous)
    first = editions[0]
    pdfs = [files[f"{one.name}.pdf"] for one in editions]
    paths = (
        *(folder / f"{one.name}{end}" for one in editions for end in (".pdf", ".html")),
        *(folder / name for name in (*data, LIST_OF_PAGES, "manifest.json")),
    )
    points = tuple(plain(point) for point in in_print(first.document.main_points))
    numbers = sum(len(one.binder.entries) for one in editions)
    return Release(folder, paths, points, numbers, sum(_count_pages(pdf) for pdf in pdfs))


def _all_numbers(material: Material, editions: Sequence[Edition], rows: Sequence[dict[str, Any]]) -> Binder:
    """Put the numbers of all publications and of the indicator pages together."""
    every = Binder(material.lang, material.origin)
    for one in editions:
        every.rows += one.binder.rows
        every.kept |= one.binder.kept
    every.rows += rows
    return every


def _put_in(
    press: Press, material: Material, made_with: dict[str, Any], editions: Sequence[Edition]
) -> dict[str, bytes]:
    """Put the publications into the press, and return their web pages, which are written meanwhile."""
    templates, day = material.office.project.templates, material.as_of
    created = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for one in editions:
        attached = tuple(embedded(one.material, made_with, _own_data(material, one)))
        press.put(Sheet(f"{one.name}.pdf", render_html(one.document, templates), created, attached))
    return {f"{one.name}.html": _web_page(one, templates) for one in editions}


def _checked(
    material: Material, declared: Sequence[str], held: dict[str, bytes], taken: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Check the files of a release, while its PDFs are printed, and return them with the counter-proof.

    `declared` are the texts with digits that stand as they were declared.
    """
    quoted = {**quoted_texts(material), **evidence_quoted(held)}
    # Words and links stand in the web pages; of a PDF its name is all that these two look at.
    named = {name: held.get(name, b"") for name in taken}
    require_references(named)
    require_neutral(named, quoted)
    proof = summary(require_proof(taken, declared))
    last = {PROOF: proof, package.FILE: package.with_file(held[package.FILE], PROOF, proof)}
    require_neutral(last, quoted)
    return {**taken, **last}


def _own_data(material: Material, one: Edition) -> dict[str, bytes]:
    """Return the data of a publication: the cells that it prints, and its numbers."""
    return {
        "cells.csv": CELLS.csv(cell_rows(material, one.binder)),
        "published_number.csv": NUMBERS.csv(number_rows(material, one.binder)),
    }


def _web_page(one: Edition, templates: Path) -> bytes:
    """Return the web page of a publication, its charts ready to become interactive."""
    page = render_html(one.document, templates, "screen", one.above)
    return interactive.enliven(page, one.document, templates, one.above).encode()


def _write(
    releases: Path, name: str, files: dict[str, bytes], made: Made, public: frozenset[str] = frozenset()
) -> Path:
    """Seal a folder beside, then point the month's name at it; those of `public` manifests stay."""
    building = releases / f".{name}.{os.getpid()}.building"
    shutil.rmtree(building, ignore_errors=True)
    try:
        for relative, content in {**files, **seal(files, made)}.items():
            path = building / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return _swap(releases, name, building, public)
    except OSError as error:
        raise MachineError(
            f"{releases} cannot be written ({error.strerror}). Free some space or check the folder's "
            "rights, then run again."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _swap(releases: Path, name: str, building: Path, public: frozenset[str]) -> Path:
    """Give the finished folder its place: a link named after the month, replaced atomically."""
    digest = file_hash(building / "manifest.json")
    kept = releases / ".issues" / f"{name}-{digest[:16]}"
    link = releases / name
    before = link.resolve() if link.is_symlink() else None
    if kept.exists() and kept != before and digest not in public:
        shutil.rmtree(kept)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        flush(building)
        building.rename(kept)
    point(link, Path(".issues") / kept.name)
    named = public | {text for path in releases.glob("*/manifest.json") if (text := previous_of(path))}
    for older in kept.parent.glob(f"{name}-*"):
        if older.resolve() != kept.resolve() and file_hash(older / "manifest.json") not in named:
            shutil.rmtree(older, ignore_errors=True)
    return link


def _count_pages(pdf: bytes) -> int:
    """Count the pages of a finished PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
