"""Makes the readers' site of an office from its releases: the same releases give the same bytes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.indicators.catalogue import read_headers
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.site.forms import bulletins, data_files, first_page, indicator_codes
from pipeline.site.issues import Issue, newest, read_issues
from pipeline.site.names import Names, load_names
from pipeline.site.numbers import Number, numbers_of
from pipeline.site.render import Pages, static_files
from pipeline.site.schedule import schedule_of
from pipeline.site.series import as_csv, read_series, show
from pipeline.site.shards import index_files
from pipeline.site.summary import summary_of
from pipeline.site.write import require_addresses, require_place, write_site

EARLIER = 12
"""Earlier issues that the first page lists."""
NUMBERS_A_LIST = 2500
"""Numbers on one page of the plain lists."""
METADATA = ("DATA_DESCR", "UNIT_MEASURE", "REF_AREA", "COVERAGE_TIME", "COHER_COMPAR")
"""Concepts of esms.csv that the page of an indicator repeats."""


@dataclass(frozen=True)
class Part:
    """A page of the plain list of an issue's numbers."""

    name: str
    numbers: Sequence[Number]

    @property
    def first(self) -> str:
        """The id it begins with."""
        return self.numbers[0].number_id

    @property
    def last(self) -> str:
        """The id it ends with."""
        return self.numbers[-1].number_id


@dataclass(frozen=True)
class Read:
    """The issues with their numbers and the lists of these."""

    issues: list[Issue]
    numbers: dict[str, list[Number]]
    lists: dict[str, list[Part]]

    @property
    def newest(self) -> Issue:
        """The issue that readers see first."""
        return newest(self.issues)


@dataclass(frozen=True)
class Site:
    """A written site."""

    folder: Path
    issues: tuple[str, ...]
    pages: int


def build_site(office: Office, out: Path | None = None) -> Site:
    """Write the site of the releases at hand into `out`, the folder `site` of the office by default.

    Raises UsageError where there is no release, `out` holds something else or an address would end;
    BadInputError where a release is not as it was sealed.
    """
    place = out or office.home / "site"
    require_place(place)
    issues = read_issues(office)
    require_addresses(place, issues)
    numbers = {issue.key: numbers_of(issue) for issue in issues}
    lists = {issue.key: _parts(issue, numbers[issue.key]) for issue in issues}
    read = Read(issues, numbers, lists)
    names = load_names(office, read.newest.month.last)
    pages = Pages(office, names)
    _add_plain(pages, office, names, read)
    _add_issues(pages, office, names, read)
    _add_indicators(pages, office, names, read)
    index = index_files(
        [(issue, numbers[issue.key]) for issue in issues], [names.issue(issue) for issue in issues]
    )
    count = sum(name.endswith(".html") for name in pages.files)
    folder = write_site(place, issues, {**static_files(office.project.templates), **index, **pages.files})
    return Site(folder, tuple(issue.key for issue in issues), count)


def citation(office: Office, names: Names, issue: Issue) -> str:
    """Write how an issue is cited."""
    say = names.say["cite"]
    return str(
        say["text"].format(
            office=office.name,
            title=office.title,
            month=names.month(issue),
            number=issue.number,
            as_of=issue.as_of,
            address=say["address"].format(path=f"{issue.key}/"),
        )
    )


