"""Interactive charts: what a page gets, and what is refused. The browser's part is beside this file."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from pipeline.bulletin import charts
from pipeline.bulletin.charts import interactive
from pipeline.bulletin.model import Chart, Document, Printed, Section
from pipeline.bulletin.render import render_html
from pipeline.errors import CrossfootError
from tests.bulletin.sample_document import FONTS, TEMPLATES, sample

SPEC = re.compile(r'<script type="application/json" class="chart-spec">(.*?)</script>', re.DOTALL)


def _document() -> Document:
    return sample(districts=3)


@cache
def _html() -> str:
    return render_html(_document(), TEMPLATES, "screen")


def _one(*texts: str, drawn: tuple[str, ...] = (), title: str = "T") -> Document:
    """Give a document with one chart of bars, its numbers listed and drawn."""
    numbers = [Printed(f"q{at}", text, "c", "value") for at, text in enumerate(texts)]
    rows = [charts.Bar("name", float(at + 1), text) for at, text in enumerate(drawn or texts)]
    points = tuple((f"p{at}", (number,)) for at, number in enumerate(numbers))
    chart = Chart("Figure 1", title, "", charts.bars(rows, fonts=FONTS), ("alt",), (("s", points),))
    return replace(_document(), sections=(Section("a", "A", (chart,)),))


PAGE = "<html><head><title>t</title></head><body><figure><svg/></figure></body></html>"


def test_every_figure_gets_the_numbers_listed_under_it() -> None:
    page = interactive.enliven(_html(), _document(), TEMPLATES)
    found = [json.loads(text) for text in SPEC.findall(page)]
    drawn = interactive.charts_in_order(_document())
    assert [len(one["points"]) for one in found] == [len(interactive.numbers_of(chart)) for chart in drawn]
    for one, chart in zip(found, drawn, strict=True):
        assert {"wide", "narrow", "count", "points", "say"} == set(one)
        assert one["points"][0][3] == interactive.numbers_of(chart)[0][3]
        assert one["wide"]["width"] + one["wide"]["padding"]["left"] <= charts.theme.WIDTH


def test_the_page_loads_one_script_beside_it_and_nothing_else() -> None:
    page = interactive.enliven(_html(), _document(), TEMPLATES)
    assert re.findall(r'src="([^"]*)"', page) == [interactive.SCRIPT]
    assert "://" not in "".join(SPEC.findall(page)).replace("https://vega.github.io/schema/", "")


def test_without_its_scripts_the_page_is_the_printed_one() -> None:
    page = interactive.enliven(_html(), _document(), TEMPLATES)
    bare = re.sub(r"<script.*?</script>\n", "", page, flags=re.DOTALL)
    bare = re.sub(r"<style>\n/\* Interactive.*?</style>\n", "", bare, flags=re.DOTALL)
    assert bare == _html()


def test_the_same_document_gives_the_same_page_and_script() -> None:
    again = sample.__wrapped__(districts=3)
    first = interactive.enliven(_html(), _document(), TEMPLATES)
    assert interactive.enliven(render_html(again, TEMPLATES, "screen"), again, TEMPLATES) == first
    own = (TEMPLATES / "scripts" / interactive.SCRIPT).read_text(encoding="utf-8")
    interactive._bundle.cache_clear()
    assert interactive._bundle(own) == interactive.files(TEMPLATES)[interactive.SCRIPT]


def test_the_script_is_of_the_size_that_a_page_can_carry_and_names_its_licences() -> None:
    written = interactive.files(TEMPLATES)
    assert len(written[interactive.SCRIPT]) < 1_000_000
    assert interactive.LICENCE.encode() in written[interactive.SCRIPT][:200]
    for name in (b"University of Washington", b"BSD-3-Clause", b"Mike Bostock"):
        assert name in written[interactive.LICENCE]


def test_a_name_cannot_end_the_element_that_holds_it() -> None:
    document = _one("1", "2")
    chart = document.sections[0].blocks[0]
    assert isinstance(chart, Chart)
    hostile = replace(chart, series=(("</script><script>alert(1)</script>", chart.series[0][1]),))
    document = replace(document, sections=(Section("a", "A", (hostile,)),))
    page = interactive.enliven(PAGE, document, TEMPLATES)
    assert "<script>alert" not in page
    (found,) = SPEC.findall(page)
    assert json.loads(found)["points"][0][0] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("listed", "drawn"), [(("1", "2"), ("2", "1")), (("1",), ("1", "2")), (("1", "2"), ("1",))]
)
def test_a_chart_that_draws_another_number_than_it_lists_is_refused(
    listed: tuple[str, ...], drawn: tuple[str, ...]
) -> None:
    with pytest.raises(CrossfootError, match="Figure 1 draws"):
        interactive.enliven(PAGE, _one(*listed, drawn=drawn), TEMPLATES)


def test_a_page_of_another_document_is_refused() -> None:
    with pytest.raises(CrossfootError, match="has 1 figures, its document 6"):
        interactive.enliven(PAGE, _document(), TEMPLATES)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_chart_of_more_numbers_than_keys_can_walk_stays_as_drawn(extra: int) -> None:
    count = interactive.MOST_NUMBERS + extra
    points = tuple((f"p{at}", (Printed(f"q{at}", "1", "c", "value"),)) for at in range(count))
    chart = Chart(
        "Figure 1",
        "T",
        "",
        charts.Drawing("<svg/>", f'{{"count":{count},"wide":{{}}}}'),
        ("alt",),
        (("s", points),),
    )
    document = replace(_document(), sections=(Section("a", "A", (chart,)),))
    assert len(SPEC.findall(interactive.enliven(PAGE, document, TEMPLATES))) == 1 - extra


def test_a_chart_whose_specification_is_not_known_stays_as_drawn() -> None:
    chart = Chart("Figure 1", "T", "", "<svg/>", ("alt",), ())
    assert chart.spec == ""
    document = replace(_document(), sections=(Section("a", "A", (chart,)),))
    assert SPEC.findall(interactive.enliven(PAGE, document, TEMPLATES)) == []


@pytest.mark.parametrize(("lang", "word"), [("en", "Number %"), ("az", "Ədəd %"), ("ru", "Число %")])
def test_the_words_are_of_the_language_of_the_page(lang: str, word: str) -> None:
    page = interactive.enliven(PAGE, replace(_one("1"), lang=lang), TEMPLATES)
    assert json.loads(SPEC.findall(page)[0])["say"]["number"] == word


def test_a_page_in_a_folder_finds_the_script_above_it() -> None:
    page = interactive.enliven(PAGE, _one("1"), TEMPLATES, above="../")
    assert re.findall(r'src="([^"]*)"', page) == [f"../{interactive.SCRIPT}"]
