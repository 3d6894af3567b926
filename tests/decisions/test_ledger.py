"""The ledger: it only grows, what is taken out or changed is noticed, a kill leaves the old or the new."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.decisions.ledger import append, ledger_path, ledger_state, read_ledger
from pipeline.decisions.model import Decision
from pipeline.errors import BadInputError, BusyError
from pipeline.locks import held
from pipeline.office import Office
from pipeline.project import locate

MOMENT = datetime(2026, 11, 26, 10, 0, 0, 5, tzinfo=UTC)


def decision(number: int = 1, **changes: object) -> Decision:
    """Make a decision that says its number."""
    made = Decision(
        decision_id="",
        decided_at=MOMENT,
        who="A. Person",
        action="accept",
        finding_id="f1",
        rule_id="parent",
        rule_version=1,
        sentence_code="larger_than_parent",
        content_key="c1",
        field="use",
        old_value="withheld",
        new_value="used",
        reason=f'Reason {number}, with "signs"; Ğ, ш',
        expires_on=date(2027, 1, 31),
        undoes="",
        source_id="S1",
        series_id="fci|_T",
        tested="c1",
        compared="c2",
        month="2026-01",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def add(office: Office, *made: Decision) -> list[Decision]:
    return append(office, lambda _: made)


@pytest.fixture
def ledger(small_office: Office) -> Path:
    """Give a ledger of three decisions."""
    for number in (1, 2, 3):
        add(small_office, decision(number))
    return ledger_path(small_office)


def test_what_was_decided_is_read_back_in_order(small_office: Office) -> None:
    assert read_ledger(small_office) == []
    assert ledger_state(small_office) == ""
    first = add(small_office, decision(1))
    state = ledger_state(small_office)
    more = add(small_office, decision(2), decision(2, expires_on=None))
    assert read_ledger(small_office) == [*first, *more]
    assert len({row.decision_id for row in (*first, *more)}) == 3
    assert ledger_state(small_office) != state
    assert read_ledger(small_office)[0].decided_at == MOMENT


def test_rows_before_stay_byte_for_byte(small_office: Office, ledger: Path) -> None:
    before = ledger.read_bytes()
    add(small_office, decision(4))
    assert ledger.read_bytes().startswith(before)


def test_the_builder_sees_what_is_known_and_may_add_nothing(small_office: Office, ledger: Path) -> None:
    before, seen = ledger.read_bytes(), list[Decision]()

    def build(known: Sequence[Decision]) -> list[Decision]:
        seen.extend(known)
        return []

    assert append(small_office, build) == []
    assert len(seen) == 3
    assert ledger.read_bytes() == before


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((0, 2, 3), "line 2 does not follow from the row before it"),
        ((0, 1, 3), "line 3 does not follow from the row before it"),
        ((0, 1, 2), "has 2 decisions and had 3"),
        ((0,), "has 0 decisions and had 3"),
        ((0, 2, 1, 3), "line 2 does not follow"),
        ((0, 1, 1, 2, 3), "line 3 does not follow"),
        ((1, 2, 3), "has other columns than a ledger of decisions"),
    ],
)
def test_rows_that_are_missing_or_moved_are_noticed(
    small_office: Office, ledger: Path, lines: tuple[int, ...], said: str
) -> None:
    found = _lines(ledger)
    ledger.write_text("".join(found[at] for at in lines), encoding="utf-8")
    with pytest.raises(BadInputError, match=said) as error:
        read_ledger(small_office)
    assert "Restore the file" in str(error.value)
    with pytest.raises(BadInputError):
        add(small_office, decision(4))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("A. Person", "B. Person", "line 2 does not follow"),
        ("2026-11-26", "2026-11-25", "line 2 does not follow"),
        (",accept,", ",reject,", "line 2 does not follow"),
        (",accept,", ",forget,", "line 2 is not a decision: 'forget' is no action"),
        (",parent,1,", ",parent,one,", "line 2 is not a decision"),
        ("2026-11-26T", "yesterday ", "line 2 is not a decision"),
        ('"Reason 1', '"Reason"1', "cannot be read as CSV"),
        ("2027-01-31,,S1", "2027-01-31,,S1,,", "line 2"),
    ],
)
def test_a_changed_row_is_noticed(small_office: Office, ledger: Path, old: str, new: str, said: str) -> None:
    text = ledger.read_text(encoding="utf-8")
    assert old in text
    ledger.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        read_ledger(small_office)


def test_bytes_that_are_no_text_are_a_sentence(small_office: Office, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes() + b"\xff")
    with pytest.raises(BadInputError, match="is not UTF-8 text"):
        read_ledger(small_office)


def test_a_seal_that_is_gone_or_of_another_file_is_noticed(small_office: Office, ledger: Path) -> None:
    seal = ledger.with_suffix(".seal")
    found = json.loads(seal.read_text(encoding="utf-8"))
    for content, said in (
        (json.dumps(found | {"chain": "0"}), "holds other decisions than those that were sealed"),
        ("{}", "cannot be read"),
        ("", "cannot be read"),
    ):
        seal.write_text(content, encoding="utf-8")
        with pytest.raises(BadInputError, match=said):
            read_ledger(small_office)
    seal.unlink()
    with pytest.raises(BadInputError, match=r"decisions\.seal is not there"):
        read_ledger(small_office)


def test_a_kill_between_file_and_seal_does_no_harm(small_office: Office, ledger: Path) -> None:
    seal = ledger.with_suffix(".seal")
    before = seal.read_bytes()
    add(small_office, decision(4))
    seal.write_bytes(before)
    assert len(read_ledger(small_office)) == 4
    add(small_office, decision(5))
    assert json.loads(seal.read_text(encoding="utf-8"))["rows"] == 5


def test_what_a_kill_left_is_swept_up(small_office: Office, ledger: Path) -> None:
    (ledger.parent / ".decisions.csv.77.tmp").write_text("half", encoding="utf-8")
    add(small_office, decision(4))
    assert sorted(path.name for path in ledger.parent.iterdir()) == [
        ".lock",
        "decisions.csv",
        "decisions.seal",
    ]


def test_who_waits_too_long_is_told(small_office: Office) -> None:
    path = ledger_path(small_office)
    with (
        held(path.with_name(".lock"), "x"),
        pytest.raises(BusyError, match="The ledger of decisions of office"),
    ):
        append(small_office, lambda _: [decision()], wait=0.1)


WRITER = """
import sys
from itertools import count
from pathlib import Path
from pipeline.decisions.ledger import append
from pipeline.office import load_office
from pipeline.project import Project
from tests.decisions.test_ledger import decision
office = load_office(Project(Path(sys.argv[1]), Path(sys.argv[1]) / "var"), "small")
limit = int(sys.argv[3])
for number in count():
    if number == limit:
        break
    made = decision(number, who=sys.argv[2])
    print(append(office, lambda _: [made])[0].decision_id, flush=True)
"""
KILLS = 8


def _start(office: Office, who: str, limit: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(office.project.root), who, str(limit)],
        cwd=locate().root,
        env={**os.environ, "PYTHONPATH": str(locate().root)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_writer_leaves_the_old_ledger_or_the_new(small_office: Office) -> None:
    kept: list[str] = []
    for attempt in range(KILLS):
        with _start(small_office, "A. Person", -1) as writer:
            assert writer.stdout is not None
            said = [writer.stdout.readline().strip()]
            time.sleep(0.003 * attempt)
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.read().split("\n")[:-1]
        found = [row.decision_id for row in read_ledger(small_office)]
        told = [*kept, *(line for line in said if line)]
        assert found[: len(told)] == told
        assert len(found) in (len(told), len(told) + 1)
        kept = found


def test_two_processes_at_once_lose_no_row(small_office: Office) -> None:
    writers = [_start(small_office, who, 40) for who in ("A. Person", "B. Person")]
    told = [set(writer.communicate(timeout=60)[0].split()) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    found = read_ledger(small_office)
    assert {row.decision_id for row in found} == told[0] | told[1]
    assert len(found) == 80
    assert {row.who for row in found} == {"A. Person", "B. Person"}
