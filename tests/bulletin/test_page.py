"""How a number is printed: what stands before it, its flags, its interval, and the sources of its row."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart, Column, Printed, Table, Text
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.language.catalogue import catalogue_of
from pipeline.language.grammar import grammar_of
from pipeline.project import locate

SPACES = str.maketrans(dict.fromkeys("\u202f\u00a0\u2007\u2009\u200a", " "))


class Sums:
    """Observations a ... of sources A ..., and cells made of the letters of their ids' first part."""

    def __init__(self, lang: str = "en") -> None:
        self.inputs: dict[str, list[str]] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        self.messages = catalogue_of(lang, locate().templates)
        self.grammar = grammar_of(lang)

    def observation_ids(self, cell_id: str) -> list[str]:
        """List the letters."""
        return sorted(cell_id.split(".", maxsplit=1)[0])

    def source_ids(self, cell: dict[str, Any]) -> list[str]:
        """List the sources of the letters."""
        return [name.upper() for name in self.observation_ids(cell["cell_id"])]


def cell(name: str, value: str, half: str | None = None, **more: Any) -> dict[str, Any]:
    """Make a cell of the figures that its name spells."""
    bounds = {key: Decimal(more.pop(key)) for key in ("lo", "hi") if key in more}
    return {
        "cell_id": f"{name}.T",
        "value": Decimal(value),
        "half_width": None if half is None else Decimal(half),
        "unit_code": "PCT",
        "lo": None,
        "hi": None,
        "qualifier": "",
        "obs_status": "A",
        "evidence_grade": "A",
        "flags": [],
        "revised": False,
        **bounds,
        **more,
    }


@pytest.fixture
def page() -> Page:
    """Give a page over the sums above."""
    sums: Any = Sums()
    return Page(sums, Binder("en", lambda _: "somewhere"), Path())


WIDE = cell("ab", "92.5", lo="81.0811", hi="107.1429")
NEAR = cell("ab", "97.78", lo="97.73", hi="97.83")
ZERO = cell("ab", "0", lo="-7.4", hi="8.0")


@pytest.mark.parametrize(
    ("made", "most", "signed", "said"),
    [
        (cell("a", "1406", "0.5"), 1, False, "1 406 %"),
        (cell("a", "4000", "500", qualifier="almost"), 1, False, "almost 4 000 %"),
        (cell("a", "75.6", "0.05", obs_status="V"), 1, True, "+75.6 [n] %"),
        (cell("a", "6.4", "0.05", revised=True), 1, True, "+6.4 [r] %"),
        (NEAR, 1, False, "97.8 %"),
        (WIDE, 1, False, "about 93 % (81.1 to 107.1)"),
        (ZERO, 1, True, "about 0 % (−7.4 to +8.0)"),
        # A difference of two figures of step 100 has no tens and no units; one of 600 needs none.
        (cell("ab", "600", "100"), 1, False, "600 %"),
        (cell("ab", "640", "100"), 1, False, "about 640 % (540 to 740)"),
        (cell("ab", "0", "100"), 1, False, "about 0 % (−100 to 100)"),
        (cell("ab", "0", "0.5"), 1, False, "0 %"),
    ],
)
def test_a_number_in_a_text(page: Page, made: dict[str, Any], most: int, signed: bool, said: str) -> None:
    text = page.flagged(made, unit=" %", most=most, signed=signed)
    assert plain(text).translate(SPACES) == said


TENTHS, UNITS = cell("a", "13.6", "0.05"), cell("b", "37", "0.6")
FEWER = "Fewer decimals where the rounding of the figures allows no more."


@pytest.mark.parametrize(
    ("others", "most", "noted"),
    [
        ((UNITS,), 1, True),
        ((cell("c", "12.4", "0.05"),), 1, False),
        # Of another unit, as an interval, as a column of whole numbers: nothing to explain.
        ((cell("b", "5348", "0.5", unit_code="FAMILY"),), 1, False),
        ((WIDE,), 1, False),
        ((UNITS,), 0, False),
        # Near zero a number has more decimals than the others; none of these has fewer than asked for.
        ((cell("d", "0.02", "0.005"),), 1, False),
    ],
)
def test_a_column_of_unequal_decimals_is_explained_once(
    page: Page, others: tuple[dict[str, Any], ...], most: int, noted: bool
) -> None:
    lines = [Line(("A", Value(one, most=most))) for one in (TENTHS, *others, *others)]
    table = page.table("T", "", [Column("h"), Column("n", numeric=True)], lines)
    assert [plain(note) for note in table.notes].count(FEWER) == noted


def tabulate(page: Page, *entries: Any, **more: Any) -> Table:
    """Print a table of one row."""
    heads = [Column(str(at), numeric=isinstance(entry, Value)) for at, entry in enumerate(entries)]
    return page.table("T", "", heads, [Line(entries)], **more)


def cells_of(table: Table, row: int = 0) -> list[str]:
    """Return a row as plain words."""
    return [plain(text).translate(SPACES).strip() for text in table.rows[row].cells]


def test_a_table_prints_the_interval_where_it_allows_no_digit(page: Page) -> None:
    row = cells_of(tabulate(page, "A", Value(WIDE), Value(ZERO, signed=True), Value(NEAR)))
    assert row == ["A", "81.1 to 107.1", "−7.4 to +8.0", "97.8"]


def test_words_after_a_number_follow_its_digits_in_a_column_with_decimals() -> None:
    sums: Any = Sums("az")
    page = Page(sums, Binder("az", lambda _: "somewhere"), Path())
    least = Value(cell("a", "240000", "500", qualifier="more_than"))
    lines = [Line((least,)), Line((Value(cell("b", "3.5", "0.05")),))]
    table = page.table("T", "", [Column("0", numeric=True)], lines)
    assert [plain(row.cells[0]).translate(SPACES) for row in table.rows] == ["240 000-dən çox", "3,5"]


