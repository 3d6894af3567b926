"""What readers see of an issue that was corrected or withdrawn: both issues, marks, what differs in words."""

import re
from pathlib import Path

import pytest

from pipeline.identity import file_hash
from pipeline.releasing.corrections import Changed, changed_numbers, correct
from pipeline.releasing.folder import kept_folder
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.printed import in_language
from pipeline.releasing.readers import publish_site
from pipeline.releasing.steps import withdraw
from pipeline.sealed.hashes import without_site
from tests.releasing.conftest import ANN, BEN, CELLS, KEY, NUMBERS, PAGE, Desk
from tests.releasing.correcting import OTHER, WORDS, corrected
from tests.site.folder import files_of


def test_readers_see_both_issues_and_what_differs(desk: Desk) -> None:
    corrected(desk)
    site = publish_site(desk.office)
    assert site is not None
    old = (site / f"{KEY}.1" / "index.html").read_text(encoding="utf-8")
    assert "This issue was corrected on 20 April 2026" in old
    assert f'href="../{KEY}.2/index.html"' in old
    for text in (*WORDS.values(), "Issue that takes its place: <a"):
        assert text.partition(" | ")[0] in old
    new = (site / f"{KEY}.2" / "index.html").read_text(encoding="utf-8")
    assert "takes the place of an earlier issue of its month" in new
    page = (site / "corrections.html").read_text(encoding="utf-8")
    said = ("Persons resettled in the first district", WORDS["right"], WORDS["why"])
    for text in (*said, "75.6", "76.9", "aaaaaaa2"):
        assert text in page
    assert "Birinci rayon" not in page
    assert "Earlier issue: <a" in page
    assert "aaaaaaa1" not in page


def test_an_issue_stays_at_its_address_and_the_month_shows_the_newest(desk: Desk) -> None:
    desk.released()
    site = publish_site(desk.office)
    assert site is not None
    first = files_of(site / f"{KEY}.1")
    assert files_of(site / KEY) == first
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.released(files={"published_number.csv": OTHER})
    publish_site(desk.office)
    stayed = files_of(site / f"{KEY}.1")
    assert {name: stayed[name] for name in first if name != "index.html"} == {
        name: digest for name, digest in first.items() if name != "index.html"
    }
    assert files_of(site / KEY) == files_of(site / f"{KEY}.2")
    text = (site / KEY / "index.html").read_text(encoding="utf-8")
    assert f"The address of this issue, {KEY}.2/, does not change" in text
    assert f'href="../{KEY}.2/bulletin.en.html"' in text


def test_readers_see_in_words_what_differs(desk: Desk) -> None:
    """A number of each: of both issues, of the corrected one alone, a count, and a cell that none lists."""
    own = CELLS.splitlines()[1]
    both = own.replace("fci.C.2026-01,C,", "fci.D1.2026-01,D1,")
    gone = both.replace("fci.D1.2026-01,", "fci.D1.2025-12,").replace("2026-01", "2025-12")
    count = own.replace("fci.C.2026-01,", "quality.releases.2026-01,")
    odd = "2026-01.1,en,aaaaaaa4,quality.releases.2026-01,value,text,quality,,,,12,0\n"
    odd += "2026-01.1,en,aaaaaaa5,fci.X.2026-01,value,text,quality,,,,12,0\n"
    once = "2026-01.1,en,aaaaaaa3,fci.D1.2025-12,value,text,investment,,,,70.1,1\n"
    desk.released(
        files={
            "published_number.csv": NUMBERS + once + odd,
            "cells.csv": "\n".join([*CELLS.splitlines(), both, gone, count, ""]),
        }
    )
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.released(files={"published_number.csv": OTHER, "cells.csv": f"{CELLS}{both}\n"})
    site = publish_site(desk.office)
    assert site is not None
    page = (site / "corrections.html").read_text(encoding="utf-8")
    lines = re.findall(r"<tr><th scope=\"row.*?</tr>", page)
    rows = [re.findall("<t[hd][^>]*>([^<]*)</t", line) for line in lines]
    title = "Investment in fixed capital"
    assert rows == [
        ["aaaaaaa2", f"{title}, First district, Jan 2026 (fci.D1.2026-01)", "75.6", "76.9"],
        ["aaaaaaa3", f"{title}, First district, Dec 2025 (fci.D1.2025-12)", "70.1", "not printed"],
        ["aaaaaaa4", "Independent releases (quality.releases.2026-01)", "12", "not printed"],
        ["aaaaaaa5", "fci.X.2026-01", "12", "not printed"],
    ]


