"""What an issue says of its indicators: its reference metadata in short, and the way to its methodology."""

import csv
import io

from pipeline.office_texts import ENGLISH
from pipeline.site.issues import Issue

FILE = "esms.csv"
SHORT = ("DATA_DESCR", "UNIT_MEASURE", "REF_AREA", "COVERAGE_TIME", "COHER_COMPAR")
"""Concepts that the page of an indicator repeats."""

Metadata = dict[str, list[tuple[str, str]]]


def metadata_of(issue: Issue, lang: str) -> Metadata:
    """Return heading and text of each concept by indicator; none where the issue has none in the language."""
    heading, text = (name if lang == ENGLISH else f"{name}_{lang}" for name in ("heading", "text"))
    found: Metadata = {}
    for row in csv.DictReader(io.StringIO(issue.read(FILE))):
        if row["concept_id"] in SHORT and row.get(heading) and row.get(text):
            found.setdefault(row["indicator"], []).append((row[heading], row[text]))
    return found


def chapters_of(issue: Issue) -> frozenset[str]:
    """Return the languages that the pages of the indicators have a chapter in, beside their own."""
    columns = next(csv.reader(io.StringIO(issue.read(FILE))), [])
    return frozenset(name.removeprefix("text_") for name in columns if name.startswith("text_"))


def methodology(issue: Issue, code: str, lang: str, chapters: frozenset[str]) -> str:
    """Return the page of an indicator in an issue, with its chapter in the language; empty without a page."""
    name = f"methodology/{code}.html"
    if not issue.has(name):
        return ""
    return f"{issue.page(name)}#{lang}" if lang in chapters else issue.page(name)
