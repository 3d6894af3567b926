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
from tests.releasing.correcting import OTHER, WORDS, corrected, draft_of
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


DIFFERING = """
number   | cell                                | facet           | before      | now         | listed as
---------|-------------------------------------|-----------------|-------------|-------------|----------
aaaaaaa9 | seasonal.observations.fci.C.2026-01 | value           | 11          | 12          | \
Seasonal adjustment: investment in fixed capital, months with a figure, Country, Jan 2026
aaaaaaa2 | fci.D1.2026-01                      | value           | 75.6        | 76.9        | \
Investment in fixed capital, First district, Jan 2026
aaaaaaa3 | fci.D1.2025-12                      | value           | 70.1        |             | \
Investment in fixed capital, First district, Dec 2025
aaaaaaa4 | fci.D1.2026-01                      | age             | 12          |             | \
Investment in fixed capital, First district, Jan 2026, age in days
aaaaaaa5 | fci.D1.2026-01                      | lo              | 70          | 71          | \
Investment in fixed capital, First district, Jan 2026, lower end
aaaaaaa6 | fci.D1.2026-01.flow                 | value           | 75.6        | 76.9        | \
Investment in fixed capital, month, First district, Jan 2026
aaaaaaa7 | fci.X.2026-01                       | hi              | 8           |             | \
fci.X.2026-01, upper end
aaaaaab1 | fci.D1.2026-01                      | vintage 2025-12 | 75.6        |             |
aaaaaab2 | fci.D1.2026-01                      | previous        |             | 75.6        |
aaaaaab3 | fci.D1.2026-01                      | revision        |             | 1.3         |
aaaaaab4 | fci.D1.2026-01                      | by_data         |             | 1.3         |
aaaaaab5 | fci.C.2026-01.flow                  | value           | 4.09 / 4.1  | 4.1         |
aaaaaab6 | fci.C.2026-01.growth_published      | value           | +7.5        | +7.5 / 7.5  |
aaaaaab7 | quality.releases.2026-01            | value           | 12          | 13          |
aaaaaab8 | reported.C.2026-01.figure=f1        | value           | 1 406,0     |             |
aaaaaab9 | reported.D1.2026-01.figure=f2       | value           | 75.6        |             |
"""
"""Numbers of two issues. What has no label is of another issue, printed for another cell, or a count."""


def _issue(side: int) -> dict[str, str]:
    """Write the files of one of the two issues; fci.C is made of figure f1, fci.D1 of f2 in the first."""
    lines, cells = [*NUMBERS.splitlines()[:2]], [*CELLS.splitlines()]
    country = cells[1]
    district = country.replace("fci.C.2026-01,C,", "fci.D1.2026-01,D1,")
    cells += [district, district.replace("2026-01,D1", "2026-01.flow,D1").replace(",ytd,", ",flow,")]
    cells += [district.replace("2026-01", "2025-12").replace("01-31", "12-31").replace("-01-01", "-12-01")]
    cells += [country.replace("fci.C.2026-01,", "quality.releases.2026-01,")]
    made = country.replace("fci.C.2026-01,", "seasonal.observations.fci.C.2026-01,")
    cells += [made.replace(",_T,", ",statistic=observations,").replace(",ytd,", ",diagnostic,")]
    for row in sorted(DIFFERING.strip().splitlines()[2:]):
        number, cell, facet, *texts = (part.strip() for part in row.split("|"))
        start = f"2026-01.1,en,{number},{cell},{facet},table,investment,,,,"
        lines += [f'{start}"{text}",1' for text in texts[side].split(" / ") if text]
    inputs = ["cell_id,input_id", "fci.C.2026-01,f1", *(["fci.D1.2026-01,f2"] if side == 0 else [])]
    files = {"published_number.csv": lines, "cells.csv": cells, "cell_input.csv": inputs}
    return {name: "\n".join([*of, ""]) for name, of in files.items()}


def test_readers_see_in_words_what_differs_and_nothing_that_is_of_another_issue(
    desk: Desk, tmp_path: Path
) -> None:
    """First what the corrigendum names, then by where it stands; counts in one line, no row twice."""
    desk.released(files=_issue(0))
    draft = draft_of(tmp_path, f"{KEY}.1", ["aaaaaaa9"])
    correct(desk.office, KEY, desk.who(ANN), WORDS, draft)
    desk.released(files=_issue(1))
    site = publish_site(desk.office)
    assert site is not None
    page = (site / "corrections.html").read_text(encoding="utf-8")
    lines = re.findall(r"<tr><th scope=\"row.*?</tr>", page)
    rows = [re.findall("<t[hd][^>]*>([^<]*)</t", line) for line in lines]
    expected = []
    for row in DIFFERING.strip().splitlines()[2:]:
        number, cell, _, before, now, label = (part.strip() for part in row.split("|"))
        said = f"{label} ({cell})" if not label.startswith("fci") else label
        expected += [[number, said, before, now or "not printed"]] if label else []
    assert rows == expected
    assert "Besides, counts of what came in and diagnostics that differ: 1." in page


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


