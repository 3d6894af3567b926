"""The numbers in which two issues of a month differ, as the page on corrections lists them."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from pipeline.diagnosed import CODE as DIAGNOSTICS
from pipeline.numbers_file import NUMBERS_FILE, is_own
from pipeline.quality import CODE as COUNTS
from pipeline.releasing.corrections import Changed, changed_numbers
from pipeline.releasing.printed import is_same
from pipeline.site.issues import Issue

_FIGURE = ".figure="
"""Stands in the id of a cell that is a single figure as its source has it, before the figure's id."""


def differing(before: Issue, now: Issue, wanted: Collection[str], lang: str) -> tuple[Sequence[Changed], int]:
    """Return the numbers that differ, those first that a corrigendum names, and how many counts do.

    Counts and diagnostics are listed where they are `wanted`. What an issue sets beside its own numbers, of
    another issue or vintage, differs by its nature and is left out; so is a single figure that the issue
    without it prints as the number of another cell.
    """
    found = changed_numbers(before.folder, now.folder, lang)
    own = [one for one in found if is_own(one.facet)]
    listed = [one for one in own if one.number_id in wanted or not _is_count(one)]
    counts = len(own) - len(listed)
    gone = set(_stands_elsewhere([one for one in listed if not one.now], (before, now), now))
    come = set(_stands_elsewhere([one for one in listed if not one.before], (before, now), before))
    kept = [one for one in listed if one.number_id not in gone | come]
    return sorted(kept, key=lambda one: one.number_id not in wanted), counts


def _is_count(one: Changed) -> bool:
    """Tell a count of what came in, or a diagnostic."""
    return one.cell_id.partition(".")[0] in (COUNTS, DIAGNOSTICS)


def _stands_elsewhere(missing: Sequence[Changed], both: Sequence[Issue], issue: Issue) -> Iterator[str]:
    """Yield the ids of single figures that an issue prints as the number of a cell that is made of them.

    It may be that of the issue before, too.
    """
    figures = {one.cell_id.partition(_FIGURE)[2]: one for one in missing if _FIGURE in one.cell_id}
    if not figures:
        return
    printed: dict[str, list[str]] = {}
    for row in _rows(issue, NUMBERS_FILE):
        if row["facet"] in ("value", "previous"):
            printed.setdefault(row["cell_id"], []).append(row["printed"])
    for row in chain.from_iterable(_rows(one, "cell_input.csv") for one in both):
        one, texts = figures.get(row["input_id"]), printed.get(row["cell_id"], [])
        if one and any(is_same(_plain(one.before or one.now), _plain(text)) for text in texts):
            yield one.number_id


def _plain(text: str) -> str:
    """Write a printed number with a point: pages beside the bulletin are in English alone."""
    return text.replace(",", ".")


def _rows(issue: Issue, name: str) -> Iterator[Mapping[str, str]]:
    """Read a table of an issue."""
    return csv.DictReader(io.StringIO(issue.read(name), newline=""))
