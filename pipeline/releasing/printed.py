"""What the ledger gives a release to print: its number, exceptions from the rules, the corrigendum."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.cells_file import CELLS_FILE, read_cells
from pipeline.identity import digest_of
from pipeline.numbers_file import NUMBERS_FILE, is_beside, is_own
from pipeline.releasing.model import CORRIGENDUM, NUMBERS, Standing, languages_of, number_of

LEDGER = "ledger"
"""The entry of a manifest's inputs that names by hash what of the ledger an issue prints."""
CORRECTED = "corrected issue"
"""The entry that names by the hash of its manifest the issue that one corrects number by number."""
MOST_LISTED = 40
"""Numbers that the annex of an issue lists; the page "Corrections" of the site has all."""
SEVERAL = " / "
"""Between the texts of a number that is printed in several forms."""


@dataclass(frozen=True)
class Was:
    """A number as the bulletin of the corrected issue printed it, in a language and for a territory."""

    lang: str
    territory: str
    number_id: str
    cell_id: str
    facet: str
    text: str


@dataclass(frozen=True)
class Corrigendum:
    """What an issue corrects in the one before it; texts by language, English where a language has none.

    `numbers` are the ids that the corrigendum names, `was` how they were printed, in the order of the pages,
    and `cells` their cells as the corrected issue has them, by id.
    """

    corrects: str
    words: Mapping[str, str]
    numbers: tuple[str, ...] = ()
    released: date | None = None
    announced: date | None = None
    was: tuple[Was, ...] = ()
    cells: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def named(self, lang: str, territory: str) -> list[Was]:
        """Return how the named numbers were printed in one publication."""
        return [one for one in self.was if (one.lang, one.territory) == (lang, territory)]

    def before(self, one: Was) -> str:
        """Return how a number was printed, with the issue that printed it."""
        return f"{self.corrects}: {one.text}"

    def text(self, name: str, lang: str) -> str:
        """Return what was said: `name` is what, right or why."""
        return in_language(self.words[name], lang)


@dataclass(frozen=True)
class Printed:
    """The number of a month's issue, and what it has to say of how it came about."""

    number: int = 1
    exceptions: tuple[tuple[str, str], ...] = ()
    corrigendum: Corrigendum | None = None

    @property
    def digest(self) -> str:
        """A hash of what is printed, empty for a first issue that keeps all rules."""
        said: list[object] = [list(one) for one in self.exceptions]
        if self.corrigendum:
            own = self.corrigendum
            days = [str(own.released), str(own.announced)]
            said.append([own.corrects, dict(own.words), list(own.numbers), days])
        return digest_of([self.number, said]) if said or self.number > 1 else ""


def printed_of(standings: Mapping[str, Standing], key: str) -> Printed:
    """Return what the next issue of a month prints."""
    number = number_of(standings, key)
    own = standings.get(f"{key}.{number}")
    before = standings.get(f"{key}.{number - 1}")
    exceptions = tuple((rule, reason) for rule, _, reason in own.exceptions) if own else ()
    corrigendum = None
    if before and before.corrigendum:
        words = {name: str(before.corrigendum[name]) for name in CORRIGENDUM}
        corrigendum = Corrigendum(
            before.release_id,
            words,
            tuple(before.corrigendum[NUMBERS]),
            before.released_at.date() if before.released_at else None,
            before.announced.date() if before.announced else None,
        )
    return Printed(number, exceptions, corrigendum)


def with_numbers(printed: Printed, corrected: Path) -> Printed:
    """Add how the numbers that a corrigendum names were printed, from the folder of the corrected issue."""
    if printed.corrigendum is None:
        return printed
    named = set(printed.corrigendum.numbers)
    texts: dict[tuple[str, str, str, str, str], dict[str, None]] = {}
    with (corrected / NUMBERS_FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["number_id"] in named and is_own(row["facet"]) and not is_beside(row):
                where = row["lang"], row.get("territory", "")
                key = (*where, row["number_id"], row["cell_id"], row["facet"])
                texts.setdefault(key, {})[row["printed"]] = None
    was = tuple(Was(*key, SEVERAL.join(said)) for key, said in texts.items())
    cells = {one.cell_id for one in was}
    with (corrected / CELLS_FILE).open(encoding="utf-8", newline="") as stream:
        known = {cell["cell_id"]: cell for cell in read_cells(stream) if cell["cell_id"] in cells}
    return replace(printed, corrigendum=replace(printed.corrigendum, was=was, cells=known))


def is_same(before: str, now: str) -> bool:
    """Tell whether no text of a number contradicts: one side may have a form that the other lacks, or a sign.

    >>> is_same("4.09 / 4.1", "4.1"), is_same("+75.6", "75.6"), is_same("4.09 / 4.1", "4.08 / 4.1")
    (True, True, False)
    """
    one, other = ({text.removeprefix("+") for text in said.split(SEVERAL)} for said in (before, now))
    return one <= other or other <= one


def in_language(text: str, lang: str) -> str:
    """Return a part of 'English text | az: text | ru: text', the English one where there is no other."""
    parts = languages_of(text)
    return parts.get(lang, parts["en"])


def in_languages(texts: Mapping[str, str]) -> str:
    """Write one text of several languages, as `in_language` reads it; the English one is first.

    >>> in_languages({"az": "Bir.", "en": "One."})
    'One. | az: Bir.'
    """
    return " | ".join([texts["en"], *(f"{lang}: {text}" for lang, text in texts.items() if lang != "en")])
