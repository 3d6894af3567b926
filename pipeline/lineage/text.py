"""The way of a column in lines: backward to what was delivered, forward to what is made of it."""

import difflib

from pipeline.errors import UsageError
from pipeline.lineage.graph import Lineage
from pipeline.lineage.query import Source
from pipeline.lineage.tables import BY_CODE

_CELLS = "indicators."
_PUBLISHED = (
    "The cells of indicators go into the bulletin, as cells.csv and published_number.csv say, and into the "
    "tables indicators.* of the warehouse."
)


def parse_column(lineage: Lineage, text: str) -> Source:
    """Read 'core.total.value', or 'fci.value' of an indicator; UsageError with the nearest names."""
    table, _, name = text.strip().rpartition(".")
    table = table if "." in table else f"indicators.{table}"
    if name in lineage.columns.get(table, ()):
        return table, name
    if table in lineage.columns:
        known = [f"{table}.{one}" for one in lineage.columns[table]]
    else:
        known = [f"{one}.{name}" for one in sorted(lineage.columns)]
    near = difflib.get_close_matches(f"{table}.{name}", known, n=3) or known[:3]
    raise UsageError(f"There is no column '{text}'. Near to it: {', '.join(near)}.")


def way_back(lineage: Lineage, column: Source) -> list[str]:
    """Say what a column is made of, table by table, each line indented by how far away it is."""
    lines = []
    for step in lineage.back(column):
        made = ", ".join(".".join(one) for one in sorted(step.made_of))
        told = f"from {made}" if made else _ends(lineage, step.column)
        lines.append(f"{'  ' * step.depth}{'.'.join(step.column)}: {told}")
    return lines


def way_forward(lineage: Lineage, column: Source) -> list[str]:
    """List the columns that a column goes into, the nearest first, then where their tables go."""
    into = [".".join(one) for one in lineage.forward(column)]
    here = ".".join(column)
    if column[0].startswith(_CELLS) or any(name.startswith(_CELLS) for name in into):
        return [*into, *([] if into else [f"No other column of sql/ is made of {here}."]), _PUBLISHED]
    return into or [f"No other column of sql/ is made of {here}; what code does with it is not followed."]


def _ends(lineage: Lineage, column: Source) -> str:
    """Say where a column comes from that is made of no other."""
    if column[0] in BY_CODE and column[0] not in lineage.made:
        return "{} {}".format(*BY_CODE[column[0]])
    if column[0].startswith("reference."):
        return "given in the office's folder reference/"
    return "given by the SQL or the code itself"
