"""What travels inside the file."""

import hashlib
import json
from typing import Any

from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.embedded import _DESCRIPTION, embedded, evidence
from tests.bulletin.pages import ATTACHED, CREATED
from tests.bulletin.pdf.small import opened, short_pdf

DATA = {"cells.csv": b"cell_id\nc\n", "published_number.csv": b"number_id\nn\n", "findings.csv": b"f\n"}


def test_iso_19005_3_6_8_each_file_is_associated_once_with_its_relationship() -> None:
    pdf = opened(short_pdf())
    files = {str(item.UF): str(item.AFRelationship) for item in pdf.Root.AF}
    assert len(pdf.Root.AF) == len(files) == 2
    assert files == {"figures.csv": "/Data", "evidence.json": "/Supplement"}
    names = [str(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
    assert names == sorted(files)  # a name tree is searched by halves


def test_iso_19005_3_6_8_each_file_says_its_type_its_day_and_what_it_is() -> None:
    pdf = opened(short_pdf())
    found = {str(item.UF): item for item in pdf.Root.AF}
    assert {name: str(item.EF.F.Subtype) for name, item in found.items()} == {
        "figures.csv": "/text/csv",
        "evidence.json": "/application/json",
    }
    assert str(found["evidence.json"].Desc) == "What it was made from"
    day = CREATED.strftime("D:%Y%m%d%H%M%SZ")
    assert {str(item.EF.F.Params.ModDate) for item in found.values()} == {day}
    assert pdf.attachments["figures.csv"].get_file().read_bytes() == ATTACHED[0].content


def test_the_evidence_of_a_month_names_what_it_was_made_from(karabakh: Any) -> None:
    made_with = certificate(karabakh.material)
    found = json.loads(evidence(karabakh.material, made_with, DATA))
    assert found["as_of"] == "2026-11-21"
    assert found["inputs"] == made_with["inputs"]
    assert found["data"]["cells.csv"] == {
        "bytes": len(DATA["cells.csv"]),
        "sha256": hashlib.sha256(DATA["cells.csv"]).hexdigest(),
    }
    assert "reference/territory.csv" in found["code_lists"]
    assert "reference/source.csv" not in found["code_lists"]  # it grows with deliveries
    assert str(karabakh.office.project.root) not in json.dumps(found)


def test_cells_are_data_and_the_rest_supplements_them(karabakh: Any) -> None:
    files = embedded(karabakh.material, certificate(karabakh.material), DATA)
    assert [(item.name, item.relationship) for item in files] == [
        ("cells.csv", "Data"),
        ("evidence.json", "Supplement"),
        ("published_number.csv", "Supplement"),
    ]
    assert all(item.description for item in files)
    assert all(set(texts) == {"en", "az", "ru"} for texts in _DESCRIPTION.values())
