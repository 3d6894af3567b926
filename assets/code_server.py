"""The process that holds the definitions: whether it was lost, and a page that loads them again by itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assets.alive import children, identity

COMMAND = "api grpc"
"""In the command of such a process: there is one below the daemon, one below each page."""
WATCH_SECONDS = 0.5


class CodeServers:
    """What is known of who had a code server; without a look now and then nothing is known."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._seen: set[str] = set()

    def lost(self, pid: int) -> bool:
        """Tell once that a process had a code server and has none; it would not look for another one."""
        owner = identity(pid)
        if children(pid, COMMAND):
            self._seen.add(owner)
            return False
        lost = owner in self._seen
        self._seen.discard(owner)
        return lost


@contextmanager
def mending(pid: int, mend: Callable[[], None]) -> Iterator[None]:
    """While the block runs, call `mend` each time that a process has lost its code server.

    What `mend` cannot start is not tried again by itself: the page says why, and has "Reload definitions".
    """
    done, servers = threading.Event(), CodeServers()

    def watch() -> None:
        while not done.wait(WATCH_SECONDS):
            if servers.lost(pid):
                mend()

    watching = threading.Thread(target=watch, name="code server", daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()
