"""From a printed number of a release folder back to its sources, with nothing but the folder at hand.

The record is that of `pipeline.vouch`, which follows the lake; a folder answers for its own issue alone.
"""

import difflib
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from pipeline.behind import NO_SOURCE
from pipeline.checkout import UNKNOWN
from pipeline.decisions.lineage import decided_of, role_of
from pipeline.diagnosed import DEFINITION as DIAGNOSED_AS
from pipeline.diagnosed import FORMULAS, SOURCE, is_diagnostic
from pipeline.diagnosed import TITLE as DIAGNOSED
from pipeline.errors import UsageError
from pipeline.quality import DEFINITION as COUNTED_AS
from pipeline.quality import SQL as COUNTS
from pipeline.quality import TITLE as COUNTED
from pipeline.quality import counted_in
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vouch import MAX_OBSERVATIONS, shown

Record = dict[str, Any]
_NOT_DECIDED = {"decided": "", "decision_id": ""}
_OWN = ("reason_code", "n_src", "withheld")
"""Columns of the evidence's observations that say how the choice between sources fell."""


def vouch_in(folder: ReleaseFolder, ident: str) -> Record:
    """Trace a printed number or a cell id of a release; an unknown one is a sentence with near names."""
    wanted = ident.strip().lower().removeprefix("n-")
    numbers = folder.numbers
    cell_id = _resolve(folder, wanted, ident)
    own = numbers.filter(pl.col("cell_id") == cell_id)
    printed = own if wanted == cell_id.lower() else own.filter(pl.col("number_id") == wanted)
    trail = _trail(folder, cell_id)
    cells = _cells(folder, trail)
    ids = sorted({name for names in trail.values() for name in names if name not in cells})
    observations = observations_in(folder, ids)
    behind = _same_figures(folder, ids)
    record: Record = shown(
        {
            "asked": ident,
            "office": folder.office,
            "month": folder.month,
            "as_of": folder.as_of,
            "printed": printed.to_dicts(),
            "cell": cells[cell_id],
            "indicator": indicator_in(folder, cell_id),
            "inputs": [
                {"cell_id": name, "inputs": names}
                | {key: cells[name][key] for key in ("value", "unit_code", "transformation")}
                for name, names in trail.items()
                if names
            ],
            "observations": observations[:MAX_OBSERVATIONS],
            "n_observations": len(observations),
            "findings": findings_in(folder, behind),
            "decisions": _decisions(folder, behind),
        }
    )
    return record


def _resolve(folder: ReleaseFolder, wanted: str, ident: str) -> str:
    """Turn a number id or a cell id, in small letters, into a cell id."""
    numbers = folder.numbers
    by_number = numbers.filter(pl.col("number_id") == wanted)
    if by_number.height:
        return str(by_number["cell_id"][0])
    names = folder.parquet("evidence/cell.parquet", ["cell_id"])["cell_id"]
    by_cell = names.filter(names.str.to_lowercase() == wanted)
    if by_cell.len():
        return str(by_cell[0])
    known = {str(name): str(name) for name in numbers["number_id"].unique()}
    known |= {name.lower(): name for name in names}
    near = [known[name] for name in difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)]
    hint = f"Near it: {', '.join(near)}." if near else "Number ids stand in the index of the bulletin."
    raise UsageError(f"'{ident}' is neither a number nor a cell of release {folder.release_id}. {hint}")


def _trail(folder: ReleaseFolder, cell_id: str) -> dict[str, list[str]]:
    """Return the cell and every cell behind it, each with its inputs."""
    pairs = folder.cell_input
    trail: dict[str, list[str]] = {}
    waiting = [cell_id]
    while waiting:
        found = pairs.filter(pl.col("cell_id").is_in(waiting))
        fresh: dict[str, list[str]] = {name: [] for name in waiting}
        for name, other in found.iter_rows():
            fresh[name].append(other)
        trail |= {name: names for name, names in fresh.items() if names or name == cell_id}
        inputs = dict.fromkeys(other for names in fresh.values() for other in names)
        waiting = [name for name in inputs if name not in trail]
    return trail


def _cells(folder: ReleaseFolder, names: Iterable[str]) -> dict[str, Record]:
    """Return cells by their ids."""
    own = folder.all_cells.filter(pl.col("cell_id").is_in(list(names)))
    return {row["cell_id"]: row for row in own.iter_rows(named=True)}


def observations_in(folder: ReleaseFolder, ids: Sequence[str]) -> list[Record]:
    """Return observations with their figures, files and sources, as `pipeline.behind` does from the lake."""
    every = folder.observations
    known = {row["obs_id"]: row for row in every.filter(pl.col("obs_id").is_in(ids)).to_dicts()}
    wanted = {row["figure_id"] for row in known.values()} | (set(ids) - known.keys())
    figures = folder.figures.filter(pl.col("figure_id").is_in(list(wanted)))
    by_id = {row["figure_id"]: row for row in figures.to_dicts()}
    loose = {name: _as_latest(by_id[name], every.columns) for name in ids if name not in known}
    days = pl.col("published_from", "published_to").replace("", None)
    sources = {row["source_id"]: row for row in folder.sources.with_columns(days).to_dicts()}
    words = _words(folder)
    beside = _beside(folder, [row["series_id"] for row in known.values()])
    return [
        {name: value for name, value in row.items() if name not in _OWN}
        | {
            "figure": by_id[row["figure_id"]],
            "source": sources.get(row["source_id"], NO_SOURCE),
            "choice": _choice(row, beside),
            "notes": "; ".join(
                words.get(code, code) for code in (row["interpretation"] or "").split(";") if code
            ),
        }
        for _, row in sorted((known | loose).items())
    ]


