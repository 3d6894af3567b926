"""What the site says of an issue that was corrected or withdrawn, and of one that corrects another."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.cells_file import CELLS_FILE, read_cells
from pipeline.language.phrase import day_of
from pipeline.releasing.corrections import Changed, changed_numbers
from pipeline.releasing.model import CORRIGENDUM, Standing, State
from pipeline.releasing.printed import in_language
from pipeline.site.issues import Issue
from pipeline.site.names import Names

MOST_NUMBERS = 500
"""Numbers of a corrigendum that the page lists; a sentence says so where there are more."""


@dataclass(frozen=True)
class Notice:
    """Sentences about an issue, the words of its corrigendum, and the issue that takes its place.

    `named` are the cells of the numbers that differ in words, by id.
    """

    issue: Issue
    title: str
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    to: str = ""
    to_name: str = ""
    changed: tuple[Changed, ...] = ()
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
    changed = changed_numbers(issue.folder, after.folder) if after and with_numbers else []
    return Notice(
        issue,
        title,
        tuple(_texts(issue, standing, names)),
        tuple(_words(standing, names)),
        after.key if after else "",
        names.heading(after) if after else "",
        tuple(changed),
        _named((issue, after), {one.cell_id for one in changed[:MOST_NUMBERS]}, names) if after else {},
    )


def _named(both: Sequence[Issue], cells: Collection[str], names: Names) -> dict[str, str]:
    """Name cells in words, as the first issue that has them does; one that none has by its id."""
    found = {name: name for name in cells}
    for issue in reversed(both):
        rows = read_cells(io.StringIO(issue.read(CELLS_FILE))) if cells else ()
        found |= {row["cell_id"]: names.cell(row) for row in rows if row["cell_id"] in found}
    return found


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
