"""Files of each format are opened by their content, and each cell stands where the file has it."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables.opening import READER, READER_VERSION, describe, open_book
from tests.reading.tables import makers
from tests.reading.tables.shown import PLACES, ROWS, shown


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_leading_empty_rows_and_columns_keep_their_places(tmp_path: Path, suffix: str) -> None:
    write = {"xlsx": makers.write_xlsx, "ods": makers.write_ods, "xls": makers.write_xls}[suffix]
    book = open_book(write(tmp_path / f"a.{suffix}", {"First": ROWS, "Second": [["x", 5]]}))
    assert shown(book) == PLACES
    assert shown(book, 1) == {"A1": "x", "B1": "5"}
    assert [grid.name for grid in book.grids] == ["First", "Second"]
    assert [cell.kind for cell in book.grids[0].cells] == ["text", "text", "text", "number", "number"]


def test_a_wrong_ending_is_a_note(tmp_path: Path) -> None:
    book = open_book(makers.write_xlsx(tmp_path / "a.csv", {"S": ROWS}))
    assert shown(book) == PLACES
    assert book.notes == ("It is named .csv and holds a workbook (xlsx); it is read as that.",)
    plain = makers.write_csv(tmp_path / "figures", ROWS)
    assert "named without an ending" in open_book(plain).notes[0]


def test_parquet_columns_stand_below_their_names(tmp_path: Path) -> None:
    columns = {
        "name": ["North", None],
        "value": [1.5, 2.25],
        "on": [datetime.fromisoformat("2024-01-01"), None],
        "": [True, None],
    }
    book = open_book(makers.write_parquet(tmp_path / "a.parquet", columns))
    assert shown(book) == {
        "A1": "name", "B1": "value", "C1": "on", "A2": "North", "B2": "1.5", "C2": "2024-01-01", "D2": "true",
        "B3": "2.25",
    }  # fmt: skip
    assert book.grids[0].name == "a"
    assert book.grids[0].form == "records"


def test_json_records_at_the_top_or_below_a_key(tmp_path: Path) -> None:
    path = makers.write_json(
        tmp_path / "a.json", {"data": {"rows": [{"n": "North", "of": {"v": 1.5}}, {"n": None, "on": True}]}}
    )
    assert shown(open_book(path)) == {
        "A1": "n",
        "B1": "of.v",
        "C1": "on",
        "A2": "North",
        "B2": "1.5",
        "C3": "true",
    }
    path.write_text('{"x": [{"v": 1.50}], "y": [{"v": [1, 2], "w": 1e3}]}')
    book = open_book(path)
    assert [grid.name for grid in book.grids] == ["a x", "a y"]
    assert shown(book) == {"A1": "v", "A2": "1.50"}
    assert shown(book, 1) == {"A1": "v", "B1": "w", "A2": '["1", "2"]', "B2": "1e3"}


SERIES = [
    ({"REF_AREA": "R1", "FREQ": "M"}, [{"TIME_PERIOD": "2024-01", "OBS_VALUE": "1.50", "OBS_STATUS": "P"}])
]
OBSERVED = {
    "A1": "REF_AREA", "B1": "FREQ", "C1": "TIME_PERIOD", "D1": "OBS_VALUE", "E1": "OBS_STATUS",
    "A2": "R1", "B2": "M", "C2": "2024-01", "D2": "1.50", "E2": "P",
}  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [makers.sdmx_specific(SERIES), makers.sdmx_specific(SERIES, "v3_0"), makers.sdmx_generic(SERIES)],
    ids=["specific 2.1", "specific 3.0", "generic 2.1"],
)
def test_sdmx_messages_give_a_row_an_observation(tmp_path: Path, message: str) -> None:
    (tmp_path / "a.xml").write_text(message)
    book = open_book(tmp_path / "a.xml")
    assert shown(book) == OBSERVED
    assert book.grids[0].at[2, 4].kind == "number"


def test_sdmx_groups_flat_observations_and_withdrawals(tmp_path: Path) -> None:
    flat = makers.sdmx_specific([]).replace(
        "</m:DataSet>",
        '<Group REF_AREA="R1" UNIT="P"/><Obs REF_AREA="R1" OBS_VALUE="1"/>'
        '<Obs REF_AREA="R2" OBS_VALUE="2"/></m:DataSet>'
        '<m:DataSet ss:action="Delete"><Obs REF_AREA="R1"/></m:DataSet>',
    )
    (tmp_path / "a.xml").write_text(flat)
    book = open_book(tmp_path / "a.xml")
    assert shown(book) == {
        "A1": "UNIT",
        "B1": "REF_AREA",
        "C1": "OBS_VALUE",
        "A2": "P",
        "B2": "R1",
        "C2": "1",
        "B3": "R2",
        "C3": "2",
    }
    assert book.grids[1].name == "a 2"
    assert shown(book, 1) == {"A1": "ACTION", "B1": "REF_AREA", "A2": "D", "B2": "R1"}
    assert "withdraws" in book.notes[0]
    generic = makers.sdmx_generic([]).replace(
        "</m:DataSet>",
        '<g:Group><g:GroupKey><g:Value id="REF_AREA" value="R1"/></g:GroupKey>'
        '<g:Attributes><g:Value id="UNIT" value="P"/></g:Attributes></g:Group>'
        '<g:Obs><g:ObsKey><g:Value id="REF_AREA" value="R1"/></g:ObsKey><g:ObsValue value="3"/></g:Obs>'
        "</m:DataSet>",
    )
    (tmp_path / "b.xml").write_text(generic)
    assert shown(open_book(tmp_path / "b.xml")) == {
        "A1": "UNIT",
        "B1": "REF_AREA",
        "C1": "OBS_VALUE",
        "A2": "P",
        "B2": "R1",
        "C2": "3",
    }


def test_the_file_is_described(tmp_path: Path) -> None:
    path = makers.write_csv(tmp_path / "a.csv", ROWS)
    facts = describe(path, open_book(path))
    assert (facts.name, facts.size, facts.media_type) == ("a.csv", path.stat().st_size, "text/csv")
    assert (facts.encoding, facts.reader, facts.reader_version) == ("utf-8", READER, READER_VERSION)


def test_a_document_may_say_its_kind_beside_its_content(tmp_path: Path) -> None:
    body = '<x:table x:name="S"/>'
    content = f'<o:document xmlns:o="o" xmlns:x="x">{body}</o:document>'
    book = open_book(
        makers.write_parts(tmp_path / "a.ods", {"content.xml": content, "mimetype": makers.ODS_TYPE})
    )
    assert [grid.cells for grid in book.grids] == [()]
    with pytest.raises(BadInputError, match=r"mimetype has more than 1,024 bytes"):
        open_book(makers.write_parts(tmp_path / "b.ods", {"content.xml": content, "mimetype": "x" * 2000}))
