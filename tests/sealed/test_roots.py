"""Roots, provenance, certificate: what seals a few files, by the rules that were published for each."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.project import locate
from pipeline.sealed.provenance import provenance
from pipeline.sealed.roots import data_root, root_over, roots_of
from pipeline.sealed.run_certificate import NAMED, run_certificate
from pipeline.sealed.seal import Made, seal

FILES = {
    "cells.csv": b"cell_id,value\na,1\nb,2\nc,3\n",
    "bulletin.en.html": b"<p>",
    "evidence/a.toml": b"x=1",
}
MADE_WITH: dict[str, Any] = {
    "release_id": "2026-01.1",
    "as_of": "2026-02-21",
    "inputs": {"indicators": "i1", "core": "c1"},
    "code": {"sql": "s1"},
    "deliveries": {"first": {"a b.csv": "f" * 64}},
}


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_root_of_three_cells_is_that_of_the_definition() -> None:
    told = roots_of([b"x"], FILES["cells.csv"], {})
    assert told["cells"] == node(node(leaf(b"a,1"), leaf(b"b,2")), leaf(b"c,3")).hex()
    assert told["inputs"] == leaf(b"x").hex()
    assert told["sizes"] == {"inputs": 1, "cells": 3, "data": 0, "outputs": 0}
    assert told["input_entries"] == ["x"]


def test_pages_are_outputs_and_no_data_and_sealing_files_are_neither() -> None:
    hashes = {name: hash_of(content) for name, content in FILES.items()}
    told = roots_of([], FILES["cells.csv"], hashes | {"SHA256SUMS": "0" * 64, "manifest.json": "1" * 64})
    assert told["sizes"]["data"] == 2
    assert told["sizes"]["outputs"] == 3
    assert told["data"] == data_root(hashes)
    assert told["all"] == root_over({name: told[name] for name in ("inputs", "cells", "data", "outputs")})


@pytest.mark.parametrize("changed", sorted(FILES))
def test_a_change_of_any_file_changes_the_root_over_all(changed: str) -> None:
    def told(files: dict[str, bytes]) -> dict[str, Any]:
        return roots_of([], files["cells.csv"], {name: hash_of(content) for name, content in files.items()})

    before, after = told(FILES), told({**FILES, changed: FILES[changed] + b"\n"})
    assert before["all"] != after["all"]
    assert (before["data"] == after["data"]) == changed.endswith(".html")


def test_the_list_of_hashes_is_last_and_has_every_file_but_itself() -> None:
    made = seal(FILES, Made(MADE_WITH, (b"x",), "Office"))
    assert list(made) == ["prov.json", "roots.json", "manifest.json", "certificate.json", "SHA256SUMS"]
    lines = made["SHA256SUMS"].decode().splitlines()
    every = {**FILES, **made}
    assert lines == [f"{hash_of(every[name])}  {name}" for name in sorted(every) if name != "SHA256SUMS"]
    manifest = json.loads(made["manifest.json"])
    assert set(manifest["files"]) == {*FILES, "prov.json"}
    assert manifest["roots"]["all"] == json.loads(made["roots.json"])["all"]


def test_where_a_release_was_made_changes_its_certificate_and_not_its_manifest() -> None:
    here, elsewhere = (seal(FILES, Made(MADE_WITH, root=root)) for root in (locate().root, None))
    unlike = {name for name in here if here[name] != elsewhere[name]}
    assert unlike == {"certificate.json", "SHA256SUMS"}


def test_the_certificate_names_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", "Asia/Baku")
    monkeypatch.setenv("CROSSFOOT_SECRET", "hush")
    told = json.loads(run_certificate(locate().root, b"{}", MADE_WITH))
    assert told["manifest_sha256"] == hash_of(b"{}")
    assert re.fullmatch(r"[0-9a-f]{40}|unknown", told["commit"])
    assert told["lock"] == hash_of((locate().root / "requirements.lock").read_bytes())
    assert {"CPython", "Pango", "HarfBuzz", "fontconfig", "weasyprint"} <= set(told["software"])
    assert told["packages"]["polars"] == told["software"]["polars"]
    assert told["environment"]["TZ"] == "Asia/Baku"
    assert set(told["environment"]) <= set(NAMED)
    alone = json.loads(run_certificate(tmp_path, b"{}", MADE_WITH))
    assert (alone["commit"], alone["clean"], alone["lock"]) == ("unknown", False, "")


RELATIONS = {
    "used": ("prov:activity", "prov:entity"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasInformedBy": ("prov:informed", "prov:informant"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "actedOnBehalfOf": ("prov:delegate", "prov:responsible"),
    "hadMember": ("prov:collection", "prov:entity"),
}
"""The two ends of each relation, by PROV-JSON, section 2."""
KINDS = {"activity": "activity", "informed": "activity", "informant": "activity"}
KINDS |= {"agent": "agent", "delegate": "agent", "responsible": "agent"}


def test_the_provenance_keeps_to_the_rules_of_prov_json() -> None:
    hashes = {name: hash_of(content) for name, content in FILES.items()}
    told = json.loads(provenance(MADE_WITH, "Office", hashes))
    assert set(told) <= {"prefix", "entity", "activity", "agent", *RELATIONS}
    names = [name for kind in ("entity", "activity", "agent") for name in told[kind]]
    assert len(names) == len(set(names))
    for name in names:
        prefix, _, local = name.partition(":")
        assert prefix in told["prefix"]
        assert re.fullmatch(r"[\w./~%-]+", local), name
    for relation, ends in RELATIONS.items():
        assert told[relation], relation
        for row in told[relation].values():
            assert set(row) == set(ends)
            for end in ends:
                assert row[end] in told[KINDS.get(end.removeprefix("prov:"), "entity")], row


def test_the_provenance_leads_from_each_output_to_each_input() -> None:
    told = json.loads(provenance(MADE_WITH, "Office", {"cells.csv": "0" * 64}))
    used = {(row["prov:activity"], row["prov:entity"]) for row in told["used"].values()}
    assert ("step:intake", "delivery:first/a%20b.csv") in used
    assert ("step:bulletin", "part:code/sql") in used
    order = [(row["prov:informant"], row["prov:informed"]) for row in told["wasInformedBy"].values()]
    assert order == [
        ("step:intake", "step:edit"),
        ("step:edit", "step:indicators"),
        ("step:indicators", "step:bulletin"),
    ]
