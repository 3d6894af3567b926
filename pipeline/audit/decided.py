"""The decisions that a release counts, put together again as a ledger: what was decided later has no part."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pipeline.decisions.ledger import decisions_in, put_together
from pipeline.decisions.model import MOMENT, Decision, decision_of
from pipeline.errors import BadInputError
from pipeline.project import Project
from pipeline.sealed.folder import ReleaseFolder
from pipeline.window import parse_partition

RECORDED = "decisions.csv"
"""The file of a release that holds every decision known to its run, whether it changes the month or not."""


def take_decisions(folder: ReleaseFolder, project: Project, root: Path) -> list[str]:
    """Write the ledger of a release's decisions into a checkout; returns what is not as recorded, by id.

    The release holds them all. The ledger at hand is asked where they do not follow from one another.
    """
    target, own = (
        place / folder.office / "decisions" / "decisions.csv" for place in (root / "sources", project.sources)
    )
    at_hand, reasons = _at_hand(own)
    if not (folder.path / RECORDED).is_file():
        put_together(target, at_hand)
        named = _named(row.decision_id for row in at_hand) or "none"
        return [*reasons, f"decisions: the release does not hold its own; those at hand count: {named}."]
    recorded, unread = _recorded(folder)
    ids = {row.decision_id for row in recorded} | set(unread)
    if put_together(target, recorded) or unread:
        before = _up_to(at_hand, ids)
        put_together(target, {row.decision_id: row for row in (*recorded, *before)}.values())
        reasons += _told_of_more(folder, before, ids)
    if lost := ids - {row.decision_id for row in decisions_in(target)}:
        reasons.append(
            f"decisions: {_named(lost)} of the release cannot be placed: what was decided before is neither "
            "in the release nor in the ledger at hand, or a row was altered. Left out."
        )
    if unknown := ids - {row.decision_id for row in at_hand}:
        reasons.append(f"decisions: {_named(unknown)} of the release: not in the ledger at hand.")
    return reasons


def _at_hand(path: Path) -> tuple[list[Decision], list[str]]:
    """Read the ledger at hand; one that cannot be read is a sentence."""
    try:
        return decisions_in(path), []
    except BadInputError as error:
        return [], [f"decisions: the ledger at hand was not read. {error}"]


def _recorded(folder: ReleaseFolder) -> tuple[list[Decision], list[str]]:
    """Read the decisions of a release; the ids of rows that are none come second."""
    rows, unread = [], []
    text = folder.read_bytes(RECORDED).decode("utf-8")
    for texts in csv.DictReader(io.StringIO(text, newline=""), restval=""):
        try:
            moment = datetime.fromisoformat(texts["decided_at"]).astimezone(UTC)
            rows.append(decision_of({**texts, "decided_at": moment.strftime(MOMENT)}))
        except (KeyError, TypeError, ValueError):
            unread.append(texts.get("decision_id") or "a row without an id")
    return rows, unread


def _up_to(at_hand: list[Decision], ids: set[str]) -> list[Decision]:
    """Return the decisions at hand up to the last that a release counts."""
    known = [place for place, row in enumerate(at_hand) if row.decision_id in ids]
    return at_hand[: known[-1] + 1] if known else []


def _told_of_more(folder: ReleaseFolder, before: list[Decision], ids: set[str]) -> list[str]:
    """Name decisions that count in the ledger put together and are not in the release."""
    _, asked = parse_partition(folder.release_id.rpartition(".")[0])
    more = [
        row.decision_id
        for row in before
        if row.decision_id not in ids and (asked is None or row.day <= asked)
    ]
    why = "made before others of the release and not in it; taken from the ledger at hand, it counts too."
    return [f"decisions: {_named(more)} {why}"] if more else []


def _named(ids: Iterable[str]) -> str:
    """Name decisions by their ids."""
    return ", ".join(sorted(ids))
