"""The counter-proof as a whole: what it says of a release, and what it asks of one."""

import io
import json
from collections.abc import Mapping
from random import Random
from typing import Any

import pikepdf
import pytest

from pipeline.counterproof import check
from pipeline.counterproof.agree import check_agreement
from pipeline.counterproof.check import check_release, require_proof, summary
from pipeline.counterproof.furniture import load_furniture
from pipeline.counterproof.model import Block, Proof, Run
from pipeline.counterproof.read_pdf import Pdf
from pipeline.errors import StopRuleError
from tests.counterproof.mutations import MUTATIONS, PAGE
from tests.counterproof.pdf_mutations import EDITS, PDF, edited
from tests.counterproof.small_release import changed, small_release


def test_a_pdf_that_was_only_written_anew_still_agrees() -> None:
    assert check_release(edited(_nothing, Random(1))).problems == []


def test_numbers_are_counted_by_file_and_place_and_furniture_by_kind() -> None:
    told = json.loads(summary(require_proof(small_release())))
    assert told["problems"] == 0
    assert told["numbers"][PAGE] == {"alt": 1, "cell": 63, "drawing": 5, "list": 5, "text": 8}
    assert told["numbers"][PDF] == {"link": 52}
    assert told["furniture"]["page"] == 2 * len(pikepdf.open(io.BytesIO(small_release()[PDF])).pages)
    assert summary(require_proof(small_release())) == summary(check_release(small_release()))


def test_a_release_that_does_not_agree_is_stopped_with_the_places() -> None:
    files = changed(PAGE, lambda html: html.replace("Investment in January", "Investment of 5 in January"))
    with pytest.raises(StopRuleError) as stopped:
        require_proof(files)
    first, *problems, last = str(stopped.value).split("\n")
    assert first == ("The counter-proof found 2 places where a page and the release's tables do not agree:")
    assert problems[0] == (
        "- bulletin.en.html, the head of the page, text: 5 is bound to no cell and is no declared furniture "
        "here: 'Investment of 5 in January 2026 was 1\\u202f406.3\\xa0[n] million.'."
    )
    assert [one.split(", ")[0] for one in problems[1:]] == ["- bulletin.en.pdf"]
    assert last == (
        "Bind the number to its cell, or declare it with a reason in pipeline/counterproof/furniture.toml."
    )


INDICATOR_PAGE = """
<html lang="en"><body><main>
<section aria-labelledby="figures"><table>
<caption><span class="lab">Table 1</span></caption>
<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody>
<tr><th scope="row">Alder</th>
<td><a class="n" href="#n-NUMBER" title="fci.T1.2026-01">1\u202f406.3</a></td></tr>
</tbody></table></section>
<table class="index"><thead><tr><th>x</th></tr></thead><tbody>
<tr id="n-NUMBER"><th scope="row">NUMBER</th><td>1\u202f406.3</td><td>fci.T1.2026-01</td><td>value</td>
<td>S1: register.csv, line 14, value</td></tr>
</tbody></table></main></body></html>
"""


def _nothing(*_: Any, **__: Any) -> None:
    """Stand in for a check, or for an edit, that does nothing."""


def _id_of(cell: str) -> str:
    rows = small_release()["published_number.csv"].decode().splitlines()
    return next(row.split(",")[3] for row in rows if f",{cell},value," in row)


def test_many_problems_are_counted_and_the_first_are_told() -> None:
    files = {**small_release(), "cells.csv": small_release()["cells.csv"].replace(b".5,", b".9,")}
    with pytest.raises(StopRuleError, match=r"found \d{2} places[\s\S]*- and \d+ more\n"):
        require_proof(files)


@pytest.mark.parametrize("name", ["published_number.csv", "cells.csv"])
def test_a_release_without_its_tables_is_stopped(name: str) -> None:
    files = {key: data for key, data in small_release().items() if key != name}
    with pytest.raises(StopRuleError, match=f"no {name}"):
        check_release(files)


def test_a_missing_edition_form_or_page_is_told() -> None:
    files = dict(small_release())
    pdf, page = files.pop(PDF), files.pop(PAGE)
    assert check_release(files).problems == [
        "bulletin.<lang>.html, release: there is no edition of the bulletin."
    ]
    assert check_release({**files, PAGE: page}).problems == [
        "bulletin.en.pdf, release: there is no PDF of this edition."
    ]
    more = files["published_number.csv"].decode()
    row = more.splitlines()[1].replace(",key figures,", ",methodology/fci,")
    both = {**files, PAGE: page, PDF: pdf}
    assert check_release({**both, "published_number.csv": f"{more}{row}\n".encode()}).problems == [
        "methodology/fci.html, release: published_number.csv lists numbers of this page, and it is not there."
    ]
    other = row.replace("methodology/fci", "investment").replace(",en,", ",ru,")
    found = check_release({**both, "published_number.csv": f"{more}{other}\n".encode()}).problems
    assert "published_number.csv, lang: it lists languages without a page: ['ru']." in found


