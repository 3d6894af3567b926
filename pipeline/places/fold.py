"""Folding: one key for all spellings of a sound, in Latin, Cyrillic and Armenian letters.

A key is for comparison only and never printed. The rule, in its order:
  1. Small letters as Azerbaijani has them: İ and i, I and ı are one letter here.
  2. Cyrillic and Armenian letters become Latin ones; е, ё, ю, я keep their y at a beginning, after a vowel
     and after ь or ъ, and lose it after a consonant.
  3. Groups of letters that write one sound: sh, sch (ş); ch, tch, tsch (ç); dj, dzh, dsch, zh (c); gh (ğ);
     kh (x); ou (u).
  4. e, ə and a are one letter; so are i, ı and y; q, g and ğ; x and h; o and ö; u and ü; v and w.
  5. Hyphens, apostrophes, ь and ъ do not count; a doubled letter counts once.
"""

import re
import unicodedata
from functools import lru_cache

_GROUPS = (
    *(("tsch", "č"), ("dsch", "j"), ("sch", "š"), ("tch", "č"), ("dzh", "j"), ("dj", "j")),
    *(("sh", "š"), ("ch", "č"), ("zh", "j"), ("gh", "g"), ("kh", "h"), ("ou", "u")),
)
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("əeä", "a"),
        **dict.fromkeys("ıy", "i"),
        **dict.fromkeys("qğ", "g"),
        **dict(zip("xcçşöüwß", "hjčšouvs", strict=True)),
    }
)
_CYRILLIC = {
    **dict(zip("абвгджзийклмнопрстуфхчшщыэ", "abvgdjziiklmnoprstufhčššia", strict=True)),
    **dict(zip("әғҝөүһҹј", "aggouhji", strict=True)),
    **dict.fromkeys("ъь", ""),
    "ц": "ts",
}
_SOFT = {"е": "a", "ё": "o", "ю": "u", "я": "a"}
_VOWELS = frozenset("аеёиоуыэюяәөү")
_ARMENIAN = {
    **dict(zip("աբգդեզէըթժիլխկհղճմյնշոչպջռսվտրփքօֆ", "abgdazaitjilhkhgčminšočpjrsvtrpkof", strict=True)),
    **dict(zip("ծձցև", ("ts", "dz", "ts", "av"), strict=True)),
    "ու": "u",
}
_CYRILLIC_WORD = re.compile("[а-яёәғҝөүһҹј]+")
_ARMENIAN_WORD = re.compile("[ա-և]+")
_DROPPED = re.compile(r"['’ʼ`´‘\u00ad\u0307.]")
_DOUBLED = re.compile(r"(\w)\1+")
_PLAIN = str.maketrans({"ə": "e", "Ə": "E", "ı": "i", "İ": "I"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Give the key of a word: the same for every spelling of its sounds."""
    text = lower(word)
    text = _CYRILLIC_WORD.sub(lambda found: _from_cyrillic(found[0]), text)
    text = _ARMENIAN_WORD.sub(lambda found: _letter_by_letter(found[0], _ARMENIAN), text)
    text = _DROPPED.sub("", text)
    for group, sound in _GROUPS:
        text = text.replace(group, sound)
    text = _strip_marks(text.translate(_LETTERS))
    return _DOUBLED.sub(r"\1", text)


def lower(text: str) -> str:
    """Make small letters as Azerbaijani has them; I becomes i here, for ı and i have one key."""
    composed = unicodedata.normalize("NFKC", text)
    return composed.replace("İ", "i").replace("I", "i").lower()


def plain_letters(text: str) -> str:
    """Write a name in the letters of a keyboard without Azerbaijani ones: Laçın as Lacin, Şuşa as Susa."""
    parts = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _from_cyrillic(word: str) -> str:
    """Write a Cyrillic word in Latin letters, by letter and by what stands before it."""
    made, before = [], ""
    for letter in word.replace("дж", "ж"):
        if letter in _SOFT:
            open_before = not before or before in _VOWELS or before in "ьъ"
            made.append(("y" if open_before else "") + _SOFT[letter])
        else:
            made.append(_CYRILLIC.get(letter, letter))
        before = letter
    return "".join(made)


def _letter_by_letter(word: str, table: dict[str, str]) -> str:
    """Replace letters by a table, pairs of letters first."""
    made, place = [], 0
    while place < len(word):
        size = 2 if word[place : place + 2] in table else 1
        made.append(table.get(word[place : place + size], word[place : place + size]))
        place += size
    return "".join(made)


def _strip_marks(text: str) -> str:
    """Take accents off letters, except those that stand for a sound of their own here."""
    if text.isascii():
        return text
    kept = [
        letter if letter in "čš" else "".join(c for c in unicodedata.normalize("NFD", letter) if c.isalnum())
        for letter in text
    ]
    return "".join(kept)
