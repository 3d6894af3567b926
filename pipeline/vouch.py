"""From a printed number back to the cell or sentence it came from, step by step."""

import csv
import difflib
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from pipeline.behind import observations_behind, outdated
from pipeline.checkout import commit_of
from pipeline.decisions.lineage import decided_of, decisions_about, role_of, same_figures
from pipeline.diagnosed import diagnosed_indicator, diagnosed_of, is_diagnostic
from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.compute import BESIDE
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.lake import Lake, Manifest
from pipeline.month import Month
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.office import Office
from pipeline.quality import count_indicator, counted_in, counts_of
from pipeline.releasing.folder import locked_words
from pipeline.rules.findings import read_findings
from pipeline.window import is_current, parse_partition, partition_key

MAX_OBSERVATIONS = 200
"""A sum over more figures than this lists the first ones and says how many there are."""

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
Record = dict[str, Any]


def vouch(office: Office, ident: str, month: Month | None = None, asked: date | None = None) -> Record:
    """Trace a printed number or a cell id; an unknown one is a sentence with the nearest names.

    `asked` is the as-of day of a run that has results of its own.

    The result is JSON-able: printed (each place in the release), cell, indicator with its SQL and commit,
    input cells, observations with their figures, files and sources, findings and decisions.
    """
    lake = Lake(office.home / "lake")
    wanted = ident.strip().lower().removeprefix("n-")
    chosen = month or _month_that_prints(office, wanted)
    manifest = _month_manifest(office, lake, partition_key(chosen, asked) if chosen else None)
    at = manifest.partition
    printed = _printed(office, at)
    core = _core_of(office, lake, manifest)
    diagnosed = diagnosed_of(lake, manifest)
    cells = _all_cells(lake, manifest) | counts_of(office, lake, core) | diagnosed.cells
    cell_id = _resolve(wanted, printed, cells) or _refuse(office, ident, printed, cells, at)
    trail = _trail(lake, manifest, cell_id, diagnosed.inputs)
    ids = sorted({name for names in trail.values() for name in names if name not in cells})
    observations = observations_behind(office, lake, core, ids)
    behind = same_figures(lake, core, ids)
    record: Record = shown(
        {
            "asked": ident,
            "office": office.code,
            "month": parse_partition(at)[0].key,
            "as_of": core.facts["as_of"],
            "printed": [
                row
                for row in printed
                if row["cell_id"] == cell_id and wanted in (row["number_id"], cell_id.lower())
            ],
            "cell": cells[cell_id],
            "indicator": _indicator(office, cell_id),
            "inputs": [
                {"cell_id": name, "inputs": names}
                | {key: cells[name][key] for key in ("value", "unit_code", "transformation")}
                for name, names in trail.items()
            ],
            "observations": observations[:MAX_OBSERVATIONS],
            "n_observations": len(observations),
            "findings": _findings(office, lake, core, behind),
            "decisions": decisions_about(lake, core, behind),
        }
    )
    return record


def _month_manifest(office: Office, lake: Lake, partition: str | None) -> Manifest:
    """Return the manifest of the month asked for, or of the newest month that was run."""
    done = [
        found
        for found in lake.manifests(INDICATORS)
        if (found.partition == partition if partition else is_current(found.partition))
    ]
    if not done:
        which = f"month {partition}" if partition else "any month"
        raise UsageError(f"Office {office.code} has no results for {which}. Run `crossfoot run` first.")
    return done[-1]


def _month_that_prints(office: Office, number_id: str) -> Month | None:
    """Return the newest month whose release prints a number, None for any other id."""
    names = sorted(path.parent.name for path in (office.home / "releases").glob("*/published_number.csv"))
    months = [Month.parse(name) for name in reversed(names) if _MONTH.fullmatch(name)]
    found = (
        month for month in months if any(row["number_id"] == number_id for row in _printed(office, month.key))
    )
    return next(found, None)


