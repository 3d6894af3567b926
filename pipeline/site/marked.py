"""Marked copies of web pages of issues that were corrected or withdrawn; the sealed pages stay as they are.

A copy lies beside its page and differs in two things: at its top stands what became of the issue, and its
links to other pages of the issue lead to their copies, those too that its own script makes.
"""

import posixpath
import re
from urllib.parse import unquote

from pipeline.site.issues import File, Issue
from pipeline.site.names import Names
from pipeline.site.notices import notice_of
from pipeline.site.read import Read, language_of
from pipeline.site.render import Pages, quoted

MAKES_LINKS = "audit.html"
"""The page of a release whose own script makes links to the others; a script leads these to the copies."""
_TOP = re.compile(r'<body[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')
_LINK = re.compile(r'(?<=\bhref=")(?P<page>[^":#?]+\.html)(?=["#])')


def add_marked(pages: Pages, names: Names, read: Read) -> None:
    """Write the marked copies of the pages in the language of `names`."""
    for issue in read.issues:
        for file in () if issue.is_current else issue.files:
            is_own = language_of(file.name, names.office.languages) == names.lang
            if is_own and issue.page(file.name) != file.name:
                html = _mark(issue, file, _notice(pages, names, read, issue, file))
                pages.add_beside(f"{issue.key}/{issue.page(file.name)}", html.encode())


def _notice(pages: Pages, names: Names, read: Read, issue: Issue, file: File) -> str:
    """Say what became of an issue, and where the sealed page and the issue that takes its place are."""
    up = "../" * file.name.count("/")
    home = f"{up}../" if names.lang == names.office.languages[0] else f"{up}../{names.lang}/"
    notice = notice_of(issue, read.issues, names)
    return pages.fill(
        "notice",
        notice=notice,
        home=home,
        up=up,
        file=file,
        own=posixpath.basename(file.name),
        is_scripted=file.name == MAKES_LINKS,
    )


def _mark(issue: Issue, file: File, notice: str) -> str:
    """Put a notice to the top of a page, and lead from it to marked pages."""
    html = issue.read(file.name)
    top = _TOP.search(html)
    at = top.end() if top else 0
    return f"{_led(issue, file.name, html[:at])}{notice}{_led(issue, file.name, html[at:])}"


def _led(issue: Issue, name: str, html: str) -> str:
    """Lead the links to pages of the issue to their marked copies."""

    def marked(link: re.Match[str]) -> str:
        page = unquote(link["page"])
        there = posixpath.normpath(posixpath.join(posixpath.dirname(name), page))
        return quoted(issue.page(page)) if issue.has(there) else link["page"]

    return _LINK.sub(marked, html)
