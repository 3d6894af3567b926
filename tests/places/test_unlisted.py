"""Names of registers that no table lists: read by the rules where they lead to one territory."""

from datetime import date

import polars as pl
import pytest

from pipeline.office import load_office
from pipeline.places.unlisted import BY_RULE, with_names_read
from pipeline.project import locate
from pipeline.reference import load_reference


@pytest.fixture(scope="module")
def reference() -> dict[str, pl.DataFrame]:
    return load_reference(load_office(locate(), "karabakh"))


def _figures(*names: str, on: tuple[date | None, ...] = (date(2025, 12, 31),)) -> pl.DataFrame:
    rows = [(name, "works", day, "used", "") for name in names for day in on]
    columns = ["territory_as_written", "layout", "period_end", "disposition", "territory_given"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _added(reference: dict[str, pl.DataFrame], figures: pl.DataFrame) -> list[tuple[str, ...]]:
    return with_names_read(reference, figures).rows()[reference["territory_name"].height :]


def test_another_spelling_of_a_known_place_is_read_and_marked(reference: dict[str, pl.DataFrame]) -> None:
    assert _added(reference, _figures("Ходжалинский район")) == [
        ("Ходжалинский район", "works", "D-AZ-XCI", BY_RULE)
    ]


def test_a_name_that_nobody_knows_stays_unknown(reference: dict[str, pl.DataFrame]) -> None:
    assert _added(reference, _figures("Xyzzyland")) == []


def test_a_name_of_another_territory_on_another_day_is_a_question(reference: dict[str, pl.DataFrame]) -> None:
    name = "Kalbajar-Lachin economic region"
    both = (date(2020, 12, 31), date(2025, 12, 31))
    assert len(_added(reference, _figures(name, on=both[:1]))) == 1
    assert _added(reference, _figures(name, on=both)) == []


def test_listed_names_are_left_to_the_table(reference: dict[str, pl.DataFrame]) -> None:
    listed = reference["territory_name"]["name_as_written"][0]
    assert with_names_read(reference, _figures(listed)).equals(reference["territory_name"])
