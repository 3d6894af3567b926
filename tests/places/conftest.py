"""The gazetteer of the default office, with its table of names as written and without it."""

import pytest

from pipeline.office import load_office
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.project import DEFAULT_OFFICE, locate
from pipeline.reference import load_reference


@pytest.fixture(scope="session")
def listed() -> Gazetteer:
    """Give the gazetteer as the office has it."""
    return load_gazetteer(load_reference(load_office(locate(), DEFAULT_OFFICE)))


@pytest.fixture(scope="session")
def rules(listed: Gazetteer) -> Gazetteer:
    """Give the gazetteer that knows no name as written: its rules alone."""
    return listed.without_listed_names()
