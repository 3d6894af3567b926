"""A sealed release, made once for all workers; tests that change it take a copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.bulletin.publish import publish_month
from pipeline.month import Month
from pipeline.office import Office
from tests.publications import ENGLISH, unprinted


@pytest.fixture(scope="session")
def released(once: Callable[[str, Callable[[Path], object]], Path], conformed: Callable[..., Office]) -> Path:
    """Give the default office's January 2026 in English, without its PDF; to be read only."""

    def publish(folder: Path) -> None:
        office = conformed("karabakh", "2026-01")
        with unprinted():
            made = publish_month(office, stages.lake_of(office), Month.parse("2026-01"), choice=ENGLISH)
        shutil.copytree(made.folder.resolve(), folder)

    return once("sealed-release", publish)


@pytest.fixture(scope="module")
def copied(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a plain copy of the release elsewhere, for tests that change it and set it right again."""
    return Path(shutil.copytree(released, tmp_path_factory.mktemp("elsewhere") / "release"))
