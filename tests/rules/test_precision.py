"""How a source cuts its figures: what a comparison shows, and what the default office declares."""

import csv
from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE
from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.rules.precision import cut_of, precision_beside_others
from pipeline.stages import lake_of
from tests.rules import harness
from tests.small_office import WriteOffice, investment

CUTS = """
coarse step finer   model
7.4    0.1  7.3955  rounded
7.3    0.1  7.3955  truncated
7.3    0.1  7.34    -
7.3    0.1  7.35    -
-7.3   0.1  -7.39   truncated
7.4    0.1  7.34    -
7.3    0.1  7.41    -
7.3    0.1  7.3     -
"""
GIVEN = """
obs source period  value  step
a   P1     ytd:2026-01 4200 100
b   P2     ytd:2026-01 4298 1
d   P1     ytd:2026-02 8500 100
e   P2     ytd:2026-02 8581 1
f   P3     ytd:2026-01 4300 100
g   P3     ytd:2026-02 8500 100
h   P4     ytd:2026-01 4300 100
"""


@pytest.mark.parametrize("row", harness.table(CUTS), ids=str)
def test_a_figure_beside_a_finer_one_shows_how_it_was_cut(row: dict[str, str]) -> None:
    assert cut_of(Decimal(row["coarse"]), Decimal(row["step"]), Decimal(row["finer"])) == row["model"]


def test_a_source_that_shows_one_way_twice_and_never_the_other_is_taken_to_cut_so() -> None:
    # P3 shows both ways and P4 one way once; neither is taken to have a model.
    assert precision_beside_others(harness.observations(GIVEN)) == {"P1": "truncated"}


def test_the_default_office_declares_what_its_figures_show(
    karabakh_run: tuple[Office, Month],
) -> None:
    office, _ = karabakh_run
    lake = lake_of(office)
    frame = pl.concat([lake.read(found, "core.observation") for found in lake.manifests(STAGE)])
    with (office.folder / "reference" / "precision.csv").open(encoding="utf-8") as stream:
        declared = {row["source_id"]: row["precision_model"] for row in csv.DictReader(stream)}
    assert precision_beside_others(frame) == declared
    own = frame.filter(pl.col("source_id") == "I019")["precision_model"]
    assert set(own) == {"truncated"}
    assert set(frame.filter(~pl.col("source_id").is_in(list(declared)))["precision_model"]) == {"unknown"}


BALANCE = """
obs source breakdown value precision
a   P1     _T        10.0  {0}
b   P1     p=x       6.0   {0}
d   P1     p=y       3.8   {0}
"""


@pytest.mark.parametrize(
    ("model", "outcome"), [("unknown", "pass"), ("rounded", "fail"), ("truncated", "fail")]
)
def test_interval_sums_are_as_wide_as_the_model_says(model: str, outcome: str) -> None:
    connection = harness.house(
        BALANCE.replace("obs source", "obs source period").format(model).replace("P1    ", "P1 ytd:2026-01")
    )
    rule = "rule_id kind    whole parts\nbalance balance _T    p=x,p=y\n"
    assert harness.run(connection, "rules/balance", rule)["outcome"].to_list() == [outcome]


def test_a_model_that_is_not_known_is_a_sentence(write_office: WriteOffice) -> None:
    table = "source_id,precision_model,basis\nS1,floored,stated\n"
    office = write_office({"a": {"investment.csv": investment()}}, reference={"precision.csv": table})
    with pytest.raises(
        BadInputError, match=r"precision\.csv says 'floored'\. Known: rounded, truncated, unk"
    ):
        stages.intake(office)


def test_an_office_without_the_table_declares_nothing(
    small_office: Office, project_factory: Callable[[], Project]
) -> None:
    from pipeline.reference import load_reference

    assert load_reference(small_office)["precision"].is_empty()
    assert load_reference(load_office(project_factory(), "karabakh"))["precision"].height == 2


def test_figures_cut_off_sum_where_rounded_ones_do_not() -> None:
    given = """
obs source period      breakdown value precision
a   P1     ytd:2026-01 _T        10.1  truncated
b   P1     ytd:2026-01 p=x       5.0   truncated
d   P1     ytd:2026-01 p=y       3.0   truncated
e   P1     ytd:2026-01 p=z       2.0   truncated
"""
    rule = "rule_id kind    whole parts\nbalance balance _T    p=x,p=y,p=z\n"
    for model, outcome in (("truncated", "pass"), ("rounded", "pass")):
        connection = harness.house(given.replace("truncated", model))
        assert harness.run(connection, "rules/balance", rule)["outcome"].to_list() == [outcome]
    above = harness.house(given.replace("10.1", "10.2"))
    assert harness.run(above, "rules/balance", rule)["outcome"].to_list() == ["pass"]
    rounded = harness.house(given.replace("10.1", "10.3").replace("truncated", "rounded"))
    assert harness.run(rounded, "rules/balance", rule)["outcome"].to_list() == ["fail"]
