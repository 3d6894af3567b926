"""The marks that a printed number carries: its status, a break in its series, a revision."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.bulletin.page import Page
from pipeline.language.catalogue import catalogue_of
from pipeline.project import locate

NOTHING: Any = None
PLAIN = {"obs_status": "A", "evidence_grade": "A", "flags": [], "revised": False}


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        ({}, []),
        ({"obs_status": "V", "evidence_grade": "C"}, ["[n]"]),
        ({"obs_status": "B"}, ["[b]"]),
        ({"obs_status": "B", "evidence_grade": "C"}, ["[b]", "[n]"]),
        ({"flags": ["BREAK"]}, ["[b]"]),
        (
            {"obs_status": "V", "evidence_grade": "C", "flags": ["BREAK"], "revised": True},
            ["[n]", "[b]", "[r]"],
        ),
        ({"obs_status": "U", "evidence_grade": "C"}, ["[w]"]),
    ],
)
def test_a_number_carries_its_marks_and_the_legend_lists_them(told: dict[str, Any], marks: list[str]) -> None:
    material: Any = SimpleNamespace(messages=catalogue_of("en", locate().templates))
    page = Page(material, NOTHING, Path())
    assert page.marks(PLAIN | told).split("\u00a0")[1:] == marks
    symbols = page.symbols()
    assert {symbol.mark for symbol in symbols} == set(marks)
    assert all("break in the series" in symbol.meaning for symbol in symbols if symbol.mark == "[b]")
