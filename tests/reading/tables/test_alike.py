"""Figures that are read by their likeness to one before are what they are when each is read in full."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.draft import Found
from pipeline.reading.tables import table_items
from pipeline.reading.tables.alike import AlikeFigures
from pipeline.reading.tables.cells import number_cell
from pipeline.reading.tables.grid import Book, Cell, Grid, Range
from pipeline.reading.tables.reading import answer_book, read_book
from pipeline.reading.vocabulary import Vocabulary

DAY = date(2026, 11, 21)
TITLES = st.sampled_from(
    [
        "Investment in fixed capital, million manats",
        "Investment in fixed capital",
        "Area cleared of mines, hectares",
    ]
)
HEADS = st.sampled_from(
    [
        "2022",
        "2023",
        "2027",
        "2027 (plan)",
        "January 2024",
        "Share, %",
        "Total",
        "Fuzuli district",
        "Families",
    ]
)
LABELS = st.sampled_from(["Aghdam district", "Zangilan district", "Somewhere", "Total", "2024", "dwellings"])
FORMATS = st.sampled_from(["General", "#,##0.0", "0.00", "0%", '0.0" ha"', "#,##0.##", "mmm yyyy"])
NUMBERS = st.sampled_from(
    ["0", "-3", "12.5", "1234.125", "0.123456789", "-0.0000004", "2023", "45352.25", "99999999999999", "100"]
)


class ReadsNone(AlikeFigures):
    """Knows of no figure that is like another."""

    def read(self, cell: Cell) -> None:
        """Let each figure be read in full."""


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Make a sheet of a table, with heads in one row or two."""
    width = draw(st.integers(1, 4))
    cells = [Cell(1, 1, draw(TITLES)), Cell(2, 1, draw(st.sampled_from(["District", "Unit", "Scale"])))]
    cells += [Cell(2, column, draw(HEADS)) for column in range(2, width + 2)]
    for row in range(3, draw(st.integers(4, 9))):
        cells.append(Cell(row, 1, draw(LABELS)))
        for column in range(2, width + 2):
            made = number_cell(row, column, draw(NUMBERS), draw(FORMATS))
            text = draw(st.sampled_from(["...", "12,5", "x", "~5"]))
            cells.append(made if made and draw(st.integers(0, 9)) else Cell(row, column, text))
    hidden = frozenset(draw(st.sampled_from([(), (), (), (4,)])))
    merged = draw(st.sampled_from([(), (Range(1, 1, 1, width + 1),)]))
    grid = Grid("S", tuple(cells), hidden_rows=hidden, merged=merged, n_rows=cells[-1].row)
    return Book("a.xlsx", "m", (grid,))


def test_alike_or_one_by_one(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=150, deadline=None)
    @given(books())
    def check(book: Book) -> None:
        quick = read_book(book, vocabulary, DAY)
        said = _answers(quick)
        answered = answer_book(book, said, vocabulary, DAY)
        with monkeypatch.context() as patch:
            patch.setattr(table_items, "AlikeFigures", ReadsNone)
            assert read_book(book, vocabulary, DAY) == quick
            assert answer_book(book, said, vocabulary, DAY) == answered

    check()


def _answers(found: Found) -> dict[str, dict[str, str]]:
    """Answer the first questions, and one figure by itself."""
    asked = [item for item in found.items if item.question and not item.field.startswith("waits:")][:2]
    said = {item.place: {item.field: item.candidates.split("|")[0] or "D-AZ-AGM"} for item in asked}
    last = found.items[-1].place
    return {**said, last: {**said.get(last, {}), "territory": "D-AZ-FUZ"}}


def test_most_figures_of_a_table_are_alike(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    full = 0

    class Counts(AlikeFigures):
        def learn(self, *given: object) -> None:
            nonlocal full
            full += 1
            super().learn(*given)

    monkeypatch.setattr(table_items, "AlikeFigures", Counts)
    cells = [Cell(1, 1, "Investment in fixed capital, million manats")]
    cells += [Cell(2, column, str(2010 + column)) for column in range(2, 12)]
    for row in range(3, 13):
        cells.append(Cell(row, 1, "Aghdam district" if row % 2 else f"Somewhere {row}"))
        cells += [number_cell(row, column, f"{row}.{column}", "0.0") for column in range(2, 12)]
    found = read_book(Book("a.xlsx", "m", (Grid("S", tuple(cells), n_rows=12),)), vocabulary, DAY)
    assert len(found.items) == len(cells)
    assert full == 6
