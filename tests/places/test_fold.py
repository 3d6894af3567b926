"""One key for all spellings of a sound, and different keys for different sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.places.fold import fold, plain_letters
from pipeline.places.lexicon import classify, stems_of

SAME = [
    "Xocalı Khojaly Khojali Khodjaly Khodzhaly Xocali Hocalı Ходжалы XOCALI XOCALİ",
    "Kəlbəcər Kalbajar Kelbajar Kelbadjar Кельбаджар Кяльбаджар Kalbadschar Kelbecer",
    "Laçın Lachin Lachyn Lačin Лачин Լաչին LAÇIN",
    "Şuşa Shusha Schuscha Šuša Шуша ŞUŞA",
    "Yevlax Yevlakh Евлах",
    "Göygöl Goygol Гёйгёль",
    "Xanyurdu Khanyurdu Ханъюрду",
    "İmişli Imishli Имишли İMİŞLİ",
    "Seyidbəyli Seyidbayli Seyidbeyli Сеидбейли",
    "Qarabağ Garabagh Qarabag",
    "Ağdərə Aghdara Agdere Агдере",
    "Zabux Zabukh Забух Զաբուխ",
]
OTHER = ["Sos Sus", "Ağdam Ağdaş", "Quba Qəbələ", "Şəki Şəmkir", "Şirvan Şərur", "Qax Qazax"]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_sound_have_one_key(names: str) -> None:
    assert len({fold(name) for name in names.split()}) == 1


def test_a_mark_that_stands_apart_from_its_letter_is_read_with_it() -> None:
    assert fold("s\u0327us\u0327a") == fold("şuşa")


@pytest.mark.parametrize("names", OTHER)
def test_other_sounds_have_other_keys(names: str) -> None:
    keys = [fold(name) for name in names.split()]
    assert len(set(keys)) == len(keys)


@given(st.text(max_size=30))
def test_a_key_is_stable_small_and_without_marks(text: str) -> None:
    key = fold(text)
    assert fold(key.upper()) == fold(key)
    assert not set(key) & set("'’ʼ`´‘.\u00ad\u0307")


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=1, max_size=12))
def test_large_and_small_letters_have_one_key(word: str) -> None:
    large = word.replace("i", "İ").replace("ı", "I").upper()
    assert fold(large) == fold(word)


def test_plain_letters_are_those_of_a_keyboard_without_azerbaijani_ones() -> None:
    assert plain_letters("Füzuli Laçın Şuşa Ağdərə İmişli") == "Fuzuli Lacin Susa Agdere Imisli"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("rayonunda", "district"),
        ("rayonlarından", "district"),
        ("районе", "district"),
        ("районов", "district"),
        ("şəhərinə", "city"),
        ("kəndlərində", "village"),
        ("qəsəbəsi", "settlement"),
        ("города", "city"),
        ("districts", "district"),
        ("territories", "area"),
        ("р-на", "district"),
        ("iqtisadi", "economic"),
    ],
)
def test_a_level_word_is_known_in_its_forms(word: str, value: str) -> None:
    found = classify(word)
    assert found is not None and (found.role, found.value) == ("level", value)


@pytest.mark.parametrize("word", ["Kəngərli", "Regionald", "cityscape", "Sos", "Aran", "Barda"])
def test_a_word_of_another_meaning_is_no_level_word(word: str) -> None:
    assert classify(word) is None


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Ходжалинского", "Xocalı"),
        ("Шушинском", "Şuşa"),
        ("Агдама", "Ağdam"),
        ("Шуши", "Şuşa"),
        ("Laçından", "Laçın"),
        ("Şuşaya", "Şuşa"),
        ("Xankəndində", "Xankəndi"),
        ("Khojaly's", "Khojaly"),
        ("Լաչինի", "Լաչին"),
    ],
)
def test_an_inflected_name_may_stand_for_the_name(form: str, name: str) -> None:
    assert fold(name) in stems_of(form)


def test_an_adjective_of_another_language_is_no_form_of_the_name() -> None:
    assert fold("Azerbaijan") not in stems_of("Azerbaijani")
