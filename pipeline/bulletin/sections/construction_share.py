"""The share of construction works in a table of sums: as a source states it, else beside its own sums."""

from collections.abc import Sequence

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Entry, Page, Value
from pipeline.bulletin.withheld import withheld_at

PART, SHARE = "fci_construction", "fci_construction_share"
_OF_OTHER_SUMS = "share-of-other-sums"


def share_beside(page: Page, like: Cell) -> Value | str | None:
    """Return what stands in the row of a sum: the share of its territory and period, where there is one.

    Where a sum that it would be of is withheld, so is the share. One that was computed from other sums than
    the row shows is not what a reader would compute: a word says so, and the share is in the data.
    """
    place, period = like["territory_id"], like["period"]
    share = page.material.at(SHARE, place, "share", period)
    if share is None:
        return withheld_at(page.material, like, "fci", PART)
    is_stated = len(page.material.observation_ids(share["cell_id"])) == 1
    if is_stated or page.beside(share, like, page.material.at(PART, place, "ytd", period)):
        return Value(share)
    page.binder.keep([share])
    return page.word(_OF_OTHER_SUMS)


def notes_on_shares(page: Page, entries: Sequence[Entry]) -> list[str]:
    """Say what a table's shares are, and what the word in place of one means where it stands."""
    word = page.word(_OF_OTHER_SUMS)
    return [page.word("note-shares"), *([page.word("note-other-sums", word=word)] if word in entries else [])]
