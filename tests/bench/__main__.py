"""Measures the limits on speed, as CPU time of fresh processes, and writes docs/measurements.md.

Each pair is run in turns, so that a busy machine burdens both sides; the medians are compared.
CROSSFOOT_BENCH chooses rows by a part of their name, and the others keep what they were measured at.
BENCH_REPEATS (5 or more) sets how often.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pipeline.project import locate
from tests.bench import (
    audit,
    family,
    methods,
    page,
    paper,
    reading,
    record,
    sealing,
    seasonal,
    side_by_side,
)

ROOT = locate().root
REPEATS = max(5, int(os.environ.get("BENCH_REPEATS", "5")))
CHOSEN = os.environ.get("CROSSFOOT_BENCH", "")
MONTH = "2026-01"
RANGE = ("2024-02", "2026-01")

PRELUDE = """
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import locate
office = load_office(locate(), "karabakh")
"""
DIRECT = (
    PRELUDE
    + """
from pipeline import stages
stages.intake(office)
stages.conform(office)
for month in Month.parse({first!r}).to(Month.parse({last!r})):
    stages.edit(office, month)
    stages.compute(office, month)
    if {pdf}:
        stages.publish(office, month)
stages.warehouse(office)
"""
)
DAGSTER = (
    PRELUDE
    + """
from assets.run import run_months
run_months(office, Month.parse({first!r}).to(Month.parse({last!r})), Silent(), publish={pdf})
"""
)
FINISHED = """
from datetime import UTC, datetime
from pathlib import Path
from pipeline.bulletin.pdf import render_pdf
from pipeline.project import locate
html = Path({html!r}).read_text(encoding="utf-8")
render_pdf(html, locate().templates, created=datetime(2026, 1, 31, tzinfo=UTC))
"""
PLAIN = """
from pathlib import Path
from weasyprint import HTML
from pipeline.project import locate
html = Path({html!r}).read_text(encoding="utf-8")
HTML(string=html, base_url=locate().templates.as_uri() + "/").write_pdf({variant})
"""


@dataclass(frozen=True)
class Row:
    """One comparison: what is measured, against what, and the limit of their ratio."""

    name: str
    ours: str
    baseline: str
    limit: float | None

    def measured(self, var: Path) -> str:
        """Measure both sides in turns and set the row of the table."""
        times: dict[str, list[float]] = {self.ours: [], self.baseline: []}
        for _ in range(REPEATS):
            for code, found in times.items():
                found.append(_cpu_seconds(code, var))
        ours, baseline = (statistics.median(times[code]) for code in (self.ours, self.baseline))
        limit = f"{self.limit:g}" if self.limit else ""
        verdict = "" if not self.limit else "yes" if ours / baseline <= self.limit else "no"
        return f"| {self.name} | {ours:.2f} | {baseline:.2f} | {ours / baseline:.2f} | {limit} | {verdict} |"


def _cpu_seconds(code: str, var: Path) -> float:
    """Run code in a fresh process and return the CPU time of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=_environment(var), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(var: Path) -> dict[str, str]:
    """Send results to a temporary folder; bytecode is written, as in an installed environment."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "CROSSFOOT_VAR": str(var)}


def _rows(html: Path) -> list[Row]:
    """List the comparisons."""
    month = {"first": MONTH, "last": MONTH, "pdf": True}
    first, last = RANGE
    bare, full = ({"first": first, "last": last, "pdf": pdf} for pdf in (False, True))
    finished = FINISHED.format(html=str(html))
    return [
        Row(
            "Importing the definitions, against `import dagster`",
            "import assets.definitions",
            "import dagster",
            1.5,
        ),
        Row(
            "Importing and composing them for all offices, against `import dagster`",
            "from assets.definitions import build_defs; build_defs()",
            "import dagster",
            1.5,
        ),
        Row(
            "One month with its PDF through Dagster, against the stages called directly",
            DAGSTER.format(**month),
            DIRECT.format(**month),
            2,
        ),
        Row(
            "HTML to the final file, against WeasyPrint on it, tagged PDF/A-3a",
            finished,
            PLAIN.format(html=str(html), variant="pdf_variant='pdf/a-3a'"),
            1.3,
        ),
        Row(
            "HTML to the final file, against WeasyPrint on it, plain PDF",
            finished,
            PLAIN.format(html=str(html), variant=""),
            None,
        ),
        Row(
            "24 months as one range run, without PDFs, against the stages called directly",
            DAGSTER.format(**bare),
            DIRECT.format(**bare),
            3,
        ),
        Row(
            "24 months as one range run, with PDFs, against the stages called directly",
            DAGSTER.format(**full),
            DIRECT.format(**full),
            1.5,
        ),
    ]


def _warm_bulletin(var: Path) -> str:
    """Time the command behind `make bulletin` on a warm machine, by the clock."""
    found = []
    for _ in range(REPEATS):
        start = time.monotonic()
        only = ["--only", "national", "--only", "en"]
        command = [sys.executable, "-m", "assets.cli", "run", MONTH, "--quiet", *only]
        subprocess.run(command, cwd=ROOT, env=_environment(var), check=True, stdout=subprocess.DEVNULL)
        found.append(time.monotonic() - start)
    took = statistics.median(found)
    verdict = "yes" if took < 20 else "no"
    name = "`make bulletin`, environment and stores at hand, seconds by the clock"
    return f"| {name} | {took:.1f} | 20 | {verdict} |"


def _machine() -> str:
    """Name what the numbers depend on."""
    names = ("dagster", "duckdb", "polars", "weasyprint")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {libraries}."


INTRO = """# Measurements

