"""A name that a language lacks is written letter by letter and marked; an official name stays as it is."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.office import Office
from pipeline.places.transliterate import complete_names, transliterate, write_name
from pipeline.reference import load_reference
from tests.small_office import REFERENCE

WriteOffice = Callable[..., Office]
LETTER_BY_LETTER = """
given into name written
az en Ağcabədi Aghjabadi
az en Şəmkir Shamkir
az en Qırmızı Girmizi
az en İmişli Imishli
az en Xıdırlı Khidirli
az en ÇAYKƏND CHAYKAND
az en Çaykənd Chaykand
az ru Xızı Хызы
az ru Yardımlı Ярдымлы
az ru Göyçay Гёйчай
az ru Əhmədbəyli Эхмадбайли
az ru Culfa Джулфа
az ru Üçtəpə Учтапа
az ru Kəngərli Кянгярли
az ru İsmayıllı Исмайыллы
ru en Ходжалы Khojaly
ru en Евлах Yevlakh
ru en Щёлково Shchyolkovo
ru en Агдам Agdam
"""


@pytest.mark.parametrize("row", LETTER_BY_LETTER.strip().splitlines()[1:])
def test_a_name_is_written_by_the_stated_letters(row: str) -> None:
    given_in, into, name, written = row.split()
    assert transliterate(name, given=given_in, into=into) == written


@pytest.mark.parametrize(
    ("name", "into", "written"),
    [
        ("Xızı rayonu", "en", "Khizi district"),
        ("Xızı rayonu", "ru", "Хызы"),
        ("Mil–Muğan iqtisadi rayonu", "en", "Mil–Mughan economic region"),
        ("Mil–Muğan iqtisadi rayonu", "ru", "Мил–Муган (экономический район)"),
        ("Horadiz–Ağbənd dəmir yolu", "ru", "Хорадиз–Агбанд (железная дорога)"),
        ("Daşbulaq kəndi", "en", "Dashbulag"),
    ],
)
def test_words_for_the_kind_of_territory_are_translated(name: str, into: str, written: str) -> None:
    assert write_name(name, given="az", into=into) == written


def test_a_word_with_a_known_form_takes_it() -> None:
    known = {"Füzuli": "Физули"}
    assert write_name("Ağdam–Füzuli yolu", given="az", into="ru", known=known) == "Агдам–Физули (дорога)"


@given(st.text(max_size=20))
def test_what_is_no_letter_of_the_table_stays(text: str) -> None:
    kept = "".join(letter for letter in text if not letter.isalpha())
    written = transliterate(text, given="az", into="en")
    assert "".join(letter for letter in written if not letter.isalpha()) == kept


def _row(number: int, **told: str) -> dict[str, object]:
    names = {f"name_{lang}": told.get(lang, "") for lang in ("az", "en", "ru")}
    days = {"valid_from": date(1, 1, 1), "valid_to": date.max}
    return {
        "territory_id": f"T{number}",
        "level": told.get("level", "district"),
        **days,
        **names,
        "name_status": told.get("status", "official"),
    }


def test_missing_names_are_filled_and_each_name_says_what_it_is() -> None:
    table = pl.DataFrame(
        [
            _row(1, az="Laçın rayonu", en="Lachin district", ru="Лачин"),
            _row(2, az="Xızı rayonu", en="Khizi district"),
            _row(3, az="Laçın şəhəri", en="Lachin town", level="settlement"),
            _row(4, ru="Новый"),
            _row(5, az="Sos", en="Sos", ru="Сос", status="transliterated", level="settlement"),
            _row(6, en="New road", level="group"),
        ]
    )
    made = complete_names(table)
    told = ["name_az", "name_en", "name_ru", "name_status_az", "name_status_en", "name_status_ru"]
    assert made.drop(*told).equals(table.drop("name_az", "name_en", "name_ru"))
    assert made.select(told).rows() == [
        ("Laçın rayonu", "Lachin district", "Лачин", "official", "official", "official"),
        ("Xızı rayonu", "Khizi district", "Хызы", "official", "official", "transliterated"),
        ("Laçın şəhəri", "Lachin town", "Лачин", "official", "official", "transliterated"),
        ("", "Novyy", "Новый", "missing", "transliterated", "official"),
        ("Sos", "Sos", "Сос", "transliterated", "transliterated", "transliterated"),
        ("", "New road", "", "missing", "official", "missing"),
    ]


def test_loading_completes_the_names_and_changes_none(write_office: WriteOffice) -> None:
    text = REFERENCE["territory.csv"].replace("D1,district,R1,,,,", "D1,district,R1,,,Birinci rayonu,")
    before = {line.split(",")[0]: line.split(",")[6] for line in text.splitlines()[1:]}
    loaded = load_reference(write_office({}, {"territory.csv": text}))["territory"]
    assert dict(loaded.select("territory_id", "name_en").iter_rows()) == before
    (first,) = loaded.filter(pl.col("territory_id") == "D1").iter_rows(named=True)
    assert (first["name_ru"], first["name_status_ru"]) == ("Бириндж\u0438", "transliterated")
