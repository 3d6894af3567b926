"""Where each issue is, in rows to read: from the ledger and from the releases at hand."""

from collections.abc import Iterator, Mapping

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.releasing.folder import MANIFEST, Hand, hand_of, kept_folder
from pipeline.releasing.ledger import ledger_path, look, read_ledger, standings_of, unfinished, verify_chain
from pipeline.releasing.model import MOMENT, Standing, State, number_of
from pipeline.releasing.steps import is_printed, may_be_issued
from pipeline.swap import finished

Row = dict[str, str]
_NEXT = {
    State.DRAFT: "submit",
    State.IN_REVIEW: "approve by a second person",
    State.APPROVED: "embargo, or open",
    State.EMBARGOED: "opens at its hour",
}
RUN = "run the month"
"""What is next for a draft that is still to be made, or that does not print what the ledger has for it."""


def status(office: Office) -> list[Row]:
    """List each issue with its state, the newest month first; BadInputError names what is the matter."""
    path = ledger_path(office)
    found = look(path)
    if found.faults:
        raise BadInputError(" ".join(verify_chain(path)))
    standings = standings_of(office)
    listed = dict(standings)
    for manifest in finished(office.home / "releases", MANIFEST):
        key = manifest.parent.name
        if hand_of(office, key).release_id not in standings:
            release_id = f"{key}.{number_of(standings, key)}"
            listed.setdefault(release_id, Standing(release_id))
    rows = [_row(office, one, standings) for one in listed.values()]
    return sorted(rows, key=lambda row: row["issue"], reverse=True)


def warning(office: Office) -> str:
    """Name an unfinished last line of the ledger, empty where there is none."""
    path = ledger_path(office)
    found = look(path)
    return unfinished(path, found) if found.torn else ""


def history(office: Office, key: str) -> list[Row]:
    """List the entries of a month's issues in the order they were made."""
    return [
        {
            "n": str(entry.n),
            "at": entry.at.strftime(MOMENT),
            "issue": entry.release_id,
            "step": entry.step,
            "state": entry.state.value,
            "who": entry.who,
            "manifest": entry.manifest_sha256[:16],
            "reason": entry.reason,
        }
        for entry in read_ledger(office)
        if entry.release_id.rpartition(".")[0] == key
    ]


def _row(office: Office, standing: Standing, standings: Mapping[str, Standing]) -> Row:
    """Say where an issue is, about which bytes, since when and by whom, and what is next."""
    manifest, following = standing.manifest_sha256, _NEXT.get(standing.state, "")
    if standing.state is State.DRAFT:
        hand = _at_hand(office, standing)
        manifest = hand.manifest_sha256 if hand else ""
        following = following if hand and is_printed(hand, standings) else RUN
        is_next = standing.number == number_of(standings, standing.key)
        following = following if is_next and may_be_issued(standings, standing.key) else ""
    if standing.state is State.RELEASED:
        following = "; ".join(_beside(office, standing))
    moved, until = standing.moved, standing.until
    return {
        "issue": standing.release_id,
        "state": standing.state.value,
        "manifest": manifest,
        "since": moved.at.strftime(MOMENT) if moved else "",
        "who": moved.who if moved else "",
        "until": until.strftime(MOMENT) if until else "",
        "next": following,
    }


def _beside(office: Office, standing: Standing) -> Iterator[str]:
    """Say of a released issue that a correction is announced, and that the month's folder is a draft."""
    if standing.corrigendum is not None:
        yield f"a correction is announced: {standing.key}.{standing.number + 1}"
    hand = _at_hand(office, standing)
    if hand and hand.manifest_sha256 != standing.manifest_sha256:
        kept = kept_folder(office, standing).relative_to(office.home)
        yield f"releases/{standing.key} is a draft of no issue; the released one is {kept}"


def _at_hand(office: Office, standing: Standing) -> Hand | None:
    """Return the release at hand where it is made under the id of an issue, and not of that before it."""
    try:
        hand = hand_of(office, standing.key)
    except UsageError:
        return None
    return hand if hand.release_id == standing.release_id else None
