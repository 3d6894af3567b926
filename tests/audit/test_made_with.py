"""What a release was made with: other libraries, and why a file that is made again has other bytes."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.audit.made_with import Library, first_difference, other_libraries, why_it_differs
from pipeline.sealed.folder import ReleaseFolder

XLSXWRITER = Library("xlsxwriter", "3.2.9", "3.1.9")


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (b"abc", b"abd", 3),
        (b"abc", b"ab", 3),
        (b"", b"a", 1),
        (b"x" * 2_097_153, b"x" * 2_097_152 + b"y", 2_097_153),
    ],
    ids=["another byte", "shorter", "empty", "past two pieces"],
)
def test_the_first_byte_that_differs(one: bytes, other: bytes, place: int, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(one)
    (tmp_path / "other").write_bytes(other)
    assert first_difference(tmp_path / "one", tmp_path / "other") == place


def test_files_that_do_not_differ_have_no_such_byte(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"abc")
    with pytest.raises(ValueError, match="the same bytes"):
        first_difference(tmp_path / "one", tmp_path / "one")


CAUSES = [
    ("bulletin.en.xlsx", [], "library xlsxwriter"),
    ("bulletin.en.pdf", [], "the files that it holds, where one of them differs"),
    ("sdmx/data.csv", [], "none of the recorded things is another one"),
    ("manifest.json", [], "the hashes of the files that differ"),
    ("cells.csv", ["code: sql/ of this checkout is not the recorded one.", "code: Another."], "code"),
    ("cells.csv", ["altered: cells.csv is not the file that was sealed."], "altered"),
    ("cells.csv", ["altered: findings.csv is not the file that was sealed."], "none of the recorded things"),
    ("cells.csv", ["library: xlsxwriter 3.2.9 is recorded, and 3.1.9 is at hand."], "none of the recorded"),
]


@pytest.mark.parametrize(("name", "reasons", "why"), CAUSES)
def test_each_file_has_the_reasons_that_act_on_it(
    name: str, reasons: list[str], why: str, tmp_path: Path
) -> None:
    sides = []
    for side in ("one", "other"):
        (tmp_path / side / name).parent.mkdir(parents=True)
        (tmp_path / side / name).write_text(f"1,{side}", encoding="utf-8")
        sides.append(ReleaseFolder(tmp_path / side, {}))
    told = why_it_differs(name, *sides, [XLSXWRITER], reasons)
    assert told.startswith(f"from byte 4: {why}")


def test_libraries_beneath_are_compared_too(january: ReleaseFolder, tmp_path: Path) -> None:
    assert other_libraries(january) == []
    folder = tmp_path / "release"
    shutil.copytree(january.path, folder)
    told = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
    told["packages"] |= {"fonttools": "1.0", "pydyf": "", "pytest": "1.0"}
    (folder / "certificate.json").write_text(json.dumps(told), encoding="utf-8")
    found = {one.name: one.sentence for one in other_libraries(ReleaseFolder.open(folder))}
    assert set(found) == {"fonttools", "pydyf"}
    assert found["fonttools"].startswith("library: fonttools 1.0 is recorded, and ")
    assert "pydyf of no known version is recorded" in found["pydyf"]


def test_without_a_certificate_the_manifest_is_enough(january: ReleaseFolder, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(january.path, folder)
    (folder / "certificate.json").write_text("{", encoding="utf-8")
    release = ReleaseFolder.open(folder)
    assert other_libraries(release) == []
    release.manifest["software"]["xlsxwriter"] = "3.1.9"
    assert [one.name for one in other_libraries(release)] == ["xlsxwriter"]
