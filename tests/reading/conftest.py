"""A small office with words and lists to answer from, and drafts of it made by hand or read from files."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.reading.draft import Draft, Item, ReadFile
from pipeline.reading.lists import Lists, load_lists
from pipeline.reading.source_facts import new_source
from pipeline.reference import load_reference
from tests.reading.invented import DRAFT
from tests.small_office import REFERENCE, WriteOffice

SHA = "ab" * 32
WORDS = {
    "measure_word.csv": """\
lang,words,unit,aspect,measure_code,breakdown,kind
en,fixed_capital,AZN,,fci,_T,
en,resettled,families,done,resettled_families,_T,
en,resettled,persons,done,resettled_persons,_T,
""",
    "place_level.csv": "context,rank,level,why\n",
    "label.csv": REFERENCE["label.csv"]
    + """\
breakdown,_T,en,total
breakdown,purpose=services,en,service facilities
breakdown,status=completed,en,reported completed
measure,resettled_persons,en,persons resettled
price_basis,real,en,real
qualifier,more_than,en,more than
""",
}


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    """Give the small office with words of its measures and no delivery."""
    return write_office({}, reference=WORDS)


@pytest.fixture
def lists(office: Office) -> Lists:
    return Lists(load_reference(office))


@pytest.fixture(scope="session")
def real_lists() -> Lists:
    """Give the lists of the default office."""
    return load_lists(load_office(locate(), "karabakh"))


@pytest.fixture
def real_office(tmp_path: Path) -> Office:
    """Give the default office with results of its own and a copy of its folder for a test to change."""
    import shutil

    root, real = tmp_path / "checkout", locate()
    shutil.copytree(real.sources / "karabakh", root / "sources" / "karabakh")
    for folder in (real.sql, real.templates):
        (root / folder.name).symlink_to(folder)
    return load_office(Project(root=root, var=tmp_path / "var"), "karabakh")


def draft_of(*items: Item, name: str = "2026-01-21-made", **file: object) -> Draft:
    """Make a draft of items, of a file that nobody has said anything about."""
    read = ReadFile("made.txt", SHA, 10, "text/plain", "utf-8", "text", "1")
    return replace(
        DRAFT, name=name, items=items, notes=(), file=replace(read, **file), source=new_source(SHA)
    )
