"""The next releases as the site shows them: from the same table and words as the bulletin's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.bulletin.announced import hour, moment
from pipeline.language.catalogue import catalogue_of
from pipeline.language.phrase import month_of
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.release_calendar import ACCESS, CALENDAR, STATUSES, access_of, announced_of, coming
from pipeline.site.issues import Issue
from pipeline.told import rows_told


@dataclass(frozen=True)
class Planned:
    """A release to come, in words."""

    month: str
    day: str
    hour: str
    zone: str
    status: str


@dataclass(frozen=True)
class Schedule:
    """What is announced after an issue; `next` is empty where nothing is. `notes` explain each status.

    `access` are roles that receive an issue earlier: role, reason, hours before the release.
    """

    next: str
    rows: tuple[Planned, ...]
    notes: tuple[str, ...]
    access: tuple[tuple[str, str, int], ...]


def schedule_of(office: Office, lang: str, issue: Issue) -> Schedule:
    """Read what the office announces after an issue, in a language."""
    reference = load_reference(office)
    words = catalogue_of(lang, office.project.templates)
    calendar = announced_of(reference[CALENDAR].iter_rows(named=True))
    found = coming(calendar, issue.month, issue.as_of)
    rows = tuple(
        Planned(
            words.grammar.start(words.grammar.write(month_of(one.month.first))),
            words.grammar.day(one.day),
            hour(one),
            one.zone,
            words.word(f"calendar-status-{one.status}", {}),
        )
        for one in found
    )
    used = {one.status for one in found}
    notes = tuple(words.word(f"calendar-status-{name}.meaning", {}) for name in STATUSES if name in used)
    said = rows_told(ACCESS, reference[ACCESS], lang)
    return Schedule(next((moment(one, words) for one in found), ""), rows, notes, _access(said))


def _access(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, int], ...]:
    """Return who receives an issue before its release."""
    told = {row["role_id"]: row for row in rows}
    return tuple(
        (told[one.role_id]["role"], told[one.role_id]["reason"], one.hours_before) for one in access_of(rows)
    )
