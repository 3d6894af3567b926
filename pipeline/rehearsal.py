"""A dry run: what running a month now would change in its bulletin, worked out in a folder of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import stages
from pipeline.errors import MachineError, StopRuleError
from pipeline.machine import check_owner
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress, Silent
from pipeline.project import Project
from pipeline.rehearsal_numbers import (
    MAX_PLACES,
    Number,
    changes_handed_on,
    numbers_of,
    printed_before,
)
from pipeline.rules.kinds import WITHHOLDING
from pipeline.vintages.between import lost_deliveries
from pipeline.vintages.changes import Change
from pipeline.vintages.decided import decisions_behind
from pipeline.vintages.issue import Issue, issue_at, locked_issue, previous_issue
from pipeline.window import partition_key

if TYPE_CHECKING:
    from pipeline.bulletin.material import Material

_FOLDERS = ("lake", "raw")
"""What a run begins with; the files are shared, for none is ever changed in place."""
_LEDGER = ("releases", "ledger", "vault")
"""What a run reads of issues; none of it is written by the stages of a dry run."""
BESIDE = ".rehearsals"
"""The folder, in that of the office's results, for the results of dry runs; each is removed at its end."""


@dataclass(frozen=True)
class Rehearsal:
    """What a run would give.

    new_deliveries: those that the issue compared with was not made of; without an issue those not taken in.
    lost_deliveries: those that it was made of and that were taken back or changed.
    against: the issue that it was compared with, as 'month as of day'; empty where there is none yet.
    is_beside: whether that knows another day than was asked for.
    numbers: what the national bulletin prints of the cells that change, and what else it prints otherwise.
    stops: a sentence for each finding, or word that is not there, that would keep the bulletin from being
    written.
    decisions: those behind cells and numbers, undos among them, as `decisions_behind` gives them.
    withheld: a sentence for each finding that withholds a figure as decided.
    """

    month: str
    as_of: date
    new_deliveries: int
    lost_deliveries: int
    cells: int
    findings: int
    against: str
    is_beside: bool
    changes: tuple[Change, ...]
    numbers: tuple[Number, ...]
    stops: tuple[str, ...]
    decisions: tuple[dict[str, str], ...] = ()
    withheld: tuple[str, ...] = ()


def rehearse(
    office: Office, month: Month, as_of: date | None = None, progress: Progress | None = None
) -> Rehearsal:
    """Work out what a run of a month would change; the month's own results and releases stay as they are.

    It is compared with the month's own issue or, where there is none, with that of the month before; as of a
    day with those of that day, and where there is neither, with the month's issue of what is known now.
    """
    from pipeline.bulletin.certificate import certificate
    from pipeline.bulletin.compare import changes_since, known_now
    from pipeline.bulletin.compose import compose
    from pipeline.bulletin.load import load_material

    say = progress or Silent()
    with _scratch(office) as own:
        taken = stages.intake(own, say)
        stages.conform(own, say)
        edited = stages.edit(own, month, as_of, say)
        stops = [found.sentence for found in edited.stops]
        computed = stages.compute(own, month, as_of, say)
        lake = stages.lake_of(own)
        material = load_material(own, lake, month, "en", as_of)
        made_with = certificate(material)
        issue = _issue(own, month, as_of, made_with)
        is_beside = issue is None and as_of is not None
        if is_beside:
            issue = issue_at(own.home / "releases" / month.key)
        changes = changes_since(material, lake, issue, made_with) if issue else []
        new, lost = taken.counts["new deliveries"], 0
        numbers: tuple[Number, ...] = ()
        if issue:
            new = len(material.deliveries.keys() - issue.deliveries.keys())
            known = known_now(material, lake, made_with)
            lost = len(lost_deliveries(issue, known))
            material.changes = changes
            before = printed_before(own, month, as_of, issue)
            try:
                binder = compose(material, own.project.templates / "fonts")[1]
                changes = changes_handed_on(material, binder, lake, changes)
                numbers = numbers_of(material, binder, before, issue, known, changes)
            except StopRuleError as error:
                stops.append(str(error))
        named = [*(one.behind for one in changes), *(one.behind for one in numbers)]
        behind = {name for names in named for name in names}
    return Rehearsal(
        partition_key(month, as_of),
        edited.as_of,
        new,
        lost,
        computed.counts["cells"],
        edited.counts["findings"],
        f"{issue.month} as of {issue.as_of}" if issue else "",
        issue is not None and is_beside,
        tuple(changes),
        numbers,
        tuple(dict.fromkeys(stops)),
        tuple(decisions_behind(behind, material.decisions)),
        tuple(_withheld_as_decided(material)),
    )


