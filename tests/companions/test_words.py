"""The workbook's fixed words are there in each language, with the same blanks to fill."""

import re

import pytest

from pipeline.companions.sheet import NAME_CHARACTERS
from pipeline.companions.words import words_in
from pipeline.errors import UsageError

LANGUAGES = ("en", "az", "ru")
SHEETS = ("contents", "cells", "sources", "symbols", "columns")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_every_word(lang: str) -> None:
    blanks = {name: sorted(re.findall(r"{\w+}", text)) for name, text in words_in(lang).items()}
    assert blanks == {name: sorted(re.findall(r"{\w+}", text)) for name, text in words_in("en").items()}
    names = [words_in(lang)[name] for name in SHEETS]
    assert len(set(names)) == len(names) and all(len(name) <= NAME_CHARACTERS for name in names)


def test_another_language_is_one_sentence() -> None:
    with pytest.raises(UsageError, match=r"no workbook in the language 'xx'; there are: az, en, ru"):
        words_in("xx")
