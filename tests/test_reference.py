"""Reference tables: a sentence for each fault, and a grade of sources that sees criteria alone."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office
from pipeline.project import Project
from pipeline.reference import TABLES, ReferenceTable, load_reference, reference_digest
from tests.small_office import REFERENCE

WriteOffice = Callable[..., Office]
Row = dict[str, Any]
SOURCE_COLUMNS = REFERENCE["source.csv"].splitlines()[0].split(",")


def _load(write_office: WriteOffice, **tables: str | None) -> dict[str, Any]:
    """Load the small office with other tables."""
    return load_reference(write_office({}, {f"{name}.csv": text for name, text in tables.items()}))


def _sources(write_office: WriteOffice, rows: list[Row]) -> list[Row]:
    """Load sources of which only some columns matter."""
    base = dict.fromkeys(SOURCE_COLUMNS, "unknown") | {
        "published_from": "",
        "published_to": "",
        "retrieved_on": "",
    }
    lines = [
        ",".join(str({**base, "source_id": f"S{number:03}", **row}[name]) for name in SOURCE_COLUMNS)
        for number, row in enumerate(rows)
    ]
    loaded = _load(write_office, source="\n".join([",".join(SOURCE_COLUMNS), *lines]) + "\n")
    return list(loaded["source"].iter_rows(named=True))


@pytest.mark.parametrize("code", ["karabakh", "example"])
def test_the_tables_of_both_offices_can_be_loaded(code: str, project_factory: Callable[[], Project]) -> None:
    from pipeline.office import load_office

    tables = load_reference(load_office(project_factory(), code))
    assert set(TABLES) <= set(tables)
    assert all(tables[name].height for name in TABLES if TABLES[name].needed and name != "territory_member")


def test_a_table_that_an_office_may_lack_is_empty_with_its_columns(write_office: WriteOffice) -> None:
    words = _load(write_office)["measure_word"]
    assert (words.height, tuple(words.columns)) == (0, TABLES["measure_word"].columns)


def test_a_column_that_a_table_may_lack_is_there_and_empty(write_office: WriteOffice) -> None:
    assert set(_load(write_office)["territory"]["coverage"]) == {""}


def test_dates_and_factors_have_their_types_and_open_ends_are_filled(write_office: WriteOffice) -> None:
    tables = _load(write_office)
    north = tables["territory"].row(3, named=True)
    assert (north["territory_id"], north["valid_from"], north["valid_to"]) == (
        "R1",
        date(1, 1, 1),
        date(9999, 12, 31),
    )
    assert tables["source"]["published_to"].to_list() == [None, date(2026, 2, 21), date(2026, 2, 20)]
    factors = dict(tables["unit_name"].select("unit_as_written", "factor").iter_rows())
    assert factors["AZN"] == Decimal("0.000001")


def test_a_table_that_nobody_declared_is_loaded_as_text(write_office: WriteOffice) -> None:
    made = _load(write_office, remark="remark_id,since\nR1,2026-01-01\n")
    assert made["remark"].rows() == [("R1", "2026-01-01")]


def _with(table: str, old: str, new: str) -> dict[str, str | None]:
    assert old in REFERENCE[f"{table}.csv"]
    return {table: REFERENCE[f"{table}.csv"].replace(old, new)}


FAULTS = {
    "missing table": (
        {"unit": None},
        r"Office small lacks the reference table unit\. Add reference/unit\.csv\.",
    ),
    "missing column": (
        _with("unit", "dimension", "kind"),
        r"small/reference/unit\.csv lacks the column dimension\. Ad",
    ),
    "doubled key": (
        _with("unit", "FAMILY,0", "PCT,0"),
        r"unit\.csv has 2 rows that share a key, the first is 'PCT'\. Keep one",
    ),
    "doubled key of two columns": (
        _with("territory_name", "First,resettlement", "First,"),
        r"territory_name\.csv has 2 rows that share a key, the first is 'First, '",
    ),
    "bad date": (
        _with("source", "2026-02-19,2026", "2026-02-30,2026"),
        r"source\.csv has '2026-02-30' in column published_from\. Expected: a date such as 2026-01-31",
    ),
    "date in another form": (
        _with("source", "2026-02-19,2026", "19.02.2026,2026"),
        r"'19\.02\.2026' in column publi",
    ),
    "factor in words": (
        _with("unit_name", "bn manats,AZN_MN,1000", "bn manats,AZN_MN,x"),
        r"'x' in column factor",
    ),
    "factor past the limit": (
        _with("unit_name", "0.000001", "0.000000001"),
        r"'0\.000000001' in column factor\. Exp",
    ),
    "line with fewer fields": (
        _with("unit", "PCT,1,ratio", "PCT,1"),
        r"unit\.csv, line 6 has 2 fields, its head has 3",
    ),
    "line with more fields": (
        _with("unit", "PCT,1,ratio", "PCT,1,a,b"),
        r"line 6 has 4 fields, its head has 3\. Mend",
    ),
    "column twice": (
        _with("unit", "decimals,dimension", "dimension,dimension"),
        r"unit\.csv has a column twice: ",
    ),
    "empty": ({"unit": ""}, r"small/reference/unit\.csv is empty\. Its first line names the columns"),
    "stray quotation mark": (
        _with("unit", "PCT,1", '"P"CT,1'),
        r"unit\.csv cannot be read as UTF-8 CSV: .*Mend",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_sentence(write_office: WriteOffice, fault: str) -> None:
    tables, sentence = FAULTS[fault]
    with pytest.raises(BadInputError, match=sentence):
        _load(write_office, **tables)


def test_text_in_another_encoding_is_a_sentence(small_office: Office) -> None:
    (small_office.folder / "reference" / "unit.csv").write_bytes(b"unit_code,decimals,dimension\n\xe9,1,a\n")
    with pytest.raises(BadInputError, match=r"unit\.csv cannot be read as UTF-8 CSV"):
        load_reference(small_office)


def test_a_byte_order_mark_and_blank_lines_do_not_matter(small_office: Office) -> None:
    before = load_reference(small_office)["unit"]
    path = small_office.folder / "reference" / "unit.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert load_reference(small_office)["unit"].equals(before)


def test_a_changed_table_changes_the_digest(small_office: Office) -> None:
    before = reference_digest(small_office)
    assert reference_digest(small_office) == before
    path = small_office.folder / "reference" / "unit.csv"
    path.write_text(path.read_text().replace("PCT,1", "PCT,2"))
    assert reference_digest(small_office) != before


GRADES = """
independence producer_code method_stated party   grade
producer     CSO           yes           no      A
producer     CSO           yes           unknown B
producer     CSO           yes           yes     B
producer     CSO           no            no      B
producer     CSO           unknown       unknown B
producer     NS            yes           no      A
unknown      CSO           yes           no      C
state_funded MIN           no            yes     C
state_funded NS            yes           no      D
unknown      NS            unknown       unknown D
"""


def test_the_grade_of_each_combination_of_criteria(write_office: WriteOffice) -> None:
    head, *lines = [line.split() for line in GRADES.strip().splitlines()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    found = _sources(write_office, [{name: row[name] for name in head[:-1]} for row in rows])
    assert [row["evidence_grade"] for row in found] == [row["grade"] for row in rows]


SIDES: list[Row] = [
    {"publisher": "First Press", "language": "az", "address": "https://a.example", "producer_code": "ONE"},
    {"publisher": "Second Press", "language": "hy", "address": "https://b.example", "producer_code": "OTHER"},
    {
        "publisher": "unknown:not_in_document",
        "language": "en",
        "address": "unknown",
        "producer_code": "THIRD",
    },
]
CRITERIA: list[Row] = [
    {"independence": independence, "method_stated": method, "party": party, "states_revision": revision}
    for independence, method, party, revision in product(
        ("producer", "state_funded", "unknown"),
        ("yes", "no", "unknown"),
        ("yes", "no", "unknown"),
        ("yes", "no"),
    )
]


def test_who_publishes_and_on_which_side_does_not_change_the_grade(write_office: WriteOffice) -> None:
    grades = [
        [
            row["evidence_grade"]
            for row in _sources(write_office, [side | criterion for criterion in CRITERIA])
        ]
        for side in SIDES
    ]
    assert grades[0] == grades[1] == grades[2]
    assert set(grades[0]) == {"A", "B", "C"}


def test_what_was_seen_of_a_source_and_when_does_not_change_the_grade(write_office: WriteOffice) -> None:
    other = {
        "seen": "held",
        "published_from": "2020-01-01",
        "retrieved_on": "2026-11-21",
        "release_group": "RG",
    }
    plain, changed = (
        [row["evidence_grade"] for row in _sources(write_office, rows)]
        for rows in (
            CRITERIA,
            [criterion | other for criterion in CRITERIA],
        )
    )
    assert plain == changed


def test_declared_tables_name_their_keys_among_their_columns() -> None:
    assert [field.name for field in fields(ReferenceTable)] == [
        "columns",
        "key",
        "dates",
        "decimals",
        "needed",
        "optional",
    ]
    for table in TABLES.values():
        assert set(table.key) | set(table.dates) | set(table.decimals) <= set(table.columns)
