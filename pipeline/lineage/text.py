"""The way of a column in lines: backward to what was delivered, forward to what is made of it."""

import difflib

from pipeline.errors import UsageError
from pipeline.lineage.graph import Lineage
from pipeline.lineage.query import Source
from pipeline.lineage.tables import BY_CODE


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
    """List the columns that a column goes into, the nearest first."""
    return [".".join(one) for one in lineage.forward(column)]


def _ends(lineage: Lineage, column: Source) -> str:
    """Say where a column comes from that is made of no other."""
    if column[0] in BY_CODE and column[0] not in lineage.made:
        return "{} {}".format(*BY_CODE[column[0]])
    if column[0].startswith("reference."):
        return "given in the office's folder reference/"
    return "given by the SQL or the code itself"
