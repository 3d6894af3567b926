"""What sections say in months with much and with little: nothing missing in silence, no date unstated."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from pipeline.bulletin import words
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.cited import in_latin_letters
from pipeline.bulletin.columns import plain
from pipeline.bulletin.marks import MARKS
from pipeline.bulletin.model import Box, Chart, Paragraph, Points, Printed, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.housing import housing

SPACES = str.maketrans(dict.fromkeys("\u202f\u00a0\u2007\u2009\u200a", " "))
ALWAYS = ("investment", "resettlement", "housing", "clearance", "planned")
MONTHS = [
    *(("karabakh", month) for month in ("2014-12", "2019-07", "2025-07", "2025-09")),
    *(pytest.param("karabakh", month, marks=pytest.mark.long) for month in ("2021-06", "2022-03")),
    *(pytest.param("example", month, marks=pytest.mark.long) for month in ("2025-11", "2025-12")),
]
Make = Callable[[str, str], Any]
each_month = pytest.mark.parametrize(("office", "month"), MONTHS)


def section(made: Any, key: str) -> Section:
    """Return a section by its key."""
    return next(found for found in made.document.sections if found.key == key)


def said(part: Section) -> list[str]:
    """Return the running texts and notes of a section as plain words."""
    texts: list[Any] = []
    for block in part.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Points):
            texts += block.items
        elif isinstance(block, Box):
            texts += block.paragraphs
        elif isinstance(block, Chart | Table):
            texts += block.notes
    return [plain(text).translate(SPACES) for text in texts]


def tables(made: Any) -> list[Table]:
    """List the tables of a document."""
    return [block for part in made.document.sections for block in part.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    """Return a table's rows as plain words."""
    return [[plain(text).translate(SPACES).strip() for text in row.cells] for row in table.rows]


@each_month
def test_no_section_goes_missing_in_silence(months: Make, office: str, month: str) -> None:
    made = months(office, month)
    for key in ALWAYS:
        part = section(made, key)
        shown = [block for block in part.blocks if isinstance(block, Table | Points)]
        name = words.month(made.month.first)
        assert shown or re.fullmatch(rf"No figure on .+ is known up to {name}\.", said(part)[0]), key
        assert not (shown and not said(part)), key


def numbers_in(part: Any) -> list[str]:
    """Name the numbers in a part of a document, whatever it is made of."""
    if isinstance(part, Printed):
        return [part.number_id]
    if is_dataclass(part):
        return numbers_in(tuple(getattr(part, one.name) for one in fields(part)))
    return [name for one in part for name in numbers_in(one)] if isinstance(part, tuple) else []


@each_month
def test_every_number_that_was_bound_on_the_first_page_is_shown(
    months: Make, office: str, month: str
) -> None:
    made = months(office, month)
    page = made.document
    bound = [row["number_id"] for row in made.binder.rows if row["section"] in ("key figures", "main points")]
    shown = (page.key_figures, page.main_points, page.about, page.sections[0])
    assert Counter(numbers_in(shown)) == Counter(bound)


@each_month
def test_no_two_tables_have_one_title(months: Make, office: str, month: str) -> None:
    titles = Counter(table.title for table in tables(months(office, month)))
    assert [title for title, count in titles.items() if count > 1] == []


@each_month
def test_there_are_five_or_six_main_points_and_none_twice(months: Make, office: str, month: str) -> None:
    points = [plain(point) for point in months(office, month).document.main_points]
    assert len(points) in (5, 6)
    assert len(set(points)) == len(points)


def test_a_month_with_next_to_nothing_says_what_is_known_and_what_is_not(months: Make) -> None:
    made = months("karabakh", "2014-12")
    points = [plain(point).translate(SPACES) for point in made.document.main_points]
    assert (
        "No figure on resettlement, housing, mine clearance or plans is known up to December 2014." in points
    )
    assert "6 figures with a reference date up to December 2014 are known as of 21 November 2026." in points
    assert "No figure of these months is withheld." in points


