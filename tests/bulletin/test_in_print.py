"""What a source puts into a text, and what is printed of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulletin.in_print import (
    LONGEST_TEXT,
    LONGEST_WORD,
    in_print,
)
from pipeline.bulletin.model import Foreign, Paragraph, Printed, Row
from pipeline.bulletin.svg import embed
from pipeline.language.catalogue import catalogue_of
from pipeline.language.phrase import Place
from pipeline.printable import CUT, LONGEST_NAME, name_in_print, visible
from tests.bulletin.pages import sample_document
from tests.bulletin.sample_document import TEMPLATES

SHOWN = Path(__file__).with_name("in_print.csv")


def _rows() -> list[tuple[str, str, str]]:
    """Read the golden rows: what it is, what a source wrote, what is printed."""
    lines = SHOWN.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(cell.encode().decode("unicode_escape") for cell in line.split(";")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("what", "written", "printed"), _rows(), ids=[row[0] for row in _rows()])
def test_golden(what: str, written: str, printed: str) -> None:
    assert in_print(written) == printed


def test_a_word_and_a_text_at_their_limit_and_past_it() -> None:
    word, text = "w" * LONGEST_WORD, "abcd " * (LONGEST_TEXT // 5)
    assert in_print(word) == word
    assert in_print(word + "w") == word + CUT
    assert in_print(f"a {word}w b") == f"a {word}{CUT} b"
    assert in_print(text) == text
    assert in_print(text + "e") == text.rstrip() + CUT
    row = Row(((text + "e",),))
    assert in_print(row).cells[0][0] == text.rstrip() + CUT


def test_a_name_at_its_limit_and_past_it() -> None:
    name = "n" * LONGEST_NAME
    assert name_in_print(name) == name
    assert name_in_print(f"{name}n") == name + CUT
    assert name_in_print("two\nlines\x00") == "two lines\u2039U+0000\u203a"


def test_a_private_character_in_a_name_is_no_number_of_a_sentence() -> None:
    number = Printed("q1", "1.0", "c", "value")
    slots = {
        "when": "then",
        "place": Place("x\ue000", "district"),
        "figure": (number,),
        "unit": "u\ue000",
        "publisher": "p\ue001",
    }
    said = catalogue_of("en", TEMPLATES).say("points-last-region", slots)
    assert [run for run in said if isinstance(run, Printed)] == [number]
    words = "".join(run for run in said if isinstance(run, str))
    assert words.count("\u2039U+E000\u203a") == 2
    assert "p\u2039U+E001\u203a" in words


def test_numbers_and_names_of_targets_stay() -> None:
    number = Printed("q\u200f", "1\u202f000", "c\u200f", "value")
    row = Row((("a\u200f", number),), link="q\u200f")
    assert in_print(row) == Row((("a\u2039U+200F\u203a", number),), link="q\u200f")
    assert in_print(Paragraph((Foreign("x\u200f", "az"),))).text[0].lang == "az"  # type: ignore[union-attr]
    assert in_print(None) is None


def test_a_document_without_anything_odd_is_the_same() -> None:
    assert in_print(sample_document()) == sample_document()


@given(st.text(max_size=400))
def test_nothing_unseen_is_left_and_nothing_seen_is_lost(text: str) -> None:
    shown = visible(text)
    assert all(one.isprintable() or one in "\n\u00a0\u202f\u2007" for one in shown)
    assert [one for one in text if one.isprintable() and one != " "] == [
        one for one in _without_codes(text, shown) if one.isprintable() and one != " "
    ]
    assert visible(shown) == shown


def _without_codes(text: str, shown: str) -> str:
    """Take out of a printed text the codes that stand for what is not seen."""
    for one in text:
        if not one.isprintable():
            shown = shown.replace(f"\u2039U+{ord(one):04X}\u203a", "", 1)
    return shown


def test_a_drawing_shows_what_is_not_seen() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>a\u202eb\x07</text></svg>'
    assert "a\u2039U+202E\u203ab\u2039U+0007\u203a" in embed(svg, "A drawing")
