"""Tile map, revision fan, heat map, plans beside reports: what is drawn, and up to which size."""

import json
from itertools import pairwise

import pytest
import vl_convert

from pipeline.bulletin import charts
from pipeline.bulletin.charts import fan, outcome, theme, tiles, triangle
from tests.bulletin.charts.drawn import HOSTILE, NEW_KINDS, marks, new_kind, printed, texts
from tests.bulletin.sample_sections import FONTS, MONTHS, show

YEARS = [f"{month} {year}" for year in range(2016, 2026) for month in MONTHS]


def _narrow(drawing: charts.Drawing) -> str:
    svg: str = vl_convert.vega_to_svg(json.loads(drawing.spec)["narrow"])
    return svg


@pytest.mark.parametrize("kind", NEW_KINDS)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_text_lies_within_the_drawing_and_is_large_enough(kind: str, narrow: bool) -> None:
    svg, width = (_narrow(new_kind(kind)), theme.NARROW) if narrow else (new_kind(kind), theme.WIDTH)
    for text, left, right, element in texts(svg):
        assert left >= -0.5, text
        assert right <= width + 0.5, text
        assert element.get("font-family") == theme.FAMILY
        assert float(element.get("font-size", "0px")[:-2]) * 0.75 >= 7.5


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_names_are_printed_as_they_are_written(kind: str) -> None:
    whole = "".join(printed(new_kind(kind))).replace(" ", "")
    assert all(name.replace(" ", "") in whole for name in HOSTILE)
    assert "<script" not in new_kind(kind)


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_the_same_rows_give_the_same_bytes(kind: str) -> None:
    again = NEW_KINDS[kind]()
    assert (again, again.spec) == (new_kind(kind), new_kind(kind).spec)


def test_a_tile_without_a_number_says_so_and_has_a_broken_edge() -> None:
    svg = charts.tile_map(
        [charts.Tile("North", 0, 0, 2.0, "+2.0"), charts.Tile("South", 0, 1, None, "not available")],
        fonts=FONTS,
    )
    assert {"North", "+2.0", "South", "not available"} == set(printed(svg))
    assert (marks(svg, "tile"), marks(svg, "absent")) == (1, 1)
    assert "stroke-dasharray" in svg.split("absent_marks")[1].split("</g>")[0]


def test_tiles_are_of_one_size() -> None:
    rows = json.loads(new_kind("tiles").spec)["wide"]["data"]
    boxes = [row for data in rows for row in data.get("values", []) if "y2" in row and "fill" in row]
    sizes = {(round(row["x2"] - row["x"], 6), round(row["y2"] - row["y"], 6)) for row in boxes}
    assert len(boxes) == 6
    assert len(sizes) == 1


@pytest.mark.parametrize("kind", ["tiles", "heat map"])
def test_a_number_below_zero_is_marked_without_colour(kind: str) -> None:
    assert marks(new_kind(kind), "below") > 0


def test_equal_numbers_of_both_signs_have_one_tone() -> None:
    svg = charts.heat_map(
        ("a", "b"), [charts.Period("x", (charts.Shade(-3.0, "-"), charts.Shade(3.0, "+")))], fonts=FONTS
    )
    fills = {part.split('fill="')[1].split('"')[0] for part in svg.split("cell_marks")[1].split("<path")[1:3]}
    assert fills == {theme.DEEP}


def test_a_figure_of_zero_is_not_toned() -> None:
    svg = charts.heat_map(("a",), [charts.Period("x", (charts.Shade(0.0, "0.0"),))], fonts=FONTS)
    assert theme.WHITE in svg.split("cell_marks")[1].split("</g>")[0]
    assert "below_marks" not in svg


def test_a_horizon_that_is_not_reached_stays_empty() -> None:
    assert marks(new_kind("heat map"), "cell") == 3 * len(HOSTILE)


def test_a_ray_stands_until_the_next_vintage_and_reaches_the_last() -> None:
    svg = charts.revision_fan(MONTHS, [charts.Ray("Jan", "+5", ((0, 0.0), (4, 5.0)))], show=show, fonts=FONTS)
    path = svg.split("ray_0_marks")[1].split(' d="')[1].split('"')[0]
    heights = {point.split(",")[1] for point in path.replace("M", "L").split("L")[1:]}
    assert len(heights) == 2
    assert marks(svg, "dot_0") == 2
    assert "Jan  +5" in {text.replace("\u00a0", " ") for text in printed(svg)}