def test_a_thin_section_says_what_is_missing_and_of_when_the_last_figure_is(months: Make) -> None:
    made = months("karabakh", "2019-07")
    assert said(section(made, "clearance"))[0].startswith(
        "No figure for the month July 2019 as a whole is known; the last report is of September 2015."
    )
    made = months("karabakh", "2021-06")
    assert said(section(made, "investment"))[0].startswith(
        "No figure for June 2021 is used; the last one is for January to February 2021."
    )
    made = months("karabakh", "2025-09")
    assert "; the last report is of January 2025." in said(section(made, "clearance"))[0]


def test_a_sentence_about_a_column_is_said_where_the_column_is_printed(months: Make, karabakh: Any) -> None:
    for made in (karabakh, months("karabakh", "2025-07"), months("karabakh", "2025-09")):
        part = section(made, "housing")
        heads = [
            column.label for block in part.blocks if isinstance(block, Table) for column in block.columns
        ]
        assert ("shown as unscheduled" in " ".join(said(part))) == ("Unscheduled" in heads)


@each_month
def test_a_whole_month_or_year_is_never_printed_as_its_last_day(
    months: Make, office: str, month: str
) -> None:
    made = months(office, month)
    seen = 0
    for table in tables(made):
        for row in table.rows:
            text = " | ".join(plain(cell) for cell in row.cells)
            numbers = [run for cell in row.cells for run in cell if isinstance(run, Printed)]
            cells = [made.material.by_id[number.cell_id] for number in numbers]
            days = {cell["period_end"] for cell in cells if cell["period_start"] == cell["period_end"]}
            for cell in cells:
                start, end = cell["period_start"], cell["period_end"]
                whole = start and start.day == 1 and end.day == monthrange(end.year, end.month)[1]
                if whole and end not in days:
                    seen += 1
                    assert words.shorten(words.day(end)) not in text, (table.title, text)
    assert seen


def test_a_plan_for_a_year_is_not_due_on_its_last_day(karabakh: Any) -> None:
    due = {
        row[1]
        for table in tables(karabakh)
        if "Due" in [head.label for head in table.columns]
        for row in rows(table)
    }
    assert {"2022 to 2026", "31 Dec 2026"} <= due
    tile = next(tile for tile in karabakh.document.key_figures if "dwellings planned" in tile.caption)
    assert "due 2022 to 2026" in tile.caption


def test_the_area_of_the_longest_period_that_ends_in_the_month_goes_before_that_of_a_week(
    months: Make,
) -> None:
    made = months("karabakh", "2023-12")
    points = [plain(point).translate(SPACES) for point in made.document.main_points]
    assert any(": an area of 53 081.8 [n] hectares" in point for point in points)
    assert "53 081.8" in {tile.value.text.translate(SPACES) for tile in made.document.key_figures}


def test_a_running_total_of_a_part_stands_beside_that_of_what_covers_it(karabakh: Any) -> None:
    points = [plain(point).translate(SPACES) for point in karabakh.document.main_points]
    (said,) = [point for point in points if "resettled by" in point]
    assert said == (
        "In Khojaly district 881 [n] families, 3 602 [n] persons, were reported as resettled by 19 January "
        "2026 (source DOC-000, publisher not known). In Karabakh and East Zangazur economic regions more "
        "than 10 000 [n] persons were reported as resettled by 14 March 2025 (Bakıvaxtı)."
    )


def test_the_key_figures_have_one_row_a_theme_with_its_own_date_unit_and_source(karabakh: Any) -> None:
    table = tables(karabakh)[0]
    heads = [column.label for column in table.columns]
    found = [dict(zip(heads, row, strict=True)) for row in rows(table)]
    wanted = ("Indicator", "Period or date", "Figure", "Unit", "Source")
    whole = "Karabakh and East Zangazur economic regions"
    group = "districts listed by the source as one group"
    assert [tuple(row[name] for name in wanted) for row in found] == [
        ("Investment, Azerbaijan", "Jan 2026", "1 406", "million manats", "I025"),
        ("Construction works, Azerbaijan", "2025", "16 000", "million manats", "I028"),
        ("Families resettled, Khojaly district", "19 Jan 2026", "881", "families", "DOC-000"),
        ("Persons resettled, Khojaly district", "19 Jan 2026", "3 602", "persons", "DOC-000"),
        ("Flats reported completed, Aghdam town", "24 Dec 2025", "1 268", "dwellings", "W16"),
        (f"Area cleared, {group}", "12 to 18 Jan 2026", "508", "hectares", "D09"),
        (f"Persons planned, {whole}", "due 31 Dec 2026", "140 000", "persons", "DOC-004"),
    ]
    assert found[0]["Change, published"] == "+75.6"
    assert "Change, computed" not in heads


