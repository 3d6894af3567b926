"""What a number counts: the scale and the unit beside it, the words that qualify it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.history import TIME_UNITS
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.tokens import Number
from pipeline.reading.words import Word

MONEY = frozenset({"AZN", "USD", "EUR", "AMD", "RUB", "TRY"})
_REACH = 6
"""A unit stands at most this many words after its number."""
_LETTERS = {"k": 3, "m": 6, "mn": 6, "b": 9}
"""Letters that stand for a scale where a currency stands before the number."""
_PAUSE = re.compile(r"[.,;:!?()\n|\"“”«»]")
_SQUARES = {"metres": "m2", "km": "km2"}
_LEADING = MONEY | {"percent", "hectares", "km"}
"""Units that may stand before their number."""
_BEFORE_NOUN = frozenset({"percent", "times", "percentage points", "hectares", "km", "metres", "m2", "km2"})


@dataclass(frozen=True)
class Quantity:
    """The scale and unit of a number: `power` of ten, `unit` by its base name, and where they end.

    `how` is beside, before (a currency) or empty where no unit stands there; `words` is what is written.
    """

    power: int = 0
    unit: str = ""
    how: str = ""
    words: str = ""
    end: int = 0


def read_quantity(number: Number, sentence: Sentence, stop: int, text: str, own: Sequence[Mark]) -> Quantity:
    """Read the scale and unit of a number; nothing at or after `stop`, the next number, belongs to it.

    `own` are the marks of units that the office alone knows.
    """
    power, place = _scale_after(number, sentence, stop, text)
    if text[place : place + 2] == ".%":
        return Quantity(power, "percent", "beside", "%", place + 2)
    units = [*sentence.of("unit"), *own]
    money = next((mark for mark in units if _is_before(mark, number, text)), None)
    if money is not None:
        power = power or _LETTERS.get(number.suffix, 0)
        return Quantity(power, money.meaning, "before", text[money.start : money.end], max(place, number.end))
    phrase = _Phrase(number, sentence, units, text, min(stop, sentence.end))
    unit = phrase.unit_after(place)
    if unit is None:
        led = next((mark for mark in units if _leads(mark, number, sentence, text)), None)
        if led is not None:
            return Quantity(power, led.meaning, "before", text[led.start : led.end], max(place, number.end))
        return Quantity(power, end=place)
    name = unit.meaning
    if name in _SQUARES and text[unit.end : unit.end + 1] == "2":
        name = _SQUARES[name]
    return Quantity(power, name, "beside", text[place : unit.end].strip(" \u00a0-"), unit.end)


def _scale_after(number: Number, sentence: Sentence, stop: int, text: str) -> tuple[int, int]:
    """Return the power of ten of the scale word after a number, and where it ends."""
    for mark in sentence.of("scale"):
        if 0 <= mark.start - number.end <= 2 and mark.start < stop:
            if text[number.end : mark.start].strip(" \u00a0-"):
                continue
            return int(mark.meaning), mark.end + (text[mark.end : mark.end + 1] == ".")
    return 0, number.end


def _is_before(mark: Mark, number: Number, text: str) -> bool:
    """Tell whether a currency stands right before a number."""
    if mark.meaning not in MONEY or not 0 <= number.start - mark.end <= 1:
        return False
    return text[mark.start : mark.end].isupper() or text[mark.end - 1] in "$€₼₽"


def _leads(mark: Mark, number: Number, sentence: Sentence, text: str) -> bool:
    """Tell whether a unit that follows no number belongs to the number after it: 'manat 500', '% 12'."""
    if mark.meaning not in _LEADING or not 0 <= number.start - mark.end <= 1:
        return False
    if mark.end < number.start and text[mark.end] not in " \u00a0":
        return False
    scales = {other.last for other in sentence.of("scale")}
    return mark.first - 1 not in scales and not text[: mark.start].rstrip(" \u00a0")[-1:].isdigit()


@dataclass(frozen=True)
class _Phrase:
    """The words after a number, up to the next number or the end of the sentence."""

    number: Number
    sentence: Sentence
    units: Sequence[Mark]
    text: str
    stop: int

    def unit_after(self, place: int) -> Mark | None:
        """Return what is counted: the first unit that nothing sets apart, of a compound its last noun."""
        words = [word for word in self.sentence.words if word.start >= place and word.end <= self.stop]
        if words and place > self.number.end and words[0].text in ("de", "d"):
            words = words[1:]
        if words and words[0].start < self.number.past:
            joined = self._at(words[0].start)
            if joined is not None:
                return self._head(joined)
            place, words = words[0].end, words[1:]
        found = self._first(words[:_REACH], place)
        return self._head(found) if found is not None else None

    def _first(self, words: Sequence[Word], place: int) -> Mark | None:
        """Go through words until a unit begins, or something stops: a verb, a noun that is counted itself."""
        lang = self.sentence.lang
        for number, word in enumerate(words):
            if _PAUSE.search(self.text, place, word.start):
                return None
            found = self._at(word.start)
            if found is not None:
                return None if found.meaning in TIME_UNITS and number else found
            if self._says("block", word) or word.text.endswith(grammar(lang, "counted_ending")):
                return None
            place = word.end
        return None

    def _head(self, found: Mark) -> Mark:
        """Return the last noun of a compound: in 'family health centres' centres are counted."""
        lang = self.sentence.lang
        if lang not in ("en", "az") or found.meaning in MONEY or found.meaning in _BEFORE_NOUN:
            return found
        place = found.end
        words = [word for word in self.sentence.words if place <= word.start and word.end <= self.stop][:2]
        for word in words:
            if self.text[place : word.start] != " " or self._says("block", word) or self._says("link", word):
                return found
            further = self._at(word.start)
            if further is not None:
                is_head = lang == "en" or word.text.endswith(grammar(lang, "possessed"))
                return self._head(further) if is_head and further.meaning not in _BEFORE_NOUN else found
            place = word.end
        return found

    def _says(self, name: str, word: Word) -> bool:
        """Tell whether a word is one of those of a rule."""
        return word.text in grammar(self.sentence.lang, name)

    def _at(self, start: int) -> Mark | None:
        """Return the longest unit that begins at a place; none within 'pre-school'."""
        text = self.text
        hyphened = start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()
        if hyphened and start - 1 != self.number.end:
            return None
        found = [mark for mark in self.units if mark.start == start]
        return max(found, key=lambda mark: mark.end) if found else None


def read_qualifier(number: Number, quantity: Quantity, sentence: Sentence, text: str) -> str:
    """Return the code of the words that qualify a number: more_than, about, almost, at_least, up_to."""
    found = [
        mark
        for mark in sentence.of("qualifier")
        if _qualifies_from_before(mark, number, text)
        and not (mark.meaning == "up_to" and _is_of_change(mark, sentence))
    ]
    if found:
        return max(found, key=lambda mark: (mark.end, mark.end - mark.start)).meaning
    if sentence.lang == "az" and quantity.unit not in ("times", "percent"):
        return _qualifier_after(number, quantity, sentence)
    return ""


def _is_of_change(mark: Mark, sentence: Sentence) -> bool:
    """Tell whether 'up to' says where a change ended: 'rose up to'."""
    return any(other.last < mark.first or other.first > mark.last for other in sentence.of("change"))


def _qualifies_from_before(mark: Mark, number: Number, text: str) -> bool:
    """Tell whether a qualifier stands right before a number, or before its currency."""
    gap = text[mark.end : number.start] if mark.end <= number.start else "x"
    return len(gap) <= 8 and re.fullmatch(r"[ \u00a0~$€₼]*(?:(?:AZN|USD|EUR|US|чем) ?\$?)?", gap) is not None


def _qualifier_after(number: Number, quantity: Quantity, sentence: Sentence) -> str:
    """Read '300-dən çox', '50 hektardan artıq', '100-ə yaxın' in Azerbaijani."""
    for mark in sentence.of("qualifier_after"):
        before = [word for word in sentence.words if word.end <= mark.start][-1:]
        if not before or not number.end <= before[0].start <= quantity.end + 1:
            continue
        wanted = grammar("az", "ablative" if mark.meaning == "more_than" else "dative")
        if before[0].text.endswith(wanted) and mark.start - before[0].end <= 1:
            return mark.meaning
    return ""
