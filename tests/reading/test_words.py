"""Words folded one for one, patterns of them, and lexicons that hold together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.lexicon import LANGUAGES, grammar, lexicon, meanings, section
from pipeline.reading.text.language import detect
from pipeline.reading.words import Patterns, fold, parse_groups, whole_hits, words_in


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("İşğal", "işğal"), ("ILIQ", "iliq"), ("Ёлка", "елка"), ("don’t", "don't"), ("ẞ", "ß"), ("ﬀ", "ﬀ")],
)
def test_look_alike_letters_are_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_leave_out_digits_and_the_point_of_an_abbreviation() -> None:
    text = "2,5 mln. manat-lıq 'ev' %"
    assert [word.text for word in words_in(text)] == ["mln", "manat", "liq", "ev", "%"]
    assert all(fold(text[word.start : word.end]) == word.text for word in words_in(text))


def test_a_pattern_is_a_word_a_beginning_or_several_words() -> None:
    patterns = Patterns(["manat", "invest*", "fixed_capital", "anti-tank_mine*"])
    words = words_in("Invested in fixed capital: manats, manat, anti-tank mines, investment in fixed assets")
    assert [hit.pattern for hit in patterns.find(words)] == [
        *("invest*", "fixed_capital", "manat", "anti-tank_mine*", "invest*"),
    ]


def test_what_lies_within_a_longer_find_does_not_count() -> None:
    patterns = Patterns(["oil", "non-oil", "oil_sector"])
    assert [hit.pattern for hit in whole_hits(patterns.find(words_in("non-oil sector")))] == [
        "non-oil",
        "oil_sector",
    ]
    assert [hit.pattern for hit in whole_hits(patterns.find(words_in("the non-oil part")))] == ["non-oil"]


def test_groups_are_parted_by_spaces_and_alternatives_by_bars() -> None:
    assert parse_groups("fixed_capital invest*|put") == (("fixed_capital",), ("invest*", "put"))
    assert parse_groups("") == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lexicon_holds_together(lang: str) -> None:
    for name, named in lexicon(lang).items():
        for patterns in named.values():
            assert len(patterns) == len(set(patterns)), name
            assert all(pattern == pattern.strip() and pattern for pattern in patterns)
    months = section(lang, "month")
    assert {int(month) for month in months.values()} == set(range(1, 13))
    assert {int(power) for power in section(lang, "scale").values()} <= {3, 6, 9, 12}
    assert not set(grammar(lang, "block")) & set(section(lang, "unit"))


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_units_have_the_same_names_in_every_language(lang: str) -> None:
    assert set(section(lang, "unit").values()) <= set(section("en", "unit").values())


def test_a_word_may_have_several_meanings() -> None:
    assert {("unit", "months"), ("time", "month")} <= set(meanings("az")["ay"])


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The families have been moved to the village.", "en"),
        ("Ailələr kəndə köçürülüb və məskunlaşıb.", "az"),
        ("Семьи переселены в село.", "ru"),
        ("Aileler köye taşındı ve bu yıl için ev yapıldı.", "tr"),
        ("Les familles sont dans le village et la ville.", "fr"),
        ("Las familias viven en el pueblo y la ciudad.", "es"),
        ("", "en"),
        ("2026", "en"),
    ],
)
def test_the_language_of_a_text_shows_in_its_letters_and_small_words(text: str, lang: str) -> None:
    assert detect(text, words_in(text)) == lang


def test_a_text_too_short_to_tell_is_in_the_language_around_it() -> None:
    assert detect("Xankendi", words_in("Xankendi"), "az") == "az"
