"""The figures of a finding as a person tells them apart: key, value, what it is of, source and place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.lake import Lake
from pipeline.rules.naming import Figure
from pipeline.rules.places import locators_of

KEY_DIGITS = 12
"""So many digits of a content key are shown; the form of decisions takes the first 6 or more."""
MAX_TOLD = 20
"""Figures that a sentence tells apart; the others are counted."""
Row = dict[str, str]


def named_figures(lake: Lake, figures: Iterable[Figure]) -> list[Row]:
    """Return of each observation what tells it from others, as texts.

    `figure` is the beginning of its content key, `value` is in the unit of the figure, `place` is a file and
    the place in it. A figure of which no observation could be made is left out: nothing can be decided of it.
    """
    rows = [one.row for one in figures if one.is_observed]
    places = locators_of(lake, {str(row["figure_id"]) for row in rows})
    return [_told(row, places) for row in rows]


def in_words(rows: Sequence[Row]) -> str:
    """Write figures that are to be told apart, one a line; past MAX_TOLD they are counted."""
    lines = [f"{row['figure']}: {', '.join(filter(None, list(row.values())[1:]))}" for row in rows[:MAX_TOLD]]
    if len(rows) > MAX_TOLD:
        lines.append(f"{len(rows) - MAX_TOLD} more")
    return ";\n".join(lines)


def _told(row: Mapping[str, Any], places: Mapping[str, str]) -> Row:
    """Write what tells a figure from others."""
    value, start, end = row["value"], row["period_start"], row["period_end"]
    return {
        "figure": str(row["content_key"])[:KEY_DIGITS],
        "value": f"{format(value.normalize(), 'f')} {row['unit_code'] or ''}".strip(),
        "of": f"{row['measure_code']} {row['breakdown']}".removesuffix(" _T"),
        "territory": str(row["territory_id"] or ""),
        "period": f"{start}/{end}" if start and end else str(row.get("due_on") or ""),
        "source": str(row["source_id"]),
        "place": places.get(str(row["figure_id"]), ""),
    }
