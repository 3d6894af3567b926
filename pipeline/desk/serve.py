"""Serves the desk on this machine until it is interrupted."""

import secrets
import socket
import time
from collections.abc import Callable
from datetime import datetime

from pipeline.desk.guard import HOST, Front
from pipeline.errors import BusyError, UsageError
from pipeline.office import Office
from pipeline.reading.inbox import LOOK_AGAIN_SECONDS, inbox_folder


def serve(office: Office, port: int, clock: Callable[[], datetime], say: Callable[[str], None]) -> None:
    """Serve the desk of an office; `say` tells the person where it is.

    Raises BusyError where the port is in use and UsageError where it is none.
    """
    import uvicorn

    from pipeline.desk.app import make_app
    from pipeline.desk.state import Desk

    listening = _listen(port)
    port = listening.getsockname()[1]
    desk = Desk(office, secrets.token_urlsafe(32), clock, lambda: time.sleep(LOOK_AGAIN_SECONDS))
    config = uvicorn.Config(
        make_app(desk, port), log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )
    say(f"The desk of office {office.code}: http://{HOST}:{port}")
    say(f"Files dropped into {inbox_folder(office)} are read from there. Stop with Ctrl-C.")
    uvicorn.Server(config).run([listening])


def serve_behind(
    office: Office, listening: socket.socket, address: str, clock: Callable[[], datetime], runs: str = ""
) -> None:
    """Serve the desk on a socket that a web server in front opens.

    `address` is the one browsers know, `runs` that of the page of runs.
    """
    import uvicorn

    from pipeline.desk.app import make_app
    from pipeline.desk.state import Desk

    desk = Desk(office, secrets.token_urlsafe(32), clock, lambda: time.sleep(LOOK_AGAIN_SECONDS), runs)
    app = make_app(desk, 0, Front(address))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run([listening])


def _listen(port: int) -> socket.socket:
    """Open the port on this machine alone."""
    if not 0 <= port < 65_536:
        raise UsageError(f"{port} is no port. Name one from 1024 to 65535.")
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise BusyError(
            f"Port {port} cannot be used ({error.strerror}). Name another one: crossfoot desk --port "
            f"{port + 1}."
        ) from error
    found.listen(64)
    return found
