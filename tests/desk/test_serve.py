"""The desk as a process: on this machine alone, at a port of its own."""

import socket
from datetime import datetime

import pytest

from pipeline.desk import serve as serving
from pipeline.errors import BusyError, UsageError
from pipeline.office import Office
from tests.desk.conftest import MOMENT


def clock() -> datetime:
    return MOMENT


def test_a_port_in_use_and_one_that_is_none_are_sentences(office: Office) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            BusyError, match=rf"Port {port} cannot be used .* crossfoot desk --port {port + 1}"
        ):
            serving.serve(office, port, clock, lambda _text: None)
    with pytest.raises(UsageError, match="70000 is no port"):
        serving.serve(office, 70_000, clock, lambda _text: None)


def test_it_listens_on_this_machine_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    seen: list[socket.socket] = []
    said: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda _self, sockets: seen.extend(sockets))
    serving.serve(office, 0, clock, said.append)
    with seen[0] as listening:
        host, port = listening.getsockname()
    assert host == "127.0.0.1"
    assert said[0] == f"The desk of office karabakh: http://127.0.0.1:{port}"
    assert "inbox" in said[1]
