"""A page to print, and how it is printed into a folder."""

import gc
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.bulletin.pdf import Attached, render_pdf
from pipeline.lake import write_atomically

MOST_LAID_OUT = 1_000_000
"""Characters of pages after which the memory of what laid them out is given back."""
_laid_out: list[int] = []


@dataclass(frozen=True)
class Sheet:
    """A page to print, under the name that its PDF gets in the release."""

    name: str
    html: str
    created: datetime
    attachments: tuple[Attached, ...] = ()


def print_sheet(sheet: Sheet, templates: Path) -> bytes:
    """Print one sheet."""
    return render_pdf(sheet.html, templates, created=sheet.created, attachments=sheet.attachments)


def print_to(path: Path, sheet: Sheet, templates: Path) -> None:
    """Print one sheet into a file, whole or not at all."""
    write_atomically(path, print_sheet(sheet, templates))


def print_beside(path: Path, sheet: Sheet, templates: Path) -> None:
    """Print one sheet into a file, in a process that prints one after another with the collector off.

    The boxes of a page hold one another, so that they stay until they are collected: now and then.
    """
    print_to(path, sheet, templates)
    _laid_out.append(len(sheet.html))
    if sum(_laid_out) >= MOST_LAID_OUT:
        gc.collect()
        _laid_out.clear()
