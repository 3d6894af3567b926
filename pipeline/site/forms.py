"""The forms of an issue, told by the names of its files: what a later release adds appears by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.site.issues import File, Issue

_BULLETIN = re.compile(r"(?:(?P<territory>[^/]+)/)?bulletin\.(?P<lang>[a-z]{2,3})\.(?P<form>[a-z0-9]+)")
_METHODOLOGY = re.compile(r"methodology/(?P<code>[a-z0-9_]+)\.html")
_COMPANIONS = re.compile(r"(?:.*/)?(?:fonts/.*|[^/]+\.(?:css|js))")
_BEHIND = re.compile(r"evidence/(?:.*/.*|.*\.toml)")
_ORDER = ("html", "pdf", "xlsx")


@dataclass(frozen=True)
class Form:
    """A bulletin in one language and form; `territory` is empty for the country's."""

    territory: str
    lang: str
    form: str
    file: File
    page: str
    """The file that the site leads to: a marked copy of a web page that readers do not go by."""


def bulletins(issue: Issue) -> list[Form]:
    """List the bulletins of an issue: the country first, then by territory, language and form."""
    found = [
        Form(match["territory"] or "", match["lang"], match["form"], file, issue.page(file.name))
        for file in issue.files
        if (match := _BULLETIN.fullmatch(file.name)) and match["territory"] != "fonts"
    ]
    return sorted(found, key=lambda one: (one.territory, one.lang, _rank(one.form), one.form))


def data_files(issue: Issue) -> list[File]:
    """List what is neither a bulletin nor a page nor what pages need: the data and the evidence.

    Of the evidence its tables; what lies in its folders, as SQL and reference tables, is in the release.
    """
    pages = re.compile(r"methodology/.*\.html")
    return [
        file
        for file in issue.files
        if not (
            _BULLETIN.fullmatch(file.name)
            or pages.fullmatch(file.name)
            or _COMPANIONS.fullmatch(file.name)
            or _BEHIND.fullmatch(file.name)
        )
    ]


def indicator_codes(issue: Issue) -> list[str]:
    """List the indicators that the issue has a page of."""
    found = [match["code"] for file in issue.files if (match := _METHODOLOGY.fullmatch(file.name))]
    return [code for code in found if code != "index"]


def first_page(issue: Issue, languages: Sequence[str]) -> str:
    """Return the name of the country's web page, in the first of the languages that there is."""
    pages = {one.lang: one.file.name for one in bulletins(issue) if one.form == "html" and not one.territory}
    return next((pages[lang] for lang in languages if lang in pages), next(iter(pages.values()), ""))


def _rank(form: str) -> int:
    """Return the place of a form in a list."""
    return _ORDER.index(form) if form in _ORDER else len(_ORDER)
