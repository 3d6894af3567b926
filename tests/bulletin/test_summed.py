"""A figure that is the sum of a territory's parts says so wherever it stands, and why it is one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.columns import plain
from pipeline.bulletin.compose import compose
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.summed import is_sum, notes_on_sums, sum_used_for
from pipeline.bulletin.withheld import withheld_at
from tests.bulletin.test_sections import rows, section, tables

WITHHELD = (
    "Vruvurel, January 2025: the sum of the figures of its parts, as its own figure is withheld; what is "
    "computed from it rests on this sum. The section on figures that could not be confirmed gives the reason."
)


@pytest.fixture(scope="module")
def vruvurel(example: Any) -> Any:
    """Compose the issue of a region whose figure for January 2025 is withheld."""
    document, binder = compose(narrow(example.material, "EX-R07"), example.office.project.templates / "fonts")
    return replace(example, document=document, binder=binder)


def notes(block: Any) -> list[str]:
    return [plain(note) for note in block.notes]


def test_tables_and_figures_with_a_sum_say_so_and_the_others_do_not(vruvurel: Any) -> None:
    rest = _resting_on(vruvurel, {"fci.EX-R07.2025-01", "fci_construction.EX-R07.2025-01"})
    printed: dict[str, set[str]] = {}
    for row in vruvurel.binder.rows:
        printed.setdefault(row["table_or_figure"], set()).add(row["cell_id"])
    blocks = [
        block for part in vruvurel.document.sections for block in part.blocks if hasattr(block, "label")
    ]
    said = {block.label for block in blocks if WITHHELD in notes(block)}
    assert len(said) > 3
    assert said == {block.label for block in blocks if rest & printed.get(block.label, set())}
    assert all(notes(block).count(WITHHELD) == (block.label in said) for block in blocks)


def _resting_on(made: Any, names: set[str]) -> set[str]:
    """Return cells with all that are made of them, at any remove."""
    while more := {
        name for name, inputs in made.material.inputs.items() if name not in names and names & set(inputs)
    }:
        names = names | more
    return names


def test_a_table_of_what_rests_on_a_sum_of_months_names_it(example: Any) -> None:
    def noted(key: str, start: str) -> list[str]:
        (found,) = [
            block
            for block in section(example, key).blocks
            if hasattr(block, "notes") and block.title.startswith(start)
        ]
        return [note.partition(": ")[0] for note in notes(found) if "sum of the figures of its parts" in note]

    assert set(noted("adjusted", "Series considered")) == {
        "Vruvurel, January 2025",
        "Izdalona, January to May 2025",
        "Edrovund, January to November 2022",
    }
    # Its June alone is what is left of the year to date when the sum to May is taken from it.
    assert "Izdalona, January to May 2025" in noted("growth", "Investment by month")
    assert noted("growth", "Growth of investment") == []


def test_the_table_of_withheld_figures_says_that_a_sum_is_used_in_place_of_some(
    vruvurel: Any, karabakh: Any
) -> None:
    def used(made: Any) -> list[str]:
        found = [table for table in tables(made) if table in section(made, "unconfirmed").blocks]
        return [
            note for table in found for note in notes(table) if note.startswith("In place of the figures")
        ]

    assert used(vruvurel) == [
        "In place of the figures listed here the sum of the figures of the parts is used for "
        "Vruvurel, Jan 2025."
    ]
    assert used(karabakh) == []


def test_sums_are_those_of_regions_whose_own_figure_is_not_used(example: Any) -> None:
    material = example.material
    found = {name for name, cell in material.by_id.items() if is_sum(material, cell)}
    levels = {name for name in found if not name.endswith(".flow")}
    assert levels == {
        *("fci.EX-R07.2025-01", "fci_construction.EX-R07.2025-01"),
        *("fci.EX-R08.2022-11", "fci_construction.EX-R08.2022-11"),
        *("fci.EX-R12.2025-05", "fci_construction.EX-R12.2025-05"),
    }
    # A January alone is its year to date; May alone is made of two figures.
    assert found - levels == {"fci.EX-R07.2025-01.flow", "fci_construction.EX-R07.2025-01.flow"}


def test_a_territory_without_any_figure_of_its_own_says_that_none_is_known(example: Any) -> None:
    material = replace(example.material, withheld=frozenset())
    (said,) = notes_on_sums(material, [material.by_id["fci.EX-R07.2025-01"]] * 2)
    assert "as no figure of its own is known" in said


def test_a_figure_of_another_quantity_or_period_has_no_sum_in_its_place(example: Any) -> None:
    material = example.material
    name = next(
        one
        for one in sorted(material.withheld)
        if (stated := material.observations.get(one))
        and (stated["measure_code"], stated["territory_id"]) == ("fci", "EX-R07")
    )
    stated = material.observations[name]
    assert sum_used_for(material, stated) is material.by_id["fci.EX-R07.2025-01"]
    assert sum_used_for(material, stated | {"quantity": "growth"}) is None
    assert sum_used_for(material, stated | {"period_end": None}) is None
    assert sum_used_for(material, stated | {"measure_code": "fci_annual"}) is None


def test_a_withheld_figure_has_a_sign_of_its_own_where_a_table_would_have_printed_it(
    vruvurel: Any, months: Any
) -> None:
    def row(made: Any, key: str, name: str) -> tuple[list[str], list[str]]:
        (table,) = [
            block
            for block in section(made, key).blocks
            if hasattr(block, "rows") and name in (found[0] for found in rows(block))
        ]
        return next(found for found in rows(table) if found[0] == name), notes(table)

    # Both sums of the row are sums of parts; the share is of the region's own figures, which are withheld.
    january, said = row(vruvurel, "investment", "Jan 2025")
    assert january[5] == "[w]"
    assert any("[w] withheld; in no total, chart or main point." in note for note in said)
    # A figure of the district is not known, or known and withheld.
    rezdolm, said = row(months("example", "2026-01"), "districts", "Rezdolm")
    assert rezdolm[-3:-1] == ["[w]", "[w]"]
    assert any("[w] withheld" in note for note in said)


def test_what_is_not_known_at_all_has_no_sign_of_a_withheld_figure(vruvurel: Any) -> None:
    material = vruvurel.material
    like = material.by_id["fci.EX-R07.2025-01"]
    assert withheld_at(material, like, "fci_construction") == "[w]"
    assert withheld_at(material, like, "dwellings") is None
    assert withheld_at(material, material.by_id["fci.EX-R07.2025-02"], "fci", "fci_construction") is None
    assert withheld_at(material, like | {"territory_id": "EX-R01"}, "fci") is None


def test_a_withheld_figure_of_a_part_leaves_no_sign_in_place_of_the_whole(karabakh: Any) -> None:
    """Investment by industry is withheld for January 2026; no construction works of it are known."""
    material = karabakh.material
    like = material.at("fci", "AZ", "ytd", date(2026, 1, 1))
    stated = [material.observations[name] for name in material.withheld]
    parts = [one for one in stated if (one["measure_code"], one["territory_id"]) == ("fci", "AZ")]
    (mining,) = [
        one
        for one in parts
        if one["breakdown"] == "industry=mining" and one["period_start"] == like["period_start"]
    ]
    assert withheld_at(material, like, "fci", "fci_construction") is None
    assert withheld_at(material, like | {"breakdown": mining["breakdown"]}, "fci") == "[w]"
