"""Finds room for tables that figures made too wide: smaller type, then a page in landscape; each is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.bulletin.columns import SIZES_PT, size_for
from pipeline.bulletin.model import Document, Section, Table

PORTRAIT_MM = 174.0
LANDSCAPE_MM = 261.0


def with_room(document: Document, fonts: Path) -> Document:
    """Set sections in landscape that have a table which is too wide for a page in the smallest type."""
    return replace(document, sections=tuple(_with_room(section, fonts) for section in document.sections))


def told_of_room(document: Document, fonts: Path) -> Iterator[str]:
    """Say of each table that is not printed in the usual type, or made its section stand in landscape, so."""
    for section in document.sections:
        for table in _tables(section):
            size = size_for(table, LANDSCAPE_MM if section.landscape else PORTRAIT_MM, fonts)
            smaller = size < SIZES_PT[0]
            wide = section.landscape and not size_for(table, PORTRAIT_MM, fonts)
            if smaller or wide:
                how = f"in type of {size} points" if smaller else ""
                page = "on a page in landscape" if wide else ""
                yield (
                    f"{table.label} ({table.title}) is too wide for a page: it is printed "
                    f"{' '.join(filter(None, (how, page)))}."
                )


def _with_room(section: Section, fonts: Path) -> Section:
    """Set a section in landscape where one of its tables needs it."""
    too_wide = any(not size_for(table, PORTRAIT_MM, fonts) for table in _tables(section))
    return replace(section, landscape=True) if too_wide and not section.landscape else section


def _tables(section: Section) -> Iterator[Table]:
    """Give the tables of a section."""
    return (block for block in section.blocks if isinstance(block, Table))
