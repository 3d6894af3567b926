"""Invented articles of four kinds in three languages: every number found, and nothing taken that differs."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.text import read_document
from tests.reading.text.reading import RECEIVED, read, source, vocabulary
from tests.reading.text.truth import Score, align, parse_tokens

ARTICLES = Path(__file__).with_name("articles")
FLOORS = {"value": 99.0, "unit": 98.0, "kind": 97.0, "measure": 93.0, "territory": 98.0, "period": 97.0}
"""What share of a field must be right over all articles, in per cent."""


def _articles() -> Iterator[Any]:
    for path in sorted(ARTICLES.glob("*.toml")):
        for number, article in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["article"], 1):
            yield pytest.param(article, id=f"{path.stem}-{number}")


def _score(article: dict[str, Any], total: Score) -> Score:
    found = read(article["text"], article["published"])
    pairs, extra, missed = align(found.items, parse_tokens(article["tokens"]))
    score = Score(extra=[item.as_printed for item in extra], missed=[token.as_printed for token in missed])
    for item, token in pairs:
        score.add(article["name"], item, token)
        total.add(article["name"], item, token)
    return score


@pytest.mark.parametrize("article", list(_articles()))
def test_every_number_is_found_and_nothing_is_taken_that_differs(article: dict[str, Any]) -> None:
    score = _score(article, Score())
    assert score.missed == []
    assert score.extra == []
    assert score.accepted_wrong == []
    assert score.tokens >= 8


def test_fields_are_right_where_rules_can_tell() -> None:
    total = Score()
    articles = [param.values[0] for param in _articles()]
    for article in articles:
        _score(article, total)
    shares = {name: total.share(name) for name in FLOORS}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}, total.differing
    assert total.green >= 15, "rules that take nothing would be right, too"


def test_three_languages_have_four_articles_each() -> None:
    counts = {
        path.stem: len(tomllib.loads(path.read_text(encoding="utf-8"))["article"])
        for path in ARTICLES.glob("*.toml")
    }
    assert set(counts) == {"en", "az", "ru"}
    assert min(counts.values()) >= 4


def test_what_is_asked_names_its_field_and_what_is_settled_its_disposition() -> None:
    for param in _articles():
        article = param.values[0]
        for item in read(article["text"], article["published"]).items:
            if item.status == "amber":
                assert item.field and item.question.endswith(("?", ".")) and not item.disposition
            else:
                assert item.disposition and not item.question
            if item.status == "green":
                assert item.measure and item.territory and item.unit and item.kind and item.period_kind


def test_without_a_day_of_publication_nothing_relative_is_taken() -> None:
    text = "Currently 881 families live in the town of Khojaly. On 5 May, 12 families moved to Khojaly town."
    found = read_document(text, vocabulary(), source(), RECEIVED)
    assert [item.status for item in found.items] == ["amber", "amber", "amber"]
    assert found.items[1].value == "--05-05"
