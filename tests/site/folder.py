"""A site as a folder of pages: how the tests read it, and which of its links lead to nothing."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from pipeline.identity import file_hash
from tests.site.conftest import FILES

Tree = html.HtmlElement
LANGUAGES = ("en", "az", "ru")
FILES_OF_ISSUE = {f"{address}/{name}" for address in ("2026-01", "2026-01.1") for name in FILES}


def read(path: Path) -> Tree:
    return html.document_fromstring(path.read_bytes())


def files_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path in it."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}


def folder_of(lang: str) -> str:
    """Return the folder of the pages of a language."""
    return "" if lang == "en" else lang


def language_of(path: Path) -> str:
    """Return the language of a page by the folder that it lies in."""
    return path.parts[0] if path.parts[0] in LANGUAGES else "en"


def faulty_links(folder: Path) -> list[str]:
    """List every link, script, style and source of every page that leads to nothing in the folder."""
    names: dict[Path, set[str]] = {}
    found = []
    for page in sorted(folder.rglob("*.html")):
        tree = read(page)
        names[page.resolve()] = set(tree.xpath("//@id"))
    for page in sorted(folder.rglob("*.html")):
        for link in read(page).xpath(
            "//a/@href | //link/@href | //script/@src | //img/@src | //form/@action"
        ):
            parts = urlsplit(link)
            if parts.scheme == "mailto":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            inside = target.is_relative_to(folder.resolve()) and not parts.scheme and not parts.netloc
            if not inside or not target.is_file():
                found.append(f"{page.relative_to(folder)}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in names.get(target, set()):
                found.append(f"{page.relative_to(folder)}: {link} has no such place")
    return found
