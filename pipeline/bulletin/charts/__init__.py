"""Charts of the bulletin: plain rows in, SVG text out; printed numbers are the caller's texts."""

from pipeline.bulletin.charts.bars import Bar, Group, bars, contributions, paired_bars
from pipeline.bulletin.charts.lines import Line, line_chart
from pipeline.bulletin.charts.stacked import stacked_bars
from pipeline.bulletin.charts.timeline import Dated, stock_timeline

__all__ = [
    "Bar",
    "Dated",
    "Group",
    "Line",
    "bars",
    "contributions",
    "line_chart",
    "paired_bars",
    "stacked_bars",
    "stock_timeline",
]
