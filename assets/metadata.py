"""What the page shows of a step, for a statistician: counts, a few rows as a table, lists, columns."""

from collections.abc import Iterable, Mapping, Sequence

import dagster as dg

ROWS_SHOWN = 10


def rows_table(rows: Sequence[Mapping[str, object]], shown: int = ROWS_SHOWN) -> dg.MarkdownMetadataValue:
    """Set rows as a Markdown table; past `shown` rows say how many are left out."""
    if not rows:
        return dg.MetadataValue.md("No rows.")
    names = list(rows[0])
    lines = [_line(names), _line("---" for _ in names)]
    lines += [_line(_cell(row.get(name)) for name in names) for row in rows[:shown]]
    if len(rows) > shown:
        lines += ["", f"{len(rows) - shown} more."]
    return dg.MetadataValue.md("\n".join(lines))


def bullet_list(items: Iterable[object]) -> dg.MarkdownMetadataValue:
    """Set items as a Markdown list."""
    return dg.MetadataValue.md("\n".join(f"- {item}" for item in items))


def list_items(markdown: str) -> list[str]:
    """Read the items back from a list set by `bullet_list`."""
    return [line.removeprefix("- ") for line in markdown.splitlines()]


def table_schema(types: Mapping[str, object], texts: Mapping[str, str]) -> dg.TableSchema:
    """Describe columns; the page lists them with the asset."""
    return dg.TableSchema([dg.TableColumn(name, str(kind), texts.get(name)) for name, kind in types.items()])


def _line(cells: Iterable[str]) -> str:
    """Join the cells of one line."""
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    """Show one value; a bar or a line break inside it would end the cell."""
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
