"""What the words of a table's heads, labels and titles say: a period, a territory, a unit, a measure.

A head is understood when nothing in it is left over; what is left over may name a measure, or is asked about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.lexis import is_total, meanings
from pipeline.reading.tables.number import tidy
from pipeline.reading.tables.period_label import Partial, find_period, read_label
from pipeline.reading.tables.places import TablePlaces
from pipeline.reading.tables.said import (
    aspects_said,
    due_day,
    is_price_alone,
    is_said_as_made,
    is_saying_when,
    price_basis_of,
    without_base_year,
)
from pipeline.reading.tables.understood import JOINT, is_understood, parted_words
from pipeline.reading.vocabulary import Sense, Unit, Vocabulary
from pipeline.reading.words import fold, words_in

MAX_HEAD: Final = 400
"""Characters of a head that are looked at."""
MAX_CANDIDATES: Final = 6
TITLE: Final = "title"
"""The role of a head that stands above its table."""
MAX_REMEMBERED: Final = 8192
"""Heads and labels whose words are remembered: they come again from sheet to sheet."""
COUNTED: Final = ("count", "family", "person")
"""Dimensions whose unit a measure decides: they have no scale of their own."""
_MARKS = re.compile(r"(?:\s*(?:\*{1,4}|(?<=[\s\w])\d{1,2}\)|\[\d{1,2}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁾)]?))+$")
_PIECES = re.compile(r"[,;:()\[\]\n/]| [-–—] ")
_LEADING = re.compile(r"^(?:in|в|по|ilə|unit|units|vahid|ед\. ?изм\.?|ölçü vahidi)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What one head, label or title says. `rest` are the words left over; empty when it is understood.

    `settled` marks a territory that what stands around a bare name told, `due` a period by whose end
    something is to be there, `price` is the price basis.
    """

    place: str = ""
    text: str = ""
    period: Partial | None = None
    territory: str = ""
    settled: bool = False
    candidates: tuple[str, ...] = ()
    unit: Unit | None = None
    unit_text: str = ""
    quantity: str = ""
    kind: str = ""
    price: str = ""
    due: bool = False
    total: bool = False
    rest: str = ""
    role: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


class Meant(NamedTuple):
    """A measure that words stand for; `worded` where words say so, and not the unit alone."""

    measure: str
    breakdown: str
    kind: str
    worded: bool = True


