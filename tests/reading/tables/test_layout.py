"""A layout record is written and read back, and refuses what it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.reading.tables.grid import column_of, doubled_name, letters, place_of, reference
from pipeline.reading.tables.layout import TableLayout, from_toml, to_toml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        TableLayout,
        sheet=TEXTS,
        table=st.integers(1, 9),
        titles=st.lists(TEXTS).map(tuple),
        data_rows=st.lists(st.integers(1, 99)).map(tuple),
        decimal_mark=st.sampled_from(["", ",", "."]),
        footnotes=st.lists(st.tuples(TEXTS, TEXTS)).map(tuple),
        answers=st.dictionaries(
            TEXTS, st.dictionaries(st.sampled_from(["measure", "unit"]), TEXTS, min_size=1)
        ),
    )
)
def test_a_record_is_read_back(layout: TableLayout) -> None:
    assert from_toml(to_toml(layout)) == (layout,)
    assert from_toml(to_toml(layout, layout)) == (layout, layout)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = [",
        "table = 5",
        "[[table]]\nsheet = 'a'",
        "[[table]]\nsheet = 5\ntable = 1",
        "[[table]]\nsheet = 'a'\ntable = 1\ncolour = 'red'",
        "[[table]]\nsheet = 'a'\ntable = 1\nanswers = 5",
        "[[table]]\nsheet = 'a'\ntable = 1\nanswers = {a = 5}",
    ],
)
def test_another_text_is_a_sentence(text: str) -> None:
    with pytest.raises(BadInputError, match="A layout record cannot be read"):
        from_toml(text)


def test_later_answers_replace_earlier_ones() -> None:
    layout = TableLayout("S", 1).answered({"S!A1": {"unit": "AZN", "measure": "fci"}})
    assert layout.answered({"S!A1": {"unit": "USD"}}).answers == {"S!A1": {"unit": "USD", "measure": "fci"}}


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_a_place_is_read_back(row: int, column: int) -> None:
    assert place_of(reference(row, column)) == (row, column)
    assert column_of(letters(column)) == column


def test_other_places_are_refused() -> None:
    for text in ("", "A0", "17", "AAAA1", "a1", "A1:B2"):
        with pytest.raises(ValueError, match="is not a cell such as C17"):
            place_of(text)
    assert doubled_name(["a", "B", "b"]) == "b"
    assert doubled_name(["a", "b"]) == ""