def test_the_page_of_an_indicator_is_held_against_its_own_rows() -> None:
    files = dict(small_release())
    number = _id_of("fci.T1.2026-01")
    page = INDICATOR_PAGE.replace("NUMBER", number)
    row = f"2026-01.1,en,,{number},fci.T1.2026-01,value,table,methodology/fci,Table 1,1,2,1\u202f406.3,1\n"
    files["published_number.csv"] += row.encode()
    files["methodology/fci.html"] = page.encode()
    assert check_release(files).problems == []
    files["methodology/fci.html"] = page.replace("Alder", "Alder 3").encode()
    assert check_release(files).problems == [
        "methodology/fci.html, Table 1, row 1, column 1: 3 is bound to no cell and is no declared furniture "
        "here: 'Alder 3'."
    ]
    files["methodology/fci.html"] = page.replace("<td>value</td>", "<td>lo</td>").encode()
    assert len(check_release(files).problems) == 1


def test_a_file_without_structure_says_nothing() -> None:
    def strip(pdf: pikepdf.Pdf, chance: Random) -> None:
        del pdf.Root["/StructTreeRoot"]

    assert len(check_release(edited(strip, Random(1))).problems) > 20


def test_text_drawn_outside_the_structure_is_told() -> None:
    def draw(pdf: pikepdf.Pdf, chance: Random) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Font["/Own"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.contents_add(b"BT /Own 12 Tf 90 90 Td (77 more) Tj ET")

    problems = check_release(edited(draw, Random(1))).problems
    assert problems == ["bulletin.en.pdf, page 1: '77 more' is drawn outside the structure of the file."]


NEEDED: dict[str, tuple[str, str]] = {
    "bind": ("a digit of a linked number", "page"),
    "check_index": ("an entry of the index left out or repeated", "page"),
    "check_values": ("cells: a value", "page"),
    "check_agreement": ("a digit drawn", "pdf"),
    "check_attachments": ("a table inside", "pdf"),
}


@pytest.mark.parametrize("part", NEEDED)
def test_each_part_is_needed(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    way, where = NEEDED[part]
    monkeypatch.setattr(check, part, _nothing)
    if part in ("bind", "check_index"):
        # What a page says otherwise than its PDF is found by the comparison of both, too.
        monkeypatch.setattr(check, "check_agreement", _nothing)
    if part in ("bind", "check_values"):
        monkeypatch.setattr(check, "check_attachments", _nothing)
    missed = [seed for seed in range(12) if not check_release(_mutated(way, where, seed)).problems]
    assert missed


def _mutated(way: str, where: str, seed: int) -> Mapping[str, bytes]:
    chance = Random(f"{way} {seed}")
    return MUTATIONS[way](chance) if where == "page" else edited(EDITS[way][0], chance)


def test_a_link_over_two_lines_is_one() -> None:
    runs: Any = (Run("Ner", "k1"), Run("mast", "k1"), Run(" and "), Run("5", "k2"))
    assert Block("row", runs=runs).links == [("k1", "Ner mast"), ("k2", "5")]


def test_an_edition_may_say_more_words_in_a_text_and_no_other_number() -> None:
    said = "million florins, January 2026"
    more = changed(PAGE, lambda html: html.replace(said, f"{said}, not confirmed by its producer"))
    assert check_release(more).problems == []
    other = changed(PAGE, lambda html: html.replace(said, f"{said}, before May 2027"))
    assert [one.partition(",")[0] for one in check_release(other).problems] == [PDF]


def test_a_list_of_contents_names_the_sections_that_there_are() -> None:
    nav = '<nav><a href="#s-investment"><span class="no">{}</span> Investment</a></nav><main>'
    right = changed(PAGE, lambda html: html.replace("<main>", nav.format(1)))
    assert check_release(right).problems == []
    other = changed(PAGE, lambda html: html.replace("<main>", nav.format(7)))
    assert check_release(other).problems == [
        "bulletin.en.html, the head of the page, nav: it names 7, and the page has no such section, table or "
        "figure."
    ]


@pytest.mark.parametrize(
    ("number", "title", "page", "found"),
    [
        ("2", "Investment", "3", 0),
        ("A", "Sources", "4", 0),
        ("2", "Investment", "4", 1),
        ("1", "Investment", "3", 1),
        ("", "Sources", "4", 1),
    ],
)
def test_an_entry_of_the_printed_contents_is_a_heading_with_its_page(
    number: str, title: str, page: str, found: int
) -> None:
    entry = Block("contents", "page 1", runs=(Run(number), Run(title), Run(f" {page}")))
    headings = [
        Block("heading", f"page {at}", runs=(Run(text),))
        for at, text in ((3, "2 Investment"), (4, "Annex A Sources"))
    ]
    proof = Proof()
    check_agreement(PDF, Pdf([entry, *headings]), headings, "en", proof, load_furniture("en"))
    assert len(proof.problems) == found
    assert proof.furniture["page"] == 1 - found
