"""How high a figure stands in print, and whether it is kept on one page."""

import re
from pathlib import Path

from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart
from pipeline.bulletin.typeface import POINT_MM, text_width

WHOLE_MM = 84.0
"""A figure up to this height is never divided; a higher one would leave a third of a page empty before it."""
TOGETHER = 3
"""So many lists of numbers stay with the drawing, and so many with the notes, where a figure is divided."""
DRAWING_MM = 173.5
HEAD_MM = 12.0
LINE_MM = 4.1
RUN_MM = 7.6 * POINT_MM
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def together(chart: Chart) -> int:
    """Return how many lists stay with the drawing, and with the notes: of few one, so that they may part."""
    return TOGETHER if len(chart.series) >= 2 * TOGETHER else 1


def is_whole(chart: Chart, fonts: Path) -> bool:
    """Tell whether a figure is low enough to stand on one page whatever stands before it."""
    return height(chart, fonts) <= WHOLE_MM


def height(chart: Chart, fonts: Path) -> float:
    """Estimate the height of a figure in millimetres: its title, its drawing, its numbers and notes."""
    size = _SIZE.search(chart.svg)
    drawing = DRAWING_MM * float(size[2]) / float(size[1]) if size else 0.0
    runs = [
        f"{name}: {'; '.join(f'{label} {plain(said)}' for label, said in points)}"
        for name, points in chart.series
    ]
    texts = [*runs, *(plain(note) for note in chart.notes)]
    lines = sum(int(text_width(text, RUN_MM, fonts) // DRAWING_MM) + 1 for text in texts)
    return HEAD_MM + drawing + LINE_MM * lines
