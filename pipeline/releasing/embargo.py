"""Embargo: an approved issue waits in the vault, and leaves it at its hour or by an exception that is logged.

Each operation can be killed at any moment and done again: the ledger's line is what counts, and `tidy` brings
folders into the state that it names.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from pipeline.errors import CrossfootError, UsageError
from pipeline.locks import held, month_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.release_calendar import ACCESS, access_of
from pipeline.releasing.ahead import announced_for, has_key
from pipeline.releasing.folder import Hand, check_files, hand_of, kept_folder, until_words
from pipeline.releasing.following import moment_after
from pipeline.releasing.ledger import append, read_ledger, standings_of
from pipeline.releasing.model import MOMENT, WITHOUT_VAULT, Entry, Standing, State, Step, in_words, replay
from pipeline.releasing.plain import tidy
from pipeline.releasing.steps import Who, require_listed
from pipeline.releasing.steps import recall as recall_plain
from pipeline.releasing.vault import Vault
from pipeline.swap import point, remove

WAIT_SECONDS = 120
"""How long a release step waits for another one."""


@contextmanager
def release_lock(office: Office) -> Iterator[float]:
    """Hold what steps do to folders of releases and to the vault; gives the seconds that were waited."""
    path, began = office.home / "locks" / "release.lock", monotonic()
    with held(path, f"The releases of office {office.code}", WAIT_SECONDS):
        yield monotonic() - began


def moment_of(office: Office, key: str, text: str = "", zone: str = "") -> tuple[datetime, str]:
    """Return a moment and its zone: the one written, '2026-04-20 09:00', or that of the calendar."""
    if not text:
        announced = announced_for(office, key)
        if announced is None:
            raise UsageError(
                f"The calendar of office {office.code} has no release of {key}. Say until when the embargo "
                "lasts: --until '2026-04-20 09:00', and --zone where it is not the office's."
            )
        return announced.moment, announced.zone
    name = zone or office.time_zone
    try:
        written = datetime.fromisoformat(text)
        moment = (written if written.tzinfo else written.replace(tzinfo=ZoneInfo(name))).astimezone(UTC)
    except (ValueError, KeyError, OSError) as error:
        raise UsageError(
            f"'{text}' in the zone '{name}' is no moment. Write day and hour, as in '2026-04-20 09:00', and "
            "a zone of the IANA's list, as in Asia/Baku."
        ) from error
    return moment, name


def embargo(
    office: Office, key: str, who: Who, until: datetime, zone: str, wait: float = WAIT_SECONDS
) -> Entry:
    """Put the approved release at hand into the vault until a moment, and take its plain copies away."""
    _require_unlocked(office, key)
    with ExitStack() as locks:
        began = monotonic()
        locks.enter_context(month_lock(office, Month.parse(key.partition("@")[0]), wait))
        locks.enter_context(release_lock(office))
        who = who.later(monotonic() - began).because(_until_when(office, key, until, zone))
        hand = hand_of(office, key)
        check_files(hand)
        vault = Vault.of(office)
        if until <= who.at:
            raise UsageError(
                f"{until.strftime(MOMENT)} is over: an embargo lasts until a moment to come. Release the "
                f"issue with `crossfoot release open {key}{office.option}`."
            )

        def build(entries: Sequence[Entry]) -> list[Step]:
            moment_after(entries, who.at)
            standing = _require(office, replay(entries), hand.release_id, {State.APPROVED})
            _require_bytes(hand, standing)
            facts = {"until": until.strftime(MOMENT), "zone": zone, "vault_sha256": vault.put(hand)}
            return [
                Step("embargo", hand.release_id, who.name, who.reason, hand.manifest_sha256, hand.root, facts)
            ]

        made = append(office, build, who.at)[0]
        tidy(office, who)
    return made


def open_issue(office: Office, release_id: str, who: Who, exception: str = "") -> Entry:
    """Release an approved issue at its hour, or before it by an exception, logged with its reason."""
    with release_lock(office) as waited:
        who = who.later(waited)
        tidy(office, who)
        entries = read_ledger(office)
        moment_after(entries, who.at)
        standing = _require(office, replay(entries), release_id, {State.APPROVED, State.EMBARGOED})
        until = standing.until or _announced_moment(office, standing.key)
        early = bool(until and who.at < until)
        if early and not exception:
            raise UsageError(
                f"{release_id} is released at {until.strftime(MOMENT) if until else ''}, and it is "
                f"{who.at.strftime(MOMENT)}. Before its hour an issue is opened by an exception alone, which "
                "is logged: --exception 'reason'."
            )
        if early:
            require_listed(office, who.name)
        facts = {"exception": exception} if early else {}
        if standing.state is State.EMBARGOED:
            _take_out(office, standing)
        else:
            hand = hand_of(office, standing.key)
            check_files(hand)
            _require_bytes(hand, standing)
        why = "Its hour has come." if until else "It is approved, and no hour is announced."
        step = Step(
            "open",
            release_id,
            who.name,
            exception or who.because(why).reason,
            standing.manifest_sha256,
            standing.root,
            facts,
        )
        made = append(office, lambda _: [step], who.at)[0]
        tidy(office, who)
    return made


def open_due(office: Office, who: Who) -> list[Entry]:
    """Release every issue whose hour has come, and lock those that are approved ahead of theirs.

    Done again it changes nothing. An issue that cannot be opened does not keep the others: the first fault is
    raised after them.
    """
    made: list[Entry] = []
    faults: list[CrossfootError] = []
    with release_lock(office) as waited:
        who = who.later(waited)
        tidy(office, who)
        entries = read_ledger(office)
    for one in replay(entries).values():
        try:
            if _is_due(office, one, who.at):
                made.append(open_issue(office, one.release_id, who))
            elif has_key(office) and (locked := lock_until_hour(office, one.release_id, who, 0)):
                made.append(locked)
        except CrossfootError as fault:
            if standings_of(office)[one.release_id].state is one.state:
                faults.append(fault)
    if faults:
        raise faults[0]
    return made


def lock_until_hour(office: Office, release_id: str, who: Who, wait: float = WAIT_SECONDS) -> Entry | None:
    """Put an issue that is approved ahead of its announced hour into the vault until then.

    None where there is no such hour, or an exception leaves it in the clear.
    """
    standing = standings_of(office).get(release_id, Standing(release_id))
    announced = announced_for(office, standing.key) if standing.state is State.APPROVED else None
    if announced is None or announced.moment <= who.at or standing.is_excepted(WITHOUT_VAULT):
        return None
    return embargo(office, standing.key, who, announced.moment, announced.zone, wait)


def _is_due(office: Office, one: Standing, at: datetime) -> bool:
    """Tell whether the hour of an issue has come that waits for it, in the vault or in the clear."""
    if one.state is State.EMBARGOED:
        return bool(one.until and one.until <= at)
    moment = _announced_moment(office, one.key) if one.state is State.APPROVED else None
    return bool(moment and one.last and one.last.at < moment <= at)


def recall(office: Office, release_id: str, who: Who) -> Entry:
    """Send an issue back to its draft; one under embargo comes out of the vault."""
    standing = standings_of(office).get(release_id, Standing(release_id))
    if standing.state is not State.EMBARGOED:
        return recall_plain(office, standing.key, who)
    with release_lock(office) as waited:
        who = who.later(waited)
        _take_out(office, standing)
        made = recall_plain(office, standing.key, who)
        point(office.home / "releases" / standing.key, _target(office, standing))
        tidy(office, who)
    return made


def give_copy(office: Office, release_id: str, who: Who, role: str, place: Path) -> Entry:
    """Write a copy for a role that receives issues earlier, logged before it is written."""
    from pipeline.reference import load_reference

    granted = {one.role_id: one for one in access_of(load_reference(office)[ACCESS].iter_rows(named=True))}
    if role not in granted:
        listed = f"Listed are: {', '.join(sorted(granted))}." if granted else "Nobody is listed."
        raise UsageError(
            f"The role '{role}' receives no issue of office {office.code} before its release. {listed} They "
            f"stand in sources/{office.code}/reference/{ACCESS}.csv and are printed in each issue."
        )
    if place.exists():
        raise UsageError(f"{place} is there already. Name a folder that does not exist yet.")
    with release_lock(office) as waited:
        who = who.later(waited)
        standing = _require(office, standings_of(office), release_id, {State.EMBARGOED})
        assert standing.until is not None
        hours = (standing.until - who.at).total_seconds() / 3600
        if hours > granted[role].hours_before:
            raise UsageError(
                f"The role '{role}' receives an issue {granted[role].hours_before} hours before its release "
                f"at most, and {release_id} is released at {standing.until.strftime(MOMENT)}."
            )
        why = who.reason or f"Pre-release access of the role {role}."
        step = Step(
            "copy", release_id, who.name, why, standing.manifest_sha256, standing.root, {"role": role}
        )
        made = append(office, lambda _: [step], who.at)[0]
        Vault.of(office).take(release_id, standing.manifest_sha256, place)
    return made


def _take_out(office: Office, standing: Standing) -> None:
    """Decrypt an issue beside, then give its folder the name under which issues are kept."""
    kept = kept_folder(office, standing)
    opening = kept.parent / f".opening-{standing.release_id}"
    Vault.of(office).take(standing.release_id, standing.manifest_sha256, opening)
    remove(kept)
    opening.rename(kept)


def _target(office: Office, standing: Standing) -> Path:
    """Return the folder of an issue as a month's link names it."""
    return kept_folder(office, standing).relative_to(office.home / "releases")


