"""The SQL that DuckDB and Spark read alike: what may stand in a file of sql/, each breach a sentence.

A heavy model may move to Spark from the same file, translated by sqlglot. What sqlglot carries over wrongly,
or passes through without a word, is refused here. Layout and small letters are sqlfluff's part as well.
"""

import re
from collections.abc import Callable, Iterator

import sqlglot
from sqlglot import exp

from pipeline.engine import SCHEMAS

UNIQUE_KEYS = {"obs_id", "other_obs_id", "above_obs_id", "inputs", "name_layout", "locator"}
"""Keys of which no two rows of a window share one; a row number is ordered by one of them last."""
PARAMETERS = {"as_of", "delivery", "history_from", "level", "load_seq", "month", "month_end"}
RANKING = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.FirstValue, exp.LastValue, exp.Lag, exp.Lead)
COUNTED = (exp.Year, exp.Month, exp.Day, exp.Count, exp.Sum)
INEXACT = {"DOUBLE", "FLOAT", "REAL"}
CLOCK_AND_CHANCE = {"now", "today", "random", "uuid", "hash", "get_current_timestamp"}
DATE_ENDINGS = ("_start", "_end", "_on", "_from", "_to", "_date", "_last")


def read(text: str) -> exp.Query:
    """Parse a file; it must hold one query and nothing else."""
    statements = sqlglot.parse(text, read="duckdb")
    assert len(statements) == 1, f"holds {len(statements)} statements; one select is expected"
    assert isinstance(statements[0], exp.Query), "is not a select"
    return statements[0]


def _joins_and_tables(query: exp.Query) -> Iterator[str]:
    """Find tables of no schema of the house, and joins that are not by conditions."""
    defined = {cte.alias for cte in query.find_all(exp.CTE)}
    for join in query.find_all(exp.Join):
        if join.args.get("method"):
            method = join.args["method"].lower()
            yield f"a {method} join passes into Spark untranslated; write the condition out"
    for table in query.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier) or table.this.quoted:
            yield f"{table.sql('duckdb')} reads a file or calls a function; only tables of the house are read"
        elif table.db not in SCHEMAS and (table.db or table.name not in defined):
            yield f"table {table.sql('duckdb')} has no schema; write one of {', '.join(SCHEMAS)} before it"


def _shapes(query: exp.Query) -> Iterator[str]:
    """Find forms that are lost or changed on the way."""
    refused = {
        exp.Pivot: "pivot and unpivot are not carried over; write the cases out",
        exp.Columns: "columns() hides which columns there are; name them",
        exp.TableSample: "a sample differs from run to run",
        exp.Limit: "a limit keeps rows by chance; filter by row_number with a unique order",
    }
    for kind, why in refused.items():
        if query.find(kind):
            yield why
    for select in query.find_all(exp.Select):
        if select.args.get("windows"):
            yield "named windows lose keys; write each window where it is used"
        if isinstance(select.args.get("distinct"), exp.Distinct) and select.args["distinct"].args.get("on"):
            yield "distinct on keeps rows by chance; filter by row_number with a unique order"
        if select.args.get("qualify") and select.is_star and len(select.expressions) > 1:
            yield "qualify beside a star and other columns doubles columns in Spark; name the columns"
    if any(found.args.get("by_name") for found in query.find_all(exp.SetOperation)):
        yield "union by name loses its lineage; write the columns in one order"
    for compared in query.find_all(exp.Predicate):
        if isinstance(compared, exp.Binary) and isinstance(compared.left, exp.Tuple):
            yield f"{compared.sql('duckdb')} compares several columns at once; write the comparisons out"


def _orders(query: exp.Query) -> Iterator[str]:
    """Find what depends on an order of rows that is not given, down to a unique key."""
    for window in query.find_all(exp.Window):
        order = window.args.get("order")
        if isinstance(window.this, RANKING) and not order:
            yield f"{window.sql('duckdb')} numbers rows without an order"
        elif isinstance(window.this, exp.RowNumber):
            last = order.expressions[-1].this
            if not isinstance(last, exp.Column) or last.name not in UNIQUE_KEYS:
                keys = ", ".join(sorted(UNIQUE_KEYS))
                yield f"{window.sql('duckdb')} leaves ties to chance; end its order with one of {keys}"
    for gathered in query.find_all(exp.ArrayAgg, exp.GroupConcat):
        if not gathered.find_ancestor(exp.ArraySort):
            yield f"{gathered.sql('duckdb')} has another order in Spark; wrap it in list_sort()"


