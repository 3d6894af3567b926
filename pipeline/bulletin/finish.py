"""What WeasyPrint leaves to be mended in a tagged PDF, done on its objects just before they are written.

Running headers and footers become artifacts, header cells get their scope, and each attachment is associated
once. The objects are still Python dictionaries here, so nothing is parsed or compressed a second time.
"""

from collections.abc import Iterator
from typing import Any


def finish(document: Any, pdf: Any) -> None:
    """Mend the structure of a PDF; `document` is WeasyPrint's, `pdf` is pydyf's."""
    del document
    _associate_once(pdf)
    root = _get(pdf, pdf.catalog["StructTreeRoot"])
    reached = {id(element) for element in _walk(pdf, root)}
    numbers = _get(pdf, root["ParentTree"])["Nums"]
    pages = [_get(pdf, reference) for reference in pdf.page_references]
    for page, parents in zip(pages, numbers[1::2], strict=False):
        _mark_artifacts(pdf, page, parents, reached)


def _get(pdf: Any, reference: bytes) -> Any:
    """Look an object up by its reference."""
    return pdf.objects[int(reference.split()[0])]


def _associate_once(pdf: Any) -> None:
    """Keep the first of equal entries in the list of associated files."""
    if "AF" in pdf.catalog:
        files = pdf.catalog["AF"]
        files[:] = list(dict.fromkeys(files))


def _walk(pdf: Any, root: Any) -> Iterator[Any]:
    """Yield the structure elements that hang on the tree, mended."""
    waiting = [(root, "", False)]
    while waiting:
        element, parent, in_head = waiting.pop()
        yield element
        kind = element.get("S", "")
        _mend(element, kind, parent, in_head)
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                child = _get(pdf, kid)
                if child.get("Type") == "/StructElem":
                    waiting.append((child, kind, in_head or kind == "/THead"))


def _mend(element: Any, kind: str, parent: str, in_head: bool) -> None:
    """Correct one element: the scope of a head, an empty list of heads, a caption inside a caption."""
    if kind == "/TH":
        element["A"]["Scope"] = "/Column" if in_head else "/Row"
    elif kind == "/TD" and not element["A"].get("Headers"):
        element["A"].pop("Headers", None)
    elif kind == "/Caption" and parent == "/Caption":
        element["S"] = "/NonStruct"


def _mark_artifacts(pdf: Any, page: Any, parents: Any, reached: set[int]) -> None:
    """Turn marked content whose element hangs on no tree into an artifact of pagination."""
    loose = {number for number, reference in enumerate(parents) if id(_get(pdf, reference)) not in reached}
    if not loose:
        return
    operators = _get(pdf, page["Contents"]).stream
    for at, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in loose:
            operators[at - 1] = "/Artifact"
            operators[at] = b"<</Type /Pagination>>"
    for number in loose:
        _get(pdf, parents[number]).clear()
        parents[number] = b"null"
