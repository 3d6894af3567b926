"""Charts: what is drawn, what is printed in them, and what may not be in them."""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulletin import charts
from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.scale import spread, ticks
from pipeline.bulletin.svg import embed
from pipeline.errors import CrossfootError
from tests.bulletin.charts.drawn import HOSTILE, LONG
from tests.bulletin.charts.drawn import texts as _texts
from tests.bulletin.sample_sections import FONTS, MONTHS, show


def _line(*values: float | None) -> str:
    return charts.line_chart(MONTHS[: len(values)], [charts.Line("2026", values)], show=show, fonts=FONTS)


_ROWS = [charts.Bar(name, 10.0 + at, f"{10 + at}.0 [p]") for at, name in enumerate((*HOSTILE, LONG))]
_PARTS = (charts.Bar("planned", 90.0, "90", light=True), charts.Bar("reported", 0.0, "0"))
_POINTS = [charts.Dated(date(2024, 1, day), 100.0 * day, str(100 * day)) for day in (1, 2, 30)]
_YEARS = [charts.Line(str(2026 - at), tuple(float(month + at * 3) for month in range(12))) for at in range(5)]
KINDS: dict[str, Callable[[], str]] = {
    "bars": lambda: charts.bars([*_ROWS, charts.Bar("none", None, "[x]")], fonts=FONTS),
    "contributions": lambda: charts.contributions(
        [*_ROWS, charts.Bar("down", -41.5, "\u221241.5")], fonts=FONTS
    ),
    "pairs": lambda: charts.paired_bars([charts.Group(name, _PARTS) for name in HOSTILE], fonts=FONTS),
    "stacked": lambda: charts.stacked_bars(
        [charts.Group(name, _PARTS) for name in (*HOSTILE, LONG)], fonts=FONTS
    ),
    "lines": lambda: charts.line_chart(MONTHS, _YEARS, show=show, fonts=FONTS),
    "lines alone": lambda: charts.line_chart(MONTHS, _YEARS, show=show, fonts=FONTS, alone=(0, 4)),
    "timeline": lambda: charts.stock_timeline(_POINTS, fonts=FONTS),
}
"""One chart of each kind, with hostile, long, negative, missing and zero content."""