def _numbers(query: exp.Query) -> Iterator[str]:
    """Find numbers that are not exact."""
    for cast in query.find_all(exp.Cast):
        if cast.to.this.name in INEXACT:
            yield f"{cast.sql('duckdb')} is a binary fraction; cast to decimal(38, 10)"
    for average in query.find_all(exp.Avg):
        yield f"{average.sql('duckdb')} of decimals is a binary fraction; take the quotient in a derivation"
    for division in query.find_all(exp.Div):
        below, outer = division.expression, division.find_ancestor(exp.Cast)
        if not isinstance(below, exp.Nullif) and not (below.is_number and below.to_py() != 0):
            yield f"{division.sql('duckdb')} is infinite where its base is zero; divide by nullif(..., 0)"
        if outer is None or outer.to.this.name != "DECIMAL":
            yield f"{division.sql('duckdb')} is a binary fraction; cast it to decimal(38, 10)"


def _types(query: exp.Query) -> Iterator[str]:
    """Find types that are changed without a word."""
    for trunc in query.find_all(exp.DateTrunc, exp.TimestampTrunc):
        if not isinstance(trunc.parent, exp.Cast) or trunc.parent.to.this.name != "DATE":
            yield f"{trunc.sql('duckdb')} is a timestamp; cast it to date"
    for less in query.find_all(exp.Sub):
        sides = (less.left, less.right)
        if all(isinstance(side, exp.Column) and side.name.endswith(DATE_ENDINGS) for side in sides):
            yield f"{less.sql('duckdb')} is days here and an interval in Spark; use date_diff('day', ...)"
    for joined in query.find_all(exp.DPipe):
        if any(side.is_number or isinstance(side, COUNTED) for side in (joined.left, joined.right)):
            yield f"{joined.sql('duckdb')} joins text and a number; cast the number to varchar"


def _functions(query: exp.Query) -> Iterator[str]:
    """Find functions that do not mean the same everywhere and at any time."""
    for call in query.find_all(exp.Anonymous):
        if call.name.lower() in CLOCK_AND_CHANCE:
            yield f"{call.name}() differs from run to run or between versions"
    if query.find(exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime, exp.Rand, exp.Uuid):
        yield "nothing reads the clock or chance; the as-of day is $as_of"
    if query.find(exp.ArgMax, exp.ArgMin):
        yield "arg_max and arg_min skip nulls, which brings a withdrawn figure back; rank the rows instead"
    if query.find(exp.PercentileCont, exp.PercentileDisc, exp.Quantile):
        yield "quantiles differ between engines; take them in a method"
    unknown = {found.name for found in query.find_all(exp.Placeholder, exp.Parameter)} - PARAMETERS
    if unknown:
        yield f"parameter ${min(unknown)} is given by nobody; known are {', '.join(sorted(PARAMETERS))}"


def _text(text: str) -> Iterator[str]:
    """Find text that is filled in, or not written as the house writes."""
    bare = re.sub(r"/\*.*?\*/|--[^\n]*|'[^']*'", "", text, flags=re.DOTALL)
    if not text.startswith("/*"):
        yield "does not begin with a comment that says what it gives"
    if "{" in bare or "}" in bare:
        yield "holds braces: SQL is not filled in by templates or f-strings; use a parameter such as $month"
    if shouted := re.findall(r"\b\w*[A-Z]\w*", bare):
        yield f"holds capitals ({shouted[0]}); keywords and names are written small"
    if re.search(r"\blen\(", bare):
        yield "len() is length of text in Spark; use array_length() of a list, length() of a text"


CHECKS: tuple[Callable[[exp.Query], Iterator[str]], ...] = (
    _joins_and_tables,
    _shapes,
    _orders,
    _numbers,
    _types,
    _functions,
)


def faults(text: str) -> list[str]:
    """Say all that is wrong with a file."""
    return [*_text(text), *(said for check in CHECKS for said in check(read(text)))]
