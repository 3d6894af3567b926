"""The ledger: what a line is, that it only grows, and that every change of it is found and named."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.project import locate
from pipeline.releasing.following import MOST_NAME, MOST_WORDS
from pipeline.releasing.ledger import append, ledger_path, look, read_ledger, state_of, verify_chain
from pipeline.releasing.model import State, Step, entry_of
from tests.releasing.conftest import ANN, BEN, NOON, Desk, after

TAMPERINGS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("tampering.toml").read_text(encoding="utf-8")
)["row"]


def put(office: Office, *steps: Step, at: datetime = NOON) -> None:
    append(office, lambda _: list(steps), at)


def three(office: Office) -> Path:
    """Write a ledger of three entries."""
    put(office, Step("submit", "2026-01.1", ANN, "Ready.", "a" * 64, "b" * 64))
    put(office, Step("approve", "2026-01.1", BEN, "Read.", "a" * 64, "b" * 64), at=after(minutes=5))
    put(office, Step("open", "2026-01.1", BEN, "", "a" * 64, "b" * 64), at=after(hours=1))
    return ledger_path(office)


def test_a_line_says_who_did_what_when_and_about_which_bytes(small_office: Office) -> None:
    first = json.loads(three(small_office).read_text(encoding="utf-8").splitlines()[0])
    assert first == {
        "n": 1,
        "at": "2026-04-20T12:00:00Z",
        "who": "Ann Lee",
        "step": "submit",
        "release_id": "2026-01.1",
        "state": "in_review",
        "manifest_sha256": "a" * 64,
        "root": "b" * 64,
        "reason": "Ready.",
        "previous": "",
    }


def test_entries_are_chained_and_read_back(small_office: Office) -> None:
    path = three(small_office)
    entries = read_ledger(small_office)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [entry.text for entry in entries] == lines
    assert [entry_of(line) for line in lines] == entries
    assert entries[1].previous == entries[0].digest
    assert state_of(small_office, "2026-01.1") is State.RELEASED
    assert state_of(small_office, "2026-02.1") is State.DRAFT
    assert verify_chain(path) == []


@pytest.mark.parametrize("row", TAMPERINGS, ids=[row["name"] for row in TAMPERINGS])
def test_every_change_is_found_and_named(row: dict[str, Any], small_office: Office) -> None:
    path = three(small_office)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if "replace" in row:
        old, new = row["replace"]
        assert old in lines[row["line"] - 1]
        lines[row["line"] - 1] = lines[row["line"] - 1].replace(old, new)
    if "order" in row:
        lines = [lines[place - 1] for place in row["order"]]
    if row.get("head") == "gone":
        path.with_suffix(".head").unlink()
    if row.get("head") == "spoilt":
        path.with_suffix(".head").write_text("{}", encoding="utf-8")
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(BadInputError, match=row["says"]):
        read_ledger(small_office)
    with pytest.raises(BadInputError, match=row["says"]):
        put(small_office, Step("withdraw", "2026-01.1", BEN, "Why."), at=after(hours=2))


def test_a_whole_chain_written_anew_is_refused_where_it_skips_a_step(small_office: Office) -> None:
    path = three(small_office)
    first, _, third = read_ledger(small_office)
    path.with_suffix(".head").unlink()
    from dataclasses import replace

    path.write_text(f"{first.text}\n{replace(third, n=2, previous=first.digest).text}\n", encoding="utf-8")
    assert any("does not follow from its state 'in_review'" in fault for fault in verify_chain(path))


def test_a_forged_approval_by_the_submitter_is_named(small_office: Office) -> None:
    path = three(small_office)
    from dataclasses import replace

    first, second, _ = read_ledger(small_office)
    path.with_suffix(".head").unlink()
    path.write_text(f"{first.text}\n{replace(second, who='ann  LEE').text}\n", encoding="utf-8")
    assert any("approves 2026-01.1 by ann  LEE, who submitted it" in fault for fault in verify_chain(path))


def test_an_unfinished_line_is_named_and_set_aside_with_the_next_step(small_office: Office) -> None:
    path = three(small_office)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":"2026-04')
    assert "unfinished line of 14 bytes after entry 3" in verify_chain(path)[0]
    assert len(read_ledger(small_office)) == 3
    put(small_office, Step("withdraw", "2026-01.1", BEN, "Why."), at=after(hours=2))
    assert path.read_bytes().startswith(whole)
    assert verify_chain(path) == []
    (aside,) = path.parent.glob("unfinished-*.txt")
    assert aside.read_bytes() == b'{"at":"2026-04'
    assert str(read_ledger(small_office)[-1].facts["unfinished"]).startswith(aside.stem.split("-")[1])


def test_a_head_that_is_a_step_behind_is_no_fault(small_office: Office) -> None:
    path = three(small_office)
    before = path.with_suffix(".head").read_bytes()
    put(small_office, Step("withdraw", "2026-01.1", BEN, "Why."), at=after(hours=2))
    path.with_suffix(".head").write_bytes(before)
    assert len(read_ledger(small_office)) == 4


def test_a_clock_that_was_set_back_is_refused(small_office: Office) -> None:
    three(small_office)
    with pytest.raises(UsageError, match=r"says 2026-04-20T12:59:5\dZ: it was set back"):
        put(small_office, Step("withdraw", "2026-01.1", BEN, "Why."), at=after(minutes=59, seconds=50))
    assert len(read_ledger(small_office)) == 3


def test_a_step_of_a_moment_before_is_put_at_that_of_the_last(small_office: Office) -> None:
    three(small_office)
    put(small_office, Step("withdraw", "2026-01.1", BEN, "Why."), at=after(minutes=59, seconds=58))
    assert read_ledger(small_office)[-1].at == after(hours=1)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (
            Step("approve", "2026-01.1", BEN),
            "is a draft; the step 'approve' is for an issue that is in review",
        ),
        (Step("submit", "2026-01.1", " "), "Say who does this"),
        (Step("submit", "2026-01.1", "x" * (MOST_NAME + 1)), "at most 80"),
        (Step("submit", "2026-01.1", ANN, "x" * (MOST_WORDS + 1)), "at most 500"),
        (Step("except", "2026-01.1", ANN, facts={"rule": "second-person"}), "wants a reason"),
    ],
)
def test_a_step_that_cannot_be_is_a_sentence(step: Step, says: str, small_office: Office) -> None:
    with pytest.raises(UsageError, match=says):
        put(small_office, step)
    assert not ledger_path(small_office).exists()


def test_texts_of_the_greatest_length_are_kept(small_office: Office) -> None:
    put(small_office, Step("submit", "2026-01.1", "x" * MOST_NAME, "y" * MOST_WORDS))
    assert len(read_ledger(small_office)) == 1


def _write_many(office: Office, name: str, count: int) -> None:
    for place in range(count):
        append(office, lambda _, place=place: [Step("submit", f"{name}.{place + 1}", ANN)], datetime.now(UTC))


def test_two_writers_lose_and_mix_no_line(small_office: Office) -> None:
    context = multiprocessing.get_context("fork")
    processes = [
        context.Process(target=_write_many, args=(small_office, name, 15)) for name in ("2025-11", "2025-12")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(read_ledger(small_office)) == 30
    assert verify_chain(ledger_path(small_office)) == []


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.office import load_office
from pipeline.project import Project
from pipeline.releasing.ledger import append
from pipeline.releasing.model import Step
office = load_office(Project(Path(sys.argv[1]), Path(sys.argv[2])), "small")
start = int(sys.argv[3])
for place in range(start, start + 1000):
    made = append(office, lambda _: [Step("submit", f"2026-01.{place}", "Ann")], datetime.now(UTC))
    print(made[0].n, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.02, 0.05, 0.11])
def test_a_kill_loses_no_line_that_was_said_to_be_written(seconds: float, small_office: Office) -> None:
    project = small_office.project
    for start in (1, 2001):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(project.root), str(project.var), str(start)],
            stdout=subprocess.PIPE,
            cwd=locate().root,
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        said = (said + process.communicate()[0]).splitlines()[-1]
        found = look(ledger_path(small_office))
        assert found.faults == ()
        assert len(found.entries) >= int(said)


def test_the_desk_reads_what_it_wrote(desk: Desk) -> None:
    desk.released()
    assert [entry.step for entry in read_ledger(desk.office)] == ["submit", "approve", "open"]
