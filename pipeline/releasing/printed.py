"""What the ledger gives a release to print: its number, exceptions from the rules, the corrigendum."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.identity import digest_of
from pipeline.numbers_file import NUMBERS_FILE, is_beside
from pipeline.releasing.model import CORRIGENDUM, NUMBERS, Standing, number_of

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
    text: str


@dataclass(frozen=True)
class Corrigendum:
    """What an issue corrects in the one before it; texts by language, English where a language has none.

    `numbers` are the ids that the corrigendum names, `was` how they were printed, in the order of the pages.
    """

    corrects: str
    words: Mapping[str, str]
    numbers: tuple[str, ...] = ()
    was: tuple[Was, ...] = ()

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
            numbers = list(self.corrigendum.numbers)
            said.append(
                [self.corrigendum.corrects, dict(self.corrigendum.words), *([numbers] if numbers else [])]
            )
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
        corrigendum = Corrigendum(before.release_id, words, tuple(before.corrigendum[NUMBERS]))
    return Printed(number, exceptions, corrigendum)


def with_numbers(printed: Printed, corrected: Path) -> Printed:
    """Add how the numbers that a corrigendum names were printed, from the folder of the corrected issue."""
    if printed.corrigendum is None:
        return printed
    named = set(printed.corrigendum.numbers)
    texts: dict[tuple[str, str, str, str], dict[str, None]] = {}
    with (corrected / NUMBERS_FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["number_id"] in named and not is_beside(row):
                key = (row["lang"], row.get("territory", ""), row["number_id"], row["cell_id"])
                texts.setdefault(key, {})[row["printed"]] = None
    was = tuple(Was(*key, SEVERAL.join(said)) for key, said in texts.items())
    return replace(printed, corrigendum=replace(printed.corrigendum, was=was))


def in_language(text: str, lang: str) -> str:
    """Return a part of 'English text | az: text | ru: text', the English one where there is no other."""
    parts = {}
    for place, part in enumerate(text.split(" | ")):
        code, colon, said = part.partition(": ")
        is_marked = bool(colon) and len(code) in (2, 3) and code.islower() and place > 0
        parts[code if is_marked else "en"] = said if is_marked else part
    return parts.get(lang, parts["en"]).strip()
