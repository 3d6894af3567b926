"""The page of each indicator: complete, traceable, honest about what is not there, and readable by all."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.bulletin.binding import Binder, printed_places
from pipeline.bulletin.declared import quoted_texts
from pipeline.bulletin.page import Page
from pipeline.bulletin.pages import figures as chosen
from pipeline.bulletin.pages.build import FOLDER, indicator_pages
from pipeline.bulletin.pages.commands import table_command, triangle_command
from pipeline.bulletin.pages.known import Known, read_known
from pipeline.bulletin.pages.presentations import is_change, title, unit
from pipeline.bulletin.sections.methodology import printed_keys
from pipeline.neutrality.check import check_words
from pipeline.present import round_half_away
from pipeline.project import locate
from tests.bulletin.indicator_pages import OFFICES, Read, number, rows_of, words_of

HEADER = ("definition", "unit", "price_basis", "coverage", "comparability", "reference", "revisions")


@pytest.mark.parametrize("office", OFFICES)
def test_each_indicator_of_the_catalogue_has_a_page_that_the_list_names(
    office: str, read: Callable[[str], Read]
) -> None:
    found = read(office)
    codes = set(found.made.material.catalogue)
    assert set(found.trees) == {f"{FOLDER}/{name}.html" for name in (*codes, "index")}
    links = found.tree("index").xpath("//tbody//a/@href")
    assert sorted(links) == sorted(f"{code}.html" for code in codes)
    assert set(found.pages.files) - set(found.trees) == {f"{FOLDER}/page.css"}


@pytest.mark.parametrize("office", OFFICES)
def test_a_page_gives_the_whole_header_and_the_query(office: str, read: Callable[[str], Read]) -> None:
    found = read(office)
    for code, made in found.made.material.catalogue.items():
        said = words_of(found.tree(code))
        assert [name for name in HEADER if getattr(made, name) not in said] == [], code
        assert all(step.strip() in said for step in made.formula.split(";")), code
        assert made.version in said and f"sql/indicators/{code}.sql" in said
        query = made.text.partition("*/")[2].strip()
        assert found.tree(code).xpath("//pre")[0].text_content().strip() == query


@pytest.mark.parametrize("lang", ["az", "ru"])
@pytest.mark.parametrize("office", OFFICES)
def test_a_page_says_what_its_indicator_is_in_each_language_of_the_office(
    office: str, lang: str, read: Callable[[str], Read]
) -> None:
    found = read(office)
    for code, made in found.made.material.catalogue.items():
        chapter = found.chapter(code, lang)
        said = words_of(chapter)
        assert chapter.get("lang") == lang
        keys = [key for key in printed_keys(made) if key != "formula"]
        assert [key for key in keys if made.told(key, lang) not in said] == [], code
        ids = {f"#{one}" for one in found.tree(code).xpath("//@id")}
        assert ids >= set(chapter.xpath(".//a/@href"))
        assert made.told("title", lang) in words_of(found.tree("index"))


@pytest.mark.parametrize("office", OFFICES)
def test_a_page_is_structured_for_readers_of_all_kinds(office: str, read: Callable[[str], Read]) -> None:
    for name, tree in read(office).trees.items():
        assert tree.get("lang") == "en" and tree.xpath("//meta[@name='viewport']")
        heads = [int(head.tag[1]) for head in tree.xpath("//h1|//h2|//h3")]
        assert heads[0] == 1 and heads.count(1) == 1, name
        assert all(later <= earlier + 1 for earlier, later in pairwise(heads)), name
        assert len(tree.xpath("//main")) == len(tree.xpath("//nav[@aria-label]")) == 1
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        skip = tree.xpath("//body/*[1]")[0]
        targets = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}
        labels = set(tree.xpath("//@aria-labelledby"))
        assert skip.get("href") == "#main" and targets | labels <= set(ids), name
        for table in tree.xpath("//table"):
            assert words_of(table.xpath("caption")[0])
            assert all(head.get("scope") == "col" for head in table.xpath("thead//th"))
            assert all(len(row.xpath("th[@scope='row']")) == 1 for row in table.xpath("tbody/tr"))
            width = len(table.xpath("thead//th"))
            assert {len(row.xpath("th|td")) for row in table.xpath("tbody/tr")} <= {width}, name
            box = table.getparent()
            assert box.get("role") == "region" and box.get("tabindex") == "0"


@pytest.mark.parametrize("office", OFFICES)
def test_a_page_needs_no_network_and_no_script(office: str, read: Callable[[str], Read]) -> None:
    found = read(office)
    for name, tree in found.trees.items():
        assert tree.xpath("//script|//iframe|//img|//object|//@onclick|//style") == [], name
        addresses = tree.xpath("//@href|//@src")
        assert [one for one in addresses if re.match(r"[a-z]+:|//", one)] == [], name
        assert list(tree.xpath("//link/@rel")) == ["stylesheet"]
    style = found.pages.files[f"{FOLDER}/page.css"].decode()
    assert "@import" not in style
    assert all(one.startswith("../fonts/") for one in re.findall(r'url\("?([^")]+)', style))
    for file in found.pages.files.values():
        assert str(locate().root) not in file.decode()


@pytest.mark.parametrize("office", OFFICES)
def test_every_number_of_a_cell_is_the_value_of_that_cell_and_leads_to_its_origin(
    office: str, read: Callable[[str], Read]
) -> None:
    found = read(office)
    material = found.made.material
    printed = 0
    for code in material.catalogue:
        tree = found.tree(code)
        index = {row.get("id"): row for row in tree.xpath("//table[@class='index']/tbody/tr")}
        links = tree.xpath("//a[@class='n']")
        assert {link.get("href")[1:] for link in links} == set(index), code
        for link in links:
            row = [words_of(cell) for cell in index[link.get("href")[1:]].xpath("th|td")]
            cell = material.by_id[row[2]]
            assert row[4] and link.get("title").split(" (")[0] == row[2]
            if row[3] != "value":
                continue
            places = printed_places(cell, "value", 10)
            shown = number(words_of(link))
            decimals = max(0, -int(shown.as_tuple().exponent))
            assert decimals <= places
            assert shown == round_half_away(Decimal(cell["value"]), decimals), row
            printed += 1
    assert printed > 500


@pytest.mark.parametrize("office", OFFICES)
def test_numbers_stand_in_the_published_numbers_of_the_release(
    office: str, read: Callable[[str], Read]
) -> None:
    found = read(office)
    rows = found.pages.rows
    assert {row["cell_id"] for row in rows} <= set(found.made.material.by_id)
    assert all(row["section"] == f"{FOLDER}/{row['section'].partition('/')[2]}" for row in rows)
    for code in ("fci", "dwellings"):
        own = [row for row in rows if row["section"] == f"{FOLDER}/{code}"]
        assert len(own) == len(found.tree(code).xpath("//a[@class='n']"))
        row = next(one for one in own if one["row"] and one["table_or_figure"])
        label = row["table_or_figure"].lower().replace(" ", "-")
        table = found.tree(code).xpath(f"//table[caption/@id='{label}']")[0]
        entry = table.xpath("tbody/tr")[row["row"] - 1].xpath("th|td")[row["col"] - 1]
        assert f"#n-{row['number_id']}" in entry.xpath(".//a/@href")


def test_an_indicator_without_a_figure_says_so(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    assert "No figure of this indicator is used in the issue of January 2026." in words_of(
        found.chapter("unlisted", "figures")
    )
    assert "This page prints no number of a cell." in words_of(found.tree("unlisted"))
    listed = {row[1]: row[4] for row in rows_of(found.tree("index").xpath("//table")[0])}
    assert (listed["unlisted"], listed["fci"]) == ("none in this issue", "Jan 2026")
    assert listed["target_dwellings"] == "plans, due later"


def test_withheld_figures_stand_under_findings_and_in_no_table_of_figures(
    read: Callable[[str], Read],
) -> None:
    found = read("karabakh")
    of_findings = {f"{FOLDER}/{code}" for code in ("reported", "reported_sum", "unlisted")}
    withheld = [
        (row["section"].partition("/")[2], row["cell_id"])
        for row in found.pages.rows
        if row["section"] not in of_findings
        and found.made.material.by_id[row["cell_id"]]["obs_status"] == "U"
    ]
    assert {"fci", "fci_construction", "fci_construction_share"} <= {code for code, _ in withheld}
    assert [name for _, name in withheld if not name.startswith("reported.")] == []
    for code in ("fci", "fci_construction"):
        assert "[w]" not in words_of(found.chapter(code, "figures"))
        assert "[w]" in words_of(found.chapter(code, "rules"))
    assert "19 figures are withheld by rules" in words_of(found.chapter("fci", "limits"))


def test_the_newest_periods_are_shown_with_status_and_publisher(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    table = found.chapter("fci", "figures").xpath(".//table")[0]
    heads = [words_of(head) for head in table.xpath("thead//th")]
    rows = rows_of(table)
    assert len(rows) == chosen.MAX_PERIODS
    assert rows[0][heads.index("Year to date, million manats")] == "1 406"
    assert dict(zip(heads, rows[0], strict=True)) | {"Month": "Jan 2026", "Status": "V"} == dict(
        zip(heads, rows[0], strict=True)
    )
    assert rows[0][heads.index("Published by")] == "Trend (ru) (I025)"
    assert rows[1][heads.index("Status")] == "V; GAP; PREV_REVISED_LATER"
    legend = words_of(found.chapter("fci", "figures"))
    assert "PREV_REVISED_LATER the earlier figure became known after the later one" in legend


def test_a_page_of_too_many_rows_keeps_the_country_and_regions(
    read: Callable[[str], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read("example")
    material, made = found.made.material, found.made.material.catalogue["fci"]
    own = found.chapter("fci", "figures")
    captions = [words_of(caption) for caption in own.xpath(".//caption")]
    assert len(captions) == 13 and "Veldorna" in captions[0]
    assert "Figures of 60 further territories" in words_of(own)
    rows = sum(len(rows_of(table)) for table in own.xpath(".//table"))
    page = Page(material, Binder("en", material.origin), material.office.project.templates / "fonts")
    monkeypatch.setattr(chosen, "MAX_ROWS", 73 * chosen.MAX_PERIODS)
    whole = chosen.figures(page, made)
    assert len({row["cell_id"] for row in page.binder.rows}) > rows
    assert "Figures of" not in " ".join(str(part) for part in whole[:2])


def test_a_row_says_once_who_publishes_a_whole_table(read: Callable[[str], Read]) -> None:
    own = read("example").chapter("fci", "figures")
    tables = own.xpath(".//table")
    mixed = [table for table in tables if "Published by" in words_of(table.xpath("thead")[0])]
    assert all(len({row[-1] for row in rows_of(table)}) > 1 for table in mixed)
    alike = words_of(own).count("published by Central Statistical Office of Veldorna (EX-CSO).")
    assert len(mixed) + alike == len(tables) and alike == 10


def test_the_country_contributes_its_change_and_has_no_column_for_it(read: Callable[[str], Read]) -> None:
    tables = read("example").chapter("fci", "figures").xpath(".//table")
    heads = [" ".join(words_of(head) for head in table.xpath("thead//th")) for table in tables]
    assert "contribution" not in heads[0] and all("contribution" in head for head in heads[1:])


@pytest.mark.parametrize("office", OFFICES)
def test_the_words_are_neutral(office: str, read: Callable[[str], Read]) -> None:
    found = check_words(read(office).pages.files, quoted_texts(read(office).made.material))
    assert [one.sentence() for one in found] == []


def test_the_same_month_gives_the_same_bytes(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    again = indicator_pages(found.made.material, found.known)
    assert again.files == found.pages.files and again.rows == found.pages.rows


def test_a_month_that_was_not_run_has_nothing_to_tell(read: Callable[[str], Read], tmp_path: Path) -> None:
    from pipeline.lake import Lake

    assert read_known(read("karabakh").made.material, Lake(tmp_path)) == Known([], {})


def test_commands_are_those_of_the_release_that_they_stand_in(read: Callable[[str], Read]) -> None:
    material = read("karabakh").made.material
    assert table_command(material, "fci") == "`crossfoot table fci --month 2026-01 --office karabakh`"
    asked = replace(material, asked=date(2026, 3, 1))
    assert "--month 2026-01 --as-of 2026-03-01 --office" in table_command(asked, "fci")
    assert "--territory D1 --breakdown 'status=planned' --office" in (
        triangle_command(material, "dwellings", "D1", "status=planned")
    )
    assert "crossfoot triangle fci --territory EX --office example prints every month" in words_of(
        read("example").chapter("fci", "revisions")
    )


@pytest.mark.parametrize(
    ("transformation", "called", "signed"),
    [
        ("flow_change_on_month", "Month, change on the month before", True),
        ("change_pct", "Change from the figure before", True),
        ("ytd_contribution", "Year to date, contribution to the country's change", True),
        ("changes_in_cycle", "Changes in cycle", False),
        ("ytd", "Year to date", False),
    ],
)
def test_a_presentation_has_a_name_and_a_sign_where_it_is_a_change(
    transformation: str, called: str, signed: bool
) -> None:
    assert (title(transformation), is_change(transformation)) == (called, signed)


def test_a_unit_without_a_word_is_never_called_another_one(read: Callable[[str], Read]) -> None:
    material = read("karabakh").made.material
    catalogue = material.catalogue
    assert unit(material, catalogue["persons_per_family"], "PERSON_PER_FAMILY") == "persons per family"
    assert unit(material, catalogue["unlisted"], "_U") == "as written"
    assert unit(material, catalogue["fci"], "AN_INDEX") == "an index"
    without = read("example").made.material
    assert ("unit", "PP") not in without.labels
    assert unit(without, catalogue["fci"], "PP") == "percentage points"
