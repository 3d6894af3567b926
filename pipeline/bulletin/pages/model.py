"""What the page of an indicator is made of, beside tables as in the bulletin. Plain data."""

from dataclasses import dataclass
from typing import Any

from pipeline.bulletin.model import IndexEntry, Printed, Table


@dataclass(frozen=True)
class Link:
    """A link to a part of the page or to a file of the release, by its relative address."""

    text: str
    href: str


Said = tuple[str | Printed | Link, ...]


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: Said


@dataclass(frozen=True)
class Terms:
    """A list of terms, each with what is said of it."""

    rows: tuple[tuple[str, Said], ...]


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[Said, ...]


@dataclass(frozen=True)
class Listing:
    """The text of a file of code."""

    name: str
    text: str


Part = Words | Terms | Points | Listing | Table


@dataclass(frozen=True)
class Chapter:
    """A part of the page that the list of contents names.

    `lang` is its language where it is another one than the page's; the list names it `short`.
    """

    key: str
    title: str
    parts: tuple[Part, ...]
    lang: str = ""
    short: str = ""


@dataclass(frozen=True)
class IndicatorPage:
    """The page of one indicator; `index` leads from each number to its cell and origin.

    `versions` are the rows of versions.csv behind its table of revisions.
    """

    code: str
    title: str
    chapters: tuple[Chapter, ...]
    index: tuple[IndexEntry, ...]
    versions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Listed:
    """An indicator in the list of all pages."""

    code: str
    title: str
    unit: str
    nature: str
    newest: str
    told: tuple[tuple[str, str], ...] = ()
    """Its title in the other languages of the office, by language."""
