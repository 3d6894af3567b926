"""The structure tree of a PDF in the making: elements, their kids, and which of them owns which content."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Element = Any
"""A structure element: a pydyf dictionary with S, K, P and Pg."""


@dataclass(frozen=True)
class Made:
    """What the engine's boxes were made into.

    Boxes and margins by the id of their structure element; by page the content that ends between two words.
    """

    boxes: dict[int, Any]
    margins: dict[int, str]
    breaks: dict[int, list[int]]

    def html(self, element: Element) -> Any:
        """Return the HTML element that a structure element comes from, or None."""
        return getattr(self.boxes.get(id(element)), "element", None)

    def tag(self, element: Element) -> str:
        """Return the tag of the box that a structure element comes from; `li::before` for made content."""
        return str(getattr(self.boxes.get(id(element)), "element_tag", None) or "")

    def is_block(self, element: Element) -> bool:
        """Tell whether a structure element comes from a box that stands on lines of its own."""
        from weasyprint.formatting_structure.boxes import BlockLevelBox

        return isinstance(self.boxes.get(id(element)), BlockLevelBox)


class Tree:
    """The structure tree of `pdf` (pydyf's), with the list of owners of each page's content."""

    def __init__(self, pdf: Any) -> None:
        """Find the root and the owners of content by page."""
        self.pdf = pdf
        self.root = self.get(pdf.catalog["StructTreeRoot"])
        numbers = self.get(self.root["ParentTree"])["Nums"]
        self.pages = list(pdf.page_references)
        self.owners: dict[bytes, list[bytes]] = dict(zip(self.pages, numbers[1::2], strict=False))

    def get(self, reference: bytes) -> Any:
        """Look an object up by its reference."""
        return self.pdf.objects[int(reference.split()[0])]

    def content(self, page: bytes) -> list[Any]:
        """Return the operators that draw a page."""
        operators: list[Any] = self.get(self.get(page)["Contents"]).stream
        return operators

    def document(self) -> Element:
        """Return the one element at the top."""
        return self.get(self.root["K"][0])

    def child(self, kid: object) -> Element | None:
        """Return the structure element that a kid is, or None for content and annotations."""
        found = self.get(kid) if isinstance(kid, bytes) else None
        return found if found is not None and found.get("Type") == "/StructElem" else None

    def children(self, element: Element) -> Iterator[Element]:
        """Yield the structure elements right below one."""
        for kid in element.get("K", ()):
            if (found := self.child(kid)) is not None:
                yield found

    def walk(self) -> Iterator[Element]:
        """Yield all elements, parents first, in the order of reading."""
        waiting = [self.document()]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(list(self.children(element)))

    def adopt(self, parent: Element, kid: object, page: bytes) -> object:
        """Make content of a page, or an element, a kid of `parent`; return it as it stands among the kids."""
        if isinstance(kid, int):
            self.owners[page][kid] = parent.reference
            return kid if parent["Pg"] == page else _content_on(page, kid)
        if (found := self.child(kid)) is not None:
            found["P"] = parent.reference
        elif isinstance(kid, dict):
            self.owners[kid["Pg"]][kid["MCID"]] = parent.reference
        return kid


def _content_on(page: bytes, number: int) -> Any:
    """Name content that lies on another page than the element it belongs to."""
    import pydyf

    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})
