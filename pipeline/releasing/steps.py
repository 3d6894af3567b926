"""The steps of an issue up to its approval, and withdrawal: who may do what, about which bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.releasing.ahead import announced_for
from pipeline.releasing.corrections import unchanged_numbers
from pipeline.releasing.folder import Hand, check_files, hand_of, last_decider, open_stops
from pipeline.releasing.ledger import append, standings_of
from pipeline.releasing.model import (
    EXCEPTIONS,
    MOMENT,
    OPEN_STOP,
    SECOND_PERSON,
    UNCHANGED,
    WITHOUT_VAULT,
    Entry,
    Standing,
    State,
    Step,
    is_same_person,
    number_of,
    replay,
)
from pipeline.releasing.printed import LEDGER, printed_of
from pipeline.releasing.vault import read_key


@dataclass(frozen=True)
class Who:
    """Who does a step, when and why."""

    name: str
    at: datetime
    reason: str = ""

    def later(self, seconds: float) -> "Who":
        """Return the same after a wait."""
        return replace(self, at=self.at + timedelta(seconds=seconds))

    def because(self, reason: str) -> "Who":
        """Return the same with a reason, where none was given."""
        return self if self.reason.strip() else replace(self, reason=reason)


def ask_exception(office: Office, key: str, who: Who, rule: str) -> Entry:
    """Ask for an exception from a rule, before submission: the issue is made again and prints it."""
    if rule not in EXCEPTIONS:
        raise UsageError(f"There is no exception from '{rule}'. There are: {', '.join(EXCEPTIONS)}.")

    def build(entries: Sequence[Entry]) -> list[Step]:
        release_id = f"{key}.{number_of(replay(entries), key)}"
        return [Step("except", release_id, who.name, who.reason, facts={"rule": rule})]

    return append(office, build, who.at)[0]


def submit(office: Office, key: str, who: Who) -> Entry:
    """Submit the release at hand for review."""
    hand = hand_of(office, key)
    check_files(hand)

    def build(entries: Sequence[Entry]) -> list[Step]:
        standing = _next(entries, key)
        _require_own(office, replay(entries), key)
        _require_number(hand, standing)
        _require_printed(hand, entries)
        same = _unchanged(office, hand, replay(entries), standing)
        before = printed_of(replay(entries), key).corrigendum
        why = f"It corrects {before.corrects}." if before else f"Issue {standing.number} of {key} is ready."
        step = _about(hand, "submit", who.because(why))
        return [replace(step, facts={**step.facts, UNCHANGED: same}) if same else step]

    return append(office, build, who.at)[0]


def approve(office: Office, key: str, who: Who, digits: str) -> Entry:
    """Approve the release at hand, by a second person who names the hash of what was reviewed."""
    settle(office, who)
    hand = hand_of(office, key)
    check_files(hand)
    stops, decider = open_stops(hand), last_decider(hand)

    def build(entries: Sequence[Entry]) -> list[Step]:
        standing = _next(entries, key)
        if standing.state is State.IN_REVIEW:
            require_same(hand, standing, digits)
            _require_printed(hand, entries)
            _require_second(office, standing, who.name, decider)
            _require_no_stop(office, standing, stops)
            _require_key(office, standing, who.at)
        why = f"The manifest {digits.lower()} was reviewed."
        return [_about(hand, "approve", who.because(why))]

    return append(office, build, who.at)[0]


def recall(office: Office, key: str, who: Who) -> Entry:
    """Send an issue in review, or approved, back to its draft."""
    return append(office, lambda entries: [_again(_next(entries, key), "recall", who)], who.at)[0]


def withdraw(office: Office, release_id: str, who: Who) -> Entry:
    """Withdraw an issue that was released: it stays at its address, marked, with the reason."""
    return append(
        office,
        lambda entries: [_again(replay(entries).get(release_id, Standing(release_id)), "withdraw", who)],
        who.at,
    )[0]


def settle(office: Office, who: Who) -> list[Entry]:
    """Send issues back to draft whose release was made anew with other bytes since they were submitted."""
    changed = {
        one.release_id: hand.manifest_sha256
        for one in standings_of(office).values()
        if one.state in (State.IN_REVIEW, State.APPROVED)
        and (hand := _at_hand(office, one.key)) is not None
        and hand.manifest_sha256 != one.manifest_sha256
    }
    if not changed:
        return []

    def build(entries: Sequence[Entry]) -> list[Step]:
        found = replay(entries)
        return [
            _again(
                found[name],
                "change",
                Who(who.name, who.at, f"A run made other bytes than were submitted. {who.reason}".strip()),
                digest,
            )
            for name, digest in changed.items()
            if found[name].state in (State.IN_REVIEW, State.APPROVED)
            and found[name].manifest_sha256 != digest
        ]

    return append(office, build, who.at)


def require_same(hand: Hand, standing: Standing, digits: str) -> None:
    """Refuse to approve other bytes than were submitted, or than were reviewed."""
    if hand.manifest_sha256 != standing.manifest_sha256:
        raise UsageError(
            f"{standing.release_id} was made again since it was submitted: the manifest at hand has the hash "
            f"{hand.manifest_sha256[:16]}, submitted was {standing.manifest_sha256[:16]}. Submit it again."
        )
    if not hand.is_named(digits):
        raise UsageError(
            f"What was reviewed has the hash '{digits}'; the release at hand has {hand.manifest_sha256}. "
            "Give the first 8 digits or more of the manifest that was reviewed, as `crossfoot release "
            "status` shows it."
        )


def require_listed(office: Office, who: str) -> None:
    """Refuse who is not among the approvers, where an office lists any."""
    approvers = office.release.approvers
    if approvers and not any(is_same_person(who, one) for one in approvers):
        raise UsageError(
            f"{who} is not among the approvers of office {office.code} ({', '.join(approvers)}). They stand "
            f"in sources/{office.code}/office.toml, table [release]."
        )


def _require_second(office: Office, standing: Standing, who: str, decider: str) -> None:
    """Refuse an approver who is not listed, who submitted the issue, or who made its last decision."""
    require_listed(office, who)
    alone = {"submitted it": standing.submitted_by, "made its last decision": decider}
    for did, name in alone.items():
        if name and is_same_person(who, name) and not standing.is_excepted(SECOND_PERSON):
            raise UsageError(
                f"{who} {did}: {standing.release_id} is approved by a second person. Where there is none, "
                f"ask for an exception before it is submitted: crossfoot release except {standing.key} "
                f"{SECOND_PERSON} --reason '...'{office.option}; the issue prints it."
            )


def _require_no_stop(office: Office, standing: Standing, stops: Sequence[str]) -> None:
    """Refuse to approve over an open stop."""
    if stops and not standing.is_excepted(OPEN_STOP):
        more = f" ({len(stops)} such findings)" if len(stops) > 1 else ""
        raise UsageError(
            f"{standing.release_id} has an open stop of the rule {stops[0]}{more}. Decide about it and run "
            f"the month again, or ask for an exception: crossfoot release except {standing.key} {OPEN_STOP} "
            f"--reason '...'{office.option}."
        )


def _require_key(office: Office, standing: Standing, at: datetime) -> None:
    """Refuse to approve ahead of the announced hour what no key can lock until then."""
    announced = announced_for(office, standing.key)
    if announced is None or announced.moment <= at or standing.is_excepted(WITHOUT_VAULT):
        return
    try:
        read_key(office)
    except UsageError as error:
        raise UsageError(
            f"{standing.release_id} is released at {announced.moment.strftime(MOMENT)} and encrypted until "
            f"then. {error} Where it is to wait in the clear, ask for an exception before it is submitted: "
            f"crossfoot release except {standing.key} {WITHOUT_VAULT} --reason '...'{office.option}; the "
            "issue prints it."
        ) from error


def may_be_issued(standings: Mapping[str, Standing], key: str) -> bool:
    """Tell whether a release can be an issue; one of an as-of day is one beside its month's own alone."""
    month, at, _ = key.partition("@")
    return not at or any(one.key == month and one.state is State.RELEASED for one in standings.values())


