"""Releases that are kept to be made again, each a packed file of tests/audit/kept.

From the checkout:
    python -m tests.audit.kept                      make each again, with its recorded code and with this one
    python -m tests.audit.kept keep OFFICE MONTH    keep a release at hand
    python -m tests.audit.kept small COMMIT         keep January of the small office, made by a commit

A packed file holds the release and what it was made from: the office's folder, the issue before, the ledger
of releases. Fonts and scripts, which the checkout and the libraries have with the same bytes, are left out;
what was changed since is had from the recorded commit.
"""

import hashlib
import io
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.audit.clean_place import LEDGER
from pipeline.audit.replay import Replayed, render, replay
from pipeline.audit.vouched import commit_in
from pipeline.bulletin.charts import interactive
from pipeline.bulletin.render import companions
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.sealed.folder import ReleaseFolder, releases_of
from pipeline.vintages.issue import previous_of
from tests.small_office import investment

KEPT = Path(__file__).parent / "kept"
TERRITORIES = {"Country": 100, "North": 61}
"""Of the small office, each with a hundredth of what is invested in it a year, in million manats."""


def kept_releases() -> list[Path]:
    """List the packed files."""
    return sorted(KEPT.glob("*.tar.xz"))


def pack(office: Office, key: str) -> bytes:
    """Pack a release at hand with what it was made from; the same bytes each time."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in sorted(_packed(office, key)):
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            archive.addfile(entry, io.BytesIO(path.read_bytes()))
    return lzma.compress(stream.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: Path, place: Path, repository: Path | None = None) -> tuple[ReleaseFolder, Project]:
    """Lay out a packed release beside the code of this checkout; returns it and the project it belongs to.

    With a repository the code that the release names is at hand, without one that of the checkout alone.
    """
    office, _, key = packed.name.removesuffix(".tar.xz").partition("-")
    project = Project(place / "checkout", place / "var")
    with tarfile.open(packed) as archive:
        archive.extractall(place, filter="data")
    (place / "sources").rename(_made(project.root) / "sources")
    results = project.home(office)
    shutil.copytree(place / "results", results, dirs_exist_ok=True)
    for name in ("pipeline", "sql", "report_templates"):
        (project.root / name).symlink_to(locate().root / name)
    if repository:
        (project.root / ".git").symlink_to(repository)
    folder = ReleaseFolder.open(results / "releases" / key)
    held = _held(locate().templates)
    if repository and any(not (folder.path / name).exists() for name in folder.files):
        held |= _held_then(repository, commit_in(folder))
    for name, digest in folder.files.items():
        if not (folder.path / name).exists() and digest in held:
            _made((folder.path / name).parent)
            (folder.path / name).write_bytes(held[digest])
    return folder, project


def repository_of(root: Path) -> Path | None:
    """Return where the commits of a checkout lie, None for one that has none."""
    command = ["git", "-C", str(root), "rev-parse", "--path-format=absolute", "--git-dir"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return Path(found.stdout.strip()) if found.returncode == 0 else None


def make_again(packed: Path, repository: Path | None = None) -> Replayed:
    """Make a kept release again."""
    with tempfile.TemporaryDirectory() as place:
        return replay(*unpack(packed, Path(place), repository))


def _packed(office: Office, key: str) -> Iterator[tuple[str, Path]]:
    """Yield what is packed by its name."""
    for path in sorted(office.folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"sources/{office.code}/{path.relative_to(office.folder).as_posix()}", path
    if (office.home / LEDGER).is_file():
        for path in (office.home / LEDGER, (office.home / LEDGER).with_suffix(".head")):
            yield f"results/ledger/{path.name}", path
    held = _held(office.project.templates)
    releases = office.home / "releases"
    before = previous_of(releases / key / "manifest.json")
    for folder in (releases / key, *releases_of(releases)):
        if folder.name == key or (before and file_hash(folder / "manifest.json") == before):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and file_hash(path) not in held:
                    yield f"results/releases/{folder.name}/{path.relative_to(folder).as_posix()}", path


def _held(templates: Path) -> dict[str, bytes]:
    """Return what a release has from the checkout and from libraries, by SHA-256."""
    own = [path.read_bytes() for path in templates.rglob("*") if path.is_file()]
    made = [*interactive.files(templates).values(), *companions(templates).values()]
    return {hashlib.sha256(content).hexdigest(): content for content in (*own, *made)}


def _held_then(repository: Path, commit: str) -> dict[str, bytes]:
    """Return what the templates of a recorded commit hold, by SHA-256; nothing where git does not have it."""
    command = ["git", "--git-dir", str(repository), "archive", commit.removesuffix("+"), "report_templates"]
    found = subprocess.run(command, capture_output=True, check=False)
    if found.returncode:
        return {}
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        files = [archive.extractfile(member) for member in archive if member.isfile()]
        own = [file.read() for file in files if file]
    return {hashlib.sha256(content).hexdigest(): content for content in own}


def _made(folder: Path) -> Path:
    """Make a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


