"""Release folders as the ledger means them: the one at hand, and those that readers were given."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import MOMENT, PUBLIC, Standing, State

MANIFEST, CERTIFICATE = "manifest.json", "certificate.json"
ISSUES = ".issues"
NAME_DIGITS = 16
SHORTEST = 8
"""Digits of a manifest's hash that must be given to say which release is meant."""


@dataclass(frozen=True)
class Hand:
    """A release as it is made now: what the next step is about.

    `root` is over everything in it, as its manifest states; empty where that has none.
    """

    key: str
    release_id: str
    folder: Path
    manifest_sha256: str
    root: str
    manifest: Mapping[str, Any] = field(repr=False)

    @property
    def files(self) -> Mapping[str, str]:
        """Its files with their SHA-256, without the manifest itself."""
        files: Mapping[str, str] = self.manifest["files"]
        return files

    @property
    def certificate(self) -> Mapping[str, str]:
        """The SHA-256 of the certificate of the run, which the manifest does not have; empty without one."""
        path = self.folder / CERTIFICATE
        return {f"{path.stem}_sha256": file_hash(path)} if path.is_file() else {}

    def is_named(self, digits: str) -> bool:
        """Tell whether the beginning of a hash means this release."""
        return len(digits) >= SHORTEST and self.manifest_sha256.startswith(digits.lower())


def hand_of(office: Office, key: str) -> Hand:
    """Read the release of a month, or of a month as known on a day, as it is at hand."""
    return hand_in(office.home / "releases" / key, key, office.code)


def hand_in(folder: Path, key: str, office: str) -> Hand:
    """Read a release folder; UsageError where there is none, BadInputError where it is another thing."""
    path = folder / MANIFEST
    if not path.is_file():
        raise UsageError(
            f"There is no release {key} of office {office} at hand. Run `crossfoot run "
            f"{key.partition('@')[0]} --office {office}` first; one under embargo is in the vault, as "
            "`crossfoot release status` says."
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        release_id = str(manifest["release_id"])
        return Hand(
            key,
            release_id,
            folder.resolve(),
            file_hash(path),
            str(manifest.get("roots", {}).get("all", "")),
            manifest,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(
            f"{path} is not the manifest of a release ({error}). Run the month again."
        ) from error


def check_files(hand: Hand) -> None:
    """Hold each file of a release against its manifest; BadInputError names the first that differs."""
    for name, wanted in sorted(hand.files.items()):
        path = hand.folder / name
        if not path.resolve().is_relative_to(hand.folder) or not path.is_file():
            raise BadInputError(
                f"{hand.folder} lacks the file {name!r} of its manifest. Run the month again."
            )
        if file_hash(path) != wanted:
            raise BadInputError(
                f"{path} is not what the manifest of {hand.release_id} says: it was changed after the "
                "release was made. Run the month again."
            )


def public_folder(office: Office, standing: Standing) -> Path:
    """Return the folder of an issue that readers were given; BadInputError where it is gone or another."""
    folder = kept_folder(office, standing)
    if not (folder / MANIFEST).is_file() or file_hash(folder / MANIFEST) != standing.manifest_sha256:
        raise BadInputError(
            f"{folder} is not the folder of {standing.release_id} that the ledger of releases names "
            f"(manifest {standing.manifest_sha256}). Restore it from a backup: an issue that was released "
            "stays."
        )
    return folder


def kept_folder(office: Office, standing: Standing) -> Path:
    """Return where the folder of an issue is kept, whatever the month's own link leads to."""
    name = f"{standing.key}-{standing.manifest_sha256[:NAME_DIGITS]}"
    return office.home / "releases" / ISSUES / name


def public_states(office: Office) -> dict[str, State]:
    """Return the states of issues that readers were given, by the hash of the manifest of each."""
    found = standings_of(office).values()
    return {one.manifest_sha256: one.state for one in found if one.state in PUBLIC}


def public_manifests(office: Office) -> frozenset[str]:
    """Return the hashes of the manifests of issues that readers were given: their folders are kept."""
    return frozenset(public_states(office))


def locked_words(office: Office, key: str = "") -> str:
    """Say until when an issue is under embargo, of one month or of any; empty where none is."""
    own = (one for one in standings_of(office).values() if key in ("", one.key))
    return next(filter(None, map(until_words, own)), "")


def until_words(standing: Standing) -> str:
    """Say until when an issue is under embargo, in the zone of its hour; empty where it is not."""
    if standing.state is not State.EMBARGOED or standing.until is None:
        return ""
    until = standing.until.astimezone(ZoneInfo(standing.zone))
    return (
        f"{standing.release_id} is under embargo until {until:%Y-%m-%d %H:%M} ({standing.zone}): its files, "
        "with the numbers that it prints, are in the vault."
    )


def require_no_embargo(office: Office, months: Iterable[Month], at: datetime | None = None) -> None:
    """Refuse to make months whose issue waits in the vault: its figures would lie there in the clear.

    A run as of a day counts, too: it prints figures of the month. `at` is the moment, where it is known: an
    issue whose hour has come is to be opened. Raises UsageError.
    """
    asked = frozenset(months)
    for one in standings_of(office).values():
        month = Month.parse(one.key.partition("@")[0])
        if month not in asked or one.state is not State.EMBARGOED or one.until is None:
            continue
        until = one.until.strftime(MOMENT)
        if at is not None and at >= one.until:
            raise UsageError(
                f"{one.release_id} was under embargo until {until} and is not opened yet: while it lies in "
                f"the vault {month} is not run. Open it first: crossfoot release open --due{office.option}."
            )
        raise UsageError(
            f"{one.release_id} is approved and under embargo until {until}: until then {month} is not run. "
            f"To make it again, send it back first: crossfoot release recall {one.key} --reason "
            f"'...'{office.option}."
        )


def open_stops(hand: Hand) -> list[str]:
    """List findings that stop a bulletin or hold it, and that no decision answers, by rule and id."""
    rows = _rows(hand.folder / "findings.csv")
    return [
        f"{row['rule_id']}, finding {row['finding_id']}"
        for row in rows
        if row["state"] == "open"
        and (row["outcome"] == "error" or (row["outcome"] == "fail" and row["effect"] in ("stop", "hold")))
    ]


def last_decider(hand: Hand) -> str:
    """Return who made the last of the decisions that a release rests on, empty where there is none."""
    rows = [row for row in _rows(hand.folder / "decisions.csv") if row.get("who")]
    return max(rows, key=lambda row: row["decided_at"])["who"] if rows else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV file of a release, nothing where it has none."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
