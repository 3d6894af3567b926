"""A small office's words, so that the truth of these tests does not move with the lists of a real one."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline.reading.draft import Item, Source
from pipeline.reading.tables.account import account
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.reading import apply_answers
from pipeline.reading.vocabulary import Vocabulary, build_vocabulary
from tests.reading.tables import makers

SOURCE = Source("S1")
DAY = date(2026, 11, 21)
TITLE = "Investment in fixed capital, million manats"
Read = Callable[..., dict[str, Item]]

REFERENCE = {
    "unit": """\
unit_code,decimals,dimension
AZN_MN,1,money
DWELLING,0,count
FAMILY,0,family
HA,1,area
PCT,1,ratio
PERSON,0,person
""",
    "unit_name": """\
unit_as_written,unit_code,factor
AZN,AZN_MN,0.000001
dwellings,DWELLING,1
families,FAMILY,1
hectares,HA,1
percent,PCT,1
persons,PERSON,1
""",
    "measure": """\
measure_code,topic,unit_code,nature,part_of,additive
dwellings,housing,DWELLING,stock,,true
fci,investment,AZN_MN,flow,,true
fci_construction,investment,AZN_MN,flow,fci,true
mine_cleared_area,clearance,HA,flow,,true
mine_cleared_area_to_date,clearance,HA,stock,,true
moved_families,resettlement,FAMILY,event,,true
moved_persons,resettlement,PERSON,event,,true
resettled_families,resettlement,FAMILY,stock,,true
resettled_persons,resettlement,PERSON,stock,,true
""",
    "measure_word": """\
lang,words,unit,aspect,measure_code,breakdown,kind
az,mina* təmizlən*,hectares,,mine_cleared_area,_T,observation
en,cleared mine*,hectares,,mine_cleared_area,_T,observation
en,cleared mine*,hectares,,mine_cleared_area_to_date,_T,observation
en,construction_and_installation,AZN,,fci_construction,_T,
,,dwellings,planned,dwellings,status=planned,plan
,,dwellings,due,dwellings,status=scheduled,target
,,dwellings,done,dwellings,status=completed,observation
en,investment* fixed_capital,AZN,,fci,_T,
en,investment* fixed_capital bank_loan*,AZN,,fci,funding=bank_loans,
en,investment* fixed_capital state_budget,AZN,,fci,funding=state_budget,
en,resettled|moved,families,,moved_families,_T,observation
en,resettled|moved,families,,resettled_families,_T,observation
en,resettled|moved,persons,,moved_persons,_T,observation
en,resettled|moved,persons,,resettled_persons,_T,observation
en,under_construction,dwellings,,dwellings,status=under_way,plan
ru,инвестици* основной_капитал,AZN,,fci,_T,
""",
    "territory": """\
territory_id,level,parent_id,valid_from,valid_to,name_az,name_en,name_ru,name_status,variants
C-FUZULI,city,D-AZ-FUZ,,,,Fuzuli city,,official,Физули
D-AZ-AGM,district,ER-KAR,,,Ağdam rayonu,Aghdam district,Агдам,official,
D-AZ-FUZ,district,ER-KAR,,,Füzuli rayonu,Fuzuli district,Физули,official,
D-AZ-ZAN,district,ER-EZG,,,,Zangilan district,,official,
ER-EZG,economic_region,,,,,East Zangezur economic region,,official,East Zangezur
ER-KAR,economic_region,,,,,Karabakh economic region,,official,
""",
    "place_level": """\
context,rank,level,why
clearance,1,district,cleared by district
""",
    "label": """\
code_list,code,lang,text
breakdown,_T,en,total
breakdown,funding=bank_loans,en,bank loans
breakdown,funding=personal,en,personal funds of the population
breakdown,funding=state_budget,en,state budget
breakdown,status=planned,en,planned
""",
    "territory_name": "name_as_written,layout,territory_id,inferred\n",
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Make the words of the small office, once."""
    tables = {
        name: pl.read_csv(io.StringIO(text), infer_schema=False).fill_null("")
        for name, text in REFERENCE.items()
    }
    always = {"valid_from": pl.lit(date.min), "valid_to": pl.lit(date.max)}
    return build_vocabulary(tables | {"territory": tables["territory"].with_columns(**always)})


@pytest.fixture
def read(tmp_path: Path, vocabulary: Vocabulary) -> Read:
    """Read rows written as CSV, with answers by cell, into items by cell."""

    def read_rows(
        rows: Sequence[Sequence[object]], answers: dict[str, dict[str, str]] | None = None
    ) -> dict[str, Item]:
        path = makers.write_csv(tmp_path / "t.csv", rows, ";")
        said = {f"t!{cell}": facts for cell, facts in (answers or {}).items()}
        found, _ = apply_answers(path, said, vocabulary, SOURCE, DAY)
        account(open_book(path), found)
        return {item.cell: item for item in found.items}

    return read_rows
