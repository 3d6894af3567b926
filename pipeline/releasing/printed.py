"""What the ledger gives a release to print: its number, exceptions from the rules, the corrigendum."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.identity import digest_of
from pipeline.releasing.model import CORRIGENDUM, Standing, number_of

LEDGER = "ledger"
"""The entry of a manifest's inputs that names by hash what of the ledger an issue prints."""


@dataclass(frozen=True)
class Corrigendum:
    """What an issue corrects in the one before it; texts by language, English where a language has none."""

    corrects: str
    words: Mapping[str, str]

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
            said.append([self.corrigendum.corrects, dict(self.corrigendum.words)])
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
        corrigendum = Corrigendum(before.release_id, words)
    return Printed(number, exceptions, corrigendum)


def in_language(text: str, lang: str) -> str:
    """Return a part of 'English text | az: text | ru: text', the English one where there is no other."""
    parts = {}
    for place, part in enumerate(text.split(" | ")):
        code, colon, said = part.partition(": ")
        is_marked = bool(colon) and len(code) in (2, 3) and code.islower() and place > 0
        parts[code if is_marked else "en"] = said if is_marked else part
    return parts.get(lang, parts["en"]).strip()
