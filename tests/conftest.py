"""Offices to test on: the real one run once for all, and small ones that a test fills as it needs."""

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.intake.layout import CODE_COLUMNS, load_layout
from pipeline.locks import held
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from tests.untraced import untraced

JANUARY = Month.parse("2026-01")
Files = Mapping[str, str]
Once = Callable[[str, Callable[[Path], object]], Path]
Conformed = Callable[..., Office]

LONGEST = (
    *("vintages/test_changes.py", "assets/test_month.py", "bulletin/test_same_bytes.py"),
    *("bulletin/test_publish.py", "vintages/test_triangle.py", "bulletin/test_sections.py"),
    *("site/test_browser.py", "releasing/test_embargo.py", "releasing/test_machine.py"),
    *("vintages/test_as_of.py", "reading/test_journey.py", "decisions/test_journey.py"),
    *("assets/test_decide.py", "bulletin/pdf/test_conformance.py", "deploy/test_attempts.py"),
    *("audit/test_replay.py", "assets/test_launcher.py", "companions/test_sdmx.py", "test_cli.py"),
)
"""Files that take longest are begun first, so that no worker waits for another one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files in front, and leave the order of the others."""
    tests = Path(__file__).parent
    names = {item.path: item.path.relative_to(tests).as_posix() for item in items}
    items.sort(
        key=lambda item: LONGEST.index(name) if (name := names[item.path]) in LONGEST else len(LONGEST)
    )


OFFICE = """
code = "small"
name = "Crossfoot"
title = "A small office"
subtitle = ""
imprint = "For tests."
mark = "SYNTHETIC"
languages = ["en"]
time_zone = "UTC"
contact = ""
country = "C"
first_month = "2014-12"
default_month = "2026-01"
history_months = 0
classification_note = ""
"""

REFERENCE = {
    "source.csv": """\
source_id,publisher,producer_code,release_group,language,address,method_stated,independence,party,states_revision,\
seen,published_from,published_to,published_basis,retrieved_on
S1,First Press,NS,RG-1,en,https://a.example/1,unknown,unknown,unknown,no,excerpt,,,unknown:not_in_excerpt,2026-11-21
S2,Second Press,NS,RG-2,az,https://b.example/2,unknown,unknown,unknown,no,excerpt,2026-02-19,2026-02-21,inferred,2026-11-21
S3,Statistics Board,CSO,RG-3,en,https://c.example/3,yes,producer,no,yes,held,2026-02-20,2026-02-20,stated,2026-11-21
""",
    "territory.csv": """\
territory_id,level,parent_id,valid_from,valid_to,name_az,name_en,name_ru,name_status,variants
C,country,,,,,Country,,official,
D1,district,R1,,,,First district,,official,
D2,city,R1,,,,Second town,,official,
R1,economic_region,C,,,,North,,official,
R2,economic_region,C,,,,South,,official,
T1,settlement,D1,,,,First town,,official,
""",
    "territory_member.csv": "group_id,member_id,valid_from,valid_to\n",
    "territory_name.csv": """\
name_as_written,layout,territory_id,inferred
Country,,C,
First,,D1,
First,resettlement,T1,territory_level
North,,R1,
Second,,D2,
South,,R2,
""",
    "measure.csv": """\
measure_code,topic,unit_code,nature,part_of,additive
dwellings,housing,DWELLING,stock,,true
fci,investment,AZN_MN,flow,,true
fci_construction,investment,AZN_MN,flow,fci,true
resettled_families,resettlement,FAMILY,stock,,true
resettled_persons,resettlement,PERSON,stock,,true
target_families,programme,FAMILY,plan,,true
""",
    "unit.csv": """\
unit_code,decimals,dimension
AMD_MN,0,money
AZN_MN,1,money
DWELLING,0,count
FAMILY,0,family
PCT,1,ratio
PERSON,0,person
RATIO,1,ratio
""",
    "unit_name.csv": """\
unit_as_written,unit_code,factor
%,PCT,1
AZN,AZN_MN,0.000001
billion drams,AMD_MN,1000
bn manats,AZN_MN,1000
dwellings,DWELLING,1
families,FAMILY,1
mln AZN,AZN_MN,1
persons,PERSON,1
times,RATIO,1
""",
    "concept.csv": """\
layout,label_as_written,measure_code,breakdown,kind,disposition,reason
document,dwellings/target,dwellings,status=scheduled,schedule,used,
document,investment/observation,fci,_T,observation,used,
document,investment works/observation,fci_construction,_T,observation,used,
document,past/historical,,,,out_of_scope,past_event
investment,construction_installation/total,fci_construction,_T,observation,used,
investment,fixed_capital_investment/plan,fci,_T,plan,used,
investment,fixed_capital_investment/production,fci,purpose=production,observation,used,
investment,fixed_capital_investment/total,fci,_T,observation,used,
investment,fixed_capital_investment/unknown_part,,,,held,part_not_named
resettlement,cumulative_total/families,resettled_families,_T,observation,used,
resettlement,cumulative_total/persons,resettled_persons,_T,observation,used,
resettlement,plan/families,target_families,_T,plan,used,
works,homes/done/dwellings,dwellings,status=completed,observation,used,
works,homes/planned/dwellings,dwellings,status=planned,plan,used,
""",
    "label.csv": """\
code_list,code,lang,text
measure,fci,en,investment in fixed capital
unit,AZN_MN,en,million manats
""",
}
"""Reference tables of the small office: a country of two regions, investment and a few measures more."""

