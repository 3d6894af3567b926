"""The small office: a country of two regions, its tables, a register of investment, and what writes them."""

import csv
import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.intake.layout import CODE_COLUMNS, load_layout
from pipeline.office import Office, load_office
from pipeline.project import Project, locate

Files = Mapping[str, str]
WriteOffice = Callable[..., Office]

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


def copy_of(office: Office, folder: Path) -> Office:
    """Copy a small office with its checkout and its results."""
    shutil.copytree(office.project.root.parent, folder, symlinks=True)
    return load_office(Project(root=folder / "checkout", var=folder / "var"), office.code)


def office_writer(folder: Path) -> WriteOffice:
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