Written by `make bench`: CPU seconds of fresh processes, medians of {repeats}, in turns. A
process starts Python and imports what it needs; the stores of the office are at hand. The bulletin
is that of {month} of the default office. {machine}
"""


def _measure(say: Callable[[str], None]) -> Iterator[str]:
    """Measure everything that was chosen, a row of a table each."""
    var = Path(tempfile.mkdtemp(prefix="crossfoot-bench-"))
    try:
        _cpu_seconds(DAGSTER.format(first=MONTH, last=MONTH, pdf=True), var)
        for row in _rows(var / "releases" / MONTH / "bulletin.en.html"):
            if CHOSEN in row.name:
                say(row.name)
                yield row.measured(var)
        yield from reading.compared(CHOSEN, _cpu_seconds, say)
        yield from methods.compared(CHOSEN, _cpu_seconds, say)
        yield from seasonal.compared(CHOSEN, say)
        yield from paper.compared(CHOSEN, _cpu_seconds, say)
        yield from sealing.compared(CHOSEN, _cpu_seconds, say, var)
        yield from reading.by_itself(CHOSEN, say)
        yield from methods.by_itself(CHOSEN, say)
        yield from paper.by_itself(CHOSEN, say)
        yield from family.measured(CHOSEN, say)
        yield from side_by_side.measured(CHOSEN, say)
        yield from sealing.by_itself(CHOSEN, _cpu_seconds, say, var)
        yield from audit.by_itself(CHOSEN, var / "releases" / MONTH, var / "audit", say)
        yield from page.by_itself(CHOSEN, say)
        if CHOSEN in "make bulletin":
            yield _warm_bulletin(var)
    finally:
        shutil.rmtree(var)


def main() -> None:
    """Print each measurement and keep it in docs/; a run of all rows leaves no older one there."""
    document = ROOT / "docs" / "measurements.md"
    document.parent.mkdir(exist_ok=True)
    intro = INTRO.format(repeats=REPEATS, month=MONTH, machine=_machine())
    kept = document.read_text(encoding="utf-8") if CHOSEN and document.exists() else ""
    rows = []
    for row in _measure(lambda line: sys.stderr.write(f"{line} ...\n") and None):
        rows.append(record.stamp(row, ROOT))
        sys.stdout.write(f"{rows[-1]}\n")
        sys.stdout.flush()
    document.write_text(record.write(intro, rows, kept), encoding="utf-8")


if __name__ == "__main__":
    main()
