"""How texts break into lines, and how columns of text share a page."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulletin.wrapping import HIDDEN_LINES, count_lines, shortest

SPACE = 1.0


def test_words_fill_a_line_before_the_next_begins() -> None:
    rows = [
        ((), 10.0, 1),
        ((4.0,), 10.0, 1),
        ((4.0, 5.0), 10.0, 1),
        ((4.0, 5.1), 10.0, 2),
        ((4.0, 4.0, 4.0), 9.0, 2),
        ((4.0, 4.0, 4.0), 8.9, 3),
        # A word wider than its column stands on a line of its own.
        ((12.0, 4.0), 10.0, 2),
    ]
    for words, width, lines in rows:
        assert count_lines(words, SPACE, width) == lines, (words, width)


def test_the_column_whose_lines_make_the_table_high_gets_the_room() -> None:
    names = [(10.0, 10.0, 10.0, 10.0)] * 5
    days = [(3.0, 3.0)] * 5
    measured = shortest([names, days], SPACE, [(10.0, 43.0), (7.0, 7.0)], 11.0)
    assert measured == (21.0, 7.0)


def test_two_columns_that_hold_a_row_together_both_give_way() -> None:
    both = [(10.0, 10.0)]
    assert shortest([both, both], SPACE, [(10.0, 21.0), (10.0, 21.0)], 22.0) == (21.0, 21.0)


def test_a_day_is_kept_on_a_line_beside_a_name_of_two() -> None:
    names = [(10.0, 10.0, 10.0)] * 5
    days = [(3.0, 3.0, 3.0)] * 5
    assert shortest([names, days], SPACE, [(21.0, 32.0), (3.0, 11.0)], 8.0) == (21.0, 11.0)


def test_what_no_line_needs_is_shared_by_what_columns_lack() -> None:
    measured = shortest([[(10.0,)], [(10.0,)]], SPACE, [(10.0, 14.0), (10.0, 12.0)], 3.0)
    assert measured == (12.0, 11.0)


words = st.lists(st.floats(1, 30), min_size=1, max_size=6).map(tuple)


@given(st.data())
def test_widths_stay_within_their_bounds_and_never_cost_lines(data: st.DataObject) -> None:
    columns = data.draw(st.integers(1, 4))
    rows = data.draw(st.integers(1, 5))
    cells = [[data.draw(words) for _ in range(rows)] for _ in range(columns)]
    bounds = [
        (least := max(word for row in column for word in row), least + data.draw(st.floats(0, 60)))
        for column in cells
    ]
    room = data.draw(st.floats(0, 80))
    measured = shortest(cells, SPACE, bounds, room)
    assert sum(measured) <= sum(least for least, _ in bounds) + room + 1e-6
    for width, (least, most) in zip(measured, bounds, strict=True):
        assert least - 1e-6 <= width <= most + 1e-6
    assert _cost(cells, measured) <= _cost(cells, [least for least, _ in bounds]) + 1e-6


def _cost(cells: list[list[tuple[float, ...]]], widths: list[float] | tuple[float, ...]) -> float:
    """Count the lines of rows, and those of all cells by their weight."""
    lines = [
        [count_lines(row, SPACE, width) for row in column]
        for column, width in zip(cells, widths, strict=True)
    ]
    return sum(map(max, zip(*lines, strict=True))) + HIDDEN_LINES * sum(map(sum, lines))