def test_a_theme_without_a_figure_keeps_its_row(months: Make) -> None:
    found = rows(tables(months("karabakh", "2014-12"))[0])
    assert ["Persons resettled", "[x]", "[x]", "[x]", "[z]", "[x]", "[x]"] in found


def test_no_change_is_awaited_of_running_totals_areas_and_plans(example: Any) -> None:
    found = {row[0].partition(",")[0]: row[4] for row in rows(tables(example)[0])}
    assert {name for name, change in found.items() if change == "[z]"} == {
        "Families resettled",
        "Persons resettled",
        "Dwellings reported completed",
        "Area cleared",
        "Persons planned",
    }
    assert all(re.match(r"\+\d", found[name]) for name in ("Investment", "Construction works"))


def test_each_group_on_the_pages_stands_with_its_members(karabakh: Any) -> None:
    table = next(found for found in tables(karabakh) if found.title.startswith("Groups of territories"))
    members = {row[0]: row[1] for row in rows(table)}
    assert members["Zabukh and Sus"] == "Sus, Zabukh"
    assert members["Districts listed by the source as one group"] == "list not stated by the source"
    printed = {
        name
        for row in karabakh.binder.rows
        if (name := karabakh.material.by_id[row["cell_id"]]["territory_id"])
    } | {row["territory_id"] for row in karabakh.material.facts["named_fact"]}
    groups = {
        name
        for name in printed
        if name in karabakh.material.territories and karabakh.material.level(name) == "group"
        and not name.startswith(("G-ROAD", "G-RAIL", "G-ROUTE", "G-TUNNEL"))
    }  # fmt: skip
    assert {karabakh.material.name(name) for name in groups} == set(members) != set()


def test_a_group_stands_with_every_source_of_what_is_printed_of_it(karabakh: Any) -> None:
    """Also of works, and of what is named without a number."""
    name = "Districts listed by the source as one group"
    table = next(found for found in tables(karabakh) if found.title.startswith("Groups of territories"))
    (listed,) = [row[2] for row in rows(table) if row[0] == name]
    others = [
        found for found in tables(karabakh) if found.columns[-1].label == "Source" and found is not table
    ]
    elsewhere = {
        source for found in others for row in rows(found) if name in row for source in row[-1].split(", ")
    }
    assert {"W15", "W21", "DOC-003"} <= elsewhere
    assert elsewhere <= set(listed.split(", "))


@each_month
def test_every_source_that_an_issue_names_is_listed(months: Make, office: str, month: str) -> None:
    made = months(office, month)
    (listed,) = [table for table in tables(made) if table.title == "Sources named in this issue"]
    ids = {row[0] for row in rows(listed)}
    known = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in made.material.sources))
    found = [entry for table in tables(made) if table is not listed for row in rows(table) for entry in row]
    found += [line for part in made.document.sections for line in said(part)]
    named = set(known.findall("\n".join(found)))
    cells = [made.material.by_id[row["cell_id"]] for row in made.binder.rows]
    assert named <= ids
    assert ids <= named | {name for cell in cells for name in made.material.source_ids(cell)}