def test_a_row_names_the_sources_of_all_its_numbers(page: Page) -> None:
    mixed = ("of ", Value(cell("d", "5", "0.5")), ", total")
    table = tabulate(
        page, "A", Value(cell("c", "3", "0.5")), mixed, Value(cell("ab", "9", "0.5")), None, CITED
    )
    assert cells_of(table) == ["A", "3", "of 5, total", "9", "[x]", "A, B, C, D"]
    assert cells_of(tabulate(page, "A", None, CITED)) == ["A", "[x]", "[x]"]


def test_rows_left_out_are_said_and_their_cells_go_into_the_data(page: Page) -> None:
    lines = [Line((str(at), Value(cell(name, str(at))))) for at, name in enumerate("abc")]
    heads = [Column("n"), Column("v", numeric=True)]
    table = page.table("T", "", heads, lines, most=Most(2))
    assert [row.cells[0] for row in table.rows] == [("0",), ("1",)]
    assert [plain(note) for note in table.notes] == ["The newest 2 are shown; all are in cells.csv."]
    assert page.binder.kept == {"c.T"}
    assert page.table("T", "", heads, lines, most=Most(3)).notes == ()


@pytest.mark.parametrize(
    ("derived", "shown", "stands"),
    [
        ("ab", ("a", "b"), True),
        ("ab", ("a", "c"), False),
        ("ab", ("a", None), False),
        ("ab", (None, None), False),
        # A share that a source states itself stands beside figures of that source, and no others.
        ("a", ("a", None), True),
        ("e", ("a", None), False),
    ],
)
def test_a_share_stands_beside_the_sums_it_was_made_of(
    page: Page, derived: str, shown: tuple[str | None, ...], stands: bool
) -> None:
    share = cell(derived, "97")
    found = page.beside(share, *(cell(name, "1") if name else None for name in shown))
    assert found == (share if stands else None)
    assert page.beside(None, cell("a", "1")) is None


def test_a_share_as_published_stands_beside_sums_of_its_source(page: Page) -> None:
    page.material.source_ids = lambda _: ["A"]  # type: ignore[method-assign]
    share = cell("e", "97")
    assert page.beside(share, cell("a", "1"), cell("b", "1")) == share


def test_numbers_of_a_chart_carry_qualifiers_flags_and_intervals(page: Page) -> None:
    rows = [
        (
            "",
            [
                ("x", Value(cell("a", "677", "0.5", qualifier="more_than", obs_status="V"))),
                ("y", Value(WIDE)),
            ],
        )
    ]
    charted = page.chart_numbers(rows, "Figure 1")
    listed = [plain(text).translate(SPACES) for _, text in charted.rows[0][1]]
    assert listed == ["more than 677 [n]", "about 93 (81.1 to 107.1)"]
    assert charted.labels() == ["more than 677", "about 93"]
    assert charted.notes == (
        ("[n] reported by a publisher and not confirmed by the producer.",),
        ("Sources: A, B.",),
    )


def tables(made: Any) -> list[Table]:
    """List the tables of a document."""
    return [block for part in made.document.sections for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_every_number_of_a_row_comes_from_a_source_that_the_row_names(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    checked = 0
    for table in tables(made):
        heads = [column.label for column in table.columns]
        if "Source" not in heads or heads[0] == "Source":
            continue
        for row in table.rows:
            named = set(plain(row.cells[heads.index("Source")]).split(", "))
            for text in row.cells:
                own = named | set(plain(text).replace(")", "").split(", "))
                for number in (run for run in text if isinstance(run, Printed)):
                    behind = set(made.material.source_ids(made.material.by_id[number.cell_id]))
                    assert behind <= own, (table.title, plain(row.cells[0]), number)
                    checked += 1
    assert checked > 20


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_a_computed_share_stands_only_in_the_row_of_its_sums(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    found = 0
    for table in tables(made):
        for row in table.rows:
            ids = [run.cell_id for text in row.cells for run in text if isinstance(run, Printed)]
            sums = {
                name
                for cell_id in ids
                if cell_id.startswith(("fci.", "fci_construction."))
                for name in made.material.observation_ids(cell_id)
            }
            for share in (name for name in ids if name.startswith("fci_construction_share.")):
                made_of = set(made.material.observation_ids(share))
                found += len(made_of) > 1
                assert len(made_of) == 1 or made_of <= sums, (table.title, share)
    assert found


def texts_with_numbers(made: Any) -> list[Text]:
    """List main points, details of tiles and what charts list."""
    document = made.document
    charts = [block for part in document.sections for block in part.blocks if isinstance(block, Chart)]
    return [
        *document.main_points,
        *(tile.detail for tile in document.key_figures),
        *(text for chart in charts for _, points in chart.series for _, text in points),
    ]


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_numbers_outside_tables_carry_what_their_source_says_and_their_flags(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    words_before = {
        "more_than": "more than ",
        "about": "about ",
        "almost": "almost ",
        "at_least": "at least ",
    }
    seen = 0
    for text in texts_with_numbers(made):
        for at, run in enumerate(text):
            if not isinstance(run, Printed) or run.facet != "value":
                continue
            told = made.material.by_id[run.cell_id]
            before = plain(text[:at])
            assert before.endswith(words_before.get(told["qualifier"], "")), text
            marked = told["revised"] and office == "example" and text in made.document.main_points
            if marked:
                seen += 1
                assert plain(text[at + 1 :]).lstrip().startswith("[r]"), text
    assert seen or office != "example"
