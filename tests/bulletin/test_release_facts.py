"""What an issue says of its own release: data files, run certificate, calendar and pre-release access."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline import merkle
from pipeline.bulletin.announced import next_release, own_release
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.certificate import certificate, declared
from pipeline.bulletin.columns import plain
from pipeline.bulletin.embedded import evidence
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.listed import list_files, list_of
from pipeline.bulletin.load import in_language
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document, Paragraph, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.sections.calendar import MOST_RELEASES, calendar
from pipeline.bulletin.sections.files import files
from pipeline.language.catalogue import catalogue_of
from pipeline.month import Month
from pipeline.project import locate
from pipeline.vintages.issue import PREVIOUS

TEMPLATES = locate().templates
MADE = {"cells.csv": b"cell_id,value\na,1\nb,2\n", "sdmx/structure-2.1.xml": b"x" * 1234}


def page_of(material: Material, lang: str = "en") -> Page:
    own = in_language(material, lang)
    return Page(own, Binder(lang, own.origin), TEMPLATES / "fonts")


def tables_of(section: Section) -> list[list[list[str]]]:
    """Return the rows of the tables of a section as texts."""
    found = [block for block in section.blocks if isinstance(block, Table)]
    return [[[plain(cell) for cell in row.cells] for row in table.rows] for table in found]


def said_in(section: Section) -> list[str]:
    return [plain(block.text) for block in section.blocks if isinstance(block, Paragraph)]


def section_of(document: Document, key: str) -> Section:
    return next(section for section in document.sections if section.key == key)


def listed(document: Document, lang: str = "en") -> Document:
    words = catalogue_of(lang, TEMPLATES)
    return list_files(replace(document, lang=lang), list_of(MADE), words)


@pytest.mark.parametrize(("lang", "size"), [("en", "1\u202f234"), ("az", "1\u202f234"), ("ru", "1\u202f234")])
def test_the_files_are_listed_with_their_sizes_and_hashes(karabakh: Any, lang: str, size: str) -> None:
    (rows,) = tables_of(section_of(listed(karabakh.document, lang), "files"))
    assert [row[0] for row in rows] == ["cells.csv", "sdmx/structure-2.1.xml"]
    assert [row[2] for row in rows] == [str(len(MADE["cells.csv"])), size]
    assert [row[3] for row in rows] == [hashlib.sha256(content).hexdigest() for content in MADE.values()]
    assert rows[0][1] == catalogue_of(lang, TEMPLATES).word("files-cells-csv", {})


def test_the_files_stand_after_the_revisions_and_before_the_glossary(karabakh: Any) -> None:
    keys = [section.key for section in karabakh.document.sections]
    order = ["revised", "files", "limits", "glossary", "calendar", "run"]
    assert sorted(order, key=keys.index) == order


def test_nothing_of_the_list_is_bound_to_a_cell(karabakh: Any) -> None:
    assert not {row["section"] for row in karabakh.binder.rows} & {"files", "calendar", "run"}


def test_the_issue_of_a_territory_says_where_the_files_stand(karabakh: Any) -> None:
    section = files(page_of(narrow(karabakh.material, "ER-KAR")))
    _, said = said_in(section)
    assert "stand in the national issue, 2026-01.1." in said
    assert tables_of(section) == []


def test_the_root_of_the_cells_is_that_of_the_lines_of_the_file(karabakh: Any) -> None:
    *_, roots = tables_of(section_of(listed(karabakh.document), "run"))
    inputs, cells, data = roots
    assert cells == ["Cells", merkle.root([b"a,1", b"b,2"]).hex()]
    entries = sorted(f"{hashlib.sha256(own).hexdigest()}  {name}".encode() for name, own in MADE.items())
    assert data == ["Data files", merkle.root(entries).hex()]
    assert inputs == ["Inputs", certificate(karabakh.material)["roots"]["inputs"]]


def test_the_root_of_the_inputs_can_be_made_of_what_the_pdf_carries(karabakh: Any) -> None:
    """A reader with the PDF alone has evidence.json: each name in it with its hash."""
    made = certificate(karabakh.material)
    carried = json.loads(evidence(karabakh.material, made, {}))
    named = {f"deliveries/{d}/{n}": h for d, held in carried["deliveries"].items() for n, h in held.items()}
    named |= carried["inputs"] | carried["code_lists"]
    entries = sorted(f"{digest}  {name}".encode() for name, digest in named.items())
    assert merkle.root(entries).hex() == made["roots"]["inputs"]
    assert "reference/source.csv" not in named
    assert "office.toml" in named


def test_the_issue_before_is_named_and_is_no_entry_of_the_inputs(karabakh: Any) -> None:
    material = karabakh.material
    digests = {**material.digests, PREVIOUS: "f" * 64}
    after = certificate(replace(material, digests=digests))
    assert after["roots"] == certificate(material)["roots"]
    assert after["inputs"][PREVIOUS] == "f" * 64


def test_the_certificate_says_with_what_an_issue_was_made(karabakh: Any) -> None:
    software, parts, _ = tables_of(section_of(karabakh.document, "run"))
    assert {"CPython", "duckdb", "weasyprint", "Pango", "HarfBuzz", "fontconfig"} <= {
        row[0] for row in software
    }
    bold = (TEMPLATES / "fonts" / "SourceSans3-Bold.ttf").read_bytes()
    assert ["fonts/SourceSans3-Bold.ttf", hashlib.sha256(bold).hexdigest()] in parts
    assert declared(karabakh.office)["office.toml"]


# The calendar


def test_an_office_without_a_calendar_says_so(karabakh: Any) -> None:
    assert said_in(section_of(karabakh.document, "calendar")) == [
        "The day of the next release is not announced.",
        "Nobody outside the office receives an issue before it is released.",
    ]
    assert dict(karabakh.document.facts)["Next release"] == "not announced"


def test_the_release_of_an_issue_is_announced_for_its_first_number_alone(example: Any, karabakh: Any) -> None:
    """A correction is released on a day of its own, and an office without a calendar announces none."""
    material = example.material
    (row,) = [row for row in material.facts["release_calendar"] if row["month"] == "2026-01"]
    first = replace(material, month=Month.parse("2026-01"))
    assert own_release(first, first.messages) == "20 April 2026, 09:00 (UTC)"
    assert str(row["day"]) == "2026-04-20"
    corrected = replace(first, printed=replace(first.printed, number=2))
    assert own_release(corrected, first.messages) == ""
    assert own_release(karabakh.material, karabakh.material.messages) == ""


def test_the_next_release_is_the_same_wherever_it_is_said(example: Any) -> None:
    said = "20 April 2026, 09:00 (UTC)"
    assert next_release(example.material, example.material.messages) == said
    assert dict(example.document.facts)["Next release"] == said
    policies = {row["text"] for row in metadata_rows(example.material) if row["concept_id"] == "REL_POLICY"}
    assert policies == {f"Next release: {said}."}
    releases, _ = tables_of(section_of(example.document, "calendar"))
    assert releases[0] == ["January 2026", "20 April 2026", "09:00", "UTC", "confirmed"]
    assert len(releases) == 12


@pytest.mark.parametrize(
    ("lang", "first", "role"),
    [
        (
            "az",
            ["2026-cı ilin yanvar ayı", "20 aprel 2026-cı il", "09:00", "UTC", "təsdiq edilib"],
            ["Maliyyə Nazirliyi, büdcə şöbəsi", "24"],
        ),
        (
            "ru",
            ["январь 2026 года", "20 апреля 2026 года", "09:00", "UTC", "подтверждён"],
            ["Министерство финансов, бюджетный отдел", "24"],
        ),
    ],
)
def test_the_calendar_is_told_in_each_language(
    example: Any, lang: str, first: list[str], role: list[str]
) -> None:
    releases, access = tables_of(calendar(page_of(example.material, lang)))
    assert releases[0] == first
    assert [access[0][0], access[0][2]] == role


def test_statuses_that_stand_in_the_table_are_explained_and_no_others(example: Any) -> None:
    table = next(b for b in section_of(example.document, "calendar").blocks if isinstance(b, Table))
    assert [plain(note).partition(":")[0] for note in table.notes] == ["planned", "confirmed", "changed"]


def test_of_more_releases_than_a_page_lists_the_first_are_shown(example: Any) -> None:
    rows = [
        {"month": f"{2026 + at // 12}-{at % 12 + 1:02d}", "day": date(2030, 1, 1 + at), "hour": "09:00"}
        | {"zone": "UTC", "status": "planned"}
        for at in range(MOST_RELEASES + 1)
    ]
    facts = {**example.material.facts, "release_calendar": rows}
    section = calendar(page_of(replace(example.material, facts=facts)))
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert len(table.rows) == MOST_RELEASES
    assert plain(table.notes[-1]) == f"The first {MOST_RELEASES} are shown."
