"""Remembers which box of the layout each structure element is made from; the engine does not keep it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.bulletin.tagged.breaks import spaces_at_breaks
from pipeline.bulletin.tagged.tree import Made


@contextmanager
def boxes_remembered() -> Iterator[Made]:
    """Listen to the engine while it builds the tree of a file.

    It has no public place to listen at; the function replaced here is that of the pinned version, and a test
    of the structure of a file fails where it is called no more.
    """
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.pdf import tags

    engine = tags._build_box_tree
    made = Made({}, {}, {})
    margin: list[str] = []
    known: list[_Pages] = []

    def build(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
        inside = isinstance(box, MarginBox)
        margin.extend([box.at_keyword] if inside else [])
        made.breaks.setdefault(page, []).extend(spaces_at_breaks(box, rest[-1]))
        known.extend([] if known else [_Pages(pdf)])
        for element in engine(box, parent, known[0], page, *rest):
            made.boxes.setdefault(id(element), getattr(box, "_box", box))
            if margin:
                made.margins[id(element)] = margin[-1]
            yield element
        if inside:
            margin.pop()

    tags._build_box_tree = build
    try:
        yield made
    finally:
        tags._build_box_tree = engine


class _Pages:
    """What the engine asks of the file while it builds the tree; the file would list all pages each time."""

    def __init__(self, pdf: Any) -> None:
        self.page_references = pdf.page_references
        self.add_object = pdf.add_object
