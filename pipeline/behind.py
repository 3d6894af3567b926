"""The figures behind a cell: the last versions that a month knows, and others that its findings name."""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.decisions.lineage import choices
from pipeline.errors import UsageError
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.reading.draft import whole_text
from pipeline.reference import load_reference
from pipeline.window import parse_partition

Row = dict[str, Any]
NO_SOURCE = {"publisher": "not in the register of sources", "evidence_grade": "D", "address": ""}
_SPAN = re.compile(r"characters (\d+) to \d+")
_NOT_DECIDED = {"decided": "", "decision_id": ""}


def figures_behind(lake: Lake, core: Manifest, ids: list[str]) -> list[Row]:
    """Return the observations of these ids, by id, with the columns of core.latest.

    The second of two values in one publication is no last version; a figure that is in no code list is no
    observation at all and stands with what was delivered.
    """
    latest = lake.read(core, "core.latest").filter(pl.col("obs_id").is_in(ids))
    found: dict[str, Row] = {row["obs_id"]: row for row in latest.iter_rows(named=True)}
    for other, table, key in ((CONFORM, "core.observation", "obs_id"), (INTAKE, "raw.figure", "figure_id")):
        left = sorted(set(ids) - set(found))
        for manifest in lake.manifests(other) if left else []:
            rows = lake.read(manifest, table).filter(pl.col(key).is_in(left))
            found |= {row[key]: _as_latest(row, latest.columns) for row in rows.iter_rows(named=True)}
    return [found[name] for name in sorted(found)]


def observations_behind(office: Office, lake: Lake, core: Manifest, ids: list[str]) -> list[Row]:
    """Return the observations behind a cell with their figures, files and sources.

    `notes` says in words how a figure was read and, where the office decided so, how it is used; the figure's
    `printed_in_full` is the whole text of one that is printed in several parts, as '2 billion 204.3 million'.
    Raises UsageError where a figure is no longer there: the month was computed from others.
    """
    intake = lake.manifests(INTAKE)
    known = figures_behind(lake, core, ids)
    wanted = [row["figure_id"] for row in known]
    every = [lake.read(found, "raw.figure") for found in intake]
    figures = pl.concat([table.filter(pl.col("figure_id").is_in(wanted)) for table in every])
    if figures.height < len(set(wanted)):
        raise outdated(office, core.partition)
    files = {
        row["file_id"]: row for found in intake for row in lake.read(found, "raw.file").iter_rows(named=True)
    }
    parts = _parts(every, set(figures["file_id"]))
    by_id = {row["figure_id"]: row for row in figures.iter_rows(named=True)}
    reference = load_reference(office)
    sources = {row["source_id"]: row for row in reference["source"].iter_rows(named=True)}
    chosen = choices(lake, core, ids)
    words = _words(reference["label"])
    result = []
    for row in known:
        figure = by_id[row["figure_id"]]
        file = files[figure["file_id"]]
        result.append(
            row
            | {
                "figure": figure
                | {"file": file["name"], "held": file["held"], "printed_in_full": _in_full(figure, parts)},
                "source": sources.get(row["source_id"], NO_SOURCE),
                "choice": chosen.get(row["obs_id"]),
                "notes": "; ".join(words.get(code, code) for code in _codes(row["interpretation"])),
            }
        )
    return result


def whole_texts(tables: Sequence[pl.DataFrame], figures: pl.DataFrame) -> dict[str, str]:
    """Return the whole text of each figure that is printed in several parts, by its id.

    `tables` hold all figures as they were delivered, `figures` those that are asked for.
    """
    parts = _parts(tables, set(figures["file_id"]))
    within = figures.filter(pl.col("file_id").is_in(sorted(parts)))
    told = {
        row["figure_id"]: (row["as_printed"], _in_full(row, parts)) for row in within.iter_rows(named=True)
    }
    return {name: text for name, (printed, text) in told.items() if text != printed}


def _parts(tables: Sequence[pl.DataFrame], files: set[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the further parts of figures of files: where each stands, with the whole text."""
    found: dict[str, list[tuple[int, str]]] = {}
    for table in tables:
        again = table.filter(pl.col("disposition") == "duplicate", pl.col("file_id").is_in(files))
        for row in again.iter_rows(named=True):
            text = whole_text(row["reason"] or "")
            if text:
                found.setdefault(row["file_id"], []).append((_start_of(row), text))
    return found


def _in_full(figure: Row, parts: dict[str, list[tuple[int, str]]]) -> str:
    """Return the whole text of a figure: that of a part that stands next after it, within that text."""
    start, printed = _start_of(figure), str(figure["as_printed"])
    near = (
        text
        for place, text in parts.get(figure["file_id"], [])
        if start < place < start + len(text) and text.startswith(printed)
    )
    return next(near, printed)


def _start_of(row: Row) -> int:
    """Return the character at which a token of a document begins, -1 for any other place."""
    found = _SPAN.fullmatch(row["locator"] or "")
    return int(found[1]) if found else -1


def _words(labels: pl.DataFrame) -> dict[str, str]:
    """Return the words for codes of how a figure was read or is used."""
    own = labels.filter(pl.col("code_list") == "interpretation", pl.col("lang") == "en")
    return dict(own.select("code", "text").iter_rows())


def _codes(joined: str | None) -> list[str]:
    """List codes that are joined by semicolons."""
    return [code for code in (joined or "").split(";") if code]


def outdated(office: Office, partition: str) -> UsageError:
    """Say that a month was computed from figures that have changed since."""
    month, asked = parse_partition(partition)
    command = f"crossfoot run {month} --as-of {asked}" if asked else f"crossfoot run {month}"
    return UsageError(
        f"The figures of office {office.code} have changed since {partition} was computed. "
        f"Run `{command}` first."
    )


def _as_latest(row: Row, columns: list[str]) -> Row:
    """Give an observation, or a figure as delivered, the columns of core.latest."""
    delivered = {
        "obs_id": row["figure_id"],
        "value": row.get("value_as_delivered"),
        "unit_code": row.get("unit_as_written"),
        "step": row.get("step_as_written"),
        "known_on": row.get("published_to") or row["received_on"],
    }
    return dict.fromkeys(columns) | _NOT_DECIDED | delivered | row
