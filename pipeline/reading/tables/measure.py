"""Finds the measure that the heads of a figure name, and what else is missing before it can be used."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.tables.heads import Head, Heads
from pipeline.reading.tables.known import ASPECTS, Known, Open
from pipeline.reading.tables.lexis import listed
from pipeline.reading.tables.nature import nature_said
from pipeline.reading.tables.senses import COUNTED, MAX_CANDIDATES, MAX_HEAD
from pipeline.reading.tables.told import TOTAL, Named, counts_alone, is_whole, take_told
from pipeline.reading.tables.understood import JOINT
from pipeline.reading.vocabulary import Unit, Vocabulary
from pipeline.reading.words import fold, words_in

_NAMED: Final = ("territory", "period", "unit")
"""Roles of label columns whose words name no measure, even where they are not understood."""


@dataclass
class MeasureFinder:
    """Finds measures of one table. The titles and what its heads hold are known before.

    `_varying` are the columns of codes that part the rows of a data file: none of their codes says nothing.
    """

    _heads: Heads
    _anchor: Head | None
    _captions: Sequence[Head]
    _caption_text: str
    _territory_across: bool
    _territory_down: bool
    _period_across: bool
    _columns_differ: bool
    _labels: Sequence[str]
    _varying: frozenset[str]
    _measures: dict[tuple[str, str, str, str], tuple[str, str, str, tuple[str, ...], int]] = field(
        default_factory=dict
    )
    _listed: dict[str, bool] = field(default_factory=dict)

    def take(self, known: Known, across: Sequence[Head], down: Sequence[Head], aspect: str) -> None:
        """Find the measure in the words that heads leave over; every such word must be understood.

        `aspect` is what heads say of the things counted.
        """
        upper = [head for head in across if head.rest and not head.total]
        lower = [head for head in down if head.rest and not head.total]
        strange = [head for head in lower if head.role in _NAMED and not counts_alone(head)]
        lower = [head for head in lower if head.role not in _NAMED and not is_whole(head)]
        codes: tuple[str, ...] = ()
        known.label = (
            " / ".join(head.text for head in (*reversed(upper), *lower))[:200] or self._caption()[:200]
        )
        times = [head.text for head in across if upper and not head.rest and head.period]
        told = [head.rest for head in reversed(upper)] + [text for text in times if nature_said(text)]
        words = JOINT.join(told), JOINT.join(head.rest for head in lower)
        named = self._measure_of(words, known.unit, aspect)
        codes, used = named[3:]
        planned = known.kind in ASPECTS and not {"measure", "kind"} & set(known.given)
        if "measure" in known.given:
            used = take_told(known, named, across)
        else:
            known.measure, known.breakdown, kind = named[:3]
            known.kind = known.kind or kind
            known.breakdown = known.given.get("breakdown", known.breakdown)
        if upper and not used & 1:
            self._ask_across(known, upper[0], codes)
            places = [head for head in lower if head.candidates]
            known.more = tuple(self._ask_named(known, head) for head in (*places, *strange))
            return
        asked = [self._ask_named(known, head) for head in strange]
        unsaid = [head for head in lower[1:] if self._says_nothing(head)]
        if lower and not used & 2:
            self._ask_down(known, lower[0], codes)
        else:
            unsaid = [head for head in lower if self._says_nothing(head)]
        parts = [(head, self._parts_of(known.measure, head.text)) for head in unsaid]
        asked += [self._open(head, "breakdown", (*codes, TOTAL)) for head, codes in parts]
        if known.open is None and asked:
            known.open = asked.pop(0)
        at = upper[0] if upper else next(iter(self._captions), None)
        if known.open is None and at is not None and not aspect and planned and named[2] not in ASPECTS:
            known.open = self._open(at, "measure", codes)
        known.more = tuple(asked)

    def _says_nothing(self, head: Head) -> bool:
        """Tell whether no word of a code beside a row is known, where other rows have other codes."""
        column = head.place.rpartition("!")[2].rstrip("0123456789")
        known = head.candidates or column not in self._varying
        return not known and not self._heads.vocabulary.patterns_in(words_in(head.rest))

    def _ask_named(self, known: Known, head: Head) -> Open:
        """Ask about a label that is known to name a territory, a period or a unit."""
        if head.role != "unit":
            return self._open(head, head.role if head.role in _NAMED else "territory")
        like = unit_codes_like(head.text)
        return self._open(head, "unit", tuple(dict.fromkeys((*like, *self._units_for(known.measure)))))

    def _ask_across(self, known: Known, head: Head, codes: tuple[str, ...]) -> None:
        """Ask what an unknown head over a column most likely names: a part where the measure is known."""
        if head.candidates or (self._territory_across and not self._territory_down):
            known.open = self._open(head, "territory")
        elif known.measure:
            whole = ("_T",) if head.quantity else ()
            known.open = self._open(head, "breakdown", (*whole, *self._parts_of(known.measure, head.text)))
        else:
            known.open = self._open(head, "measure", codes)

    def _ask_down(self, known: Known, head: Head, codes: tuple[str, ...]) -> None:
        """Ask what an unknown label beside a row most likely names."""
        is_place = head.candidates or (self._territory_down and not known.territory)
        if head.role != "measure" and (
            is_place or (known.measure and not known.territory and not self._lists_parts(known))
        ):
            known.open = self._open(head, "territory")
        elif known.measure:
            known.open = self._open(head, "breakdown", (*self._parts_of(known.measure, head.text), TOTAL))
        else:
            named = [code for code in self._heads.vocabulary.measures if fold(code) == fold(head.rest)]
            known.open = self._open(head, "measure", tuple(dict.fromkeys((*named, *codes))))

    def _open(self, head: Head, field: str, codes: tuple[str, ...] = ()) -> Open:
        """Ask about a head; an unknown place with the nearest known ones."""
        candidates = head.candidates or codes
        if field == "territory" and not candidates:
            candidates = self._heads.places.near(head.text)
        return Open(head, field, candidates)

    def _lists_parts(self, known: Known) -> bool:
        """Tell whether labels beside rows name parts of a measure, so that an unknown one may be a part."""
        unit = known.unit
        name = unit.name if unit else ""
        if name not in self._listed:
            named = (self._measure_of(("", words), unit, "") for words in self._labels)
            self._listed[name] = any(
                measure and part != "_T" and used & 2 for measure, part, _, _, used in named
            )
        return self._listed[name]

    def _parts_of(self, measure: str, text: str) -> tuple[str, ...]:
        """Return the parts that unknown words may stand for: the nearest ones, then those of the measure."""
        from pipeline.reading.lists import nearest

        vocabulary = self._heads.vocabulary
        own = dict.fromkeys(
            cue.breakdown for cue in vocabulary.cues if cue.measure == measure and cue.breakdown != "_T"
        )
        kinds = {part.partition("=")[0] for code in own for part in code.split(";")}
        fitting = {
            code: words for code, words in vocabulary.breakdowns.items() if code.partition("=")[0] in kinds
        }
        near = nearest(text[:MAX_HEAD], fitting) if fitting else []
        return tuple(dict.fromkeys((*near, *own)))[:MAX_CANDIDATES]

    def _measure_of(self, words: tuple[str, str], unit: Unit | None, aspect: str) -> Named:
        """Return measure, breakdown, kind, candidates and whose words it used: 1 columns, 2 rows."""
        key = (*words, unit.name if unit else "", aspect)
        if key not in self._measures:
            self._measures[key] = self._find_measure(words, unit, aspect)
        return self._measures[key]

    def _find_measure(self, both: tuple[str, str], unit: Unit | None, aspect: str) -> Named:
        """Try the words of column and row alone, then with the title's."""
        upper, lower = both
        used = 0
        caption = self._caption_text
        best, codes = self._heads.senses.best(caption, unit, aspect) if caption else (None, ())
        for bit, words in ((1, upper), (2, lower)):
            if not words:
                continue
            for parts in ((words,), (words, caption), (upper, words, caption)):
                text = JOINT.join(parts)
                found, named = self._heads.senses.best(text, unit, aspect)
                codes = tuple(dict.fromkeys((*named, *codes)))[:MAX_CANDIDATES]
                other = best is None or (
                    found and (found.measure, found.breakdown) != (best.measure, best.breakdown)
                )
                spoken = found is not None and (found.worded or self._heads.senses.only_counts(words))
                if found and spoken and (other or text == words):
                    best, used = found, used | bit
                    break
        if best is None and unit is not None and not upper and not lower:
            best, codes = self._heads.senses.best(unit.name, unit, aspect)
        if best is None:
            return "", "", "", codes, used
        return best.measure, best.breakdown, best.kind, codes, used

    def ask_missing(self, known: Known, across: Sequence[Head]) -> None:
        """Ask for the first fact that no head gives; infer the unit of what is counted."""
        anchor = self._anchor
        nearest = across[0] if across else anchor
        if anchor is None or nearest is None:
            return
        if not known.measure or not fits(self._heads.vocabulary, known.measure, known.unit):
            codes = self._heads.senses.best(self._caption(), known.unit)[1]
            named = [head for head in self._captions if self._heads.senses.best(head.rest, known.unit)[1]]
            at = nearest if self._columns_differ else next(iter(named), anchor)
            known.open = Open(at, "measure", codes)
        elif known.unit is None and not self._infer_unit(known):
            known.open = Open(
                nearest if self._columns_differ else anchor, "unit", self._units_for(known.measure)
            )
        elif not known.territory:
            known.open = Open(anchor, "territory")
        elif not known.has_period:
            known.open = Open(nearest if self._columns_differ or self._period_across else anchor, "period")

    def _infer_unit(self, known: Known) -> bool:
        """Give a measure that counts its own unit; money, area and length have scales and are asked about.

        Its own is the one unit that the office's words for it have, else the one that its code names.
        """
        vocabulary = self._heads.vocabulary
        part = known.breakdown or "_T"
        worded = {
            cue.unit for cue in vocabulary.cues if (cue.measure, cue.breakdown) == (known.measure, part)
        } - {""}
        names = self._units_for(known.measure)
        named = [name for name in names if name in known.measure] or list(names if len(names) == 1 else ())
        name = worded.pop() if len(worded) == 1 else next(iter(named), "")
        unit = vocabulary.named_unit(name)
        if unit.dimension not in COUNTED:
            return False
        known.unit = unit
        known.inferred.append("unit")
        return True

    def _units_for(self, measure: str) -> tuple[str, ...]:
        """List the names of units that fit a measure, those that its code has in it first."""
        found = self._heads.vocabulary.measures.get(measure)
        units = self._heads.vocabulary.units.values()
        names = [unit.name for unit in units if found and unit.code == found.unit_code]
        return tuple(sorted(names, key=lambda name: (name != measure, name not in measure)))[:6]

    def _caption(self) -> str:
        """Return the words of the titles."""
        return self._caption_text or " ".join(head.text for head in self._captions)


def unit_codes_like(text: str) -> tuple[str, ...]:
    """Return the unit that a code of a data file may stand for, by the lists that offices share."""
    code = fold(text.partition(": ")[0].strip())
    return tuple(name for name, codes in listed("unit_code").items() if code in codes)


def fits(vocabulary: Vocabulary, measure_code: str, unit: Unit | None) -> bool:
    """Tell whether a unit can be one of a measure; a percentage can be a share or growth of any."""
    measure = vocabulary.measures.get(measure_code)
    if measure is None or unit is None or unit.dimension == "ratio" or unit.code == "COUNT":
        return True
    expected = {found.dimension for found in vocabulary.units.values() if found.code == measure.unit_code}
    return not expected or unit.dimension in expected