COLUMNS = [*load_layout("investment").columns, *CODE_COLUMNS]
LINE = {
    "source_id": "S1",
    "published_on": "2026-02-20",
    "territory_as_written": "Country",
    "period_as_written": "January",
    "period_start": "2026-01-01",
    "period_end": "2026-01-31",
    "cumulative": "true",
    "measure": "fixed_capital_investment",
    "breakdown": "total",
    "unit_as_written": "mln AZN",
}


def investment(*lines: dict[str, str]) -> str:
    """Write a register of investment; what a line leaves out is that of LINE, its value as printed."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for line in lines:
        printed = line.get("value_as_printed", line.get("value", ""))
        writer.writerow({**LINE, "value_as_printed": printed, "value": printed.replace(",", ""), **line})
    return stream.getvalue()


LINES = (
    {"value_as_printed": "1,406.0", "growth_pct": "75.6"},
    {"value_as_printed": "900.5", "territory_as_written": "North"},
)
INVESTMENT = investment(*LINES)


@pytest.fixture(scope="session", autouse=True)
def _steps_of_libraries_untraced() -> Iterator[None]:
    """Measure the coverage of the project and not the time of its libraries."""
    with untraced():
        yield


@pytest.fixture
def project_factory(tmp_path: Path) -> Callable[[], Project]:
    """Make projects of this checkout whose results go to a temporary folder."""
    return lambda: Project(root=locate().root, var=tmp_path / "var")


WriteOffice = Callable[..., Office]


@pytest.fixture
def write_office(tmp_path: Path) -> WriteOffice:
    """Write the small office with deliveries, {name: {file: text}}; each file's layout is its stem.

    Called again it writes the office anew over the same results. `reference` replaces tables; None removes
    one.
    """
    return _writer(tmp_path)


@pytest.fixture
def small_office(write_office: WriteOffice) -> Office:
    """Give the small office with one delivery of two lines."""
    return write_office({"first": {"investment.csv": INVESTMENT}})


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run the small office for January and February 2026, once; to be read only."""
    office = _writer(tmp_path_factory.mktemp("small"))({"first": {"investment.csv": INVESTMENT}})
    stages.intake(office)
    stages.conform(office)
    for month in (JANUARY, JANUARY.plus(1)):
        stages.edit(office, month)
        stages.compute(office, month)
    return office