def _until_when(office: Office, key: str, until: datetime, zone: str) -> str:
    """Say why an issue is locked: it is announced for an hour, or somebody named one."""
    hour = f"{until.astimezone(ZoneInfo(zone)).strftime('%Y-%m-%d %H:%M')} {zone}"
    return (
        f"As announced for {hour}." if _announced_moment(office, key) == until else f"It waits until {hour}."
    )


def _require_unlocked(office: Office, key: str) -> None:
    """Refuse to lock what is locked: its folder is in the vault, and comes out of it by a recall."""
    for one in standings_of(office).values():
        if one.key == key and (locked := until_words(one)):
            raise UsageError(
                f"{locked} For another hour, send it back first: crossfoot release recall {key} --reason "
                f"'...'{office.option}, then submit and approve it again."
            )


def _announced_moment(office: Office, key: str) -> datetime | None:
    """Return when the calendar releases a month."""
    announced = announced_for(office, key)
    return announced.moment if announced else None


def _require(office: Office, standings: dict[str, Standing], release_id: str, states: set[State]) -> Standing:
    """Return where an issue is; UsageError where it is elsewhere."""
    standing = standings.get(release_id, Standing(release_id))
    if standing.state not in states:
        wanted = " or ".join(in_words(state) for state in State if state in states)
        raise UsageError(
            f"{release_id} is {in_words(standing.state)}; this is for an issue that is {wanted}. "
            f"`crossfoot release status{office.option}` shows where each issue is."
        )
    return standing


def _require_bytes(hand: Hand, standing: Standing) -> None:
    """Refuse other bytes than were approved."""
    if hand.manifest_sha256 != standing.manifest_sha256:
        raise UsageError(
            f"{standing.release_id} was made again since it was approved: the manifest at hand has the hash "
            f"{hand.manifest_sha256[:16]}, approved was {standing.manifest_sha256[:16]}. Submit it again."
        )
