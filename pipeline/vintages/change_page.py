"""What changed since the issue before, and why: one page to hand on, from the releases at hand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polars.exceptions import PolarsError

from pipeline.errors import CrossfootError
from pipeline.identity import file_hash
from pipeline.indicators.catalogue import read_headers
from pipeline.lake import write_atomically
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.releasing.folder import MANIFEST
from pipeline.template import fill, shared_environment
from pipeline.vintages.compared import compared_with, folder_of
from pipeline.vintages.issue import previous_of
from pipeline.window import parse_partition, partition_key

PAGE = "changes.html"
MAX_ROWS = 200
"""Rows of a comparison, those with another value first; past them it says how many more there are."""
WHY: Mapping[str, str] = {
    "new_data": "a figure that was not known before",
    "revision": "a later version of a figure by its source",
    "withdrawal": "a figure that its source took back",
    "decision": "a decision of the office",
    "rule": "an edit rule, or what it found",
    "code": "another calculation",
    "presentation": "another presentation of the same value",
}
"""Each cause of a listed number in words: those of CAUSES, and what is of the pages alone."""
_OF_THE_MONTH = frozenset({"month", "place"})
"""Causes of what is no news: ages and counts of another month, what a month's pages do not show."""
_FACETS = {"value": "", "lo": "lower bound", "hi": "upper bound", "age": "age in days"}
_STATES = ("changed", "new", "gone")


@dataclass(frozen=True)
class Compared:
    """A comparison: with what, its counts by cause in words, its rows, how many more there are.

    `cannot` says why there is none: what an issue before lacks keeps no run from its end.
    """

    against: str
    count: int = 0
    causes: Sequence[tuple[str, int]] = ()
    rows: Sequence[Mapping[str, str]] = ()
    more: int = 0
    cannot: str = ""


def page_of_changes(office: Office, key: str) -> Path:
    """Write the page of a release that is at hand into the folder of the month's reports.

    It is compared with the issue of the month before, and where it follows an issue or a draft of its own
    month, with that. The same releases give the same bytes.
    """
    path = office.home / "reports" / key / PAGE
    folder = office.home / "releases" / key
    text = fill(
        shared_environment(office.project.templates),
        "changes.html.j2",
        office=office,
        key=key,
        comparisons=[
            _compared(office, against, before, folder) for against, before in _before(office, key, folder)
        ],
        manifest=file_hash(folder / MANIFEST),
    )
    write_atomically(path, text.encode())
    return path


def _before(office: Office, key: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Name what a release is compared with, and where that lies."""
    month, asked = parse_partition(key)
    before = partition_key(month.plus(-1), asked)
    last = office.home / "releases" / before
    if (last / MANIFEST).is_file():
        yield f"the issue of the month before, {before}", last
    digest = previous_of(folder / MANIFEST)
    own = folder_of(office, digest) if digest else None
    if own and not ((last / MANIFEST).is_file() and own == last.resolve()):
        yield compared_with(office, key), own


def _compared(office: Office, against: str, before: Path, folder: Path) -> Compared:
    """Compare two releases as printed, in words."""
    from pipeline.audit.diff import compare
    from pipeline.sealed.folder import ReleaseFolder

    now = ReleaseFolder.open(folder)
    try:
        record = compare(ReleaseFolder.open(before), now)
    except (CrossfootError, PolarsError, LookupError, OSError) as error:
        return Compared(against, cannot=str(error).partition("\n")[0])
    numbers = [one for one in record["numbers"] if not _OF_THE_MONTH & {*one["causes"]}]
    numbers.sort(key=lambda one: _STATES.index(one["state"]))
    counts = Counter(cause for one in numbers for cause in one["causes"])
    causes = [(why, counts[cause]) for cause, why in WHY.items() if counts[cause]]
    rows = list(_told(office, numbers[:MAX_ROWS]))
    return Compared(against, len(numbers), causes, rows, len(numbers) - len(rows))


def _told(office: Office, numbers: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    """Set numbers in words, as the first publication of both prints them."""
    titles = {code: one.title for code, one in read_headers(office.project).items()}
    places = dict(load_reference(office)["territory"].select("territory_id", "name_en").iter_rows())
    for one in numbers:
        code, place, *rest = one["cell_id"].split(".")
        period = next((part for part in rest if part[:4].isdecimal()), "")
        parts = [*(part for part in rest if part != period), _FACETS.get(one["facet"], one["facet"])]
        yield {
            "cell": one["cell_id"],
            "title": titles.get(code, code),
            "of": ", ".join(part.replace("_", " ") for part in parts if part),
            "place": places.get(place) or place,
            "period": period,
            "old": one["old"],
            "new": one["new"],
            "why": "; ".join(WHY.get(cause, cause) for cause in one["causes"]),
            "behind": ", ".join(one["behind"]),
        }
