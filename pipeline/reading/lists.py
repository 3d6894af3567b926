"""The lists that an office answers from: its codes by field, each with words for it, and names of places."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.reading.draft import DISPOSITIONS, KINDS, QUANTITIES
from pipeline.reading.vocabulary import Vocabulary, build_vocabulary
from pipeline.reading.words import fold
from pipeline.reference import load_reference

LANGUAGE: Final = "en"
MAX_CANDIDATES: Final = 3
"""So many near codes are named when one is not known."""
_LEAST_SCORE = 55
_FEW = 12
"""So many codes are named in a sentence."""
_LABELLED = ("period_kind", "price_basis", "qualifier", "independence", "party")
_KIND_WORDS = {
    "observation": "observed: it is so, or was",
    "plan": "planned, without a day",
    "schedule": "scheduled for a period",
    "target": "to be reached by a day",
    "date": "a date or a part of one",
    "ordinal": "a number that names or counts off",
    "historical": "about a past event",
    "furniture": "no figure: an address, a page number",
}
_QUANTITY_WORDS = {
    "level": "an amount or a number of things",
    "growth": "a change on an earlier period, in percent",
    "share": "a share of a whole, in percent",
    "multiple": "so many times an earlier amount",
    "difference": "an amount of change on an earlier period",
}


@dataclass(frozen=True)
class Lists:
    """An office's reference tables and what is made of them, loaded once for many drafts."""

    reference: Mapping[str, pl.DataFrame]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that readers look for."""
        return build_vocabulary(self.reference)

    @cached_property
    def by_field(self) -> Mapping[str, Mapping[str, str]]:
        """The codes of each field that has a list: {'measure': {'fci': 'investment in fixed capital'}}."""
        return {
            "measure": self._labelled("measure", self.reference["measure"]["measure_code"]),
            "breakdown": self._labelled("breakdown", []),
            "territory": self._territories(),
            "unit": self._units(),
            "kind": {kind: _KIND_WORDS[kind] for kind in KINDS},
            "disposition": dict(DISPOSITIONS),
            "quantity": {quantity: _QUANTITY_WORDS[quantity] for quantity in QUANTITIES},
            **{name: self._labelled(name, []) for name in _LABELLED},
        }

    def words(self, field: str, code: str) -> str:
        """Return the words for a code, or the code itself where there are none."""
        known = self.by_field.get(field, {})
        if field == "breakdown" and code not in known and ";" in code:
            return ", ".join(known.get(part, part) for part in code.split(";"))
        return known.get(code, code)

    @cached_property
    def _ambiguous(self) -> Mapping[str, frozenset[str]]:
        """The words of each list that more than one of its codes has, or that read as a code."""
        found = {}
        for field, known in self.by_field.items():
            counted = Counter(words.casefold() for words in known.values())
            found[field] = frozenset(
                words for words, number in counted.items() if number > 1 or ": " in words
            )
        return found

    def shown(self, field: str, code: str) -> str:
        """Return what a form shows for a code: its words, with the code before them where they are not one.

        `find` returns the code for what is shown.
        """
        words = self.by_field.get(field, {}).get(code, code)
        if words.casefold() in self._ambiguous.get(field, ()):
            return f"{code}: {words}"
        return words

    def find(self, field: str, text: str) -> str:
        """Return the code that a person means by a code, its words, or both ('fci: investment ...').

        Units are found as `unit_named` does, too. Raises UsageError with the nearest codes for another text.
        """
        known = self.by_field[field]
        wanted = " ".join(text.split())
        for tried in (wanted, wanted.partition(": ")[0]):
            if tried in known:
                return tried
        same = [code for code, words in known.items() if words.casefold() == wanted.casefold()]
        # Names of units that have the same words are the same unit.
        if len(same) == 1 or (same and field == "unit"):
            return same[0]
        if field == "territory":
            return self._find_territory(wanted)
        if field == "unit" and (name := self.unit_named(wanted)):
            return name
        near = nearest(wanted, known)
        raise UsageError(f"'{wanted}' is no code of the list '{field}'. {_proposed(near, known)}")

    def unit_named(self, text: str) -> str:
        """Return the name in the office's list of the unit that a text is, empty for none.

        A text is a unit by a name of the list, by its code ('HA') or in a usual short form ('ha', 'га'),
        whatever its case. One behind a word for a number is none: 'thousand ha' is no name of 'hectares'.
        """
        names = self.by_field["unit"]
        if text in names:
            return text
        folded = fold(text)
        if folded in self._units_folded:
            return self._units_folded[folded]
        short = self.vocabulary.unit_of(text)
        is_one = short is not None and short.name in names and short.scale == 1
        return short.name if short is not None and is_one else ""

    @cached_property
    def _units_folded(self) -> Mapping[str, str]:
        """The names of units by themselves and by their codes, folded; of a code the name that is like it."""
        rows = self.reference["unit_name"].select("unit_as_written", "unit_code", "factor").rows()
        found = {fold(name): name for name, _, _ in reversed(rows)}
        whole = [(fold(code), name) for name, code, factor in rows if factor == 1]
        for code, name in sorted(whole, key=lambda pair: not fold(pair[1]).startswith(pair[0])):
            found.setdefault(code, name)
        return found

    def _find_territory(self, name: str) -> str:
        """Resolve the name of a place; one that may be several, or none, is a sentence."""
        from pipeline.places.gazetteer import load_gazetteer

        found = load_gazetteer(self.reference).resolve(name)
        if found.territory_id:
            return found.territory_id
        near = [candidate.territory_id for candidate in found.candidates][:MAX_CANDIDATES]
        known = self.by_field["territory"]
        raise UsageError(f"'{name}' is no single territory of the office. {_proposed(near, known)}")

    def _labelled(self, code_list: str, codes: Iterable[str]) -> dict[str, str]:
        """Return codes with their words; without codes, all that the labels have."""
        labels = self.reference["label"].filter(
            (pl.col("code_list") == code_list) & (pl.col("lang") == LANGUAGE)
        )
        words = dict(labels.select("code", "text").iter_rows())
        return {code: words.get(code, code) for code in codes} or words

    def _territories(self) -> dict[str, str]:
        """Return territories with name, level and, where it has ended, the day."""
        found: dict[str, str] = {}
        for row in self.reference["territory"].sort("territory_id", "valid_from").iter_rows(named=True):
            name = row["name_en"] or row["name_az"] or row["territory_id"]
            level = str(row["level"]).replace("_", " ")
            ended = f"until {row['valid_to']}" if row["valid_to"].year < date.max.year else ""
            said = ", ".join(part for part in ("" if level in name.casefold() else level, ended) if part)
            found[row["territory_id"]] = f"{name} ({said})" if said else name
        return found

    def _units(self) -> dict[str, str]:
        """Return the names of units, each with what one of it is: 'AZN' is '0.000001 million manats'."""
        words = self._labelled("unit", self.reference["unit"]["unit_code"])
        rows = self.reference["unit_name"].select("unit_as_written", "unit_code", "factor").iter_rows()
        return {
            name: words[code] if factor == 1 else f"{factor.normalize():f} {words[code]}"
            for name, code, factor in rows
        }


def load_lists(office: Office) -> Lists:
    """Read the lists of an office from its reference tables."""
    return Lists(load_reference(office))


def nearest(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the codes that are most like a text, by themselves or by their words; the nearest first."""
    from rapidfuzz import fuzz, process, utils

    codes = list(known)
    best: dict[str, float] = {}
    for names, scorer in ((codes, fuzz.ratio), (list(known.values()), fuzz.token_set_ratio)):
        for _, score, place in process.extract(
            text,
            names,
            scorer=scorer,
            processor=utils.default_process,
            limit=4 * MAX_CANDIDATES,
            score_cutoff=_LEAST_SCORE,
        ):
            best[codes[place]] = max(score, best.get(codes[place], 0.0))
    return sorted(best, key=lambda code: (-best[code], code))[:MAX_CANDIDATES]


def _proposed(near: Iterable[str], known: Mapping[str, str]) -> str:
    """Name the codes that may be meant."""
    named = [f"{code} ({known[code]})" if known.get(code, code) != code else code for code in near]
    if named:
        return f"Nearest: {'; '.join(named)}."
    if len(known) <= _FEW:
        return f"Known: {', '.join(known)}."
    return "The template's sheet 'Lists' has all of them."
