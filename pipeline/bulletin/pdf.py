"""From the page's HTML to a PDF/A-3 file: nothing is fetched, no warning passes, no clock is read."""

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.bulletin.finish import finish
from pipeline.bulletin.lines import lines_in_one_stroke
from pipeline.bulletin.overflow import require_inside
from pipeline.bulletin.parsed import open_page
from pipeline.bulletin.tagged.record import boxes_remembered
from pipeline.bulletin.tagged.serialised import quickly_compressed
from pipeline.collector import held_back
from pipeline.errors import CrossfootError, MachineError
from pipeline.room import in_one_piece

LIFTS_MM = (0, 3, 6, 9)
"""How much higher pages end at each try."""
SHORT_PAGES = 8
"""An issue of so many pages has no printed contents."""
_CONTENTS = re.compile(r'<nav class="toc">.*?</nav>', re.DOTALL)
_BOTTOM = re.compile(r"(@page \{[^}]*?margin: \d+mm \d+mm )(\d+)mm")


class Attached(NamedTuple):
    """A file inside the file; the relationship is one of ISO 19005-3, 6.8: Data, Source, Supplement ..."""

    name: str
    content: bytes
    relationship: str
    description: str = ""


@in_one_piece
def render_pdf(
    html: str, templates: Path, *, created: datetime, attachments: Sequence[Attached] = ()
) -> bytes:
    """Lay the page out on A4 and return the bytes of a tagged PDF/A-3a.

    `created` must carry its time zone; `attachments` stand in the order of their names.
    Raises CrossfootError on any warning of the engine, on anything to be fetched from outside `templates`,
    and on text beyond a margin; MachineError where a library is missing.
    """
    if created.tzinfo is None:
        raise ValueError("created must carry its time zone")
    moment = created.astimezone(UTC).replace(microsecond=0)
    with _own_fonts_only(templates / "fonts"), held_back(), _no_warnings(), _typefaces() as typefaces:
        weasyprint = _engine()
        document = _laid_out(html, templates, typefaces)
        document.metadata.created = document.metadata.modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        document.metadata.attachments = [
            weasyprint.Attachment(
                string=item.content,
                name=item.name,
                description=item.description or item.name,
                created=moment,
                modified=moment,
                relationship=item.relationship,
            )
            for item in sorted(attachments)
        ]
        with boxes_remembered() as made, lines_in_one_stroke(), quickly_compressed():
            data: bytes = document.write_pdf(finisher=partial(finish, made=made), pdf_variant="pdf/a-3a")
        return data


@contextmanager
def _typefaces() -> Iterator[Any]:
    """Lend what an engine keeps typefaces in, and take away the folder with copies of them afterwards.

    The boxes of a page hold it, and one another, so that it would stay for as long as they do, and for good
    where the process ends before.
    """
    _engine()
    from weasyprint.text.fonts import FontConfiguration

    kept = FontConfiguration()
    try:
        yield kept
    finally:
        kept.__del__()


def _laid_out(html: str, templates: Path, typefaces: Any) -> Any:
    """Lay the page out; where text falls below a page, again on pages that end a little higher.

    A short issue is laid out again without its contents. The engine can leave a
    note under a table that fills its page; another height breaks the page elsewhere.
    """
    for more in LIFTS_MM:
        page = open_page(_lifted(html, more), f"{templates.resolve().as_uri()}/", _fetcher(templates))
        with _fetching_is_fatal():
            document = page.render(font_config=typefaces, pdf_variant="pdf/a-3a")
        try:
            require_inside(document)
        except CrossfootError:
            if more == LIFTS_MM[-1]:
                raise
        else:
            short = len(document.pages) <= SHORT_PAGES and _CONTENTS.search(html)
            return _laid_out(without_contents(html), templates, typefaces) if short else document
    return None


def without_contents(html: str) -> str:
    """Leave out of a page the contents with the numbers of pages."""
    return _CONTENTS.sub("", html)


def _lifted(html: str, more: int) -> str:
    """Let pages end so many millimetres higher."""
    return _BOTTOM.sub(lambda found: f"{found[1]}{int(found[2]) + more}mm", html, count=1)


def get_ready() -> None:
    """Import what lays pages out, before the first one comes."""
    _engine()


def _engine() -> Any:
    """Import WeasyPrint, or say which packages of the operating system are missing."""
    try:
        import weasyprint
        from weasyprint.text import ffi
    except OSError as problem:
        raise MachineError(_missing(str(problem).splitlines()[0])) from problem
    if ffi.harfbuzz_subset is None:
        raise MachineError(_missing("HarfBuzz-Subset was not found"))
    return weasyprint


def _missing(what: str) -> str:
    return (
        f"The PDF cannot be made, because a library for text layout is missing ({what}). "
        "On Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def _fetcher(templates: Path) -> Any:
    """Make the fetcher that reads packaged files and refuses everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    home = templates.resolve()

    class PackagedOnly(URLFetcher):  # type: ignore[misc]
        """Reads files below the templates; anything else stops the rendering."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 (the engine passes it)
            """Return a packaged file."""
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or parts.netloc or not path.is_relative_to(home) or not path.is_file():
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})

    return PackagedOnly()


@contextmanager
def _fetching_is_fatal() -> Iterator[None]:
    """Turn a refused fetch into a sentence."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as refused:
        raise CrossfootError(
            f"The bulletin asks for {str(refused)!r}. Only files packaged with the templates may be read; "
            "nothing was fetched. Remove the reference from the template or the text."
        ) from refused


@contextmanager
def _own_fonts_only(fonts: Path) -> Iterator[None]:
    """Hide the fonts installed on the machine, so that pages are the same on every machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str((fonts / "fonts.conf").resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Collect what the engine logs as a warning or worse, and raise it."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        raise CrossfootError(
            f"The page layout gave {len(heard)} warnings; the first: {heard[0]}. "
            "A bulletin is printed without any; correct the template, the style sheet or the text."
        )