def _as_latest(figure: Record, columns: Sequence[str]) -> Record:
    """Give a figure that is in no code list the columns of an observation."""
    delivered = {
        "obs_id": figure["figure_id"],
        "value": figure["value_as_delivered"],
        "unit_code": figure["unit_as_written"],
        "step": figure["step_as_written"],
        "known_on": figure["published_to"] or figure["received_on"],
    }
    return dict.fromkeys(columns) | _NOT_DECIDED | delivered | figure


def _words(folder: ReleaseFolder) -> dict[str, str]:
    """Return the words for codes of how a figure was read or is used."""
    labels = folder.reference("label")
    own = labels.filter(pl.col("code_list") == "interpretation", pl.col("lang") == "en")
    return dict(own.select("code", "text").iter_rows())


def _beside(folder: ReleaseFolder, series: Sequence[str]) -> dict[str, list[Record]]:
    """Return the figures of series, by series."""
    own = folder.observations.filter(pl.col("series_id").is_in(series)).sort("obs_id")
    found: dict[str, list[Record]] = {}
    for row in own.to_dicts():
        found.setdefault(row["series_id"], []).append(row)
    return found


def _choice(row: Record, beside: dict[str, list[Record]]) -> Record | None:
    """Say why a figure is the one used of its series, and which stand beside it; None of one that is not."""
    if not row.get("reason_code"):
        return None
    return {
        "reason_code": row["reason_code"],
        "n_src": row["n_src"],
        "beside": [
            {name: other[name] for name in ("obs_id", "source_id", "value", "known_on", "withheld")}
            for other in beside[row["series_id"]]
            if other["obs_id"] != row["obs_id"]
        ],
    }


def _same_figures(folder: ReleaseFolder, ids: Sequence[str]) -> list[str]:
    """Return observations and, of each, the rows that say how the same figure was reported or is used."""
    every = folder.observations.select("obs_id", "figure_id")
    figures = every.filter(pl.col("obs_id").is_in(ids))["figure_id"].implode()
    return sorted({*ids, *every.filter(pl.col("figure_id").is_in(figures))["obs_id"]})


def findings_in(folder: ReleaseFolder, ids: Iterable[str]) -> list[Record]:
    """Return the findings that tested or compared any of the observations."""
    own = set(ids)
    titles = _titles(folder)
    decisions = folder.decisions.to_dicts()
    return [
        {
            "rule_id": row["rule_id"],
            "title": titles.get(row["rule_id"], row["rule_id"]),
            **{name: row[name] for name in ("outcome", "effect", "state", "sentence")},
            "role": role_of(own, row["tested"].split(";")),
            "decided": decided_of(decisions, row["tested"].split(";")),
        }
        for row in folder.findings.to_dicts()
        if own & {*row["tested"].split(";"), *row["compared"].split(";")}
    ]


def _titles(folder: ReleaseFolder) -> dict[str, str]:
    """Return what rules are called, by their ids."""
    from pipeline.decisions.review_rules import REVIEW_RULES

    found = {rule.rule_id: rule.title for rule in REVIEW_RULES}
    for path in sorted((folder.path / "evidence" / "rules").glob("*.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {rule["rule_id"]: rule["title"] for rule in declared.get("rule", []) if "title" in rule}
    return found


def _decisions(folder: ReleaseFolder, ids: Sequence[str]) -> list[Record]:
    """Return what persons decided about any of the observations."""
    own = folder.observations.filter(pl.col("obs_id").is_in(ids))["content_key"]
    keys = {str(key) for key in own if key}
    return [
        row for row in folder.decisions.to_dicts() if row["content_key"] in keys or row["obs_id"] in set(ids)
    ]


def indicator_in(folder: ReleaseFolder, cell_id: str) -> Record:
    """Return the indicator of a cell with the SQL that the release holds and the commit it was made with."""
    made = {"version": "", "commit": commit_in(folder), "derive": []}
    code = cell_id.split(".", maxsplit=1)[0]
    if counted_in(cell_id):
        counts = f"the number of rows of {counted_in(cell_id)} that the name says"
        path = f"evidence/sql/{COUNTS}"
        return {
            "code": code,
            "title": COUNTED,
            "definition": COUNTED_AS,
            "formula": counts,
            "sql": f"sql/{COUNTS}",
            **made,
            "version": folder.files.get(path, ""),
        }
    if is_diagnostic(cell_id):
        formula = FORMULAS.get(cell_id.split(".")[1], "")
        told = {"title": DIAGNOSED, "definition": DIAGNOSED_AS, "formula": formula, "sql": SOURCE}
        return {"code": code, **told, **made}
    header = folder.header(code)
    return {
        "code": code,
        **{name: " ".join(str(header[name]).split()) for name in ("title", "definition", "formula")},
        **made,
        "derive": list(header.get("derive", ())),
        "sql": f"sql/indicators/{code}.sql",
        "version": folder.files.get(f"evidence/sql/indicators/{code}.sql", ""),
    }


def commit_in(folder: ReleaseFolder) -> str:
    """Return the commit that a release was made with, UNKNOWN where it does not say."""
    return str(folder.certificate.get("commit") or UNKNOWN)
