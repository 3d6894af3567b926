"""Reads the ledger of documents: number tokens with spans, in documents that are known by their hash.

The documents themselves need not be at hand. Where a folder of them is (CROSSFOOT_EVIDENCE), each
token is compared with the text at its span, and a difference quarantines it.
"""

import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.identity import file_hash, short_hash
from pipeline.intake.layout import Layout
from pipeline.intake.lines import Fields, LineResult, read_line
from pipeline.intake.register import Reading, finish_figure, read_rows

LIST_NAME = "documents.csv"
_LIST_COLUMNS = ["document", "source_id", "sha256", "bytes"]
_OWN_COLUMNS = ["document", "start", "end", "whole", "disposition"]
EVIDENCE_VARIABLE = "CROSSFOOT_EVIDENCE"


@dataclass(frozen=True)
class ListedDocument:
    """A document by hash; `text` only where a copy with that hash is at hand."""

    name: str
    source_id: str
    file_id: str
    size: int
    text: str | None


def read_documents(path: Path, layout: Layout, via: str, delivery_id: str, received_on: date) -> dict[ListedDocument, Reading]:
    """Read a ledger into one reading a document; `via` is the ledger's own file_id."""
    documents = {found.name: found for found in list_documents(path.parent / LIST_NAME)}
    readings = {found: Reading([], [], 0) for found in documents.values()}
    seen: Counter[tuple[str, ...]] = Counter()
    for number, row in read_rows(path, [*layout.columns, *_OWN_COLUMNS]):
        if row is None or row["document"] not in documents:
            raise BadInputError(
                f"{path.name}, line {number}: its document is not listed in {LIST_NAME}, or the line is broken. "
                "List the document with its sha256, or mend the line."
            )
        document = documents[row["document"]]
        reading = readings[document]
        result = _read_token(row, layout, document)
        figures = [
            finish_figure(figure, seen, layout, document.file_id, delivery_id, received_on)
            | _place(row, document, number, via)
            for figure in result.figures
        ]
        lines = [_line(document, delivery_id, number, reason) for reason in result.reasons[:1]]
        readings[document] = replace(
            reading,
            figures=reading.figures + figures,
            lines=reading.lines + lines,
            lines_in=reading.lines_in + 1,
        )
    return readings


def list_documents(path: Path) -> list[ListedDocument]:
    """Read documents.csv, and the text of those that the evidence folder holds."""
    folder = os.environ.get(EVIDENCE_VARIABLE)
    found = []
    for number, row in read_rows(path, _LIST_COLUMNS):
        if row is None:
            raise BadInputError(f"{path.name}, line {number} is broken: it has not as many fields as the head. Mend it.")
        text = _evidence(Path(folder) / row["document"], row["sha256"]) if folder else None
        found.append(ListedDocument(row["document"], row["source_id"], row["sha256"], int(row["bytes"]), text))
    return found


def _evidence(path: Path, sha256: str) -> str | None:
    """Return the text of a document at hand; one with another hash is refused with a sentence."""
    if not path.is_file():
        return None
    if file_hash(path) != sha256:
        raise BadInputError(
            f"{path.name} in the evidence folder has another sha256 than {LIST_NAME} says. "
            "Put the original there, or unset CROSSFOOT_EVIDENCE."
        )
    return path.read_bytes().decode("utf-8")


def _read_token(row: Fields, layout: Layout, document: ListedDocument) -> LineResult:
    """Read one token; what the ledger declares as no figure keeps its disposition and is not checked as one."""
    result = read_line(row | {"document": document.source_id}, layout)
    declared = row["disposition"]
    if declared not in ("used", "held"):
        for figure in result.figures:
            figure |= {"disposition": declared, "reason": ""}
        result.reasons.clear()
    if document.text is not None and document.text[int(row["start"]) : int(row["end"])] != row["as_printed"]:
        reason = f"the document has other characters at {row['start']} to {row['end']} than '{row['as_printed']}'"
        result.reasons.append(reason)
        for figure in result.figures:
            figure |= {"disposition": "quarantined", "reason": reason}
    for figure in result.figures:
        figure.pop("field")
    return result


def _place(row: Fields, document: ListedDocument, number: int, via: str) -> dict[str, Any]:
    """Return where a token stands: its span in the document, and its line in the ledger."""
    locator = f"characters {row['start']} to {row['end']}"
    whole = _span_of(row["whole"], document) if row["whole"] else ""
    return {
        "line": number,
        "locator_kind": "span",
        "locator": locator,
        "via_file_id": via,
        "whole_figure_id": whole,
        "figure_id": short_hash(document.file_id, row["start"]),
    }


def _span_of(start: str, document: ListedDocument) -> str:
    """Return the figure_id of the token that starts there."""
    return short_hash(document.file_id, start)


def _line(document: ListedDocument, delivery_id: str, number: int, reason: str) -> dict[str, Any]:
    """Make a row of `raw.line` for a quarantined token."""
    return {
        "file_id": document.file_id,
        "delivery_id": delivery_id,
        "line": number,
        "status": "quarantined",
        "reason": reason,
    }