@cache
def _drawing(kind: str) -> str:
    """Draw a chart once."""
    return KINDS[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_lies_within_the_drawing(kind: str) -> None:
    for text, left, right, _ in _texts(_drawing(kind)):
        assert left >= -0.5, text
        assert right <= theme.WIDTH + 0.5, text


@pytest.mark.parametrize("kind", KINDS)
def test_text_stays_text_in_the_packaged_typeface_and_is_large_enough(kind: str) -> None:
    found = list(_texts(_drawing(kind)))
    assert found
    for text, _, _, element in found:
        assert element.get("font-family") == theme.FAMILY, text
        assert float(element.get("font-size", "0px")[:-2]) * 0.75 >= 7.5, text


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_give_the_same_bytes(kind: str) -> None:
    assert KINDS[kind]() == _drawing(kind)


@pytest.mark.parametrize("kind", ["bars", "contributions", "pairs", "stacked"])
def test_hostile_names_are_printed_as_they_are_written(kind: str) -> None:
    printed = {text for text, *_ in _texts(_drawing(kind))}
    assert {" ".join(name.split()) for name in HOSTILE} <= printed
    assert "<script" not in _drawing(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_description_repeats_numbers_unbound(kind: str) -> None:
    assert "aria-label" not in _drawing(kind)
    assert "<title>A chart.</title>" in embed(_drawing(kind), "A chart.")


def test_numbers_are_the_callers_texts() -> None:
    svg = charts.bars([charts.Bar("one", 1234.5678, "1\u202f234.6 [p]")], fonts=FONTS)
    assert [text for text, *_ in _texts(svg)] == ["one", "1\u202f234.6 [p]"]


def test_a_gap_in_a_line_stays_a_gap() -> None:
    def moves(svg: str) -> int:
        paths = re.findall(r'line_0_marks.*?<path[^>]* d="([^"]*)"', svg)
        return paths[0].count("M")

    assert moves(_line(1.0, 2.0, 3.0, 4.0, 5.0)) == 1
    assert moves(_line(1.0, 2.0, None, 4.0, 5.0)) == 2


def test_the_first_line_is_drawn_over_the_others() -> None:
    lines = [charts.Line("2025", (1.0, 2.0, 3.0)), charts.Line("2024", (1.0, 2.1, 3.0))]
    svg = charts.line_chart(["Jan", "Feb", "Mar"], lines, show=show, fonts=FONTS)
    layers = re.findall(r"(?:line|dot)_\d(?=_marks)", svg)
    assert layers == ["line_1", "dot_1", "line_0", "dot_0"]


def test_series_that_lie_close_together_are_drawn_once_more_on_a_scale_of_their_own() -> None:
    smooth = tuple(1000.0 + at for at in range(12))
    lines = [
        charts.Line("adjusted", tuple(value + 2.0 * (at % 2) for at, value in enumerate(smooth))),
        charts.Line("as it is", tuple(value * (0.5 + at / 12) for at, value in enumerate(smooth))),
        charts.Line("trend", smooth),
    ]

    def last(layer: str) -> tuple[float, float]:
        found = re.findall(rf'[ "]{layer}_marks.*?<path[^>]* d="([^"]*)"', drawn)
        x, y = re.findall(r"[-\d.]+", found[0])[-2:]
        return float(x), float(y)

    drawn = charts.line_chart(MONTHS, lines, show=show, fonts=FONTS, alone=(0, 2))
    together, apart = (
        [last(f"{prefix}line_{index}") for index in (0, 2)] for prefix in ("mark-line role-mark ", "alone_")
    )
    assert abs(together[0][1] - together[1][1]) < 1
    assert abs(apart[0][1] - apart[1][1]) > 5
    # Months stand below one another, the second drawing below the first.
    assert {x for x, _ in (*together, *apart)} == {together[0][0]}
    assert min(y for _, y in apart) > max(y for _, y in together)
    # The second has an axis of its own, not from zero, and its numbers are not listed again.
    assert drawn.count("role-axis-label") == 3
    assert drawn.count("role-axis-grid") == 2
    ends = {text: right for text, _, right, _ in _texts(drawn)}
    assert ends["1\u202f010"] == ends["500"] < ends["Feb"]
    assert [text for text, *_ in _texts(drawn)].count("0") == 1
    assert [text for text, *_ in _texts(drawn)].count("trend") == 2
    listed = json.loads(drawn.spec)["wide"]["data"]
    numbers = [row["n"] for data in listed for row in data.get("values", ()) if "n" in row]
    assert sorted(numbers) == list(range(36))


def test_a_value_between_gaps_is_a_dot() -> None:
    periods = [f"{month} {year}" for year in range(2020, 2024) for month in MONTHS]
    values = [float(at) for at in range(48)]
    holed = [None if at in (19, 21) else value for at, value in enumerate(values)]
    drawn = [
        charts.line_chart(periods, [charts.Line("all", tuple(series))], show=show, fonts=FONTS)
        for series in (values, holed)
    ]
    dots = [len(re.findall(r"<path", svg.split("dot_0_marks")[1].split("</g>")[0])) for svg in drawn]
    assert dots == [1, 2]


def test_a_row_without_a_figure_has_a_text_and_no_bar() -> None:
    svg = charts.bars([charts.Bar("a", 5.0, "5"), charts.Bar("b", None, "[x]")], fonts=FONTS)
    assert svg.split("bar_marks")[1].split("</g>")[0].count("<path") == 1
    assert "[x]" in {text for text, *_ in _texts(svg)}


def test_only_unheld_lengths_reach_to_the_left_of_zero() -> None:
    svg = charts.contributions(
        [charts.Bar("up", 2.0, "+2.0"), charts.Bar("down", -1.0, "\u22121.0")], fonts=FONTS
    )
    ends = {text: (left, right) for text, left, right, _ in _texts(svg)}
    assert ends["\u22121.0"][1] < ends["+2.0"][0]
    assert ends["down"][1] < ends["\u22121.0"][0]


def test_nothing_is_drawn_between_the_dates_of_a_stock() -> None:
    assert "mark-line" not in _drawing("timeline")
    assert _drawing("timeline").split("dot_marks")[1].split("</g>")[0].count("<path") == 3


def test_close_dates_do_not_print_their_numbers_over_each_other() -> None:
    numbers = sorted(
        (left, right) for text, left, right, _ in _texts(_drawing("timeline")) if text.endswith("00")
    )
    assert all(left[1] < right[0] for left, right in pairwise(numbers))
    assert "3000" in {text for text, *_ in _texts(_drawing("timeline"))}


def test_tones_differ_in_lightness() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    tones = [lightness(tone) for tone in (theme.DEEP, theme.MIDDLE, theme.PALE)]
    assert all(after - before > 50 for before, after in pairwise(tones))


def test_a_chart_that_no_page_holds_is_refused() -> None:
    with pytest.raises(CrossfootError, match="higher than a page"):
        charts.bars([charts.Bar(str(at), 1.0, "1") for at in range(60)], fonts=FONTS)


def test_series_must_match() -> None:
    with pytest.raises(ValueError, match="every period"):
        charts.line_chart(MONTHS, [charts.Line("short", (1.0,))], show=show, fonts=FONTS)
    with pytest.raises(ValueError, match="same parts"):
        groups = [
            charts.Group("a", (charts.Bar("x", 1.0, "1"),)),
            charts.Group("b", (charts.Bar("y", 1.0, "1"),)),
        ]
        charts.stacked_bars(groups, fonts=FONTS)


@pytest.mark.parametrize(
    "element", ["<script/>", '<image href="x"/>', "<style/>", "<foreignObject/>", "<a/>"]
)
def test_foreign_elements_in_a_drawing_are_refused(element: str) -> None:
    with pytest.raises(CrossfootError, match="contains the element"):
        embed(f'<svg xmlns="http://www.w3.org/2000/svg">{element}</svg>', "A chart.")


def test_handlers_and_links_are_dropped_from_a_drawing() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><path d="M0,0" href="y" style="z"/></svg>'
    assert embed(svg, "A < B") == '<svg role="img"><title>A &lt; B</title><path d="M0,0" /></svg>'


def test_a_broken_drawing_is_named() -> None:
    with pytest.raises(CrossfootError, match="not well-formed"):
        embed("<svg>", "A chart.")


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_ticks_are_round_few_and_inside(low: float, span: float) -> None:
    high = low + span
    marks = ticks(low, high)
    if high > low:
        assert 1 <= len(marks) <= 7
        assert all(Decimal(str(low)) <= mark <= Decimal(str(high)) for mark in marks)
        steps = {after - before for before, after in pairwise(marks)}
        assert len(steps) <= 1


@given(st.lists(st.floats(-1e6, 1e6), max_size=8), st.floats(0.1, 1e4))
def test_spread_keeps_order_and_distance(wanted: list[float], distance: float) -> None:
    placed = spread(wanted, distance)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    gaps = [placed[after] - placed[before] for before, after in pairwise(order)]
    assert all(gap >= distance * (1 - 1e-6) - 1e-6 for gap in gaps)


def test_spread_leaves_alone_what_is_apart() -> None:
    assert spread([1.0, 9.0, 5.0], 2.0) == [1.0, 9.0, 5.0]
