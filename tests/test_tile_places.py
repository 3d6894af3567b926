"""The tile map that an office declares: what the table may say, and the maps of the two offices."""

from collections.abc import Callable

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.reference import load_reference
from pipeline.tile_places import MOST_COLUMNS, MOST_ROWS

WriteOffice = Callable[..., Office]
HEAD = "territory_id,column_no,row_no\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("NOWHERE,1,1",), "names 'NOWHERE', which territory.csv lacks"),
        (("R1,0,1",), "puts R1 into column '0', row '1'. Expected: whole numbers, columns from 1 to 12"),
        ((f"R1,{MOST_COLUMNS + 1},1",), "puts R1 into column '13'"),
        ((f"R1,1,{MOST_ROWS + 1}",), "row '17'"),
        (("R1,1.5,1",), "column '1.5'"),
        (("R1,,1",), "column ''"),
        (("R1,01,1",), "column '01'"),
        (("R1,2,1", "R2,2,1"), "puts R2 and R1 into column 2, row 1"),
        (("R1,2,1", "R1,3,1"), "share a key"),
    ],
)
def test_a_line_that_is_no_place_is_a_sentence(
    write_office: WriteOffice, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadInputError) as refused:
        load_reference(write_office({}, {"tile.csv": HEAD + "".join(f"{line}\n" for line in lines)}))
    assert said in str(refused.value)


def test_the_last_place_of_the_map_is_one(write_office: WriteOffice) -> None:
    line = f"R1,{MOST_COLUMNS},{MOST_ROWS}\n"
    assert load_reference(write_office({}, {"tile.csv": HEAD + line}))["tile"].height == 1


def test_an_office_need_not_have_the_table(write_office: WriteOffice) -> None:
    assert load_reference(write_office({}))["tile"].is_empty()


@pytest.mark.parametrize("code", ["karabakh", "example"])
def test_every_region_in_force_has_one_tile_and_nothing_else_has(code: str) -> None:
    reference = load_reference(load_office(locate(), code))
    territories = reference["territory"]
    last = territories["valid_to"].max()
    regions = territories.filter(
        (territories["level"] == "economic_region") & (territories["valid_to"] == last)
    )
    assert sorted(reference["tile"]["territory_id"]) == sorted(regions["territory_id"])
