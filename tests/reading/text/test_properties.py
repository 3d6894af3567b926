"""Whatever the text: no exception, every digit in one item, places in order, the same result again."""

import time
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.reading.draft import Item
from pipeline.reading.text import MAX_CHARACTERS, MAX_NUMBERS, read_document
from pipeline.reading.text.segments import MAX_SENTENCE
from pipeline.reading.text.sentence import read_sentences
from tests.reading.text.reading import items, read, source, vocabulary

PIECES = (
    *("1", "12", "2026", "26", "1,234", "3.250", "2 876 8", "12.%", "%", "-", "–", " ", "\n", ".", ",", "/"),
    *("th", "-cı", "-dək", " il", " ilin", " yanvar", " yanvarın", " January", " May", " мая", " года", " в"),
    *(" by", " in", " the", " end of", " first", " half", " quarter", " months", " nine", " II", " I"),
    *(" families", " ailə", " семей", " million", " milyard", " тыс.", " manats", " AZN", " $", " Khojaly"),
    *(" Xocalı", " and", " və", " и", " were", " resettled", " köçürülüb", " (", ")", "“", "https://a.az/1"),
    *("<b>", "</b>", "<p", "&nbsp;", "&#50;", "*", "[", "](", "\u200b", "\u202e", "\ud800", "\u0663", "😀"),
    *("№ ", "+994 12 345 67 89", " 12:30", " 31 February", " Monday,", " 00.00.0000", " 99/99/9999", " one"),
    *(" hundred", " bir", " on beş", " this year", " last week", " to ", " war", " killed", " of this", "м2"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200)
KINDS = st.sampled_from(["text/plain", "text/html", "text/markdown"])


def _assert_sound(content: str, found: Sequence[Item]) -> None:
    past = 0
    for item in found:
        start, end = int(item.start), int(item.end)
        assert past <= start < end <= len(content)
        assert content[start:end] == item.as_printed
        assert item.status != "amber" or (item.field and item.question)
        past = end


@settings(max_examples=300, deadline=None)
@given(TEXTS, KINDS, st.sampled_from(["2026-02-20", ""]))
def test_any_text_is_read(content: str, kind: str, published: str) -> None:
    found = items(content, published, kind)
    _assert_sound(content, found)
    if kind == "text/plain":
        covered = {place for item in found for place in range(int(item.start), int(item.end))}
        assert {place for place, letter in enumerate(content) if letter.isdecimal()} <= covered
    assert items(content, published, kind) == found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from(["families", "people", "hectares", "houses"]))
def test_a_number_before_a_unit_is_its_value(value: int, unit: str) -> None:
    (item,) = items(f"They counted {value:,} {unit} there.")
    names = {"people": "persons", "houses": "dwellings"}
    assert (item.value, item.unit) == (str(value), names.get(unit, unit))


FOUND_BY_FUZZING = [
    "9" * 5000,
    "1 " * 30,
    "II",
    "2026 " * 400,
    "May",
    "31.02.2026",
    "from 2026-2022",
    "a first phase 2",
    "1.2.3.4.5 million",
    "5 hundred one-day",
    "0 manats, -0%",
    "10 10 000 000 10 million",
]


@pytest.mark.parametrize("content", FOUND_BY_FUZZING, ids=lambda content: content[:20])
def test_what_fuzzing_found_is_read(content: str) -> None:
    _assert_sound(content, items(content))


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    [
        "1 ailə, ",
        "5 families and ",
        "May 5 ",
        "2026 ",
        "word ",
        "a.a",
        "II ",
        "(",
        '"',
        ".",
        "Khojaly ",
        "<a '",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Twice a long text takes at most three times the time; a square would take four times."""

    def seconds(size: int) -> float:
        content = piece * (size // len(piece))
        start = time.process_time()
        read(content, media_type="text/html")
        return time.process_time() - start

    seconds(2_000)
    short = min(seconds(5_000) for _ in range(3))
    assert min(seconds(10_000) for _ in range(2)) <= 3 * short + 0.1


def test_a_page_takes_less_than_a_quarter_of_a_second() -> None:
    page = "By 19 January 2026, 881 families, 3,602 people had resettled in Khojaly and its villages. " * 34
    assert len(page) >= 3000
    read(page)
    start = time.process_time()
    read(page)
    assert time.process_time() - start < 0.25


def test_a_document_of_more_characters_is_refused() -> None:
    with pytest.raises(
        BadInputError, match=rf"has {MAX_CHARACTERS + 1} characters; at most {MAX_CHARACTERS}"
    ):
        read(" " * (MAX_CHARACTERS + 1))


def test_a_document_of_more_numbers_is_refused() -> None:
    with pytest.raises(
        BadInputError, match=rf"has {MAX_NUMBERS + 1} numbers; at most {MAX_NUMBERS} are read"
    ):
        read("7\n" * (MAX_NUMBERS + 1))


@pytest.mark.long  # a document as large as is read takes seconds
def test_a_document_at_the_limits_is_read() -> None:
    assert read(" " * MAX_CHARACTERS).items == ()
    assert len(read("7\n" * MAX_NUMBERS).items) == MAX_NUMBERS


@pytest.mark.parametrize("filler", ["words ", "x"])
def test_a_sentence_longer_than_the_limit_is_read_in_pieces(filler: str) -> None:
    content = filler * (2 * MAX_SENTENCE // len(filler)) + " 45 families"
    assert [item.as_printed for item in items(content)] == ["45"]
    sizes = [sentence.end - sentence.start for sentence in read_sentences(content)]
    assert len(sizes) >= 2
    assert max(sizes) <= MAX_SENTENCE
    assert sum(sizes) == len(content)


def test_a_publication_after_the_day_of_receipt_is_cut_to_it() -> None:
    wide = source("2026-01-10", "2027-06-01")
    text = "On 5 January, 12 families moved to Khojaly town."
    found = read_document(text, vocabulary(), wide, date(2026, 2, 1))
    assert found.items[0].value == "2026-01-05"


def test_the_example_office_reads_its_own_currency() -> None:
    text = "In January 2025 investment in Alvolesk came to 12.5 million velds."
    found = read_document(text, vocabulary("example"), source("2025-02-20"), date(2025, 2, 21))
    assert [(item.value, item.unit, item.measure) for item in found.items[1:]] == [
        ("12500000", "velds", "fci")
    ]
