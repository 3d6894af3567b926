"""Intake of an office's deliveries: idempotent, one partition of `raw.*` a delivery."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.errors import BadInputError
from pipeline.identity import digest_of, file_hash, short_hash, tree_hash
from pipeline.intake import figures as item_list
from pipeline.intake.account import account_for, blocked_by, keep_out
from pipeline.intake.document import LIST_NAME, ListedDocument, list_documents, read_documents
from pipeline.intake.layout import load_layout
from pipeline.intake.register import READER_VERSION, Reading, mark_line, read_register
from pipeline.intake.repeated import Earlier, recognise
from pipeline.intake.settle import settle_figures
from pipeline.intake.store import keep
from pipeline.intake.tables import FIGURE, FILE, LINE
from pipeline.lake import Lake, Manifest
from pipeline.office import DELIVERY, DeliveredFile, Delivery, Office
from pipeline.reference import load_reference, reference_digest

STAGE = "intake"
DOCUMENT_LIST = "document_list"
"""The layout of documents.csv: a list that the ledger beside it refers to, without figures of its own."""
NO_FIGURES = ("date", "ordinal", "furniture", "missing", "label")
"""The dispositions of fields of raw.figure that are kept beside the figures and are none."""
LEDGER = "document"
"""The layout of the ledger of documents."""


def take_in_all(office: Office, lake: Lake) -> list[tuple[Manifest, bool]]:
    """Take in every delivery in the order received; returns each manifest and whether anything was new.

    A file that was delivered before with the same bytes says nothing new: it is left out. So is a figure
    that an earlier file gave. A delivery that cannot be read is refused with a sentence (`refused_of`), and
    the others go on.
    """
    earlier, lists = Earlier(lake), _Lists(load_reference(office), reference_digest(office))
    taken = []
    for delivery in office.deliveries():
        taken.append(_take_in_or_refuse(office, lake, delivery, earlier, lists))
        earlier.manifests.append(taken[-1][0])
    return taken


def kept_out_of(manifest: Manifest) -> list[str]:
    """Return a sentence for each register of a delivery that was kept out, with numbers left open."""
    return [str(sentence) for sentence in manifest.facts.get("kept_out", [])]


def refused_of(manifest: Manifest) -> str:
    """Return the sentence with which a delivery was refused, empty for one that was taken in."""
    return str(manifest.facts.get("refused", ""))


@dataclass(frozen=True)
class _Lists:
    """The office's tables, by which figures are settled, and the hash of what they say."""

    reference: Mapping[str, pl.DataFrame]
    digest: str


def _take_in_or_refuse(
    office: Office, lake: Lake, delivery: Delivery, earlier: Earlier, lists: _Lists
) -> tuple[Manifest, bool]:
    """Take one delivery in, or keep its bytes and the reason why nothing was read of it."""
    keep(office.home / "raw", delivery.folder / DELIVERY)
    before = set(earlier.contents)
    earlier.begin()
    try:
        return _take_in(office, lake, delivery, earlier, lists)
    except BadInputError as fault:
        earlier.contents = before
        return _refuse(office, lake, delivery, str(fault)), True


def _refuse(office: Office, lake: Lake, delivery: Delivery, sentence: str) -> Manifest:
    """Commit a delivery without figures: its files, each with one line that says why."""
    files, lines = [], []
    for item in delivery.files:
        file_id = keep(office.home / "raw", item.path)
        row = _file_row(item.path, file_id, item.path.stat().st_size, delivery, item) | {"held": True}
        files.append(row | Reading([], [], 0).counts | {"repeated": 0})
        lines.append(mark_line(file_id, delivery.name, 0, "refused", sentence))
    tables = {
        "raw.file": _frame(files, FILE, ["file_id"]).unique("file_id", maintain_order=True),
        "raw.line": _frame(lines, LINE, ["file_id", "line"]).unique("file_id", maintain_order=True),
        "raw.figure": _frame([], FIGURE, ["file_id", "line", "locator"]),
    }
    written = {table: lake.write(table, delivery.name, frame) for table, frame in tables.items()}
    facts = {
        "received_on": delivery.received_on.isoformat(),
        "figures": 0,
        "repeated": [],
        "refused": sentence,
    }
    return lake.commit(STAGE, delivery.name, digest_of(["refused", sentence]), written, facts)


def _take_in(
    office: Office, lake: Lake, delivery: Delivery, earlier: Earlier, lists: _Lists
) -> tuple[Manifest, bool]:
    """Take one delivery in, except what was said before, to which its own is added."""
    fresh = _fresh(delivery, earlier.contents)
    base = digest_of([_delivery_digest(delivery, fresh), lists.digest])
    known = lake.manifest(STAGE, delivery.name)
    if known and known.facts.get("base") == base and earlier.is_current(known):
        return known, False
    files: list[dict[str, Any]] = []
    readings: list[Reading] = []
    for item in fresh:
        file_id = keep(office.home / "raw", item.path)
        if item.supersedes:
            earlier.hold(item.supersedes, item.path.name)
        if item.original and (delivery.folder / item.original.name).is_file():
            keep(office.home / "raw", delivery.folder / item.original.name)
        for row, found in _read(item, file_id, delivery):
            reading = recognise(found, earlier, item.supersedes)
            files.append(row | reading.counts | {"repeated": reading.repeated})
            readings.append(reading)
    figures = settle_figures([row for reading in readings for row in reading.figures], lists.reference)
    lines = [row for reading in readings for row in reading.lines]
    tables = {
        "raw.file": _frame(files, FILE, ["file_id"]),
        "raw.line": _frame(lines, LINE, ["file_id", "line"]),
        "raw.figure": _frame(figures, FIGURE, ["file_id", "line", "locator"]),
    }
    written = {table: lake.write(table, delivery.name, frame) for table, frame in tables.items()}
    related = sorted(earlier.related)
    facts = {
        "received_on": delivery.received_on.isoformat(),
        "figures": len(figures),
        "repeated": [item.path.name for item in delivery.files if item not in fresh],
        "kept_out": sorted({sentence for found in readings if (sentence := found.kept_out)}),
        "base": base,
        "earlier": earlier.digests,
        "related": related,
    }
    digest = digest_of([base, {name: earlier.digests[name] for name in related}])
    return lake.commit(STAGE, delivery.name, digest, written, facts), True


