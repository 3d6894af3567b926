"""Reference tables of an office: places, sources, measures, units, words. CSV in, checked frames out."""

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

import polars as pl

from pipeline.decimals import VALUE
from pipeline.delivered_sources import with_delivered
from pipeline.delivery_calendar import COLUMNS as EXPECTED_COLUMNS
from pipeline.delivery_calendar import EXPECTED, check_expected
from pipeline.errors import BadInputError
from pipeline.evidence import evidence_grade
from pipeline.flow_policy import check_flow_policies
from pipeline.identity import digest_of, tree_hash
from pipeline.office import Office
from pipeline.places.transliterate import complete_names
from pipeline.release_calendar import ACCESS, CALENDAR, check_calendar
from pipeline.revision_policy import check_policies
from pipeline.rules.intervals import MODELS
from pipeline.tile_places import check_tiles
from pipeline.told import check_texts

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
_DATE = "%Y-%m-%d"
_FACTOR = r"^[0-9]{1,8}(\.[0-9]{1,8})?$"
"""As many digits as sql/core/observation.sql multiplies with."""


_NO_FIGURE = (CALENDAR, ACCESS, EXPECTED)
"""The tables that decide no figure."""


@dataclass(frozen=True)
class ReferenceTable:
    """Columns a table must have, its key, and the columns that are dates or decimals."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    dates: tuple[str, ...] = ()
    decimals: tuple[str, ...] = ()
    needed: bool = True
    """Whether an office must have it; one that may lack it has an empty table then."""
    optional: tuple[str, ...] = ()
    """Columns that a table may lack; they are empty then."""


TABLES: Mapping[str, ReferenceTable] = {
    "source": ReferenceTable(
        (
            "source_id",
            "publisher",
            "producer_code",
            "release_group",
            "language",
            "address",
            "method_stated",
            "independence",
            "party",
            "states_revision",
            "seen",
            "published_from",
            "published_to",
            "published_basis",
            "retrieved_on",
        ),
        ("source_id",),
        dates=("published_from", "published_to", "retrieved_on"),
    ),
    "territory": ReferenceTable(
        (
            "territory_id",
            "level",
            "parent_id",
            "valid_from",
            "valid_to",
            "name_az",
            "name_en",
            "name_ru",
            "name_status",
            "variants",
        ),
        ("territory_id", "valid_from"),
        dates=("valid_from", "valid_to"),
        optional=("coverage",),
    ),
    "territory_member": ReferenceTable(
        ("group_id", "member_id", "valid_from", "valid_to"),
        ("group_id", "member_id", "valid_from"),
        dates=("valid_from", "valid_to"),
    ),
    "territory_name": ReferenceTable(
        ("name_as_written", "layout", "territory_id", "inferred"), ("name_as_written", "layout")
    ),
    "measure": ReferenceTable(
        ("measure_code", "topic", "unit_code", "nature", "part_of", "additive"), ("measure_code",)
    ),
    "unit": ReferenceTable(("unit_code", "decimals", "dimension"), ("unit_code",)),
    "unit_name": ReferenceTable(
        ("unit_as_written", "unit_code", "factor"), ("unit_as_written",), decimals=("factor",)
    ),
    "concept": ReferenceTable(
        ("layout", "label_as_written", "measure_code", "breakdown", "kind", "disposition", "reason"),
        ("layout", "label_as_written"),
    ),
    "measure_word": ReferenceTable(
        ("lang", "words", "unit", "aspect", "measure_code", "breakdown", "kind"),
        ("lang", "words", "unit", "aspect", "measure_code", "breakdown"),
        needed=False,
    ),
    "legal_act": ReferenceTable(
        ("legal_act_id", "act_type", "dated_on", "number", "title_en", "title_status", "source_id"),
        ("legal_act_id",),
        dates=("dated_on",),
        needed=False,
    ),
    "programme_phase": ReferenceTable(
        ("phase_id", "name_en", "starts_on", "ends_on", "parts", "legal_act_id", "source_id"),
        ("phase_id",),
        dates=("starts_on", "ends_on"),
        needed=False,
    ),
    "body": ReferenceTable(("body_id", "name_en", "role", "source_id"), ("body_id",), needed=False),
    "target_basis": ReferenceTable(
        ("measure_code", "legal_act_id", "phase_id", "due_on"),
        ("measure_code",),
        dates=("due_on",),
        needed=False,
    ),
    "named_fact": ReferenceTable(
        ("fact_id", "kind", "name_en", "territory_id", "status", "source_id", "document", "start", "end"),
        ("fact_id",),
        needed=False,
    ),
    "precision": ReferenceTable(("source_id", "precision_model", "basis"), ("source_id",), needed=False),
    "revision_policy": ReferenceTable(
        ("measure_code", "routine_months", "cycle_months", "size_pct"),
        ("measure_code",),
        decimals=("routine_months", "size_pct"),
        needed=False,
    ),
    "flow_policy": ReferenceTable(
        ("measure_code", "territory_id", "policy"), ("measure_code", "territory_id"), needed=False
    ),
    "not_measured": ReferenceTable(("code", "what_en", "reason_en"), ("code",), needed=False),
    "tile": ReferenceTable(("territory_id", "column_no", "row_no"), ("territory_id",), needed=False),
    "place_level": ReferenceTable(("context", "rank", "level"), ("context", "rank"), needed=False),
    "territory_change": ReferenceTable(
        ("changed_on", "from_id", "to_id", "kind", "part", "basis"),
        ("changed_on", "from_id", "to_id"),
        dates=("changed_on",),
        needed=False,
    ),
    "holiday": ReferenceTable(
        ("holiday", "date_from", "date_to", "source_id", "address", "status"),
        ("holiday", "date_from"),
        dates=("date_from", "date_to"),
        needed=False,
    ),
    CALENDAR: ReferenceTable(
        ("month", "day", "hour", "zone", "status"), ("month",), dates=("day",), needed=False
    ),
    EXPECTED: ReferenceTable(
        EXPECTED_COLUMNS, ("expected_id",), dates=("valid_from", "valid_to"), needed=False
    ),
    ACCESS: ReferenceTable(("role_id", "role_en", "reason_en", "hours_before"), ("role_id",), needed=False),
    "label": ReferenceTable(("code_list", "code", "lang", "text"), ("code_list", "code", "lang")),
}


def reference_digest(office: Office) -> str:
    """Hash the office's reference tables and the sources that its deliveries introduce.

    When issues are released, who receives them earlier and when deliveries are expected decides no figure
    and is left out.
    """
    introduced = [asdict(source) for delivery in office.deliveries() for source in delivery.sources]
    folder = office.folder / "reference"
    names = sorted(path.name for path in folder.glob("*.csv") if path.stem not in _NO_FIGURE)
    return digest_of([tree_hash(folder, *names), introduced])


def load_reference(office: Office) -> dict[str, pl.DataFrame]:
    """Read every reference table; missing columns, doubled keys and bad dates are sentences."""
    paths = sorted((office.folder / "reference").glob("*.csv"))
    files = tuple((path.stem, path.read_bytes()) for path in paths)
    tables = dict(_checked_tables(office.code, office.languages, files))
    known = with_delivered(office, tables["source"])
    tables["source"] = known.with_columns(evidence_grade=evidence_grade())
    return tables


@lru_cache(maxsize=8)
def _checked_tables(
    code: str, languages: tuple[str, ...], files: tuple[tuple[str, bytes], ...]
) -> Mapping[str, pl.DataFrame]:
    """Make the tables of an office of their files, by name; each step of a month asks for the same ones."""
    tables = {}
    for name, content in files:
        where = f"{code}/reference/{name}.csv"
        frame = _read_table(content, where)
        declared = TABLES.get(name)
        tables[name] = _check(frame, declared, where) if declared else frame
    absent = sorted(name for name in set(TABLES) - set(tables) if TABLES[name].needed)
    for name in set(TABLES) - set(tables) - set(absent):
        empty = pl.DataFrame(schema=dict.fromkeys(TABLES[name].columns, pl.String))
        tables[name] = _check(empty, TABLES[name], f"{code}/reference/{name}.csv")
    if absent:
        raise BadInputError(
            f"Office {code} lacks the reference table {', '.join(absent)}. Add reference/{absent[0]}.csv."
        )
    _check_precision(tables["precision"], f"{code}/reference/precision.csv")
    check_texts(tables, languages, f"{code}/reference")
    check_policies(tables["revision_policy"], tables["measure"])
    check_flow_policies(tables["flow_policy"], tables["measure"], tables["territory"])
    check_tiles(tables["tile"], tables["territory"])
    check_calendar(tables)
    check_expected(tables)
    tables["territory"] = complete_names(tables["territory"])
    return tables


def _check_precision(precision: pl.DataFrame, where: str) -> None:
    """Refuse a way of cutting figures that the arithmetic of intervals does not have."""
    unknown = sorted(set(precision["precision_model"]) - set(MODELS))
    if unknown:
        raise BadInputError(f"{where} says '{unknown[0]}'. Known: {', '.join(MODELS)}. Mend that line.")


def _read_table(content: bytes, where: str) -> pl.DataFrame:
    """Read a table of text; a line with other fields than the head is a sentence."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        lines = [(reader.line_num, fields) for fields in reader if fields]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInputError(f"{where} cannot be read as UTF-8 CSV: {error}. Mend that place.") from error
    if not lines:
        raise BadInputError(f"{where} is empty. Its first line names the columns; add it.")
    head = lines[0][1]
    if len(set(head)) < len(head):
        raise BadInputError(f"{where} has a column twice: {', '.join(head)}. Remove or rename one of them.")
    for number, fields in lines:
        if len(fields) != len(head):
            raise BadInputError(
                f"{where}, line {number} has {len(fields)} fields, its head has {len(head)}. Mend that line."
            )
    rows = [fields for _, fields in lines[1:]]
    return pl.DataFrame(rows, schema=dict.fromkeys(head, pl.String), orient="row")


