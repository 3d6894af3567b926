"""Words for codes and texts of reference tables: each office has them in the three languages."""

import csv
from collections.abc import Iterator

import polars as pl
import pytest

from pipeline.errors import BadInputError, StopRuleError
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reference import load_reference
from pipeline.told import TEXTS, check_texts, rows_told
from tests.small_office import WriteOffice

LANGUAGES = ("az", "en", "ru")
OFFICES = ("example", "karabakh")
PRINTED = {
    *("act_type", "body_role", "breakdown", "dimension", "flag", "independence", "kind", "level"),
    *("measure", "measure_short", "name_status", "nature", "party", "period_kind", "price_basis", "producer"),
    *("published_basis", "quantity", "topic", "unit"),
}
"""Code lists whose words pages print, of both offices."""
OF_SOURCES = {"coverage", "named_kind", "named_status", "qualifier", "scope", "territory_inside"}
"""Those of an office that compiles what others publish."""
USED = {
    "act_type": ("legal_act", "act_type"),
    "body_role": ("body", "role"),
    "coverage": ("territory", "coverage"),
    "independence": ("source", "independence"),
    "level": ("territory", "level"),
    "measure": ("measure", "measure_code"),
    "measure_short": ("measure", "measure_code"),
    "named_kind": ("named_fact", "kind"),
    "named_status": ("named_fact", "status"),
    "name_status": ("territory", "name_status"),
    "nature": ("measure", "nature"),
    "party": ("source", "party"),
    "producer": ("source", "producer_code"),
    "seen": ("source", "seen"),
    "topic": ("measure", "topic"),
    "unit": ("unit", "unit_code"),
}
"""Where the codes of a list stand in an office's tables."""


def _rows(office: str, table: str) -> list[dict[str, str]]:
    path = locate().sources / office / "reference" / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _words(office: str, lang: str) -> set[tuple[str, str]]:
    return {(row["code_list"], row["code"]) for row in _rows(office, "label") if row["lang"] == lang}


def _codes(office: str) -> Iterator[tuple[str, str]]:
    """Yield each code that an office's tables use, with its list."""
    for code_list, (table, column) in USED.items():
        yield from ((code_list, row[column]) for row in _rows(office, table) if row.get(column))
    for row in [*_rows(office, "concept"), *_rows(office, "measure_word")]:
        yield from (("breakdown", part) for part in row["breakdown"].split(";") if part)
        yield from (("kind", part) for part in row["kind"].split(";") if part)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", OFFICES)
def test_every_code_that_the_tables_use_has_a_word(office: str, lang: str) -> None:
    assert set(_codes(office)) - _words(office, lang) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", OFFICES)
def test_every_word_is_there_in_each_language(office: str, lang: str) -> None:
    english, told = _words(office, "en"), _words(office, lang)
    lists = {code_list for code_list, _ in english}
    assert lists >= PRINTED
    assert office == "example" or lists >= OF_SOURCES
    assert english == told


@pytest.mark.parametrize("office", OFFICES)
def test_the_forms_of_a_unit_are_of_a_unit(office: str) -> None:
    words = _words(office, "en")
    units = {code for code_list, code in words if code_list == "unit"}
    counted = [{code for code_list, code in words if code_list == name} for name in ("unit_one", "unit_few")]
    assert counted[0] == counted[1]
    assert counted[0] and counted[0] <= units


@pytest.mark.parametrize("office", OFFICES)
def test_no_word_is_that_of_another_language(office: str) -> None:
    """A Russian word is in Cyrillic letters, apart from short names; the others never."""
    for row in _rows(office, "label"):
        letters = [letter for letter in row["text"] if letter.isalpha()]
        cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
        if row["lang"] == "ru" and row["code_list"] == "publisher":
            assert cyrillic, row
        elif row["lang"] == "ru":
            assert not letters or cyrillic > len(letters) / 2, row
        else:
            assert cyrillic == 0, row


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", OFFICES)
def test_every_text_of_a_table_is_told_or_quoted(office: str, lang: str) -> None:
    reference = load_reference(load_office(locate(), office))
    check_texts(reference, LANGUAGES, office)
    for name, keys in TEXTS.items():
        for row in rows_told(name, reference[name], lang):
            for key in keys:
                assert row[key]
                assert row[f"{key}_lang"] == ("en" if row.get("title_status") == "official" else lang)


FACTS = "code,what_az,what_en,what_ru,reason_az,reason_en,reason_ru\n"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            "code,what_en,reason_en\nK,What,Why.\n",
            r"not_measured\.csv lacks the column what_ru, and the office publishes in that language",
        ),
        (FACTS + "K,Nə,What,,Niyə.,Why.,Почему.\n", r"not_measured\.csv has no what_ru for 'K'"),
    ],
)
def test_a_text_that_is_lacking_in_a_language_of_the_office_is_refused(
    write_office: WriteOffice, table: str, said: str
) -> None:
    office = write_office({}, {"not_measured.csv": table})
    load_reference(office)
    declared = office.folder / "office.toml"
    text = declared.read_text(encoding="utf-8")
    declared.write_text(text.replace('languages = ["en"]', 'languages = ["en", "ru"]'), encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        load_reference(load_office(office.project, office.code))


def test_a_text_that_is_asked_for_and_lacking_is_a_sentence() -> None:
    with pytest.raises(StopRuleError, match=r"body has no name_az for 'B1'"):
        rows_told("body", pl.DataFrame({"body_id": ["B1"], "name_en": ["Office"]}), "az")
