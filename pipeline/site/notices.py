"""What the site says of an issue that was corrected or withdrawn, and of one that corrects another."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.bulletin.presented import role
from pipeline.cells_file import CELLS_FILE, read_cells
from pipeline.language.phrase import day_of
from pipeline.releasing.corrections import Changed
from pipeline.releasing.model import CORRIGENDUM, NUMBERS, Standing, State
from pipeline.releasing.printed import in_language
from pipeline.site.differing import differing
from pipeline.site.issues import Issue
from pipeline.site.names import Names

MOST_NUMBERS = 500
"""Numbers that differ and that the page lists; a sentence says so where there are more."""


@dataclass(frozen=True)
class Notice:
    """Sentences about an issue, the words of its corrigendum, and the issues that readers go on to.

    `leads` are each what the issue is, its key and its name. `changed` are the numbers that differ, those
    first that the corrigendum names, `named` what each is in words, by id; of counts and diagnostics that it
    does not name there is how many differ alone.
    """

    issue: Issue
    title: str
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    leads: tuple[tuple[str, str, str], ...] = ()
    changed: tuple[Changed, ...] = ()
    counts: int = 0
    named: Mapping[str, str] = field(default_factory=dict)
    shown: int = MOST_NUMBERS


def notices_of(issues: Sequence[Issue], names: Names) -> list[Notice]:
    """Return a notice of each issue that was corrected or withdrawn, the newest first."""
    return [
        notice_of(issue, issues, names, with_numbers=True)
        for issue in issues
        if issue.standing and issue.standing.state in (State.CORRECTED, State.WITHDRAWN)
    ]


def notice_of(issue: Issue, issues: Sequence[Issue], names: Names, with_numbers: bool = False) -> Notice:
    """Say what became of an issue; of one that readers go by when it was released."""
    title, standing = names.heading(issue), issue.standing
    if standing is None:
        return Notice(issue, title, (f"{names.grammar.start(names.state(issue))}.",))
    after = next((one for one in issues if one.number == standing.corrected_by), None)
    wanted = (standing.corrigendum or {}).get(NUMBERS, ())
    changed, counts = differing(issue, after, wanted, names.lang) if after and with_numbers else ((), 0)
    return Notice(
        issue,
        title,
        tuple(_texts(issue, standing, names)),
        tuple(_words(standing, names)),
        tuple(_leads(issue, after, issues, names)),
        tuple(changed),
        counts,
        _named((issue, after), changed[:MOST_NUMBERS], names) if after else {},
    )


def _leads(
    issue: Issue, after: Issue | None, issues: Sequence[Issue], names: Names
) -> Iterator[tuple[str, str, str]]:
    """Yield the issue that takes the place of one, and the newest of its month where that is another."""
    if after:
        yield names.say("site-corrections-new"), after.key, names.heading(after)
    later = (one for one in issues if one.series == issue.series and one.standing and one.is_current)
    newest = next(later, None)
    if newest and newest not in (issue, after):
        yield names.say("site-corrections-newest"), newest.key, names.heading(newest)


def _named(both: Sequence[Issue], numbers: Sequence[Changed], names: Names) -> dict[str, str]:
    """Name numbers in words, as the first issue that has their cells does; else by the id and the facet."""
    wanted, cells = {one.cell_id for one in numbers}, dict[str, Any]()
    for issue in reversed(both):
        rows = read_cells(io.StringIO(issue.read(CELLS_FILE))) if wanted else ()
        cells |= {row["cell_id"]: row for row in rows if row["cell_id"] in wanted}
    return {
        one.number_id: names.number(cells[one.cell_id], one.facet)
        if one.cell_id in cells
        else ", ".join(filter(None, (one.cell_id, role(names.words, one.facet))))
        for one in numbers
    }


def _texts(issue: Issue, standing: Standing, names: Names) -> Iterator[str]:
    """Say when an issue was released, and when it was corrected or withdrawn."""
    if standing.released_at:
        yield names.say("site-corrections-released", day=day_of(standing.released_at.date()))
    if standing.early:
        yield names.say("site-corrections-early", text=(in_language(standing.early, names.lang),))
    if standing.state is State.RELEASED and standing.number > 1:
        yield names.say("site-corrections-row", issue=names.heading(issue))
    if standing.last and standing.state in (State.CORRECTED, State.WITHDRAWN):
        yield names.say(f"site-corrections-{standing.state.value}", day=day_of(standing.last.at.date()))


def _words(standing: Standing, names: Names) -> Iterator[str]:
    """Give the corrigendum of an issue that was corrected, or the reason why it was withdrawn."""
    said = standing.corrigendum
    if said and standing.state is not State.RELEASED:
        for name in CORRIGENDUM:
            yield names.say(f"corrections-{name}", text=(in_language(str(said[name]), names.lang),))
    if standing.announced and standing.state is not State.RELEASED:
        yield names.say("site-corrections-announced", day=day_of(standing.announced.date()))
    if standing.last and standing.state is State.WITHDRAWN:
        yield names.say("corrections-why", text=(in_language(standing.last.reason, names.lang),))
