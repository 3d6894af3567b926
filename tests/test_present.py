"""The one place where a number becomes text: golden rows, and Python's decimals as the other opinion."""

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.present import (
    FIGURE_SPACE,
    MINUS,
    PADDING,
    POINT_SPACE,
    STYLES,
    THIN_SPACE,
    places_of,
    present,
    round_half_away,
    supported_places,
)

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)

ROWS = """
1406.0        | 1 | en | 1_406.0
1406.0        | 0 | en | 1_406
0.05          | 1 | en | 0.1
0.04          | 1 | en | 0.0
2.5           | 0 | en | 3
3.5           | 0 | en | 4
-2.5          | 0 | en | −3
-0.05         | 1 | en | −0.1
-0.04         | 1 | en | 0.0
-1406.05      | 1 | en | −1_406.1
999.95        | 1 | en | 1_000.0
-999.5        | 0 | en | −1_000
13048         | 0 | en | 13_048
7395.5        | 1 | az | 7_395,5
-7395.5       | 1 | ru | −7_395,5
1234567.891   | 3 | en | 1_234_567.891
12            | 2 | en | 12.00
0             | 0 | en | 0
"""


def _rows(text: str) -> list[list[str]]:
    return [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("value", "places", "lang", "printed"), _rows(ROWS))
def test_a_number_in_print(value: str, places: str, lang: str, printed: str) -> None:
    assert present(Decimal(value), int(places), lang) == printed.replace("_", THIN_SPACE)


@pytest.mark.parametrize(
    ("value", "printed"),
    [("75.6", "+75.6"), ("-4.04", "−4.0"), ("0.04", "0.0"), ("-0.04", "0.0"), ("0.05", "+0.1")],
)
def test_a_change_has_a_sign_and_zero_has_none(value: str, printed: str) -> None:
    assert present(Decimal(value), 1, "en", signed=True) == printed


@pytest.mark.parametrize(
    ("places", "align_to", "padding"),
    [
        (0, 0, ""),
        (1, 1, ""),
        (1, None, ""),
        (2, 1, ""),
        (0, 1, PADDING),
        (0, 2, 2 * FIGURE_SPACE + POINT_SPACE),
        (1, 3, 2 * FIGURE_SPACE),
    ],
)
def test_a_column_of_differing_precision_is_padded(places: int, align_to: int | None, padding: str) -> None:
    text = present(Decimal("12.345"), places, "en", align_to=align_to)
    assert text == present(Decimal("12.345"), places, "en") + padding


VALUES = st.decimals(-(10**28), 10**28, allow_nan=False, allow_infinity=False, places=10).filter(
    lambda value: abs(value) < 10**28
)


LARGEST = Decimal("9" * 28 + "." + "9" * 10)


@example(value=LARGEST, places=10, lang="en", signed=False)
@example(value=LARGEST.copy_negate(), places=9, lang="az", signed=True)
@given(value=VALUES, places=st.integers(0, 10), lang=st.sampled_from(sorted(STYLES)), signed=st.booleans())
def test_what_is_printed_is_what_decimals_round_to(
    value: Decimal, places: int, lang: str, signed: bool
) -> None:
    text = present(value, places, lang, signed=signed)
    plain = text.replace(THIN_SPACE, "").replace(MINUS, "-").replace(STYLES[lang].decimal, ".")
    expected = value.quantize(Decimal(1).scaleb(-places), context=EXACT)
    assert Decimal(plain) == expected
    assert len(plain.partition(".")[2]) == places
    assert (text[0] == "+") == (signed and expected > 0)
    groups = text.lstrip("+" + MINUS).split(STYLES[lang].decimal)[0].split(THIN_SPACE)
    assert 1 <= len(groups[0]) <= 3
    assert all(len(group) == 3 for group in groups[1:])


@example(LARGEST, 0)
@example(LARGEST, 10)
@given(VALUES, st.integers(0, 10))
def test_rounding_is_symmetric_and_off_by_half_a_unit_at_most(value: Decimal, places: int) -> None:
    rounded = round_half_away(value, places)
    assert round_half_away(value.copy_negate(), places) == rounded.copy_negate()
    error = EXACT.subtract(rounded, value).copy_abs()
    assert 2 * error <= Decimal(1).scaleb(-places)


@pytest.mark.parametrize(
    ("step", "most", "places"),
    [("1", 2, 0), ("0.1", 2, 1), ("0.01", 1, 1), ("0.010", 5, 2), ("100", 2, 0), ("0.05", 5, 2), ("0", 2, 2)],
)
def test_the_places_that_a_step_supports(step: str, most: int, places: int) -> None:
    assert places_of(Decimal(step), most) == places
    assert supported_places(Decimal(step) / 2, most) == places


def test_without_a_step_all_places_are_printed() -> None:
    assert places_of(None, 3) == supported_places(None, 3) == 3
