"""The lineage of columns as one static page: what each is made of, what decides the rows of each table."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.dictionary import column_text, table_text
from pipeline.lake import write_atomically
from pipeline.lineage.graph import Lineage
from pipeline.lineage.query import Source
from pipeline.lineage.tables import BY_CODE
from pipeline.template import fill, shared_environment

PAGE = "lineage.html"
_INDICATORS = "indicators"


def write_page(lineage: Lineage, templates: Path, folder: Path) -> Path:
    """Write the page into a folder as a whole and return its path; the same bytes each time."""
    tables = [_table(lineage, table) for table in sorted(lineage.made, key=_in_order)]
    path = folder / PAGE
    write_atomically(path, fill(shared_environment(templates), "lineage.html.j2", tables=tables).encode())
    return path


def _in_order(table: str) -> tuple[int, str]:
    """Put tables in the order of the flow."""
    return ("reference", "core", _INDICATORS).index(table.split(".", maxsplit=1)[0]), table


def _table(lineage: Lineage, table: str) -> dict[str, Any]:
    """Give what the page says of a table."""
    code = BY_CODE.get(table)
    return {
        "name": table,
        "text": table_text(table) or "",
        "code": f"{code[0]} {code[1]}" if code else "",
        "rows": _links(lineage, lineage.made[table].rows),
        "columns": [_column(lineage, (table, name)) for name in lineage.made[table].columns],
    }


def _column(lineage: Lineage, column: Source) -> dict[str, Any]:
    """Give what the page says of a column."""
    table, name = column
    meant = _INDICATORS if table.startswith(_INDICATORS) else table
    return {
        "name": ".".join(column),
        "short": name,
        "text": column_text(meant, name) or "",
        "made_of": _links(lineage, lineage.sources(column)),
        "delivered": [".".join(one) for one in lineage.delivered(column) if one != column],
    }


def _links(lineage: Lineage, sources: Iterable[Source]) -> list[dict[str, str]]:
    """Name columns, each with the place on the page that tells of it, if there is one."""
    return [
        {"name": ".".join(one), "link": ".".join(one) if _told(lineage, one) else ""}
        for one in sorted(sources)
    ]


def _told(lineage: Lineage, column: Source) -> bool:
    """Tell whether the page has a column."""
    return column[0] in lineage.made and column[1] in lineage.made[column[0]].columns
