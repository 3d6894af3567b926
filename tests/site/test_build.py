"""The site as a folder: every link leads somewhere, the same bytes each time, addresses that stay."""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from pipeline.errors import BadInputError, BusyError, CrossfootError, MachineError, UsageError
from pipeline.locks import site_lock
from pipeline.office import Office
from pipeline.project import locate
from pipeline.site import build, plain
from pipeline.site import read as module
from pipeline.site.build import Site, build_site
from pipeline.site.summary import summary_of
from pipeline.site.write import require_addresses
from tests.site.conftest import FILES, PAGE, WriteRelease
from tests.small_office import INVESTMENT, WriteOffice

Tree = html.HtmlElement
LANGUAGES = ("en", "az", "ru")
FILES_OF_ISSUE = {f"2026-01/{name}" for name in FILES}


def read(path: Path) -> Tree:
    return html.document_fromstring(path.read_bytes())


def folder_of(lang: str) -> str:
    """Return the folder of the pages of a language."""
    return "" if lang == "en" else lang


def language_of(path: Path) -> str:
    """Return the language of a page by the folder that it lies in."""
    return path.parts[0] if path.parts[0] in LANGUAGES else "en"


def faulty_links(folder: Path) -> list[str]:
    """List every link, script, style and source of every page that leads to nothing in the folder."""
    names: dict[Path, set[str]] = {}
    found = []
    for page in sorted(folder.rglob("*.html")):
        tree = read(page)
        names[page.resolve()] = set(tree.xpath("//@id"))
    for page in sorted(folder.rglob("*.html")):
        for link in read(page).xpath(
            "//a/@href | //link/@href | //script/@src | //img/@src | //form/@action"
        ):
            parts = urlsplit(link)
            if parts.scheme == "mailto":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            inside = target.is_relative_to(folder.resolve()) and not parts.scheme and not parts.netloc
            if not inside or not target.is_file():
                found.append(f"{page.relative_to(folder)}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in names.get(target, set()):
                found.append(f"{page.relative_to(folder)}: {link} has no such place")
    return found


def test_every_link_of_every_page_leads_to_a_place_in_the_folder(made: Site) -> None:
    assert len(list(made.folder.rglob("*.html"))) > 150
    assert faulty_links(made.folder) == []


def test_a_link_that_leads_nowhere_would_be_found(made: Site, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">b</a><a href="#c">c</a><a href="//x.example/">x</a>', encoding="utf-8"
    )
    assert len(faulty_links(tmp_path)) == 3


def test_the_first_page_says_what_the_newest_issue_says(made: Site) -> None:
    page = read(made.folder / "index.html")
    said = page.text_content()
    assert page.xpath("//h1")[0].text_content() == "January 2026, issue 2026-01.1"
    bulletin = summary_of((made.folder / "2026-01" / "bulletin.en.html").read_text(encoding="utf-8"))
    assert len(bulletin.keys) == 4
    assert len(bulletin.points) >= 5
    for point in bulletin.points:
        assert "".join(text for text, _ in point) in said
    assert "2026-01/bulletin.en.html#n-" in "".join(page.xpath("//ul[@class='points']//a/@href"))
    assert [link.get("href") for link in page.xpath("//p[@class='read']/a")] == [
        "2026-01/bulletin.en.html",
        "2026-01/bulletin.en.pdf",
        "2026-01/bulletin.en.xlsx",
    ]
    assert re.fullmatch(r"PDF [\d\u202f]+\xa0kB", page.xpath("//p[@class='read']/a")[1].text_content())
    assert {"2026-01/cells.csv", "2026-01/datapackage.json"} <= set(
        page.xpath("//ul[@class='more']//a/@href")
    )
    assert "December 2025, issue 2025-12.1" in said


def test_each_file_of_an_issue_is_listed_with_size_and_hash_and_is_the_sealed_one(
    made: Site, released: Office
) -> None:
    for key in made.issues:
        page = read(made.folder / key / "index.html")
        manifest = json.loads(
            (released.home / "releases" / key / "manifest.json").read_text(encoding="utf-8")
        )
        for name, sha in manifest["files"].items():
            assert hashlib.sha256((made.folder / key / name).read_bytes()).hexdigest() == sha
        listed = {
            row.xpath("string(.//a/@href)"): row for row in page.xpath("//table[@class='files']//tbody/tr")
        }
        assert {"bulletin.en.pdf", "bulletin.en.html", "cells.csv", "manifest.json"} <= set(listed)
        for name, row in listed.items():
            assert hashlib.sha256((made.folder / key / name).read_bytes()).hexdigest() in row.text_content()
            assert re.search(r"\d\xa0kB", row.text_content())


def test_every_page_says_whose_it_is_and_has_one_heading(made: Site, released: Office) -> None:
    own = [path for path in made.folder.rglob("*.html") if path.parent.name != "methodology"]
    for path in own:
        tree = read(path)
        (lang,) = tree.xpath("//html/@lang")
        assert path.match("*/bulletin.*") or lang == language_of(path.relative_to(made.folder))
        assert released.told("imprint", lang) in tree.text_content()
        assert len(tree.xpath("//h1")) == 1


def test_nothing_is_loaded_from_elsewhere(made: Site) -> None:
    for path in made.folder.rglob("*"):
        # The charts' libraries can load data; that their pages load none is seen in a browser.
        # data.js of the auditor's page names addresses of sources, as text.
        if path.suffix in (".css", ".js") and path.name not in ("charts.js", "data.js"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"https?:|@import|fetch\(|XMLHttpRequest|eval\(|innerHTML", text), path


def test_pages_of_indicators_hold_the_series_and_lead_to_the_methodology(made: Site) -> None:
    page = read(made.folder / "indicators" / "fci.html")
    assert [link.get("href") for link in page.xpath("//ul[@class='across']//a")] == [
        "../2026-01/methodology/fci.html",
        "../2025-12/methodology/fci.html",
        "../2025-12@2026-03-01/methodology/fci.html",
    ]
    assert "Time coverage" in page.xpath("string(//dl)")
    russian = read(made.folder / "ru" / "indicators" / "fci.html")
    assert russian.xpath("//ul[@class='across']//a/@href")[0] == "../../2026-01/methodology/fci.html#ru"
    with (made.folder / "indicators" / "fci.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 180
    assert f"All {len(rows)} figures with exact values" in page.text_content()
    shown = page.xpath("//tbody/tr")
    assert len(shown) == sum(row["obs_status"] != "U" for row in rows) - sum(
        row["transformation"] == "span" and row["period_start"][5:7] == "01" for row in rows
    )
    assert "1\u202f406" in page.text_content()


def test_pages_say_that_there_is_no_correction_and_no_date(made: Site, released: Office) -> None:
    assert "There are no corrections" in read(made.folder / "corrections.html").text_content()
    assert "is not announced" in read(made.folder / "calendar.html").text_content()
    seal = hashlib.sha256((made.folder / "2026-01" / "manifest.json").read_bytes()).hexdigest()
    assert released.contact in read(made.folder / "report.html").text_content()
    assert "Not official statistics" in read(made.folder / "about.html").text_content()
    assert read(made.folder / "cite.html").xpath("string(//textarea)") == (
        "Crossfoot. Investment, resettlement and works. January 2026, issue 2026-01.1. "
        f"Figures known as of 21 November 2026. SHA-256 of manifest.json: {seal}."
    )


def test_the_plain_lists_have_every_number(made: Site) -> None:
    with (made.folder / "2026-01" / "published_number.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for lang in LANGUAGES:
        page = read(made.folder / folder_of(lang) / "numbers" / "2026-01-1.html")
        wanted = {row["number_id"] for row in rows if row["lang"] == lang}
        assert {head.text_content() for head in page.xpath("//tbody/tr/th")} == wanted


# Each page in each language


def test_each_page_is_there_in_each_language_and_leads_to_the_others(made: Site) -> None:
    own = {
        lang: {
            path.relative_to(made.folder / folder_of(lang)).as_posix()
            for path in (made.folder / folder_of(lang)).rglob("*.html")
            if lang != "en" or language_of(path.relative_to(made.folder)) == "en"
            if (path.name == "index.html" and path.parent.name != "methodology")
            or path.parent.name in ("indicators", "numbers")
            or path.parent == made.folder / folder_of(lang)
        }
        for lang in LANGUAGES
    }
    pages = own["en"]
    assert len(pages) > 40
    for lang in ("az", "ru"):
        # An issue that has no page in the language has no list of the numbers on it.
        assert {name for name in pages - own[lang] if not name.startswith("numbers/2025-12")} == set()
        assert own[lang] <= pages
    for lang in LANGUAGES:
        for name in own[lang]:
            path = made.folder / folder_of(lang) / name
            tree = read(path)
            links = {
                link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate']")
            }
            assert tuple(links) == LANGUAGES
            for other, href in links.items():
                page = (path.parent / unquote(href)).resolve().relative_to(made.folder.resolve())
                assert language_of(page) == other
                assert page.as_posix().removeprefix(f"{other}/") == name or "numbers/2025-12" in name
            shown = tree.xpath("//nav[@class='languages']//a")
            assert {link.get("hreflang"): link.get("href") for link in shown} == {
                other: href for other, href in links.items() if other != lang
            }


def test_what_languages_share_is_stored_once(made: Site) -> None:
    for lang in ("az", "ru"):
        kinds = {path.suffix for path in (made.folder / lang).rglob("*") if path.is_file()}
        assert kinds == {".html"}


def test_an_edition_that_nobody_reviewed_says_so(made: Site) -> None:
    said = {
        lang: read(made.folder / folder_of(lang) / "about.html").xpath("string(//*[@class='unread'])")
        for lang in LANGUAGES
    }
    assert said == {
        "en": "",
        "az": "Proqramla tərtib edilib, hələ yoxlanılmayıb.",
        "ru": "Составлено программой, ещё не проверено.",
    }


def test_the_texts_of_a_language_hold_no_english(made: Site) -> None:
    """Three Latin words in a row stand in Russian pages as names alone: of files, hosts and codes."""
    for name in ("index", "archive", "indicators", "calendar", "cite", "report", "about", "indicators/fci"):
        tree = read(made.folder / "ru" / f"{name}.html")
        for part in tree.xpath("//textarea | //code | //nav[@class='languages'] | //dt"):
            part.drop_tree()
        text = " ".join(" ".join(tree.xpath("//body//text()")).split())
        assert re.findall(r"\b[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}\b", text) == [], name
        assert re.search("[а-яё]{4}", text)


def test_pages_say_figures_days_and_counts_as_the_language_does(made: Site) -> None:
    page = read(made.folder / "ru" / "index.html")
    assert page.xpath("string(//h1)") == "Январь 2026 года, выпуск 2026-01.1"
    assert "21 ноября 2026 года" in page.text_content()
    assert page.xpath("//p[@class='read']/a/@href")[0] == "../2026-01/bulletin.ru.html"
    assert "../2026-01/bulletin.ru.html#n-" in "".join(page.xpath("//ul[@class='points']//a/@href"))
    series = read(made.folder / "ru" / "indicators" / "fci.html").text_content()
    assert "янв. 2026: 1\u202f406 млн манатов (V). С начала года." in series
    assert re.search(r"Все \d+ точн(ых|ых значения|ых значений)", series)
    assert "18\u202f" not in read(made.folder / "az" / "about.html").text_content()


def test_with_a_public_address_pages_and_citations_name_it(
    small_office: Office, release: WriteRelease
) -> None:
    release("2026-01")
    words = {"ru": dict.fromkeys(("name", "title", "imprint", "mark"), "Слово")}
    office = replace(small_office, address="https://office.example/b/", languages=("en", "ru"), words=words)
    folder = build_site(office).folder
    for prefix in ("", "ru/"):
        page = read(folder / prefix / "index.html")
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://office.example/b/{prefix}"]
        assert page.xpath("//link[@rel='alternate']/@href") == [
            "https://office.example/b/index.html",
            "https://office.example/b/ru/index.html",
        ]
        cited = read(folder / prefix / "cite.html").xpath("string(//textarea)")
        assert cited.endswith(f"https://office.example/b/{prefix}2026-01/")
    assert "SHA-256" not in cited


# The same bytes, one step, addresses that stay


def test_unlike_surroundings_change_no_byte_and_no_name(released: Office, made: Site, tmp_path: Path) -> None:
    first = made.folder.readlink()
    program = "import sys\nfrom assets.cli import main\nmain()"
    surroundings = {"PYTHONHASHSEED": "77", "TZ": "Asia/Baku", "LC_ALL": "C", "HOME": str(tmp_path)}
    environment = {
        **os.environ,
        **surroundings,
        "PYTHONPATH": str(locate().root),
        "CROSSFOOT_VAR": str(released.project.var),
    }
    command = [sys.executable, "-c", program, "site"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    said = (done.returncode, done.stderr, done.stdout.strip())
    assert said == (0, "", str(made.folder / "index.html"))
    # The folder is named after the hashes of all its files.
    assert made.folder.readlink() == first
    assert [path.name for path in made.folder.parent.glob(".site*")] == [first.name]


def test_a_new_issue_takes_the_place_in_one_step(small_office: Office, release: WriteRelease) -> None:
    release("2025-12")
    build_site(small_office)
    link = small_office.home / "site"
    before = link.readlink()
    release("2026-01")
    build_site(small_office)
    assert link.readlink() != before
    assert not (small_office.home / before).exists()
    assert (link / "2025-12" / "bulletin.en.pdf").is_file()
    assert faulty_links(link) == []


def test_two_that_make_the_site_wait_for_each_other(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("2026-01")
    monkeypatch.setattr(build, "site_lock", partial(site_lock, wait=0))
    with site_lock(small_office), pytest.raises(BusyError, match="The site of office"):
        build_site(small_office)
    assert build_site(small_office).folder.is_dir()


def test_an_issue_that_readers_can_reach_is_not_left_out(small_office: Office, release: WriteRelease) -> None:
    gone = release("2025-12").resolve()
    release("2026-01")
    build_site(small_office)
    gone.rename(small_office.home / "away")
    with pytest.raises(
        BadInputError, match=r"is not the folder of 2025-12\.1 .*an issue that was released stays"
    ):
        build_site(small_office)
    with pytest.raises(UsageError, match=r"has the issue 2025-12, and there is no release of it .*would end"):
        require_addresses(small_office.home / "site", [])
    assert (small_office.home / "site" / "2025-12" / "index.html").is_file()


def test_a_folder_of_something_else_is_not_touched(
    small_office: Office, release: WriteRelease, tmp_path: Path
) -> None:
    release("2026-01")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine is there and is no site made here"):
        build_site(small_office, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").is_file()
    (tmp_path / "empty").mkdir()
    assert (build_site(small_office, tmp_path / "empty").folder / "index.html").is_file()


def test_an_interrupted_write_leaves_the_old_site(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("2025-12")
    build_site(small_office)
    before = (small_office.home / "site").readlink()
    release("2026-01")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.site.write.flush", full)
    with pytest.raises(MachineError, match=r"cannot be written \(No space left on device\)"):
        build_site(small_office)
    assert (small_office.home / "site").readlink() == before
    assert [path.name for path in small_office.home.glob(".site*")] == [before.name]


# What a release or an office may hold


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
    assert list(made.issues) == keys[::-1]
    archive = read(made.folder / "archive.html")
    assert [head.text_content() for head in archive.xpath("//h2")] == ["2025", "2024"]
    assert len(archive.xpath("//tbody/tr")) == 24
    assert len(read(made.folder / "index.html").xpath("//section//li")) == plain.EARLIER
    assert len(list((made.folder / "numbers").iterdir())) == 24 * 3
    assert faulty_links(made.folder) == []


@pytest.mark.parametrize("name", ["screen.css", "site.css", "search.js"])
def test_what_pages_load_is_in_the_folder(name: str, made: Site) -> None:
    assert (made.folder / name).is_file()
    assert len(list((made.folder / "fonts").iterdir())) >= 7
