"""How texts break into lines, and the widths of columns under which a table's rows take the fewest."""

from collections.abc import Iterator, Sequence

STEP_MM = 1.0
# A line counts beside a longer cell of the same row too: a day on two lines reads badly, and columns which
# keep a row high together give way one after the other.
HIDDEN_LINES = 0.35

Words = tuple[float, ...]


def count_lines(words: Sequence[float], space: float, width: float) -> int:
    """Count the lines of words of these widths, with a space between two, in a column of this width."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > width + 1e-6:
            lines, used = lines + 1, word
        else:
            used += word + (space if used else 0.0)
    return lines


def shortest(
    columns: Sequence[Sequence[Words]], space: float, widths: Sequence[tuple[float, float]], room: float
) -> tuple[float, ...]:
    """Widen columns from their least width to their most, where a millimetre saves the most lines.

    `columns` gives the words of each cell, by column and row; `widths` the least and the most of each column,
    `room` the millimetres to give beyond the least. What no line needs is shared by what the columns lack.
    """
    at = [least for least, _ in widths]
    choices = [
        list(_choices(cells, space, least, min(most, least + room)))
        for cells, (least, most) in zip(columns, widths, strict=True)
    ]
    lines = [each[0][1] for each in choices]
    while step := _best_step(choices, at, lines, room):
        column, width, counted = step
        room -= width - at[column]
        at[column], lines[column] = width, counted
    lacking = [max(0.0, most - width) for width, (_, most) in zip(at, widths, strict=True)]
    share = min(1.0, room / sum(lacking)) if sum(lacking) else 0.0
    return tuple(width + lack * share for width, lack in zip(at, lacking, strict=True))


def _choices(
    cells: Sequence[Words], space: float, least: float, most: float
) -> Iterator[tuple[float, list[int]]]:
    """Give the widths at which a cell of the column takes other lines than at the width before."""
    before: list[int] = []
    for step in range(int((most - least) / STEP_MM + 1e-6) + 1):
        width = least + step * STEP_MM
        counted = [count_lines(words, space, width) for words in cells]
        if counted != before:
            before = counted
            yield width, counted


def _best_step(
    choices: Sequence[Sequence[tuple[float, list[int]]]],
    at: Sequence[float],
    lines: Sequence[list[int]],
    room: float,
) -> tuple[int, float, list[int]] | None:
    """Find the widening that saves the most lines a millimetre: column, width, its lines."""
    best: tuple[float, int, float, list[int]] | None = None
    heights = [max(row) for row in zip(*lines, strict=True)]
    for column, candidates in enumerate(choices):
        beside = [max(row[:column] + row[column + 1 :], default=1) for row in zip(*lines, strict=True)]
        hidden = sum(lines[column])
        for width, counted in candidates:
            wider = width - at[column]
            if wider <= 0 or wider > room + 1e-6:
                continue
            saved = sum(
                high - max(others, line) for high, others, line in zip(heights, beside, counted, strict=True)
            )
            rate = (saved + HIDDEN_LINES * (hidden - sum(counted))) / wider
            if rate > 0 and (best is None or rate > best[0] + 1e-9):
                best = (rate, column, width, counted)
    return best[1:] if best else None
