"""The pages of each issue with the lists of its numbers, and those of the indicators."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.site.chart import chart_of
from pipeline.site.citation import citation
from pipeline.site.forms import bulletins, data_files, indicator_codes
from pipeline.site.issues import Issue
from pipeline.site.metadata import metadata_of, methodology
from pipeline.site.names import Names
from pipeline.site.notices import notice_of
from pipeline.site.read import Read
from pipeline.site.render import Pages
from pipeline.site.series import Series, newest_of, places_of, row_of, show, used


def add_issues(pages: Pages, names: Names, read: Read) -> None:
    """Write the page of each issue, and the lists of the numbers of its pages in the language."""
    for issue in read.issues:
        pages.add(
            f"{issue.key}/index.html",
            "issue",
            names.issue(issue),
            issue=issue,
            notice=notice_of(issue, read.issues, names),
            forms=_own_first(bulletins(issue), names.lang),
            data=data_files(issue),
            lists=read.lists_of(issue, names.lang),
            codes=[
                (methodology(issue, code, names.lang, read.chapters[issue.key]), names.title(code))
                for code in indicator_codes(issue)
            ],
            citation=citation(names, issue),
        )
        _add_lists(pages, names, read, issue)


def add_indicators(pages: Pages, names: Names, read: Read, series: Series, codes: Sequence[str]) -> None:
    """Write the page of each indicator, and the list of them with their last figures."""
    issue = read.newest
    short = metadata_of(issue, names.lang)
    at = places_of(read.numbers[issue.key], names.lang)
    listed, shown = [], []
    for code in codes:
        cells = series.cells.get(code, [])
        header = names.headers.get(code)
        newest = newest_of(cells, header.default if header else "", names)
        place = names.territory(newest["territory_id"]) if newest else ""
        last = row_of(newest, names, at, issue) if newest else None
        listed.append((code, names.title(code), place, last))
        if newest:
            shown.append(newest)
        pages.add(
            f"indicators/{code}.html",
            "indicator",
            names.title(code),
            code=code,
            place=place,
            last=last,
            said=names.statuses([newest]) if newest else [],
            shown=show(cells, names, at, issue),
            chart=chart_of(used(cells), names),
            is_full=series.is_full,
            short=short.get(code, []),
            issues=[
                (one, page)
                for one in read.issues
                if (page := methodology(one, code, names.lang, read.chapters[one.key]))
            ],
        )
    listed.sort(key=lambda row: names.in_order(row[1]))
    pages.add(
        "indicators.html",
        "indicators",
        names.say("site-page-indicators"),
        listed=listed,
        newest=issue,
        statuses=names.statuses(shown),
    )


def _add_lists(pages: Pages, names: Names, read: Read, issue: Issue) -> None:
    """Write the lists of an issue's numbers; the same part may hold other numbers in another language."""
    parts: Mapping[str, list[Any]] = {lang: held[issue.key] for lang, held in read.lists.items()}
    own = parts[names.lang]
    title = names.say("site-numbers-title", issue=names.issue(issue))
    for at, part in enumerate(own):
        elsewhere = {
            lang: f"numbers/{issue.key}-{at + 1 if at < len(held) else 1}.html"
            if held
            else f"{issue.key}/index.html"
            for lang, held in parts.items()
        }
        pages.add(
            f"numbers/{issue.key}-{at + 1}.html",
            "numbers",
            title,
            elsewhere,
            issue=issue,
            part=part,
            lists=own,
            facets={code: names.facet(code) for code in {number.facet for number in part.numbers}},
        )


def _own_first(forms: Sequence[Any], lang: str) -> list[Any]:
    """Put the bulletins in a language before the others of the same territory."""
    return sorted(forms, key=lambda form: (form.territory, form.lang != lang))
