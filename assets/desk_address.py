"""Where browsers find the desk, which shows the files that a run leaves."""

import os

DESK_PORT = 3001
VARIABLE = "CROSSFOOT_DESK"
"""The environment variable that names the desk's address where it is another one, as behind nginx."""


def at_desk(path: str) -> str:
    """Return the address of a path of the desk, as in `/issues/2026-01/bulletin.en.pdf`."""
    address = os.environ.get(VARIABLE) or f"http://127.0.0.1:{DESK_PORT}"
    return f"{address.rstrip('/')}{path}"
