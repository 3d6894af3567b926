"""The publications of a month composed by two processes: the one beside reads for itself what they are of."""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.edition import Composer, Edition, Named
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.workers import Workers
from pipeline.errors import StopRuleError
from pipeline.lake import Lake


def compose_by_two(
    material: Material, named: Sequence[Named], workers: Workers
) -> Callable[[], list[Edition]]:
    """Begin to compose publications in a process beside, from the last on.

    Returns what composes the others here, from the first on, and hands out all of them.
    """
    waiting, made = deque(named), dict[Named, Edition]()
    order = order_of(material)

    def others() -> None:
        with workers.one() as worker:
            for one in _taken(waiting.pop):
                made[one] = worker.call(composed, order, *one)
            worker.call(forget)

    thread = ThreadPoolExecutor(1)
    done = thread.submit(others)
    thread.shutdown(wait=False)

    def rest() -> list[Edition]:
        composer = Composer(material)
        for one in _taken(waiting.popleft):
            made[one] = composer.compose(*one)
        done.result()
        return [made[one] for one in named]

    return rest


def _taken(take: Callable[[], Named]) -> Iterator[Named]:
    """Yield what two take from until nothing is left."""
    while True:
        try:
            one = take()
        except IndexError:
            return
        yield one


def get_ready() -> None:
    """Import what composes: a process that is called has it already when the first order comes."""


def order_of(material: Material) -> bytes:
    """Say which month a process beside is to read, and what was found out of it since it was read here."""
    return pickle.dumps(
        (material.office, material.month, material.asked, material.lang, material.digests, material.changes)
    )


def composed(order: bytes, scope: str, lang: str) -> Edition:
    """Compose one publication of an order; what an order is of is read once."""
    made = _composer(order).compose(scope, lang)
    made.binder.origin = _no_more
    return made


def forget() -> None:
    """Give the memory back for the pages that are printed next."""
    _composer.cache_clear()


@lru_cache(maxsize=1)
def _composer(order: bytes) -> Composer:
    """Read what the publications of an order are made from."""
    office, month, asked, lang, digests, changes = pickle.loads(order)
    material = load_material(office, Lake(office.home / "lake"), month, lang, asked)
    if not material.digests.items() <= digests.items():
        raise StopRuleError(
            f"The indicators of month {material.key} of office {office.code} changed while its bulletin was "
            "being made. Run the month again."
        )
    material.digests, material.changes = digests, changes
    return Composer(material)


def _no_more(cell: Cell) -> str:
    """Stand for the origins of cells in a binder that has printed all its numbers."""
    raise AssertionError(f"a finished publication is to print {cell['cell_id']}")
