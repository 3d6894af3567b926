"""What the page does not show of what is known and not released yet: every figure, and every sentence.

Counts, names of rules, of tables and of columns stay. What is left out stands in a file on the writable
side, <results>/reports/ahead/<step>.md, in the same form.
"""

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import dagster as dg

from pipeline.errors import CrossfootError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress, Silent

if TYPE_CHECKING:
    from pipeline.releasing.ahead import Ahead

QUERY_INTERRUPTED = "Query interrupted"
"""What DuckDB says in place of a signal that came within a query: the run was ended, no step is at fault."""


class Log(Protocol):
    """Something that keeps a line."""

    def info(self, msg: str) -> None:
        """Keep one line."""


class Page:
    """What one step tells the page: as it is, or, ahead of a release, that it stands in a file."""

    def __init__(self, path: Path, ahead: "Ahead | None", months: Sequence[Month] = ()) -> None:
        """Take the file for what is left out, the release that figures wait for, and the step's months."""
        self.ahead = ahead
        self._path, self._months, self._kept = path, tuple(months), list[str]()

    @property
    def sentence(self) -> str:
        """Say why something is not shown, until when, and where it stands."""
        if self.ahead is None:
            return ""
        until = f", {self.ahead.until:%Y-%m-%d %H:%M} UTC" if self.ahead.until else ""
        waits = (
            f"Shown when the issue of {self.ahead.month} is released{until}."
            if self.ahead.month in self._months
            else f"What is known by now belongs to issues to come: shown when that of {self.ahead.month} is "
            f"released{until}."
        )
        return f"{waits} Until then it stands in {self._path}."

    def figures(self, title: str, value: dg.MarkdownMetadataValue) -> dg.MarkdownMetadataValue:
        """Show a text with figures, or say that it stands in the file."""
        if self.ahead is None:
            return value
        self._kept.append(f"## {title}\n\n{value.value or ''}")
        return dg.MetadataValue.md(self.sentence)

    def words(self, title: str, sentences: Sequence[str]) -> str | None:
        """Join sentences, or say how many there are and where they stand; None for none."""
        if not sentences:
            return None
        if self.ahead is None:
            return " ".join(dict.fromkeys(sentences))
        self.info(f"{title}: {' '.join(dict.fromkeys(sentences))}")
        return f"{len(sentences)} told. {self.sentence}"

    def info(self, msg: str) -> None:
        """Keep a line for the file alone."""
        self._kept.append(msg)

    def log(self, log: Log) -> Log:
        """Return where lines go: the event log of the run or, ahead of a release, the file."""
        return log if self.ahead is None else self

    def refusal(self, error: Exception) -> Exception:
        """Keep what an error says for the file, and return one of its kind without figures."""
        is_sentence = isinstance(error, CrossfootError)
        self.info(str(error) if is_sentence else "".join(traceback.format_exception(error)))
        kind = type(error) if is_sentence else RuntimeError
        return kind(f"The step did not finish; {type(error).__name__} says why. {self.sentence}")

    def write(self) -> None:
        """Write the file; one of an earlier run goes where nothing is left out now."""
        from pipeline.lake import write_atomically

        if self.ahead is not None and self._kept:
            write_atomically(self._path, ("\n\n".join(self._kept) + "\n").encode())
        else:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


@contextmanager
def page_of(
    office: Office,
    step: str,
    months: Sequence[Month] = (),
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Iterator[Page]:
    """Give what a step tells the page, and write what it leaves out at its end; reads the clock.

    What the step raises ahead of a release is told to `progress` and to the file alone.
    """
    from pipeline.releasing.ahead import FOLDER

    name = "-".join((step, *dict.fromkeys(month.key for month in (*months[:1], *months[-1:]))))
    page = Page(office.home / "reports" / FOLDER / f"{name}.md", _ahead(office, months, as_of), months)
    try:
        yield page
    except Exception as error:
        if str(error) == QUERY_INTERRUPTED:
            raise dg.DagsterExecutionInterruptedError from None
        if page.ahead is None:
            raise
        (Silent() if progress is None else progress).say(f"{step}: {error}")
        raise page.refusal(error) from None
    finally:
        page.write()


def _ahead(office: Office, months: Sequence[Month], as_of: date | None) -> "Ahead | None":
    """Ask for the release that figures wait for; deliveries that cannot be read are taken as the newest."""
    from pipeline.clock import now
    from pipeline.releasing.ahead import ahead_of

    known = as_of
    if known is None:
        try:
            known = office.newest_received()
        except CrossfootError:
            known = date.max
    return ahead_of(office, known, now(), months)
