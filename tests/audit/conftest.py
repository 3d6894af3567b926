"""Release folders to audit: two months of the default office, and a small one that can be made again."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.audit.trace import Reached, trace
from pipeline.bulletin.publish import publish_month
from pipeline.intake.store import keep
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from tests.conftest import JANUARY
from tests.publications import ENGLISH
from tests.site.conftest import released
from tests.small_office import INVESTMENT, WriteOffice, office_writer

__all__ = ["released"]
CELL, SOURCE = "fci.AZ.2025-06", "I026"
"""A cell that is printed, and the source of a figure of it."""


@pytest.fixture(scope="session")
def january(released: Office) -> ReleaseFolder:
    """Give the release of January 2026, to be read only."""
    return ReleaseFolder.open(released.home / "releases" / "2026-01")


@pytest.fixture(scope="session")
def december(released: Office) -> ReleaseFolder:
    """Give the release of the month before."""
    return ReleaseFolder.open(released.home / "releases" / "2025-12")


@pytest.fixture(scope="session")
def folders(released: Office) -> list[Path]:
    """Give the folders of both months, to be read only."""
    return [released.home / "releases" / month for month in ("2025-12", "2026-01")]


@pytest.fixture
def followed(january: ReleaseFolder) -> Reached:
    """Follow a source in January's release."""
    (found,) = trace([january.path], SOURCE)
    return found


@pytest.fixture
def copied(january: ReleaseFolder, tmp_path: Path) -> Path:
    """Copy January's folder to another place, for a test to change."""
    shutil.copytree(january.path, tmp_path / "elsewhere")
    return tmp_path / "elsewhere"


@pytest.fixture
def apart(small_release: Office, tmp_path: Path) -> tuple[Office, Path]:
    """Copy the small office's checkout and its release, for a test to change."""
    root = tmp_path / "checkout"
    shutil.copytree(small_release.project.root, root, symlinks=True)
    (tmp_path / "var").mkdir()
    folder = tmp_path / "release"
    shutil.copytree(small_release.home / "releases" / "2026-01", folder)
    project = replace(small_release.project, root=root, var=tmp_path / "var")
    return replace(small_release, project=project), folder


def keep_all(office: Office) -> Path:
    """Keep the files of the small office's delivery, as intake does, and take the delivery back."""
    first, raw = office.folder / "deliveries" / "first", office.home / "raw"
    for path in first.iterdir():
        keep(raw, path)
    shutil.rmtree(first)
    return raw


def change(folder: Path, name: str, old: str, new: str, count: int = -1) -> None:
    """Change a text of a file of a release; a change that changes nothing is refused."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, (name, old)
    (folder / name).write_text(text.replace(old, new, count), encoding="utf-8")


def copied_link(link: Path) -> Path:
    """Put a copy of a folder in the place of the link to it."""
    source = link.resolve()
    link.unlink()
    shutil.copytree(source, link, ignore=shutil.ignore_patterns("__pycache__"))
    return link


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Release January of the small office in a checkout of its own; to be read only."""
    return write_small(tmp_path_factory.mktemp("small-release"))


def write_small(base: Path, before: Callable[[Path], None] = lambda _: None) -> Office:
    """Write the small office, with the words of the default one, and release its January."""
    write: WriteOffice = office_writer(base)
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    office = write({"first": {"investment.csv": INVESTMENT}}, {"label.csv": labels})
    (office.project.root / "pipeline").symlink_to(locate().root / "pipeline")
    before(office.folder)
    release(office, JANUARY)
    return office


def release(office: Office, month: Month) -> Path:
    """Run and publish a month of an office in English."""
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, month)
    stages.compute(office, month)
    return publish_month(office, stages.lake_of(office), month, choice=ENGLISH).folder
