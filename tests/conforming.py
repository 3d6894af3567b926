"""Conforms lines of the small office and returns what they became."""

from typing import Any

import polars as pl

from pipeline import stages
from pipeline.conform import STAGE
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.small_office import WriteOffice, investment

Row = dict[str, Any]
WORKS = """\
source_id,published_on,territory_as_written,as_of_or_period,work,status,value_as_printed,value,unit,\
qualifier,inferred,scope,interpretation
S1,2026-01-20,First,2025-11-18,homes,done,20,20,dwellings,,,,
S1,2026-01-20,First,2025-11-18,homes,planned,30,30,dwellings,,,,
S1,2026-01-20,First,2026,homes,planned,40,40,dwellings,,,,
S1,2026-01-20,First,2025-2026,homes,planned,60,60,dwellings,,,,
"""
DOCUMENTS = f"document,source_id,sha256,bytes\na.txt,S2,{'0' * 64},9\n"
LEDGER = """\
document,start,end,as_printed,value_normalised,unit,measure,territory,reference_period,kind,whole,\
qualifier,inferred,scope,interpretation,disposition
a.txt,0,2,85,85,dwellings,dwellings,First,2025-12-31,target,,,,,,used
a.txt,9,14,"2,270",2270,mln AZN,investment,North,2026-01,observation,,,,,,used
a.txt,20,23,183,183,mln AZN,investment works,North,2026-01,observation,9,,,,,used
a.txt,30,34,1992,1992,,past,North,1992,historical,,,,,,out_of_scope
"""


def line(printed: str, unit: str = "mln AZN", **changed: str) -> dict[str, str]:
    """Describe a line of an investment register."""
    return {"value_as_printed": printed, "unit_as_written": unit, **changed}


def observe(office: Office) -> list[Row]:
    """Take in and conform, and return the observations in the order of their versions."""
    stages.intake(office)
    stages.conform(office)
    lake = lake_of(office)
    frames = [lake.read(found, "core.observation") for found in lake.manifests(STAGE)]
    return pl.concat(frames).sort("version_key").to_dicts()


def conformed(write_office: WriteOffice, *lines: dict[str, str]) -> list[Row]:
    """Return the observations of lines of a register of investment."""
    return observe(write_office({"first": {"investment.csv": investment(*lines)}}))


def fields(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    """Return some fields of rows."""
    return [tuple(row[name] for name in names) for row in rows]
