"""From the pages of the site to their HTML: everything is escaped, everything must be defined."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from pipeline.bulletin.typeface import require_characters
from pipeline.office import Office
from pipeline.present import present
from pipeline.site.forms import bulletins
from pipeline.site.names import Names
from pipeline.template import make_environment

TEMPLATES = "site"
"""The folder of these templates, below those of the bulletin."""
STYLES = {
    "screen.css": "screen.css",
    "site.css": f"{TEMPLATES}/site.css",
    "search.js": f"{TEMPLATES}/search.js",
}
"""Files that the pages load, by their name in the site."""
THOUSAND = 1000


class Pages:
    """Collects the pages of a site by their address in it."""

    def __init__(self, office: Office, names: Names) -> None:
        """Begin with no page."""
        self._environment = _environment(office.project.templates, names)
        self._frame = {"office": office, "names": names, "say": names.say, "lang": names.lang}
        self._fonts = office.project.templates / "fonts"
        self.files: dict[str, bytes] = {}

    def add(self, address: str, template: str, title: str, **facts: Any) -> None:
        """Write one page; links to the others are relative to it.

        Raises CrossfootError for a character that no packaged typeface holds.
        """
        depth = address.count("/")
        html = self._environment.get_template(f"{TEMPLATES}/{template}.html.j2").render(
            title=title, here=address.removesuffix(".html"), root="../" * depth, **self._frame, **facts
        )
        require_characters(html, self._fonts)
        self.files[address] = html.encode()


def static_files(templates: Path) -> dict[str, bytes]:
    """Read the style sheets, the script and the typefaces, by their name in the site."""
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in sorted((templates / "fonts").iterdir())}
    return {name: (templates / source).read_bytes() for name, source in STYLES.items()} | fonts


def address(name: str) -> str:
    """Write a file's name, with a place in it where there is one, as a relative address."""
    return quote(name, safe="/@.-_~#=;")


def _environment(templates: Path, names: Names) -> Environment:
    """Make the template engine."""
    environment = make_environment(templates)

    def whole(number: int) -> str:
        return present(Decimal(number), 0, names.lang)

    environment.filters |= {
        "address": address,
        "bulletins": bulletins,
        "whole": whole,
        "size": lambda size: f"{whole(-(-size // THOUSAND))}\u00a0{names.say['kilobytes']}",
    }
    return environment
