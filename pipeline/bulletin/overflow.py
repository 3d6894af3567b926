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
                    f"On page {number}{_under(document, number, text)} the text {text[:60]!r} does not fit "
                    "into its place. "
                    "Shorten it, widen its column, or set its section in landscape."
                )


def _under(document: Any, number: int, text: str) -> str:
    """Name the last heading of a section that stands before a text of a page."""
    heading = ""
    for page in document.pages[:number]:
        for part in page._page_box.descendants():
            if page is document.pages[number - 1] and getattr(part, "text", None) == text:
                return heading
            if part.element_tag == "h2" and part.element is not None:
                heading = f", under {' '.join(''.join(part.element.itertext()).split())!r},"
    return heading


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
