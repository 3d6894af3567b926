"""Words for codes that data files and the readers' site share, in the three languages."""

import tomllib

import pytest

from pipeline import dictionary
from pipeline.bulletin.pages.presentations import TITLES
from pipeline.bulletin.presented import facet_in_words, part, presentation, subject
from pipeline.companions.sdmx.components import CONCEPTS, PARTS
from pipeline.diagnosed import FORMULAS
from pipeline.dictionary import codes_of, concept_text
from pipeline.language.catalogue import catalogue_of
from pipeline.project import locate

TEMPLATES = locate().templates
OTHERS = ("az", "ru")
OWN = {"indicator.quality", "indicator.seasonal"}
"""Codes whose English word stands beside their code."""


def words(lang: str) -> dict[str, dict[str, str]]:
    """Read the dictionary of a language."""
    name = "dictionary.toml" if lang == "en" else f"dictionary.{lang}.toml"
    path = locate().root / "pipeline" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", OTHERS)
def test_every_code_and_component_has_a_word_in_each_language(lang: str) -> None:
    found = words(lang)
    assert set(found["code"]) - OWN == set(words("en")["code"])
    assert set(found["concept"]) == {CONCEPTS, *(one.part_id for one in PARTS)}
    assert all(text.strip() for table in found.values() for text in table.values())


def test_a_language_without_a_dictionary_has_no_words() -> None:
    assert codes_of("obs_status", "xx") == {}
    assert concept_text("FREQ", "xx") is None
    assert dictionary.codes_of("obs_status", "ru").keys() == dictionary.codes_of("obs_status").keys()


def test_presentations_are_called_as_on_the_pages_of_indicators() -> None:
    english = catalogue_of("en", TEMPLATES)
    assert {code: presentation(english, code) for code in TITLES} == TITLES
    assert presentation(english, "of_another_kind") == ""


@pytest.mark.parametrize(
    ("lang", "code", "said"),
    [
        ("en", "on=2026-01-19", "on 2026-01-19"),
        ("ru", "on=2026-01-19", "на 2026-01-19"),
        ("az", "span=year", "il üzrə"),
        ("ru", "work=roads", "дороги"),
        ("ru", "measure=length", "длина"),
        ("ru", "colour=blue", ""),
        ("en", "measure=unknown", ""),
    ],
)
def test_a_part_of_a_breakdown_has_a_word_or_none(lang: str, code: str, said: str) -> None:
    labels = {("breakdown", "work=roads"): "дороги", ("measure", "length"): "длина"}
    assert part(catalogue_of(lang, TEMPLATES), labels, code) == said


@pytest.mark.parametrize(
    ("lang", "facet", "said"),
    [
        ("en", "value", "value"),
        ("en", "vintage 2026-11", "as known at the end of November 2026"),
        ("az", "vintage 2026-11", "2026-cı ilin noyabr ayının sonuna məlum olan"),
        ("ru", "vintage 2026-11", "как было известно на конец ноября 2026 года"),
        ("en", "previous", "as in the issue before"),
        ("ru", "by_data", "часть разности, приходящаяся на показатели"),
        ("en", "of_another_kind", "of_another_kind"),
    ],
)
def test_what_of_a_figure_a_number_is_has_words_or_its_code(lang: str, facet: str, said: str) -> None:
    assert facet_in_words(catalogue_of(lang, TEMPLATES), facet) == said


def test_every_diagnostic_of_a_seasonal_adjustment_has_words() -> None:
    for lang in ("en", *OTHERS):
        words = catalogue_of(lang, TEMPLATES)
        assert all(f"part-statistic-{item}" in words.files for item in FORMULAS)
    english = catalogue_of("en", TEMPLATES)
    assert subject(english, {}, "seasonal.m7.fci.EX.2025-11", str) is None
