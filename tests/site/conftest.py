"""Releases to make a site of: two real months, their PDF left out, and small folders written by hand."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.bulletin.publish import publish_month
from pipeline.choice import Choice
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.site.build import Site, build_site
from pipeline.site.issues import read_issues
from tests.conftest import Conformed, Once
from tests.publications import ENGLISH, unprinted
from tests.released import give_to_readers, seal_folder

MONTHS = {"2025-12": ENGLISH, "2026-01": Choice(("en", "az", "ru"), ())}
"""The newest month in three languages: what readers see first."""
WriteRelease = Callable[..., Path]
NUMBERS = """\
release_id,lang,number_id,cell_id,facet,place,section,table_or_figure,row,col,printed,places
2026-01.1,en,aaaaaaa1,fci.C.2026-01,value,text,investment,,,,1 406.0,1
2026-01.1,en,aaaaaaa1,fci.C.2026-01,value,table,methodology/fci,Table 1,1,2,1 406.0,1
"""
CELLS = """\
cell_id,territory_id,period,breakdown,price_basis,source_kind,transformation,period_start,period_end,reference_date,\
due_on,value,half_width,lo,hi,unit_code,qualifier,obs_status,conf_status,revised,flags,evidence_grade,n_src,\
src_digest,as_of,month
fci.C.2026-01,C,2026-01-01,_T,nominal,published,ytd,2026-01-01,2026-01-31,,,1406.0000000000,0.0500000000,,,AZN_MN,,V,\
F,True,BREAK;GAP,D,1,x,2026-02-20,2026-01-01
"""
PAGE = '<html lang="en"><body><main><p id="n-aaaaaaa1">1 406.0</p></main></body></html>'
FILES = {
    "bulletin.en.html": PAGE,
    "bulletin.en.pdf": "%PDF-1.7",
    "methodology/fci.html": PAGE,
    "published_number.csv": NUMBERS,
    "cells.csv": CELLS,
}


def write_release(
    releases: Path, key: str, files: Mapping[str, str | bytes] = FILES, number: str = ""
) -> Path:
    """Write a release folder with a manifest and a list of hashes that fit its files."""
    folder = releases / key
    hashes = {}
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
        hashes[name] = hashlib.sha256(raw).hexdigest()
    facts = {
        "release_id": number or f"{key}.1",
        "as_of": "2026-02-20",
        "inputs": {"core": "c", "indicators": "i"},
        "files": hashes,
    }
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    seal_folder(folder)
    return folder


@pytest.fixture
def release(small_office: Office) -> WriteRelease:
    """Give a function that writes a release of the small office."""

    def write(key: str, files: Mapping[str, str | bytes] = FILES, number: str = "") -> Path:
        folder = write_release(small_office.home / "releases", key, files, number)
        give_to_readers(small_office, key)
        return folder

    return write


@pytest.fixture
def draft(small_office: Office) -> WriteRelease:
    """Give a function that writes a release that readers were not given."""

    def write(key: str, files: Mapping[str, str | bytes] = FILES, number: str = "") -> Path:
        return write_release(small_office.home / "releases", key, files, number)

    return write


@pytest.fixture(scope="session")
def released(once: Once, conformed: Conformed, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Publish two months of the default office; only the layout of their PDF is left out."""
    var = tmp_path_factory.mktemp("released") / "var"
    published = once("released", lambda folder: _publish(conformed("karabakh", *MONTHS), folder))
    shutil.copytree(published, var, symlinks=True)
    return load_office(Project(locate().root, var), "karabakh")


def _publish(office: Office, folder: Path) -> None:
    """Publish the months, make their site, and leave the results in a folder.

    One of the months is there as known on an earlier day, too.
    """
    with unprinted():
        for name, choice in MONTHS.items():
            publish_month(office, stages.lake_of(office), Month.parse(name), choice=choice)
    releases = office.home / "releases"
    shutil.copytree(releases / "2025-12", releases / "2025-12@2026-03-01")
    give_to_readers(office, *MONTHS, "2025-12@2026-03-01")
    build_site(office)
    office.project.var.rename(folder)


@pytest.fixture(scope="session")
def made(released: Office) -> Site:
    """Give the site of the months, made once for all workers."""
    folder = released.home / "site"
    issues = tuple(issue.key for issue in read_issues(released))
    return Site(folder, issues, len(list(folder.rglob("*.html"))))
