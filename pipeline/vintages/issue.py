"""An issue as it was published: what the next one is compared with."""

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.releasing.folder import public_folder
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.locked import read_locked
from pipeline.releasing.model import PUBLIC
from pipeline.rules.kinds import WITHHOLDING
from pipeline.window import partition_key

PREVIOUS = "previous issue"
"""The entry of a manifest's inputs that names the issue before by the hash of its manifest."""
_EVIDENCE = "evidence/observation.parquet"
_READ = ("manifest.json", "cells.csv", "cell_input.csv", "findings.csv", "decisions.csv", _EVIDENCE)
"""The files of a release that are read here, the manifest first."""
_GIVEN = ("obs_id", "delivery_id", "decision_id", "release_group", "known_on", "earliest_on")
_WHAT_CAME_OUT = frozenset({"files", "roots", "signed"})
"""The entries of a manifest that say what was made, not of what."""
Row = Mapping[str, Any]
Finding = tuple[str, Collection[str], Collection[str]]
"""A rule that found something, the figures that it tested, those that it compared them with."""


@dataclass(frozen=True)
class Issue:
    """A release as issued: its cells, what each was made of, the day it knew of, its manifest's hash.

    `parts` are the hashes of its indicators, of its rules and of the calculation; `withheld` says by which
    rule a figure was withheld, `findings` what each such rule tested and compared, `named` what each of any
    effect did; `decisions` are those that were in force, `ledger` all that were made, `decided` says which
    change a figure; `deliveries` are those that it was made of, with the hash of each file; `given` are its
    figures, with delivery, decision, release, the day they were known and the first that they refer to.
    """

    month: Month
    as_of: date
    cells: Mapping[str, Row]
    inputs: Mapping[str, list[str]]
    digest: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    decisions: frozenset[str] = frozenset()
    ledger: frozenset[str] = frozenset()
    findings: Collection[Finding] = ()
    decided: Mapping[str, frozenset[str]] = field(default_factory=dict)
    deliveries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    given: Mapping[str, Row] = field(default_factory=dict)
    named: Collection[Finding] = ()


def previous_issue(
    office: Office, month: Month, asked: date | None, made_with: Mapping[str, Any]
) -> Issue | None:
    """Return the issue that a release follows, None for a first one.

    Where the month has a release that was made with something else than `made_with`, the beginning of the
    manifest to be, it is the last issue of the month that readers were given, else that release; where it was
    made with the same, the issue that it named itself, so that the same again gives the same bytes; else that
    of the month before. One of a past day follows the month before, as known on that day.
    """
    releases = office.home / "releases"
    own = releases / month.key
    if asked is None and (own / "manifest.json").is_file():
        if _basis(_manifest(own)) != _basis(made_with):
            return _given_to_readers(office, month) or read_issue(own)
        named = previous_of(own / "manifest.json")
        # Only the one that is named: folders of other months may go while this looks.
        for folder in sorted((releases / ".issues").glob(f"[!.]*-{named[:16]}")) if named else ():
            if file_hash(folder / "manifest.json") == named:
                return read_issue(folder)
    key = partition_key(month.plus(-1), asked)
    return issue_at(releases / key) or locked_issue(office, key)


def _given_to_readers(office: Office, month: Month) -> Issue | None:
    """Return the last issue of a month that readers were given: a draft since then is nothing to them."""
    issues = [one for one in standings_of(office).values() if one.key == month.key and one.state in PUBLIC]
    return read_issue(public_folder(office, max(issues, key=lambda one: one.number))) if issues else None


def may_follow_month_before(office: Office, month: Month, asked: date | None) -> bool:
    """Tell whether a release made now may follow that of the month before, as `previous_issue` says."""
    own = office.home / "releases" / month.key / "manifest.json"
    return asked is not None or not own.is_file() or not previous_of(own)


def previous_of(manifest: Path) -> str:
    """Return the hash of the manifest that a manifest names as the issue before, empty for a first issue."""
    found = json.loads(manifest.read_text(encoding="utf-8"))
    return str(found.get("inputs", {}).get(PREVIOUS, ""))


def read_issue(folder: Path) -> Issue:
    """Read a release's folder."""
    found = {name: (folder / name).read_bytes() for name in _READ if (folder / name).is_file()}
    return _issue_of(found)


def issue_at(folder: Path) -> Issue | None:
    """Read the release of a folder, None where there is none."""
    return read_issue(folder) if (folder / _READ[0]).is_file() else None


def locked_issue(office: Office, key: str) -> Issue | None:
    """Read the issue of a month that waits in the vault, in memory alone; None where none does."""
    found = read_locked(office, key, _READ)
    return _issue_of(found) if found else None


def _issue_of(found: Mapping[str, bytes]) -> Issue:
    """Read an issue from its files by name."""
    manifest = json.loads(found[_READ[0]])
    inputs: dict[str, list[str]] = {}
    for row in _rows(found, "cell_input.csv"):
        inputs.setdefault(row["cell_id"], []).append(row["input_id"])
    every = [
        (row["effect"], (row["rule_id"], _listed(row.get("tested", "")), _listed(row.get("compared", ""))))
        for row in _rows(found, "findings.csv")
    ]
    findings = [one for effect, one in every if effect in WITHHOLDING]
    ledger = _rows(found, "decisions.csv")
    decisions = [row for row in ledger if row["status"] == "active"]
    return Issue(
        month=Month.parse(manifest["month"]),
        as_of=date.fromisoformat(manifest["as_of"]),
        cells={row["cell_id"]: row for row in _rows(found, "cells.csv")},
        inputs=inputs,
        digest=hashlib.sha256(found[_READ[0]]).hexdigest(),
        parts=manifest.get("parts", {}),
        withheld={obs_id: rule for rule, tested, _ in findings for obs_id in tested},
        findings=findings,
        decisions=frozenset(row["decision_id"] for row in decisions),
        ledger=frozenset(row["decision_id"] for row in ledger),
        decided=changing(ledger),
        deliveries=manifest.get("deliveries", {}),
        given=_given(found.get(_EVIDENCE)),
        named=[one for _, one in every],
    )


def changing(decisions: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Name by figure the decisions in force that change it: two may, one its value and one its period."""
    found: dict[str, set[str]] = {}
    for row in decisions:
        if row["status"] == "active" and row.get("changes"):
            found.setdefault(row["obs_id"], set()).add(row["decision_id"])
    return {name: frozenset(own) for name, own in found.items()}


def _given(evidence: bytes | None) -> dict[str, Row]:
    """Read the figures of a release by their ids; one of an older release may be without them."""
    if not evidence:
        return {}
    import polars as pl

    rows = pl.read_parquet(io.BytesIO(evidence), columns=list(_GIVEN))
    return {row["obs_id"]: row for row in rows.iter_rows(named=True)}


def _listed(joined: str) -> frozenset[str]:
    """List ids that are joined by semicolons."""
    return frozenset(name for name in joined.split(";") if name)


def _basis(manifest: Mapping[str, Any]) -> str:
    """Return what a release was made with, whatever issue it follows, as one text."""
    kept = {name: value for name, value in manifest.items() if name not in _WHAT_CAME_OUT}
    inputs = {name: value for name, value in manifest["inputs"].items() if name != PREVIOUS}
    return json.dumps({**kept, "inputs": inputs}, sort_keys=True)


def _manifest(folder: Path) -> dict[str, Any]:
    """Read a release's manifest."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _rows(found: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Read a CSV file of a release; one of an older release may be without it."""
    return list(csv.DictReader(io.StringIO(found.get(name, b"").decode("utf-8"), newline="")))
