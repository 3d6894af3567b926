"""What an issue says first, read from its own web page: large figures and main points, links kept."""

from dataclasses import dataclass
from typing import Any

_POINTS = "//div[@class='duo']/div[1]/ul/li | //div[@class='left']//li"
"""The main points of a page, as it is now, and as pages of older releases have them."""
Run = tuple[str, str]
"""Text, and the place on the issue's page that it links to, or nothing."""


@dataclass(frozen=True)
class Summary:
    """The large figures, each in its parts, and the main points."""

    keys: tuple[tuple[tuple[str, tuple[Run, ...]], ...], ...] = ()
    points: tuple[tuple[Run, ...], ...] = ()


def summary_of(page: str) -> Summary:
    """Read the first screen of a bulletin's web page; a page without one gives an empty summary."""
    from lxml import html

    if not page:
        return Summary()
    tree = html.document_fromstring(page)
    keys = tuple(
        tuple((str(part.get("class")), _runs(part)) for part in item.xpath("./span"))
        for item in tree.xpath("//ul[starts-with(@class, 'keys')]/li")
    )
    points = tuple(_runs(item) for item in tree.xpath(_POINTS))
    return Summary(keys, points)


def _runs(element: Any) -> tuple[Run, ...]:
    """Part the text of an element by its links."""
    runs: list[Run] = [(element.text or "", "")]
    for child in element:
        href = str(child.get("href") or "")
        runs.append((child.text_content(), href if href.startswith("#") else ""))
        runs.append((child.tail or "", ""))
    return tuple(run for run in runs if run[0])
