"""delivery.toml of a draft: who delivered what, from whom, and how the file was read."""

import json
import tomllib
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.reading.draft import Draft, ReadFile, Source
from pipeline.reading.source_facts import source_questions

LIST_NAME = "figures.csv"
"""The list of items beside delivery.toml."""


def delivery_toml(draft: Draft, *, sender: str = "unknown", introduces: bool = True) -> str:
    """Write the delivery of a draft; `introduces` is false where the office's table has its source."""
    complete = not draft.questions and not source_questions(draft.source)
    head = {"name": draft.name, "received_on": draft.received_on, "sender": sender, "complete": complete}
    entry = {"path": LIST_NAME, "layout": "figures", "source_id": draft.source.source_id}
    parts = [_lines(head | ({"notes": list(draft.notes)} if draft.notes else {}))]
    if introduces:
        parts.append("[[source]]\n" + _lines(asdict(draft.source)))
    parts.append("[[file]]\n" + _lines(entry))
    parts.append("[file.original]\n" + _lines(asdict(draft.file)))
    return "\n".join(parts)


def read_delivery_toml(text: str) -> dict[str, Any]:
    """Return name, received_on, sender, notes, source and original of what `delivery_toml` wrote.

    `source` is None where the office's own table has it. Raises ValueError or KeyError on any other form.
    """
    facts = tomllib.loads(text)
    entry = facts["file"][0]
    return {
        "name": facts["name"],
        "received_on": facts["received_on"],
        "sender": facts["sender"],
        "notes": tuple(facts.get("notes", ())),
        "source_id": entry["source_id"],
        "source": Source(**facts["source"][0]) if "source" in facts else None,
        "original": ReadFile(**entry["original"]),
    }


def _lines(facts: dict[str, Any]) -> str:
    """Write one entry a line; what is not known is left out."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in facts.items() if value is not None)


def _value(value: object) -> str:
    """Write a value; a JSON text is a TOML text, too."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
