"""Measures how many unknown names a second are answered with their nearest candidates, in CPU time.

Names are made from those of the default office, letters changed, left out and doubled, so that none is known.
"""

import random
import time
from dataclasses import dataclass

from pipeline.office import load_office
from pipeline.places.fold import fold
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.lexicon import classify, stems_of
from pipeline.project import DEFAULT_OFFICE, locate
from pipeline.reference import load_reference

NAMES = 2_000
WANTED_A_SECOND = 2_000
_LETTERS = "abdefgiklmnoprstuvyzəğıöüşç"


@dataclass(frozen=True)
class Measured:
    """How many unknown names were asked about, and answered a second of CPU time."""

    names: int
    with_candidates: int
    a_second: float


def measure(seed: int = 1) -> Measured:
    """Resolve so many unknown names one by one, each with its candidates."""
    gazetteer = load_gazetteer(load_reference(load_office(locate(), DEFAULT_OFFICE)))
    names = unknown_names(gazetteer, NAMES, seed)
    gazetteer.resolve("warm up")
    for cached in (fold, classify, stems_of):
        cached.cache_clear()
    before = time.process_time()
    answers = [gazetteer.resolve(name) for name in names]
    spent = time.process_time() - before
    return Measured(len(names), sum(bool(answer.candidates) for answer in answers), len(names) / spent)


def unknown_names(gazetteer: Gazetteer, count: int, seed: int) -> list[str]:
    """Make so many names, all different, that no territory has."""
    draw = random.Random(seed)
    known = sorted({place.label for place in gazetteer.places.values() if place.level != "group"})
    made: dict[str, None] = {}
    while len(made) < count:
        name = _change(draw.choice(known), draw)
        if gazetteer.resolve(name).reason == "unknown_name":
            made[name] = None
    gazetteer.forget()
    return list(made)


def _change(name: str, draw: random.Random) -> str:
    """Change two letters of a name."""
    letters = list(name)
    for _ in range(2):
        place = draw.randrange(len(letters))
        letters[place] = draw.choice(["", draw.choice(_LETTERS), letters[place] * 2 + draw.choice(_LETTERS)])
    return "".join(letters)


if __name__ == "__main__":
    print(measure())  # noqa: T201  # A measurement is for a person to read.
