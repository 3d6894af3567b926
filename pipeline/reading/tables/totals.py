"""Compares the total rows of a table with the rows above or below them; nothing is changed by it."""

from decimal import Decimal

from pipeline.reading.tables.facts import Facts
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.number_format import plain

_RATIOS = ("percent", "%", "times")
"""Units of figures that do not sum, save shares of one whole."""
Items = dict[tuple[int, int], Facts]


def compare_totals(frame: Frame, items: Items) -> None:
    """Say in the reason of each total what its parts sum to, column by column."""
    rows = [row for row in frame.layout.data_rows if row not in set(frame.layout.group_rows)]
    totals = set(frame.layout.total_rows)
    for column in frame.data:
        for total, parts in _runs(rows, totals):
            item = items.get((total, column))
            if item is not None and item.get("disposition") == "control" and item.get("value"):
                item["reason"] = _compared(item, [items.get((row, column)) for row in parts])


def _runs(rows: list[int], totals: set[int]) -> list[tuple[int, list[int]]]:
    """Pair each total row with its parts: the rows since the total before, or, for a first row, after it."""
    runs: list[tuple[int, list[int]]] = []
    parts: list[int] = []
    leading: list[int] = []
    for row in rows:
        if row not in totals:
            parts.append(row)
        elif parts:
            runs.append((row, parts))
            parts = []
        else:
            leading.append(row)
    for total in leading:
        after = [row for row in rows if row > total]
        end = next((at for at, row in enumerate(after) if row in totals), len(after))
        runs.append((total, after[:end]))
    return runs


def _compared(item: Facts, parts: list[Facts | None]) -> str:
    """Write what the parts of a total sum to, or which one has no figure."""
    if item.get("unit") in _RATIOS and item.get("quantity") != "share":
        return "total of the table, not compared: it is no sum of percentages"
    present = [part for part in parts if part is not None]
    lacking = next((part["cell"] for part in present if not part.get("value")), "")
    if lacking or len(present) < len(parts) or not present:
        return f"total of the table, not compared: {lacking or 'a part'} holds no figure"
    total = sum((Decimal(part["value"]) for part in present), Decimal(0))
    span = f"{present[0]['cell']} to {present[-1]['cell']}"
    difference = Decimal(item["value"]) - total
    side = "less" if difference > 0 else "more"
    beyond = f", {plain(abs(difference))} {side} than is printed" if difference else ""
    return f"total of {span}, which sum to {plain(total)}{beyond}"
