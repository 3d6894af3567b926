"""Content that belongs to no element: running heads and feet, and the heads of a table repeated on a page."""

from typing import Any

from pipeline.bulletin.tagged.tree import Made, Tree

_HEADER = b"<</Type /Pagination /Subtype /Header>>"
_FOOTER = b"<</Type /Pagination /Subtype /Footer>>"
_OTHER = b"<</Type /Pagination>>"


def mark_artifacts(tree: Tree, made: Made) -> None:
    """Turn marked content whose element hangs on no tree into an artifact of pagination."""
    reached = {element.number for element in tree.walk()}
    for page, owners in tree.owners.items():
        loose = {
            number: _kind(tree, made, reference)
            for number, reference in enumerate(owners)
            if int(reference.split()[0]) not in reached
        }
        if loose:
            _mark(tree.content(page), loose)
        for number in loose:
            tree.get(owners[number]).clear()
            owners[number] = b"null"


def _kind(tree: Tree, made: Made, reference: bytes) -> bytes:
    """Say which part of the page's furniture content is."""
    element: Any = tree.get(reference)
    while element is not None:
        margin = made.margins.get(id(element))
        if margin:
            return _HEADER if margin.startswith("@top") else _FOOTER
        element = tree.get(element["P"]) if "P" in element else None
    return _OTHER


def _mark(operators: list[Any], loose: dict[int, bytes]) -> None:
    """Rewrite the beginning of each loose sequence of a page's content."""
    for at, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in loose:
            operators[at - 1] = "/Artifact"
            operators[at] = loose[operator["MCID"]]
