"""The terms that the pages of an issue use, each with its meaning."""

import re
from collections.abc import Iterator

from pipeline.bulletin.model import Column, Section
from pipeline.bulletin.page import Line, Page
from pipeline.bulletin.sections.methodology import printed, printed_keys
from pipeline.language.catalogue import catalogue_of

TERMS = {
    "reference-period": ("reference period",),
    "year-to-date": ("year-to-date", "year to date"),
    "flow": ("flow",),
    "corresponding-period": ("corresponding period", "corresponding month"),
    "percentage-point": ("percentage point",),
    "price-basis": ("price basis", "price bases", "nominal"),
    "seasonally-adjusted": ("seasonally adjusted", "seasonal adjustment", "seasonal effects"),
    "running-total": ("running total",),
    "resettled": ("resettled",),
    "plan": ("plan",),
    "vintage": ("vintage",),
    "revision": ("revision",),
    "withheld": ("withheld",),
    "finding": ("finding",),
    "decision": ("decision",),
    "evidence-grade": ("grade", "evidence grade"),
    "locator": ("locator",),
}
"""Each with the beginnings of the words that use it, in the English text of what the pages say.

Of one text in every edition, so that the editions of an issue explain the same terms.
"""


def glossary(page: Page) -> Section:
    """Explain the terms that the pages before this one use, in the alphabet of their language."""
    grammar = page.material.grammar
    said = "\n".join(_in_english(page)).lower()
    used = [
        term for term, words in TERMS.items() if re.search(rf"\b(?:{'|'.join(map(re.escape, words))})", said)
    ]
    lines = [
        Line((page.word(f"glossary-{term}"), page.word(f"glossary-{term}.meaning")))
        for term in sorted(used, key=lambda term: grammar.order(page.word(f"glossary-{term}")))
    ]
    heads = [Column(page.word("glossary-head-term"), width="28%"), Column(page.word("glossary-head-meaning"))]
    table = page.table(page.word("glossary-table"), "", heads, lines)
    return Section("glossary", page.word("glossary-title"), (table,), annex=True)


def _in_english(page: Page) -> Iterator[str]:
    """Yield the English text of the messages that the pages say, and of the methodology of their figures."""
    english = catalogue_of("en", page.material.office.project.templates)
    for name in sorted(page.told):
        yield english.text(name)
    for made in printed(page):
        for key in printed_keys(made):
            yield made.told(key, "en")
