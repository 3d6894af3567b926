"""Where each printed number of each issue stands: the rows that search and the plain lists are made from."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import BadInputError
from pipeline.numbers_file import NUMBERS_FILE, is_beside
from pipeline.site.issues import Issue

_COLUMNS = {"lang", "number_id", "cell_id", "facet", "section", "printed"}
_SAFE = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, order=True)
class Number:
    """A number as printed on a page; `page` is the page of the issue that the site leads to."""

    number_id: str
    page: str
    cell_id: str
    facet: str
    printed: str


def numbers_of(issue: Issue) -> list[Number]:
    """List the numbers of an issue that one of its pages has a row of, each once a page, by id."""
    return sorted({number for file in issue.files for number in _rows(issue, file.name)})


def _rows(issue: Issue, name: str) -> Iterator[Number]:
    """Read one list of printed numbers; a territory's page lies in a folder named after it."""
    folder, slash, base = name.rpartition("/")
    if base != NUMBERS_FILE:
        return
    reader = csv.DictReader(io.StringIO(issue.read(name)))
    if missing := _COLUMNS - set(reader.fieldnames or ()):
        raise BadInputError(
            f"{issue.folder / name} lacks the columns {', '.join(sorted(missing))}. Run the month again."
        )
    pages = {file.name for file in issue.files}
    for row in reader:
        page = folder + slash + _page(row)
        if page in pages and _SAFE.fullmatch(row["number_id"]):
            yield Number(row["number_id"], issue.page(page), row["cell_id"], row["facet"], row["printed"])


def _page(row: dict[str, str]) -> str:
    """Return the page that a number stands on: an indicator's, else the bulletin of its language."""
    if is_beside(row):
        return f"{row['section']}.html"
    territory = row.get("territory")
    return f"{territory}/bulletin.{row['lang']}.html" if territory else f"bulletin.{row['lang']}.html"
