"""Reads the ledger of documents: number tokens with spans, in documents that are known by their hash.

The documents themselves need not be at hand. Where a folder of them is (CROSSFOOT_EVIDENCE), each
token is compared with the text at its span, and a difference quarantines it.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.identity import file_hash, short_hash
from pipeline.intake.layout import Layout
from pipeline.intake.lines import Fields, LineResult, read_line
from pipeline.intake.register import Reading, identify, mark_result, read_rows

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


def read_documents(
    path: Path, layout: Layout, via: str, delivery_id: str, received_on: date
) -> dict[ListedDocument, Reading]:
    """Read a ledger into one reading a document; `via` is the ledger's own file_id."""
    documents = {found.name: found for found in list_documents(path.parent / LIST_NAME)}
    readings = {found: Reading([], [], 0) for found in documents.values()}
    tokens = list(_list_tokens(path, layout, documents))
    starts = {(row["document"], row["start"]) for _, row in tokens}
    seen: Counter[tuple[str, ...]] = Counter()
    for number, row in tokens:
        if row["whole"] and (row["document"], row["whole"]) not in starts:
            raise BadInputError(
                f"{path.name}, line {number}: no token of {row['document']} starts at {row['whole']}, "
                "which column whole names. Correct it to the start of the whole figure."
            )
        document = documents[row["document"]]
        result = _read_token(row, layout, document)
        reading = readings[document]
        reading.figures.extend(
            identify(figure, seen, layout.code, document.file_id, delivery_id, received_on)
            | _place(row, document, number, via)
            for figure in result.figures
        )
        reading.lines.extend(mark_result(result, document.file_id, delivery_id, number))
        readings[document] = replace(reading, lines_in=reading.lines_in + 1)
    return readings


def list_documents(path: Path) -> list[ListedDocument]:
    """Read documents.csv, and the text of those that the evidence folder holds."""
    if not path.is_file():
        raise BadInputError(
            f"A ledger of documents needs {LIST_NAME} beside it, which {path.parent} lacks. Add the list."
        )
    folder = _evidence_folder()
    found: list[ListedDocument] = []
    for number, row in read_rows(path, _LIST_COLUMNS):
        where = f"{path.name}, line {number}"
        if isinstance(row, str):
            raise BadInputError(f"{where} cannot be read: {row}. Mend that line.")
        if not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) or not re.fullmatch(r"[0-9]{1,15}", row["bytes"]):
            raise BadInputError(
                f"{where} needs a sha256 of 64 hexadecimal digits and a size in bytes. Mend that line."
            )
        if any(row["document"] == other.name or row["sha256"] == other.file_id for other in found):
            raise BadInputError(f"{where} lists a document that an earlier line lists. Keep one of the two.")
        text = _evidence(folder / row["document"], row["sha256"]) if folder else None
        found.append(
            ListedDocument(row["document"], row["source_id"], row["sha256"], int(row["bytes"]), text)
        )
    return found


def _evidence_folder() -> Path | None:
    """Return the folder of documents at hand, if one is named; one that is not there is a sentence."""
    named = os.environ.get(EVIDENCE_VARIABLE)
    if not named:
        return None
    if not Path(named).is_dir():
        raise BadInputError(
            f"{EVIDENCE_VARIABLE} names the folder {named}, which is not there. Correct it, or unset it."
        )
    return Path(named)


def _evidence(path: Path, sha256: str) -> str | None:
    """Return the text of a document at hand; one with another hash is refused with a sentence."""
    if not path.is_file():
        return None
    if file_hash(path) != sha256:
        raise BadInputError(
            f"{path.name} in the evidence folder has another sha256 than {LIST_NAME} says. "
            f"Put the original there, or unset {EVIDENCE_VARIABLE}."
        )
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{path.name} in the evidence folder is not UTF-8 text, so no span can be found in it. "
            "Take it out of that folder and out of the ledger."
        ) from error


def _list_tokens(path: Path, layout: Layout, documents: Iterable[str]) -> Iterable[tuple[int, Fields]]:
    """Yield the lines of a ledger, refusing one that does not say where its token stands."""
    seen: set[tuple[str, str]] = set()
    for number, row in read_rows(path, [*layout.columns, *_OWN_COLUMNS]):
        where = f"{path.name}, line {number}"
        if isinstance(row, str):
            raise BadInputError(f"{where} cannot be read: {row}. Mend that line.")
        if row["document"] not in documents:
            raise BadInputError(
                f"{where}: {LIST_NAME} does not list the document '{row['document']}'. Add it and its hash."
            )
        if not all(re.fullmatch(r"[0-9]{1,15}", row[column]) for column in ("start", "end")):
            raise BadInputError(
                f"{where}: start and end are counts of characters, not '{row['start']}' and '{row['end']}'. "
                "Mend that line."
            )
        if (row["document"], row["start"]) in seen:
            raise BadInputError(
                f"{where}: another token of {row['document']} starts at {row['start']}, too. Keep one."
            )
        seen.add((row["document"], row["start"]))
        yield number, row


_KIND_OF = {"not_a_figure": "furniture"}
"""The kinds that a ledger names in a way of its own."""


def _read_token(row: Fields, layout: Layout, document: ListedDocument) -> LineResult:
    """Read one token; what the ledger declares as no figure keeps its disposition and is not read as one."""
    result = read_line(row | {"document": document.source_id}, layout)
    declared = row["disposition"]
    if declared not in ("used", "held"):
        result.reasons.clear()
    for figure in result.figures:
        figure.pop("field")
        figure["number_kind"] = _KIND_OF.get(row["kind"], row["kind"])
        if declared != "used" and not result.reasons:
            why = row["interpretation"] or "declared_in_the_ledger"
            figure |= {"disposition": declared, "reason": why if declared == "held" else ""}
    if document.text is not None and document.text[int(row["start"]) : int(row["end"])] != row["as_printed"]:
        where = f"at {row['start']} to {row['end']}"
        reason = f"the document has other characters {where} than '{row['as_printed']}'"
        result.reasons.append(reason)
        for figure in result.figures:
            figure |= {"disposition": "quarantined", "reason": reason}
    return result


def _place(row: Fields, document: ListedDocument, number: int, via: str) -> dict[str, Any]:
    """Return where a token stands: its span in the document, and its line in the ledger."""
    return {
        "line": number,
        "locator_kind": "span",
        "locator": f"characters {row['start']} to {row['end']}",
        "via_file_id": via,
        "whole_figure_id": _figure_at(row["whole"], document) if row["whole"] else "",
        "figure_id": _figure_at(row["start"], document),
    }


def _figure_at(start: str, document: ListedDocument) -> str:
    """Return the figure_id of the token that starts there."""
    return short_hash(document.file_id, start)
