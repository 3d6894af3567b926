"""Coverage in the bulletin: what parts of a territory explain and what is left, as the method says."""

from typing import Any

import polars as pl
import pytest

from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Paragraph, Table
from pipeline.methods.hierarchy import coverage
from pipeline.vouch import vouch
from tests.bulletin.test_compose import rows_of, section, words_of

TITLE = "What the parts of a territory explain"


def _table(made: Any) -> Table:
    """Return the table."""
    (table,) = [
        block
        for block in section(made.document, "territories").blocks
        if isinstance(block, Table) and block.title == TITLE
    ]
    return table


def _rows(made: Any) -> dict[str, list[str]]:
    """Return the rows of the table by territory."""
    return {row[0]: row[1:] for row in rows_of(_table(made))}


def test_known_parts_stand_beside_the_published_figure(karabakh: Any) -> None:
    assert _rows(karabakh)["Karabakh economic region"] == [
        *(
            "2023",
            "9 of 10",
            "2 254.4 [b]",
            "more than 2 159 [b]",
            "more than 95.8 [b]",
            "up to 96 [b]",
            "I053, I056",
        ),
    ]


def test_a_figure_printed_to_hundreds_leaves_an_interval(karabakh: Any) -> None:
    assert _rows(karabakh)["Azerbaijan"][3:6] == ["5 754 to 6 754", "28.4 to 33.3", "13 541 to 14 542"]
    row = _rows(karabakh)["East Zangazur economic region"]
    assert row[1] == "3 of 5"
    assert (row[4], row[5]) == ("66.0 to 87.7 [b]", "431 to 1 531 [b]")


def test_the_least_known_territory_is_said_in_a_sentence(karabakh: Any) -> None:
    said = [
        words_of(block.text)
        for block in section(karabakh.document, "territories").blocks
        if isinstance(block, Paragraph)
    ]
    assert said[-1].endswith(
        "Least is known of Azerbaijan: figures for 2023 are known for 2 of its 14 parts; what is known makes "
        "up about 31 [n] % (28.4 to 33.3) of its figure."
    )


def test_where_all_parts_are_known_there_is_a_discrepancy_and_no_rest(example: Any) -> None:
    rows = _rows(example)
    assert rows["Kalvodel"][1] == "5 of 5"
    assert rows["Kalvodel"][5] == "0.0 [r]"
    assert all(len(set(row[1].split(" of "))) == 1 for row in rows.values())
    assert _table(example).columns[6].label == "Discrepancy"


def test_what_is_left_nowhere_has_no_column_and_no_note(karabakh: Any, example: Any) -> None:
    for made, there, lacking in (
        (karabakh, "Other parts", "Discrepancy"),
        (example, "Discrepancy", "Other parts"),
    ):
        table = _table(made)
        said = [column.label for column in table.columns], " ".join(plain(note) for note in table.notes)
        assert all(there in one and lacking not in one for one in said)
        assert "[z]" not in said[1]


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_it_is_what_the_method_finds_in_the_same_figures(office: str, request: pytest.FixtureRequest) -> None:
    material = request.getfixturevalue(office).material
    shares = [cell for cell in material.cells["fci_coverage"] if cell["transformation"] == "share"]
    assert len(shares) > 2
    for share in shares:
        parent, day = share["territory_id"], share["period_end"]
        parts = [
            name
            for name in material.territories
            if material.level(name) in ("district", "city", "economic_region")
            and material.places.above(name, day)[:1] == [parent]
        ]
        links = pl.DataFrame(
            {"territory_id": [parent, *parts], "parent_id": [None, *[parent] * len(parts)]},
            schema={"territory_id": pl.String, "parent_id": pl.String},
        )
        figures = [
            {name: cell[name] for name in ("territory_id", "period", "value", "half_width")}
            for cell in material.cells["fci"]
            if cell["transformation"] == "ytd"
            and cell["period"] == share["period"]
            and cell["territory_id"] in (parent, *parts)
            and cell["obs_status"] != "U"
        ]
        told = coverage(pl.DataFrame(figures, schema_overrides={"half_width": pl.Decimal(38, 10)}), [], links)
        (row,) = told.filter(pl.col("parent_id") == parent).to_dicts()
        own = {
            name: cell["value"]
            for name in ("known", "parts_known", "parts", "residual", "discrepancy")
            if (cell := material.at("fci_coverage", parent, name, share["period"]))
        }
        assert share["value"] == row["coverage_pct"]
        assert (own["known"], own["parts_known"], own["parts"]) == (
            row["known"],
            row["n_known"],
            row["n_parts"],
        )
        assert (own.get("residual"), own.get("discrepancy")) == (row["residual"], row["discrepancy"])


def test_a_residual_is_vouched_for_by_the_whole_and_its_parts(karabakh: Any) -> None:
    record = vouch(karabakh.office, "fci_coverage.ER-KAR.2023-12.residual", karabakh.month)
    assert record["n_observations"] == 10
    assert {row["territory_id"] for row in record["observations"]} >= {"ER-KAR"}
