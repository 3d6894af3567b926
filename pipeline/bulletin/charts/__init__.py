"""Charts of the bulletin: plain rows in, SVG text out; printed numbers are the caller's texts."""

from pipeline.bulletin.charts.bars import Bar, Group, bars, contributions, paired_bars
from pipeline.bulletin.charts.fan import Ray, revision_fan
from pipeline.bulletin.charts.lines import Line, draws_lines, line_chart
from pipeline.bulletin.charts.outcome import Outcome, outcome_bars
from pipeline.bulletin.charts.stacked import stacked_bars
from pipeline.bulletin.charts.theme import Drawing
from pipeline.bulletin.charts.tiles import Tile, tile_map
from pipeline.bulletin.charts.timeline import Dated, stock_timeline
from pipeline.bulletin.charts.triangle import Period, Shade, heat_map

__all__ = [
    "Bar",
    "Dated",
    "Drawing",
    "Group",
    "Line",
    "Outcome",
    "Period",
    "Ray",
    "Shade",
    "Tile",
    "bars",
    "contributions",
    "draws_lines",
    "heat_map",
    "line_chart",
    "outcome_bars",
    "paired_bars",
    "revision_fan",
    "stacked_bars",
    "stock_timeline",
    "tile_map",
]
