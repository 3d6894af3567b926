"""Text that leaves its column or the page is found here, after the layout and before the file is written."""

from collections.abc import Iterator
from typing import Any

from pipeline.errors import CrossfootError

TOLERANCE_PX = 0.6
Area = tuple[float, float, float]


def require_inside(document: Any) -> None:
    """Raise a sentence that names the first text beyond a margin or beyond its cell."""
    from weasyprint.formatting_structure import boxes

    for number, page in enumerate(document.pages, 1):
        sheet = page._page_box
        left, top = sheet.content_box_x(), sheet.content_box_y()
        area = (left, left + sheet.width, top + sheet.height)
        for box in sheet.children:
            if isinstance(box, boxes.MarginBox):
                continue
            for text in _outside(box, area, boxes):
                raise CrossfootError(
                    f"On page {number} the text {text[:60]!r} does not fit into its place. "
                    "Shorten it, widen its column, or set its section in landscape."
                )


def _outside(box: Any, area: Area, boxes: Any) -> Iterator[str]:
    """Yield the texts of a box that lie outside the area; a table's cell is an area of its own."""
    if isinstance(box, boxes.TextBox):
        left, right, bottom = area
        beyond = box.position_x < left - TOLERANCE_PX or box.position_x + box.width > right + TOLERANCE_PX
        if (beyond or box.position_y + box.height > bottom + TOLERANCE_PX) and box.text.strip():
            yield box.text
        return
    if isinstance(box, boxes.ReplacedBox) and box.position_x + box.width > area[1] + TOLERANCE_PX:
        yield f"<{box.element_tag}>"
    if isinstance(box, boxes.TableCellBox):
        area = (box.position_x, box.position_x + box.border_width(), area[2])
    for child in getattr(box, "children", ()):
        yield from _outside(child, area, boxes)
