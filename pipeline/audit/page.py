"""The auditor's page of a release: audit.html, static, with the tables of the release as a script beside it.

It is made of the files of the release itself, so that it can say nothing else than they do.
"""

import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.decisions.lineage import decided_of
from pipeline.office import Office
from pipeline.template import fill, shared_environment

PAGE, DATA = "audit.html", "audit/data.js"
_STATIC = {"audit/audit.css": "audit.css", "audit/audit.js": "audit.js"}
_HEADER = re.compile(r"\A\s*/\*\n(.*?)\*/", re.DOTALL)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_NUMBER = ("lang", "territory", "place", "section", "table_or_figure", "row", "col", "printed", "places")
_CELL = ("cell_id", "value", "unit_code", "obs_status", "evidence_grade", "flags")
_FIGURE = ("printed_in_full", "file", "locator", "file_id")
_WRITTEN = ("label_as_written", "territory_as_written", "period_as_written")
_BESIDE = ("source_id", "value", "known_on", "withheld")
_DECISION = (
    *("decision_id", "action", "undoes", "status", "status_reason", "field", "old_value", "new_value"),
    *("expires_on", "who", "decided_at", "reason"),
)
_LABELS = "evidence/reference/label.csv"
_RELEASE = {"id": "release_id", "office": "office", "month": "month", "as_of": "as_of"}

Files = Mapping[str, bytes]
Row = dict[str, Any]


def audit_files(files: Files, made_with: Mapping[str, Any], office: Office) -> dict[str, bytes]:
    """Return the page and what it loads, by path, from the other files of a release."""
    facts = {"name": office.name, "mark": office.mark, "imprint": office.imprint}
    return files_again(files, made_with, facts, office.project.templates)


def files_again(
    files: Files, made_with: Mapping[str, Any], facts: Mapping[str, str], templates: Path
) -> dict[str, bytes]:
    """Return the same of a release whose office says of itself `facts`, which its office.toml has."""
    page = fill(
        shared_environment(templates),
        "audit/audit.html.j2",
        office=facts["name"],
        mark=facts["mark"],
        imprint=facts["imprint"],
    )
    static = {name: (templates / "audit" / own).read_bytes() for name, own in _STATIC.items()}
    told = json.dumps(_told(files, made_with), ensure_ascii=False, separators=(",", ":"))
    for letter, escaped in _UNSAFE.items():
        told = told.replace(letter, escaped)
    return static | {PAGE: page.encode(), DATA: f"window.crossfootAudit = {told};\n".encode()}


