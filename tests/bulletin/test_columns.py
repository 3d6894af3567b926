"""Widths of columns: what fits beside each other, and what is divided or refused."""

from dataclasses import replace

import pytest

from pipeline.bulletin.columns import widths
from pipeline.bulletin.model import Column, Row, Section
from pipeline.bulletin.render import render_html
from pipeline.errors import CrossfootError
from tests.bulletin.pages import (
    bare,
    short_table,
)
from tests.bulletin.sample_document import FONTS, TEMPLATES


def test_a_table_wider_than_the_page_is_refused_before_the_layout() -> None:
    columns = (Column("HEAD"), *(Column(f"value{at}", True) for at in range(20)))
    table = replace(short_table(1), columns=columns, rows=(Row((("a",), *((("1\u202f234.5"),),) * 20)),))
    with pytest.raises(CrossfootError, match=r"Table 9 .* landscape"):
        render_html(bare(Section("s", "S", (table,))), TEMPLATES)
    assert sum(widths(table, 400.0, FONTS)) == pytest.approx(400.0)


def test_words_are_divided_where_the_table_is_too_wide_with_them_whole() -> None:
    columns = tuple(Column("H") for _ in range(5))
    table = replace(short_table(1), columns=columns, rows=(Row(((("Sozlugunuzungordugu"),),) * 5),))
    whole = widths(table, 400.0, FONTS)
    narrow = widths(table, 120.0, FONTS)
    assert min(whole) > 26 > max(narrow)
    assert sum(narrow) <= 120.01
    with pytest.raises(CrossfootError, match="needs"):
        widths(table, 100.0, FONTS)


def test_a_row_of_names_may_end_its_line_after_a_dash_and_years_may_not() -> None:
    def fits(text: str) -> float:
        table = replace(short_table(1), rows=(Row(((text,), ("1.0",))),))
        return sum(widths(replace(table, columns=(Column("H"), Column("v", True, "9mm"))), 30.0, FONTS))

    assert fits("Tresimel–Vruvurel–Nulvarir") == pytest.approx(30.0)
    with pytest.raises(CrossfootError, match="needs"):
        fits("2024–2025–2026–2027–2028")


@pytest.mark.parametrize("width", ["24", "1;color:red", "calc(1mm)", "-3mm"])
def test_a_width_that_is_none_is_refused(width: str) -> None:
    with pytest.raises(CrossfootError, match="write it like"):
        widths(short_table(1, width=width), 174.0, FONTS)
