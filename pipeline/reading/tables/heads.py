"""What the words of a table's heads, labels and titles say: a period, a territory, a unit, a measure.

A head is understood when nothing in it is left over; what is left over may name a measure, or is asked about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.lexis import is_total, meanings
from pipeline.reading.tables.nature import nature_said
from pipeline.reading.tables.number import tidy
from pipeline.reading.tables.period_label import Partial, find_period, read_label
from pipeline.reading.tables.places import TablePlaces
from pipeline.reading.tables.said import (
    due_day,
    is_price_alone,
    is_said_as_made,
    is_saying_when,
    price_basis_of,
    without_base_year,
)
from pipeline.reading.tables.senses import COUNTED, MAX_CANDIDATES, MAX_HEAD, Senses
from pipeline.reading.tables.understood import JOINT
from pipeline.reading.vocabulary import Unit, Vocabulary, is_scaled
from pipeline.reading.words import fold

TITLE: Final = "title"
"""The role of a head that stands above its table."""
MAX_REMEMBERED: Final = 8192
"""Heads and labels whose words are remembered: they come again from sheet to sheet."""
_MOST_OF_UNIT: Final = 4
"""Words of a unit at the end of a head: 'in millions of manats'."""
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


class Heads:
    """Reads heads by an office's vocabulary; the same words are read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with nothing read.

        `told` are the territories that a person said names of the file stand for, `first_asked` where a name
        was asked about first: in another table of the file it is not asked about again.
        """
        self.vocabulary = vocabulary
        self._known: dict[tuple[str, str], Head] = {}
        self.senses = Senses(vocabulary)
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
        unit_text = meant = ""
        rest: list[str] = []
        when: list[str] = []
        for piece in (part.strip() for part in _PIECES.split(text[:MAX_HEAD]) if part.strip()):
            found = read_label(piece)
            if found is not None and period is None:
                period, meant = found, piece if nature_said(piece) else ""
            elif unit is None and (made := self._whole_unit(piece)) is not None:
                unit, unit_text = made, piece
            else:
                (when if is_saying_when(piece) or is_price_alone(piece) else rest).append(piece)
        if unit is None and rest:
            rest[-1], unit, unit_text = self._with_unit_at_end(rest[-1])
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
            rest=JOINT.join(filter(None, (left, meant))) if any(char.isalnum() for char in left) else "",
        )

    def _with_unit_at_end(self, text: str) -> tuple[str, Unit | None, str]:
        """Part words that name a measure from the unit that ends them: 'Area cleared ha'.

        What is counted is a noun and stays with the words; so does a unit behind a number, a word for one, or
        a word that divides ('per').
        """
        words = text.split()
        for at in range(max(1, len(words) - _MOST_OF_UNIT), len(words)):
            before, last = " ".join(words[:at]), " ".join(words[at:])
            unit = None if any(word[0].isdigit() for word in words[at:]) else self._whole_unit(last)
            if (
                unit is None
                or unit.dimension in (*COUNTED, "")
                or is_scaled(before)
                or _divides(words[at - 1])
            ):
                continue
            if self.senses.best(before, unit)[1]:
                return before, unit, last
        return text, None, ""

    def _whole_unit(self, text: str) -> Unit | None:
        """Read a text that is a unit and nothing else."""
        bare = _LEADING.sub("", tidy(text)).strip(" .,")
        return self.vocabulary.unit_of(bare) if bare and len(bare) < 60 else None

    def _with_facts(self, head: Head) -> Head:
        """Let what a person said of a head stand before what its words say.

        A title keeps its words where its territory or period was said: they may name the measure. So does
        another head that names one and whose period was said.
        """
        facts = head.facts
        changed = dict(vars(head))
        is_name = "territory" in facts or (
            "period" in facts and not self.senses.best(head.rest, head.unit)[1]
        )
        if is_name and head.role != TITLE:
            changed["rest"] = ""
        if "territory" in facts:
            changed |= {"territory": facts["territory"], "settled": False, "candidates": ()}
        if "period" in facts:
            changed |= {"period": read_label(facts["period"]), "due": False}
        if "unit" in facts:
            changed["rest"] = "" if head.role == "unit" else changed["rest"]
            unit = self.vocabulary.unit_of(facts["unit"]) or self.vocabulary.named_unit(facts["unit"])
            changed |= {"unit": _scaled(unit, facts.get("scale", "")), "unit_text": facts["unit"]}
        elif "scale" in facts and head.unit is not None:
            changed["unit"] = _scaled(head.unit, facts["scale"])
        if {"measure", "breakdown"} & set(facts) or facts.get("disposition", "used") != "used":
            changed |= {"rest": "", "candidates": ()}
        return Head(**{**changed, **{name: facts[name] for name in ("quantity", "kind") if name in facts}})


def _divides(word: str) -> bool:
    """Tell whether the unit behind a word is no unit of the figures: a number, 'of', 'per'."""
    bare = fold(word)
    return bare in meanings("small") or bare in meanings("rate") or any(sign.isdigit() for sign in bare)


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
