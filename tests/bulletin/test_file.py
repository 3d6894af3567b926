"""The finished PDF: typefaces, metadata, attachments and structure."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from pipeline.bulletin.render import companions
from pipeline.bulletin.typeface import FROM_NOTO
from tests.bulletin.pages import sample_pdf
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
