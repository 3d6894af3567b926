"""Which publications a run makes, by what a person names."""

from collections.abc import Sequence

import pytest

from pipeline.choice import ALL, Choice, among, choose
from pipeline.errors import UsageError


@pytest.mark.parametrize(
    ("named", "choice"),
    [
        ((), ALL),
        (("national",), Choice((), ())),
        (("az", "national"), Choice(("az",), ())),
        (("ER-KAR", "en", "ER-EZG"), Choice(("en",), ("ER-KAR", "ER-EZG"))),
        (("all", "ru"), Choice(("ru",), None)),
    ],
)
def test_one_list_names_languages_and_territories(named: Sequence[str], choice: Choice) -> None:
    """A language is one of the office; national is the country alone; any other name is a territory."""
    assert among(named, ("en", "az", "ru")) == choice


def test_a_word_does_not_stand_beside_codes() -> None:
    """All, or none, or codes."""
    with pytest.raises(UsageError, match="ER-KAR"):
        choose((), ("none", "ER-KAR"))
