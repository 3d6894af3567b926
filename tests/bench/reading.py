"""Measures reading, places, rules and as-of queries, as rows of docs/measurements.md."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate
from tests.bench import asof, places, rules, tables

PAGE_LIMIT = 0.25
"""CPU seconds that a page of text may take after start-up."""
PAGE_CHARACTERS = 3_000
REPEATS = 5
_SENTENCES = (
    "In January 2026 investment in fixed capital in Azerbaijan was 1,406 million manats, 75.6 % more than a "
    "year before. By 19 January 2026 a total of 881 families, 3,602 persons, had been resettled in Khojaly "
    "district. Of 263 planned dwellings 15 are completed. From 12 to 18 January 508 hectares were cleared. "
)


def compared(
    chosen: str, cpu_seconds: Callable[[str, Path], float], say: Callable[[str], None]
) -> Iterator[str]:
    """Yield rows of ours against a baseline: name, both in CPU seconds, ratio, limit, verdict."""
    if chosen in rules.NAME:
        say(rules.NAME)
        yield _row(rules.NAME, *rules.measure(), rules.LIMIT)
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        folder = Path(name)
        for title, ours, baseline, limit in tables.comparisons(folder):
            if chosen in title:
                say(title)
                pairs = [(cpu_seconds(ours, folder), cpu_seconds(baseline, folder)) for _ in range(REPEATS)]
                medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
                yield _row(title, medians[0], medians[1], limit)
        if chosen in "As-of over 10 million versions":
            say("As-of over 10 million versions")
            yield from _as_of(folder / "observation.parquet")


def by_itself(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Yield rows of what is measured against its own limit: name, measured, limit, verdict."""
    if chosen in "unknown names":
        say("unknown names")
        rates = [places.measure(seed).a_second for seed in range(REPEATS)]
        found, limit = statistics.median(rates), places.WANTED_A_SECOND
        verdict = "yes" if found >= limit else "no"
        yield f"| Unknown place names with candidates, a CPU second | {found:,.0f} | {limit:,} | {verdict} |"
    if chosen in "a page of text":
        say("a page of text")
        took = _page_of_text()
        verdict = "yes" if took <= PAGE_LIMIT else "no"
        yield f"| A page of text after start-up, CPU seconds | {took:.3f} | {PAGE_LIMIT} | {verdict} |"


def _as_of(path: Path) -> Iterator[str]:
    """Compare the as-of query with the best single query of the engine, with pandas and with Polars."""
    asof.generate(path)
    found = asof.measure(path)
    best = min(found["DuckDB, by key"], found["DuckDB, by aggregate"])
    name = "As-of over 10 million versions, against"
    yield _row(f"{name} the best single DuckDB query", found["ours"], best, asof.LIMIT)
    for way, limit in (("pandas", 1.0), ("Polars", 1.0)):
        yield _row(f"{name} {way}", found["ours"], found[way], limit)


def _page_of_text() -> float:
    """Return the median CPU seconds of reading a page, when everything has been loaded once."""
    from pipeline.reading.draft import Source
    from pipeline.reading.text import read_document
    from pipeline.reading.vocabulary import load_vocabulary

    text = (_SENTENCES * (PAGE_CHARACTERS // len(_SENTENCES) + 1))[:PAGE_CHARACTERS]
    vocabulary = load_vocabulary(load_office(locate(), DEFAULT_OFFICE))
    day = date(2026, 2, 20)
    source = Source("S", published_from=day, published_to=day)
    read_document(text, vocabulary, source, day)
    found = []
    for _ in range(REPEATS):
        before = time.process_time()
        read_document(text, vocabulary, source, day)
        found.append(time.process_time() - before)
    return statistics.median(found)


def _row(name: str, ours: float, baseline: float, limit: float | None) -> str:
    """Set a row of the table of ratios."""
    verdict = "" if limit is None else "yes" if ours / baseline <= limit else "no"
    shown = "" if limit is None else f"{limit:g}"
    return f"| {name} | {ours:.2f} | {baseline:.2f} | {ours / baseline:.2f} | {shown} | {verdict} |"
