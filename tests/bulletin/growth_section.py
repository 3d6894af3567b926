"""The section on growth of a month with other figures, and what stands in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.model import Paragraph, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.growth import growth
from tests.bulletin.test_compose import words_of

NOVEMBER = date(2025, 11, 1)
Cell = dict[str, Any]
Change = Callable[[Cell], Cell | None]


def page_of(made: Any, cells: list[Cell]) -> Page:
    """Give a page of a month with other cells of investment."""
    by_id = made.material.by_id | {cell["cell_id"]: cell for cell in cells}
    material = replace(made.material, cells={**made.material.cells, "fci": cells}, by_id=by_id)
    return Page(material, Binder("en", material.origin), made.office.project.templates / "fonts")


def changed(made: Any, change: Change) -> list[Cell]:
    """Give the cells of investment, each changed or left out."""
    return [found for cell in made.material.cells["fci"] if (found := change(dict(cell))) is not None]


def growth_of(made: Any, change: Change) -> Section:
    found = growth(page_of(made, changed(made, change)))
    assert found is not None
    return found


def table_of(part: Section, start: str) -> Table:
    (found,) = [block for block in part.blocks if isinstance(block, Table) and block.title.startswith(start)]
    return found


def titles(part: Section) -> list[str]:
    return [block.title for block in part.blocks if isinstance(block, Table)]


def text_of(part: Section) -> str:
    return " ".join(words_of(block.text) for block in part.blocks if isinstance(block, Paragraph))


def number(text: str) -> Decimal:
    return Decimal(text.partition("[")[0].replace(" ", "").replace("−", "-"))


def is_cell(cell: Cell, kind: str, period: date = NOVEMBER, territory: str = "EX") -> bool:
    return (cell["transformation"], cell["period"], cell["territory_id"]) == (kind, period, territory)
