"""The finished PDF: typefaces, metadata, attachments and structure."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from pipeline.bulletin.render import companions
from pipeline.bulletin.typeface import FROM_NOTO
from tests.bulletin.pages import ATTACHED, sample_pdf
from tests.bulletin.sample_document import FONTS, TEMPLATES


@pytest.fixture
def opened() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample_pdf())) as file:
        yield file


def test_only_packaged_typefaces_are_in_the_file_and_all_are_embedded(opened: pikepdf.Pdf) -> None:
    names = set()
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in thing or "/FontFile3" in thing
            names.add(str(thing.FontName).split("+")[1].rstrip(","))
    family = {"Source-Sans-3", "Source-Sans-3-Semi-Bold", "Source-Sans-3-Bold"}
    assert family | {"Noto-Sans"} <= names <= family | {"Noto-Sans", "Source-Sans-3-Italic"}


def test_the_style_sheet_names_only_packaged_typefaces() -> None:
    css = (TEMPLATES / "bulletin.css").read_text(encoding="utf-8")
    families = {name.strip() for rule in re.findall(r"font-family:([^;}]*)", css) for name in rule.split(",")}
    assert families == {'"Source Sans 3"', '"Noto Sans"'}
    ranges = re.findall(r"unicode-range: U\+([0-9A-F]+) }", css)
    assert {chr(int(code, 16)) for code in ranges} == FROM_NOTO
    sources = set(re.findall(r"url\(([^)]*)\)", css))
    assert sources == {f'"fonts/{path.name}"' for path in FONTS.glob("*.ttf")}


def test_all_weights_hold_the_same_characters() -> None:
    from fontTools.ttLib import TTFont

    sets = [set(TTFont(path).getBestCmap()) for path in FONTS.glob("SourceSans3-*.ttf")]
    assert len(sets) == 4
    assert all(own == sets[0] for own in sets)


def test_licences_travel_with_the_typefaces() -> None:
    files = companions(TEMPLATES)
    assert sum(name.endswith(".ttf") for name in files) == 5
    assert all(
        b"SIL OPEN FONT LICENSE" in files[f"fonts/LICENSE-{name}.txt"] for name in ("SourceSans3", "NotoSans")
    )


def test_the_file_says_what_it_is(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as data:
        assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("3", "A")
        assert data["dc:title"].startswith("Investment, resettlement and housing")
        assert data["xmp:CreateDate"] == data["xmp:ModifyDate"] == "2026-11-22T09:30:00Z"
    assert str(opened.Root.Lang) == "en"
    assert bool(opened.Root.MarkInfo.Marked)
    titles = [str(item.title) for item in opened.open_outline().root[0].children]
    assert "1 Investment in fixed capital" in titles
    assert titles[-1].endswith("Lineage index")


def test_attachments_are_listed_once_with_their_relationship(opened: pikepdf.Pdf) -> None:
    files = {str(item.UF): str(item.AFRelationship) for item in opened.Root.AF}
    assert len(opened.Root.AF) == 2
    assert files == {"figures.csv": "/Data", "evidence.json": "/Supplement"}
    assert opened.attachments["figures.csv"].get_file().read_bytes() == ATTACHED[0][1]


def _elements(node: Any, parents: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    yield node, parents
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _elements(kid, (*parents, str(node.get("/S", ""))))


def test_the_structure_is_mended(opened: pikepdf.Pdf) -> None:
    tree = list(_elements(opened.Root.StructTreeRoot))
    heads = [(node, parents) for node, parents in tree if node.get("/S") == "/TH"]
    assert len(heads) > 100
    for node, parents in heads:
        assert node.A.Scope == ("/Column" if "/THead" in parents else "/Row")
    figures = [node for node, _ in tree if node.get("/S") == "/Figure"]
    assert len(figures) == 6
    assert all(len(str(node.Alt)) > 20 for node in figures)
    assert not any(node.get("/S") == "/Caption" and parents[-1] == "/Caption" for node, parents in tree)
    assert not any(
        node.get("/S") == "/TD" and "/Headers" in node.A and not len(node.A.Headers) for node, _ in tree
    )


def test_running_heads_are_artifacts_and_nothing_hangs_loose(opened: pikepdf.Pdf) -> None:
    reached = {node.objgen for node, _ in _elements(opened.Root.StructTreeRoot)}
    for page, parents in zip(
        opened.pages, list(opened.Root.StructTreeRoot.ParentTree.Nums)[1::2], strict=False
    ):
        assert all(kid is None or kid.objgen in reached for kid in parents)
        content = page.Contents.read_bytes()
        assert content.count(b"/Pagination") >= 3
        assert content.count(b"/MCID") == sum(kid is not None for kid in parents)
