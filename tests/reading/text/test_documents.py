"""The five documents held outside the repository, against their hand-made truth."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.reading.text import read_document
from tests.reading.text.reading import RECEIVED, source, vocabulary
from tests.reading.text.truth import Score, Token

SHARED = Path(__file__).resolve().parents[4] / "shared"
BASE_UNITS = {"mln AZN": ("AZN", 10**6), "houses": ("dwellings", 1), "apartments": ("dwellings", 1)}
"""How the truth writes a unit, and the unit of the office with what a figure is multiplied by."""
DOUBTFUL = {("002_2f49ce35ed94fe14.txt", "3180")}
"""'By the end of' a year is a year here, and its last day in another document of the same truth."""

pytestmark = pytest.mark.skipif(
    not (SHARED / "documents").is_dir(), reason="the shared documents are not beside this checkout"
)


def _token(row: dict[str, str]) -> Token:
    """Write a row of the truth in base units."""
    unit, factor = BASE_UNITS.get(row["unit"], (row["unit"], 1))
    value = str(int(row["value_normalised"]) * factor) if factor > 1 else row["value_normalised"]
    kind = "furniture" if row["kind"] == "not_a_figure" else row["kind"]
    return Token(row["as_printed"], value, unit, kind)


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _read_all() -> Score:
    truth: dict[str, dict[tuple[str, str], Token]] = defaultdict(dict)
    for row in _rows("document_figures.csv"):
        if (row["document"], row["start"]) not in DOUBTFUL:
            truth[row["document"]][row["start"], row["end"]] = _token(row)
    score = Score()
    for row in _rows("documents.csv"):
        content = (SHARED / "documents" / row["document"]).read_text(encoding="utf-8")
        published = source(row["published_from"], row["published_to"])
        found = {
            (item.start, item.end): item
            for item in read_document(content, vocabulary(), published, RECEIVED).items
            if (row["document"], item.start) not in DOUBTFUL
        }
        expected = truth[row["document"]]
        score.missed.extend(str(place) for place in expected.keys() - found.keys())
        score.extra.extend(str(place) for place in found.keys() - expected.keys())
        for place in expected.keys() & found.keys():
            score.add(row["document"], found[place], expected[place])
    return score


def test_the_documents_are_read_as_their_truth_says() -> None:
    score = _read_all()
    assert score.recall == 100, score.missed
    assert score.precision >= 99, score.extra
    assert score.share("value") >= 99, score.differing
    assert score.share("unit") >= 99, score.differing
    assert score.share("kind") >= 95, score.differing
    assert score.accepted_wrong == []
    assert score.green >= 22
    assert score.amber <= 30
