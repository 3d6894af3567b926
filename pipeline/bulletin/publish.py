"""Writes a month's release: bulletin, data, evidence, and a manifest with the hash of each file."""

import filecmp
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.audit.page import audit_files
from pipeline.bulletin.beside import Beside
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.certificate import certificate, input_entries
from pipeline.bulletin.charts import interactive
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compare import compare
from pipeline.bulletin.declared import declared_texts, quoted_texts
from pipeline.bulletin.edition import Edition, Named
from pipeline.bulletin.embedded import embedded
from pipeline.bulletin.family import begin_family, is_large, named_of
from pipeline.bulletin.in_print import in_print
from pipeline.bulletin.listed import list_of
from pipeline.bulletin.load import in_language, load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.build import LIST_OF_PAGES, indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.bulletin.press import Press, Sheet
from pipeline.bulletin.references import require_references
from pipeline.bulletin.render import companions, render_html
from pipeline.bulletin.room import told_of_room
from pipeline.bulletin.standing import Release, Standing, may_stand
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
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.office import Office
from pipeline.releasing.folder import public_manifests, require_no_embargo
from pipeline.sealed.evidence import evidence_files, evidence_quoted
from pipeline.sealed.folder import CERTIFICATE, SUMS
from pipeline.sealed.seal import Made, seal
from pipeline.signing.seal import Seal
from pipeline.swap import finished, flush, point, remove
from pipeline.vintages.changes import handed_on
from pipeline.vintages.issue import PREVIOUS, previous_of
from pipeline.vintages.published import keep_release
from pipeline.window import partition_key


@dataclass(frozen=True)
class Draft:
    """A release whose PDFs are still being printed: its other files, and what is needed to finish it."""

    names: tuple[str, ...]
    """The publications, without what follows the last point of their files."""
    points: tuple[str, ...]
    printed: int
    numbers: list[dict[str, Any]]
    """The rows of `release.published_number`."""
    cells: frozenset[str]
    """The cells that are handed on."""
    data: tuple[str, ...]
    declared: list[str]
    """Texts with digits that stand as they were declared."""
    quoted: dict[str, list[str]]
    """Texts that stand as their owners write them, by place."""
    held: dict[str, bytes]
    tight: tuple[str, ...] = ()
    """A sentence for each table that is not printed in the usual type and page."""


def publish_month(
    office: Office,
    lake: Lake,
    month: Month,
    asked: date | None = None,
    choice: Choice = ALL,
    *,
    anew: bool = True,
) -> Release:
    """Write the release of a month, or of a month as known on the day asked for.

    Readers see the old or the new folder, never a mixture. `choice` names the publications that are made.
    Unless it is to be made `anew`, a release that was made of the same and is whole stands.
    """
    key = partition_key(month, asked)
    require_no_embargo(office, [month])
    signature = Seal.of(office)
    beside = None
    with Press(office.project.templates, office.home / "printed") as press:
        if is_large(lake, key, choice) and (anew or not may_stand(office, lake, key)):
            # A process beside reads the month while this one does.
            beside = Beside(press.workers, office, month, "en", asked) if press.workers.start() else None
        script = press.workers.begin(interactive.files, office.project.templates)
        material = load_material(office, lake, month, "en", asked)
        made_with = certificate(material)
        compare(material, lake, made_with)
        named = named_of(material, choice)
        standing = Standing(office, lake, key, made_with, named)
        if not anew and (found := standing.find()):
            return found
        inputs, previous = input_entries(material), material.digests.get(PREVIOUS, "")
        draft = _draft(material, lake, made_with, named, press, beside)
        changes = handed_on(material.changes, draft.cells)
        # It says all by now: the memory is needed for what is read of it.
        del material
        draft.held.update(script())
        draft.held.update(audit_files(draft.held, made_with, office))
        before = office.home / "releases" / key
        taken = Taken(draft.held, [f"{name}.pdf" for name in draft.names], press, signature, before)
        files = _checked(draft, taken)
    facts = {**made_with, **signature.facts()}
    sealed = Made(facts, inputs, office.name, office.project.root)
    folder = _write(office.home / "releases", key, files, sealed, public_manifests(office))
    keep_release(lake, key, made_with, draft.numbers, changes, previous)
    paths = (
        *(folder / f"{name}{end}" for name in draft.names for end in (".pdf", ".html")),
        *(folder / name for name in (*draft.data, LIST_OF_PAGES, "manifest.json")),
    )
    release = Release(folder, paths, draft.points, draft.printed, taken.pages, draft.tight)
    standing.keep(release)
    return release


