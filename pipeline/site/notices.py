"""What the site says of an issue that was corrected or withdrawn, and of one that corrects another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.language.phrase import day_of
from pipeline.releasing.corrections import Changed, changed_numbers
from pipeline.releasing.model import CORRIGENDUM, MOMENT, Standing, State
from pipeline.releasing.printed import in_language
from pipeline.site.issues import Issue
from pipeline.site.names import Names

MOST_NUMBERS = 500
"""Numbers of a corrigendum that the page lists; a sentence says so where there are more."""


@dataclass(frozen=True)
class Notice:
    """Sentences about an issue, the words of its corrigendum, and the issue that takes its place."""

    issue: Issue
    title: str
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    to: str = ""
    to_name: str = ""
    changed: tuple[Changed, ...] = ()
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
    return Notice(
        issue,
        title,
        tuple(_texts(issue, standing, names)),
        tuple(_words(standing, names)),
        after.key if after else "",
        names.heading(after) if after else "",
        tuple(changed_numbers(issue.folder, after.folder)) if after and with_numbers else (),
    )


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
        announced = datetime.strptime(str(said["at"]), MOMENT).replace(tzinfo=UTC)
        yield names.say("site-corrections-announced", day=day_of(announced.date()))
    if standing.last and standing.state is State.WITHDRAWN:
        yield names.say("corrections-why", text=(in_language(standing.last.reason, names.lang),))