def _leads(path: Path) -> list[tuple[str, str, str]]:
    """List what a page says of other issues of the month: what it is, the address, the name."""
    found = re.findall(
        r'<li>([^<:]+): <a href="([^"]*2026-01[^"]*)">([^<]+)</a></li>', path.read_text("utf-8")
    )
    return [(one[0], one[1], one[2]) for one in found]


def test_an_issue_that_was_corrected_twice_leads_to_the_next_and_to_the_newest(desk: Desk) -> None:
    corrected(desk)
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    newest = OTHER.replace("76.9", "77.1").replace(f"{KEY}.2", f"{KEY}.3")
    desk.released(files={"published_number.csv": newest})
    site = publish_site(desk.office)
    assert site is not None
    to_next = (
        "Issue that takes its place",
        "../2026-01.2/index.html",
        "January 2026, issue 2026-01.2 (corrected)",
    )
    to_newest = ("../2026-01.3/index.html", "January 2026, issue 2026-01.3")
    for name in ("marked-bulletin.en.html", "index.html"):
        first = _leads(site / f"{KEY}.1" / name)
        assert first == [to_next, ("Newest issue of the month", *to_newest)]
        assert _leads(site / f"{KEY}.2" / name) == [("Issue that takes its place", *to_newest)]
    said = [label for label, _, _ in _leads(site / "corrections.html")]
    assert said == [
        *("Earlier issue", "Issue that takes its place"),
        *("Earlier issue", "Issue that takes its place", "Newest issue of the month"),
    ]


def test_a_withdrawn_issue_leads_to_the_one_that_came_after_it(desk: Desk) -> None:
    desk.released()
    withdraw(desk.office, f"{KEY}.1", desk.who(BEN, "The publisher took its figures back."))
    desk.released()
    site = publish_site(desk.office)
    assert site is not None
    assert _leads(site / f"{KEY}.1" / "marked-bulletin.en.html") == [
        ("Newest issue of the month", "../2026-01.2/index.html", "January 2026, issue 2026-01.2")
    ]


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


def test_numbers_are_compared_in_a_language_that_both_have(tmp_path: Path) -> None:
    head = "lang,number_id,cell_id,facet,printed\n"
    rows = {
        "before": "az,n1,c1,lo,1\nen,n3,c3,hi,3\nen,n3,c3,hi,3.0\nen,n1,c1,lo,1\nen,n2,c2,lo,2\n"
        "ru,n1,c1,lo,1\n",
        "now": "en,n1,c1,lo,1\nen,n2,c2,lo,+5\nen,n2,c2,lo,5\nen,n4,c4,lo,4\nru,n1,c1,lo,7\n",
    }
    for name, text in rows.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "published_number.csv").write_text(head + text, encoding="utf-8")
    assert changed_numbers(tmp_path / "before", tmp_path / "now") == [
        Changed("n3", "c3", "hi", "3 / 3.0", ""),
        Changed("n2", "c2", "lo", "2", "+5"),
        Changed("n4", "c4", "lo", "", "4"),
    ]
    assert changed_numbers(tmp_path / "before", tmp_path / "now", "ru") == [
        Changed("n1", "c1", "lo", "1", "7")
    ]
    assert len(changed_numbers(tmp_path / "before", tmp_path / "now", "az")) == 3


def test_a_number_that_stands_in_another_language_alone_is_not_gone(tmp_path: Path) -> None:
    """A page of an indicator is in English; the Russian bulletin may print a number no more."""
    head = "lang,number_id,cell_id,facet,printed\n"
    before = (
        "en,n1,c1,value,1.5\nru,n1,c1,value,15\nen,n2,c2,value,2.5\nru,n2,c2,value,25\nru,n3,c3,value,3\n"
    )
    now = "en,n1,c1,value,1.5\nen,n2,c2,value,2.6\nru,n4,c4,value,4\n"
    for name, text in {"before": before, "now": now}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "published_number.csv").write_text(head + text, encoding="utf-8")
    found = changed_numbers(tmp_path / "before", tmp_path / "now", "ru")
    assert {(one.number_id, one.before, one.now) for one in found} == {
        *(("n2", "2.5", "2.6"), ("n3", "3", ""), ("n4", "", "4"))
    }
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