def test_a_publisher_has_one_name_in_the_letters_of_the_edition(karabakh: Any, example: Any) -> None:
    material = karabakh.material
    assert material.publisher("D09") == material.publisher("I053") == "Vestnik Kavkaza"
    assert not [name for name in material.sources if re.search(r"[\u0370-\u1fff]", material.publisher(name))]
    assert replace(material, lang="ru").publisher("D09") == "Вестник Кавказа"
    listed = rows(next(found for found in tables(karabakh) if found.title.startswith("Sources named")))
    assert ["D09", "Vestnik Kavkaza (Вестник Кавказа)"] in [row[:2] for row in listed]
    points = " ".join(plain(point) for point in karabakh.document.main_points)
    assert "Vestnik Kavkaza" in points


def test_a_source_without_a_day_of_its_own_has_those_of_its_figures_behind_the_pages(example: Any) -> None:
    days: dict[str, set[Any]] = {}
    for row in example.binder.rows:
        for name in example.material.observation_ids(row["cell_id"]):
            stated = example.material.stated(name)
            days.setdefault(stated["source_id"], set()).add(stated["published_to"])
    listed = rows(next(found for found in tables(example) if found.title.startswith("Sources named")))
    assert len(listed) > 1
    for source, _, published, *_ in listed:
        first, last = (f"{day.day} {day:%b %Y}" for day in (min(days[source]), max(days[source])))
        assert published == f"{first} to {last}"


@pytest.mark.parametrize(
    ("name", "said"), [("Вестник Кавказа", "Vestnik Kavkaza"), ("İki sahil", "İki sahil"), ("Trend", "Trend")]
)
def test_names_of_other_letters_are_written_by_one_table(name: str, said: str) -> None:
    assert in_latin_letters(name) == said


@each_month
def test_not_applicable_is_never_printed_for_what_is_not_available(
    months: Make, office: str, month: str
) -> None:
    made = months(office, month)
    assert "[z]" in MARKS
    unexplained = [table for table in tables(made) if not any("[z]" in plain(note) for note in table.notes)]
    assert not [row for table in unexplained for row in rows(table) if "[z]" in row]


def test_a_source_that_states_the_figure_used_is_not_among_those_that_differ(karabakh: Any) -> None:
    (table,) = [one for one in tables(karabakh) if one.title == "Sources that differ: persons"]
    (row,) = [row for row in rows(table) if row[0] == "Persons planned"]
    assert row[3].startswith("140 000")
    assert row[4] == "Trend, 6 Apr 2025 (R40); Bakıvaxtı, 14 Mar 2025 (R68)"
    assert "140 000" not in row[5]


def test_the_newest_adjusted_month_is_among_the_main_points(example: Any) -> None:
    points = [plain(point).replace("\u00a0", " ") for point in example.document.main_points]
    said = [point for point in points if point.startswith("Adjusted for seasonal effects, investment")]
    assert len(said) == 1
    assert "in November 2025 was" in said[0]
    assert said[0].endswith("on the month before.")


def test_of_dwellings_stated_on_one_day_the_point_says_those_of_the_most_planned(example: Any) -> None:
    material = example.material
    planned = {
        cell["territory_id"]: cell
        for cell in material.cells["dwellings"]
        if cell["breakdown"] == "status=planned" and cell["reference_date"] <= material.month.last
    }
    assert len(planned) > 1
    most = max(planned.values(), key=lambda cell: (cell["reference_date"], cell["value"]))
    assert any(
        plain(point).startswith(f"In {material.name(most['territory_id'])} ") and "dwellings" in plain(point)
        for point in example.document.main_points
    )


def test_all_territories_of_the_last_statement_of_dwellings_are_named(example: Any) -> None:
    later = replace(example.material, month=example.material.month.plus(2))
    templates = later.office.project.templates
    told = said(housing(Page(later, Binder(later.lang, later.origin), templates / "fonts")))
    assert "the last one is of 30 November 2025 (Nulvarir, Tresimel and Vruvurel)" in told[0]


def test_a_contribution_says_to_the_change_of_what(example: Any) -> None:
    told = [
        table for table in tables(example) if any("Contribution" in column.label for column in table.columns)
    ]
    assert told
    for table in told:
        assert any("country" in plain(note) for note in table.notes), table.title
