"""An edition speaks its own language: no run of English words stands in a Russian or Azerbaijani one."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from pipeline.bulletin.compose import compose
from pipeline.bulletin.declared import quoted_texts
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.load import in_language
from pipeline.bulletin.material import Material
from pipeline.libraries import software
from pipeline.rules.naming import Words
from tests.bulletin.conftest import Made

_UNREAD = ("svg", "spec", "attachments", "issue", "key", "places", "cell_id", "number_id")
"""Drawings, whose words are read where they are listed; codes, and places that the page puts in words."""
_NAMED = re.compile(
    r"«[^«»А-яё]*»|X-13ARIMA-SEATS|\b[\w-]+(?:[._/:=;]+[\w-]+)+|\b\w*[\d_][\w-]*|\b[A-Z]{2,}\b"
    r"|(?:\b[A-Z]\. )+[A-Z]\w+"
)
"""Titles in quotation marks, programs, codes, names of files and addresses, abbreviations, authors."""
_LATIN_RUN = re.compile(r"[A-Za-z]{2,}(?:[ ,;-]+[A-Za-z]{2,})+")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|was|were|for|with|which|that|not|from|its|this|each|as|than|it|by|has|have"
    r"|figures?|sources?|months?|years?|published?|total)\b",
    re.IGNORECASE,
)
"""Words that an English sentence has and an Azerbaijani one does not."""


def _texts(part: Any) -> Iterator[str]:
    """Yield the texts of a document, the runs of one text together."""
    if is_dataclass(part) and not isinstance(part, type):
        if hasattr(part, "text") and hasattr(part, "cell_id"):
            return
        for one in fields(part):
            if one.name not in _UNREAD:
                yield from _texts(getattr(part, one.name))
    elif isinstance(part, tuple) and any(isinstance(run, str) for run in part):
        yield "".join(run if isinstance(run, str) else getattr(run, "text", " ") for run in part)
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, str):
        yield part


def _names(material: Material) -> re.Pattern[str]:
    """Make a pattern of what stands as its owner writes it: publishers, acts, software, lone figures."""
    held = {" ".join(text.split()) for texts in quoted_texts(material).values() for text in texts}
    held |= software().keys()
    return re.compile("|".join(map(re.escape, sorted(held, key=lambda text: (-len(text), text)))))


def _english(text: str, lang: str) -> list[str]:
    """Return what of a text is English: in Russian any run of Latin words, else the words of English."""
    return (_LATIN_RUN if lang == "ru" else _ENGLISH).findall(text)


def _told(material: Material, texts: Iterator[str], lang: str) -> list[str]:
    """Return the texts that have English words outside of names."""
    names = _names(material)
    rests = ((text, _NAMED.sub(" | ", names.sub(" | ", text))) for text in texts)
    return [text for text, rest in rests if _english(rest, lang)]


@pytest.mark.parametrize("lang", ["ru", "az"])
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_an_edition_has_no_english_outside_of_names(
    request: pytest.FixtureRequest, office: str, lang: str
) -> None:
    made: Made = request.getfixturevalue(office)
    material = in_language(made.material, lang)
    document, _ = compose(material, made.office.project.templates / "fonts")
    texts = list(_texts(document))
    assert len(texts) > 1000
    assert _told(material, iter(texts), lang) == []


@pytest.mark.parametrize("lang", ["ru", "az"])
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_a_finding_is_told_in_the_language(request: pytest.FixtureRequest, office: str, lang: str) -> None:
    """What is quoted of a source stays as it is written; the figures are those of the English sentence."""
    made: Made = request.getfixturevalue(office)
    words = Words(made.office, lang)
    told = [one.told(words) for one in made.material.findings]
    assert _told(in_language(made.material, lang), iter(told), lang) == []
    for one, said in zip(made.material.findings, told, strict=True):
        assert _digits(said) == _digits(one.sentence), said


@pytest.mark.parametrize("lang", ["ru", "az"])
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_metadata_are_told_in_the_language(request: pytest.FixtureRequest, office: str, lang: str) -> None:
    made: Made = request.getfixturevalue(office)
    rows = metadata_rows(made.material)
    derived = {one.code: ", ".join(one.derive) for one in made.material.catalogue.values()}
    told = [
        row[f"{column}_{lang}"].replace(derived[row["indicator"]] or "-", "")
        for row in rows
        for column in ("heading", "text")
    ]
    assert all(told)
    assert _told(in_language(made.material, lang), iter(told), lang) == []


def _digits(text: str) -> list[str]:
    """Return the numbers of a text without separators, in their order of size."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[\u202f.,](?=\d)", "", text)))


@pytest.mark.parametrize("lang", ["ru", "az"])
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_english_would_be_found(request: pytest.FixtureRequest, office: str, lang: str) -> None:
    made: Made = request.getfixturevalue(office)
    said = [one.sentence for one in made.material.findings]
    assert len(_told(in_language(made.material, lang), iter(said), lang)) == len(said)
