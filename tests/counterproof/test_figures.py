"""Figures: axes in equal steps, numbers of titles and notes, the list in its order."""

from collections import Counter

import pytest

from pipeline.counterproof.bind import bind
from pipeline.counterproof.furniture import load_furniture
from pipeline.counterproof.model import Block, Proof, Run
from pipeline.counterproof.page import Page
from pipeline.counterproof.register import Expected

LABEL = "Figure 1"


def _expected(name: str, text: str, row: int = 0, col: int = 0, place: str = "chart") -> Expected:
    return Expected(name, text, f"c.{name}", "value", 0, "s", LABEL, row, col, place)


def _block(kind: str, *runs: Run, at: float = 0.0) -> Block:
    return Block(kind, "s", LABEL, runs=runs, group="axis 1" if kind == "scale" else kind, spot=(0.0, at))


LIST = _block("list", Run("Alder "), Run("10", "a"), Run("; Birch "), Run("20", "b"))
NUMBERS = [_expected("a", "10", 1, 1), _expected("b", "20", 1, 2)]


def problems(blocks: list[Block], expected: list[Expected]) -> list[str]:
    proof = Proof(Counter(), Counter(), [])
    bind(Page("p.html", "en", expected, load_furniture("en"), proof), blocks)
    return proof.problems


def _axis(*marks: tuple[str, float]) -> list[Block]:
    return [_block("scale", Run(text), at=at) for text, at in marks]


@pytest.mark.parametrize(
    "marks",
    [
        (("0", 150.0), ("5\u202f000", 100.0), ("10\u202f000", 50.3)),
        (("\u22122", 30.0), ("0", 20.0), ("2", 10.0), ("4", 0.0)),
        (("0", 150.0), ("7", 100.0)),
        (("Jan 2026", 0.0), ("Feb 2026", 10.0)),
    ],
)
def test_an_axis_of_equal_steps_is_furniture(marks: tuple[tuple[str, float], ...]) -> None:
    assert problems([LIST, *_axis(*marks)], NUMBERS) == []


@pytest.mark.parametrize(
    "marks",
    [
        (("0", 150.0), ("6\u202f000", 100.0), ("10\u202f000", 50.0)),
        (("0", 50.0), ("5", 50.0), ("10", 50.0)),
        (("0", 150.0), ("7 of 9", 100.0)),
    ],
)
def test_an_axis_of_other_steps_is_told(marks: tuple[tuple[str, float], ...]) -> None:
    assert len(problems([LIST, *_axis(*marks)], NUMBERS)) == 1


def test_a_title_and_a_note_lead_to_numbers_of_their_own() -> None:
    title = _block("caption", Run("Figure 1", part="label"), Run(" Birch has "), Run("20", "b"))
    own = _expected("b", "20", 1, 2, "alt")
    assert problems([title, LIST], [*NUMBERS, own]) == []
    assert problems([title, LIST], NUMBERS) == [
        "p.html, Figure 1, caption: links to 20 (b), and the index does not say so."
    ]
    assert problems([LIST], [*NUMBERS, own]) == [
        "p.html, Figure 1: the index says 20 (b), and no place prints it."
    ]


def test_what_is_told_of_a_chart_follows_the_index() -> None:
    told = [_expected("b", "20", 1, 2, "alt"), _expected("a", "10", 1, 1, "alt")]
    assert problems([LIST, _block("alt", Run("Largest 20, least 10."))], [*NUMBERS, *told]) == []
    assert len(problems([LIST, _block("alt", Run("Largest 10, least 20."))], [*NUMBERS, *told])) > 0
    assert len(problems([LIST, _block("alt", Run("Largest 20."))], NUMBERS)) == 1


def test_the_list_has_its_order_and_no_gap() -> None:
    other = _block("list", Run("20", "b"), Run(" "), Run("10", "a"))
    assert problems([other], NUMBERS) == [
        "p.html, Figure 1: number 1 of its list is 20 (b), and the index says 10 (a)."
    ]
    assert problems([LIST], [NUMBERS[0], _expected("b", "20", 1, 3)]) == [
        "p.html, Figure 1, series 1: the index counts [1, 3]."
    ]


def test_numbers_of_one_mark_are_drawn_in_the_order_of_the_list() -> None:
    assert problems([LIST, _block("drawing", Run("10")), _block("drawing", Run("20"))], NUMBERS) == []
    assert problems([LIST, _block("drawing", Run("20")), _block("drawing", Run("10"))], NUMBERS) == [
        "p.html, Figure 1, drawing: 10 is drawn out of the order of the numbers listed under the figure."
    ]


def test_labels_are_counted_without_a_gap() -> None:
    title = _block("caption", Run("Figure 2", part="label"), Run(" Birch"))
    assert problems([title, LIST], NUMBERS) == [
        "p.html, Figure 1, caption: it is counted Figure 2, and it is number 1."
    ]
