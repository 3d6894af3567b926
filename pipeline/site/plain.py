"""The pages that each language has once: the newest issue, the archive, search, calendar and the like."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pipeline.site.citation import citation
from pipeline.site.forms import Form, bulletins, first_page
from pipeline.site.names import Names
from pipeline.site.notices import notices_of
from pipeline.site.numbers import Number
from pipeline.site.read import Read
from pipeline.site.render import NAMED, Pages
from pipeline.site.schedule import schedule_of
from pipeline.site.summary import summary_of

EARLIER = 12
"""Earlier issues that the first page lists."""
DATA = ("cells.csv", "datapackage.json")
"""Data files that the first page leads to; all are on the page of the issue."""
MOST_CELLS = 100
"""Cells that the search shows at once."""


def add_plain(pages: Pages, names: Names, read: Read, codes: Sequence[str]) -> None:
    """Write them."""
    example = _example(read.numbers[read.newest.key])
    cited = citation(names, read.newest)
    schedule = schedule_of(names.office, names.lang, read.newest)
    facts: dict[str, dict[str, Any]] = {
        "index": {**_first(names, read), "schedule": schedule},
        "archive": {
            "years": [
                (year, list(found)) for year, found in groupby(read.own, lambda issue: issue.month.year)
            ],
            "past": [issue for issue in read.issues if issue.asked],
        },
        "search": {
            "lists": [(issue, read.lists_of(issue, names.lang)) for issue in read.issues],
            "lead": names.say(
                "site-search-lead",
                number=example.number_id if example else "",
                cell=(example.cell_id if example else "",),
            ),
            "words": search_words(names, read, codes),
        },
        "calendar": {"own": read.own, "schedule": schedule},
        "corrections": {"notices": notices_of(read.issues, names)},
        "cite": {
            "citation": cited,
            "of_number": names.say("site-cite-one", text=(cited,), id=example.number_id) if example else "",
            "citations": [citation(names, issue) for issue in read.issues],
        },
        "report": {"newest": read.newest},
    }
    for page in NAMED:
        if page != "indicators":
            title = names.issue(read.newest) if page == "index" else names.say(f"site-page-{page}")
            pages.add(f"{page}.html", page, title, **facts.get(page, {}))


def search_words(names: Names, read: Read, codes: Sequence[str]) -> str:
    """Return what the search says, as JSON: sentences, and names of issues, indicators and places."""
    numbers = [number for listed in read.numbers.values() for number in listed]
    places = {place for number in numbers for place in number.cell_id.split(".")[1:2]}
    facets = {number.facet for number in numbers}
    words = {
        "found": names.plurals("site-search-found"),
        "more": names.plurals("site-search-more", most=names.whole(MOST_CELLS)),
        "most": MOST_CELLS,
        "none": names.say("site-search-none"),
        "unread": names.say("site-search-unread"),
        "every": names.say("site-search-every"),
        "issues": {issue.key: names.issue(issue) for issue in read.issues},
        "titles": {code: names.title(code) for code in codes},
        "places": {name: names.territory(name) for name in sorted(places)},
        "facets": {code: names.facet(code) for code in sorted(facets)},
    }
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _first(names: Names, read: Read) -> dict[str, Any]:
    """Return what the first page says of the newest issue."""
    first = first_page(read.newest, (names.lang, *names.office.languages))
    forms = bulletins(read.newest)
    national = [form for form in forms if not form.territory]
    earlier = [issue for issue in read.own if issue is not read.newest][:EARLIER]
    return {
        "newest": read.newest,
        "first_page": f"{read.newest.key}/{read.newest.page(first)}",
        "summary": summary_of(read.newest.read(first)),
        "forms": [form for form in national if form.lang == names.lang],
        "translated": [form for form in national if form.lang != names.lang],
        "territories": _by_territory(names, [form for form in forms if form.territory]),
        "data": [file for name in DATA for file in read.newest.files if file.name == name],
        "earlier": earlier,
    }


def _by_territory(names: Names, forms: Sequence[Form]) -> list[tuple[str, list[Form]]]:
    """List the issues of territories: name and forms, in the language where there is one in it."""
    found: dict[str, list[Form]] = {}
    for form in forms:
        found.setdefault(form.territory, []).append(form)
    own = {name: [form for form in held if form.lang == names.lang] or held for name, held in found.items()}
    return [(names.territory(name), own[name]) for name in sorted(own, key=names.rank)]


def _example(numbers: Sequence[Number]) -> Number | None:
    """Choose a number to show the form of ids with: of the shortest ids of cells the newest."""
    values = [one for one in numbers if one.facet == "value"]
    shortest = min((len(one.cell_id) for one in values), default=0)
    return max(
        (one for one in values if len(one.cell_id) == shortest), key=lambda one: one.cell_id, default=None
    )
