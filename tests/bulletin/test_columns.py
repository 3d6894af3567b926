"""Widths of columns: what fits, what is divided, set smaller or in landscape, and what is refused."""

from dataclasses import replace

import pytest

from pipeline.bulletin.columns import SIZES_PT, fit_table
from pipeline.bulletin.model import Column, Row, Section, Table
from pipeline.bulletin.render import render_html
from pipeline.bulletin.room import PORTRAIT_MM, told_of_room, with_room
from pipeline.errors import CrossfootError
from tests.bulletin.pages import bare, make_pdf, short_table
from tests.bulletin.sample_document import FONTS, TEMPLATES

FLAGGED = (
    ("Отчётный период", "янв. 2026", "2023"),
    ("Инвестиции, млн манатов", "227,5\u00a0[d]", "2\u202f254,4\u00a0[b]\u00a0[n]"),
    ("За месяц, млн манатов", "227,5\u00a0[d]", "[x]"),
    ("Изменение по расчёту, %", "[x]", "+19,5\u00a0[n]\u00a0[b]"),
    ("Изменение по публикации, %", "[x]", "+20\u00a0[n]"),
    ("Строительно-монтажные работы, млн манатов", "[w]", "2\u202f204,3\u00a0[b]\u00a0[n]"),
    ("Доля строительно-монтажных работ, %", "[w]", "97,8\u00a0[b]\u00a0[n]"),
    ("Источник", "DOC-000", "I056, I057"),
)
"""Heads and cells of the table of an economic region's investment, of which one figure was corrected."""


def of_columns(number: int, value: str = "1\u202f234.5") -> Table:
    """Make a table of so many columns of numbers."""
    columns = (Column("HEAD"), *(Column(f"value{at}", True) for at in range(number)))
    return replace(short_table(1), columns=columns, rows=(Row((("a",), *(((value),),) * number)),))


def flagged() -> Table:
    """Make the table of `FLAGGED`."""
    last = len(FLAGGED) - 1
    columns = tuple(Column(told[0], 0 < at < last) for at, told in enumerate(FLAGGED))
    rows = tuple(Row(tuple(_cell(told[row]) for told in FLAGGED)) for row in (1, 2))
    return replace(short_table(1), columns=columns, rows=rows)


def _cell(text: str) -> tuple[str, ...]:
    """Part a number from its flags, as printing does."""
    number, mark, flags = text.partition("\u00a0[")
    return (number, mark + flags) if mark else (text,)


def test_heads_take_the_room_of_flags_before_type_gets_smaller() -> None:
    fit = fit_table(flagged(), PORTRAIT_MM, FONTS)
    assert (fit.type.size_pt, fit.heads_over_flags) == (SIZES_PT[0], True)
    assert sum(fit.widths) <= PORTRAIT_MM + 0.01
    assert not fit_table(flagged(), 261.0, FONTS).heads_over_flags
    document = bare(Section("s", "S", (flagged(),)))
    assert list(told_of_room(document, FONTS)) == []
    # Laid out by the engine, nothing leaves its cell.
    assert make_pdf(render_html(document, TEMPLATES))


@pytest.mark.parametrize(
    ("columns", "size", "landscape"),
    [(10, 8.3, False), (11, 7.5, False), (12, 6.8, False), (13, 8.3, True), (18, 6.8, True)],
)
def test_a_table_that_is_too_wide_is_set_smaller_then_in_landscape(
    columns: int, size: float, landscape: bool
) -> None:
    table = of_columns(columns, "1\u202f234\u202f567.8")
    document = with_room(bare(Section("s", "S", (table,))), FONTS)
    assert document.sections[0].landscape is landscape
    html = render_html(document, TEMPLATES)
    assert (f'style="font-size:{size}pt"' in html) is (size != SIZES_PT[0])
    assert "font-size:" not in render_html(document, TEMPLATES, "screen").partition("</style>")[2]
    told = [
        *([f"in type of {size} points"] if size != SIZES_PT[0] else []),
        *(["on a page in landscape"] if landscape else []),
    ]
    sentence = f"Table 9 (CAPTION) is too wide for a page: it is printed {' '.join(told)}."
    assert list(told_of_room(document, FONTS)) == ([sentence] if told else [])
    assert make_pdf(html)


def test_a_table_wider_than_all_that_is_refused_before_the_layout() -> None:
    document = with_room(bare(Section("s", "S", (of_columns(40),))), FONTS)
    with pytest.raises(CrossfootError, match=r"Table 9 .* in type of 6.8 points and the page has 261"):
        render_html(document, TEMPLATES)
    assert sum(fit_table(of_columns(20), 400.0, FONTS).widths) == pytest.approx(400.0)


def test_words_are_divided_where_the_table_is_too_wide_with_them_whole() -> None:
    columns = tuple(Column("H") for _ in range(5))
    table = replace(short_table(1), columns=columns, rows=(Row(((("Sozlugunuzungordugu"),),) * 5),))
    whole = fit_table(table, 400.0, FONTS)
    narrow = fit_table(table, 120.0, FONTS)
    assert min(whole.widths) > 26 > max(narrow.widths)
    assert sum(narrow.widths) <= 120.01
    assert narrow.type.size_pt == SIZES_PT[0]
    with pytest.raises(CrossfootError, match="needs"):
        fit_table(table, 100.0, FONTS)


def test_a_row_of_names_may_end_its_line_after_a_dash_and_years_may_not() -> None:
    def fits(text: str) -> float:
        table = replace(short_table(1), rows=(Row(((text,), ("1.0",))),))
        table = replace(table, columns=(Column("H"), Column("v", True, "9mm")))
        return sum(fit_table(table, 30.0, FONTS).widths)

    assert fits("Tresimel–Vruvurel–Nulvarir") == pytest.approx(30.0)
    with pytest.raises(CrossfootError, match="needs"):
        fits("2024–2025–2026–2027–2028")


@pytest.mark.parametrize("width", ["24", "1;color:red", "calc(1mm)", "-3mm"])
def test_a_width_that_is_none_is_refused(width: str) -> None:
    with pytest.raises(CrossfootError, match="write it like"):
        fit_table(short_table(1, width=width), 174.0, FONTS)
