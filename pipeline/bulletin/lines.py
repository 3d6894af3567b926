"""Lines of tables drawn in one stroke from side to side; the engine draws a piece of its own at each cell.

A table of ten columns would be drawn with ten times as many strokes, and a file would hold them all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

Grid = tuple[list[list[Any]], list[list[Any]]]
"""The engine's borders of a table, upright and level: by row and column (score, (style, width, colour))."""


@contextmanager
def lines_in_one_stroke() -> Iterator[None]:
    """Let the engine draw a table whose lines all go from side to side as if it had one column.

    It has no public place for that; the function replaced here is that of the pinned version, and a test of
    the strokes of a file fails where it is called no more.
    """
    from weasyprint import draw

    engine = draw.draw_collapsed_borders
    # By the grid's identity: the parts of a table on all pages share one.
    known: dict[int, Grid | None] = {}

    def draw_lines(stream: Any, table: Any) -> None:
        grid = table.collapsed_border_grid
        if id(grid) not in known:
            known[id(grid)] = _in_one_column(grid)
        undivided = known[id(grid)]
        engine(stream, table if undivided is None else _with_one_column(table, undivided))

    draw.draw_collapsed_borders = draw_lines
    try:
        yield
    finally:
        draw.draw_collapsed_borders = engine


def _in_one_column(grid: Grid) -> Grid | None:
    """Return the borders as those of one column, or None where any is upright or ends within a row."""
    upright, level = grid
    if any(width for row in upright for _, (_, width, _) in row):
        return None
    if any(border != row[0] for row in level for border in row):
        return None
    return [row[:1] * 2 for row in upright], [row[:1] for row in level]


def _with_one_column(table: Any, grid: Grid) -> Any:
    """Show the engine what it asks of a table while it draws the borders."""
    return SimpleNamespace(
        children=table.children,
        column_widths=[sum(table.column_widths)],
        column_positions=table.column_positions[:1],
        collapsed_border_grid=grid,
        skipped_rows=table.skipped_rows,
        skip_cell_border_top=table.skip_cell_border_top,
        skip_cell_border_bottom=table.skip_cell_border_bottom,
    )