class Heads:
    """Reads heads by an office's vocabulary; the same words are read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with nothing read.

        `told` are the territories that a person said names of the file stand for, `first_asked` where a name
        was asked about first: in another table of the file it is not asked about again.
        """
        self.vocabulary = vocabulary
        self._known: dict[tuple[str, str], Head] = {}
        self._senses: dict[tuple[str, str, str], tuple[Sense, ...]] = {}
        self._understood: dict[tuple[str, str], bool] = {}
        self.places = TablePlaces(vocabulary)
        self.told: dict[str, str] = {}
        self.first_asked: dict[tuple[str, tuple[str, ...]], str] = {}

    def read(self, cell: Cell, place: str, role: str = "", facts: Mapping[str, str] | None = None) -> Head:
        """Read a head; `role` is what its column is known to hold, `facts` what a person said of it."""
        text = bare_head(cell)
        shown = cell.value if cell.kind == "date" else text
        key = (shown, "" if role == TITLE else role)
        if key not in self._known:
            self._known[key] = self._read(shown, key[1])
        known = self._known[key]
        made = object.__new__(Head)
        own = {**vars(known), "place": place, "text": text[:MAX_HEAD], "role": role, "facts": facts or {}}
        object.__setattr__(made, "__dict__", own)
        made = self._with_facts(made) if facts else made
        return self.with_told(made) if self.told and not made.candidates else made

    def with_told(self, head: Head) -> Head:
        """Give a name that nothing settles the territory that a person said it stands for."""
        known = head.territory or head.period or head.unit or head.total or head.facts
        territory = self.told.get(head.text, "")
        if known or not territory:
            return head
        return replace(head, territory=territory, settled=False, candidates=(), rest="")

    def _read(self, text: str, role: str) -> Head:
        """Read the words of a head."""
        label = text.partition(": ")[2] if role and ": " in text else ""
        code = text.partition(": ")[0] if label else text
        period = read_label(code)
        if period is not None and role in ("", "period"):
            return Head(period=period)
        if is_total(text):
            return Head(total=True)
        first, _, named_total = text.partition(",")
        if named_total and role in ("", "territory") and is_total(first):
            whole = self.places.whole(named_total.strip()[:MAX_HEAD], "", role)
            if whole.territory:
                return Head(total=True, territory=whole.territory)
        unit = self._whole_unit(code) or (self._whole_unit(label) if label else None)
        if unit is not None and role in ("", "unit"):
            return Head(unit=unit, unit_text=text, quantity="")
        if role in ("", "territory"):
            named = self.places.whole(code[:MAX_HEAD], label[:MAX_HEAD], role)
            if named.territory or named.candidates:
                return Head(
                    territory=named.territory,
                    candidates=named.candidates[:MAX_CANDIDATES],
                    rest="" if named.territory else text,
                )
        return Head(rest=code) if code in self.vocabulary.measures else self._pieces(text)

    def _pieces(self, text: str) -> Head:
        """Read a head piece by piece: 'Area cleared, hectares (2024)' states a measure, a unit and a year."""
        period: Partial | None = None
        unit: Unit | None = None
        unit_text = ""
        rest: list[str] = []
        when: list[str] = []
        for piece in (part.strip() for part in _PIECES.split(text[:MAX_HEAD]) if part.strip()):
            found = read_label(piece)
            if found is not None and period is None:
                period = found
            elif unit is None and (made := self._whole_unit(piece)) is not None:
                unit, unit_text = made, piece
            else:
                (when if is_saying_when(piece) or is_price_alone(piece) else rest).append(piece)
        left = JOINT.join(rest)
        words = " ".join((*rest, *when))
        day = due_day(words)
        is_due = day is not None and not is_said_as_made(words)
        if day is not None:
            period = Partial(day=day)
        elif period is None:
            period = find_period(" ".join(map(without_base_year, (*rest, *when))))
        return Head(
            period=period,
            due=is_due,
            price=price_basis_of(text),
            unit=unit,
            unit_text=unit_text,
            quantity=_said(left, "quantity"),
            kind=_said(words, "kind") or ("target" if is_due else ""),
            rest=left if any(char.isalnum() for char in left) else "",
        )

    def _whole_unit(self, text: str) -> Unit | None:
        """Read a text that is a unit and nothing else."""
        bare = _LEADING.sub("", tidy(text)).strip(" .,")
        return self.vocabulary.unit_of(bare) if bare and len(bare) < 60 else None

    def _with_facts(self, head: Head) -> Head:
        """Let what a person said of a head stand before what its words say.

        A title keeps its words where its territory or period was said: they may name the measure.
        """
        facts = head.facts
        changed = dict(vars(head))
        if {"territory", "period"} & set(facts) and head.role != TITLE:
            changed["rest"] = ""
        if "territory" in facts:
            changed |= {"territory": facts["territory"], "settled": False, "candidates": ()}
        if "period" in facts:
            changed |= {"period": read_label(facts["period"]), "due": False}
        if "unit" in facts:
            unit = self.vocabulary.unit_of(facts["unit"]) or self.vocabulary.named_unit(facts["unit"])
            changed |= {"unit": _scaled(unit, facts.get("scale", "")), "unit_text": facts["unit"]}
        elif "scale" in facts and head.unit is not None:
            changed["unit"] = _scaled(head.unit, facts["scale"])
        if {"measure", "breakdown"} & set(facts) or facts.get("disposition", "used") != "used":
            changed |= {"rest": "", "candidates": ()}
        return Head(**{**changed, **{name: facts[name] for name in ("quantity", "kind") if name in facts}})

    def best(self, text: str, unit: Unit | None, aspect: str = "") -> tuple["Meant | None", tuple[str, ...]]:
        """Return the one measure that words stand for, or None with the codes that they may stand for.

        `aspect` is what heads say of the things counted (planned, due); words of no aspect fit each. One
        is settled only where all words are understood, and say of things made or planned what it is of.
        """
        code = text.strip()
        found = self._senses_of(text, unit, aspect) if aspect else ()
        told = bool(found)
        if not found and code in self.vocabulary.measures:
            return Meant(code, "_T", ""), (code,)
        found = found or self._senses_of(text, unit, "")
        if not found:
            return None, ()
        top = [sense for sense in found if sense.score == found[0].score]
        codes = tuple(dict.fromkeys(sense.measure for sense in found))[:MAX_CANDIDATES]
        one = len({(sense.measure, sense.breakdown) for sense in top}) == 1
        one = one and (told or _is_said(top[0], text)) and self._is_counted(top[0], text, unit)
        one = one and self._is_understood(text, top[0])
        return (_meant(top[0]) if one else None), codes

    def _is_understood(self, text: str, sense: Sense) -> bool:
        """Tell once whether words that name a measure leave none over."""
        key = (text, sense.measure)
        if key not in self._understood:
            self._understood[key] = is_understood(text, sense.cue, self.vocabulary)
        return self._understood[key]

    def _is_counted(self, sense: Sense, text: str, unit: Unit | None) -> bool:
        """Tell whether heads say what a measure counts: 'rooms completed' is no number of projects."""
        name = sense.cue.unit
        if unit is not None or self.vocabulary.named_unit(name).dimension not in COUNTED:
            return True
        return name in self._units_in(text)

    def only_counts(self, text: str) -> bool:
        """Tell whether words only name a unit, and whether it is planned: 'Dwellings planned'."""
        words = words_in(text[:MAX_HEAD])
        small, kinds = meanings("small"), meanings("kind")
        for patterns in self.vocabulary.unit_patterns.values():
            taken = {n for hit in patterns.find(words) for n in range(hit.first, hit.last + 1)}
            if all(n in taken or word.text in small or word.text in kinds for n, word in enumerate(words)):
                return True
        return False

    def _units_in(self, text: str) -> tuple[str, ...]:
        """List the units that words name among others: 'dwellings under construction'."""
        words = words_in(text[:MAX_HEAD])
        names = {
            self.vocabulary.unit_names[lang][hit.pattern]: None
            for lang, patterns in self.vocabulary.unit_patterns.items()
            for hit in patterns.find(words)
        }
        return tuple(names) if len(names) == 1 else ()

    def _senses_of(self, text: str, unit: Unit | None, aspect: str) -> tuple[Sense, ...]:
        """List what words may stand for, with a unit that heads name or that is among the words.

        A unit among the words comes first: 'Dwellings completed' is no number of projects.
        """
        named = self._units_in(text) if unit is None else ()
        if named:
            return tuple(sense for name in named for sense in self._find(text, name, aspect))
        found = self._find(text, unit.name if unit and unit.dimension != "ratio" else "", aspect)
        found = found or (self._find(text, unit.name, aspect) if unit else ())
        named = () if found else self._units_in(text)
        return found or tuple(sense for name in named for sense in self._find(text, name, aspect))

    def _find(self, text: str, unit: str, aspect: str) -> tuple[Sense, ...]:
        """Look words up once."""
        key = (text, unit, aspect)
        if key not in self._senses:
            self._senses[key] = self.vocabulary.senses(parted_words(text[: 2 * MAX_HEAD]), unit, aspect)
        return self._senses[key]


