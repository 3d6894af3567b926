"""The site as a folder: each link leads somewhere, each page says whose it is, in each language."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.office import Office
from pipeline.sealed.verify import verify
from pipeline.site.build import Site, build_site
from pipeline.site.summary import summary_of
from tests.released import SEALING
from tests.site.conftest import WriteRelease
from tests.site.folder import LANGUAGES, faulty_links, files_of, folder_of, language_of, read

MONTH = re.compile(r"\d{4}-\d\d(@\d{4}-\d\d-\d\d)?")
"""The address of a month."""


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
    assert "2026-01.1/bulletin.en.html#n-" in "".join(page.xpath("//ul[@class='points']//a/@href"))
    assert [link.get("href") for link in page.xpath("//p[@class='read']/a")] == [
        "2026-01.1/bulletin.en.html",
        "2026-01.1/bulletin.en.pdf",
        "2026-01.1/bulletin.en.xlsx",
    ]
    assert re.fullmatch(r"PDF [\d\u202f]+\xa0kB", page.xpath("//p[@class='read']/a")[1].text_content())
    assert {"2026-01.1/cells.csv", "2026-01.1/datapackage.json"} <= set(
        page.xpath("//ul[@class='more']//a/@href")
    )
    assert "December 2025, issue 2025-12.1" in said


def test_each_file_of_an_issue_is_listed_with_size_and_hash_and_is_the_sealed_one(
    made: Site, released: Office
) -> None:
    for key in made.issues:
        page = read(made.folder / key / "index.html")
        sealed = released.home / "releases" / key.rpartition(".")[0]
        manifest = json.loads((sealed / "manifest.json").read_text(encoding="utf-8"))
        for name, sha in manifest["files"].items():
            assert hashlib.sha256((made.folder / key / name).read_bytes()).hexdigest() == sha
        listed = {
            row.xpath("string(.//a/@href)").removeprefix(f"../{key}/"): row
            for row in page.xpath("//table[@class='files']//tbody/tr")
        }
        assert {"bulletin.en.pdf", "bulletin.en.html", "cells.csv", "manifest.json"} | {
            *SEALING,
            "SHA256SUMS",
        } <= set(listed)
        for name, row in listed.items():
            assert hashlib.sha256((made.folder / key / name).read_bytes()).hexdigest() in row.text_content()
            assert re.search(r"\d\xa0kB", row.text_content())


def test_an_issue_of_the_site_is_the_whole_release_and_verifies(made: Site, released: Office) -> None:
    for key in made.issues:
        sealed = released.home / "releases" / key.rpartition(".")[0]
        assert files_of(sealed) == {
            name: digest
            for name, digest in files_of(made.folder / key).items()
            if name != "index.html" or name in files_of(sealed)
        }
    for address in ("2026-01.1", "2026-01"):
        report = verify(made.folder / address)
        assert [fault.sentence() for fault in report.faults] == []
        beside = "pages of the readers' site, which are not part of the release: index.html"
        assert report.left_out[beside] == 1
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=made.folder / "2026-01", check=False
    )
    assert done.returncode == 0


def test_a_page_that_the_site_did_not_put_there_is_a_fault(made: Site, tmp_path: Path) -> None:
    shutil.copytree(made.folder / "2026-01", tmp_path / "2026-01")
    added = "index.html: expected a line in SHA256SUMS, found none"
    assert any(fault.sentence().startswith(added) for fault in verify(tmp_path / "2026-01").faults)
    shutil.copy(made.folder / "manifest.json", tmp_path)
    assert verify(tmp_path / "2026-01").faults == []
    (tmp_path / "2026-01" / "index.html").write_text("another", encoding="utf-8")
    assert any(fault.sentence().startswith(added) for fault in verify(tmp_path / "2026-01").faults)


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
        "../2026-01.1/methodology/fci.html",
        "../2025-12.1/methodology/fci.html",
        "../2025-12@2026-03-01.1/methodology/fci.html",
    ]
    assert "Time coverage" in page.xpath("string(//dl)")
    russian = read(made.folder / "ru" / "indicators" / "fci.html")
    assert russian.xpath("//ul[@class='across']//a/@href")[0] == "../../2026-01.1/methodology/fci.html#ru"
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
        page = read(made.folder / folder_of(lang) / "numbers" / "2026-01.1-1.html")
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
                # The page of a month is that of its newest issue, and leads to it.
                own_name = name.replace("/", ".1/") if MONTH.fullmatch(path.parent.name) else name
                assert page.as_posix().removeprefix(f"{other}/") == own_name or "numbers/2025-12" in name
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
    assert page.xpath("//p[@class='read']/a/@href")[0] == "../2026-01.1/bulletin.ru.html"
    assert "../2026-01.1/bulletin.ru.html#n-" in "".join(page.xpath("//ul[@class='points']//a/@href"))
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
        own = read(folder / prefix / "2026-01" / "index.html").xpath("//link[@rel='canonical']/@href")
        assert own == [f"https://office.example/b/{prefix}2026-01.1/"]
        cited = read(folder / prefix / "cite.html").xpath("string(//textarea)")
        assert cited.endswith(f"https://office.example/b/{prefix}2026-01.1/")
    assert "SHA-256" not in cited


@pytest.mark.parametrize("name", ["screen.css", "site.css", "search.js", "mark.css", "mark.js"])
def test_what_pages_load_is_in_the_folder(name: str, made: Site) -> None:
    assert (made.folder / name).is_file()
    assert len(list((made.folder / "fonts").iterdir())) >= 7
