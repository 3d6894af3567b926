"""A month killed again and again, by the clock and at operations on files: nothing half-made is read.

CROSSFOOT_KILL_SEED sets the seed, CROSSFOOT_KILLS how many kills the long test makes.
"""

import os
import random
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kills import office as small
from tests.kills.chain import Tally, Undisturbed, killed, undisturbed
from tests.kills.forks import Blow, forking
from tests.kills.journey import LEDGER, PHASES, office_at
from tests.kills.whole import differences, faults, result

SEED = int(os.environ.get("CROSSFOOT_KILL_SEED", "20260420"))
KILLS = int(os.environ.get("CROSSFOOT_KILLS", "160"))
SIDES = 2
"""So many processes fork at a time, each its own chains."""
LEAST = KILLS // 10
"""So many kills at least hit each phase."""
GROUPS = (*(PHASES[name] for name in ("intake", "transform", "render")), ("seal", "keep"), LEDGER)
"""The steps that the first kills of chains hit, in turns: the sealing of a release has turns of its own."""
FEW = {"conform": 40, "indicators": 100, "seal": 500, "lock": 200, "open": 8}
"""The steps that the short test kills in, each at one of so many operations on files."""


def test_few_kills_over_all_phases(tmp_path: Path) -> None:
    chance, root = random.Random(SEED), small.write(tmp_path, small.AFTER)
    office, whole = office_at(root, tmp_path / "var"), office_at(root, tmp_path / "undisturbed")
    with forking(unprinted=True) as forks:
        begin = "intake"
        for step, most in FEW.items():
            blow = Blow(step, operation=chance.randrange(most))
            ran = forks.run(root, tmp_path / "var", blow, begin=begin, national=True)
            assert (ran.last, ran.code) == (step, -signal.SIGKILL), blow
            assert faults(office) == [], blow
            begin = "compose" if step == "seal" else "intake"
        assert forks.run(root, tmp_path / "var", national=True).code == 0
        assert forks.run(root, tmp_path / "undisturbed", national=True).code == 0
    assert [*faults(office), *differences(result(office), result(whole))] == []


@pytest.mark.long
def test_many_kills_over_all_phases(tmp_path: Path) -> None:
    with ThreadPoolExecutor(SIDES) as pool:
        tallies = list(pool.map(lambda side: _side(tmp_path / f"side-{side}", side), range(SIDES)))
    tally = Tally.of(tallies)
    print(f"\n{tally.told(SEED)}")  # noqa: T201 - the line for docs/measurements.md
    assert tally.faults == []
    assert tally.kills >= KILLS
    assert all(count >= LEAST for count in tally.phases().values())


def _side(folder: Path, side: int) -> Tally:
    """Make this side's share of the kills."""
    chance, tally = random.Random(SEED + side), Tally()
    with forking() as forks:
        ways = [undisturbed(forks, folder, national=national) for national in (True, False)]
        place = 0
        while tally.kills < -(-KILLS // SIDES):
            steps = GROUPS[place % len(GROUPS)]
            killed(forks, _way(ways, place), folder / f"chain-{place}", chance, steps, tally)
            place += 1
    return tally


def _way(ways: Sequence[Undisturbed], place: int) -> Undisturbed:
    """Return the country's issue alone, and in every fourth round all publications."""
    return ways[place // len(GROUPS) % 4 == 3]
