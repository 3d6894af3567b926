"""Whatever a file holds: lines in are parsed, quarantined or skipped, cells in are green, amber or grey."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.errors import BadInputError, CrossfootError
from pipeline.reading.draft import Found, Source
from pipeline.reading.tables.account import account
from pipeline.reading.tables.fingerprint import content_fingerprint
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.reading import read_table
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers

SOURCE = Source("S1")
DAY = date(2026, 11, 21)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SLOW = settings(QUICK, max_examples=6)
TEXTS = st.sampled_from(
    [
        "District",
        "Total",
        "2022",
        "2023",
        "January",
        "...",
        "-",
        "x",
        "1,234",
        "758,22)",
        "(3)",
        "12.%",
        "* note",
        "Aghdam district",
        "Table 2. Figures",
        "million manats",
        "Share, %",
        "=1+1",
        "n/a",
        "Source: invented",
        "№",
    ]
)
NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6), st.integers(1, 99).map(lambda n: n / 8), st.integers(2020, 2026)
)
VALUES = st.one_of(st.none(), TEXTS, NUMBERS, st.text(alphabet="abcçə12 ,.;'-", max_size=6))
ROWS = st.lists(st.lists(VALUES, max_size=6), max_size=12)
Write = Callable[[Path, Sequence[Sequence[object]]], Path]


def _accounted(path: Path, vocabulary: Vocabulary) -> Found:
    """Read a file and check its account; an item more or less is raised there."""
    book = open_book(path)
    found = read_table(path, vocabulary, SOURCE, DAY)
    sums = account(book, found)
    assert sums.lines_in == sums.parsed + sums.quarantined + sums.skipped
    assert sums.cells_in == sums.green + sums.amber + sums.grey
    assert sums.lines_in == sum(grid.n_rows for grid in book.grids)
    assert len(sums.lines) == sums.quarantined + sums.skipped
    assert all(line.reason for line in sums.lines)
    return found


def _filled(rows: Sequence[Sequence[object]]) -> int:
    """Count the values that a sheet shows."""
    return sum(value is not None and str(value).strip() != "" for row in rows for value in row)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "ods"])
def test_rows_of_any_kind_are_accounted_for(tmp_path: Path, vocabulary: Vocabulary, suffix: str) -> None:
    write: Write = {
        "csv": makers.write_csv,
        "tsv": lambda path, rows: makers.write_csv(path, rows, "\t", "utf-16"),
        "xlsx": lambda path, rows: makers.write_xlsx(path, {"S": rows, "Second": rows[::-1]}),
        "ods": lambda path, rows: makers.write_ods(path, {"S": rows, "Second": rows[::-1]}),
    }[suffix]

    @QUICK
    @given(ROWS.filter(_filled))
    def check(rows: list[list[object]]) -> None:
        found = _accounted(write(tmp_path / f"a.{suffix}", rows), vocabulary)
        if suffix in ("xlsx", "ods"):
            assert len(found.items) == 2 * _filled(rows)

    check()


def test_rows_of_old_workbooks_are_accounted_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    @SLOW
    @given(ROWS)
    def check(rows: list[list[object]]) -> None:
        found = _accounted(makers.write_xls(tmp_path / "a.xls", {"S": rows}), vocabulary)
        assert len(found.items) == _filled(rows)

    check()


def test_columns_of_parquet_are_accounted_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    @SLOW
    @given(st.integers(0, 6), st.data())
    def check(height: int, data: st.DataObject) -> None:
        columns = {
            "district": data.draw(st.lists(st.one_of(st.none(), TEXTS), min_size=height, max_size=height)),
            "year": data.draw(st.lists(st.integers(2020, 2026), min_size=height, max_size=height)),
            "value": data.draw(
                st.lists(st.one_of(st.none(), st.integers(1, 999)), min_size=height, max_size=height)
            ),
        }
        found = _accounted(makers.write_parquet(tmp_path / "a.parquet", columns), vocabulary)
        assert len(found.items) == 3 + sum(
            value is not None for column in columns.values() for value in column
        )

    check()


def test_records_of_json_are_accounted_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    record = st.dictionaries(st.sampled_from(["district", "year", "value", "note"]), VALUES, min_size=1)

    @QUICK
    @given(st.lists(record, min_size=1, max_size=8))
    def check(records: list[dict[str, object]]) -> None:
        names = {name for item in records for name in item}
        found = _accounted(makers.write_json(tmp_path / "a.json", records), vocabulary)
        assert len(found.items) == len(names) + _filled([list(item.values()) for item in records])

    check()


def test_observations_of_sdmx_are_accounted_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    observed = st.fixed_dictionaries(
        {"TIME_PERIOD": st.sampled_from(["2024", "2024-01", "2024-Q1", "2024-W05"])},
        optional={
            "OBS_VALUE": st.sampled_from(["1.5", "NaN", "-3", "12"]),
            "OBS_STATUS": st.sampled_from("AMP"),
        },
    )
    key = st.fixed_dictionaries({"REF_AREA": st.sampled_from(["ER-KAR", "X"]), "INDICATOR": st.just("fci")})
    series = st.lists(st.tuples(key, st.lists(observed, max_size=4)), max_size=4)

    @QUICK
    @given(series, st.sampled_from([makers.sdmx_specific, makers.sdmx_generic]))
    def check(series: list[tuple[dict[str, str], list[dict[str, str]]]], write: Callable[..., str]) -> None:
        (tmp_path / "a.xml").write_text(write(series))
        found = _accounted(tmp_path / "a.xml", vocabulary)
        n_values = sum(len(key) + len(obs) for key, found in series for obs in found)
        assert (
            sum(not item.cell.endswith("1") or len(re.sub(r"\D", "", item.cell)) > 1 for item in found.items)
            == n_values
        )

    check()


def test_lines_of_separated_text_are_kept_or_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    @QUICK
    @given(st.text(alphabet='ab12,;\t|"\n\r .', max_size=60))
    def check(text: str) -> None:
        (tmp_path / "a.csv").write_bytes(text.encode())
        try:
            found = _accounted(tmp_path / "a.csv", vocabulary)
        except BadInputError:
            return
        kept = "".join(item.as_printed for item in found.items)
        for letter in "ab12":
            assert kept.count(letter) == text.count(letter)

    check()


def test_any_bytes_are_read_or_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    @QUICK
    @given(st.binary(max_size=200))
    def check(content: bytes) -> None:
        for name in ("a.csv", "a.json", "a.xml", "a.xlsx"):
            (tmp_path / name).write_bytes(content)
            try:
                _accounted(tmp_path / name, vocabulary)
            except BadInputError as refusal:
                assert str(refusal).startswith(name)

    check()


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_any_change_of_a_workbook_is_read_or_refused(
    tmp_path: Path, vocabulary: Vocabulary, suffix: str
) -> None:
    write = makers.write_xlsx if suffix == "xlsx" else makers.write_ods
    sound = write(
        tmp_path / f"sound.{suffix}", {"S": [["District", 2022], ["Aghdam district", 1.5]]}
    ).read_bytes()

    @QUICK
    @given(st.integers(0, len(sound) - 1), st.binary(min_size=1, max_size=8))
    def check(at: int, noise: bytes) -> None:
        path = tmp_path / f"a.{suffix}"
        path.write_bytes(sound[:at] + noise + sound[at + len(noise) :])
        try:
            _accounted(path, vocabulary)
        except BadInputError as refusal:
            assert str(refusal).startswith(path.name)

    check()


def test_a_workbook_is_read_as_calamine_and_openpyxl_read_it(tmp_path: Path) -> None:
    @QUICK
    @given(ROWS)
    def check(rows: list[list[object]]) -> None:
        path = makers.write_xlsx(tmp_path / "a.xlsx", {"S": rows})
        mine = {(cell.row, cell.column): cell for cell in open_book(path).grids[0].cells}
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        top, left = sheet.start or (0, 0)
        theirs = {
            (top + row + 1, left + column + 1): value
            for row, values in enumerate(sheet.to_python(skip_empty_area=True))
            for column, value in enumerate(values)
            if str(value).strip()
        }
        other = {
            (cell.row, cell.column): cell.value
            for row in openpyxl.load_workbook(path).active.iter_rows()
            for cell in row
            if cell.value is not None and str(cell.value).strip()
        }
        assert mine.keys() == theirs.keys() == other.keys()
        for place, cell in mine.items():
            if cell.kind == "number":
                assert float(cell.value) == theirs[place] == other[place]
            else:
                assert cell.text == theirs[place] == other[place]

    check()


def test_a_lost_item_is_an_error(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = makers.write_csv(tmp_path / "a.csv", [["District", "2022"], ["Aghdam district", "1"]])
    found = read_table(path, vocabulary, SOURCE, DAY)
    with pytest.raises(CrossfootError, match="holds 4 cells and 3 items"):
        account(open_book(path), Found(found.items[1:]))


ROUND = [
    ["Investment in fixed capital, million manats"],
    ["District", "2022", "2023"],
    ["Aghdam district", 1.5, 2.5],
    ["Zangilan district", 1200.25, None],
]


def test_a_file_saved_again_is_recognised(tmp_path: Path, vocabulary: Vocabulary) -> None:
    moved = [[], [None, "Investment in fixed capital, million manats"], *([None, *row] for row in ROUND[1:])]
    other = [*ROUND[:3], ["Zangilan district", 1200.26, None]]
    files = {
        "same": [
            makers.write_xlsx(tmp_path / "a.xlsx", {"S": ROUND}),
            makers.write_xlsx(tmp_path / "b.xlsx", {"Renamed": ROUND}, "0.00##"),
            makers.write_ods(tmp_path / "a.ods", {"S": ROUND}),
            makers.write_xls(tmp_path / "a.xls", {"S": ROUND}),
            makers.write_csv(tmp_path / "a.csv", ROUND, ";"),
            makers.write_xlsx(tmp_path / "moved.xlsx", {"S": moved}),
        ],
        "other": [makers.write_xlsx(tmp_path / "c.xlsx", {"S": other})],
    }
    prints = {
        name: {content_fingerprint(read_table(path, vocabulary, SOURCE, DAY)) for path in paths}
        for name, paths in files.items()
    }
    assert len(prints["same"]) == 1
    assert prints["same"] != prints["other"]


def test_an_open_figure_counts_by_its_text(tmp_path: Path, vocabulary: Vocabulary) -> None:
    def fingerprint(text: str) -> str:
        path = makers.write_csv(tmp_path / "a.csv", [["District", "2022"], ["Aghdam district", text]], ";")
        return content_fingerprint(read_table(path, vocabulary, SOURCE, DAY))

    assert fingerprint("2 876 8") == fingerprint("2 876  8") != fingerprint("2 876 9")
