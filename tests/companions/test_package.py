"""datapackage.json says what is in the files, and a reader of the standard finds it so."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.companions.package import package, with_file
from pipeline.companions.sdmx.data import DATA_1
from pipeline.companions.tables import CELLS, DataFile
from pipeline.errors import CrossfootError
from tests.companions.conftest import Made
from tests.companions.table_schema import faults


@pytest.fixture
def described(folder: Path) -> dict[str, Any]:
    """Read the descriptor of a month."""
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_the_files_are_as_described(folder: Path, described: dict[str, Any]) -> None:
    assert list(faults(folder, described)) == []


def test_every_file_is_described_and_no_other(made: Made, described: dict[str, Any]) -> None:
    assert [one["path"] for one in described["resources"]] == sorted(set(made.files) - {"datapackage.json"})
    names = [one["name"] for one in described["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[-a-z0-9._/]+", name) for name in (*names, described["name"]))
    tables = [one for one in described["resources"] if one.get("type") == "table"]
    assert {one["path"] for one in tables} == {path for path in made.files if path.endswith(".csv")}
    for field in (field for one in tables for field in one["schema"]["fields"]):
        assert field["description"] and field["type"]


def test_the_package_says_whose_it_is(made: Made, described: dict[str, Any]) -> None:
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert described["created"] == f"{made.material.as_of}T00:00:00Z"
    assert described["licenses"] == [{"name": "Apache-2.0"}]
    assert made.material.office.imprint.rstrip(".") in described["description"]
    assert len(described["sources"]) == len({one["title"] for one in described["sources"]})
    assert all(one.get("path", "http").startswith("http") for one in described["sources"])


def test_a_file_made_of_the_others_is_described_after_them(made: Made, folder: Path) -> None:
    content = b'{"problems": 0}\n'
    added = with_file(made.files["datapackage.json"], "counterproof.json", content)
    (folder / "counterproof.json").write_bytes(content)
    found = json.loads(added)
    assert list(faults(folder, found)) == []
    paths = [one["path"] for one in found["resources"]]
    assert paths == sorted(paths)
    (told,) = (one for one in found["resources"] if one["path"] == "counterproof.json")
    assert (told["mediatype"], told["bytes"]) == ("application/json", len(content))
    assert "counter-proof" in told["description"]
    before = json.loads(made.files["datapackage.json"])
    assert {**found, "resources": [one for one in found["resources"] if one is not told]} == before


def test_an_office_without_a_licence_claims_none(made: Made) -> None:
    from dataclasses import replace

    material = replace(made.material, office=replace(made.material.office, licence=""))
    assert "licenses" not in json.loads(package(material, {}, [], []))


CHANGES = [
    ("cells.csv", b",V,F,", b",Q,F,", "obs_status is 'Q'"),
    ("cells.csv", b",F,false,", b",F,no,", "revised is 'no'"),
    ("published_number.csv", b",value,", b",value,", None),
    ("published_number.csv", b"fci.AZ.2026-01,", b"fci.AZ.2027-01,", "links to"),
    ("esms.csv", b",CONTACT,", b",DATA_DESCR,", "is not unique"),
    ("sources.csv", b"source_id,", b"source,", "has the columns"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), CHANGES)
def test_a_change_of_a_file_is_seen(
    karabakh: Made, tmp_path: Path, name: str, old: bytes, new: bytes, said: str | None
) -> None:
    folder = karabakh.write(tmp_path / "files")
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    path = folder / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    found = " ".join(faults(folder, described))
    assert (said in found and "another hash" in found) if said else found == ""
    shutil.rmtree(folder)


def test_columns_have_their_units_and_links(described: dict[str, Any]) -> None:
    by_name = {one["name"]: one for one in described["resources"]}
    value = next(field for field in by_name["cells"]["schema"]["fields"] if field["name"] == "value")
    assert (value["type"], value["unit"]) == ("number", "as unit_code")
    assert by_name["published_number"]["schema"]["foreignKeys"] == [
        {"fields": ["cell_id"], "reference": {"resource": "cells", "fields": ["cell_id"]}}
    ]
    assert by_name["sdmx/data-1.0"]["schema"]["primaryKey"] == list(DATA_1.key)
    flags = next(field for field in by_name["cells"]["schema"]["fields"] if field["name"] == "flags")
    assert (flags["type"], flags["delimiter"]) == ("list", ";")


def test_a_file_that_the_dictionary_lacks_is_one_sentence(made: Made) -> None:
    with pytest.raises(CrossfootError, match=r"does not say what other\.xml is"):
        package(made.material, {"other.xml": b""}, [], [])
    with pytest.raises(CrossfootError, match=r"does not say what other\.csv is"):
        package(made.material, {"other.csv": b""}, [DataFile("other.csv", CELLS.columns)], [])


def test_the_dictionary_for_people_has_every_file_and_column(made: Made) -> None:
    text = made.files["data_dictionary.md"].decode()
    for path, content in made.files.items():
        if path.endswith(".csv"):
            part = text.split(f"## {path}\n", 1)[1].split("\n## ", 1)[0]
            heads = content.decode().split("\n", 1)[0].split(",")
            assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == heads
    assert "| `V` | Reported by a publisher and not confirmed by the producer |" in text
