"""24 months of the default office as two range runs side by side: what they gain, against two CPU burners.

One range run of all months, kept on one processor, is held against two of half of them on two. The bulletins
are the country's in English. Each is taken once: a run lasts minutes.

A month that is made for the first time names the issue of the month before by its hash, so it waits for that
one, and the bulletins of two ranges are made one after another. Months that are made again after a change
follow their own last issue and wait for nobody.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.project import locate
from tests.bench.beside import beside, gain_of_burners

SPAN = Month.parse("2024-02").to(Month.parse("2026-01"))
FIRST = "24 months as two range runs side by side, for the first time"
AGAIN = "24 months as two range runs side by side, made again after a change"
GAIN = "{}: gain by the clock, as a share of that of two CPU burners, at least"
LIMIT = 0.9
RUN = """
import os, sys
from pathlib import Path
from assets.run import run_months
from pipeline.choice import Choice
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import Project
root, var, first, last, alone = sys.argv[1:]
if alone:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
office = load_office(Project(Path(root), Path(var)), "karabakh")
months = Month.parse(first).to(Month.parse(last))
run_months(office, months, Silent(), choice=Choice(("en",), ()))
"""


def measured(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Measure both rows where one of them is chosen: they come of the same runs."""
    titles = [GAIN.format(title) for title in (FIRST, AGAIN)]
    if not any(chosen in title for title in titles):
        return
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        folder = Path(name)
        say(titles[1])
        _copy_checkout(folder / "checkout")
        middle = len(SPAN) // 2
        halves = (SPAN[:middle], SPAN[middle:])
        first = _clock(folder, halves)
        before = _printed(folder)
        _change(folder / "checkout", "once")
        one = _clock(folder, [SPAN])
        _require_other(before, between := _printed(folder))
        _change(folder / "checkout", "twice")
        again = _clock(folder, halves)
        _require_other(between, _printed(folder))
        burners = gain_of_burners()
        yield f"| {titles[0]} | {one / first / burners:.2f} |  |  |"
        share = one / again / burners
        yield f"| {titles[1]} | {share:.2f} | {LIMIT:g} | {'yes' if share >= LIMIT else 'no'} |"


def _clock(folder: Path, spans: Sequence[Sequence[Month]]) -> float:
    """Make spans of months beside one another, one by itself on one processor; return how long it takes."""
    alone = "alone" if len(spans) == 1 else ""
    where = [str(folder / "checkout"), str(folder / "var")]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    commands = [[sys.executable, "-c", RUN, *where, span[0].key, span[-1].key, alone] for span in spans]
    return beside(commands, kept)


def _copy_checkout(root: Path) -> None:
    """Copy the office for a change of it; code, SQL and templates are those of this checkout."""
    here = locate()
    shutil.copytree(here.sources / "karabakh", root / "sources" / "karabakh")
    for folder in (here.sql, here.templates):
        (root / folder.name).symlink_to(folder)


def _change(root: Path, how_often: str) -> None:
    """Change a line that stands in each bulletin, so that all are made anew."""
    path = root / "sources" / "karabakh" / "office.toml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace('contact = "', f'contact = "Asked {how_often}. ', 1)
    if changed == text:
        raise AssertionError("nothing was changed")
    path.write_text(changed, encoding="utf-8")


def _printed(folder: Path) -> Mapping[str, str]:
    """Hash the bulletin of each month."""
    releases = folder / "var" / "releases"
    return {month.key: file_hash(releases / month.key / "bulletin.en.pdf") for month in SPAN}


def _require_other(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Refuse to have measured months that were not made anew."""
    if same := [month for month in now if now[month] == before[month]]:
        raise AssertionError(f"the bulletins of {', '.join(same)} were not made anew")
