"""The issue of a territory: who has one, and that it prints figures of its own territory alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.compose import compose
from pipeline.bulletin.marks import MISSING
from pipeline.bulletin.model import Paragraph, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.scope import FEWEST_CELLS, issues_of, narrow
from pipeline.bulletin.sections.fallback_points import _last_region_point
from pipeline.bulletin.sections.family import family
from pipeline.bulletin.sections.tile_chart import without_common_end
from tests.bulletin.conftest import Made
from tests.bulletin.other_languages import material_in, page_of


def test_a_region_with_five_cells_has_an_issue(karabakh: Made) -> None:
    """A region with fewer, or one that is no longer valid, has none; the order is that of tables."""
    issues = issues_of(karabakh.material)
    assert {"ER-KAR", "ER-EZG"} <= set(issues.own)
    assert "ER-GDS" in issues.none
    assert not any(name.startswith("ER-O-") for name in (*issues.own, *issues.few, *issues.none))
    names = [karabakh.material.name(name) for name in issues.own]
    assert names == sorted(names)


def test_the_limit_is_five(karabakh: Made) -> None:
    """At the limit a region has an issue, one cell below it has none."""
    material = karabakh.material
    own = [
        cell
        for cells in material.cells.values()
        for cell in cells
        if cell["territory_id"] == "ER-KAR" and cell["obs_status"] != "U"
        and cell["period"] <= material.month.first
    ]  # fmt: skip
    for count in (FEWEST_CELLS - 1, FEWEST_CELLS):
        few = narrow(material, "ER-KAR")
        few.cells = {"fci": own[:count]}
        assert ("ER-KAR" in issues_of(few).own) == (count == FEWEST_CELLS)


@pytest.mark.parametrize("territory", ["ER-KAR", "ER-EZG", "ER-BAK"])
def test_an_issue_prints_figures_of_its_territory_alone(karabakh: Made, territory: str) -> None:
    """Each number is of the territory or of a part of it; others stand where findings compare them."""
    narrowed = narrow(karabakh.material, territory)
    document, binder = compose(narrowed, karabakh.office.project.templates / "fonts")
    places, day = karabakh.material.places, karabakh.month.last
    rows = [row for row in binder.rows if row["section"] != "unconfirmed"]
    printed = {karabakh.material.by_id[row["cell_id"]]["territory_id"] for row in rows}
    for name in printed - {territory}:
        chain = places.above(name, day)
        members = places.members_of(name, day)
        assert territory in chain or all(territory in places.above(one, day) for one in members), name
    assert binder.rows
    assert document.subtitle == karabakh.material.name(territory)
    assert document.issue.endswith(f".{territory}")


def test_what_a_figure_was_compared_with_stands_beside_it_wherever_it_is_of(karabakh: Made) -> None:
    document, _ = compose(narrow(karabakh.material, "ER-KAR"), karabakh.office.project.templates / "fonts")
    (part,) = [part for part in document.sections if part.key == "unconfirmed"]
    table = next(block for block in part.blocks if isinstance(block, Table))
    compared = [plain(row.cells[5]).replace("\u202f", " ") for row in table.rows]
    assert "1 406\u00a0[n], Azerbaijan, I025" in compared
    assert MISSING not in compared


def test_sections_without_a_figure_are_named_in_one(karabakh: Made) -> None:
    """No heading stands over nothing: what has no figure of the territory is one sentence."""
    document, _ = compose(narrow(karabakh.material, "ER-BAK"), karabakh.office.project.templates / "fonts")
    keys = [section.key for section in document.sections]
    assert "resettlement" not in keys
    assert keys.index("without") == keys.index("files") - 1
    assert "quality" not in keys
    (said,) = [plain(block.text) for block in document.sections[keys.index("without")].blocks]
    national = {part.key: part.title for part in karabakh.document.sections}
    assert {"adjusted", "growth"}.isdisjoint(keys)
    assert all(national[key] in said for key in ("adjusted", "growth", "resettlement"))


@pytest.mark.parametrize(
    ("office", "territory", "is_said"), [("example", "EX-R07", True), ("karabakh", "ER-BAK", False)]
)
def test_where_revisions_stand_is_said_where_a_figure_of_the_territory_was_revised(
    request: pytest.FixtureRequest, office: str, territory: str, is_said: bool
) -> None:
    made = request.getfixturevalue(office)
    document, _ = compose(narrow(made.material, territory), made.office.project.templates / "fonts")
    (block,) = next(part for part in document.sections if part.key == "without").blocks
    assert isinstance(block, Paragraph)
    assert ("by vintage in its triangles.csv" in plain(block.text)) is is_said


def test_the_national_issue_lists_the_others(months: Callable[[str, str], Made]) -> None:
    """Who has an issue, and who has too few figures; the issue of a territory has no such list."""
    made = months("karabakh", "2026-01")
    keys = [section.key for section in made.document.sections]
    assert "family" in keys
    own, _ = compose(narrow(made.material, "ER-KAR"), made.office.project.templates / "fonts")
    assert "family" not in [section.key for section in own.sections]


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
def test_a_region_without_any_figure_is_not_among_those_with_few(karabakh: Made, lang: str) -> None:
    """Of the few it is said that their figures stand in the national issue alone."""
    material = material_in(karabakh, lang)
    cell = material.series("fci", material.root, "ytd")[-1]
    for added in ([], [cell | {"territory_id": "ER-GDS"}]):
        every = replace(material, cells=material.cells | {"fci": [*material.cells["fci"], *added]})
        section = family(page_of(karabakh, every))
        assert section
        said = [plain(block.text) for block in section.blocks]
        short = without_common_end([every.place(name).name for name in every.regions])
        name = dict(zip(every.regions, short, strict=True))["ER-GDS"]
        assert [name in sentence for sentence in said] == ([False, True, False] if added else [False, True])
        assert len({sentence.partition(":")[0] for sentence in said}) == len(said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "a figure of investment in Baku city, of which alone Baku economic region consists, is"),
        ("az", "Bakı iqtisadi rayonunun yeganə hissəsi – Bakı şəhəri"),
        ("ru", "для единственной части экономического района Баку: город Баку"),
    ],
)
def test_the_sole_part_of_a_region_is_said_to_be_that(karabakh: Made, lang: str, said: str) -> None:
    """One of several parts is one of them."""
    found = {}
    for territory in ("ER-BAK", "ER-KAR"):
        page = page_of(karabakh, narrow(material_in(karabakh, lang), territory))
        page.binder.at("main points")
        found[territory] = plain(_last_region_point(page) or ())
    assert said in found["ER-BAK"]
    assert not any(word in found["ER-KAR"] for word in ("alone", "yeganə", "единственн"))


def test_what_a_section_without_numbers_leaves_is_forgotten(karabakh: Made) -> None:
    """Counts, flags, sources, cells for the data and the spot are as before it was written."""
    material = karabakh.material
    page = Page(material, Binder("en", material.origin), karabakh.office.project.templates / "fonts")
    page.next_table()
    before = page.standing()
    page.next_table()
    page.next_figure()
    page.used.add("[r]")
    page.cited["W1"] = None
    page.binder.keep(material.cells["fci"][:1])
    page.binder.at("works", "Table 2")
    page.binder.within(1, 2)
    assert page.standing() != before
    page.back_to(before)
    assert page.standing() == before
    assert page.next_table() == "Table 2"
