"""The pages of indicators of a month, parsed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.bulletin.pages.build import FOLDER, Pages
from pipeline.bulletin.pages.known import Known
from pipeline.present import PADDING

OFFICES = ("karabakh", "example")


@dataclass(frozen=True)
class Read:
    """The pages of a month, parsed."""

    made: Any
    known: Known
    pages: Pages
    trees: dict[str, Any]

    def tree(self, code: str) -> Any:
        """Return the page of an indicator."""
        return self.trees[f"{FOLDER}/{code}.html"]

    def chapter(self, code: str, key: str) -> Any:
        """Return a chapter of a page."""
        return self.tree(code).xpath(f"//section[@aria-labelledby='{key}']")[0]


def words_of(element: Any) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def rows_of(table: Any) -> list[list[str]]:
    """Return the rows of a table as text."""
    return [[words_of(cell) for cell in row.xpath("th|td")] for row in table.xpath(".//tbody/tr")]


def number(text: str) -> Decimal:
    """Read a printed number."""
    return Decimal(re.sub(rf"[\u202f{PADDING}\s]", "", text).replace("\u2212", "-"))
