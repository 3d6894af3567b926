"""Files made unlike the standards in one respect each: they show that the checks can fail."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from tests.bulletin.pdf.small import of_kind, opened, short_pdf

Change = Callable[[pikepdf.Pdf], None]
A3, UA = "ISO 19005-3", "ISO 14289-1"


def _metadata(before: bytes, after: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes()
        assert before in text
        pdf.Root.Metadata.write(text.replace(before, after))

    return change


def _drop_from_root(*names: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for name in names:
            del pdf.Root[name]

    return change


def _from_first(kind: str, name: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del of_kind(pdf, kind)[0][name]

    return change


def _from_all(found: Callable[[pikepdf.Pdf], list[Any]], name: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for thing in found(pdf):
            del thing[name]

    return change


def _of_type(name: str) -> Callable[[pikepdf.Pdf], list[Any]]:
    return lambda pdf: [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == f"/{name}"
    ]


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [font for font in _of_type("Font")(pdf) if "/ToUnicode" in font]


def _programs(pdf: pikepdf.Pdf) -> list[Any]:
    return [font for font in _of_type("FontDescriptor")(pdf) if "/FontFile2" in font]


def _skip_a_level(pdf: pikepdf.Pdf) -> None:
    for heading in of_kind(pdf, "H2"):
        heading.S = pikepdf.Name("/H4")


def _hide(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _run_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("1"))


def _loosen_a_link(pdf: pikepdf.Pdf) -> None:
    for link in of_kind(pdf, "Link"):
        link.S = pikepdf.Name("/Span")


def _say_no_language(pdf: pikepdf.Pdf) -> None:
    of_kind(pdf, "P")[0].Lang = pikepdf.String("not_a tag")


MUTATIONS: dict[str, tuple[Change, set[tuple[str, str]]]] = {
    "no statement of PDF/UA": (_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""), {(UA, "5")}),
    "a schema that is not described": (
        _metadata(b"<pdfaProperty:name>part<", b"<pdfaProperty:name>other<"),
        {(A3, "6.6.2.3.1")},
    ),
    "no part of PDF/A": (_metadata(b'pdfaid:part="3"', b'pdfaid:part="2"'), {(A3, "6.6.4")}),
    "no title": (_metadata(b"dc:title", b"dc:source"), {(UA, "7.1"), (A3, "6.6.2.3.1")}),
    "not marked": (_hide, {(UA, "6.2"), (A3, "6.7.2.2")}),
    "no tree": (_drop_from_root("/StructTreeRoot"), {(A3, "6.7.3.3"), (UA, "7.1"), (UA, "7.18.5")}),
    "the name of the file as title": (_drop_from_root("/ViewerPreferences"), {(UA, "7.1")}),
    "no language": (_drop_from_root("/Lang"), {(UA, "7.2")}),
    "a language that is none": (_say_no_language, {(A3, "6.7.4"), (UA, "7.2")}),
    "no colours defined": (_drop_from_root("/OutputIntents"), {(A3, "6.2.4.3"), (A3, "6.2.10")}),
    "a figure without a description": (_from_first("Figure", "/Alt"), {(UA, "7.3")}),
    "a level of headings left out": (_skip_a_level, {(UA, "7.4.2")}),
    "heads without scope": (
        _from_all(lambda pdf: of_kind(pdf, "TH"), "/A"),
        {(UA, "7.5")},
    ),
    "an attachment without its name": (_from_all(_of_type("Filespec"), "/UF"), {(UA, "7.11"), (A3, "6.8")}),
    "an attachment without its relation": (_from_all(_of_type("Filespec"), "/AFRelationship"), {(A3, "6.8")}),
    "pages in no order of tabs": (_from_all(_of_type("Page"), "/Tabs"), {(UA, "7.18.3")}),
    "links without a description": (
        _from_all(_of_type("Annot"), "/Contents"),
        {(UA, "7.18.5"), (UA, "7.18.1")},
    ),
    "links that are no links": (_loosen_a_link, {(UA, "7.18.5")}),
    "annotations that are not printed": (_from_all(_of_type("Annot"), "/F"), {(A3, "6.3.2")}),
    "a script": (_run_a_script, {(A3, "6.5.1")}),
    "typefaces left out": (_from_all(_programs, "/FontFile2"), {(A3, "6.2.11.4.1"), (UA, "7.21.4.1")}),
    "characters without their meaning": (
        _from_all(_fonts, "/ToUnicode"),
        {(A3, "6.2.11.7.2"), (UA, "7.21.7")},
    ),
}
"""By name: the change, and the clauses that the file then does not meet, and no others."""


def mutated(name: str) -> bytes:
    """Return the short bulletin with one change."""
    result = BytesIO()
    with opened(short_pdf()) as pdf:
        MUTATIONS[name][0](pdf)
        pdf.save(result, fix_metadata_version=False)
    return result.getvalue()
