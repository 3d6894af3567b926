"""A sheet's rows by their pattern and by Expat: the same cells, and what the first leaves the other reads."""

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.reading.tables import xlsx_sheet
from pipeline.reading.tables.grid import Grid
from pipeline.reading.tables.limits import Budget
from pipeline.reading.tables.xlsx_cells import SheetCells, SheetParts
from pipeline.reading.tables.xlsx_rows import MAX_ROW_BYTES, OtherFormError, without_rows
from pipeline.reading.tables.xlsx_sheet import read_sheet

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="urn:x"><cols>'
HEAD += '<col min="2" max="2" hidden="1"/></cols>'
TAIL = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
PARTS = SheetParts("S", [("one", ""), ("two2)", "2)")], ["General", "#,##0.0", "0%"], False, False)
PLAIN = '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>12.5</v></c></row>'


def sheet(rows: str, head: str = HEAD) -> bytes:
    """Return the XML of a sheet."""
    return f"{head}<sheetData>{rows}</sheetData>{TAIL}".encode()


def pieces(content: bytes, size: int = 1 << 18) -> Callable[[], list[bytes]]:
    """Cut bytes into pieces, as an archive unpacks them."""
    return lambda: [content[at : at + size] for at in range(0, len(content), size)]


def by_pattern(content: bytes, size: int = 1 << 18) -> bool:
    """Tell whether the rows of a sheet are of plain form."""
    cells = SheetCells(PARTS, Budget("a.xlsx"))
    try:
        list(without_rows(pieces(content, size)(), cells))
    except OtherFormError:
        return False
    return True


def by_expat(content: bytes, monkeypatch: pytest.MonkeyPatch) -> Grid:
    """Read a sheet without the pattern."""

    def refuse(*_: object) -> list[bytes]:
        raise OtherFormError

    with monkeypatch.context() as patch:
        patch.setattr(xlsx_sheet, "without_rows", refuse)
        return read_sheet(pieces(content), PARTS, Budget("a.xlsx"))


VALUES = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-(10**6), 10**6, places=3).map(str),
    st.sampled_from(["1E3", "758.20000000000005", "0", "-0", "45352", "007.50", ".5", "12.", "--1", ""]),
)
STYLES = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="9"'])
TYPES = st.sampled_from(["", ' t="n"', ' t="b"', ' t="e"', ' t="str"'])
FORMULAS = st.sampled_from(["", "<f>A1+1</f>", '<f aca="false">A1&lt;2</f>', '<f t="shared" si="0"/>'])


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Write rows as programs do, some of them with what programs seldom write."""
    made = []
    for row in range(1, draw(st.integers(1, 5)) + 1):
        cells = []
        for letter in draw(st.sets(st.sampled_from("ABCD")).map(sorted)):
            text = draw(VALUES)
            formula = draw(FORMULAS)
            value = f"<v>{escape(text)}</v>" if text or not formula else ""
            cells.append(f'<c r="{letter}{row}"{draw(STYLES)}{draw(TYPES)}>{formula}{value}</c>')
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' ht="12.5" customHeight="1"']))
        made.append(f'<row r="{row}"{hidden}>{"".join(cells)}</row>')
    return draw(st.sampled_from(["", "\n"])).join(made)


def test_both_ways_give_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = 0

    @settings(max_examples=150, deadline=None)
    @given(rows(), st.sampled_from([40, 300, 1 << 18]))
    def check(content: str, size: int) -> None:
        nonlocal plain
        whole = sheet(content)
        plain += by_pattern(whole, size=1 << 18)
        read = read_sheet(pieces(whole, size), PARTS, Budget("a.xlsx"))
        assert read == by_expat(whole, monkeypatch)

    check()
    assert plain > 100


ODD = {
    "a reference in a text": PLAIN.replace("12.5", "&#49;2"),
    "an entity": PLAIN.replace("12.5", "1&amp;2"),
    "a comment": PLAIN.replace("<c r=", "<!-- no --><c r=", 1),
    "a text of its own": '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>',
    "no place": '<row><c t="s"><v>0</v></c></row>',
    "single quotes": PLAIN.replace('"', "'"),
    "other order": PLAIN.replace('r="B1" s="1"', 's="1" r="B1"'),
    "a return": PLAIN.replace("12.5", "12.5\r"),
}


@pytest.mark.parametrize("name", ODD)
def test_other_forms_are_read_by_expat(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_pattern(sheet(PLAIN))
    content = sheet(ODD[name])
    assert not by_pattern(content)
    read = read_sheet(pieces(content), PARTS, Budget("a.xlsx"))
    assert read == by_expat(content, monkeypatch)
    assert read.cells


HEADS = {
    "another encoding": HEAD.replace("UTF-8", "iso-8859-1"),
    "a comment with the mark of the rows": HEAD + "<!-- <sheetData> -->",
}


@pytest.mark.parametrize("name", HEADS)
def test_other_heads_are_read_by_expat(name: str) -> None:
    assert not by_pattern(sheet(PLAIN, HEADS[name]))
    read = read_sheet(pieces(sheet(PLAIN, HEADS[name])), PARTS, Budget("a.xlsx"))
    assert [cell.text for cell in read.cells] == ["one", "12.5"]


BROKEN = {
    "a row that does not end": PLAIN.removesuffix("</row>"),
    "a cell that does not end": PLAIN.replace("</c></row>", "</row>"),
    "an attribute twice": PLAIN.replace('r="1"', 'r="1" r="2"'),
    "a row within a row": f'<row r="9">{PLAIN}</row>',
    "a sign that XML has not": PLAIN.replace("12.5", "1\x01"),
    "a cell twice": PLAIN + PLAIN,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_whole_is_refused_either_way(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = sheet(BROKEN[name])
    if name == "a row within a row":
        assert not by_pattern(content)
        return
    with pytest.raises(BadInputError) as said:
        read_sheet(pieces(content), PARTS, Budget("a.xlsx"))
    with pytest.raises(BadInputError) as also:
        by_expat(content, monkeypatch)
    assert str(said.value) == str(also.value)


def test_a_sheet_that_was_cut_off_is_refused() -> None:
    with pytest.raises(BadInputError, match="not well-formed"):
        read_sheet(pieces(sheet(PLAIN)[:-200]), PARTS, Budget("a.xlsx"))


def test_a_row_past_its_limit_is_left_to_expat() -> None:
    row = '<row r="1" spans="{}"><c r="A1"><v>1</v></c></row>'
    assert by_pattern(sheet(row.format("x" * (MAX_ROW_BYTES - 1000))), 1 << 18)
    assert not by_pattern(sheet(row.format("x" * (MAX_ROW_BYTES + (1 << 18)))), 1 << 18)


def test_cells_are_counted_once_where_a_sheet_is_read_anew() -> None:
    budget = Budget("a.xlsx")
    read_sheet(pieces(sheet(PLAIN + '<row r="2"><c r="A2"><v>&#49;</v></c></row>')), PARTS, budget)
    assert budget.taken == 3