def _require_own(office: Office, standings: Mapping[str, Standing], key: str) -> None:
    """Refuse a release of an as-of day whose month has no issue that readers go by."""
    month, _, day = key.partition("@")
    if not may_be_issued(standings, key):
        raise UsageError(
            f"{key} shows {month} as it was known on {day}: readers are given that beside the month's own "
            f"issue alone, and no issue of {month} is released. Release that first: crossfoot release submit "
            f"{month}{office.option}."
        )


def _require_number(hand: Hand, standing: Standing) -> None:
    """Refuse a release that was made under another number than the ledger gives it."""
    if hand.release_id != standing.release_id:
        raise UsageError(
            f"The release at hand is {hand.release_id}, and the next issue of {hand.key} is "
            f"{standing.release_id}. Run the month again; a correction of a released issue is announced with "
            "`crossfoot release correct`."
        )


def is_printed(hand: Hand, standings: Mapping[str, Standing]) -> bool:
    """Tell whether a release prints the exceptions and the corrigendum that the ledger has for it."""
    printed: str = hand.manifest["inputs"].get(LEDGER, "")
    return printed == printed_of(standings, hand.key).digest


def _require_printed(hand: Hand, entries: Sequence[Entry]) -> None:
    """Refuse a release that does not print the exceptions or the corrigendum that the ledger has for it."""
    if not is_printed(hand, replay(entries)):
        raise UsageError(
            f"{hand.release_id} does not print the exceptions or the corrigendum that the ledger has for it. "
            "Run the month again, then submit it."
        )


def _unchanged(
    office: Office, hand: Hand, standings: Mapping[str, Standing], standing: Standing
) -> list[str]:
    """List the numbers that an issue was to correct and prints as before, where an exception lets it."""
    before = standings.get(f"{standing.key}.{standing.number - 1}")
    if standing.state is not State.DRAFT or before is None or before.corrigendum is None:
        return []
    return unchanged_numbers(office, before, hand.folder, excepted=standing.is_excepted(UNCHANGED))


def _next(entries: Sequence[Entry], key: str) -> Standing:
    """Return where the next issue of a month is."""
    found = replay(entries)
    release_id = f"{key}.{number_of(found, key)}"
    return found.get(release_id, Standing(release_id))


def _at_hand(office: Office, key: str) -> Hand | None:
    """Return the release at hand, or None."""
    try:
        return hand_of(office, key)
    except UsageError:
        return None


def _about(hand: Hand, step: str, who: Who) -> Step:
    """Make a step about the release at hand."""
    about = (hand.manifest_sha256, hand.root, hand.certificate)
    return Step(step, hand.release_id, who.name, who.reason, *about)


def _again(standing: Standing, step: str, who: Who, made: str = "") -> Step:
    """Make a step about the bytes that an issue stands for."""
    facts = {"made": made} if made else {}
    return Step(
        step, standing.release_id, who.name, who.reason, standing.manifest_sha256, standing.root, facts
    )
