"""The publications of a month composed by two processes: the one beside reads for itself what they are of."""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.edition import Composer, Edition, Named
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.workers import Workers
from pipeline.errors import StopRuleError
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office


class Beside:
    """A process that composes publications beside this one, and reads at once what they are of."""

    def __init__(
        self, workers: Workers, office: Office, month: Month, lang: str, asked: date | None = None
    ) -> None:
        """Take one of the processes, which run, and have it read a month."""
        self._workers, self._worker = workers, workers.lend()
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._worker.call, read_ahead, pickle.dumps((office, month, asked, lang)))

    def compose(self, material: Material, named: Sequence[Named]) -> Callable[[], list[Edition]]:
        """Begin to compose publications there, from the last on.

        Returns what composes the others here, from the first on, and hands out all of them.
        """
        waiting, made = deque(named), dict[Named, Edition]()
        done = self._thread.submit(self._others, order_of(material), waiting, made)
        self.let_go()

        def rest() -> list[Edition]:
            composer = Composer(material)
            for one in _taken(waiting.popleft):
                made[one] = composer.compose(*one)
            done.result()
            return [made[one] for one in named]

        return rest

    def let_go(self) -> None:
        """Give the process back as soon as it has done what it was given."""
        self._thread.submit(self._give_back)
        self._thread.shutdown(wait=False)

    def _others(self, order: bytes, waiting: deque[Named], made: dict[Named, Edition]) -> None:
        """Have those composed that nobody has begun."""
        for one in _taken(waiting.pop):
            made[one] = self._worker.call(composed, order, *one)

    def _give_back(self) -> None:
        """Have the memory given back for the pages that are printed next, and the process."""
        try:
            self._worker.call(forget)
        finally:
            self._workers.take_back(self._worker)


def _taken(take: Callable[[], Named]) -> Iterator[Named]:
    """Yield what two take from until nothing is left."""
    while True:
        try:
            one = take()
        except IndexError:
            return
        yield one


def order_of(material: Material) -> bytes:
    """Say of which month a process beside is to compose, and what was found out of it since it was read."""
    read = pickle.dumps((material.office, material.month, material.asked, material.lang))
    return pickle.dumps((read, material.digests, material.changes))


def read_ahead(read: bytes) -> None:
    """Read what the publications of a month are made from, before the first one is asked for."""
    _material(read)


def composed(order: bytes, scope: str, lang: str) -> Edition:
    """Compose one publication of an order; what an order is of is read once."""
    made = _composer(order).compose(scope, lang)
    made.binder.origin = _no_more
    return made


def forget() -> None:
    """Give the memory back."""
    _composer.cache_clear()
    _material.cache_clear()


@lru_cache(maxsize=1)
def _composer(order: bytes) -> Composer:
    """Make what composes the publications of an order."""
    read, digests, changes = pickle.loads(order)
    material = _material(read)
    if not material.digests.items() <= digests.items():
        raise StopRuleError(
            f"The indicators of month {material.key} of office {material.office.code} changed while its "
            "bulletin was being made. Run the month again."
        )
    material.digests, material.changes = digests, changes
    return Composer(material)


@lru_cache(maxsize=1)
def _material(read: bytes) -> Material:
    """Read what the publications of a month are made from."""
    office, month, asked, lang = pickle.loads(read)
    return load_material(office, Lake(office.home / "lake"), month, lang, asked)


def _no_more(cell: Cell) -> str:
    """Stand for the origins of cells in a binder that has printed all its numbers."""
    raise AssertionError(f"a finished publication is to print {cell['cell_id']}")
