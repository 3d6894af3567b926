"""A page to print, and how it is handed to a process that prints it."""

import base64
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.bulletin.pdf import Attached, render_pdf


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


def packed(sheet: Sheet, path: Path) -> dict[str, object]:
    """Write a sheet, and the path that its PDF gets, as values of JSON."""
    attached = [[one.name, base64.b64encode(one.content).decode(), *one[2:]] for one in sheet.attachments]
    return {
        "name": sheet.name,
        "html": sheet.html,
        "created": sheet.created.isoformat(),
        "attached": attached,
        "path": str(path),
    }


def unpacked(order: dict[str, Any]) -> tuple[Sheet, Path]:
    """Read a sheet and its path back."""
    attached = tuple(
        Attached(name, base64.b64decode(content), *rest) for name, content, *rest in order["attached"]
    )
    created = datetime.fromisoformat(order["created"])
    return Sheet(order["name"], order["html"], created, attached), Path(order["path"])
