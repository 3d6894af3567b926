"""Accepts the draft of a register: its lines become a delivery, answers about words rows of the tables."""

import csv
import io
import json
import shutil
import string
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.errors import BadInputError, UsageError
from pipeline.lake import write_atomically
from pipeline.locks import office_lock
from pipeline.office import Office
from pipeline.reading.answer import Answer, in_force, read_log
from pipeline.reading.answers import by_place
from pipeline.reading.counts import count, first_open
from pipeline.reading.draft import Draft, Item, Source
from pipeline.reading.register_draft import READER
from pipeline.reference import load_reference

_LETTERS: Final = string.ascii_uppercase
KEYS: Final = {
    "concept": ("layout", "label_as_written"),
    "territory_name": ("name_as_written", "layout"),
    "unit_name": ("unit_as_written",),
}


def is_register(draft: Draft) -> bool:
    """Tell whether a draft is of a register."""
    return draft.file.reader.startswith(f"{READER}/")


def accept_register(office: Office, draft: Draft, folder: Path, sender: str) -> Path:
    """Make a delivery of a register and return its folder; the register's own notes are left out of it.

    Raises UsageError while a word is open, and BadInputError where another delivery has the name.
    """
    from pipeline.reading.tables.register import adapt_register

    if not count(draft).is_complete:
        place, question = first_open(draft)
        raise UsageError(
            f"{draft.file.name} cannot be accepted yet. At {place}: {question} Answer it, then accept."
        )
    register = adapt_register(folder / draft.file.name)
    reference = load_reference(office)
    known = set(reference["source"]["source_id"])
    sources = [source for source in register.sources if source.source_id not in known]
    name = f"{register.layout}.csv"
    target = office.folder / "deliveries" / draft.name
    columns = _columns_said(draft, folder)
    head = _delivery_toml(draft, name, register.layout, sources, sender)
    content = {
        name: register.text.encode(),
        "delivery.toml": (head + columns).encode(),
    }
    with office_lock(office):
        if target.exists():
            return _same_or_refused(target / name, register.text, draft.name)
        _add_words(office, draft, folder, register.layout)
        incoming = office.folder / ".incoming" / draft.name
        shutil.rmtree(incoming, ignore_errors=True)
        for file_name, data in content.items():
            write_atomically(incoming / file_name, data)
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.rename(target)
    return target


def _columns_said(draft: Draft, folder: Path) -> str:
    """Write what was answered about columns that no figure is read from, by their heads."""
    said = by_place(in_force(read_log(folder)))
    heads = {_column(item): item.as_printed for item in draft.items if item.cell.lstrip(_LETTERS) == "1"}
    items = [item for item in draft.items if item.place in said and not item.label_as_written]
    lines = [
        f"{json.dumps(heads[_column(item)], ensure_ascii=False)} = {json.dumps(item.disposition)}\n"
        for item in items
    ]
    return "".join(["\n[file.columns]\n", *lines]) if lines else ""


def _column(item: Item) -> str:
    """Return the letters of an item's column."""
    return item.cell.rstrip("0123456789")


def _same_or_refused(path: Path, text: str, name: str) -> Path:
    """Let an accepted register be; another one of the same name is refused."""
    if path.is_file() and path.read_bytes() == text.encode():
        return path.parent
    raise BadInputError(
        f"The office has another delivery named {name}. A delivery is never changed: hand the file in under "
        "another name."
    )


def _delivery_toml(draft: Draft, name: str, layout: str, sources: Iterable[Source], sender: str) -> str:
    """Write delivery.toml of a register with the sources that the office does not have yet."""
    head = {"name": draft.name, "received_on": draft.received_on, "sender": sender}
    parts = [_lines(head)]
    parts += ["[[source]]\n" + _lines(vars(source)) for source in sources]
    parts.append("[[file]]\n" + _lines({"path": name, "layout": layout}))
    return "\n".join(parts)


def _lines(facts: Mapping[str, Any]) -> str:
    """Write one entry a line; what is not known is left out."""
    return "".join(
        f"{name} = "
        f"{value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in facts.items()
        if value is not None
    )


def _add_words(office: Office, draft: Draft, folder: Path, layout: str) -> None:
    """Add what was answered about words to the office's tables."""
    said = by_place(in_force(read_log(folder)))
    items = {item.place: item for item in draft.items}
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in KEYS}
    units = {row["unit_as_written"]: row for row in load_reference(office)["unit_name"].iter_rows(named=True)}
    for place, facts in said.items():
        item = items.get(place)
        if item is None or not item.label_as_written:
            continue
        if {"measure", "breakdown", "kind", "disposition"} & set(facts):
            rows["concept"].append(_concept(item, facts, layout))
        if "territory" in facts:
            rows["territory_name"].append(
                {
                    "name_as_written": item.territory_as_written,
                    "layout": layout,
                    "territory_id": item.territory,
                    "inferred": "",
                }
            )
        if "unit" in facts and item.unit in units:
            same = units[item.unit]
            factor = format(same["factor"].normalize(), "f")
            row = {"unit_as_written": item.unit_as_written, "unit_code": same["unit_code"], "factor": factor}
            rows["unit_name"].append(row)
    for name, added in rows.items():
        if added:
            path = office.folder / "reference" / f"{name}.csv"
            write_atomically(path, _with_rows(path, KEYS[name], added).encode())


def _concept(item: Item, facts: Mapping[str, Answer], layout: str) -> dict[str, str]:
    """Make the row of a label."""
    reason = facts["disposition"].reason if "disposition" in facts else ""
    used = item.disposition == "used"
    return {
        "layout": layout,
        "label_as_written": item.label_as_written,
        "measure_code": item.measure if used else "",
        "breakdown": (item.breakdown or "_T") if used else "",
        "kind": item.kind if used else "",
        "disposition": item.disposition,
        "reason": "" if used else "_".join(reason.casefold().split())[:60],
    }


def _with_rows(path: Path, key: tuple[str, ...], added: Iterable[Mapping[str, str]]) -> str:
    """Return a table with rows added in the order of its key; a row whose key it has stays as it is."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = list(reader.fieldnames or ())
        rows = {tuple(row[name] for name in key): row for row in reader}
    for row in added:
        rows.setdefault(tuple(row.get(name, "") for name in key), dict(row))
    stream_out = io.StringIO(newline="")
    writer = csv.DictWriter(stream_out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[name] for name in sorted(rows))
    return stream_out.getvalue()
