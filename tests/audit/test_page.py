"""The auditor's page: static, from a folder, by keyboard, whatever a source says."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import BrowserContext, Page

from pipeline.audit.page import DATA, PAGE, audit_files
from pipeline.audit.papers import write_papers
from pipeline.audit.sample import draw
from pipeline.audit.vouched import observations_in, vouch_in
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vouch import shown
from pipeline.vouch_text import render
from tests.browser import DESK, PHONE, barriers, opened, quiet_page, width_of

SHEET_PX = 658
"""What an A4 sheet with margins of 18 mm holds."""
HOSTILE = "</script><script>window.hostile=1</script><img src=x onerror=window.hostile=1>\u2028{{ 1 }}"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _data(content: bytes) -> dict:
    return json.loads(content.decode().removeprefix("window.crossfootAudit = ").removesuffix(";\n"))


def test_the_page_tells_what_the_tables_say(january: ReleaseFolder) -> None:
    data = _data((january.path / DATA).read_bytes())
    assert len(data["numbers"]) == january.numbers.height
    assert [row[0] for row in data["cells"]] == january.all_cells["cell_id"].to_list()
    words, rows = data["words"], january.numbers.to_dicts()
    for told, row in zip(data["numbers"], rows, strict=True):
        assert told[0] == row["number_id"]
        assert data["cells"][told[1]][0] == row["cell_id"]
        assert [words[at] for at in told[5:8]] == [row["place"], row["section"], row["table_or_figure"]]
        assert told[10] == row["printed"]
    names = [row[0] for row in data["cells"]]
    pairs = {
        (cell[0], data["observations"][-1 - at][0] if at < 0 else names[at])
        for cell in data["cells"]
        for at in cell[7]
    }
    assert pairs == set(january.cell_input.iter_rows())
    assert {PAGE, DATA, "audit/audit.js", "audit/audit.css"} <= january.files.keys()


def test_the_script_holds_nothing_that_a_page_could_take_for_an_element(january: ReleaseFolder) -> None:
    files = _files(january.path)
    files["sources.csv"] = files["sources.csv"].replace(b"Trend (ru)", HOSTILE.encode())
    script = audit_files(files, january.manifest, load_office(locate(), "karabakh"))[DATA].decode()
    assert not set(script) & set("<>&\u2028\u2029")
    assert HOSTILE in {told[0] for told in _data(script.encode())["sources"].values()}


def test_a_finding_tells_tested_from_compared_and_what_was_decided(january: ReleaseFolder) -> None:
    files = _files(january.path)
    row = january.findings.filter(pl.col("rule_id") == "parent").row(0, named=True)
    columns = files["decisions.csv"].decode().strip().split(",")
    made = {"decision_id": "d1", "action": "reject", "who": "Ann", "reason": "Twice.", "status": "active"}
    decision = [(made | {"obs_id": row["tested"].split(";")[0]}).get(name, "") for name in columns]
    files["decisions.csv"] += (",".join(decision) + "\n").encode()
    data = _data(audit_files(files, january.manifest, load_office(locate(), "karabakh"))[DATA])
    (told,) = [one for one in data["findings"] if one[3] == row["sentence"]]
    names = [seen[0] for seen in data["observations"]]
    assert {names[at] for at in told[5]} == {*row["tested"].split(";")} & {*names}
    assert {names[at] for at in told[4]} >= {*row["compared"].split(";")} & {*names}
    assert told[6] == [["d1", "reject", "Ann", "Twice."]]


def test_a_figure_is_told_with_what_stands_beside_it(january: ReleaseFolder) -> None:
    data = _data((january.path / DATA).read_bytes())
    told = {row[0]: row for row in data["observations"]}
    seen = {row["obs_id"]: row for row in january.observations.to_dicts() if row["obs_id"] in told}
    words = {row["code"]: row["text"] for row in january.reference("label").filter(lang="en").to_dicts()}
    for name, row in seen.items():
        beside = january.observations.filter(
            pl.col("series_id") == row["series_id"], pl.col("obs_id") != name
        ).to_dicts()
        assert [told[name][14], told[name][16]] == [row["inferred"], row["reason_code"] or ""]
        assert [one[0] for one in told[name][17]] == [
            one["source_id"] for one in beside if row["reason_code"]
        ]
        codes = [code for code in row["interpretation"].split(";") if code]
        assert told[name][10] == "; ".join(words.get(code, code) for code in codes)
    assert {row[15] for row in told.values()} == {0, 1}
    assert any(row[17] for row in told.values())


def test_a_figure_is_told_as_recorded_and_read_with_their_units(january: ReleaseFolder) -> None:
    data = _data((january.path / DATA).read_bytes())
    seen = {row["obs_id"]: row for row in observations_in(january, [row[0] for row in data["observations"]])}
    figures = {name: row["figure"] for name, row in seen.items()}
    assert len(seen) == len(data["observations"])
    for told in data["observations"]:
        row, figure = shown(seen[told[0]]), figures[told[0]]
        assert [told[5], told[18], told[12]] == [
            figure["printed_in_full"], figure["value_as_delivered"], figure["unit_as_written"]
        ]  # fmt: skip
        assert [told[1], told[2], told[3]] == [row["value"], row["unit_code"], row["step"] or ""]
        assert told[19] == (row["decision_id"] if row["decided"] else "")


def test_a_figure_and_a_decision_are_told_as_decided(january: ReleaseFolder) -> None:
    files = _files(january.path)
    seen, data = january.observations, _data(files[DATA])
    name = next(row[0] for row in data["observations"] if row[4] == "I026")
    one = pl.col("obs_id") == name
    changed = seen.with_columns(
        decided=pl.when(one).then(pl.lit("correct")).otherwise("decided"),
        decision_id=pl.when(one).then(pl.lit("d7")).otherwise("decision_id"),
    )
    table = io.BytesIO()
    changed.write_parquet(table)
    files["evidence/observation.parquet"] = table.getvalue()
    columns = files["decisions.csv"].decode().strip().split(",")
    made = {"decision_id": "d7", "action": "correct", "status": "active", "field": "value", "obs_id": name,
            "old_value": "1", "new_value": "2", "who": "Ann", "reason": "Misread.",
            "decided_at": "2026-11-21T09:00:00"}  # fmt: skip
    files["decisions.csv"] += (",".join(made.get(column, "") for column in columns) + "\n").encode()
    data = _data(audit_files(files, january.manifest, load_office(locate(), "karabakh"))[DATA])
    assert {row[19] for row in data["observations"] if row[0] == name} == {"d7"}
    told = [
        "d7",
        "correct",
        "",
        "active",
        "",
        "value",
        "1",
        "2",
        "",
        "Ann",
        "2026-11-21T09:00:00",
        "Misread.",
    ]
    assert [row[:-1] for row in data["decisions"]] == [told]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with opened(tmp_path_factory.mktemp("profile")) as context:
        yield context


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    with quiet_page(browser) as page:
        yield page


def test_a_number_is_found_by_keyboard(page: Page, january: ReleaseFolder) -> None:
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto((january.path / PAGE).as_uri())
    assert "2026-01.1, office karabakh" in page.inner_text("#release")
    row = january.numbers.filter(pl.col("cell_id") == "fci.AZ.2026-01").row(0, named=True)
    page.get_by_label("Number, cell, source, or a part of one").fill(row["number_id"])
    page.keyboard.press("Enter")
    found = page.locator("#found")
    found.get_by_text("investment_reports.csv, line 211, value").wait_for()
    told = found.inner_text()
    assert f"Number {row['number_id']}: {row['printed']}" in told
    assert "key figures, Table 1" in told
    assert "parent (withhold, open)" in told
    assert "About another figure, with which one of those above was compared." in told
    assert "sql/indicators/fci.sql" in told
    links = [link.get_attribute("href") or "" for link in found.locator("li a").all()]
    assert f"bulletin.en.html#n-{row['number_id']}" in links
    for file, place in (link.split("#") for link in links):
        assert f'id="{place}"' in (january.path / file).read_text(encoding="utf-8")
    assert {f"bulletin.en.html#p-{row['number_id']}", f"bulletin.en.html#p-{row['number_id']}-table-1"} <= {
        *links
    }
    assert "held by the office" in told
    assert "Chosen" in told and "only source" in told
    assert "Trend (ru), grade D" in told
    assert "certificate.json" in [link.get_attribute("href") for link in found.locator("dd a").all()]
    assert page.evaluate("document.activeElement.id") == "found"
    assert barriers(page) == []


def test_numbers_are_listed_by_source_and_clicked(page: Page, january: ReleaseFolder) -> None:
    page.goto((january.path / PAGE).as_uri())
    page.fill("#wanted", "I026")
    assert page.inner_text("#count") == "2 numbers"
    page.locator("#list a").first.click()
    page.get_by_role("heading", name="8\u202f073").wait_for()
    page.fill("#wanted", "no such thing")
    assert page.inner_text("#count") == "No number has this in it."
    assert page.inner_text("#found-head") == "No number chosen"
    assert page.inner_text("#told") == ""
    assert "#" not in page.url
    page.fill("#wanted", "")
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#list li").count() == 400


@pytest.mark.parametrize("source", ["I026", "I028"])
def test_the_page_writes_a_figure_as_vouch_does(source: str, page: Page, january: ReleaseFolder) -> None:
    seen = january.observations.filter(pl.col("source_id") == source, pl.col("reason_code") != "")
    cells = january.cell_input.filter(pl.col("input_id").is_in(seen["obs_id"].implode()))
    page.goto((january.path / PAGE).as_uri() + f"#{cells['cell_id'][0]}")
    told = page.inner_text("#told")
    figures = [one["figure"] for one in vouch_in(january, cells["cell_id"][0])["observations"]]
    assert figures
    for one in figures:
        written = (
            f"'{one['printed_in_full']}', recorded as {one['value_as_delivered']} {one['unit_as_written']}"
        )
        assert written in told
        assert written in render(vouch_in(january, cells["cell_id"][0]))


def test_a_new_search_leaves_no_older_number_beside_its_list(page: Page, january: ReleaseFolder) -> None:
    names = january.numbers.filter(pl.col("cell_id") == "fci.AZ.2025-06")["number_id"]
    page.goto((january.path / PAGE).as_uri() + f"#n-{names[0]}")
    page.fill("#wanted", "fci.AZ.2025")
    assert names[0] in page.inner_text("#found-head")
    page.fill("#wanted", "1 406")
    assert page.inner_text("#found-head") == "No number chosen"
    assert page.inner_text("#told") == ""
    assert "#" not in page.url
    page.locator("#list a").first.click()
    page.get_by_role("heading", name="1\u202f406").wait_for()


@pytest.mark.parametrize("typed", ["1 406", "1\u00a0406", "1\u2009406", "1\u202f406", "1406", "1,406"])
def test_a_number_is_found_as_it_is_printed(typed: str, page: Page, january: ReleaseFolder) -> None:
    page.goto((january.path / PAGE).as_uri())
    page.fill("#wanted", typed)
    assert page.locator("#list li").first.inner_text().startswith("1\u202f406")


@pytest.mark.parametrize(
    "typed", ["2 254.4", "2254,4", "2\u00a0254,4", "2,254.4", "about 2,254.4 million", "2 254.4 [r] %"]
)
def test_a_comma_is_a_point(typed: str, page: Page, january: ReleaseFolder) -> None:
    page.goto((january.path / PAGE).as_uri())
    page.fill("#wanted", typed)
    assert page.locator("#list li strong").first.inner_text() == "2\u202f254.4"


@pytest.mark.parametrize(("typed", "printed"), [("almost 4 000", "4\u202f000"), ("\u22120.5 %", "\u22120.5")])
def test_a_number_is_found_with_words_around_it(
    typed: str, printed: str, page: Page, january: ReleaseFolder
) -> None:
    page.goto((january.path / PAGE).as_uri())
    page.fill("#wanted", typed)
    assert page.locator("#list li strong").first.inner_text() == printed


def test_digits_find_printed_numbers_and_letters_find_ids(page: Page, january: ReleaseFolder) -> None:
    page.goto((january.path / PAGE).as_uri())
    names = january.numbers["number_id"].unique().to_list()
    by_digits = next(name for name in sorted(names) if name[:3].isdigit() and not name.isdigit())
    page.fill("#wanted", by_digits[:3])
    listed = page.locator("#list li strong").all_inner_texts()
    assert all(by_digits[:3] in "".join(text.split()) for text in listed)
    lettered = next(at for at, sign in enumerate(by_digits, 1) if sign.isalpha())
    page.fill("#wanted", by_digits[: max(lettered, 4)])
    assert by_digits in page.inner_text("#list").split()
    page.fill("#wanted", by_digits)
    assert page.inner_text("#count") == "1 number"


def test_a_number_that_the_release_does_not_have_is_said(page: Page, january: ReleaseFolder) -> None:
    page.goto((january.path / PAGE).as_uri() + "#n-zzzz")
    assert page.inner_text("#found-head") == "This release has no number or cell zzzz"
    page.fill("#wanted", "no such thing")
    assert page.inner_text("#found-head") == "No number chosen"


@pytest.mark.parametrize(
    "typed", ["investment_reports.csv", "https://ru.trend.az/azerbaijan/business/4158670.html", "Trend (ru)"]
)
def test_a_file_a_publisher_and_an_address_find_their_numbers(
    typed: str, page: Page, january: ReleaseFolder
) -> None:
    page.goto((january.path / PAGE).as_uri())
    page.fill("#wanted", typed)
    assert "fci.AZ.2026-01" in page.inner_text("#list").split()


def test_working_papers_break_no_number_and_no_head_and_fit_a_sheet(
    page: Page, january: ReleaseFolder, tmp_path: Path
) -> None:
    project = locate()
    drawn = draw(january, 6, "7", project.sql / "checks")
    write_papers(january, drawn, "7", project.templates, tmp_path / "papers")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET_PX, "height": 900})
    for paper in sorted((tmp_path / "papers").glob("*.html")):
        page.goto(paper.as_uri())
        lines = page.locator("thead th, .num, td.id, th.id").evaluate_all(
            "cells => cells.map(cell => { const range = document.createRange();"
            " range.selectNodeContents(cell);"
            " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; })"
        )
        assert max(lines) == 1, paper.name
        assert page.locator(".wide").evaluate("box => box.scrollWidth <= box.clientWidth"), paper.name


def test_a_cell_is_linked_and_the_page_fits_a_phone(page: Page, january: ReleaseFolder) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto((january.path / PAGE).as_uri() + "#fci.AZ.2025-06.ytd_change")
    page.get_by_text("fci.AZ.2024-06 = 7984.8 AZN_MN").wait_for()
    assert width_of(page) <= PHONE[0]
    assert barriers(page) == []


def test_hostile_text_stays_text(page: Page, january: ReleaseFolder, copied: Path) -> None:
    files = _files(copied)
    files["sources.csv"] = files["sources.csv"].replace(b"Trend (ru)", HOSTILE.encode())
    for name, content in audit_files(files, january.manifest, load_office(locate(), "karabakh")).items():
        (copied / name).write_bytes(content)
    page.goto((copied / PAGE).as_uri() + "#fci.AZ.2026-01")
    page.get_by_text("window.hostile=1").first.wait_for()
    assert page.evaluate("window.hostile") is None
    assert page.locator("#found img, #found script").count() == 0