def _draft(
    material: Material,
    lake: Lake,
    made_with: dict[str, Any],
    named: Sequence[Named],
    press: Press,
    beside: Beside | None,
) -> Draft:
    """Make all files of a release but its PDFs, which are put into the press."""
    templates = material.office.project.templates
    compose_rest = begin_family(material, named, press.workers, beside)
    pages = indicator_pages(material, read_known(material, lake))
    editions = compose_rest()
    press.warm_up()
    binder = _all_numbers(material, editions, pages.rows)
    made = data_files(material, binder, pages.versions)
    spoken = dict.fromkeys(one.lang for one in editions)
    declared = [text for lang in spoken for text in declared_texts(in_language(material, lang))]
    cells = [row["cell_id"] for row in made.tables[CELLS.path]]
    evidence = evidence_files(material, lake, cells, declared)
    listed = list_of({**made.files, **evidence})
    editions = [
        one.listing(listed, templates).among(editions).with_room(templates / "fonts") for one in editions
    ]
    written = _put_in(press, material, made_with, editions)
    data = companion_files(material, {one.name: one.document for one in editions}, made)
    held = {**written, **companions(templates), **pages.files, **data, **evidence}
    return Draft(
        names=tuple(one.name for one in editions),
        points=tuple(plain(point) for point in in_print(editions[0].document.main_points)),
        printed=sum(len(one.binder.entries) for one in editions),
        numbers=number_rows(material, binder),
        cells=frozenset(cells),
        data=tuple(data),
        declared=declared,
        quoted={**quoted_texts(material), **evidence_quoted(held)},
        held=held,
        tight=tuple(
            f"{one.name}: {told}"
            for one in editions
            for told in told_of_room(one.document, templates / "fonts")
        ),
    )


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
        spoken = replace(material, lang=one.lang)
        attached = tuple(embedded(spoken, made_with, _own_data(material, one)))
        press.put(Sheet(f"{one.name}.pdf", render_html(one.document, templates), created, attached))
    return {f"{one.name}.html": _web_page(one, templates) for one in editions}


def _checked(draft: Draft, taken: Taken) -> dict[str, bytes]:
    """Check the files of a release, while its PDFs are printed, and return them with the counter-proof."""
    # Words and links stand in the web pages; of a PDF its name is all that these two look at.
    named = {name: draft.held.get(name, b"") for name in taken}
    require_references(named)
    require_neutral(named, draft.quoted)
    proof = summary(require_proof(taken, draft.declared, taken.in_turn))
    last = {PROOF: proof, package.FILE: package.with_file(draft.held[package.FILE], PROOF, proof)}
    require_neutral(last, draft.quoted)
    return {**taken, **last}


def _own_data(material: Material, one: Edition) -> dict[str, bytes]:
    """Return the data of a publication: the cells that it prints, and its numbers."""
    return {
        "cells.csv": CELLS.csv(cell_rows(material, one.binder)),
        NUMBERS_FILE: NUMBERS.csv(number_rows(material, one.binder)),
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


def _is_whole(kept: Path, building: Path) -> bool:
    """Tell whether a folder has the files of another, but for what says where it was made."""
    return all(
        (own := kept / path.relative_to(building)).is_file() and filecmp.cmp(own, path, shallow=False)
        for path in building.rglob("*")
        if path.is_file() and path.name not in (CERTIFICATE, SUMS)
    )


def _swap(releases: Path, name: str, building: Path, public: frozenset[str]) -> Path:
    """Give the finished folder its place: a link named after the month, replaced atomically."""
    digest = file_hash(building / "manifest.json")
    kept = releases / ".issues" / f"{name}-{digest[:16]}"
    link = releases / name
    before = link.resolve() if link.is_symlink() else None
    if kept.exists() and digest not in public and (kept != before or not _is_whole(kept, building)):
        remove(kept)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        flush(building)
        building.rename(kept)
    point(link, Path(".issues") / kept.name)
    named = public | {text for path in finished(releases, "manifest.json") if (text := previous_of(path))}
    for older in kept.parent.glob(f"{name}-*"):
        if older.resolve() != kept.resolve() and file_hash(older / "manifest.json") not in named:
            remove(older)
    return link
