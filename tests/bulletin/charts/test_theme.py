"""The house theme: told apart in grey, seen on white, read on every tone; names broken where they may be."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pytest

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.lines import STYLES
from pipeline.bulletin.charts.sheet import toned
from pipeline.bulletin.charts.stacked import TONES
from tests.bulletin.charts.drawn import NEW_KINDS
from tests.bulletin.sample_sections import FONTS, clearance, housing, investment, planned, resettlement
from tests.bulletin.sample_sections import Sheet as SampleSheet

LEAST_GRAPHIC, LEAST_TEXT = 3.0, 4.5
"""WCAG 2.2, 1.4.11 for what is drawn and 1.4.3 for text."""
LEAST_STEP = 10.0
"""A difference in lightness (CIE L*) that is seen between two greys side by side."""


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lightness(colour: str) -> float:
    """Return CIE L* of the grey that a colour becomes."""
    y = _luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_neighbouring_series_differ_in_grey() -> None:
    lines = [_lightness(style[0]) for style in STYLES]
    assert all(abs(before - after) >= LEAST_STEP for before, after in pairwise(lines))
    stacked = [_lightness(tone) for tone, _ in TONES]
    assert all(after - before >= LEAST_STEP / 2 for before, after in pairwise(stacked))


def test_neighbouring_steps_darken_evenly_in_grey() -> None:
    steps = [_lightness(tone) for tone, _ in theme.STEPS]
    assert all(before - after >= LEAST_STEP for before, after in pairwise([100.0, *steps][1:]))
    assert 100.0 - steps[0] >= LEAST_STEP / 2


def test_series_differ_in_more_than_colour() -> None:
    assert len({style[2].__str__() for style in STYLES if style[2] != [1, 0]} | {"whole"}) >= 4
    assert len({style[3] for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize("colour", sorted({style[0] for style in STYLES} | {theme.DEEP, theme.MIDDLE}))
def test_what_carries_a_figure_is_seen_on_white(colour: str) -> None:
    assert _contrast(colour, theme.WHITE) >= LEAST_GRAPHIC


@pytest.mark.parametrize(
    ("tone", "ink"), [*TONES, *theme.STEPS, (theme.WHITE, theme.INK), (theme.WHITE, theme.GREY)]
)
def test_text_is_read_on_every_tone(tone: str, ink: str) -> None:
    assert _contrast(tone, ink) >= LEAST_TEXT


@pytest.mark.parametrize(
    ("value", "step"), [(0.1, 0), (2.4, 0), (2.5, 1), (-5.0, 2), (7.5, 3), (10.0, 3), (-10.0, 3)]
)
def test_a_number_gets_the_tone_of_its_distance_from_zero(value: float, step: int) -> None:
    assert toned(value, 10.0) == dict(zip(("fill", "ink"), theme.STEPS[step], strict=True))


@pytest.mark.parametrize("value", [None, 0.0])
def test_nothing_and_zero_are_white(value: float | None) -> None:
    assert toned(value, 10.0)["fill"] == theme.WHITE


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("North", ["North"]),
        ("Upper Northland", ["Upper", "Northland"]),
        ("Ganderford-Dashwell", ["Ganderford-", "Dashwell"]),
        ("Ganderford\u2013Dashwell", ["Ganderford\u2013", "Dashwell"]),
        ("", [""]),
    ],
)
def test_a_name_is_broken_at_spaces_then_at_hyphens(text: str, lines: list[str]) -> None:
    assert theme.wrap(text, 56.0, FONTS) == lines


def test_a_word_without_a_break_is_cut_and_nothing_is_lost() -> None:
    word = "Ganderforddashwell" * 3
    lines = theme.wrap(f"a {word}", 56.0, FONTS)
    assert "".join(lines) == f"a{word}"
    assert all(theme.measure(line, FONTS) <= 56.0 for line in lines)


def test_layers_are_put_together_as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """For every kind of chart: what `alt.layer` writes, which checks each part against the schema."""
    own, kinds = theme.layered, []

    def compared(layers: Sequence[theme.Layer], frame: theme.Frame) -> dict[str, Any]:
        room = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
        theirs = alt.layer(*layers).properties(
            width=frame.width, height=frame.height, padding=room, autosize=alt.AutoSizeParams(type="none")
        )
        made = own(layers, frame)
        assert made == {name: part for name, part in theirs.to_dict().items() if name != "config"}
        kinds.append(made)
        return made

    monkeypatch.setattr(theme, "layered", compared)
    for section in (investment, resettlement, housing, clearance, planned):
        section(SampleSheet())
    for draw in NEW_KINDS.values():
        draw()
    assert len(kinds) >= 2 * 10