@pytest.fixture
def own_run(small_run: Office, tmp_path: Path) -> Office:
    """Copy the small office with its results for a test to change."""
    return copy_of(small_run, tmp_path / "own")


def copy_of(office: Office, folder: Path) -> Office:
    """Copy a small office with its checkout and its results."""
    shutil.copytree(office.project.root.parent, folder, symlinks=True)
    return load_office(Project(root=folder / "checkout", var=folder / "var"), office.code)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Give what fills a folder of a name once for all workers; each asks for it and copies it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        kept = shared / name
        with held(shared / f"{name}.lock", f"What the tests share as {name}"):
            if not kept.exists():
                fill(shared / f"{name}.part")
                (shared / f"{name}.part").rename(kept)
        return kept

    return made


@pytest.fixture(scope="session")
def conformed(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Conformed:
    """Give copies of an office: its deliveries in code lists, and months, as "2026-01", up to indicators."""

    def taken_in(var: Path, code: str) -> None:
        office = load_office(Project(locate().root, var), code)
        stages.intake(office)
        stages.conform(office)

    def computed(var: Path, code: str, months: tuple[str, ...]) -> None:
        shutil.copytree(once(code, lambda folder: taken_in(folder, code)), var, symlinks=True)
        office = load_office(Project(locate().root, var), code)
        for month in map(Month.parse, months):
            stages.edit(office, month)
            stages.compute(office, month)

    def copy(code: str, *months: str) -> Office:
        own = tmp_path_factory.mktemp(code) / "var"
        name = "-".join((code, *months))
        fill = partial(computed, months=months) if months else taken_in
        shutil.copytree(once(name, lambda folder: fill(folder, code)), own, symlinks=True)
        return load_office(Project(locate().root, own), code)

    return copy


@pytest.fixture(scope="session")
def karabakh_run(conformed: Conformed) -> tuple[Office, Month]:
    """Give the default office's January 2026 up to its indicators; to be read only."""
    return conformed("karabakh", str(JANUARY)), JANUARY


def _writer(folder: Path) -> WriteOffice:
    """Return what writes the small office, its checkout and its results below a folder."""

    def write(
        deliveries: Mapping[str, Files],
        reference: Mapping[str, str | None] | None = None,
        received: Mapping[str, str] | None = None,
    ) -> Office:
        root = folder / "checkout"
        _write_tree(root / "sources" / "small", _office_files(deliveries, reference or {}, received or {}))
        for name in ("sql", "report_templates"):
            if not (root / name).exists():
                (root / name).symlink_to(locate().root / name)
        return load_office(Project(root=root, var=folder / "var"), "small")

    return write


def _office_files(
    deliveries: Mapping[str, Files], reference: Mapping[str, str | None], received: Mapping[str, str]
) -> dict[str, str]:
    """Return the files of the small office by their path."""
    rules = (locate().sources / "karabakh" / "rules" / "edit.toml").read_text(encoding="utf-8")
    files = {"office.toml": OFFICE, "rules/edit.toml": rules}
    tables = {name: text for name, text in {**REFERENCE, **reference}.items() if text is not None}
    files |= {f"reference/{name}": text for name, text in tables.items()}
    for name, content in deliveries.items():
        day = received.get(name, "2026-11-21")
        listed = "".join(f'\n[[file]]\npath = "{path}"\nlayout = "{_layout(path)}"\n' for path in content)
        files[f"deliveries/{name}/delivery.toml"] = f'name = "{name}"\nreceived_on = {day}\n{listed}'
        files |= {f"deliveries/{name}/{path}": text for path, text in content.items()}
    return files


def _layout(path: str) -> str:
    """Return the layout of a delivered file: its stem up to a hyphen."""
    stem = Path(path).stem.split("-")[0]
    return {"documents": "document_list", "document_figures": "document"}.get(stem, stem)


def _write_tree(folder: Path, files: Files) -> None:
    """Make a folder hold exactly these files; one whose text is the same keeps its bytes."""
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
