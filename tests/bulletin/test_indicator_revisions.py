"""The page of each indicator: how its figures were revised, and the policy that the office declares."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.page import Page
from pipeline.bulletin.pages.known import Known, Version, read_versions
from pipeline.bulletin.pages.policy import declared_policy
from pipeline.bulletin.pages.revisions import revisions
from pipeline.bulletin.pages.versions import COLUMNS
from tests.bulletin.indicator_pages import Read, number, rows_of, words_of


def test_revisions_are_set_by_vintage_and_their_versions_are_a_file(read: Callable[[str], Read]) -> None:
    found = read("example")
    table = found.chapter("fci", "revisions").xpath(".//table")[0]
    heads = [words_of(head) for head in table.xpath("thead//th")]
    first = dict(zip(heads, rows_of(table)[0], strict=True))
    assert heads[0] == "Reference period" and len(heads) == 14 and len(rows_of(table)) == 12
    assert first["Reference period"] == "Jan to Nov 2025" and first["Nov 2025"] == ""
    assert number(first["Dec 2025"]) == Decimal("20059.8")
    assert number(first["Feb 2026"]) == Decimal("20056.6")
    assert number(first["Last less first"]) == Decimal("-3.2")
    assert list(found.pages.versions[0]) == list(COLUMNS)
    own = [row for row in found.pages.versions if row["cell_id"] == "fci.EX.2025-11"]
    assert [(row["known_on"], row["value"]) for row in own] == [
        (date(2025, 12, 20), Decimal("20059.8")),
        (date(2026, 2, 20), Decimal("20056.6")),
    ]
    origins = [
        words_of(row)
        for row in found.tree("fci").xpath("//table[@class='index']/tbody/tr")
        if "fci.EX.2025-11 vintage 2025-12" in words_of(row)
    ]
    assert len(origins) == 1 and f"{own[0]['file_name']}, {own[0]['locator']}" in origins[0]


def test_a_summed_indicator_leads_to_the_statistics_of_its_revisions(read: Callable[[str], Read]) -> None:
    def links(office: str, code: str) -> list[str]:
        return list(read(office).chapter(code, "revisions").xpath(".//dl//a/@href"))

    assert links("example", "fci") == ["revisions.html"]
    assert links("example", "dwellings") == links("karabakh", "fci") == []


def test_without_a_revision_the_page_says_that_there_was_none(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    said = words_of(found.chapter("fci", "revisions"))
    assert "no figure was revised" in said and "up to 21 November 2026" in said
    assert found.chapter("fci", "revisions").xpath(".//table") == []
    assert "computed from others" in words_of(found.chapter("persons_per_family", "revisions"))


def test_what_is_known_later_is_no_version_yet(read: Callable[[str], Read]) -> None:
    lake = stages.lake_of(read("example").made.office)
    late, early = read_versions(lake, date(2026, 3, 31)), read_versions(lake, date(2025, 12, 31))
    assert len(early) < len(late)
    assert all(version.known_on <= date(2025, 12, 31) for rows in early.values() for version in rows)
    assert read_versions(lake, date(1990, 1, 1)) == {}


def test_a_figure_that_was_taken_back_is_said_to_be_so(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    material = found.made.material
    made = material.catalogue["fci"]
    (obs_id,) = material.inputs["fci.AZ.2025-12"]
    stated = material.observations[obs_id]
    known = Known(
        [],
        {},
        {
            (stated["series_id"], stated["source_id"]): [
                Version(date(2026, 1, 5), Decimal(21000), stated["figure_id"]),
                Version(date(2026, 2, 5), None, stated["figure_id"]),
                Version(date(2026, 3, 5), Decimal(21226), stated["figure_id"]),
            ]
        },
    )
    page = Page(material, Binder("en", material.origin), material.office.project.templates / "fonts")
    told = revisions(page, made, known)
    table = next(part for part in told.parts if hasattr(part, "rows") and hasattr(part, "columns"))
    heads = [column.label for column in table.columns]
    row = next(row for row in table.rows if row.cells[0] == ("2025",))
    entry = dict(zip(heads, row.cells, strict=True))
    assert entry["Feb 2026"] == ("taken back",)
    assert number(entry["Last less first"][0].text) == Decimal(226)
    assert [row["value"] for row in told.versions if row["cell_id"] == "fci.AZ.2025-12"] == [
        Decimal(21000),
        None,
        Decimal(21226),
    ]


@pytest.mark.parametrize(
    ("office", "said"),
    [
        (
            "karabakh",
            "no routine revisions after the first release; revisions of earlier months in any month; a "
            "revision of more than 10 % holds the release",
        ),
        (
            "example",
            "routine revisions within 3 months of the first release; revisions of earlier months in "
            "September; a revision of more than 10 % holds the release",
        ),
    ],
)
def test_the_declared_policy_stands_in_words(office: str, said: str, read: Callable[[str], Read]) -> None:
    assert said in words_of(read(office).chapter("fci", "revisions"))
    undeclared = words_of(read(office).chapter("dwellings", "revisions"))
    assert "No months and no size of revisions are declared" in undeclared


def test_a_policy_without_a_cycle_says_so(
    read: Callable[[str], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    material = read("karabakh").made.material
    row = {"measure_code": "fci", "routine_months": Decimal(2), "cycle_months": None, "size_pct": Decimal(5)}
    monkeypatch.setitem(material.facts, "revision_policy", [row])
    assert "within 2 months of the first release; no yearly cycle; a revision of more than 5 %" in (
        declared_policy(material, material.catalogue["fci"])
    )
