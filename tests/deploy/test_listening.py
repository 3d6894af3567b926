"""The socket of a page: closed to others, taken over from a killed process and never from a running one."""

import socket
from pathlib import Path

import pytest

from assets.listening import listen
from pipeline.errors import BusyError, MachineError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    tmp_path.chmod(0o750)
    return tmp_path / "page.sock"


def test_only_owner_and_group_can_open_it_and_it_goes_with_its_process(path: Path) -> None:
    with listen(path):
        assert path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as asking:
            asking.connect(str(path))
    assert not path.exists()


@pytest.mark.parametrize("mode", [0o755, 0o751, 0o770])
def test_an_open_folder_is_refused(path: Path, mode: int) -> None:
    path.parent.chmod(mode)
    with pytest.raises(MachineError, match="chmod 2750"), listen(path):
        pass


def test_a_folder_that_is_not_there_is_a_sentence(path: Path) -> None:
    with pytest.raises(MachineError, match="is not there"), listen(path.parent / "none" / "page.sock"):
        pass
    with pytest.raises(MachineError, match="cannot be opened"), listen(path.parent / ("a" * 200)):
        pass


def test_what_a_killed_process_left_is_taken_over_and_a_running_one_is_not(path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    with listen(path), pytest.raises(BusyError, match="Another process answers"), listen(path):
        pass


def test_a_file_that_is_no_socket_stays(path: Path) -> None:
    path.write_text("kept")
    with pytest.raises(MachineError, match="cannot be opened"), listen(path):
        pass
    assert path.read_text() == "kept"
