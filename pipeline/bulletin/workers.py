"""Processes beside this one, started when there is work for them: the heaviest that waits is done first."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from heapq import heappop, heappush
from itertools import count
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from pipeline.bulletin.worker import Worker

P = ParamSpec("P")
R = TypeVar("R")
PROCESSES = 2
"""So many work at a time, where there are so many processors."""


class Workers:
    """As many processes as there is room for; none where there is room for one alone."""

    def __init__(self) -> None:
        """Start none yet."""
        self.several = min(PROCESSES, os.cpu_count() or 1) > 1
        self._waiting: list[tuple[int, int, Future[Any], Callable[[Worker], Any]]] = []
        self._order, self._lock = count(), threading.Lock()
        self._processes: list[Worker] = []
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._pool: ThreadPoolExecutor | None = None

    @property
    def started(self) -> bool:
        """Tell whether the processes run."""
        return self._pool is not None

    def start(self) -> bool:
        """Start the processes, and as many threads that wait for them; tell whether there are any."""
        if self.several and self._pool is None:
            self._processes = [Worker() for _ in range(PROCESSES)]
            for process in self._processes:
                self._idle.put(process)
            self._pool = ThreadPoolExecutor(PROCESSES)
        return self.started

    def give(self, weight: int, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a function of a module called beside, after what weighs more; `start` comes before."""
        assert self._pool
        made: Future[R] = Future()

        def call(worker: Worker) -> R:
            return worker.call(function, *args, **kwargs)

        with self._lock:
            heappush(self._waiting, (-weight, next(self._order), made, call))
        self._pool.submit(self._next)
        return made

    def begin(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Have a function called beside before all else; where no process runs, when it is asked for."""
        if not self.started:
            return partial(function, *args, **kwargs)
        return self.give(sys.maxsize, function, *args, **kwargs).result

    def lend(self) -> Worker:
        """Lend a process, for work that rests on what it has read before; `start` comes before."""
        return self._idle.get()

    def take_back(self, worker: Worker) -> None:
        """Let a process that was lent do what others wait for."""
        self._idle.put(worker)

    def close(self, *, at_once: bool) -> None:
        """Let the processes go; in the middle of their work where nobody waits for it any more."""
        if at_once:
            for process in self._processes:
                process.stop()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        for process in self._processes:
            process.close()

    def _next(self) -> None:
        """Let a process that has nothing to do have what waits and weighs most."""
        worker = self.lend()
        with self._lock:
            _, _, made, call = heappop(self._waiting)
        try:
            made.set_result(call(worker))
        except BaseException as problem:
            made.set_exception(problem)
        finally:
            self.take_back(worker)
