"""What no source measures is listed below the compulsory box, each with its reason."""

from dataclasses import replace
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.model import Box, Points
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.about import limits
from tests.bulletin.sample_document import FONTS


def _blocks(made: Any, rows: list[dict[str, str]]) -> tuple[Any, ...]:
    material = replace(made.material, facts={"not_measured": rows})
    return tuple(limits(Page(material, Binder("en", material.origin), FONTS)).blocks)


def test_each_row_is_a_point_with_its_reason(thin: Any) -> None:
    row = {"code": "bridges", "what": "Width of bridges", "reason": "No source states it."}
    box, points = _blocks(thin, [row])
    assert isinstance(box, Box)
    assert isinstance(points, Points)
    assert points == Points((("Not measured: Width of bridges. No source states it.",),))


def test_an_office_without_such_rows_has_the_box_alone(thin: Any) -> None:
    (box,) = _blocks(thin, [])
    assert isinstance(box, Box)
