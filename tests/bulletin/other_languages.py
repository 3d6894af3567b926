"""Sections of a month in another language than English: a page for them, their texts and tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Chart, Paragraph, Points, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.rows import labels_of
from pipeline.reference import load_reference

LANGUAGES = ("az", "ru")
Write = Callable[[Page], Section | None]


def material_in(made: Any, lang: str) -> Material:
    """Give a month's material the words of another language."""
    return replace(made.material, lang=lang, labels=labels_of(load_reference(made.office)["label"], lang))


def page_of(made: Any, material: Material) -> Page:
    """Give a page to write on."""
    return Page(material, Binder(material.lang, material.origin), made.office.project.templates / "fonts")


def written(page: Page, writes: Sequence[Write]) -> list[Section]:
    """Write the sections that there are."""
    return [part for write in writes if (part := write(page))]


def said_in(parts: Sequence[Section]) -> Iterator[str]:
    """Yield every text that is a message: titles, heads, sentences, notes; names of places are none."""
    for part in parts:
        yield part.title
        for block in part.blocks:
            if isinstance(block, Paragraph):
                yield plain(block.text)
            elif isinstance(block, Points):
                yield from map(plain, block.items)
            elif isinstance(block, Table | Chart):
                yield from (block.label, block.title, block.subtitle, *map(plain, block.notes))
                if isinstance(block, Table):
                    yield from (column.label for column in block.columns)
                else:
                    yield plain(block.alt)


def tables_in(parts: Sequence[Section]) -> list[Table]:
    """List the tables of sections."""
    return [block for part in parts for block in part.blocks if isinstance(block, Table)]
