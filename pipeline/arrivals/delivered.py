"""What lies in an office's folder of deliveries, and what of it the last run took in."""

from datetime import date

from pipeline.identity import digest_of, file_hash
from pipeline.lake import Lake
from pipeline.office import DELIVERY, Delivery, Office

STAGE, PARTITION = "arrivals", "deliveries"
"""Where the lake notes what was taken in."""


def delivered(office: Office) -> dict[str, str]:
    """Return what tells each delivery from an earlier form of itself, by name.

    It is a digest of delivery.toml and of the names and sizes of the files: they are looked at often, and
    read only when a run takes them in. A delivery whose delivery.toml cannot be followed is left out;
    `Office.refused_deliveries` says why.
    """
    return {delivery.name: _mark_of(delivery) for delivery in office.deliveries()}


def note_taken(lake: Lake, found: dict[str, str]) -> None:
    """Note which deliveries, in which form, are in core.observation."""
    known = lake.manifest(STAGE, PARTITION)
    if known is None or known.facts != found:
        lake.commit(STAGE, PARTITION, digest_of(found), {}, found)


def taken_in(lake: Lake) -> dict[str, str]:
    """Return the deliveries that were taken in, in the form of `delivered`."""
    known = lake.manifest(STAGE, PARTITION)
    return {name: str(mark) for name, mark in known.facts.items()} if known else {}


def newest_taken(office: Office, lake: Lake) -> date | None:
    """Return the day on which the newest of the deliveries that were taken in was received."""
    taken = taken_in(lake)
    return max((one.received_on for one in office.deliveries() if one.name in taken), default=None)


def _mark_of(delivery: Delivery) -> str:
    """Hash what delivery.toml says, and how large the files beside it are."""
    sizes = [(item.path.name, item.path.stat().st_size) for item in delivery.files]
    return digest_of([file_hash(delivery.folder / DELIVERY), sizes])[:16]
