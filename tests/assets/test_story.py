"""What the page tells of a table: owners, code at the commit, columns with units, lineage, its first page."""

from dataclasses import replace
from pathlib import Path

import pytest

from assets import story
from assets.pictures import MAX_BYTES, WIDTHS, draw_page, first_page
from assets.story import CODE, code_of, column_lineage, column_words, owners_of, shape_facts
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.shape import Shape

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def office() -> Office:
    return load_office(locate(), "karabakh")


def test_owners_are_the_contact_or_the_team(office: Office) -> None:
    assert owners_of(office) == ["team:statistics"]
    assert owners_of(replace(office, contact="desk@office.example")) == ["desk@office.example"]


@pytest.mark.parametrize(
    ("commit", "table", "path"),
    [
        (COMMIT, "core.total", "sql/core/total.sql"),
        (COMMIT, "indicators.fci", "sql/indicators/fci.sql"),
        (COMMIT, "core.finding", "pipeline/rules/evaluate.py"),
        (f"{COMMIT}+", "core.total", ""),
        ("unknown", "core.total", ""),
    ],
)
def test_code_is_linked_at_a_clean_commit_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch, commit: str, table: str, path: str
) -> None:
    monkeypatch.setattr(story, "_commit", lambda _: commit)
    own = replace(office, code_address="https://code.example/o/blob/{commit}/")
    found = code_of(own, table)
    links = [one.url for one in found["dagster/code_references"].code_references] if found else []
    assert links == ([f"https://code.example/o/blob/{COMMIT}/{path}"] if path else [])
    assert code_of(office, table) == {}


def test_every_code_that_is_linked_is_there() -> None:
    assert all((locate().root / path).is_file() for path in CODE.values())


def test_columns_say_what_they_mean_and_their_unit(office: Office) -> None:
    shape = Shape(7, {"cell_id": "VARCHAR", "value": "DECIMAL(38,10)"})
    facts = shape_facts(office, "indicators.fci", shape)
    assert facts["dagster/row_count"] == 7
    value = facts["dagster/column_schema"].columns[1]
    assert value.type == "DECIMAL(38,10)"
    assert value.description.endswith("Unit: as unit_code.")
    assert column_words("core.total", "no_such_column") == ""


def test_lineage_names_assets_alone(office: Office) -> None:
    found = column_lineage(office, "core.total", ["value", "no_such_column"])
    assert found is not None
    deps = {(*dep.asset_key.path, dep.column_name) for dep in found.deps_by_column["value"]}
    assert deps == {("karabakh", "core", "preferred", "value")}
    assert list(found.deps_by_column) == ["value"]
    assert column_lineage(office, "core.finding", ["rule_id"]) is None


def test_the_first_page_is_a_small_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pikepdf

    path = tmp_path / "one.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    assert draw_page(path, WIDTHS[0]).startswith(b"\x89PNG")
    assert first_page(path).value.startswith("![First page of one.pdf](data:image/png;base64,")
    assert len(draw_page(path, WIDTHS[0])) <= MAX_BYTES
    monkeypatch.setattr("assets.pictures.MAX_BYTES", 10)
    assert first_page(path).value.startswith("The first page is too large")
