"""What changed since the issue before, and why: one page to hand on, from the release's list of changes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.identity import file_hash
from pipeline.indicators.catalogue import read_headers
from pipeline.lake import write_atomically
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.template import fill, shared_environment
from pipeline.vintages.causes import CAUSES
from pipeline.vintages.compared import compared_with
from pipeline.vintages.issue import previous_of
from pipeline.vintages.listing import read_changes

PAGE = "changes.html"
MAX_ROWS = 200
"""Rows of the page, the newest periods first; past them it says how many more changes.csv has."""
WHY: Mapping[str, str] = {
    "new_data": "a figure that was not known before",
    "revision": "a later version of a figure by its source",
    "withdrawal": "a figure that its source took back",
    "decision": "a decision of the office",
    "rule": "an edit rule, or what it found",
    "code": "another calculation",
}
"""Each cause of CAUSES in words."""


def page_of_changes(office: Office, key: str) -> Path:
    """Write the page of a release that is at hand, from its changes.csv."""
    changed = office.home / "releases" / key / "changes.csv"
    return write_change_page(office, key, read_changes(changed) if changed.is_file() else None)


def write_change_page(office: Office, key: str, rows: Sequence[Mapping[str, str]] | None) -> Path:
    """Write the page of a release into the folder of the month's reports; the same bytes each time.

    `rows` are those of changes.csv; None of a first issue, which follows no other.
    """
    path = office.home / "reports" / key / PAGE
    manifest = office.home / "releases" / key / "manifest.json"
    told = _told(office, rows or ())
    text = fill(
        shared_environment(office.project.templates),
        "changes.html.j2",
        office=office,
        key=key,
        is_first=rows is None,
        count=len(told),
        causes=_counted(rows or ()),
        rows=told[:MAX_ROWS],
        manifest=file_hash(manifest),
        previous=previous_of(manifest),
        against=compared_with(office, key),
    )
    write_atomically(path, text.encode())
    return path


def _counted(rows: Sequence[Mapping[str, str]]) -> list[tuple[str, int]]:
    """Count the changes by cause, in words; one of several causes counts for each."""
    counts = Counter(cause for row in rows for cause in row["cause"].split(";"))
    return [(WHY[cause], counts[cause]) for cause in CAUSES if counts[cause]]


def _told(office: Office, rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Set changes in words, the newest periods first."""
    titles = {code: one.title for code, one in read_headers(office.project).items()}
    places = dict(load_reference(office)["territory"].select("territory_id", "name_en").iter_rows())
    newest = sorted(sorted(rows, key=lambda row: row["cell_id"]), key=lambda row: row["period"], reverse=True)
    return [
        {
            "cell": row["cell_id"],
            "title": titles.get(row["cell_id"].split(".")[0], row["cell_id"].split(".")[0]),
            "place": _place(row["cell_id"], places),
            "period": row["period"][:7],
            "unit": row["unit_code"],
            "old": _short(row["old"]),
            "new": _short(row["new"]),
            "why": "; ".join(WHY[cause] for cause in row["cause"].split(";")),
            "behind": row["behind"].replace(";", ", "),
        }
        for row in newest
    ]


def _place(cell_id: str, places: Mapping[str, str]) -> str:
    """Name the territory of a cell."""
    code = cell_id.split(".")[1]
    return places.get(code) or code


def _short(value: str) -> str:
    """Write an exact value without zeros at its end."""
    return value.rstrip("0").rstrip(".") if "." in value else value
