"""Each link of a release's pages leads to a file of the release, and to a place in it."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from posixpath import dirname, normpath
from urllib.parse import unquote

from pipeline.errors import CrossfootError

MADE_LAST = frozenset({"manifest.json", "SHA256SUMS", "certificate.json", "prov.json", "roots.json"})
"""Files of a release that are written after its pages."""
_NO_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_NAMED = re.compile(r'\s(?:id|name)="([^"]*)"')
_LINKED = re.compile(r'\s(?:href|src)="([^"]*)"')
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def require_references(files: Mapping[str, bytes]) -> None:
    """Check the pages among the files of a release, by name.

    Raises CrossfootError that names the page, the link and the words of it for the first link without a
    target, and for a name that two places of a page have. Addresses of other hosts are not looked at.
    """
    pages = {
        name: _NO_MARKUP.sub("", content.decode())
        for name, content in files.items()
        if name.endswith(".html")
    }
    targets = {name: _targets(name, text) for name, text in pages.items()}
    known = {*files, *MADE_LAST}
    for name, text in pages.items():
        for link, words in _links(text):
            path, _, fragment = unquote(link).partition("#")
            file = normpath(f"{dirname(name)}/{path}".lstrip("/")) if path else name
            if file not in known or (fragment and fragment not in targets.get(file, {fragment})):
                raise CrossfootError(
                    f"The page {name} has a link to {link!r} (its words: {words!r}), and the release has no "
                    "such place. Correct what writes the link, or add the place."
                )


def _targets(name: str, text: str) -> set[str]:
    """List the places of a page that links can lead to."""
    found: set[str] = set()
    for tag in _TAG.finditer(text):
        for place in _NAMED.findall(tag[0]):
            if place in found and not tag[0].startswith(("<input", "<meta")):
                raise CrossfootError(
                    f"The page {name} has two places of the name {place!r}, so that a link to it may lead to "
                    "the other one. Give each a name of its own."
                )
            found.add(unescape(place))
    return found


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the links of a page that stay in the release, with the words after each."""
    for tag in _TAG.finditer(text):
        for link in _LINKED.findall(tag[0]):
            if not _OUTSIDE.match(link):
                yield unescape(link), unescape(text[tag.end() : tag.end() + 60].partition("<")[0].strip())
