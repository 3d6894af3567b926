"""What an office calls its units, measures and territories: the words that readers look for.

Units and number words of languages lie in `lexicon/`; the office's own names in its `unit_name` table,
and which words mean which measure in its `measure_word` table. Both readers ask here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import polars as pl

from pipeline.office import Office
from pipeline.reading.lexicon import LANGUAGES, section
from pipeline.reading.placenames import Place, Places
from pipeline.reading.words import Patterns, Word, fold, parse_groups, whole_hits, words_in
from pipeline.reference import load_reference

ASPECTS: Final = ("done", "under_way", "planned", "due")
"""What a sentence says of the things counted: there, being made, planned, or planned for a day."""
_POWER: Final = re.compile(r"[^\W\d_]\d")
"""A digit right after a letter: 'm2' has the word of 'm' and is another unit."""
_HINT: Final = "?"
"""How words begin that propose a measure and do not settle it."""


@dataclass(frozen=True)
class Unit:
    """A unit as understood: `name` of the base unit in the office's `unit_name`, and the scale before it.

    A printed number times `scale` is the value in `name`: 'million manats' has the name 'AZN' and the scale
    1000000. `code` and `dimension` are empty for a unit that the office does not keep.
    """

    name: str
    code: str = ""
    dimension: str = ""
    scale: Decimal = Decimal(1)


@dataclass(frozen=True)
class Measure:
    """A measure of the office, as its `measure` table declares it."""

    code: str
    topic: str
    unit_code: str
    nature: str
    part_of: str


@dataclass(frozen=True)
class Cue:
    """Words that stand for a measure, with the unit and the aspect for which they do."""

    lang: str
    groups: tuple[tuple[str, ...], ...]
    unit: str
    aspect: str
    measure: str
    breakdown: str
    kind: str


@dataclass(frozen=True)
class Sense:
    """A measure that words may stand for; of several the one with the highest score fits best.

    `score` counts the groups of words found; `kind` is empty where the aspect decides it.
    """

    measure: str
    breakdown: str
    kind: str
    score: int
    cue: Cue


@dataclass(frozen=True)
class Vocabulary:
    """Units, measures and territories of an office, with the words for them; made by `load_vocabulary`.

    `cues` settle a measure; `hints` are words that only propose one.
    """

    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]
    cues: tuple[Cue, ...]
    hints: tuple[Cue, ...]
    places: Places
    unit_patterns: Mapping[str, Patterns]
    unit_names: Mapping[str, Mapping[str, str]]
    scale_patterns: Mapping[str, Patterns]
    scale_powers: Mapping[str, Mapping[str, int]]
    cue_patterns: Patterns
    own_patterns: Patterns
    own_names: Mapping[str, str]
    breakdowns: Mapping[str, str]
    _memo: dict[tuple[str, str, str], tuple[Cue, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def unit_of(self, text: str, lang: str = "") -> Unit | None:
        """Read a text that holds nothing but a unit: 'mln AZN', 'min manat', 'тыс. га', '%', 'families'.

        None for one that is not known. Without a language the words of all are tried.
        """
        exact = self.units.get(fold(text.strip()))
        if _POWER.search(text):
            return exact
        words = words_in(text)
        for tried in (lang,) if lang else LANGUAGES:
            found = self._unit_in(words, tried)
            if found is not None:
                return found
        return exact

    def named_unit(self, name: str) -> Unit:
        """Return the unit of that name; one that the office does not keep has no code."""
        return self.units.get(fold(name), Unit(name))

    def measures_in(self, text: str, unit: str = "", aspect: str = "", lang: str = "") -> tuple[Sense, ...]:
        """List the measures that a text may stand for, the best first.

        Where a unit (its base name) or an aspect is given, only cues that fit it count.
        """
        return self.senses(words_in(text), unit, aspect, lang)

    def senses(
        self, words: Sequence[Word], unit: str = "", aspect: str = "", lang: str = ""
    ) -> tuple[Sense, ...]:
        """List the measures that words may stand for, as `measures_in` does."""
        present = self.patterns_in(words)
        best: dict[tuple[str, str], Sense] = {}
        for cue in self.cues:
            score = _score(cue, present, unit, aspect, lang)
            key = (cue.measure, cue.breakdown)
            if score and (key not in best or score > best[key].score):
                best[key] = Sense(cue.measure, cue.breakdown, cue.kind, score, cue)
        return tuple(sorted(best.values(), key=lambda sense: (-sense.score, sense.measure, sense.breakdown)))

    def cues_of(self, unit: str, aspect: str, lang: str) -> tuple[Cue, ...]:
        """List the cues for a unit and an aspect in a language; no aspect fits all."""
        key = (unit, aspect, lang)
        if key not in self._memo:
            self._memo[key] = tuple(
                cue
                for cue in self.cues
                if cue.unit in ("", unit)
                and cue.lang in ("", lang)
                and (not aspect or not cue.aspect or aspect in cue.aspect.split("|"))
            )
        return self._memo[key]

    def patterns_in(self, words: Sequence[Word]) -> frozenset[str]:
        """Return the patterns of cues that words have; what lies within a longer one does not count."""
        return frozenset(hit.pattern for hit in whole_hits(self.cue_patterns.find(words)))

    def territories_in(self, text: str) -> tuple[Place, ...]:
        """Find the places that a text names, in order, without overlaps."""
        return self.places.find(text)

    def own_units(self, words: Sequence[Word]) -> tuple[tuple[str, int, int], ...]:
        """List the units that the office alone knows: the name and the first and last word."""
        hits = whole_hits(self.own_patterns.find(words))
        return tuple((self.own_names[hit.pattern], hit.first, hit.last) for hit in hits)

    def _unit_in(self, words: Sequence[Word], lang: str) -> Unit | None:
        """Read words of a language as scale and unit; None unless they hold nothing else."""
        scales = self.scale_patterns[lang].find(words)
        units = self.unit_patterns[lang].find(words)
        taken = {n for hit in (*scales, *units) for n in range(hit.first, hit.last + 1)}
        if not units or taken != set(range(len(words))):
            return None
        longest = max(units, key=lambda hit: hit.last - hit.first)
        power = sum(self.scale_powers[lang][hit.pattern] for hit in scales)
        unit = self.named_unit(self.unit_names[lang][longest.pattern])
        return Unit(unit.name, unit.code, unit.dimension, Decimal(10) ** power)


def _score(cue: Cue, present: frozenset[str], unit: str, aspect: str, lang: str) -> int:
    """Count the groups of a cue that are found, 0 where one is not or the cue does not fit."""
    if (unit and cue.unit not in ("", unit)) or (lang and cue.lang not in ("", lang)):
        return 0
    if aspect and cue.aspect and aspect not in cue.aspect.split("|"):
        return 0
    if not cue.groups and unit != cue.unit:
        return 0
    if not all(any(pattern in present for pattern in group) for group in cue.groups):
        return 0
    return 1 + 4 * len(cue.groups) + bool(cue.aspect)


def load_vocabulary(office: Office) -> Vocabulary:
    """Read the words of an office from its reference tables."""
    return build_vocabulary(load_reference(office))


def build_vocabulary(reference: Mapping[str, pl.DataFrame]) -> Vocabulary:
    """Make the vocabulary from reference tables that are loaded."""
    units = _units(reference)
    rows = tuple(reference["measure_word"].iter_rows(named=True))
    cues = tuple(_cue(row) for row in rows if not row["words"].startswith(_HINT))
    hints = tuple(_cue(row) for row in rows if row["words"].startswith(_HINT))
    own = _own_unit_words(units)
    names = {lang: {**own, **section(lang, "unit")} for lang in LANGUAGES}
    powers = {
        lang: {pattern: int(power) for pattern, power in section(lang, "scale").items()} for lang in LANGUAGES
    }
    return Vocabulary(
        units=units,
        measures={
            row["measure_code"]: Measure(
                row["measure_code"], row["topic"], row["unit_code"], row["nature"], row["part_of"]
            )
            for row in reference["measure"].iter_rows(named=True)
        },
        cues=cues,
        hints=hints,
        places=Places.of(reference),
        unit_patterns={lang: Patterns(names[lang]) for lang in LANGUAGES},
        unit_names=names,
        scale_patterns={lang: Patterns(powers[lang]) for lang in LANGUAGES},
        scale_powers=powers,
        cue_patterns=Patterns(
            pattern for cue in (*cues, *hints) for group in cue.groups for pattern in group
        ),
        own_patterns=Patterns(own),
        own_names=own,
        breakdowns=_breakdowns(reference),
    )


def _cue(row: Mapping[str, str]) -> Cue:
    """Make a cue of a row of `measure_word`."""
    return Cue(
        row["lang"],
        parse_groups(row["words"].removeprefix(_HINT)),
        row["unit"],
        row["aspect"],
        row["measure_code"],
        row["breakdown"],
        row["kind"],
    )


def _breakdowns(reference: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Return the parts that measures may be broken down into, each with words for it; none without labels."""
    if "label" not in reference:
        return {}
    labels = reference["label"].filter((pl.col("code_list") == "breakdown") & (pl.col("code") != "_T"))
    texts: dict[str, list[str]] = {}
    for code, text in labels.select("code", "text").iter_rows():
        texts.setdefault(code, []).append(text)
    return {code: " / ".join(words) for code, words in texts.items()}


def _units(reference: Mapping[str, pl.DataFrame]) -> dict[str, Unit]:
    """Index the office's units by their names, folded."""
    dimension = dict(reference["unit"].select("unit_code", "dimension").iter_rows())
    rows = reference["unit_name"].select("unit_as_written", "unit_code").iter_rows()
    return {fold(name): Unit(name, code, dimension.get(code, "")) for name, code in rows}


def _own_unit_words(units: Mapping[str, Unit]) -> dict[str, str]:
    """Return the patterns of units that only the office knows: its names that no language has."""
    known = {fold(name) for lang in LANGUAGES for name in section(lang, "unit").values()}
    words = {
        word.text for lang in LANGUAGES for pattern in section(lang, "unit") for word in words_in(pattern)
    }
    return {
        fold("_".join(name.split())): unit.name
        for name, unit in units.items()
        if name not in known and fold(name) not in words and not is_scaled(name)
    }


def is_scaled(name: str) -> bool:
    """Tell whether a name of a unit has a word for thousands or millions in it."""
    patterns = (Patterns(section(lang, "scale")) for lang in LANGUAGES)
    return any(found.find(words_in(name)) for found in patterns)
