"""What no source measures is listed below the compulsory box, each with its reason."""

from types import SimpleNamespace
from typing import Any, cast

from pipeline.bulletin.model import Box, Points
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.about import limits


def _blocks(rows: list[dict[str, str]]) -> tuple[Any, ...]:
    page = SimpleNamespace(material=SimpleNamespace(facts={"not_measured": rows}))
    return tuple(limits(cast("Page", page)).blocks)


def test_each_row_is_a_point_with_its_reason() -> None:
    row = {"code": "bridges", "what": "Width of bridges", "reason": "No source states it."}
    box, points = _blocks([row])
    assert isinstance(box, Box)
    assert isinstance(points, Points)
    assert points == Points((("Not measured: Width of bridges. No source states it.",),))


def test_an_office_without_such_rows_has_the_box_alone() -> None:
    (box,) = _blocks([])
    assert isinstance(box, Box)
