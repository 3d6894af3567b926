"""The whole family of a month of the example office: country and regions in each language, with its data.

Its CPU time is held against WeasyPrint's own on the pages that were printed, two processes each; what two
processes gain against one, by the clock, against what two CPU burners gain beside one another; a second run
with nothing changed, whose release stands; and one that makes all anew but the pages, which are kept. Each is
taken once: a run lasts minutes. At last the release is verified.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.project import locate
from tests.bench import sealing
from tests.bench.beside import beside, gain_of_burners

MONTH = "2025-12"
FAMILY = "A month's family of the example office in three languages with its data"
TIME = f"{FAMILY}, against WeasyPrint on its pages, tagged PDF/A-3a"
TIME_LIMIT = 1.25
GAIN = f"{FAMILY}: gain by the clock of two processes, as a share of that of two CPU burners, at least"
GAIN_LIMIT = 0.9
AGAIN = f"{FAMILY}, nothing changed and no page printed, CPU seconds"
KEPT = f"{FAMILY}, made anew from the same pages, none of them printed, CPU seconds"
MEMORY = f"{FAMILY}: megabytes of memory of the largest process"
MEMORY_LIMIT = 1000

PRELUDE = """
import json, resource, time
from pathlib import Path
from pipeline import stages
from pipeline.bulletin import press, workers
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import locate
from tests.bench.beside import beside, gain_of_burners
office, month = load_office(locate(), "example"), Month.parse({month!r})
"""
PREPARE = """
stages.intake(office)
stages.conform(office)
stages.edit(office, month)
stages.compute(office, month)
"""
PUBLISH = """
workers.PROCESSES = {processes}
put = press.Press.put
def keep(self, sheet):
    path = Path({pages!r}) / sheet.name.replace("/", "-").replace(".pdf", ".html")
    path.write_text(sheet.html, encoding="utf-8")
    put(self, sheet)
press.Press.put = keep
began = time.monotonic()
stages.publish(office, month)
clock = time.monotonic() - began
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in used)
print(json.dumps([clock, cpu, max(one.ru_maxrss for one in used) / 1024]))
"""
PLAIN = """
import sys
from pathlib import Path
from weasyprint import HTML
from pipeline.project import locate
from tests.bench.beside import beside, gain_of_burners
base = locate().templates.as_uri() + "/"
for path in sys.argv[1:]:
    HTML(string=Path(path).read_text(encoding="utf-8"), base_url=base).write_pdf(pdf_variant="pdf/a-3a")
"""


def measured(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Measure all rows of the family where one of them is chosen: they come of the same runs."""
    if not any(chosen in title for title in (TIME, GAIN, AGAIN, KEPT, MEMORY, sealing.SEEN, sealing.ANEW)):
        return
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        folder = Path(name)
        pages, printed = folder / "pages", folder / "var" / "example" / "printed"
        pages.mkdir()
        say(FAMILY)
        _run(folder, PREPARE)
        publish = {count: PUBLISH.format(processes=count, pages=str(pages)) for count in (1, 2)}
        one, _, _ = json.loads(_run(folder, publish[1]))
        shutil.rmtree(printed)
        two, cpu, memory = json.loads(_run(folder, publish[2]))
        kept = {path.name for path in printed.iterdir()}
        _, again, _ = json.loads(_run(folder, publish[2]))
        # Without the note of what was made the release does not stand, and its pages are kept.
        (printed / f"{MONTH}.json").unlink()
        _, anew, _ = json.loads(_run(folder, publish[2]))
        if {path.name for path in printed.iterdir()} != kept:
            raise AssertionError("a run with nothing changed printed a page")
        plain = _plain(sorted(pages.iterdir(), key=lambda path: -path.stat().st_size))
        ratio, limit = cpu / plain, TIME_LIMIT
        yield f"| {TIME} | {cpu:.2f} | {plain:.2f} | {ratio:.2f} | {limit} | {_yes(ratio <= limit)} |"
        share = one / two / gain_of_burners()
        yield f"| {GAIN} | {share:.2f} | {GAIN_LIMIT:g} | {_yes(share >= GAIN_LIMIT)} |"
        yield f"| {AGAIN} | {again:.1f} |  |  |"
        yield f"| {KEPT} | {anew:.1f} |  |  |"
        yield f"| {MEMORY} | {memory:.0f} | {MEMORY_LIMIT} | {_yes(memory <= MEMORY_LIMIT)} |"
        release = folder / "var" / "example" / "releases" / MONTH
        yield from sealing.whole(release.resolve(), say, folder / "var")


def _yes(within: bool) -> str:
    """Say whether a limit holds."""
    return "yes" if within else "no"


def _run(folder: Path, code: str) -> str:
    """Run code of the office in a fresh process and return what it says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", PRELUDE.format(month=MONTH) + code]
    surroundings = {**kept, "CROSSFOOT_VAR": str(folder / "var")}
    done = subprocess.run(
        command, cwd=locate().root, env=surroundings, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _plain(pages: Sequence[Path]) -> float:
    """Lay the pages out by WeasyPrint alone, two processes beside one another; return their CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    beside([[sys.executable, "-c", PLAIN, *map(str, pages[at::2])] for at in range(2)])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
