"""Where each issue is, in rows to read: from the ledger and from the releases at hand."""

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.releasing.folder import MANIFEST, hand_of
from pipeline.releasing.ledger import ledger_path, look, read_ledger, standings_of, unfinished, verify_chain
from pipeline.releasing.model import MOMENT, Standing, State, number_of
from pipeline.swap import finished

Row = dict[str, str]
_NEXT = {
    State.DRAFT: "submit",
    State.IN_REVIEW: "approve by a second person",
    State.APPROVED: "embargo, or open",
    State.EMBARGOED: "opens at its hour",
}


def status(office: Office) -> list[Row]:
    """List each issue with its state, the newest month first; BadInputError names what is the matter."""
    path = ledger_path(office)
    found = look(path)
    if found.faults:
        raise BadInputError(" ".join(verify_chain(path)))
    standings = standings_of(office)
    rows = [_row(office, one) for one in standings.values()]
    listed = {one.release_id for one in standings.values()}
    for manifest in finished(office.home / "releases", MANIFEST):
        release_id = f"{manifest.parent.name}.{number_of(standings, manifest.parent.name)}"
        if release_id not in listed:
            rows.append(_row(office, Standing(release_id)))
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


def _row(office: Office, standing: Standing) -> Row:
    """Say where an issue is, about which bytes, and what is next."""
    manifest = standing.manifest_sha256
    if standing.state is State.DRAFT:
        manifest = _at_hand(office, standing.key)
    last, until = standing.last, standing.until
    return {
        "issue": standing.release_id,
        "state": standing.state.value,
        "manifest": manifest,
        "since": last.at.strftime(MOMENT) if last else "",
        "who": last.who if last else "",
        "until": until.strftime(MOMENT) if until else "",
        "next": _NEXT.get(standing.state, ""),
    }


def _at_hand(office: Office, key: str) -> str:
    """Return the hash of the manifest at hand."""
    try:
        return hand_of(office, key).manifest_sha256
    except UsageError:
        return ""
