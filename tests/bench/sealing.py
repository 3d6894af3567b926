"""What sealing a release costs of a month's run, and how fast a sealed one is verified.

The hashes of `crossfoot verify` are compared with sha256sum on the same bytes, as often as both need to be
for the start of a process not to count; and the whole command on a family of issues, with its start and by
the clock: of a release that it has read before, and with tables, pages and sums read anew.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.project import locate

HASHED = "The hashes of a release by `crossfoot verify`, against sha256sum on the same bytes, each 20 times"
SEEN = (
    "`crossfoot verify` of a family that it has read before, with start-up, against sha256sum on the same, "
    "seconds by the clock"
)
ANEW = (
    "`crossfoot verify --anew` of the same, all tables, pages and sums read, against sha256sum, "
    "seconds by the clock"
)
SHARE = "Sealing a month's release with its evidence, % of the CPU time of the month's run"
TIMES = 20
REPEATS = 5
LIMIT = 2.0
"""Half of the speed of sha256sum."""
SHARE_LIMIT = 10
HASH = """
from pathlib import Path
from pipeline.sealed.hashes import hash_files, paths_of
for _ in range({times}):
    hash_files(Path({folder!r}), paths_of(Path({folder!r})))
"""
SUMS = """
import subprocess
for _ in range({times}):
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd={folder!r}, check=True)
"""
RUN = """
import resource
import time
from pathlib import Path
from pipeline import stages
from pipeline.bulletin import publish as made
from pipeline.month import Month
from pipeline.neutrality.check import check_words
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import locate

spent, besides = [], []

def timed(name):
    function = getattr(made, name)
    def taking(*given, **named):
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent.append(time.process_time() - start)
    setattr(made, name, taking)

def again(files, quoted, function=made.require_neutral):
    function(files, quoted)
    start = time.process_time()
    check_words({name: own for name, own in files.items() if name.startswith("evidence/")}, quoted)
    besides.append(time.process_time() - start)

for name in ("evidence_files", "evidence_quoted", "list_of", "seal"):
    timed(name)
made.require_neutral = again
office, month = load_office(locate(), "karabakh"), Month.parse("2026-01")
stages.intake(office)
stages.conform(office)
stages.edit(office, month)
stages.compute(office, month)
stages.publish(office, month)
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
total = sum(one.ru_utime + one.ru_stime for one in used) - sum(besides)
Path({out!r}).write_text(f"{sum(spent) + sum(besides)} {total}")
"""


def compared(
    chosen: str, seconds: Callable[[str, Path], float], say: Callable[[str], None], var: Path
) -> Iterator[str]:
    """Measure hashing against sha256sum, in turns."""
    folder = str((var / "releases" / "2026-01").resolve())
    if chosen not in HASHED:
        return
    say(HASHED)
    codes = [code.format(folder=folder, times=TIMES) for code in (HASH, SUMS)]
    times = [[seconds(code, var) for code in codes] for _ in range(5)]
    ours, baseline = (statistics.median(found) for found in zip(*times, strict=True))
    verdict = "yes" if ours / baseline <= LIMIT else "no"
    yield f"| {HASHED} | {ours:.2f} | {baseline:.2f} | {ours / baseline:.2f} | {LIMIT:g} | {verdict} |"


def whole(folder: Path, say: Callable[[str], None], var: Path) -> Iterator[str]:
    """Time the commands on a release as a person starts them, in turns; the first time does not count."""
    environment = {**os.environ, "CROSSFOOT_VAR": str(var)}
    ours = [sys.executable, "-m", "assets.start", "verify", str(folder)]
    commands: list[tuple[list[str], Path]] = [
        (ours, locate().root),
        ([*ours, "--anew"], locate().root),
        (["sha256sum", "--check", "--quiet", "SHA256SUMS"], folder),
    ]
    say(SEEN)
    times: list[list[float]] = [[], [], []]
    for _ in range(REPEATS + 1):
        for took, (command, place) in zip(times, commands, strict=True):
            start = time.monotonic()
            subprocess.run(command, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
            took.append(time.monotonic() - start)
    seen, anew, baseline = (statistics.median(took[1:]) for took in times)
    for name, took in ((SEEN, seen), (ANEW, anew)):
        verdict = "yes" if took / baseline <= LIMIT else "no"
        yield f"| {name} | {took:.2f} | {baseline:.2f} | {took / baseline:.1f} | {LIMIT:g} | {verdict} |"


def by_itself(
    chosen: str, seconds: Callable[[str, Path], float], say: Callable[[str], None], var: Path
) -> Iterator[str]:
    """Measure the share of sealing in a run."""
    if chosen in SHARE:
        say(SHARE)
        yield _share(seconds, var)


def _share(seconds: Callable[[str, Path], float], var: Path) -> str:
    """Run the month in a folder of its own and say which share sealing has."""
    own, out = var / "share", var / "share.txt"
    shares = []
    for _ in range(3):
        shutil.rmtree(own, ignore_errors=True)
        seconds(RUN.replace("{out!r}", repr(str(out))), own)
        sealing, total = map(float, out.read_text().split())
        shares.append(100 * sealing / total)
    found = statistics.median(shares)
    return f"| {SHARE} | {found:.1f} | {SHARE_LIMIT} | {'yes' if found < SHARE_LIMIT else 'no'} |"