def _printed(office: Office, partition: str) -> list[Record]:
    """Return the printed numbers of a release."""
    path = office.home / "releases" / partition / NUMBERS_FILE
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _all_cells(lake: Lake, manifest: Manifest) -> dict[str, Record]:
    """Return every cell of a month by its id."""
    tables = [name for name in manifest.tables if name not in ("indicators.cell_input", *BESIDE)]
    return {
        row["cell_id"]: row for table in tables for row in lake.read(manifest, table).iter_rows(named=True)
    }


def _core_of(office: Office, lake: Lake, manifest: Manifest) -> Manifest:
    """Return the state of knowledge that the month's cells were computed from."""
    core = lake.manifest(CORE, manifest.partition)
    if core is None or core.digest != manifest.facts["core"]:
        raise outdated(office, manifest.partition)
    return core


def _resolve(wanted: str, printed: list[Record], cells: dict[str, Record]) -> str:
    """Turn a number id or a cell id, in small letters, into a cell id; empty for an unknown one."""
    known = {str(row["number_id"]): str(row["cell_id"]) for row in printed}
    return (known | {name.lower(): name for name in cells}).get(wanted, "")


def _refuse(
    office: Office, ident: str, printed: list[Record], cells: dict[str, Record], month: str
) -> NoReturn:
    """Say that a month has no such number or cell, which older issues have it, and what is near."""
    from pipeline.audit.issues import where_else

    wanted = ident.strip().lower().removeprefix("n-")
    if other := where_else(office, wanted):
        raise UsageError(f"'{ident}' is neither a number nor a cell of {month} as it stands now.{other}")
    by_number = {str(row["number_id"]) for row in printed}
    known = dict.fromkeys(by_number) | {name.lower(): name for name in cells}
    near = [known[name] or name for name in difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)]
    hint = (
        f"Near it: {', '.join(near)}." if near else "Number ids stand in the lineage index of the bulletin."
    )
    locked = locked_words(office)
    raise UsageError(
        f"'{ident}' is neither a number nor a cell of {month}. {hint} Another month is asked for by --month."
        + f" {locked}" * bool(locked)
    )


def _trail(
    lake: Lake, manifest: Manifest, cell_id: str, diagnosed: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Return the cell and every cell behind it, each with its inputs."""
    pairs = dict(diagnosed)
    for name, other in lake.read(manifest, "indicators.cell_input").select("cell_id", "input_id").iter_rows():
        pairs.setdefault(name, []).append(other)
    trail: dict[str, list[str]] = {}
    waiting = [cell_id]
    while waiting:
        name = waiting.pop(0)
        if name in pairs and name not in trail:
            trail[name] = pairs[name]
            waiting += pairs[name]
    return trail


def _indicator(office: Office, cell_id: str) -> Record:
    """Return the indicator of a cell with its SQL's version and the commit of the checkout."""
    if counted_in(cell_id):
        return count_indicator(office, cell_id)
    if is_diagnostic(cell_id):
        return diagnosed_indicator(office, cell_id)
    indicator = load_catalogue(office.project)[cell_id.split(".", maxsplit=1)[0]]
    return {
        "code": indicator.code,
        "title": indicator.title,
        "definition": " ".join(indicator.definition.split()),
        "formula": indicator.formula,
        "derive": list(indicator.derive),
        "sql": str(indicator.path.relative_to(office.project.root)),
        "version": indicator.version,
        "commit": commit_of(office.project.root),
    }


def _findings(office: Office, lake: Lake, core: Manifest, ids: list[str]) -> list[Record]:
    """Return the findings that tested or compared any of the observations."""
    own = set(ids)
    decisions = lake.read(core, "core.decision").to_dicts()
    return [
        {
            "rule_id": found.rule_id,
            "title": found.title,
            "outcome": found.outcome,
            "effect": found.effect,
            "state": found.state,
            "sentence": found.sentence,
            "role": role_of(own, found.tested),
            "decided": decided_of(decisions, found.tested),
        }
        for found in read_findings(office, lake, core)
        if own & {*found.tested, *found.compared}
    ]


def shown(value: Any) -> Any:
    """Turn dates and decimals into text, decimals without trailing zeros."""
    return json.loads(json.dumps(value, default=_plain, ensure_ascii=False))


def _plain(value: object) -> str:
    """Write a value that JSON has no form for."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)
