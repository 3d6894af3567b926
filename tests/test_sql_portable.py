"""Every file of sql/ keeps to the portable subset, and means the same after a way to Spark and back."""

import re
from pathlib import Path

import polars as pl
import pytest
import sqlglot
from sqlglot.errors import ErrorLevel

from pipeline import stages
from pipeline.companions.sdmx.check import check_tables
from pipeline.companions.sdmx.codes import Code
from pipeline.companions.sdmx.observations import observations
from pipeline.decimals import VALUE
from pipeline.edit import STAGE as CORE
from pipeline.edit import load_office as load_references
from pipeline.edit import sum_members
from pipeline.engine import connect, load_frame, make_view, run_sql
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.indicators.compute import load_core
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.window import Window, window_of
from tests.sql_subset import faults, read

SQL = locate().sql
FILES = sorted(SQL.rglob("*.sql"))
NAMES = [path.relative_to(SQL).as_posix() for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_keeps_to_the_portable_subset(path: Path) -> None:
    said = faults(path.read_text(encoding="utf-8"))
    assert not said, f"{path.relative_to(SQL)}: " + "\n".join(said)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_is_translated_to_spark(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)


OFFENCES = {
    "select a from core.x asof join core.y on x.a >= y.a": "asof join",
    "select a from core.x positional join core.y": "positional join",
    "select a from x": "has no schema",
    "select a from read_parquet('x.parquet')": "reads a file",
    "select a from 'x.parquet'": "reads a file",
    "select a from core.x unpivot (a for b in (c, d))": "unpivot",
    "select columns('a.*') from core.x": "columns()",
    "select a from core.x using sample 3": "sample",
    "select a from core.x limit 1": "limit",
    "select sum(a) over w from core.x window w as (partition by b)": "named windows",
    "select distinct on (a) a, b from core.x": "distinct on",
    "select *, 1 as b from core.x qualify row_number() over (order by obs_id) = 1": "doubles columns",
    "select a from core.x union all by name select a from core.y": "by name",
    "select a from core.x where (a, b) > (c, d)": "several columns",
    "select row_number() over () as n from core.x": "without an order",
    "select rank() over (partition by a) as n from core.x": "without an order",
    "select row_number() over (partition by a order by b) as n from core.x": "ties",
    "select list(a) as a from core.x": "list_sort",
    "select list(a order by a) as a from core.x": "list_sort",
    "select string_agg(a, ',') as a from core.x": "list_sort",
    "select cast(a as double) as a from core.x": "binary fraction",
    "select avg(a) as a from core.x": "binary fraction",
    "select cast(a / b as decimal(38, 10)) as a from core.x": "infinite",
    "select a / 2 as a from core.x": "binary fraction",
    "select date_trunc('month', a) as a from core.x": "cast it to date",
    "select period_end - period_start as a from core.x": "date_diff",
    "select 'due=' || year(due_on) as a from core.x": "cast the number",
    "select now() as a from core.x": "run to run",
    "select current_date as a from core.x": "clock",
    "select random() as a from core.x": "clock or chance",
    "select hash(a) as a from core.x": "between versions",
    "select arg_max(a, b) as a from core.x": "skip nulls",
    "select quantile_cont(a, 0.5) as a from core.x": "quantiles",
    "select a from core.x where b = $today": "given by nobody",
    "select a from core.x where b = {'c': 1}": "braces",
    "SELECT a from core.x": "capitals",
    "select len(a) as a from core.x": "len()",
}


@pytest.mark.parametrize(("text", "word"), OFFENCES.items(), ids=OFFENCES.values())
def test_offences_are_seen(text: str, word: str) -> None:
    said = faults(f"/* x */\n{text}")
    assert len(said) == 1, said
    assert word in said[0]


def test_more_than_a_select_is_refused() -> None:
    for text in ("select 1; select 2", "create table core.x as select 1", "delete from core.x"):
        with pytest.raises(AssertionError):
            read(text)


def test_spark_and_back_gives_the_same_rows(karabakh_run: tuple[Office, Month]) -> None:
    """Lists without order, lost columns, other nulls: what changes meaning on the way changes rows."""
    office, month = karabakh_run
    lake, window = stages.lake_of(office), window_of(office, month)
    core = lake.manifest(CORE, month.key)
    assert core is not None
    with connect() as connection:
        load_references(connection, office, lake)
        load_core(connection, lake, core)
        make_view(connection, SQL / "core" / "standing.sql", "core.standing")
        run_sql(connection, SQL / "core" / "summable.sql", "core.summable", window.parameters)
        sum_members(connection, SQL)
        load_frame(connection, "indicators.cell", _cells(office, month))
        run_sql(connection, SQL / "core" / "flow_vintage.sql", "indicators.vintage", window.parameters)
        make_view(connection, SQL / "checks" / "growth.sql", "indicators.facet")
        for table, frame in _handed_on(office, month).items():
            load_frame(connection, f"release.{table}", frame)
        for path in FILES:
            text = path.read_text(encoding="utf-8")
            spark = sqlglot.transpile(text, read="duckdb", write="spark")[0]
            back = sqlglot.transpile(spark, read="spark", write="duckdb")[0]
            here, there = (
                _rows(connection.sql(found, params=_bound(found, window)).pl()) for found in (text, back)
            )
            assert here.columns == there.columns, path.name
            assert here.equals(there), path.name


def _cells(office: Office, month: Month) -> pl.DataFrame:
    """Give the cells of an indicator with the columns that sql/checks read."""
    lake = stages.lake_of(office)
    made = lake.manifest(INDICATORS, month.key)
    assert made is not None
    cells = lake.read(made, "indicators.fci")
    half = pl.col("half_width")
    return cells.with_columns(
        step=half + half,
        part=pl.when(pl.col("transformation") == "flow").then("value"),
        whole=pl.lit(700, dtype=VALUE),
        part_half_width=half,
        whole_half_width=half,
        known_on=pl.col("as_of"),
        obs_id=pl.col("src_digest"),
        is_country=pl.col("territory_id") == office.country,
    )


def _handed_on(office: Office, month: Month) -> dict[str, pl.DataFrame]:
    """Give the tables that the checks of the SDMX data read, so that each finds something."""
    cells = _cells(office, month).to_dicts()
    made = observations(cells, [])
    made[0] |= {"TIME_PERIOD": "2026-13", "OBS_VALUE": "1", "UNIT_MEASURE": ""}
    doubled = Code("A", "A", "An area"), Code("A", "B", "Another area")
    return check_tables([*made, made[-1]], cells, {"CL_AREA": doubled})


def _bound(text: str, window: Window) -> dict[str, object]:
    """Give a file the parameters that it names."""
    given = {
        **window.parameters,
        "delivery": "2026-11-21-registers",
        "load_seq": 0,
        "level": "economic_region",
    }
    return {name: given[name] for name in set(re.findall(r"\$([a-z_]+)", text))}


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort the rows of a frame; lists keep their order."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    plain = frame.with_columns(
        pl.col(name).list.eval(pl.element().fill_null("null")).list.join("|") for name in lists
    )
    return plain.sort(plain.columns, nulls_last=True)
