"""What is asked about a file as a whole, and what can be answered."""

from datetime import date

import pytest

from pipeline.errors import UsageError
from pipeline.reading.source_clues import MAX_CLUES, find_clues
from pipeline.reading.source_facts import new_source, read_fact, source_questions, with_fact
from tests.reading.conftest import SHA


def test_a_new_source_is_asked_for_three_facts() -> None:
    source = new_source(SHA)
    assert source.source_id == "XABABAB"
    assert [question.field for question in source_questions(source)] == ["published", "publisher", "address"]
    source = with_fact(source, "publisher", "Third Press")
    source = with_fact(source, "published", "unknown: no date in the text")
    assert [question.field for question in source_questions(source)] == ["address"]
    assert source.basis == "unknown:no_date_in_the_text"


def test_what_the_file_says_is_proposed() -> None:
    found = find_clues("Published 20 January 2026 at https://a.example/1.\n", "text/plain")
    questions = {question.field: question.candidates for question in source_questions(new_source(SHA), found)}
    assert questions == {"published": ("2026-01-20",), "publisher": (), "address": ("https://a.example/1",)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-01-20", ("2026-01-20",)),
        ("20.01.2026 09:15", ("2026-01-20",)),
        ("January 20, 2026", ("2026-01-20",)),
        ("20 yanvar 2026", ("2026-01-20",)),
        ("20 января 2026 года", ("2026-01-20",)),
        ("31.02.2026, 2026-13-01", ()),
        (" ".join(f"2026-01-0{day}" for day in range(1, 8)), tuple(f"2026-01-0{day}" for day in range(1, 5))),
    ],
)
def test_days_are_found_in_the_forms_that_articles_have(text: str, days: tuple[str, ...]) -> None:
    assert find_clues(text, "text/plain").get("published", ()) == days
    assert len(days) <= MAX_CLUES


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("BAKU, November 12. It rained.", ("2025-11-12",)),
        ("Heading\n\nBakı, 14 aprel, XƏBƏR XƏTTİ", ("2026-04-14",)),
        ("Баку, 20 октября. Шёл дождь.", ("2026-10-20",)),
        ("BAKU, Azerbaijan, February 29. It rained.", ()),
        ("Baku, November 12, 2024", ("2024-11-12",)),
        ("On November 12 it rained.", ()),
    ],
)
def test_a_dateline_without_its_year_is_the_last_such_day(text: str, days: tuple[str, ...]) -> None:
    found = find_clues(text, "text/plain", date(2026, 11, 1))
    assert found.get("published", ()) == days
    assert find_clues("BAKU, November 12.", "text/plain") == {}


def test_a_web_page_says_more_of_itself() -> None:
    page = """<html><head><meta property="og:site_name" content="Third &amp; Press">
    <link rel="canonical" href="https://a.example/news">
    <meta content="2026-01-20T10:00" property="article:published_time">
    </head><body><p>https://elsewhere.example/</p></body></html>"""
    assert find_clues(page, "text/html") == {
        "published": ("2026-01-20",),
        "publisher": ("Third & Press",),
        "address": ("https://a.example/news",),
    }


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("address", "javascript:alert(1)", "no web address"),
        ("address", "http://[", "no web address"),
        ("address", "https://a example", "no web address"),
        ("publisher", "=cmd", "no name of a publisher"),
        ("publisher", "unknown", "needs a reason"),
        ("address", "unknown: not asked", "needs a reason"),
        ("published", "soon", "is no period"),
        ("language", "English", "no language"),
        ("source_id", "../x", "no source_id"),
        ("party", "perhaps", "yes, no, unknown"),
        ("sha256", "x", "no fact 'sha256'"),
        ("publisher", "P" * 2001, "more than 2000 characters"),
    ],
)
def test_what_is_not_possible_is_a_sentence(field: str, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_fact(field, text)


def test_facts_besides_are_kept() -> None:
    source = new_source(SHA)
    for field, text in (("language", "az"), ("producer_code", "CSO"), ("party", "no"), ("source_id", "W99")):
        source = with_fact(source, field, text)
    assert (source.language, source.producer_code, source.party, source.source_id) == (
        "az",
        "CSO",
        "no",
        "W99",
    )
    assert with_fact(source, "published", "2026-01").published_to == date(2026, 1, 31)