SMALL = """
import sys
from pathlib import Path
from pipeline.office import load_office
from pipeline.project import Project
from tests.audit.conftest import JANUARY, release
from tests.small_office import office_writer
root, written, text = (Path(one) for one in sys.argv[1:])
labels = (root / "sources" / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
files = {"investment.csv": text.read_text(encoding="utf-8")}
made = office_writer(written)({"first": files}, {"label.csv": labels})
made.folder.rename(root / "sources" / "small")
release(load_office(Project(root, written / "var"), "small"), JANUARY)
"""


def keep_small(commit: str) -> Path:
    """Keep January of the small office as the code of a commit makes it, in a checkout of its own."""
    root = locate().root
    with tempfile.TemporaryDirectory() as name:
        checkout, written = Path(name) / "checkout", Path(name) / "written"
        git = ["git", "-C", str(root), "worktree"]
        subprocess.run([*git, "add", "--detach", str(checkout), commit], check=True)
        try:
            (Path(name) / "investment.csv").write_text(_register(), encoding="utf-8")
            arguments = [str(checkout), str(written), str(Path(name) / "investment.csv")]
            environment = {**os.environ, "PYTHONPATH": str(checkout)}
            command = [sys.executable, "-c", SMALL, *arguments]
            subprocess.run(command, cwd=checkout, env=environment, check=True)
            return _keep(load_office(Project(checkout, written / "var"), "small"), "2026-01")
        finally:
            subprocess.run([*git, "remove", "--force", str(checkout)], check=True)


def _register() -> str:
    """Write a year of invented investment, each month from the beginning of its year."""
    months = Month.parse("2025-01").to(Month.parse("2026-01"))
    return investment(
        *(
            {
                "value_as_printed": f"{month.number * share * (month.year - 2019) / 7:,.1f}",
                "territory_as_written": name,
                "period_as_written": month.key,
                "period_start": f"{month.year}-01-01",
                "period_end": month.last.isoformat(),
                "published_on": month.plus(1).last.isoformat(),
            }
            for name, share in TERRITORIES.items()
            for month in months
        )
    )


def _keep(office: Office, key: str) -> Path:
    """Write a packed file."""
    path = KEPT / f"{office.code}-{key}.tar.xz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pack(office, key))
    return path


def main(words: list[str]) -> int:
    """Keep a release, or make all that are kept again; 1 where a printed number differs or none is made."""
    if words:
        what, *rest = words
        made = keep_small(*rest) if what == "small" else _keep(load_office(locate(), rest[0]), rest[1])
        sys.stdout.write(f"{made}\n")
        return 0
    faults = 0
    for packed in kept_releases():
        for repository in (repository_of(locate().root), None):
            found = make_again(packed, repository)
            sys.stdout.write(f"{packed.name}, code {'as recorded' if repository else 'of this checkout'}\n")
            sys.stdout.write(f"{render(found)}\n")
            faults += bool(found.stopped or found.numbers)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