def test_copies_of_the_web_pages_are_marked_and_the_sealed_ones_stay(desk: Desk) -> None:
    linked = PAGE.replace("<main>", '<a class="skip" href="#n-aaaaaaa1">Skip</a><main>').replace(
        "</main>",
        '<a href="R1/bulletin.en.html#n-aaaaaaa1">North</a><a href="bulletin.en.pdf">PDF</a></main>',
    )
    own = PAGE.replace("</main>", '<a href="../bulletin.en.html">Country</a></main>')
    files = {"bulletin.en.html": linked, "R1/bulletin.en.html": own}
    desk.released(files=files)
    publish_site(desk.office)
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.released(files={"published_number.csv": OTHER})
    site = publish_site(desk.office)
    assert site is not None
    old = site / f"{KEY}.1"
    page = (old / "marked-bulletin.en.html").read_text(encoding="utf-8")
    said = page[page.index("<aside") : page.index("</aside>")]
    assert page.index("Skip</a>") < page.index("<aside") < page.index("<main>")
    assert "This issue was corrected on 20 April 2026" in said
    assert re.findall('href="([^"]+)"', said) == [
        *(f"../{KEY}.2/index.html", "../corrections.html", "bulletin.en.html")
    ]
    assert file_hash(old / "bulletin.en.html") in said
    assert WORDS["why"] in said
    assert "style=" not in said
    assert re.findall('href="([^"]+)"', page[page.index("</aside>") :]) == [
        *("R1/marked-bulletin.en.html#n-aaaaaaa1", "bulletin.en.pdf")
    ]
    below = (old / "R1" / "marked-bulletin.en.html").read_text(encoding="utf-8")
    assert re.findall('href="([^"]+)"', below) == [
        *("../../mark.css", "#crossfoot-mark"),
        *(f"../../{KEY}.2/index.html", "../../corrections.html", "bulletin.en.html"),
        "../marked-bulletin.en.html",
    ]
    for name, text in files.items():
        assert (old / name).read_text(encoding="utf-8") == text
    assert not list((site / KEY).rglob("marked-*"))
    kept = kept_folder(desk.office, standings_of(desk.office)[f"{KEY}.1"])
    assert without_site(old, files_of(old)) == files_of(kept)
    assert f"{KEY}.1 (corrected" in (site / "archive.html").read_text(encoding="utf-8")
    for name in ("archive.html", f"{KEY}.1/index.html", f"numbers/{KEY}.1-1.html", "search/index.js"):
        assert "marked-bulletin.en.html" in (site / name).read_text(encoding="utf-8"), name


def test_a_withdrawn_issue_stays_marked_with_its_reason(desk: Desk) -> None:
    desk.released("2025-12")
    desk.released()
    publish_site(desk.office)
    withdraw(desk.office, f"{KEY}.1", desk.who(BEN, "The publisher took its figures back."))
    site = publish_site(desk.office)
    assert site is not None
    assert "This issue was withdrawn" in (site / KEY / "index.html").read_text(encoding="utf-8")
    said = (site / "corrections.html").read_text(encoding="utf-8")
    assert "took its figures back" in said
    assert "The issue: <a" in said
    assert "its files stay available" in said
    assert "Earlier issue" not in said
    assert (site / KEY / "bulletin.en.pdf").is_file()
    page = (site / KEY / "marked-bulletin.en.html").read_text(encoding="utf-8")
    assert "This issue was withdrawn" in page
    assert "took its figures back" in page[: page.index("</aside>")]
    assert page.index("</aside>") < page.index("1 406.0")
    assert "December 2025" in (site / "index.html").read_text(encoding="utf-8").split("<h1>")[1][:60]


def test_a_site_that_shows_what_the_ledger_has_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.released()
    site = publish_site(desk.office)
    monkeypatch.setattr("pipeline.site.build.build_site", None)
    assert publish_site(desk.office) == site


def test_numbers_are_compared_in_the_first_language_that_both_have(tmp_path: Path) -> None:
    head = "lang,number_id,cell_id,printed\n"
    rows = {
        "before": "az,n1,c1,1\nen,n1,c1,1\nen,n2,c2,2\nen,n3,c3,3\nen,n3,c3,3.0\n",
        "now": "en,n1,c1,1\nen,n2,c2,5\nen,n4,c4,4\n",
    }
    for name, text in rows.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "published_number.csv").write_text(head + text, encoding="utf-8")
    assert changed_numbers(tmp_path / "before", tmp_path / "now") == [
        Changed("n2", "c2", "2", "5"),
        Changed("n3", "c3", "3 / 3.0", ""),
        Changed("n4", "c4", "", "4"),
    ]
    assert changed_numbers(tmp_path / "before", tmp_path / "none") == []


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("One.", "az", "One."),
        ("One. | az: Bir. | ru: Один.", "ru", "Один."),
        ("One. | az: Bir.", "ru", "One."),
        ("One. | az: Bir.", "en", "One."),
        ("no: colon", "no", "no: colon"),
    ],
)
def test_a_text_is_told_in_the_language_of_the_edition(text: str, lang: str, told: str) -> None:
    assert in_language(text, lang) == told
