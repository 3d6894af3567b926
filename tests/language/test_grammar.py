"""Golden cases of the three grammars, as rows that a speaker can read."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulletin.places import kind_of
from pipeline.bulletin.rows import territories_on
from pipeline.errors import UsageError
from pipeline.language.azerbaijani import ordinal
from pipeline.language.catalogue import number_in
from pipeline.language.grammar import grammar_of
from pipeline.language.phrase import FORMS, Listed, Months, Place, Published, When
from pipeline.office import load_office
from pipeline.present import present
from pipeline.project import locate
from pipeline.reference import load_reference

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))
ROWS = [
    (lang, When(case["start"], case["end"]), form, said)
    for case in CASES["time"]
    for form in FORMS
    for lang, said in case.get(form, {}).items()
]
PLACES = [
    (lang, Place(case["name"][lang], case["level"]), form, said)
    for case in CASES["place"]
    for form in FORMS
    for lang, said in case.get(form, {}).items()
]


@pytest.mark.parametrize(("lang", "phrase", "form", "said"), [*ROWS, *PLACES])
def test_a_phrase_is_written_in_its_form(lang: str, phrase: When | Place, form: str, said: str) -> None:
    """As the row says."""
    assert grammar_of(lang).write(phrase, form) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "place", "said"),
    [
        (lang, Place(case["name"][lang], case["level"]), said)
        for case in CASES["place"]
        for lang, said in case.get("alone", {}).items()
    ],
)
def test_a_place_in_a_table_is_told_from_others_of_its_name(lang: str, place: Place, said: str) -> None:
    """As the row says; Russian names have no noun of their own."""
    assert grammar_of(lang).alone(place) == said


@pytest.mark.parametrize("lang", ["az", "en", "ru"])
@pytest.mark.parametrize("code", ["example", "karabakh"])
def test_no_two_territories_of_an_office_are_printed_alike(code: str, lang: str) -> None:
    """At one time, each has a name of its own in each language."""
    reference = load_reference(load_office(locate(), code))
    printed: dict[str, str] = {}
    for name, row in territories_on(reference["territory"], date(2026, 1, 31)).items():
        if row["valid_to"] < date(2026, 1, 31):
            continue
        place = Place(row[f"name_{lang}"], kind_of(row["level"], row["name_az"]))
        assert printed.setdefault(grammar_of(lang).alone(place), name) == name


@pytest.mark.parametrize(
    ("lang", "number", "category"),
    [
        ("en", "1", "one"),
        ("en", "1.0", "other"),
        ("en", "21", "other"),
        ("ru", "1", "one"),
        ("ru", "21", "one"),
        ("ru", "22", "few"),
        ("ru", "11", "many"),
        ("ru", "5", "many"),
        ("ru", "1.5", "other"),
        ("az", "1", "one"),
        ("az", "2", "other"),
    ],
)
def test_a_number_has_its_plural(lang: str, number: str, category: str) -> None:
    """Visible decimals count: 1.0 is not one."""
    assert grammar_of(lang).plural(Decimal(number)) == category


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2000, "2000-ci"), (2010, "2010-cu"), (2020, "2020-ci"), (2021, "2021-ci"), (2023, "2023-cü"),
        (2024, "2024-cü"), (2026, "2026-cı"), (2029, "2029-cu"), (2030, "2030-cu"), (1990, "1990-cı"),
        (1900, "1900-cü"), (2060, "2060-cı"),
    ],
)  # fmt: skip
def test_an_ordinal_follows_the_vowel_of_its_word(number: int, said: str) -> None:
    """As the number is read aloud."""
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("lang", "codes", "printed", "said"),
    [
        ("en", "more_than", "5", ("more than ", "")),
        ("ru", "at_least", "5", ("не менее ", "")),
        ("az", "more_than", "5\u202f000", ("", "-dən çox")),
        ("az", "more_than", "70", ("", "-dən çox")),
        ("az", "more_than", "16", ("", "-dan çox")),
        ("az", "more_than", "40", ("", "-dan çox")),
        ("az", "more_than", "50,0", ("", "-dan çox")),
        ("az", "more_than", "1\u202f000,25", ("", "-dən çox")),
        ("az", "more_than", "3\u202f000\u202f000", ("", "-dan çox")),
        ("az", "almost", "4\u202f000", ("", "-ə yaxın")),
        ("az", "almost", "20", ("", "-yə yaxın")),
        ("az", "almost", "26", ("", "-ya yaxın")),
        ("az", "almost", "90", ("", "-a yaxın")),
        ("az", "almost", "0", ("", "-a yaxın")),
        ("az", "about", "40", ("təxminən ", "")),
        ("en", "", "5", ("", "")),
    ],
)
def test_what_a_source_says_of_a_number(lang: str, codes: str, printed: str, said: tuple[str, str]) -> None:
    """Before it, or after it with the ending that its word asks for."""
    assert grammar_of(lang).qualifier(codes, printed) == said


@pytest.mark.parametrize(
    ("lang", "exact", "until", "unknown"),
    [
        ("en", "14 February 2024", "by 14 February 2024", "day not known"),
        ("ru", "14 февраля 2024 года", "не позднее 14 февраля 2024 года", "день неизвестен"),
        ("az", "14 fevral 2024-cü il", "ən geci 14 fevral 2024-cü il", "günü məlum deyil"),
    ],
)
def test_a_day_of_publication(lang: str, exact: str, until: str, unknown: str) -> None:
    """The day, the day by which it was published, or that it is not known."""
    grammar, last = grammar_of(lang), date(2024, 2, 14)
    said = [grammar.write(Published(*days)) for days in ((last, last), (None, last), (None, None))]
    assert said == [exact, until, unknown]
    assert grammar.write(Published(date(2024, 2, 10), last), "by") == until


@pytest.mark.parametrize(
    ("lang", "between", "month"),
    [
        ("en", "between 14 Sep 2025 and 31 Dec 2025", "Aug 2024"),
        ("ru", "между 14 сент. 2025 и 31 дек. 2025", "авг. 2024"),
        ("az", "14 sen 2025 ilə 31 dek 2025 arasında", "avq 2024"),
    ],
)
def test_a_publication_of_several_possible_days(lang: str, between: str, month: str) -> None:
    """Both bounds where both are known, neither as if it were the day; a whole month by its name."""
    days = [(date(2025, 9, 14), date(2025, 12, 31)), (date(2024, 8, 1), date(2024, 8, 31))]
    assert [grammar_of(lang).write(Published(*pair), "short") for pair in days] == [between, month]


@pytest.mark.parametrize(
    ("lang", "both", "any_"), [("en", "a, b and c", "a, b or c"), ("ru", "a, b и c", "a, b или c")]
)
def test_a_list_is_joined(lang: str, both: str, any_: str) -> None:
    """By and, or by or."""
    names = ("a", "b", "c")
    assert grammar_of(lang).write(Listed(names)) == both
    assert grammar_of(lang).write(Listed(names, "or")) == any_


def test_a_sentence_begins_with_a_large_letter_that_keeps_its_dot() -> None:
    """Azerbaijani i is İ."""
    assert grammar_of("az").start("ilin") == "İlin"
    assert grammar_of("en").start("ilin") == "Ilin"


def test_a_text_inside_a_sentence_begins_with_a_small_letter_that_keeps_its_dot() -> None:
    """Azerbaijani I is ı and İ is i; the letters after the first stay."""
    assert [grammar_of("az").inside(text) for text in ("İlin", "Iğdır", "")] == ["ilin", "ığdır", ""]
    assert grammar_of("en").inside("Funds of ANAMA") == "funds of ANAMA"


@pytest.mark.parametrize(
    ("lang", "numbers", "plain", "inside"),
    [
        ("en", (9,), "September", "in September"),
        ("en", (3, 9), "March and September", "in March and September"),
        ("ru", (9,), "сентябрь", "в сентябре"),
        ("ru", (3, 5, 9), "март, май и сентябрь", "в марте, мае и сентябре"),
        ("az", (9,), "sentyabr ayı", "sentyabr ayında"),
        ("az", (3, 9), "mart və sentyabr ayları", "mart və sentyabr aylarında"),
    ],
)
def test_months_of_any_year(lang: str, numbers: tuple[int, ...], plain: str, inside: str) -> None:
    """By name, without a year."""
    written = [grammar_of(lang).write(Months(numbers), form) for form in ("plain", "in")]  # type: ignore[arg-type]
    assert written == [plain, inside]


def test_a_language_without_a_grammar_is_a_sentence() -> None:
    """It names those there are."""
    with pytest.raises(UsageError, match="az, en, ru"):
        grammar_of("fr")


@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False),
    places=st.integers(0, 3),
    lang=st.sampled_from(["en", "az", "ru"]),
)
def test_a_printed_number_is_read_back(value: Decimal, places: int, lang: str) -> None:
    """Whatever its separators: its size with its visible decimals."""
    printed = present(value, places, lang)
    read = number_in(printed)
    assert read is not None
    assert present(read, places, lang) == printed.lstrip("\u2212")
    assert -read.as_tuple().exponent == places  # type: ignore[operator]


@pytest.mark.parametrize(("lang", "names"), [(case["lang"], case["names"]) for case in CASES["order"]])
def test_names_follow_in_the_alphabet_of_the_language(lang: str, names: list[str]) -> None:
    """As the row says, from whatever order they come in."""
    order = grammar_of(lang).order
    for mixed in (sorted(names), sorted(names, key=len), names[::-1]):
        assert sorted(mixed, key=order) == names


@pytest.mark.parametrize("lang", ["az", "en", "ru"])
def test_annexes_are_named_by_letters_of_the_language(lang: str) -> None:
    """In their order and each once; Russian leaves out those that a numeral or a sign is taken for."""
    letters = grammar_of(lang).annexes
    assert len(set(letters)) == len(letters) >= 20
    assert letters.isascii() is (lang != "ru")
    assert not set("ЁЗЙОЧЪЫЬ") & set(letters)
    assert letters[:4] == ("АБВГ" if lang == "ru" else "ABCD")
