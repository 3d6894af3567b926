"""A site shows what a release and an office may hold: languages, territories, drafts, days, odd texts."""

from dataclasses import replace

import pytest

from pipeline.errors import CrossfootError, UsageError
from pipeline.office import Office
from pipeline.site import plain
from pipeline.site import read as module
from pipeline.site.build import build_site
from pipeline.site.summary import summary_of
from tests.site.conftest import FILES, PAGE, WriteRelease
from tests.site.folder import FILES_OF_ISSUE, faulty_links, read
from tests.small_office import INVESTMENT, WriteOffice


def test_languages_and_territories_appear_by_themselves(small_office: Office, release: WriteRelease) -> None:
    more = {
        "bulletin.az.html": PAGE,
        "bulletin.az.pdf": "%PDF",
        "R1/bulletin.ru.pdf": "%PDF",
        "bulletin.en.xlsx": "PK",
    }
    release("2026-01", {**FILES, **more})
    folder = build_site(small_office).folder
    rows = [
        [cell.text_content() for cell in row][:4]
        for row in read(folder / "2026-01" / "index.html").xpath("(//table)[1]//tbody/tr")
    ]
    assert rows == [
        ["Country", "English", "web page", "bulletin.en.html"],
        ["Country", "English", "PDF", "bulletin.en.pdf"],
        ["Country", "English", "workbook", "bulletin.en.xlsx"],
        ["Country", "Azərbaycan dili", "web page", "bulletin.az.html"],
        ["Country", "Azərbaycan dili", "PDF", "bulletin.az.pdf"],
        ["North", "Русский", "PDF", "R1/bulletin.ru.pdf"],
    ]
    assert faulty_links(folder) == []


def test_a_site_of_drafts_says_so_on_every_page_and_lies_apart(
    small_office: Office, draft: WriteRelease, release: WriteRelease
) -> None:
    release("2025-12")
    draft("2026-01")
    folder = build_site(small_office, drafts=True).folder
    assert folder == small_office.home / "site-drafts"
    for name in ("index.html", "archive.html", "2026-01/index.html", "2025-12/index.html"):
        assert "this site shows drafts, which were not released" in read(folder / name).text_content()
    assert "issue 2026-01.1 (draft, not released)" in read(folder / "index.html").text_content()
    readers = build_site(small_office).folder
    assert not (readers / "2026-01").exists()
    assert "draft" not in read(readers / "index.html").text_content()


def test_an_announced_date_and_a_mail_address_are_shown(
    write_office: WriteOffice, release: WriteRelease
) -> None:
    calendar = (
        "month,day,hour,zone,status\n"
        "2026-01,2026-11-01,09:00,Asia/Baku,confirmed\n"
        "2026-02,2026-12-20,09:00,Asia/Baku,confirmed\n"
        "2026-03,2027-01-20,10:30,UTC,planned\n"
    )
    access = "role_id,role_en,reason_en,hours_before\nbank,A bank,It prints them <too>.,24\n"
    office = write_office(
        {"first": {"investment.csv": INVESTMENT}},
        {"release_calendar.csv": calendar, "pre_release_access.csv": access},
    )
    release("2026-01")
    folder = build_site(replace(office, contact="bulletin@office.example")).folder
    page, first = read(folder / "calendar.html"), read(folder / "index.html")
    said = "20 December 2026, 09:00 (Asia/Baku)"
    assert [one.text for one in page.find_class("big")] == [said]
    assert said in first.text_content()
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows[:3] == [
        ["February 2026", "20 December 2026", "09:00", "Asia/Baku", "confirmed"],
        ["March 2026", "20 January 2027", "10:30", "UTC", "planned"],
        ["A bank", "It prints them <too>.", "24"],
    ]
    assert read(folder / "report.html").xpath("//a/@href[starts-with(., 'mailto:')]") == [
        "mailto:bulletin@office.example"
    ]


def test_texts_are_shown_whatever_they_contain(small_office: Office, release: WriteRelease) -> None:
    hostile = "<script>alert(1)</script> {{7*7}} \" ' &" + "x" * 10_000
    quoted = hostile.replace('"', '""')
    head = "number_id,lang,cell_id,facet,section,printed\n"
    numbers = f'{head}bbbbbbb1,en,"{quoted}",v,s,"<b>1</b>"\n'
    esms = 'indicator,concept_id,heading,text\nfci,DATA_DESCR,<i>h</i>,"<img src=x>"\n'
    release("2026-01", {**FILES, "published_number.csv": numbers, "esms.csv": esms})
    office = replace(
        small_office, name=hostile, title=hostile, imprint=hostile, contact="javascript:alert(1)"
    )
    folder = build_site(office).folder
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page.relative_to(folder).as_posix() not in FILES_OF_ISSUE:
            assert "<script>alert" not in text
            assert "<img" not in text
            assert "{{7*7}}" in text
    assert read(folder / "report.html").xpath("//a[starts-with(@href, 'javascript')]") == []


@pytest.mark.parametrize("character", ["\u202e", "\x07", "\u4e2d"])
def test_a_character_without_a_glyph_is_refused(
    character: str, small_office: Office, release: WriteRelease
) -> None:
    release("2026-01")
    with pytest.raises(CrossfootError, match=f"U\\+{ord(character):04X}"):
        build_site(replace(small_office, name=f"Office {character}"))


def test_a_language_without_messages_is_said(small_office: Office, release: WriteRelease) -> None:
    release("2026-01")
    with pytest.raises(UsageError, match=r"no grammar of the language 'xx'; there are: az, en, ru"):
        build_site(replace(small_office, languages=("en", "xx")))


def test_an_issue_without_a_page_or_numbers_still_has_its_place(
    small_office: Office, release: WriteRelease
) -> None:
    release("2026-01", {"bulletin.en.pdf": "%PDF"})
    folder = build_site(small_office).folder
    assert faulty_links(folder) == []
    assert summary_of("").keys == ()


def test_two_years_of_issues_are_reachable(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    rows = "".join(f"r,en,{at:08},fci.C.2025-01.p={at},value,text,s,,,,{at},0\n" for at in range(30))
    head = "release_id,lang,number_id,cell_id,facet,place,section,table_or_figure,row,col,printed,places\n"
    body = "".join(f'<p id="n-{at:08}">{at}</p>' for at in range(30))
    page = PAGE.replace("<p", f"{body}<p", 1)
    monkeypatch.setattr(module, "NUMBERS_A_LIST", 10)
    for key in keys:
        release(key, {**FILES, "bulletin.en.html": page, "published_number.csv": head + rows})
    made = build_site(small_office)
    assert list(made.issues) == [f"{key}.1" for key in keys[::-1]]
    archive = read(made.folder / "archive.html")
    assert [head.text_content() for head in archive.xpath("//h2")] == ["2025", "2024"]
    assert len(archive.xpath("//tbody/tr")) == 24
    assert len(read(made.folder / "index.html").xpath("//section//li")) == plain.EARLIER
    assert len(list((made.folder / "numbers").iterdir())) == 24 * 3
    assert faulty_links(made.folder) == []
