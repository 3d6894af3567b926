"""Whole numbers in letters: how many regions, series or points there are, where no cell holds the count.

Every digit of a bulletin is a figure of a cell; a count of what a chart shows is none. The words stand as
names do in a list ("Regions: twelve"), so that no noun decides on their form, or in one of a few forms.
"""

from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.language.azerbaijani import with_possessive

COUNT_FORMS = ("plain", "of", "part")
"""plain as a name; of out of so many; part so many of them."""

MOST_COUNTED = 999


@dataclass(frozen=True)
class _Words:
    """The words of a language: 0 to 19, the tens, the hundreds, what joins them, and "many"."""

    ones: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    after_hundred: str
    after_ten: str
    many: str


_EN_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_AZ = ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz")
_RU_ONES = (
    *("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"),
    *("одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать"),
    *("семнадцать", "восемнадцать", "девятнадцать"),
)
_RU_OF_ONES = (
    *("нуля", "одного", "двух", "трёх", "четырёх"),
    *(f"{one[:-1]}и" if one != "восемь" else "восьми" for one in _RU_ONES[5:]),
)
_WORDS = {
    "en": _Words(
        _EN_ONES,
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        tuple(f"{one} hundred" for one in _EN_ONES[1:10]),
        " and ",
        "-",
        "many",
    ),
    "az": _Words(
        (*_AZ, "on", *(f"on {one}" for one in _AZ[1:])),
        ("iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"),
        ("yüz", *(f"{one} yüz" for one in _AZ[2:])),
        " ",
        " ",
        "çox",
    ),
    "ru": _Words(
        _RU_ONES,
        ("двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"),
        (
            *("сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот"),
            "девятьсот",
        ),
        " ",
        " ",
        "много",
    ),
}
_RU_OF = _Words(
    _RU_OF_ONES,
    (
        *("двадцати", "тридцати", "сорока"),
        *(f"{one}десяти" for one in _RU_OF_ONES[5:9]),
        "девяноста",
    ),
    ("ста", "двухсот", "трёхсот", "четырёхсот", *(f"{one}сот" for one in _RU_OF_ONES[5:10])),
    " ",
    " ",
    "многих",
)


def in_letters(count: int, lang: str, form: str = "plain") -> str:
    """Write a whole number from 0 to 999 in letters, in a form; past that, the word for many."""
    if form not in COUNT_FORMS:
        raise UsageError(f"a count has no form '{form}'; its forms are {', '.join(COUNT_FORMS)}")
    said = _in_words(count, _RU_OF if (lang, form) == ("ru", "of") else _WORDS[lang])
    return with_possessive(said) if (lang, form) == ("az", "part") else said


def _in_words(count: int, words: _Words) -> str:
    """Write a whole number in the words of a language."""
    if not 0 <= count <= MOST_COUNTED:
        return words.many
    hundreds, rest = divmod(count, 100)
    if not hundreds:
        return _below_hundred(rest, words)
    whole = words.hundreds[hundreds - 1]
    return f"{whole}{words.after_hundred}{_below_hundred(rest, words)}" if rest else whole


def _below_hundred(count: int, words: _Words) -> str:
    """Write a number from 0 to 99."""
    if count < len(words.ones):
        return words.ones[count]
    tens, ones = divmod(count, 10)
    return words.tens[tens - 2] + (f"{words.after_ten}{words.ones[ones]}" if ones else "")