def _fresh(delivery: Delivery, contents: set[str]) -> list[DeliveredFile]:
    """List the files whose contents are not among those already seen, to which they are added."""
    fresh: list[DeliveredFile] = []
    for item in delivery.files:
        if _content(item) not in contents:
            fresh.append(item)
            contents.add(_content(item))
    return fresh


def counted(paths: list[str]) -> dict[str, int]:
    """Count the figures in files of raw.figure, and beside them labels, dates and what else is no figure."""
    told = pl.scan_parquet(paths).select(pl.col("disposition").is_in(NO_FIGURES).alias("beside"))
    beside, every = told.select(pl.col("beside").sum(), pl.len().alias("every")).collect().row(0)
    return {"figures": every - beside, "other fields": beside}


def forget_missing(lake: Lake, deliveries: Iterable[Delivery]) -> list[str]:
    """Retire the partitions of deliveries that the office no longer has, and name them."""
    names = {delivery.name for delivery in deliveries}
    gone = [found.partition for found in lake.manifests(STAGE) if found.partition not in names]
    for name in gone:
        lake.retire(STAGE, name)
    return gone


def _content(item: DeliveredFile) -> str:
    """Hash what a file says: its bytes, for a ledger also those of the list beside it."""
    listed = item.path.parent / LIST_NAME
    beside = file_hash(listed) if item.layout == LEDGER and listed.is_file() else ""
    return short_hash(file_hash(item.path), beside)


def _delivery_digest(delivery: Delivery, fresh: list[DeliveredFile]) -> str:
    """Hash all that decides what a delivery gives, the presence of evidence included."""
    held = {
        found.name: found.text is not None
        for item in fresh
        if item.layout == LEDGER
        for found in list_documents(item.path.parent / LIST_NAME)
    }
    files = [
        (
            *(item.path.name, item.layout, item.supersedes, item.source_id, str(item.original)),
            *(item.columns, _content(item)),
        )
        for item in fresh
    ]
    reader = tree_hash(Path(__file__).parent, "*.py", "*.toml")
    return digest_of([reader, delivery.received_on, delivery.name, files, held])


def _read(item: DeliveredFile, file_id: str, delivery: Delivery) -> list[tuple[dict[str, Any], Reading]]:
    """Read one delivered file into (row of raw.file, reading) pairs: its own, and one a document."""
    own = _file_row(item.path, file_id, item.path.stat().st_size, delivery, item) | {"held": True}
    if item.layout == DOCUMENT_LIST:
        return [(own, Reading([], [], 0))]
    if item.layout == item_list.LAYOUT:
        reading = item_list.read_figures(item, file_id, delivery.name, delivery.received_on)
        return [(own, Reading([], [], 0)), (_original_row(item, delivery), reading)]
    layout = load_layout(item.layout)
    if item.layout != LEDGER:
        return [(own, _read_register(item, file_id, delivery))]
    readings = read_documents(item.path, layout, file_id, delivery.name, delivery.received_on)
    documents = [(_document_row(found, delivery), reading) for found, reading in readings.items()]
    return [(own, Reading([], [], 0)), *documents]


def _read_register(item: DeliveredFile, file_id: str, delivery: Delivery) -> Reading:
    """Read a register; one with numbers that nobody accounts for is kept out."""
    layout = load_layout(item.layout)
    reading = read_register(item.path, layout, file_id, delivery.name, delivery.received_on)
    account = account_for(item.path, layout, dict(item.columns))
    return keep_out(reading, blocked_by(account, item.path.name), file_id, delivery.name)


def _file_row(path: Path, file_id: str, size: int, delivery: Delivery, item: DeliveredFile) -> dict[str, Any]:
    """Make a row of `raw.file` without its counts."""
    return {
        "file_id": file_id,
        "delivery_id": delivery.name,
        "name": path.name,
        "media_type": "text/csv",
        "size": size,
        "received_on": delivery.received_on,
        "supersedes": item.supersedes,
        "reader": item.layout,
        "reader_version": READER_VERSION,
    }


def _original_row(item: DeliveredFile, delivery: Delivery) -> dict[str, Any]:
    """Make the row of the file that a list of items is of; it is held where it lies beside the list."""
    original = item.original
    assert original is not None
    row = _file_row(item.path, original.sha256, original.size, delivery, item)
    return row | {
        "name": original.name,
        "media_type": original.media_type,
        "reader": original.reader,
        "reader_version": original.reader_version,
        "held": (item.path.parent / original.name).is_file(),
    }


def _document_row(document: ListedDocument, delivery: Delivery) -> dict[str, Any]:
    """Make the row of a document that is known by its hash."""
    received: date = delivery.received_on
    return {
        "file_id": document.file_id,
        "delivery_id": delivery.name,
        "name": document.name,
        "media_type": "text/plain",
        "size": document.size,
        "received_on": received,
        "supersedes": "",
        "reader": "document",
        "reader_version": READER_VERSION,
        "held": document.text is not None,
    }


def _frame(rows: list[dict[str, Any]], schema: dict[str, Any], order: list[str]) -> pl.DataFrame:
    """Make a frame of the table's columns in a fixed order."""
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema).sort(order)
