"""The worked example of CONTRIBUTING.md: its two files, and nothing else, make an indicator."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from assets.definitions import build_defs
from pipeline import stages
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.compute import STAGE
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import Project, locate
from pipeline.rules.declared import KIND_STAGE, load_rules
from pipeline.vouch import vouch
from tests.indicators.golden import compute, differences, prepared, read_cases
from tests.sql_subset import faults

ROOT = locate().root
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CODE = "viaducts"
JANUARY = Month.parse("2026-01")


def shown(path: str) -> str:
    """Give the text of a file that CONTRIBUTING.md shows under its path."""
    found = re.search(rf"`{re.escape(path)}`:\n\n```\w+\n(.*?)```", TEXT, re.DOTALL)
    assert found, f"CONTRIBUTING.md does not show {path}"
    return found[1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Copy the folders that the two files go into, and put them there; all else is this checkout's."""
    root = tmp_path_factory.mktemp("contributing")
    shutil.copytree(ROOT / "sql", root / "sql")
    shutil.copytree(ROOT / "tests" / "indicators", root / "tests" / "indicators")
    for name in ("sources", "report_templates"):
        (root / name).symlink_to(ROOT / name)
    for path in (f"sql/indicators/{CODE}.sql", f"tests/indicators/{CODE}.toml"):
        (root / path).write_text(shown(path), encoding="utf-8")
    return Project(root, root / "var")


def test_the_example_is_not_an_indicator_yet() -> None:
    assert CODE not in load_catalogue(locate())


def test_its_header_is_a_methodology(checkout: Project) -> None:
    found = load_catalogue(checkout)
    assert found.keys() - load_catalogue(locate()).keys() == {CODE}
    assert found[CODE].title == "Viaducts by status"


def test_its_sql_is_portable(checkout: Project) -> None:
    assert faults(load_catalogue(checkout)[CODE].text) == []


def test_its_golden_cases_hold_and_can_fail(checkout: Project) -> None:
    indicator = load_catalogue(checkout)[CODE]
    folder = checkout.root / "tests" / "indicators"
    own = [case for case in read_cases(folder) if case.indicator == CODE]
    assert len(own) == 3
    with prepared(checkout) as database:
        for case in own:
            assert differences(case, compute(database, case, indicator, checkout)) == []
    changed = Path(folder / f"{CODE}.toml").read_text(encoding="utf-8").replace("value = 9", "value = 10", 1)
    (folder / f"{CODE}.toml").write_text(changed, encoding="utf-8")
    first = next(case for case in read_cases(folder) if case.indicator == CODE)
    with prepared(checkout) as database:
        assert differences(first, compute(database, first, indicator, checkout)) == [
            "viaducts.D1.2025-01.status=under_way: value is 10.0000000000, expected 9"
        ]


def test_a_month_of_the_default_office_has_it(checkout: Project) -> None:
    office = load_office(checkout, "karabakh")
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    assert CODE in stages.compute(office, JANUARY).per_indicator
    lake = stages.lake_of(office)
    made = lake.manifest(STAGE, JANUARY.key)
    assert made is not None
    values = dict(lake.read(made, f"indicators.{CODE}").select("cell_id", "value").iter_rows())
    assert values == {
        "viaducts.G-ROAD-AHMADBAYLI-FUZULI-SHUSHA.2025-01.status=under_way": Decimal(9),
        "viaducts.G-ROAD-AHMADBAYLI-FUZULI-SHUSHA.2025-07.status=completed": Decimal(6),
    }
    asked = re.search(r"crossfoot vouch (\S+)`", TEXT)
    assert asked
    assert vouch(office, asked[1])["indicator"]["title"] == "Viaducts by status"


def test_the_page_shows_it_as_an_asset(checkout: Project) -> None:
    graph = build_defs(checkout, ["karabakh"]).resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert f"karabakh/indicators/{CODE}" in keys


def test_the_example_rule_is_one(tmp_path: Path) -> None:
    rule = re.search(r"```toml\n(\[\[rule\]\].*?)```", TEXT, re.DOTALL)
    assert rule
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "sources" / "karabakh", root / "sources" / "karabakh")
    (root / "sources" / "karabakh" / "rules" / "more.toml").write_text(rule[1], encoding="utf-8")
    rules = {
        found.rule_id: found for found in load_rules(load_office(Project(root, root / "var"), "karabakh"))
    }
    assert rules["balance_origin"].kind in KIND_STAGE


def test_what_it_names_is_there() -> None:
    named = re.findall(r"`((?:sql|tests|pipeline|sources/karabakh|report_templates)/[a-z_./]*)`", TEXT)
    assert len(named) > 8
    example = {f"sql/indicators/{CODE}.sql", f"tests/indicators/{CODE}.toml"}
    assert [name for name in named if name not in example and not (ROOT / name).exists()] == []
