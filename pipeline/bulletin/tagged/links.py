"""What a link says of itself to those who do not see where it stands."""

from typing import Any

from pipeline.bulletin.tagged import words
from pipeline.bulletin.tagged.tree import Element, Made, Tree

_ENTRY = "n-"
"""How the names of the entries of the lineage index begin on the page."""


def describe_links(tree: Tree, made: Made, lang: str) -> None:
    """Give each link an alternate description: the entry it leads to, or its own text."""
    import pydyf

    for element in tree.walk():
        if element["S"] == "/Link":
            html = made.html(element)
            for annotation in _annotations(tree, element):
                annotation["Contents"] = pydyf.String(_description(html, lang))


def _annotations(tree: Tree, element: Element) -> list[Any]:
    """List the annotations of a link."""
    kids = [tree.get(kid) for kid in element["K"] if isinstance(kid, bytes)]
    return [tree.get(kid["Obj"]) for kid in kids if kid.get("Type") == "/OBJR"]


def _description(html: Any, lang: str) -> str:
    """Describe where a link leads."""
    target = html.get("href", "").removeprefix("#")
    if target.startswith(_ENTRY):
        return words.entry(lang, target.removeprefix(_ENTRY))
    return " ".join("".join(html.itertext()).split()) or target