def _check(frame: pl.DataFrame, declared: ReferenceTable, where: str) -> pl.DataFrame:
    """Check columns and key, and give dates and decimals their types."""
    missing = [name for name in declared.columns if name not in frame.columns]
    if missing:
        raise BadInputError(
            f"{where} lacks the column {', '.join(missing)}. Add it, empty where nothing is known."
        )
    doubled = frame.filter(pl.struct(declared.key).is_duplicated())
    if doubled.height:
        first = ", ".join(doubled.row(0, named=True)[name] for name in declared.key)
        raise BadInputError(
            f"{where} has {doubled.height} rows that share a key, the first is '{first}'. Keep one of each."
        )
    for name in declared.decimals:
        _refuse(frame, name, pl.col(name).str.contains(_FACTOR), where, "a number such as 0.000001")
    for name in declared.dates:
        valid = pl.col(name).str.to_date(_DATE, strict=False).is_not_null() | (pl.col(name) == "")
        _refuse(frame, name, valid, where, "a date such as 2026-01-31, or nothing")
    return frame.with_columns(
        *(pl.lit("").alias(name) for name in declared.optional if name not in frame.columns),
        *(pl.col(name).str.to_date(_DATE, strict=False) for name in declared.dates),
        *(pl.col(name).cast(VALUE) for name in declared.decimals),
    ).with_columns(*_open_ended(declared))


def _refuse(frame: pl.DataFrame, column: str, valid: pl.Expr, where: str, expected: str) -> None:
    """Raise a sentence that names the first field of a column that is not valid."""
    bad = frame.filter(~valid)
    if bad.height:
        raise BadInputError(f"{where} has '{bad[column][0]}' in column {column}. Expected: {expected}.")


def _open_ended(declared: ReferenceTable) -> list[pl.Expr]:
    """Fill open validity with the first and the last day, so that a join needs no special case."""
    bounds = {"valid_from": FIRST_DAY, "valid_to": LAST_DAY}
    return [
        pl.col(name).fill_null(pl.lit(day).str.to_date("%Y-%m-%d"))
        for name, day in bounds.items()
        if name in declared.dates
    ]
