"""How what is cited is written: publishers in Latin letters, hosts of addresses, places in files."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pipeline.language.catalogue import Catalogue
from pipeline.places.transliterate import transliterate
from pipeline.printable import name_in_print

UNKNOWN = "unknown"
_LINE = re.compile(r"line (\d+), (.+)")
_SPAN = re.compile(r"characters (\d+) to (\d+)")
_CELL = re.compile(r"sheet (.+), ([A-Z]{1,3}\d{1,7})", re.DOTALL)
"""The forms of a locator, as pipeline/intake writes them."""


def in_latin_letters(name: str) -> str:
    """Write a name of Cyrillic letters in Latin ones, by the same table for every name; others stay."""
    if not any("\u0400" <= letter <= "\u04ff" for letter in name):
        return name
    return transliterate(name, given="ru", into="en")


def publisher_in_words(publisher: str, words: Catalogue, labels: Mapping[tuple[str, str], str]) -> str:
    """Call a publisher as a text of a language does, in its letters; an unknown one says so."""
    name = publisher_as_written(publisher)
    if name == UNKNOWN:
        return words.word("publisher-not-known", {})
    in_own_letters = name if words.grammar.is_cyrillic else in_latin_letters(name)
    return labels.get(("publisher", name)) or in_own_letters


def publisher_as_written(publisher: str) -> str:
    """Return a publisher as it writes its own name."""
    return name_in_print(publisher.partition(":")[0])


def place_in_words(locator: str, words: Catalogue) -> str:
    """Say where a figure stands in its file, a cell as workbooks name it; another form stands as it is."""
    if line := _LINE.fullmatch(locator):
        return words.word("origin-line", {"line": line[1], "column": line[2]})
    if span := _SPAN.fullmatch(locator):
        return words.word("origin-characters", {"first": span[1], "last": span[2]})
    if cell := _CELL.fullmatch(locator):
        return f"{_quoted(cell[1])}!{cell[2]}"
    return locator


def _quoted(sheet: str) -> str:
    """Write the name of a sheet as workbooks do: in quotes where it is more than letters and digits."""
    return sheet if re.fullmatch(r"\w+", sheet) else "'" + sheet.replace("'", "''") + "'"


def host_of(address: str) -> str:
    """Return the host of a web address, nothing of an address that is not known."""
    if address.partition(":")[0] in ("", UNKNOWN):
        return ""
    return urlsplit(address).netloc or address