def test_names_of_rays_keep_their_distance() -> None:
    rays = [charts.Ray(name, "0.0", ((0, 0.0),)) for name in MONTHS[:5]]
    svg = charts.revision_fan(MONTHS, rays, show=show, fonts=FONTS)
    rows = json.loads(svg.spec)["wide"]["data"]
    heights = sorted(row["far"] for data in rows for row in data.get("values", []) if "name" in row)
    unit = (2.0) / fan.HEIGHT
    assert all(after - before >= (fan.APART - 1e-6) * unit for before, after in pairwise(heights))


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0, 3.0])
def test_a_plan_has_the_same_length_in_every_pair(part: float) -> None:
    pair = charts.Outcome("Area, hectares", "planned", "10", "reported", "5", part)
    rows = json.loads(charts.outcome_bars([pair, pair], fonts=FONTS).spec)["wide"]["data"]
    bars = [row for data in rows for row in data.get("values", []) if "light" in row and "zero" in row]
    assert [row["value"] for row in bars if row["light"]] == [1.0, 1.0]
    assert [row["value"] for row in bars if not row["light"]] == [part, part]


def test_one_and_a_hundred_and_twenty_points() -> None:
    one = charts.revision_fan(YEARS[:1], [charts.Ray("Jan 2016", "0.0", ((0, 0.0),))], show=show, fonts=FONTS)
    steps = tuple((at, float(at % 7)) for at in range(120))
    many = charts.revision_fan(YEARS, [charts.Ray("Jan 2016", "+1.0", steps)], show=show, fonts=FONTS)
    assert (marks(one, "dot_0"), marks(many, "dot_0")) == (1, 120)
    line = charts.line_chart(
        YEARS, [charts.Line("all", tuple(map(float, range(120))))], show=show, fonts=FONTS
    )
    for svg in (one, many, line, _narrow(many), _narrow(line)):
        ends = sorted((left, right) for text, left, right, _ in texts(svg) if text in YEARS)
        assert all(before[1] < after[0] for before, after in pairwise(ends))
        assert ends
        assert ends[0][0] >= -0.5


def test_limits_hold_at_their_size_and_refuse_past_it() -> None:
    def heat(rows: int, columns: int) -> None:
        shades = (charts.Shade(1.0, "1.0"),) * columns
        charts.heat_map(["h"] * columns, [charts.Period("p", shades)] * rows, fonts=FONTS)

    def tile(column: int) -> None:
        charts.tile_map([charts.Tile("a", column, 0, 1.0, "1")], fonts=FONTS)

    def pairs(count: int) -> None:
        charts.outcome_bars([charts.Outcome("a, b", "p", "1", "r", "1", 1.0)] * count, fonts=FONTS)

    def rays(count: int) -> None:
        charts.revision_fan(MONTHS, [charts.Ray("a", "0", ((0, 0.0),))] * count, show=show, fonts=FONTS)

    heat(triangle.MOST_ROWS, triangle.MOST_COLUMNS)
    tile(tiles.MOST_ACROSS - 1)
    pairs(outcome.MOST_PAIRS)
    rays(5)
    with pytest.raises(ValueError, match="at most 40 periods and 8 horizons"):
        heat(triangle.MOST_ROWS + 1, 1)
    with pytest.raises(ValueError, match="at most 40 periods and 8 horizons"):
        heat(1, triangle.MOST_COLUMNS + 1)
    with pytest.raises(ValueError, match="at most 12 columns"):
        tile(tiles.MOST_ACROSS)
    with pytest.raises(ValueError, match="at most 12 pairs"):
        pairs(outcome.MOST_PAIRS + 1)
    with pytest.raises(ValueError, match="at most 5 rays"):
        rays(6)
    with pytest.raises(ValueError, match="every horizon"):
        charts.heat_map(("a", "b"), [charts.Period("x", (None,))], fonts=FONTS)
    with pytest.raises(ValueError, match="a step or more"):
        charts.revision_fan(MONTHS, [charts.Ray("a", "0", ())], show=show, fonts=FONTS)
