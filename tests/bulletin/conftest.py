"""One real release of each office, made once a worker and only read by the tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.material import Material, load_material
from pipeline.bulletin.model import Document
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate


@dataclass(frozen=True)
class Made:
    """A month that was computed, its composed document and every number in it."""

    office: Office
    month: Month
    material: Material
    document: Document
    binder: Binder


def make(var: Path, office_code: str, month: str) -> Made:
    """Compute a month of an office below `var` and compose its bulletin."""
    office = load_office(Project(root=locate().root, var=var), office_code)
    chosen = Month.parse(month)
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, chosen)
    stages.compute(office, chosen)
    material = load_material(office, stages.lake_of(office), chosen, "en")
    document, binder = compose(material, office.project.templates / "fonts")
    return Made(office, chosen, material, document, binder)


@pytest.fixture(scope="session")
def months(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Made]:
    """Give a function that composes a month of an office, each once."""
    var = tmp_path_factory.mktemp("months")
    return cache(lambda office, month: make(var, office, month))


@pytest.fixture(scope="session")
def karabakh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """January 2026 of the default office."""
    yield make(tmp_path_factory.mktemp("karabakh"), "karabakh", "2026-01")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """November 2025 of the fictional office: a month with a flow, growth and contributions."""
    yield make(tmp_path_factory.mktemp("example"), "example", "2025-11")


@pytest.fixture(scope="session")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """August 2023 of the default office: a month with few figures."""
    yield make(tmp_path_factory.mktemp("thin"), "karabakh", "2023-08")
