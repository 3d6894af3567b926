"""The terms that the sections of an issue use, each with its meaning."""

from collections.abc import Iterable

from pipeline.bulletin.model import Column, Section
from pipeline.bulletin.page import Line, Page

TERMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reference-period", ("key",)),
    ("year-to-date", ("investment", "territories", "growth")),
    ("flow", ("investment", "growth")),
    ("corresponding-period", ("key", "investment", "growth")),
    ("percentage-point", ("growth",)),
    ("price-basis", ("investment", "growth")),
    ("seasonally-adjusted", ("adjusted",)),
    ("running-total", ("resettlement",)),
    ("resettled", ("resettlement",)),
    ("plan", ("planned",)),
    ("vintage", ("revised",)),
    ("revision", ("revised", "changed")),
    ("withheld", ("unconfirmed",)),
    ("finding", ("unconfirmed", "quality")),
    ("decision", ("unconfirmed", "quality")),
    ("evidence-grade", ("key",)),
    ("locator", ()),
)
"""Each term and the sections that use it; without sections it stands in every issue."""


def glossary(page: Page, sections: Iterable[Section]) -> Section:
    """Explain the terms of the sections that the issue has."""
    keys = {section.key for section in sections}
    lines = [
        Line((page.word(f"glossary-{term}"), page.word(f"glossary-{term}.meaning")))
        for term, used in TERMS
        if not used or keys.intersection(used)
    ]
    heads = [Column(page.word("glossary-head-term"), width="28%"), Column(page.word("glossary-head-meaning"))]
    table = page.table(page.word("glossary-table"), "", heads, lines)
    return Section("glossary", page.word("glossary-title"), (table,), annex=True)
