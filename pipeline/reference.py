"""Reference tables of an office: places, sources, measures, units, words. CSV in, checked frames out."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.identity import tree_hash
from pipeline.office import Office

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class ReferenceTable:
    """Columns a table must have, its key, and the columns that are dates or decimals."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    dates: tuple[str, ...] = ()
    decimals: tuple[str, ...] = ()


TABLES: Mapping[str, ReferenceTable] = {
    "source": ReferenceTable(
        ("source_id", "publisher", "producer_code", "release_group", "language", "address", "method_stated")
        + (
            "independence",
            "party",
            "states_revision",
            "seen",
            "published_from",
            "published_to",
            "published_basis",
        )
        + ("retrieved_on",),
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
    "unit": ReferenceTable(("unit_code", "decimals"), ("unit_code",)),
    "unit_name": ReferenceTable(
        ("unit_as_written", "unit_code", "factor"), ("unit_as_written",), decimals=("factor",)
    ),
    "concept": ReferenceTable(
        ("layout", "label_as_written", "measure_code", "breakdown", "kind", "disposition", "reason"),
        ("layout", "label_as_written"),
    ),
    "label": ReferenceTable(("code_list", "code", "lang", "text"), ("code_list", "code", "lang")),
}


def reference_digest(office: Office) -> str:
    """Hash the office's reference tables."""
    return tree_hash(office.folder / "reference", "*.csv")


def load_reference(office: Office) -> dict[str, pl.DataFrame]:
    """Read every reference table; missing columns, doubled keys and bad dates are sentences."""
    tables = {}
    for path in sorted((office.folder / "reference").glob("*.csv")):
        frame = pl.read_csv(path, infer_schema=False, empty_string_is_null=False).with_columns(
            pl.all().fill_null("")
        )
        declared = TABLES.get(path.stem)
        tables[path.stem] = (
            _check(frame, declared, f"{office.code}/reference/{path.name}") if declared else frame
        )
    absent = sorted(set(TABLES) - set(tables))
    if absent:
        raise BadInputError(
            f"Office {office.code} lacks the reference table {', '.join(absent)}. Add reference/{absent[0]}.csv."
        )
    tables["source"] = tables["source"].with_columns(evidence_grade=_evidence_grade())
    return tables


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
    try:
        return frame.with_columns(
            *(pl.col(name).replace("", None).str.to_date("%Y-%m-%d") for name in declared.dates),
            *(pl.col(name).cast(VALUE) for name in declared.decimals),
        ).with_columns(*_open_ended(declared))
    except pl.exceptions.PolarsError as error:
        raise BadInputError(
            f"{where} has a date or a number that cannot be read: {error}. Dates are written 2026-01-31."
        ) from error


def _open_ended(declared: ReferenceTable) -> list[pl.Expr]:
    """Fill open validity with the first and the last day, so that a join needs no special case."""
    bounds = {"valid_from": FIRST_DAY, "valid_to": LAST_DAY}
    return [
        pl.col(name).fill_null(pl.lit(day).str.to_date("%Y-%m-%d"))
        for name, day in bounds.items()
        if name in declared.dates
    ]


def _evidence_grade() -> pl.Expr:
    """Grade a source by criteria alone: producer itself, method stated, independence, party to the matter.

    A: the producer's own publication with its method, independent and no party. B: the producer's own
    publication. C: a publisher that names the producer. D: a publisher that does not, or no publisher.
    """
    own = pl.col("independence") == "producer"
    neutral = pl.col("party") == "no"
    named = pl.col("producer_code") != "NS"
    return (
        pl.when(own & neutral & (pl.col("method_stated") == "yes"))
        .then(pl.lit("A"))
        .when(own)
        .then(pl.lit("B"))
        .when(named)
        .then(pl.lit("C"))
        .otherwise(pl.lit("D"))
    )
