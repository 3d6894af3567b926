"""The fixed words of a workbook by language, in words.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.errors import UsageError

_PATH = Path(__file__).parent / "words.toml"


def words_in(lang: str) -> Mapping[str, str]:
    """Return the fixed words in a language; one without words is a sentence."""
    known = _words()
    if lang not in known:
        raise UsageError(
            f"There is no workbook in the language {lang!r}; there are: {', '.join(sorted(known))}."
        )
    return known[lang]


@cache
def _words() -> dict[str, dict[str, str]]:
    """Read the words once."""
    return tomllib.loads(_PATH.read_text(encoding="utf-8"))