def _is_said(sense: Sense, text: str) -> bool:
    """Tell whether words say the aspect of a measure; where they say none, things are there."""
    if not sense.cue.aspect:
        return True
    return (aspects_said(text) or {"done"}) <= set(sense.cue.aspect.split("|"))


def _meant(sense: Sense) -> Meant:
    """Return the measure of a sense."""
    return Meant(sense.measure, sense.breakdown, sense.kind, bool(sense.cue.groups))


def bare_head(cell: Cell) -> str:
    """Return a head's words without the footnote marks at its end."""
    return (_remembered if len(cell.text) <= MAX_HEAD else _bare)(cell.text, cell.mark)


def _bare(text: str, mark: str) -> str:
    """Take a raised mark and others off the end of a text."""
    text = tidy(text)
    if mark and text.endswith(mark):
        text = text[: -len(mark)].rstrip()
    return _MARKS.sub("", text).strip()


_remembered = lru_cache(maxsize=MAX_REMEMBERED)(_bare)


def _said(text: str, section: str) -> str:
    """Return what words of a section say in a text, if they agree."""
    bare = fold(text)
    found = {
        said
        for word, said in meanings(section).items()
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare)
    }
    return found.pop() if len(found) == 1 else ""


def _scaled(unit: Unit, scale: str) -> Unit:
    """Give a unit the scale that a person named."""
    if not scale:
        return unit
    try:
        number = Decimal(scale)
    except InvalidOperation:
        return unit
    return Unit(unit.name, unit.code, unit.dimension, number)


def first_of(heads: Iterable[Head], name: str) -> Head | None:
    """Return the first head that says something of a kind."""
    return next((head for head in heads if getattr(head, name)), None)
