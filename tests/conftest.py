"""Offices to test on: the real ones taken in once for all, and small ones that a test fills as it needs."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.locks import held
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from tests.small_office import INVESTMENT, WriteOffice, copy_of, office_writer
from tests.untraced import unseen, untraced

JANUARY = Month.parse("2026-01")
Once = Callable[[str, Callable[[Path], object]], Path]
Conformed = Callable[..., Office]

LONGEST = (
    *("site/test_browser.py", "decisions/test_journey.py", "bulletin/test_sections.py"),
    *("bulletin/test_same_bytes.py", "assets/test_month.py", "indicators/test_golden.py"),
    *("test_example_truth.py", "bulletin/test_publish.py", "rules/test_symmetry.py"),
    *("vintages/test_changes.py", "vintages/test_correct.py", "bulletin/test_screen_browser.py"),
    *("assets/test_stop.py", "lineage/test_perturbation.py", "indicators/test_second.py"),
    *("indicators/test_second_month.py", "vintages/test_triangle.py", "vintages/test_shares.py"),
    *("kills/test_forks.py", "assets/test_launcher.py", "releasing/test_embargo_hour.py"),
    *("indicators/test_adjustment_example.py", "deploy/test_attempts.py", "reading/test_journey.py"),
    *("vintages/test_told_why.py", "vintages/test_one_cause.py"),
)
"""Files that take longest are begun first, so that no worker waits for another one at the end."""

UNMEASURED = frozenset(
    {
        *("indicators/test_golden.py", "indicators/test_adjustment_example.py", "rules/test_symmetry.py"),
        *("indicators/test_second_month.py", "decisions/test_journey.py", "decisions/test_cases.py"),
        *("bulletin/test_sections.py", "bulletin/test_real_pages.py", "bulletin/test_layout.py"),
        *("assets/test_month.py", "assets/test_stop.py", "lineage/test_perturbation.py"),
        *("counterproof/test_mutations.py", "signing/test_release.py", "companions/test_sdmx.py"),
        *("test_example_truth.py", "test_facts.py", "rules/test_example_proposals.py"),
        *("test_edit.py", "vintages/test_correct.py", "bulletin/test_screen_browser.py"),
        *("kills/test_forks.py", "audit/test_kept.py", "site/test_browser.py", "reading/test_journey.py"),
        *("vintages/test_supersede.py", "vintages/test_withdraw.py", "vintages/test_stated.py"),
        *("bulletin/test_same_bytes.py", "bulletin/test_hostile.py", "bulletin/test_kept.py"),
        *("bulletin/charts/test_interactive_browser.py", "bulletin/pdf/test_conformance.py"),
        *("companions/test_build.py", "companions/test_bulletin_sheets.py", "reconcile/test_hints.py"),
        *("vintages/test_told_why.py", "vintages/test_one_cause.py", "vintages/test_change_page.py"),
        *("assets/test_ahead.py", "test_revision_policy.py", "vintages/test_changes.py"),
        *("bulletin/test_publish.py", "bulletin/test_decided.py", "bulletin/test_summed.py"),
    }
)
"""Files that run whole months, or many cases of what others measure: to trace them takes a third more."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files in front, and leave the order of the others."""
    items.sort(key=lambda item: LONGEST.index(name) if (name := _name(item)) in LONGEST else len(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run what is not measured without the tracer of coverage."""
    with unseen() if _name(item) in UNMEASURED else nullcontext():
        return (yield)


def _name(item: pytest.Item) -> str:
    """Return the path of a test's file below this folder."""
    return item.path.relative_to(Path(__file__).parent).as_posix()


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop() -> Iterator[None]:
    """Measure the coverage of the project and not the time of its libraries."""
    with untraced():
        return (yield)


@pytest.fixture
def project_factory(tmp_path: Path) -> Callable[[], Project]:
    """Make projects of this checkout whose results go to a temporary folder."""
    return lambda: Project(root=locate().root, var=tmp_path / "var")


@pytest.fixture
def write_office(tmp_path: Path) -> WriteOffice:
    """Write the small office with deliveries, {name: {file: text}}; each file's layout is its stem.

    Called again it writes the office anew over the same results. `reference` replaces tables; None removes
    one.
    """
    return office_writer(tmp_path)


@pytest.fixture
def small_office(write_office: WriteOffice) -> Office:
    """Give the small office with one delivery of two lines."""
    return write_office({"first": {"investment.csv": INVESTMENT}})


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run the small office for January and February 2026, once; to be read only."""
    office = office_writer(tmp_path_factory.mktemp("small"))({"first": {"investment.csv": INVESTMENT}})
    stages.intake(office)
    stages.conform(office)
    for month in (JANUARY, JANUARY.plus(1)):
        stages.edit(office, month)
        stages.compute(office, month)
    return office


@pytest.fixture
def own_run(small_run: Office, tmp_path: Path) -> Office:
    """Copy the small office with its results for a test to change."""
    return copy_of(small_run, tmp_path / "own")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Give what fills a folder of a name once for all workers; each asks for it and copies it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        kept = shared / name
        with held(shared / f"{name}.lock", f"What the tests share as {name}"):
            if not kept.exists():
                fill(shared / f"{name}.part")
                (shared / f"{name}.part").rename(kept)
        return kept

    return made


@pytest.fixture(scope="session")
def conformed(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Conformed:
    """Give copies of an office: its deliveries in code lists, and months, as "2026-01", up to indicators."""

    def taken_in(var: Path, code: str) -> None:
        office = load_office(Project(locate().root, var), code)
        stages.intake(office)
        stages.conform(office)

    def computed(var: Path, code: str, months: tuple[str, ...]) -> None:
        shutil.copytree(once(code, lambda folder: taken_in(folder, code)), var, symlinks=True)
        office = load_office(Project(locate().root, var), code)
        for month in map(Month.parse, months):
            stages.edit(office, month)
            stages.compute(office, month)

    def copy(code: str, *months: str) -> Office:
        own = tmp_path_factory.mktemp(code) / "var"
        name = "-".join((code, *months))
        fill = partial(computed, months=months) if months else taken_in
        shutil.copytree(once(name, lambda folder: fill(folder, code)), own, symlinks=True)
        return load_office(Project(locate().root, own), code)

    return copy


@pytest.fixture(scope="session")
def karabakh_run(conformed: Conformed) -> tuple[Office, Month]:
    """Give the default office's January 2026 up to its indicators; to be read only."""
    return conformed("karabakh", str(JANUARY)), JANUARY
