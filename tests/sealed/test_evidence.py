"""The evidence of an issue: what it holds, that it is of the as-of day, and how a folder of it is read."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import UsageError
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder, releases_of
from pipeline.sealed.frames import as_csv, pair


@pytest.fixture(scope="module")
def release(released: Path) -> ReleaseFolder:
    return ReleaseFolder.open(released)


def test_each_number_leads_back_to_a_figure_and_a_file(release: ReleaseFolder) -> None:
    cell = release.numbers.filter(pl.col("cell_id") == "fci.AZ.2026-01")["cell_id"][0]
    (name,) = release.cell_input.filter(pl.col("cell_id") == cell)["input_id"]
    observation = release.observations.row(by_predicate=pl.col("obs_id") == name, named=True)
    figure = release.figures.row(by_predicate=pl.col("figure_id") == observation["figure_id"], named=True)
    file = release.inputs.row(by_predicate=pl.col("sha256") == figure["file_id"], named=True)
    assert (figure["as_printed"], figure["file"]) == (figure["printed_in_full"], file["name"])
    assert observation["value"] == 1406
    assert release.sources.filter(pl.col("source_id") == figure["source_id"]).height == 1


def test_what_the_office_declares_and_the_sql_are_kept_byte_by_byte(release: ReleaseFolder) -> None:
    office, sql = locate().sources / "karabakh", locate().sql
    assert release.read_bytes("evidence/office.toml") == (office / "office.toml").read_bytes()
    assert release.read_bytes("evidence/rules/edit.toml") == (office / "rules" / "edit.toml").read_bytes()
    assert release.sql("indicators/fci") == (sql / "indicators" / "fci.sql").read_text(encoding="utf-8")
    assert release.header("fci")["title"] == "Investment in fixed capital"
    assert release.declared()["code"] == release.office == "karabakh"
    assert "territory" in release.references()
    assert release.reference("territory").height > 50


def test_lists_that_grow_with_deliveries_and_words_of_texts_are_left_out(release: ReleaseFolder) -> None:
    assert not {"source", "concept", "territory_name", "unit_name", "measure_word"} & set(
        release.references()
    )


def test_no_figure_out_of_scope_is_handed_on(release: ReleaseFolder) -> None:
    assert set(release.figures["disposition"]) == {"used"}


def test_the_cells_behind_cells_are_there(release: ReleaseFolder) -> None:
    every = set(release.all_cells["cell_id"])
    assert set(release.cells["cell_id"]) <= every
    made_of = {name for name in release.cell_input["input_id"] if "." in name}
    assert made_of <= every
    assert made_of - set(release.cells["cell_id"])


def test_the_dictionary_explains_each_column(release: ReleaseFolder) -> None:
    told = release.read_bytes("evidence/data_dictionary.md").decode()
    for frame in (
        release.all_cells,
        release.figures,
        release.observations,
        release.inputs,
        release.rule_runs,
        release.table("evidence/withdrawn.csv"),
    ):
        assert {name for name in frame.columns if f"| `{name}` |" not in told} == set()


def test_a_release_tells_what_it_is_of(release: ReleaseFolder) -> None:
    assert (release.release_id, release.month, release.as_of) == ("2026-01.1", "2026-01", "2026-11-21")
    assert release.pages == ["bulletin.en.html"]
    assert release.changes is None
    assert release.decisions.columns[0] == "decision_id"
    assert {"outcome", "tested"} <= set(release.findings.columns)
    assert release.document("roots.json")["all"] == release.manifest["roots"]["all"]
    assert release.indicators()[0] == "apartment_buildings"
    assert release.parquet("cells.parquet", ["value"]).columns == ["value"]


def test_a_folder_that_is_no_release_is_a_sentence(tmp_path: Path, released: Path) -> None:
    for content, said in ((b"{", "cannot be read"), (b'{"month": "2026-01"}', "lacks release_id, office")):
        (tmp_path / "manifest.json").write_bytes(content)
        with pytest.raises(UsageError, match=said):
            ReleaseFolder.open(tmp_path)
    shutil.copy(released / "manifest.json", tmp_path)
    with pytest.raises(UsageError, match=r"has no readable published_number\.csv"):
        ReleaseFolder.open(tmp_path).numbers.height  # noqa: B018


def test_all_issues_are_found_once(tmp_path: Path) -> None:
    unfinished = (".2026-03.4711.building", ".issues/.2026-03-c.4711.gone")
    for name in (".issues/2026-01-a", ".issues/2026-02-b", "2025-12", *unfinished):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "manifest.json").write_text(json.dumps({}))
    (tmp_path / "2026-01").symlink_to(Path(".issues") / "2026-01-a")
    found = [path.relative_to(tmp_path).as_posix() for path in releases_of(tmp_path)]
    assert found == [".issues/2026-01-a", ".issues/2026-02-b", "2025-12"]


def test_a_frame_is_written_as_data_files_are() -> None:
    frame = pl.DataFrame({"a": ["", None, 'x"y'], "b": [["p", "q"], [], None], "c": [True, False, None]})
    assert as_csv(frame) == b'a,b,c\n,p;q,true\n,,false\n"x""y",,\n'
    assert set(pair("t", frame)) == {"t.csv", "t.parquet"}
    assert pair("t", frame) == pair("t", frame.clone())
