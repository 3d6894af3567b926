"""A drawn chart made ready to stand in a page: only known elements, described by one sentence."""

import re
from xml.etree import ElementTree

from pipeline.errors import CrossfootError
from pipeline.printable import visible

ELEMENTS = frozenset({"svg", "g", "path", "text", "tspan", "line", "rect", "circle"})
ATTRIBUTES = frozenset(
    {
        *(
            "width",
            "height",
            "viewBox",
            "class",
            "transform",
            "d",
            "x",
            "y",
            "dx",
            "dy",
            "x1",
            "x2",
            "y1",
            "y2",
        ),
        *("cx", "cy", "r", "fill", "fill-opacity", "opacity", "stroke", "stroke-width", "stroke-dasharray"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "text-anchor"),
        *("font-family", "font-size", "font-weight"),
    }
)
NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")


def embed(svg: str, alt: str) -> str:
    """Clean an SVG for inline use and give it its alternative text as a direct child.

    Raises CrossfootError on an element that a chart does not need (script, image, link, style ...).
    """
    try:
        root = ElementTree.fromstring(visible(svg))
    except ElementTree.ParseError as problem:
        raise CrossfootError(
            f"The chart described as {alt!r} is not well-formed SVG: {problem}."
        ) from problem
    _clean(root, alt)
    root.set("role", "img")
    title = ElementTree.Element("title")
    title.text = alt
    root.insert(0, title)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, alt: str) -> None:
    """Drop what is not drawn, name spaces and needless digits, from an element and all below it."""
    element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    if element.tag not in ELEMENTS:
        raise CrossfootError(
            f"The chart described as {alt!r} contains the element {element.tag!r}. Charts hold lines, shapes "
            "and text only; draw it with the functions of pipeline.bulletin.charts."
        )
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        if name in ATTRIBUTES:
            element.attrib[name] = NUMBER.sub(lambda match: f"{float(match[0]):.2f}", value)
    for child in list(element):
        _clean(child, alt)
        if child.tag == "path" and (not child.get("d") or child.get("class") in {"background", "foreground"}):
            element.remove(child)
