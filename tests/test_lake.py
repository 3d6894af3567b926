"""The lake: what is committed is seen whole, what is not is not seen, whatever happens in between."""

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import MachineError
from pipeline.lake import Lake, write_atomically
from pipeline.project import locate

ROOT = locate().root
ROWS = 20_000


def _commit(lake: Lake, number: int, partition: str = "2026-01") -> None:
    """Commit two tables that hold one number, over and over."""
    frame = pl.DataFrame({"number": [number] * ROWS})
    tables = {name: lake.write(name, partition, frame) for name in ("core.one", "core.two")}
    lake.commit("stage", partition, str(number), tables, {"number": number})


def _numbers(lake: Lake) -> set[int]:
    """Read everything that is committed; every table of a manifest must be whole and of one commit."""
    manifest = lake.manifest("stage", "2026-01")
    assert manifest is not None
    frames = [lake.read(manifest, table) for table in manifest.tables]
    assert [frame.height for frame in frames] == [ROWS, ROWS]
    return {number for frame in frames for number in frame["number"].unique()} | {manifest.facts["number"]}


def _files(lake: Lake) -> list[str]:
    return sorted(path.name for path in lake.folder.rglob("*.parquet"))


def test_files_are_named_by_their_content(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    frame = pl.DataFrame({"a": [1, 2]})
    first = lake.write("core.one", "2026-01", frame)
    assert first.startswith("core/one/2026-01.")
    assert lake.write("core.one", "2026-01", frame) == first
    assert lake.write("core.one", "2026-01", frame.reverse()) != first
    assert pl.read_parquet(tmp_path / first).equals(frame)


def test_what_is_written_is_seen_only_when_committed(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.write("core.one", "2026-01", pl.DataFrame({"a": [1]}))
    assert lake.manifest("stage", "2026-01") is None
    assert lake.manifests("stage") == []


def test_a_manifest_is_read_back_as_it_was_committed(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, 2, "2026-02")
    _commit(lake, 1)
    found = lake.manifests("stage")
    assert [(manifest.partition, manifest.digest) for manifest in found] == [
        ("2026-01", "1"),
        ("2026-02", "2"),
    ]
    assert [Path(path).name for path in lake.paths(found, "core.one")] == [
        Path(manifest.tables["core.one"]).name for manifest in found
    ]
    assert lake.paths(found, "core.three") == []


def test_an_exception_before_the_commit_leaves_the_old_state(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, 1)
    lake.write("core.one", "2026-01", pl.DataFrame({"number": [2] * ROWS}))
    with pytest.raises(TypeError):
        lake.commit("stage", "2026-01", "2", {"core.one": "core/one/x"}, {"number": object()})
    assert _numbers(lake) == {1}


def test_who_reads_by_the_manifest_before_can_read_on(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, 1)
    before = lake.manifest("stage", "2026-01")
    assert before is not None
    _commit(lake, 2)
    assert lake.read(before, "core.one")["number"].unique().to_list() == [1]
    assert _numbers(lake) == {2}


def test_older_files_do_not_pile_up(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in (1, 2, 3, 3, 4):
        _commit(lake, number)
    assert len(_files(lake)) == 4
    assert _numbers(lake) == {4}
    _commit(lake, 3)
    assert _numbers(lake) == {3}
    assert len(_files(lake)) == 4


def test_the_same_commit_again_changes_no_byte(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in (1, 2):
        _commit(lake, number)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    _commit(lake, 2)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_manifest_from_before_replaced_files_were_kept_is_read(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, 1)
    path = tmp_path / "manifest" / "stage" / "2026-01.json"
    facts = json.loads(path.read_text())
    del facts["previous"]
    path.write_text(json.dumps(facts))
    assert _numbers(lake) == {1}


def test_a_retired_partition_is_gone_with_its_files(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in (1, 2):
        _commit(lake, number)
    _commit(lake, 7, "2026-02")
    lake.retire("stage", "2026-01")
    lake.retire("stage", "2026-01")
    assert [found.partition for found in lake.manifests("stage")] == ["2026-02"]
    assert len(_files(lake)) == 2


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    lake = Lake(tmp_path / "file" / "lake")
    assert lake.manifest("stage", "2026-01") is None
    with pytest.raises(
        MachineError, match=r"file/lake/core/one cannot be written \(.*\)\. Free some space or ch"
    ):
        lake.write("core.one", "2026-01", pl.DataFrame({"a": [1]}))
    with pytest.raises(MachineError, match=r"file/x cannot be written \(.*\)\. Free some space or check"):
        write_atomically(tmp_path / "file" / "x", b"")


FULL_DISK = """
import signal, sys, resource
from pathlib import Path
import polars as pl
from pipeline.errors import MachineError
from pipeline.lake import Lake, write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
lake = Lake(Path(sys.argv[1]))
for attempt in (
    lambda: lake.write("core.one", "2026-01", pl.DataFrame({"a": [str(n) * 9 for n in range(50_000)]})),
    lambda: write_atomically(Path(sys.argv[1]) / "big", b"x" * 100_000),
):
    try:
        attempt()
    except MachineError as error:
        print(error)
"""


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    one, two = done.stdout.splitlines()
    assert one.startswith(f"{tmp_path}/core/one cannot be written (")
    assert two.startswith(f"{tmp_path}/big cannot be written (File too large)")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


WRITER = """
import sys
from itertools import count
from pathlib import Path
import polars as pl
from pipeline.lake import Lake
lake = Lake(Path(sys.argv[1]))
for number in count(int(sys.argv[2])):
    frame = pl.DataFrame({"number": [number] * 20_000})
    tables = {name: lake.write(name, "2026-01", frame) for name in ("core.one", "core.two")}
    lake.commit("stage", "2026-01", str(number), tables, {"number": number})
    print(number, flush=True)
"""
KILLS = 10


def test_a_killed_writer_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    lake, reached = Lake(tmp_path), 0
    for attempt in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(reached + 1)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            last = int(writer.stdout.readline())
            time.sleep(0.003 * attempt)
            writer.send_signal(signal.SIGKILL)
            last = int(([str(last), *writer.stdout.read().split("\n")[:-1]])[-1])
        (number,) = _numbers(lake)
        assert number in (last, last + 1)
        reached = number
