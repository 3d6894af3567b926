"""The page of a draft: everything marked and counted, nothing run or fetched, whatever the file holds."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from pipeline.identity import file_hash
from pipeline.project import locate
from pipeline.reading.answer import Answer
from pipeline.reading.draft import DISPOSITIONS, Draft, Item, ask, settle
from pipeline.reading.lists import Lists
from pipeline.reading.marks import legend, mark_of
from pipeline.reading.page import (
    MAX_CARDS,
    MAX_LISTED,
    View,
    page_facts,
    period_words,
    read_as,
    render_page,
    style_hash,
    style_sheet,
)
from pipeline.reading.shown_table import (
    MAX_SHOWN_COLUMNS,
    MAX_SHOWN_SHEETS,
    ROWS_A_PAGE,
    letters,
    position,
    show_sheet,
)
from pipeline.reading.shown_text import MAX_SHOWN_CHARACTERS, Token, cut_lines, snippets, visible
from tests.reading.conftest import draft_of

TEXT = "North: 412.5 million manats in 2026.\n\nThe house <b>17</b> has a \u202e sign.\n"


def span(printed: str, **facts: str) -> Item:
    start = TEXT.index(printed)
    return Item(start=str(start), end=str(start + len(printed)), as_printed=printed, **facts)


USED = span(
    "412.5",
    value="412500000",
    unit="AZN",
    measure="fci",
    territory="R1",
    period_start="2026-01-01",
    period_end="2026-01-31",
    kind="observation",
    disposition="used",
)
DATE = span("2026", value="2026", kind="date", disposition="date", reason="date")
ASKED = ask(span("17", kind="observation"), "unit", "What does <17> count?", ("persons", "families"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def document(folder: Path, *items: Item) -> Draft:
    return draft_of(*items, sha256=file_hash(folder / "made.txt"))


def cell(name: str, printed: str = "1", sheet: str = "S", **facts: str) -> Item:
    return Item(sheet=sheet, cell=name, as_printed=printed, **facts)


def table(*items: Item) -> Draft:
    return draft_of(*items, name="made.xlsx", reader="tables", media_type="application/x")


def test_every_number_is_marked_where_it_stands_by_colour_sign_and_word(folder: Path, lists: Lists) -> None:
    page = html.fromstring(render_page(document(folder, USED, DATE, ASKED), folder, lists))
    tokens = [
        (token.get("class"), " ".join(token.text_content().split()))
        for token in page.xpath("//a[starts-with(@class,'t ')]")
    ]
    assert tokens == [
        ("t green", "✓412.5 (used)"),
        ("t grey", "2026date"),
        ("t amber", "?17 (question)"),
    ]
    text = page.xpath("//div[@class='text']")[0].text_content()
    assert "million manats in" in text
    assert "The house <b>" in text
    assert "\u202e" not in text


def test_what_is_asked_comes_first_with_counts_and_links(folder: Path, lists: Lists) -> None:
    page = html.fromstring(render_page(document(folder, USED, DATE, ASKED), folder, lists))
    text = " ".join(page.text_content().split())
    assert "2 figures, 4 questions, 1 set aside" in text
    assert text.index("What does <17> count?") < text.index("As it was read")
    ids = set(page.xpath("//@id"))
    assert all(link.removeprefix("#") in ids for link in page.xpath("//a/@href"))
    assert len(ids) == len(page.xpath("//@id"))
    assert page.xpath("//section[@id='q2']//p[@class='quote']/b/text()") == ["17"]


def test_a_page_holds_no_script_form_or_address_and_allows_its_own_style_alone(
    folder: Path, lists: Lists
) -> None:
    written = render_page(document(folder, USED, ASKED), folder, lists)
    page = html.fromstring(written)
    assert not page.xpath("//script | //form | //input | //img | //link | //@style | //@onclick")
    assert not [link for link in page.xpath("//@href | //@src") if not link.startswith("#")]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = page.xpath("//style")[0].text
    assert f"style-src '{style_hash(style)}'" in policy
    assert policy.startswith("default-src 'none'")
    assert style == style_sheet(locate().templates)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% raw %}"]
)
def test_what_a_file_says_is_text(lists: Lists, tmp_path: Path, hostile: str) -> None:
    item = ask(
        cell("A1", hostile, sheet=hostile[:20], label_as_written=hostile), "measure", hostile, (hostile,)
    )
    draft = replace(table(item), notes=(hostile,), source=replace(draft_of().source, publisher=hostile))
    answer = Answer(hostile, hostile, hostile, hostile, hostile, hostile)
    written = render_page(draft, tmp_path, lists, [answer])
    assert hostile not in written or hostile.startswith("{")
    page = html.fromstring(written)
    assert not page.xpath("//script | //img")
    assert hostile in page.xpath("//td[contains(@class, 'amber')]/a")[0].text_content()


def test_dispositions_all_have_a_short_word_and_a_reason() -> None:
    marks = [mark_of(settle(cell("A1"), name, "why_so")) for name in DISPOSITIONS]
    assert len({mark.short for mark in marks}) == len(DISPOSITIONS)
    assert all(mark.sign in "✓○" for mark in marks)
    assert mark_of(settle(cell("A1"), "rejected", "double_scale")).words.endswith("the reason: double scale")
    assert mark_of(cell("A1")).sign == "?"
    waiting = mark_of(ask(cell("A1"), "waits:S!A2", "It waits."))
    assert (waiting.sign, waiting.short) == ("…", "waits")
    assert [found.short for found, _ in legend((ASKED, DATE, USED))] == ["used", "question", "date"]


def test_a_table_is_shown_with_its_own_coordinates(lists: Lists, tmp_path: Path) -> None:
    draft = table(
        settle(cell("B2", "Head"), "label"),
        replace(cell("C9"), disposition="used", value="1"),
        cell("AB12", "x"),
    )
    page = html.fromstring(render_page(draft, tmp_path, lists))
    grid = page.xpath("//table[@class='grid']")[0]
    assert [head.text_content() for head in grid.xpath(".//thead/tr/th")][1:4] == ["A", "B", "C"]
    rows = {row.xpath("./th")[0].text_content(): row for row in grid.xpath("./tbody/tr")}
    assert list(rows) == ["1", "2", "3", "9", "10", "11", "12"]
    assert rows["3"].text_content().strip().endswith("rows 3 to 8 are empty")
    assert rows["9"].xpath("./td")[2].get("class") == "green num"
    assert rows["12"].xpath("./td")[27].text_content() == "?x"
    assert len(rows["1"].xpath("./td")) == 28


@pytest.mark.parametrize(
    ("cell", "place"),
    [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD1", (1, 16384)), ("?", (0, 0))],
)
def test_positions(cell: str, place: tuple[int, int]) -> None:
    assert position(cell) == place
    if place != (0, 0):
        assert f"{letters(place[1])}{place[0]}" == cell


def test_a_large_sheet_is_shown_in_parts_and_says_so(lists: Lists, tmp_path: Path) -> None:
    items = [cell(f"A{row}") for row in range(1, ROWS_A_PAGE + 2)]
    items.append(cell(f"{letters(MAX_SHOWN_COLUMNS + 1)}1"))
    shown = show_sheet(items, "S")
    assert (shown.last, shown.n_rows, shown.left_out_columns, shown.is_whole) == (
        ROWS_A_PAGE,
        ROWS_A_PAGE + 1,
        1,
        False,
    )
    assert show_sheet(items[:ROWS_A_PAGE], "S").is_whole
    later = show_sheet(items, "S", ROWS_A_PAGE + 1)
    assert [row.number for row in later.rows] == [ROWS_A_PAGE + 1]
    written = render_page(table(*items), tmp_path, lists)
    assert f"Rows 1 to {ROWS_A_PAGE} of {ROWS_A_PAGE + 1} are shown." in written
    assert "1 more columns are not shown" in written


def test_limits_of_a_page_are_said(lists: Lists, tmp_path: Path) -> None:
    asked = [ask(cell(f"A{row}", f"n{row}"), "unit", "Which unit?") for row in range(1, MAX_CARDS + 2)]
    sheets = [cell("A1", sheet=f"S{number}") for number in range(MAX_SHOWN_SHEETS + 1)]
    written = render_page(table(*asked), tmp_path, lists)
    assert f"These are the first {MAX_CARDS}." in written
    assert written.count('<section class="card" id="q') == MAX_CARDS + 1
    assert "These are the first" not in render_page(table(*asked[:-1]), tmp_path, lists)
    assert "1 more sheets are not shown" in render_page(table(*sheets), tmp_path, lists)
    many = [settle(cell(f"A{row}"), "used") for row in range(1, MAX_LISTED + 3)]
    assert "2 more are not listed here" in render_page(table(*many), tmp_path, lists)


def test_a_view_is_of_one_sheet_from_a_row_on(lists: Lists, tmp_path: Path) -> None:
    draft = table(*(cell(f"A{row}", sheet=name) for name in "ST" for row in range(1, 300)))
    facts = page_facts(draft, tmp_path, lists, view=View("T", 151))
    assert [(sheet.name, sheet.first, sheet.last) for sheet in facts["sheets"]] == [("T", 151, 299)]


def test_a_long_text_is_cut_and_its_numbers_stay_in_the_list() -> None:
    text = "x" * (MAX_SHOWN_CHARACTERS - 2) + " 12 families"
    item = Item(start=str(MAX_SHOWN_CHARACTERS - 1), end=str(MAX_SHOWN_CHARACTERS + 1), as_printed="12")
    lines, left = cut_lines(text, "text/plain", [item])
    assert left == len(text) - MAX_SHOWN_CHARACTERS
    assert not any(isinstance(run, Token) for line in lines for run in line)
    lines, left = cut_lines(
        text[2:],
        "text/plain",
        [replace(item, start=str(MAX_SHOWN_CHARACTERS - 3), end=str(MAX_SHOWN_CHARACTERS - 1))],
    )
    assert any(isinstance(run, Token) for line in lines for run in line)


def test_a_web_page_is_shown_without_its_marks() -> None:
    content = (
        "<html><body><p>In <b>North</b>&nbsp;<i>412.5</i> were <!-- 9 --> invested.</p>"
        "<p>And 3.</p></body></html>"
    )
    items = [
        Item(
            start=str(content.index(printed)),
            end=str(content.index(printed) + len(printed)),
            as_printed=printed,
        )
        for printed in ("412.5", "3")
    ]
    lines, _ = cut_lines(content, "text/html", items)
    assert [
        "".join(run if isinstance(run, str) else f"[{run.text}]" for run in line).strip() for line in lines
    ] == [
        "In North\u00a0[412.5] were  invested.",
        "And [3].",
    ]
    assert snippets(content, "text/html", items)[0][0] == "In North\u00a0"


def test_words_around_a_number_are_whole_and_of_its_line() -> None:
    text = f"First line.\n{'word ' * 30}12{' word' * 30}\nLast line."
    start = text.index("12")
    (before, after) = snippets(text, "text/plain", [Item(start=str(start), end=str(start + 2))])[0]
    assert re.fullmatch("(word )+", before)
    assert re.fullmatch("( word)+", after)
    assert max(len(before), len(after)) < 71
    assert visible("a\r\nb\x07\u2066") == "a\nb\ufffd\ufffd"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-01-01", "2026-01-31", "January 2026"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-01-01", "2025-09-30", "January-September 2025"),
        ("2022-01-01", "2026-12-31", "2022-2026"),
        ("2022-03-01", "2026-06-30", "March 2022 to June 2026"),
        ("2026-01-19", "2026-01-19", "19 January 2026"),
        ("2026-01-03", "2026-01-09", "3 January 2026 to 9 January 2026"),
        ("", "2026-01-09", "/2026-01-09"),
        ("", "", ""),
    ],
)
def test_periods_in_words(start: str, end: str, words: str) -> None:
    assert period_words(replace(USED, period_start=start, period_end=end)) == words


def test_an_item_is_described_in_words_with_its_value_in_groups(lists: Lists) -> None:
    item = replace(
        USED,
        qualifier="more_than",
        breakdown="purpose=services",
        quantity="growth",
        value="-1234.5",
        unit="%",
    )
    assert read_as(item, lists) == (
        "-1,234.5 %, investment in fixed capital, service facilities, North (economic region), "
        "a change on an earlier period, in percent, more than, January 2026"
    )
    assert read_as(replace(USED, due_on="2026-12-31", kind="target"), lists).endswith("due January 2026")
    assert read_as(DATE, lists) == "2026"
