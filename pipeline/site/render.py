"""From the pages of the site to their HTML: everything is escaped, everything must be defined."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from pipeline.bulletin.citation import prefix_of
from pipeline.bulletin.typeface import require_characters
from pipeline.present import present
from pipeline.site.forms import bulletins
from pipeline.site.names import Names
from pipeline.template import fill, make_environment

TEMPLATES = "site"
"""The folder of these templates, below those of the bulletin."""
STYLES = {
    "screen.css": "screen.css",
    "site.css": f"{TEMPLATES}/site.css",
    "search.js": f"{TEMPLATES}/search.js",
    "mark.css": f"{TEMPLATES}/mark.css",
    "mark.js": f"{TEMPLATES}/mark.js",
}
"""Files that the pages load, by their name in the site."""
NAMED = (
    *("index", "archive", "indicators", "search", "calendar"),
    *("corrections", "cite", "report", "accessibility", "about"),
)
"""The pages that each language has once, in the order of the list on every page."""
THOUSAND = 1000


class Pages:
    """Collects the pages of a language by their address in the site: below its folder, but for the first."""

    def __init__(
        self, names: Names, spoken: Mapping[str, str], environment: Environment, drafts: bool = False
    ) -> None:
        """Begin with no page; `spoken` names the languages by code. With `drafts` each page says so."""
        self._drafts = drafts
        self._environment = environment
        office = names.office
        self._fonts = office.project.templates / "fonts"
        self._names, self._spoken = names, spoken
        self._home = prefix_of(office.languages, names.lang)
        self.files: dict[str, bytes] = {}

    def add(
        self,
        address: str,
        template: str,
        title: str,
        elsewhere: Mapping[str, str] | None = None,
        **facts: Any,
    ) -> None:
        """Write one page; links to the others are relative to it.

        `elsewhere` has its address in languages where it is another. Raises CrossfootError for a character
        that no packaged typeface holds.
        """
        names, name = self._names, f"{self._home}{address}"
        root = "../" * name.count("/")
        languages = names.office.languages
        html = fill(
            self._environment,
            f"{TEMPLATES}/{template}.html.j2",
            title=names.grammar.start(title),
            here=address.removesuffix(".html"),
            root=root,
            home=f"{root}{self._home}",
            public=f"{names.office.address}{quoted(name)}".removesuffix("index.html")
            if names.office.address
            else "",
            others=[
                (lang, own, f"{prefix_of(languages, lang)}{(elsewhere or {}).get(lang, address)}")
                for lang, own in self._spoken.items()
            ],
            named=[(page, names.say(f"site-page-{page}")) for page in NAMED],
            names=names,
            office=names.office,
            say=names.say,
            told=names.told,
            lang=names.lang,
            drafts=self._drafts,
            whole=names.whole,
            size=lambda count: size(names, count),
            **facts,
        )
        require_characters(html, self._fonts)
        self.files[name] = html.encode()

    def add_beside(self, name: str, content: bytes) -> None:
        """Write what is no page of a language of its own, by its name in the site."""
        self.files[name] = content

    def fill(self, template: str, **facts: Any) -> str:
        """Return a part of a page."""
        names = self._names
        html = fill(
            self._environment, f"{TEMPLATES}/{template}.html.j2", say=names.say, lang=names.lang, **facts
        )
        require_characters(html, self._fonts)
        return html


def static_files(templates: Path) -> dict[str, bytes]:
    """Read the style sheets, the script and the typefaces with their licences, by their name in the site."""
    found = sorted(path for path in (templates / "fonts").iterdir() if path.suffix in (".ttf", ".txt"))
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in found}
    return {name: (templates / source).read_bytes() for name, source in STYLES.items()} | fonts


def quoted(name: str) -> str:
    """Write a file's name, with a place in it where there is one, as a relative address."""
    return quote(name, safe="/@.-_~#=;")


def size(names: Names, count: int) -> str:
    """Write the size of a file: 12 kB, 3.4 MB."""
    if count < THOUSAND**2:
        return names.say("site-size", count=names.whole(-(-count // THOUSAND)))
    return names.say("site-size-large", count=present(Decimal(count) / THOUSAND**2, 1, names.lang))


def engine(templates: Path) -> Environment:
    """Make the template engine; the pages of all languages share it."""
    environment = make_environment(templates)
    environment.filters |= {"address": quoted, "bulletins": bulletins}
    return environment
