"""What a page is made of. Plain data: the templates turn it into HTML and decide nothing."""

from dataclasses import dataclass, field
from typing import Literal, Self

from markupsafe import Markup


@dataclass(frozen=True)
class Printed:
    """A number as printed, bound to a cell; `number_id` is its entry in the lineage index."""

    number_id: str
    text: str
    cell_id: str
    facet: str


class Foreign(str):
    """Words in another language than the document's; text like any other."""

    lang: str
    __slots__ = ("lang",)

    def __new__(cls, text: str, lang: str) -> Self:
        """Keep the language beside the text; `lang` is a BCP 47 tag, like `az`."""
        words = super().__new__(cls, text)
        words.lang = lang
        return words

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """Say what a copy in another process is made of."""
        return type(self), (str(self), self.lang)

    def __html__(self) -> Markup:
        """Write the text as a page does, escaped."""
        return Markup('<span lang="{}">{}</span>').format(self.lang, str(self))


Run = str | Printed
Text = tuple[Run, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; the unit stands in the head, never in the cells."""

    label: str
    numeric: bool = False
    width: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; where `link` is given the row's first cell links to that number."""

    cells: tuple[Text, ...]
    indent: int = 0
    strong: bool = False
    link: str = ""


@dataclass(frozen=True)
class Table:
    """A table with one header row."""

    label: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()
    linked_cells: bool = True


@dataclass(frozen=True)
class Chart:
    """A drawn chart, its alternative text, and the numbers that it shows, listed under it."""

    label: str
    title: str | Text
    subtitle: str
    svg: str
    alt: Text
    series: tuple[tuple[str, tuple[tuple[str, Text], ...]], ...]
    notes: tuple[Text, ...] = ()

    @property
    def spec(self) -> str:
        """The specifications from which the chart was drawn, as JSON; empty where they are not known."""
        return str(getattr(self.svg, "spec", ""))


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several."""

    text: Text


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Box:
    """A text set apart from the flow."""

    title: str
    paragraphs: tuple[Text, ...]


Block = Paragraph | Points | Table | Chart | Box


@dataclass(frozen=True)
class Section:
    """A numbered section, or an annex."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    landscape: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One of the large figures under the banner: number, caption, change, words before and after it."""

    value: Printed
    caption: str
    detail: Text
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Symbol:
    """A word in brackets and what it means."""

    mark: str
    meaning: str


@dataclass(frozen=True)
class IndexEntry:
    """An entry of the lineage index: a number, its cell and where it came from."""

    number_id: str
    printed: str
    cell_id: str
    facet: str
    origin: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Other:
    """Another publication of the month: its name, its web page, its language as a BCP 47 tag."""

    name: str
    href: str
    lang: str


@dataclass(frozen=True)
class Document:
    """A whole bulletin in one language."""

    lang: str
    office: str
    title: str
    subtitle: str
    issue: str
    imprint: str
    mark: str
    status: str
    facts: tuple[tuple[str, str], ...]
    key_figures: tuple[KeyFigure, ...]
    main_points: tuple[Text, ...]
    about: Box
    sections: tuple[Section, ...]
    symbols: tuple[Symbol, ...]
    index: tuple[IndexEntry, ...]
    review: str = ""
    """Who reviewed the texts of this edition, or that nobody did; empty where none need be."""
    others: tuple[Other, ...] = ()
    """What the web page leads to: the same in other languages, then the country and the territories."""
    attachments: tuple[tuple[str, bytes, Literal["Data", "Source", "Supplement"]], ...] = field(default=())