def _told(files: Files, made_with: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page tells, lists of values in a fixed order; positions stand for ids."""
    cells = _text(_parquet(files, "cell"))
    seen = _text(_parquet(files, "observation"))
    pairs = _table(files, "cell_input.csv")
    at_cell = {name: place for place, name in enumerate(cells["cell_id"])}
    behind = set(pairs["input_id"]) - at_cell.keys()
    figures = _text(_parquet(files, "figure"))
    observations = _observations(files, seen, figures, behind)
    at_seen = {row[0]: place for place, row in enumerate(observations)}
    inputs: dict[str, list[int]] = {}
    for cell_id, other in pairs.iter_rows():
        place = at_cell.get(other)
        inputs.setdefault(cell_id, []).append(-1 - at_seen[other] if place is None else place)
    codes = sorted({name.split(".", 1)[0] for name in at_cell})
    at_code = {code: place for place, code in enumerate(codes)}
    words: dict[str, int] = {}
    numbers = [
        [number, at_cell[cell], facet, lang, territory, *(_coded(words, own) for own in told), row, col, text]
        for number, cell, facet, lang, territory, *told, row, col, text, _ in _table(
            files, "published_number.csv"
        )
        .select("number_id", "cell_id", "facet", *_NUMBER)
        .iter_rows()
    ]
    return {
        "release": {name: made_with[key] for name, key in _RELEASE.items()},
        "numbers": numbers,
        "words": list(words),
        "cells": [
            [*row, at_code[row[0].split(".", 1)[0]], inputs.get(row[0], [])]
            for row in cells.select(_CELL).iter_rows()
        ],
        "observations": observations,
        "sources": {
            name: [publisher, address]
            for name, publisher, address in _table(files, "sources.csv")
            .select("source_id", "publisher", "address")
            .iter_rows()
        },
        "findings": _findings(files, at_seen),
        "decisions": _decisions(files, at_seen),
        "indicators": [_indicator(files, code, made_with) for code in codes],
    }


def _coded(words: dict[str, int], text: str) -> int:
    """Return the place of a text among those told so far."""
    return words.setdefault(text, len(words))


def _observations(
    files: Files, seen: pl.DataFrame, figures: pl.DataFrame, behind: set[str]
) -> list[list[Any]]:
    """Return the figures behind cells: observations, and figures that are in no code list.

    An entry of one that was chosen among others of its series lists these.
    """
    grades = dict(_table(files, "sources.csv").select("source_id", "evidence_grade").iter_rows())
    notes = _notes(files)
    beside: dict[str, list[Row]] = {}
    for row in seen.iter_rows(named=True):
        beside.setdefault(row["series_id"], []).append(row)
    known = {row["figure_id"]: row for row in figures.iter_rows(named=True)}
    rows = {row["obs_id"]: row for row in seen.iter_rows(named=True) if row["obs_id"] in behind}
    found = []
    for name in sorted(behind):
        row = rows.get(name, {})
        figure = known.get(row.get("figure_id", name), {})
        told = [figure.get(part, "") for part in _FIGURE]
        source = row.get("source_id") or figure.get("source_id", "")
        codes = row.get("interpretation", "").split(";")
        others = beside[row["series_id"]] if row.get("reason_code") else []
        found.append(
            [
                name,
                row.get("value") or figure.get("value_as_delivered", ""),
                row.get("unit_code") or figure.get("unit_as_written", ""),
                row.get("step") or figure.get("step_as_written", ""),
                source,
                *told,
                row.get("known_on", ""),
                "; ".join(notes.get(code, code) for code in codes if code),
                ", ".join(figure[part] for part in _WRITTEN if figure.get(part)),
                figure.get("unit_as_written", ""),
                grades.get(source, ""),
                row.get("inferred") or figure.get("inferred", ""),
                int(figure.get("held", "") == "true"),
                row.get("reason_code", ""),
                [[other[part] for part in _BESIDE] for other in others if other["obs_id"] != name],
                figure.get("value_as_delivered", ""),
                row["decision_id"] if row.get("decided") else "",
            ]
        )
    return found


def _notes(files: Files) -> dict[str, str]:
    """Return the words for codes of how a figure was read."""
    if _LABELS not in files:
        return {}
    own = _table(files, _LABELS).filter(code_list="interpretation", lang="en")
    return dict(own.select("code", "text").iter_rows())


def _findings(files: Files, at_seen: Mapping[str, int]) -> list[list[Any]]:
    """Return findings about figures behind cells; last come those that were tested, and what was decided.

    A figure may be one that others were compared with: the finding is about the others then.
    """
    decisions = _table(files, "decisions.csv").to_dicts()
    told = []
    for row in _table(files, "findings.csv").to_dicts():
        tested, compared = row["tested"].split(";"), row["compared"].split(";")
        decided = decided_of(decisions, tested)
        told.append(
            [
                *(row[name] for name in ("rule_id", "effect", "state", "sentence")),
                _places(at_seen, [*tested, *compared]),
                _places(at_seen, tested),
                [[one[name] for name in ("decision_id", "action", "who", "reason")] for one in decided],
            ]
        )
    return [row for row in told if row[4]]


def _decisions(files: Files, at_seen: Mapping[str, int]) -> list[list[Any]]:
    """Return decisions about figures behind cells; the places of these come last."""
    rows = _table(files, "decisions.csv")
    seen = _text(_parquet(files, "observation")).select("content_key", "obs_id")
    same: dict[str, list[str]] = {}
    for key, name in seen.iter_rows():
        same.setdefault(key, []).append(name)
    return [
        [
            *(row[name] for name in _DECISION),
            _places(at_seen, [row["obs_id"], *same.get(row["content_key"], [])]),
        ]
        for row in rows.iter_rows(named=True)
    ]


def _places(at_seen: Mapping[str, int], names: Iterable[str]) -> list[int]:
    """Return the places of figures that are behind cells."""
    return sorted({at_seen[name] for name in names if name in at_seen})


def _indicator(files: Files, code: str, made_with: Mapping[str, Any]) -> list[str]:
    """Return title, formula, file and hash of an indicator; one that is no file of SQL has its code alone."""
    import tomllib

    path = f"evidence/sql/indicators/{code}.sql"
    found = _HEADER.match(files[path].decode()) if path in files else None
    if found is None:
        return [code, "", "", ""]
    header = tomllib.loads(found[1])
    version = str(made_with.get("parts", {}).get("indicators", {}).get(code, ""))
    return [header["title"], " ".join(header["formula"].split()), f"sql/indicators/{code}.sql", version]


def _parquet(files: Files, name: str) -> pl.DataFrame:
    """Read a table of the evidence."""
    return pl.read_parquet(io.BytesIO(files[f"evidence/{name}.parquet"]))


def _table(files: Files, name: str) -> pl.DataFrame:
    """Read a CSV file as texts, "" for nothing."""
    return pl.read_csv(files[name], infer_schema=False).with_columns(pl.all().fill_null(""))


def _text(frame: pl.DataFrame) -> pl.DataFrame:
    """Write all columns as text, "" for nothing, decimals without trailing zeros, lists with commas."""
    return frame.select(_as_text(name, kind) for name, kind in frame.schema.items())


def _as_text(name: str, kind: Any) -> pl.Expr:
    """Write a column as text."""
    if isinstance(kind, pl.List):
        return pl.col(name).list.join(", ").fill_null("").alias(name)
    text = pl.col(name).cast(pl.String).fill_null("")
    if isinstance(kind, pl.Decimal):
        has_point = text.str.contains(".", literal=True)
        return pl.when(has_point).then(text.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(text)
    return text
