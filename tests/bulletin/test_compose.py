"""The composed bulletin of real months: what it says, what it leaves out, that every number is bound."""

import re
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest

from pipeline.bulletin.binding import facet_value
from pipeline.bulletin.declared import quoted_texts
from pipeline.bulletin.model import Box, Chart, Document, Paragraph, Points, Printed, Section, Table, Text
from pipeline.bulletin.render import render_html
from pipeline.neutrality.check import check_words
from pipeline.present import PADDING, round_half_away

SPACES = str.maketrans(dict.fromkeys("\u202f\u00a0\u2007", " "))


def words_of(text: Text) -> str:
    """Return a text as plain words, without the spaces that only align."""
    joined = "".join(run if isinstance(run, str) else run.text.strip(PADDING) for run in text)
    return joined.translate(SPACES)


def section(document: Document, key: str) -> Section:
    """Return a section by its key."""
    return next(found for found in document.sections if found.key == key)


def tables(document: Document) -> list[Table]:
    """List the tables of a document."""
    return [block for found in document.sections for block in found.blocks if isinstance(block, Table)]


def rows_of(table: Table) -> list[list[str]]:
    """Return a table's rows as plain words."""
    return [[words_of(cell) for cell in row.cells] for row in table.rows]


def texts(document: Document) -> list[Text]:
    """List every running text."""
    found: list[Text] = [*document.main_points, *document.about.paragraphs]
    for block in chain.from_iterable(part.blocks for part in document.sections):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Points):
            found += block.items
        elif isinstance(block, Box):
            found += block.paragraphs
        elif isinstance(block, Chart):
            found.append(block.alt)
    return found


def printed_in(text: Any) -> list[Printed]:
    """List the bound numbers of a text."""
    return [run for run in text if isinstance(run, Printed)]


@pytest.mark.parametrize(
    "said",
    [
        "Investment in fixed capital in Azerbaijan in January 2026 was 1 406 [n] million manats, as "
        "reported by "
        "Trend (ru); the published change on the corresponding period of the previous year was +75.6 [n] %, "
        "price basis not stated.",
        "In Khojaly district 881 [n] families, 3 602 [n] persons, were reported as resettled by 19 January "
        "2026",
        "In Shushakand 263 [n] dwellings are planned, of which 15 [n] were reported completed",
        "Districts listed by the source as one group: an area of 508 [n] hectares was reported as cleared of "
        "mines for 12 to 18 January 2026",
        "140 000 [n] persons to be resettled in Karabakh and East Zangazur economic regions, due 31 December "
        "2026",
        "No figure of January 2026 for an economic region is used; the last ones that are used: East "
        "Zangazur almost 4 000 [b] [n] million manats (2023, Vestnik Kavkaza) and Karabakh 2 254.4 [b] [n] "
        "million manats (2023, Metbuat.az).",
    ],
)
def test_main_point_of_january_2026(karabakh: Any, said: str) -> None:
    points = [words_of(point) for point in karabakh.document.main_points]
    assert any(said in point for point in points), points


def test_there_are_five_or_six_main_points(karabakh: Any, example: Any) -> None:
    assert len(karabakh.document.main_points) in (5, 6)
    assert len(example.document.main_points) in (5, 6)


def test_withheld_figures_are_in_no_total_chart_or_main_point(karabakh: Any) -> None:
    document = karabakh.document
    allowed = {
        number.cell_id for block in section(document, "unconfirmed").blocks for number in _numbers_of(block)
    }
    withheld = {
        cell["cell_id"]
        for cells in karabakh.material.cells.values()
        for cell in cells
        if cell["obs_status"] == "U"
    }
    assert {"2 270", "2 200", "183"} <= {
        row["printed"].translate(SPACES) for row in karabakh.binder.rows if row["cell_id"] in withheld
    }
    elsewhere = [
        row for row in karabakh.binder.rows if row["cell_id"] in withheld and row["section"] != "unconfirmed"
    ]
    assert elsewhere == []
    assert withheld & allowed


