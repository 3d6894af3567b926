"""Plans beside what is reported to date: each pair on a scale of its own, the plan at full length."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.bars import Bar, Group, paired_bars

MOST_PAIRS = 12
"""A page holds no more with labels of two lines."""


@dataclass(frozen=True)
class Outcome:
    """A plan, what is reported of it, and the reported figure as a part of the planned one."""

    label: str
    planned: str
    planned_text: str
    reported: str
    reported_text: str
    part: float


def outcome_bars(outcomes: Sequence[Outcome], *, fonts: Path) -> theme.Drawing:
    """Draw, under each plan's name, a light bar for the plan and a dark one for what is reported.

    Units differ from pair to pair, so lengths compare within a pair alone; the plan has length 1.
    Raises ValueError past MOST_PAIRS pairs.
    """
    if len(outcomes) > MOST_PAIRS:
        raise ValueError(f"outcome_bars takes at most {MOST_PAIRS} pairs")
    return paired_bars(
        [
            Group(
                one.label,
                (
                    Bar(one.planned, 1.0, one.planned_text, light=True),
                    Bar(one.reported, one.part, one.reported_text),
                ),
            )
            for one in outcomes
        ],
        fonts=fonts,
    )
