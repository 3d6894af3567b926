"""An invented article and its draft, as a statistician would have settled it."""

import hashlib
from dataclasses import replace
from datetime import date

from pipeline.reading.draft import Draft, Item, ReadFile, Source

TEXT = "In January 2026 the North invested 412.5 million manats. Its centre stands at 12 Long Street.\n"
SOURCE = Source("A1", publisher="Third Press", published_from=date(2026, 2, 1), published_to=date(2026, 2, 3))
FILE = ReadFile(
    "article.txt", hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT), "text/plain", "utf-8", "text", "1"
)


def span(printed: str, **facts: str) -> Item:
    """Make the item of a token by what is printed."""
    start = TEXT.index(printed)
    return Item(start=str(start), end=str(start + len(printed)), as_printed=printed, **facts)


FIGURE = span(
    "412.5",
    value="412500000",
    step="100000",
    unit="AZN",
    measure="fci",
    territory="R1",
    period_start="2026-01-01",
    period_end="2026-01-31",
    kind="observation",
    disposition="used",
    territory_as_written="the North",
)
DRAFT = Draft(
    "2026-11-24-article",
    date(2026, 11, 24),
    FILE,
    SOURCE,
    (
        span("2026", value="2026-01", unit="date", kind="date", disposition="date"),
        FIGURE,
        span("12", value="12", kind="furniture", disposition="furniture", reason="an address"),
    ),
    ("The article names no author.",),
)


def changed(**facts: str) -> Draft:
    """Return the draft with another figure."""
    return replace(DRAFT, items=(DRAFT.items[0], replace(FIGURE, **facts), DRAFT.items[2]))
