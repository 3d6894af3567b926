"""A real release's data files, made once a worker and only read by the tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.listed import list_files, list_of
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document
from pipeline.companions.build import companion_files, data_files
from pipeline.companions.rows import Tables, data_rows
from pipeline.month import Month
from pipeline.office import Office


@dataclass(frozen=True)
class Made:
    """A month's bulletin and the files beside it."""

    material: Material
    document: Document
    binder: Binder
    tables: Tables
    files: Mapping[str, bytes]

    def write(self, folder: Path) -> Path:
        """Write the files into a folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder


def make(office: Office, month: str) -> Made:
    """Make the files beside the bulletin of a computed month."""
    chosen = Month.parse(month)
    material = load_material(office, stages.lake_of(office), chosen, "en")
    document, binder = compose(material, office.project.templates / "fonts")
    data = data_files(material, binder, [])
    document = list_files(document, list_of(data.files), material.messages)
    files = companion_files(material, {"bulletin.en": document}, data)
    return Made(material, document, binder, data_rows(material, binder, []), files)


@pytest.fixture(scope="session")
def karabakh(conformed: Callable[..., Office]) -> Made:
    """January 2026 of the default office."""
    return make(conformed("karabakh", "2026-01"), "2026-01")


@pytest.fixture(scope="session")
def example(conformed: Callable[..., Office]) -> Made:
    """March 2020 of the fictional office: a month with a full feed and few years of it."""
    return make(conformed("example", "2020-03"), "2020-03")


@pytest.fixture(scope="session", params=["karabakh", "example"])
def made(request: pytest.FixtureRequest) -> Made:
    """Each of the two in turn."""
    found: Made = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def folder(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files of a month into a folder."""
    return made.write(tmp_path_factory.mktemp("files"))
