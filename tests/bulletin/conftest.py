"""One real release of each office, made once a worker and only read by the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import html

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document
from pipeline.bulletin.pages.build import indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.month import Month
from pipeline.office import Office
from tests.bulletin.indicator_pages import Read


@dataclass(frozen=True, eq=False)
class Made:
    """A month that was computed, its composed document and every number in it."""

    office: Office
    month: Month
    material: Material
    document: Document
    binder: Binder


def make(office: Office, month: str) -> Made:
    """Compose the bulletin of a computed month."""
    chosen = Month.parse(month)
    material = load_material(office, stages.lake_of(office), chosen, "en")
    document, binder = compose(material, office.project.templates / "fonts")
    return Made(office, chosen, material, document, binder)


@pytest.fixture(scope="session")
def months(conformed: Callable[..., Office]) -> Callable[[str, str], Made]:
    """Give a function that composes a month of an office, each once."""
    return cache(lambda code, month: make(conformed(code, month), month))


@pytest.fixture(scope="session")
def karabakh(months: Callable[[str, str], Made]) -> Made:
    """January 2026 of the default office."""
    return months("karabakh", "2026-01")


@pytest.fixture(scope="session")
def example(months: Callable[[str, str], Made]) -> Made:
    """November 2025 of the fictional office: a month with a flow, growth and contributions."""
    return months("example", "2025-11")


@pytest.fixture(scope="session")
def thin(months: Callable[[str, str], Made]) -> Made:
    """August 2023 of the default office: a month with few figures."""
    return months("karabakh", "2023-08")


@pytest.fixture(scope="session")
def read(request: pytest.FixtureRequest) -> Callable[[str], Read]:
    """Give a function that makes the pages of an office's month, each once."""

    def make(office: str) -> Read:
        made = request.getfixturevalue(office)
        known = read_known(made.material, stages.lake_of(made.office))
        pages = indicator_pages(made.material, known)
        trees = {
            name: html.document_fromstring(text.decode())
            for name, text in pages.files.items()
            if name.endswith(".html")
        }
        return Read(made, known, pages, trees)

    return cache(make)
