"""Accepts a draft: its settled items become a delivery of the office."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.locks import office_lock
from pipeline.office import Office
from pipeline.reading.delivery_file import LIST_NAME, delivery_toml
from pipeline.reading.draft import Draft, Item
from pipeline.reading.items import items_csv
from pipeline.reference import load_reference

MAX_NAMED = 5
"""So many faults are named in a refusal; the others are counted."""
Reference = dict[str, pl.DataFrame]


def accept(office: Office, draft: Draft, folder: Path | None, *, sender: str = "unknown") -> Path:
    """Make a delivery of a draft and return its folder below the office's deliveries.

    `folder` holds the original, which is delivered with the list; None leaves it out, and the delivery knows
    it by its hash. The delivery appears whole or not at all. The same draft again changes nothing.
    Raises UsageError while a question is open and BadInputError when a code is in none of the office's lists
    or another delivery has the name.
    """
    _refuse_open(draft)
    reference = load_reference(office)
    _refuse_codes(draft, reference)
    target = office.folder / "deliveries" / draft.name
    own = reference["source"].filter(pl.col("source_id") == draft.source.source_id).height > 0
    with office_lock(office):
        if target.exists():
            return _same_or_refused(target, draft)
        incoming = office.folder / ".incoming" / draft.name
        shutil.rmtree(incoming, ignore_errors=True)
        _fill(incoming, draft, folder, delivery_toml(draft, sender=sender, introduces=not own))
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.rename(target)
    return target


def _fill(incoming: Path, draft: Draft, folder: Path | None, toml: str) -> None:
    """Write the files of a delivery."""
    write_atomically(incoming / LIST_NAME, items_csv(draft.items).encode())
    if folder is not None:
        original = folder / draft.file.name
        if file_hash(original) != draft.file.sha256:
            raise BadInputError(
                f"{original} has changed since it was read. Read it again: crossfoot read {draft.file.name}."
            )
        write_atomically(incoming / draft.file.name, original.read_bytes())
    write_atomically(incoming / "delivery.toml", toml.encode())


def _same_or_refused(target: Path, draft: Draft) -> Path:
    """Let an accepted draft be; another one of the same name is refused."""
    known = target / LIST_NAME
    if known.is_file() and known.read_text(encoding="utf-8") == items_csv(draft.items):
        return target
    raise BadInputError(
        f"The office has another delivery named {draft.name}. A delivery is never changed: read the file "
        "again under another name (crossfoot read FILE --name NAME)."
    )


def _refuse_open(draft: Draft) -> None:
    """Refuse a draft with questions: an incomplete ledger is not taken in."""
    if draft.questions:
        first = draft.questions[0]
        raise UsageError(
            f"{draft.file.name} has {len(draft.questions)} open questions, the first at {first.place} "
            f"('{first.as_printed}'): {first.question or 'it has no disposition.'} Answer them, then accept."
        )


def _refuse_codes(draft: Draft, reference: Reference) -> None:
    """Refuse items whose codes the office's lists do not have."""
    lists = {
        "measure": set(reference["measure"]["measure_code"]),
        "territory": set(reference["territory"]["territory_id"]),
        "unit": set(reference["unit_name"]["unit_as_written"]),
    }
    used = (item for item in draft.items if item.disposition == "used")
    faults = [fault for item in used for fault in _faults(item, lists)]
    if faults:
        more = f" and {len(faults) - MAX_NAMED} more" if len(faults) > MAX_NAMED else ""
        raise BadInputError(
            f"{draft.file.name} cannot be accepted: {'; '.join(faults[:MAX_NAMED])}{more}. "
            "Choose a code of the office's lists (crossfoot answer)."
        )


def _faults(item: Item, lists: dict[str, set[str]]) -> Iterator[str]:
    """Say which codes of an item are in no list."""
    for name, known in lists.items():
        value = getattr(item, name)
        if value not in known:
            yield f"at {item.place} the {name} '{value}' is in no list"