def _withheld_as_decided(material: "Material") -> Iterator[str]:
    """Yield what rules say that withhold a figure with the value or period that decisions gave it."""
    made = {name for name in material.withheld if material.observations.get(name, {}).get("decided")}
    for found in material.findings:
        if found.effect in WITHHOLDING and not found.is_settled and made.intersection(found.tested):
            yield found.sentence


def changed_rows(changes: Sequence[Change]) -> list[dict[str, str]]:
    """Set changes as rows of text: cell, period, unit, before, now, why, what is behind."""
    return [
        {
            "cell": one.cell_id,
            "period": f"{one.period:%Y-%m}",
            "unit": one.unit_code,
            "before": _number(one.old),
            "now": _number(one.new),
            "cause": ", ".join(one.causes),
            "behind": ", ".join(one.behind),
        }
        for one in changes
    ]


def number_rows(numbers: Sequence[Number]) -> list[dict[str, str]]:
    """Set printed numbers as rows of text: number, cell, texts before and now, why, what is behind, place."""
    return [
        {
            "number": one.number_id,
            "cell": one.cell_id,
            "before": one.old,
            "now": one.new,
            "cause": ", ".join(one.causes),
            "behind": ", ".join(one.behind),
            "place": "; ".join(one.places[:MAX_PLACES])
            + (f"; {len(one.places) - MAX_PLACES} more" if len(one.places) > MAX_PLACES else ""),
        }
        for one in numbers
    ]


def _number(value: Decimal | None) -> str:
    """Write an exact value without zeros at its end."""
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _issue(office: Office, month: Month, as_of: date | None, made_with: dict[str, object]) -> Issue | None:
    """Return the month's own issue, else the one that its first would follow."""
    folder = office.home / "releases" / partition_key(month, as_of)
    return (
        issue_at(folder)
        or locked_issue(office, folder.name)
        or previous_issue(office, month, as_of, made_with)
    )


@contextmanager
def _scratch(office: Office) -> Iterator[Office]:
    """Lend the office with a folder of results of its own, which begins with what is there."""
    beside = office.home / BESIDE
    check_owner(office.home)
    try:
        beside.mkdir(parents=True, exist_ok=True)
        var = Path(tempfile.mkdtemp(f".{os.getpid()}.building", ".", beside))
    except OSError as error:
        raise MachineError(
            f"{beside} cannot be written ({error.strerror}). Free some space or check the folder's rights."
        ) from error
    try:
        own = replace(office, project=Project(office.project.root, var))
        own.home.mkdir(parents=True, exist_ok=True)
        for name in _FOLDERS:
            if (office.home / name).is_dir():
                shutil.copytree(office.home / name, own.home / name, copy_function=_share)
        for name in _LEDGER:
            if (office.home / name).is_dir():
                (own.home / name).symlink_to((office.home / name).resolve())
        yield own
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _share(source: str, target: str) -> None:
    """Give a file a second name; one that is being replaced or removed meanwhile is left out."""
    if Path(source).name.startswith("."):
        return
    try:
        os.link(source, target)
    except FileNotFoundError:
        return
    except OSError:
        shutil.copy2(source, target)
