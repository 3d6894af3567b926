"""The terms that the pages of an issue use, each with its meaning."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pipeline.bulletin.model import Column, Printed, Section
from pipeline.bulletin.page import Line, Page

TERMS = (
    *("reference-period", "year-to-date", "flow", "corresponding-period", "percentage-point", "price-basis"),
    *("seasonally-adjusted", "running-total", "resettled", "plan", "vintage", "revision", "withheld"),
    *("finding", "decision", "evidence-grade", "locator"),
)
"""Each has the beginnings of the words that use it as `used`, small and parted by a bar."""
_NO_WORDS = frozenset({"svg", "key"})


def glossary(page: Page, parts: Iterable[Any]) -> Section:
    """Explain the terms that stand in the parts of an issue, in the alphabet of its language."""
    grammar = page.material.grammar
    said = "\n".join("".join(map(grammar.small, text)) for part in parts for text in _texts(part))
    lines = [
        Line((page.word(f"glossary-{term}"), page.word(f"glossary-{term}.meaning")))
        for term in sorted(TERMS, key=lambda term: grammar.order(page.word(f"glossary-{term}")))
        if any(words in said for words in page.word(f"glossary-{term}.used").split("|"))
    ]
    heads = [Column(page.word("glossary-head-term"), width="28%"), Column(page.word("glossary-head-meaning"))]
    table = page.table(page.word("glossary-table"), "", heads, lines)
    return Section("glossary", page.word("glossary-title"), (table,), annex=True)


def _texts(part: Any) -> Iterator[str]:
    """Yield the words of a part of a document; drawings and printed numbers have none."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part) and not isinstance(part, Printed):
        for field in fields(part):
            if field.name not in _NO_WORDS:
                yield from _texts(getattr(part, field.name))
