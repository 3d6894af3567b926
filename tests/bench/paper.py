"""What printing takes: time against the straightforward page and other engines, memory, time by length.

All print the same words and numbers (`issue.py`); processes include their start. The straightforward page is
printed by WeasyPrint itself as PDF/A-3a, as ours is; Typst writes PDF/A-3a too, Chromium a plain file. Typst
and Chromium are measured where they are at hand, Chromium without its zygote, so that its processes are
children and their time is counted.
"""

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.project import locate
from tests.bench import issue

REPEATS = 5
PAGES, LONG, LONGEST, SHORT = 20, 60, 300, 10
EACH = (
    f"Printing an issue of {PAGES} pages with a link a number, against the straightforward one with the same"
)
EACH_LIMIT = 0.8
"""1.25 times the pages a second."""
ONCE = (
    f"Printing an issue of {PAGES} pages with a link a row, "
    "against the straightforward one with a link a number"
)
ONCE_LIMIT = 0.556
"""1.8 times the pages a second."""
TYPST = f"Printing an issue of {PAGES} pages with a link a row, against Typst on the same, PDF/A-3a"
CHROMIUM = f"Printing an issue of {PAGES} pages with a link a number, against headless Chromium on the same"
MEMORY = f"Printing an issue of {LONG} pages and a few more, megabytes of memory"
MEMORY_LIMIT = 1000
LINEAR = f"Printing an issue: CPU time a page of {LONGEST} pages, over that of {SHORT} pages"
LINEAR_LIMIT = 1.25

OURS = """
from datetime import UTC, datetime
from pathlib import Path
from pipeline.bulletin.pdf import render_pdf
from pipeline.project import locate
html = Path({path!r}).read_text(encoding="utf-8")
render_pdf(html, locate().templates, created=datetime(2026, 1, 31, tzinfo=UTC))
"""
PLAIN = """
from pathlib import Path
from weasyprint import HTML
from pipeline.project import locate
html = Path({path!r}).read_text(encoding="utf-8")
HTML(string=html, base_url=locate().templates.as_uri() + "/").write_pdf(pdf_variant="pdf/a-3a")
"""
WITH_TYPST = """
import typst
typst.compile({path!r}, font_paths=[{fonts!r}], ignore_system_fonts=True, pdf_standards="a-3a")
"""
WITH_CHROMIUM = """
import subprocess
command = [{browser!r}, "--headless", "--no-sandbox", "--no-zygote", "--disable-gpu",
           "--no-pdf-header-footer", "--user-data-dir={folder}/profile",
           "--print-to-pdf={folder}/chromium.pdf", "file://{path}"]
subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
"""
INSIDE = """
import io, resource, time
from datetime import UTC, datetime
from pathlib import Path
import pikepdf
from pipeline.bulletin.pdf import render_pdf
from pipeline.project import locate
made = datetime(2026, 1, 31, tzinfo=UTC)
html = Path({path!r}).read_text(encoding="utf-8")
render_pdf("<html lang='en'><title>a</title><body>a", locate().templates, created=made)
before = time.process_time()
pdf = render_pdf(html, locate().templates, created=made)
took = time.process_time() - before
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(took, len(pikepdf.open(io.BytesIO(pdf)).pages), memory)
"""
Measure = Callable[[str, Path], float]


def compared(chosen: str, cpu_seconds: Measure, say: Callable[[str], None]) -> Iterator[str]:
    """Measure what is compared with something else, a row of the table each."""
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        folder = Path(name)
        for title, our_code, their_code, limit in _pairs(folder):
            if chosen in title:
                say(title)
                yield _pair(title, our_code, their_code, limit, lambda code: cpu_seconds(code, folder))


def by_itself(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Measure memory, and time by length."""
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as name:
        if chosen in MEMORY:
            say(MEMORY)
            _, _, memory = _inside(Path(name), LONG)
            yield _alone(MEMORY, memory / 1024, MEMORY_LIMIT, 0)
        if chosen in LINEAR:
            say(LINEAR)
            short = statistics.median(_a_page(Path(name), SHORT) for _ in range(REPEATS))
            yield _alone(LINEAR, _a_page(Path(name), LONGEST) / short, LINEAR_LIMIT, 2)


def _pairs(folder: Path) -> Iterator[tuple[str, str, str, float | None]]:
    """List (name, code of ours, code of the other, limit of the ratio)."""
    each = OURS.format(path=str(issue.write(folder, "each.html", issue.ours(PAGES, each=True))))
    once = OURS.format(path=str(issue.write(folder, "once.html", issue.ours(PAGES, each=False))))
    simple = issue.write(folder, "simple.html", issue.straightforward(PAGES))
    shutil.copytree(locate().templates / "fonts", folder / "fonts", dirs_exist_ok=True)
    plain = PLAIN.format(path=str(simple))
    yield EACH, each, plain, EACH_LIMIT
    yield ONCE, once, plain, ONCE_LIMIT
    if importlib.util.find_spec("typst"):
        source = issue.write(folder, "issue.typ", issue.typst(PAGES))
        fonts = str(locate().templates / "fonts")
        yield TYPST, once, WITH_TYPST.format(path=str(source), fonts=fonts), None
    if browser := shutil.which("chromium"):
        code = WITH_CHROMIUM.format(browser=browser, folder=folder, path=simple)
        yield CHROMIUM, each, code, None


def _pair(title: str, ours: str, theirs: str, limit: float | None, seconds: Callable[[str], float]) -> str:
    """Measure two in turns and set a row."""
    times = [(seconds(ours), seconds(theirs)) for _ in range(REPEATS)]
    own, other = (statistics.median(side) for side in zip(*times, strict=True))
    within = "" if limit is None else "yes" if own / other <= limit else "no"
    return f"| {title} | {own:.2f} | {other:.2f} | {own / other:.2f} | {limit or ''} | {within} |"


def _inside(folder: Path, pages: int) -> tuple[float, int, int]:
    """Print an issue in a process of its own: CPU seconds after its start, pages, kilobytes at most."""
    path = issue.write(folder, f"{pages}.html", issue.ours(pages, each=False))
    command = [sys.executable, "-c", INSIDE.format(path=str(path))]
    done = subprocess.run(command, cwd=locate().root, capture_output=True, text=True, check=True)
    took, printed, memory = done.stdout.split()
    return float(took), int(printed), int(memory)


def _a_page(folder: Path, pages: int) -> float:
    """Return the CPU seconds of a page in an issue of so many."""
    took, printed, _ = _inside(folder, pages)
    return took / printed


def _alone(title: str, found: float, limit: float, places: int) -> str:
    """Set a row of what is measured by itself."""
    return f"| {title} | {found:.{places}f} | {limit:g} | {'yes' if found <= limit else 'no'} |"
