"""The catalogue reads headers whole, and a header that cannot be used is a sentence that names the file."""

import re
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, StopRuleError
from pipeline.identity import file_hash
from pipeline.indicators.catalogue import LANGUAGES, Indicator, load_catalogue, read_words
from pipeline.project import Project, locate
from tests.indicators.sample_indicator import HEADER, read_indicator, write_indicator

CATALOGUE = load_catalogue(locate())
PRINTED = ("title", "definition", "unit", "coverage", "comparability", "revisions", "reference")
"""What the bulletin prints of every header; of some also the formula and the basis of prices."""
TOLD = '\n[az]\ntitle = "Viaduklar"\ndefinition = """\nBir\niki."""\n\n[ru]\ntitle = "Виадуки"\n'
NATURES = {"flow", "stock", "event", "plan", "ratio", "register"}


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    found = read_indicator(tmp_path, HEADER + 'derive = ["ratio"]\n')
    assert (found.code, found.title, found.unit, found.nature) == (
        "viaducts",
        "Viaducts",
        "Viaducts",
        "stock",
    )
    assert found.definition == "Viaducts planned or built."
    assert (found.owners, found.derive) == (("methods", "works"), ("ratio",))
    assert found.version == file_hash(found.path)
    assert found.text.startswith("/*\ntitle")


def test_without_files_there_are_no_indicators(tmp_path: Path) -> None:
    assert load_catalogue(Project(tmp_path, tmp_path)) == {}


def test_a_changed_file_has_another_version(tmp_path: Path) -> None:
    first = read_indicator(tmp_path)
    assert read_indicator(tmp_path, select="select 1").version != first.version


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    write_indicator(tmp_path).write_text("select 1", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"^viaducts\.sql has no header\. Begin it with a comment"):
        load_catalogue(Project(tmp_path, tmp_path))


def test_a_header_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"header of viaducts\.sql cannot be read as TOML: .*line 1"):
        read_indicator(tmp_path, "title = Viaducts\n")


@pytest.mark.parametrize("piece", [line.split(" = ")[0] for line in HEADER.splitlines() if " = " in line])
def test_a_header_without_a_piece_of_methodology_is_refused(tmp_path: Path, piece: str) -> None:
    with pytest.raises(
        BadInputError, match=rf"header of viaducts\.sql lacks {piece}\. A methodology is complete"
    ):
        read_indicator(tmp_path, HEADER.replace(f"{piece} = ", f"not_{piece} = "))


def test_all_missing_pieces_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"lacks definition, formula, reference, unit, nature, default"):
        read_indicator(tmp_path, 'title = "Viaducts"\n')


@pytest.mark.parametrize(
    ("name", "form"), [("owners", '"methods"'), ("unit", "3"), ("title", '["a", "b"]'), ("derive", '"ratio"')]
)
def test_a_piece_in_another_form_is_refused(tmp_path: Path, name: str, form: str) -> None:
    lines = [line for line in HEADER.splitlines() if not line.startswith(f"{name} = ")]
    with pytest.raises(BadInputError, match=rf"gives {name} in another form.*Texts are written"):
        read_indicator(tmp_path, "\n".join([*lines, f"{name} = {form}", ""]))


def test_an_unknown_derivation_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        BadInputError, match=r"derives 'growth'\. Known derivations: base_effect, contribution, flow_growth"
    ):
        read_indicator(tmp_path, HEADER + 'derive = ["ratio", "growth"]\n')


def test_the_indicators_of_this_checkout_have_texts_of_one_line_and_known_natures() -> None:
    assert len(CATALOGUE) >= 22
    for found in CATALOGUE.values():
        texts = (found.title, found.definition, found.formula, found.reference, found.comparability)
        assert not any("\n" in text for text in texts)
        assert found.nature in NATURES, found.code
        assert found.code == found.path.stem


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["definition", "coverage", "price_basis", "comparability", "revisions"])
def test_a_header_says_as_many_sentences_in_each_language(key: str, lang: str) -> None:
    def sentences(text: str) -> int:
        return len(re.findall(r"\.(?=\s)", text))

    told = [
        (found.code, sentences(getattr(found, key)), sentences(text))
        for found in CATALOGUE.values()
        if not getattr(found, key).startswith("Not applicable") and (text := found.told(key, lang))
    ]
    assert len(told) >= 10
    assert [one for one in told if one[1] != one[2]] == []


def test_only_flows_are_seasonally_adjusted(tmp_path: Path) -> None:
    assert read_indicator(tmp_path, HEADER + 'adjust = ["flow"]\n').adjust == ("flow",)
    with pytest.raises(BadInputError, match=r"adjusts 'ytd'\. Known transformations: flow\."):
        read_indicator(tmp_path, HEADER + 'adjust = ["ytd"]\n')


def _keys(made: Indicator) -> set[str]:
    """Name what the bulletin prints of a header."""
    formula = set() if made.formula.startswith("none") else {"formula"}
    prices = set() if made.price_basis.startswith("Not applicable") else {"price_basis"}
    return {*PRINTED, *formula, *prices}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_header_says_in_each_language_what_the_bulletin_prints_and_no_more(code: str, lang: str) -> None:
    made = CATALOGUE[code]
    words = read_words(made.other_languages, made.path.name)
    assert set(words) == set(LANGUAGES)
    assert set(words[lang]) == _keys(made)
    for key, text in words[lang].items():
        said = getattr(made, key)
        assert text
        assert text.endswith(".") == said.endswith("."), key
        assert any("\u0400" <= letter <= "\u04ff" for letter in text) == (lang == "ru" and text != "%"), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_is_said_the_same_way_wherever_it_stands(lang: str) -> None:
    """Two indicators with one English text have one text in each language."""
    said: dict[tuple[str, str], str] = {}
    for made in CATALOGUE.values():
        for key in _keys(made):
            assert said.setdefault((key, getattr(made, key)), made.told(key, lang)) == made.told(key, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_of_a_text_are_those_of_the_english_one(lang: str) -> None:
    """A formula keeps its numbers; words may stand for small ones."""
    for made in CATALOGUE.values():
        for key in _keys(made):
            numbers = [
                sorted(re.findall(r"\d+", text)) for text in (getattr(made, key), made.told(key, lang))
            ]
            assert numbers[0] == numbers[1], (made.code, key)


def test_texts_in_other_languages_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    found = read_indicator(tmp_path, HEADER + TOLD)
    assert (found.told("title", "en"), found.told("title", "az"), found.told("title", "ru")) == (
        "Viaducts",
        "Viaduklar",
        "Виадуки",
    )
    assert found.told("definition", "az") == "Bir iki."
    with pytest.raises(StopRuleError, match=r"viaducts\.sql has no definition in the language ru.*\[ru\]"):
        found.told("definition", "ru")


def test_texts_in_another_language_that_are_not_toml_are_refused(tmp_path: Path) -> None:
    found = read_indicator(tmp_path, HEADER + "\n[az]\ntitle = Viaduklar\n")
    with pytest.raises(BadInputError, match=r"header of viaducts\.sql cannot be read as TOML"):
        found.told("title", "az")