def _add_plain(pages: Pages, office: Office, names: Names, read: Read) -> None:
    """Write the pages that each site has once."""
    say, own = names.say, [issue for issue in read.issues if issue.asked is None]
    first = first_page(read.newest, office.languages)
    earlier = [issue for issue in own if issue is not read.newest][:EARLIER]
    example = _example(read.numbers[read.newest.key])
    schedule = schedule_of(office, names.lang, read.newest)
    facts = {
        "index": {
            "newest": read.newest,
            "schedule": schedule,
            "first_page": f"{read.newest.key}/{first}",
            "summary": summary_of(read.newest.read(first)),
            "forms": [form for form in bulletins(read.newest) if not form.territory],
            "earlier": earlier,
        },
        "archive": {
            "years": [(year, list(found)) for year, found in groupby(own, lambda issue: issue.month.year)],
            "past": [issue for issue in read.issues if issue.asked],
        },
        "search": {
            "lists": [(issue, read.lists[issue.key]) for issue in read.issues],
            "lead": say["search"]["lead"].format(
                number=example.number_id if example else "", cell=example.cell_id if example else ""
            ),
        },
        "calendar": {"own": own, "schedule": schedule},
        "corrections": {"corrected": [issue for issue in read.issues if issue.is_corrected]},
        "cite": {
            "citation": citation(office, names, read.newest),
            "example": example,
            "citations": [citation(office, names, issue) for issue in read.issues],
        },
        "report": {"newest": read.newest},
    }
    for page, title in say["pages"].items():
        if page != "indicators":
            pages.add(f"{page}.html", page, title, **facts.get(page, {}))


def _add_issues(pages: Pages, office: Office, names: Names, read: Read) -> None:
    """Write the page of each issue, and the lists of its numbers."""
    headers = read_headers(office.project)
    for issue in read.issues:
        codes = indicator_codes(issue)
        pages.add(
            f"{issue.key}/index.html",
            "issue",
            names.issue(issue),
            issue=issue,
            forms=bulletins(issue),
            data=data_files(issue),
            lists=read.lists[issue.key],
            codes=[(code, headers[code].title if code in headers else code) for code in codes],
            citation=citation(office, names, issue),
        )
        title = names.say["numbers"]["title"].format(issue=names.issue(issue))
        for part in read.lists[issue.key]:
            pages.add(part.name, "numbers", title, issue=issue, part=part, lists=read.lists[issue.key])


def _add_indicators(pages: Pages, office: Office, names: Names, read: Read) -> None:
    """Write the page and the CSV file of each indicator, and the list of them."""
    headers, issue = read_headers(office.project), read.newest
    codes = indicator_codes(issue)
    series = read_series(issue, codes, Lake(office.home / "lake"))
    metadata = _metadata(issue)
    listed = []
    for code in codes:
        title = headers[code].title if code in headers else code
        cells = series.cells.get(code, [])
        shown = show(cells, names, read.numbers[issue.key], issue)
        listed.append((code, title, len(cells)))
        pages.files[f"indicators/{code}.csv"] = as_csv(cells)
        pages.add(
            f"indicators/{code}.html",
            "indicator",
            title,
            code=code,
            shown=shown,
            is_full=series.is_full,
            metadata=metadata.get(code, []),
            issues=[one for one in read.issues if one.has(f"methodology/{code}.html")],
        )
    listed.sort(key=lambda row: row[1])
    pages.add("indicators.html", "indicators", names.say["pages"]["indicators"], listed=listed, newest=issue)


def _example(numbers: Sequence[Number]) -> Number | None:
    """Choose a number to show the form of ids with: of the shortest ids of cells the newest."""
    values = [one for one in numbers if one.facet == "value"]
    shortest = min((len(one.cell_id) for one in values), default=0)
    return max(
        (one for one in values if len(one.cell_id) == shortest), key=lambda one: one.cell_id, default=None
    )


def _parts(issue: Issue, numbers: list[Number]) -> list[Part]:
    """Divide the numbers of an issue into pages."""
    starts = range(0, len(numbers), NUMBERS_A_LIST)
    return [
        Part(f"numbers/{issue.key}-{at}.html", numbers[start : start + NUMBERS_A_LIST])
        for at, start in enumerate(starts, 1)
    ]


def _metadata(issue: Issue) -> dict[str, list[tuple[str, str]]]:
    """Read what the issue says of each indicator: heading and text by code."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(issue.read("esms.csv"))):
        if row["concept_id"] in METADATA:
            found.setdefault(row["indicator"], []).append((row["heading"], row["text"]))
    return found
