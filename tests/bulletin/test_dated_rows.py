"""Tables of dated figures: each figure at its own date, with what a reader must know of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.columns import plain
from pipeline.bulletin.compose import compose
from pipeline.bulletin.model import Table
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.sections.doubts import is_announced
from pipeline.bulletin.sections.resettlement import resettlement
from tests.bulletin.other_languages import page_of, tables_in
from tests.bulletin.test_sections import rows, tables

TOTALS = "Families and persons reported as resettled: last running totals"
GROUPS = "Groups that moved, as reported"
EXCHANGED = (
    "anti-tank and anti-personnel mines may be exchanged here or in the figures for 2023, "
    "whose proportion of the two is the reverse"
)


def _table(made: Any, start: str) -> Table:
    """Return the table whose title begins so."""
    return next(table for table in tables(made) if table.title.startswith(start))


def _issue(made: Any, territory: str) -> list[Table]:
    """Compose the issue of a territory."""
    document, _ = compose(narrow(made.material, territory), made.office.project.templates / "fonts")
    return tables_in(document.sections)


def test_families_and_persons_of_two_dates_have_a_row_each(karabakh: Any) -> None:
    """The last one of each is there, so that no other table knows more."""
    shown = [row[:5] for row in rows(_table(karabakh, TOTALS))]
    assert ["Fuzuli town", "2 May 2024", "[x]", "3 132", "[x]"] in shown
    assert ["Fuzuli town", "29 Mar 2024", "666", "2 517", "3.78"] in shown
    assert len([row for row in shown if row[0] == "Khojaly district"]) == 1
    material = karabakh.material
    for at, code in ((2, "resettled_families"), (3, "resettled_persons")):
        for name in material.territories_of(code, "stock"):
            last = material.last(code, name, "stock")
            row = next(
                row for row in shown if row[:2] == [material.name(name), material.when(last, short=True)]
            )
            assert row[at] != "[x]", (code, name)


def test_a_group_that_was_announced_before_its_day_says_so(thin: Any, karabakh: Any) -> None:
    table = _table(thin, GROUPS)
    (early,) = [row for row in rows(table) if "announced" in row[1]]
    assert early == ["Zabukh", "25 Aug 2023 (announced)", "20", "88", "R18"]
    assert any(plain(note).startswith("Announced: the source was published before") for note in table.notes)
    for other in (karabakh, thin):
        days = [row[1] for row in rows(_table(other, GROUPS))]
        noted = any("Announced" in plain(note) for note in _table(other, GROUPS).notes)
        assert noted == any("announced" in day for day in days)


def test_a_group_is_announced_by_its_days_alone(thin: Any) -> None:
    """The same group with a source of the day itself has no word beside its date."""
    material = thin.material
    later = {
        name: row | {"published_from": row["reference_on"], "published_to": row["reference_on"]}
        for name, row in material.observations.items()
    }
    page = page_of(thin, replace(material, observations=later))
    made = next(one for one in tables_in([resettlement(page)]) if one.title == GROUPS)
    assert "25 Aug 2023" in [row[1] for row in rows(made)]


@pytest.mark.parametrize(
    ("kind", "published_to", "announced"),
    [
        ("observation", date(2023, 8, 24), True),
        ("observation", date(2023, 8, 25), False),
        ("observation", None, False),
        ("plan", date(2023, 8, 24), False),
    ],
)
def test_what_is_observed_is_announced_before_its_day_and_a_plan_is_stated(
    thin: Any, kind: str, published_to: date | None, announced: bool
) -> None:
    material = thin.material
    cell = next(one for one in material.cells["moved_families"] if one["reference_date"] == date(2023, 8, 25))
    (name,) = material.observation_ids(cell["cell_id"])
    changed = material.observations[name] | {"kind": kind, "published_to": published_to}
    material = replace(material, observations=material.observations | {name: changed})
    assert is_announced(material, [cell]) == announced


def test_kinds_that_may_be_exchanged_are_named_below_the_table(thin: Any) -> None:
    notes = [plain(note) for note in _table(thin, "Area cleared").notes]
    assert [note for note in notes if EXCHANGED in note] == [f"2022 (D20): {EXCHANGED}."]


def test_a_statement_whose_day_is_not_known_stands_between_the_first_and_the_last_possible_one(
    karabakh: Any,
) -> None:
    """With both, so that neither stands as if it were known."""
    (sos,) = [row for row in rows(_table(karabakh, "Dwellings by stage")) if row[0] == "Sos"]
    assert sos[1] == "between 14 Sep 2025 and 31 Dec 2025"


@pytest.mark.parametrize(
    ("territory", "place", "sum_of_works"),
    [("ER-EZG", "Kalbajar district", "874.2"), ("ER-KAR", "Fuzuli district", "657.6")],
)
def test_the_issue_of_a_territory_has_the_works_that_the_country_has(
    karabakh: Any, territory: str, place: str, sum_of_works: str
) -> None:
    head = "Construction works, million manats"
    for found in (tables(karabakh), _issue(karabakh, territory)):
        table = next(one for one in found if one.title.startswith("Investment by territory"))
        at = [column.label for column in table.columns].index(head)
        (row,) = [row for row in rows(table) if row[0] == place]
        assert row[at].startswith(sum_of_works)


def test_a_share_that_is_known_is_never_told_as_not_available(karabakh: Any) -> None:
    """A stated one stands beside figures of other sources; a word says that one is of other sums.

    And changes have a note where a column has any.
    """
    own = next(
        table for table in _issue(karabakh, "ER-EZG") if table.title.startswith("Investment in fixed capital")
    )
    country = _table(karabakh, "Investment in fixed capital")
    for table, period, share in ((country, "Jan to Jun 2025", "78.2"), (own, "2023", "other sums")):
        at = [column.label for column in table.columns].index("Share of construction works, %")
        (row,) = [row for row in rows(table) if row[0] == period]
        assert row[at] == share
        assert any("Beside figures of another source" in plain(note) for note in table.notes)
        noted = any(plain(note).startswith("Other sums: the share that is known") for note in table.notes)
        assert noted == (share == "other sums")
    for table, changes in ((country, True), (own, False)):
        assert any("change" in column.label.lower() for column in table.columns) == changes
        assert any("changes" in plain(note) for note in table.notes) == changes
