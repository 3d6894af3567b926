"""From a printed number of a folder back to its sources, with nothing else at hand."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.audit.vouched import vouch_in
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vouch import vouch
from pipeline.vouch_text import render

CELLS = (
    "fci.AZ.2026-01",
    "fci.AZ.2025-06.ytd_change",
    "quality.files.2026-01",
    "fci_coverage.ER-KAR.2023-12.residual",
    "seasonal.observations.fci.AZ.2026-01",
)
SAME = (
    "asked",
    "office",
    "month",
    "as_of",
    "printed",
    "cell",
    "inputs",
    "n_observations",
    "findings",
    "decisions",
)
NOT_IN_EVIDENCE = {"version_key"}


@pytest.mark.parametrize("cell_id", CELLS)
def test_the_record_is_that_of_the_lake(cell_id: str, january: ReleaseFolder, released: Office) -> None:
    ours, theirs = vouch_in(january, cell_id), vouch(released, cell_id, Month.parse("2026-01"))
    for name in SAME:
        assert ours[name] == theirs[name], name
    for own, other in zip(ours["observations"], theirs["observations"], strict=True):
        assert own.keys() == other.keys() - NOT_IN_EVIDENCE
        for name in own.keys() - {"figure", "source"}:
            assert own[name] == other[name], name
        for name in ("figure", "source"):
            assert own[name] == {key: other[name][key] for key in own[name]}
    assert {**ours["indicator"], "commit": ""} == {**theirs["indicator"], "commit": ""} or (
        ours["indicator"]["title"],
        ours["indicator"]["formula"],
    ) == (theirs["indicator"]["title"], theirs["indicator"]["formula"])


def test_a_number_id_leads_to_its_places(january: ReleaseFolder) -> None:
    row = january.numbers.row(0, named=True)
    record = vouch_in(january, f"N-{row['number_id'].upper()}")
    assert {found["number_id"] for found in record["printed"]} == {row["number_id"]}
    assert record["cell"]["cell_id"] == row["cell_id"]
    assert json.loads(json.dumps(record)) == record
    assert render(record).startswith(f"N-{row['number_id'].upper()}   karabakh, 2026-01")


def test_every_number_of_a_release_is_vouched_for(january: ReleaseFolder) -> None:
    ids = january.numbers["number_id"].unique().sort()
    for name in ids[:: max(1, len(ids) // 40)]:
        record = vouch_in(january, name)
        assert record["printed"], name
        assert record["n_observations"] or name, name
        assert render(record)


def test_the_folder_is_enough(copied: Path) -> None:
    record = vouch_in(ReleaseFolder.open(copied), "fci.AZ.2026-01")
    assert record["observations"][0]["figure"]["locator"]
    shutil.rmtree(copied / "evidence")
    with pytest.raises(UsageError, match=r"evidence/cell\.parquet"):
        vouch_in(ReleaseFolder.open(copied), "fci.AZ.2026-01")


def test_an_unknown_id_is_a_sentence_with_near_names(january: ReleaseFolder) -> None:
    with pytest.raises(UsageError, match=r"neither a number nor a cell of release 2026-01\.1\. Near it: fci"):
        vouch_in(january, "fci.AZ.2026-0")
    with pytest.raises(UsageError, match="Number ids stand in the index"):
        vouch_in(january, "?")
