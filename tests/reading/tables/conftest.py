"""The words of the default office, for tables of invented figures."""

import pytest

from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Load the words of the default office, once."""
    return load_vocabulary(load_office(locate(), "karabakh"))