def _numbers_of(block: Any) -> list[Printed]:
    """List the bound numbers of a block."""
    if isinstance(block, Table):
        return [number for row in block.rows for cell in row.cells for number in printed_in(cell)]
    return printed_in(block.text) if isinstance(block, Paragraph) else []


def test_the_larger_regional_figure_stands_beside_the_country_figure(karabakh: Any) -> None:
    title = "Figures that are withheld: million manats"
    table = next(found for found in tables(karabakh.document) if found.title == title)
    first = rows_of(table)[0]
    assert first[:5] == ["Investment", "Karabakh economic region", "Jan 2026", "DOC-000", "2 270 [w]"]
    assert first[5:] == [
        "1 406 [n], Azerbaijan, I025",
        "larger than the figure for a territory that covers it",
    ]


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_every_withheld_figure_of_the_months_shown_stands_in_its_table(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    due = [
        cell["cell_id"]
        for code in ("reported", "unlisted")
        for cell in made.material.cells[code]
        if cell["obs_status"] == "U" and (cell["period_end"] or made.month.last) <= made.month.last
    ]
    shown = {
        number.cell_id
        for table in tables(made.document)
        if table.columns[-1].label == "Why it is not used"
        for row in table.rows
        for text in row.cells
        for number in printed_in(text)
    }
    assert due
    assert [name for name in due if name not in shown | made.binder.kept] == []


def test_of_two_values_in_one_publication_each_stands_beside_the_other(example: Any) -> None:
    rows = [
        row
        for table in tables(example.document)
        for row in rows_of(table)
        if row[-1].startswith("two values")
    ]
    pairs = sorted((row[1], row[2], row[4].split()[0], row[5].split()[0]) for row in rows)
    assert len(pairs) == 6
    assert all((place, period, other, one) in pairs for place, period, one, other in pairs)


def test_a_figure_that_no_list_knows_stands_as_printed_with_its_reason(example: Any) -> None:
    table = next(found for found in tables(example.document) if "in no list" in found.title)
    (row,) = rows_of(table)
    assert row == [
        *("investment/total", "EX-D0292", "Jan to Nov 2023", "37.5 [w]", "million velds", "EX-R02-DIR"),
        "its place is in no list",
    ]
    # Two more are of 2017 and 2020: counted, and too old for the findings of this issue.
    assert example.material.counted("numbers_open")["value"] == 3
    assert words_of(table.notes[0]) == (
        "Periods listed: January 2022 and later. The number in the annex on the quality of this issue is of "
        "any period."
    )


def test_parts_that_do_not_sum_stand_with_their_sum_and_their_total(karabakh: Any) -> None:
    said = [words_of(text) for text in texts(karabakh.document)]
    assert (
        "Investment, industry, Azerbaijan, January 2026: the parts 572.7 + 126 + 54.4 sum to 753.1; the "
        "total is stated as 653.1 million manats (I025)."
    ) in said
    rows = [row for table in tables(karabakh.document) for row in rows_of(table)]
    assert ["653.1 [w]", "753.1 [w], sum of the parts"] in [row[4:6] for row in rows]
    assert ["126 [w]", "653.1 [w], Investment, industry"] in [row[4:6] for row in rows]
    found = [one for one in karabakh.material.findings if one.rule_id == "balance_industry"]
    assert "the total first: 653.1 million manats" in found[0].sentence


def test_the_share_of_the_withheld_sums_is_said_with_its_interval(karabakh: Any) -> None:
    said = [words_of(text) for text in texts(karabakh.document)]
    assert any("Karabakh economic region are about 97 % (94.5 to 99.3 %)" in text for text in said)


def test_sources_that_differ_stand_side_by_side(karabakh: Any) -> None:
    rows = [
        row
        for table in tables(karabakh.document)
        if table.title.startswith("Sources that differ: ")
        for row in rows_of(table)
    ]
    assert [
        *("Investment", "Karabakh economic region", "2023", "2 254.4", "Metbuat.az, Aug 2024 (I056)"),
        "2 438, Fineko/abc.az, 12 Feb 2024 (I054); more than 2 400, Vestnik Kavkaza, 12 Feb 2024 (I053)",
    ] in rows
    growth = next(row for row in rows if row[:2] == ["Investment, growth as published", rows[1][1]])
    assert growth[3] == "+20"
    assert growth[5].startswith("+29.2, ")
    assert "another source" not in str(rows)
    keys = [tuple(row[:3]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_a_withheld_figure_that_another_source_states_alike_and_is_used_says_so(karabakh: Any) -> None:
    """The parts of a withheld total do, not the total itself nor what no other source states."""
    said = [
        words_of(note)
        for table in tables(karabakh.document)
        for note in table.notes
        if "the same figures as" in words_of(note)
    ]
    begin = "Azerbaijan, Jan to Sep 2025: the same figures as I011 states them are used ("
    (levels,) = [note for note in said if note.startswith(begin) and "share" not in note]
    named = levels.removeprefix(begin).removesuffix(").").split("; ")
    assert {"Construction works", "Investment, service facilities", "Investment, dwellings"} <= set(named)
    assert "Investment" not in named
    assert not any("Baku" in note for note in said)


def test_each_dwelling_stage_of_shushakand(karabakh: Any) -> None:
    table = next(found for found in tables(karabakh.document) if found.title == "Dwellings by stage")
    heads = [column.label for column in table.columns]
    row = next(row for row in rows_of(table) if row[0] == "Shushakand")
    said = dict(zip(heads, row, strict=True))
    assert (said["Planned"], said["Reported completed"], said["Unscheduled"]) == ("263", "15", "91")
    assert (said["Scheduled for 2025"], said["Scheduled for 2026"]) == ("85", "72")


def test_the_box_on_what_is_not_measured_is_in_every_bulletin(karabakh: Any, example: Any, thin: Any) -> None:
    for made in (karabakh, example, thin):
        box = next(block for block in section(made.document, "limits").blocks if isinstance(block, Box))
        said = made.material.messages
        told = [said.word(name, {}) for name in ("limits-not-measured", "limits-past-events")]
        assert [words_of(text) for text in box.paragraphs] == told


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_every_printed_number_is_its_cell_rounded_once(office: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    assert len(made.binder.rows) > 50
    for row in made.binder.rows:
        cell = made.material.by_id[row["cell_id"]]
        digits = row["printed"].replace("\u202f", "").replace("\u2212", "-").lstrip("+")
        assert Decimal(digits) == round_half_away(facet_value(cell, row["facet"]), row["places"])


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_no_number_is_typed_by_hand(office: str, request: pytest.FixtureRequest) -> None:
    """Running text holds no digit but in bound numbers, dates, years, source ids, grades and own names."""
    document = request.getfixturevalue(office).document
    furniture = re.compile(
        r"SHA-256|sha256sum|\b20\d\d-\d\d\.1\b|"
        r"\d{1,2} to \d{1,2} (?=[A-Z])|\d{1,2} "
        r"(?=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
        r"|\b(?:19|20)\d\d\b|\b[A-Z]{1,3}-?\d+[a-z]?\b|EX-R\d\d-DIR"
    )
    for text in texts(document):
        loose = "".join(run for run in text if isinstance(run, str))
        if loose == document.about.paragraphs[0] or "classification" in loose.lower():
            continue
        assert not re.search(r"\d", furniture.sub("", loose)), loose


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_every_symbol_used_is_explained_and_no_other(office: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(office).document
    used = {
        mark
        for text in [
            *texts(document),
            *(cell for table in tables(document) for row in table.rows for cell in row.cells),
        ]
        for mark in re.findall(r"\[[a-z]\]", words_of(text))
    }
    used |= {
        mark
        for table in tables(document)
        for note in table.notes
        for mark in re.findall(r"\[[a-z]\]", words_of(note))
    }
    used |= {mark for tile in document.key_figures for mark in re.findall(r"\[[a-z]\]", tile.caption)}
    assert {symbol.mark for symbol in document.symbols} == used


def test_a_month_without_a_figure_shows_the_last_one_and_says_so(thin: Any) -> None:
    said = " ".join(words_of(text) for text in texts(thin.document))
    assert "There is no monthly flow for August 2023: no figure for January to July 2023 is used." in said
    assert "No running total with a date in August 2023 is known; the last one is of " in said


def test_nothing_after_the_month_is_shown(thin: Any) -> None:
    for row in thin.binder.rows:
        cell = thin.material.by_id[row["cell_id"]]
        if cell["reference_date"] is not None:
            assert cell["reference_date"] <= thin.month.last


def test_the_fictional_office_says_its_flow_and_contributions(example: Any) -> None:
    said = [words_of(point) for point in example.document.main_points]
    assert any(
        re.match(
            r"The flow of November 2025 alone was [\d .]+( \[r\])? million velds, [+−][\d.]+( \[r\])? %", text
        )
        for text in said
    )
    assert any("contributed most to the change of the year-to-date figure, +" in text for text in said)


def test_a_long_table_links_once_a_row(example: Any) -> None:
    table = next(
        found for found in tables(example.document) if found.title.startswith("Investment by district")
    )
    assert len([row for row in table.rows if row.indent]) == 60
    assert len([row for row in table.rows if row.strong]) == 12
    assert not table.linked_cells
    assert all(row.link in example.binder.entries for row in table.rows)


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_a_table_has_one_unit_a_column_and_attributes_each_row(
    office: str, request: pytest.FixtureRequest
) -> None:
    document = request.getfixturevalue(office).document
    of_release = [block for key in ("files", "calendar", "run") for block in section(document, key).blocks]
    for table in tables(document):
        if table in of_release:
            continue
        heads = [column.label for column in table.columns]
        of_words = [["Indicator", "Methodology"], ["Term", "Meaning"]]
        counts = heads[0] == "What is counted" or heads in of_words
        assert counts or any(head.startswith(("Source", "Published by")) for head in heads), table.title
        for index, column in enumerate(table.columns):
            if not column.numeric:
                continue
            ids = {run.cell_id for row in table.rows for run in row.cells[index] if isinstance(run, Printed)}
            made = request.getfixturevalue(office)
            facets = {run.facet for row in table.rows for run in row.cells[index] if isinstance(run, Printed)}
            if facets != {"age"} and "Unit" not in heads:
                assert len({made.material.by_id[name]["unit_code"] for name in ids}) <= 1, (
                    table.title,
                    column.label,
                )


@pytest.mark.parametrize("office", ["karabakh", "example", "thin"])
def test_the_words_are_neutral(office: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(office)
    page = render_html(made.document, made.office.project.templates).encode()
    found = check_words({"bulletin.en.html": page}, quoted_texts(made.material))
    assert [one.sentence() for one in found] == []


def test_a_withheld_figure_of_the_size_of_annual_totals_is_said_to_be_so(karabakh: Any, example: Any) -> None:
    blocks = section(karabakh.document, "unconfirmed").blocks
    (said,) = [
        text
        for text in (words_of(block.text) for block in blocks if isinstance(block, Paragraph))
        if "is of the size of" in text
    ]
    assert said == (
        "The figure withheld for Karabakh economic region and January 2026, 2 270 [w] million manats, is of "
        "the size of annual totals reported for it: 1 887.2 [n] for 2022 and 2 254.4 [n] for 2023. This is a "
        "note; no figure is dated anew."
    )
    assert not [text for text in map(words_of, texts(example.document)) if "is of the size of" in text]
