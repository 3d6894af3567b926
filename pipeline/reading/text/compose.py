"""Reads the numbers of a sentence in base units: scale words, several parts, ranges, units carried over."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.elision import is_elided
from pipeline.reading.text.enumeration import lists_on
from pipeline.reading.text.figures import is_counted
from pipeline.reading.text.history import TIME_UNITS
from pipeline.reading.text.judge import RANGE_END, Printed
from pipeline.reading.text.out_of import is_part_of_next
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.quantity import MONEY, Quantity, read_qualifier, read_quantity
from pipeline.reading.text.tokens import Number
from pipeline.reading.text.value import Value, read_value
from pipeline.reading.words import words_in

_DASH = re.compile(r"[ \u00a0]?[-–—][ \u00a0]?")
_BEFORE = 12
"""'Between' stands at most so many characters before a range."""
_IN_FULL = Decimal(10**6)
"""A number printed in full from here on is not followed by a word for millions."""


def read_printed(page: Page, line: Line, numbers: Sequence[Number]) -> list[list[Printed]]:
    """Read the figures of a sentence; those that together make one number come in one list."""
    groups: list[list[Printed]] = []
    lang = line.sentence.lang
    for printed in _ranges([_read(page, line, number) for number in numbers], page.text, lang):
        if groups and _goes_on(groups[-1][-1], printed, page.text, lang):
            groups[-1].append(printed)
        else:
            groups.append([printed])
    return houses_of_flats([_sum(group) for group in groups], line, page.text)


def _ranges(found: Sequence[Printed], text: str, lang: str) -> list[Printed]:
    """Give the first number of a range the unit of the second, and the values of both; it asks for one."""
    read = list(found)
    for place, (left, right) in enumerate(pairwise(found)):
        between = text[left.number.end : right.number.start]
        if (
            left.quantity.unit
            or left.quantity.power
            or not (_is_range(between, lang) or _is_joined_range(left.number.start, between, text, lang))
            or not right.quantity.unit
        ):
            continue
        scale = Decimal(10) ** right.quantity.power
        readings = (*(reading * scale for reading in left.readings), *right.readings)
        read[place] = replace(left, quantity=right.quantity, readings=readings, step=right.step, note="range")
        read[place + 1] = replace(right, note=RANGE_END)
    return read


def _is_joined_range(start: int, between: str, text: str, lang: str) -> bool:
    """Tell whether 'between' stands before two numbers with 'and' between them."""
    before = words_in(text[max(0, start - _BEFORE) : start])[-1:]
    joined = between.strip() in grammar(lang, "range_joint")
    return joined and bool(before) and before[0].text in grammar(lang, "range_before")


def _is_range(between: str, lang: str) -> bool:
    """Tell whether what stands between two numbers makes a range of them."""
    return _DASH.fullmatch(between) is not None or between.strip() in grammar(lang, "range_word")


def _read(page: Page, line: Line, number: Number) -> Printed:
    """Read one number with the scale and unit beside it."""
    sentence = line.sentence
    quantity = read_quantity(number, sentence, line.next_after(number), page.text, line.units)
    value = read_value(number, sentence.lang, page.habits, quantity.power, is_counted(page, quantity.unit))
    value = _refuse_doubled(value, quantity)
    scale = Decimal(10) ** quantity.power
    sign = -1 if _is_negative(number, page.text, quantity) else 1
    shown = Decimal(1) if value.refused == "unit_doubled" else scale
    readings = tuple(sign * reading * shown for reading in value.readings)
    step = scale.scaleb(-value.places)
    qualifier = read_qualifier(number, quantity, sentence, page.text)
    return Printed(number, value, readings, step, quantity, qualifier)


def _refuse_doubled(value: Value, quantity: Quantity) -> Value:
    """Refuse a number in full that a word for millions follows."""
    if quantity.power >= 6 and value.readings and value.readings[0] >= _IN_FULL:
        return replace(value, refused="unit_doubled")
    return value


def _is_negative(number: Number, text: str, quantity: Quantity) -> bool:
    """Tell whether a minus stands before a number, with a space before it.

    At the start of a line it is the sign of a percentage; before anything else it opens an item of a list.
    """
    if number.start < 1 or text[number.start - 1] not in "−-":
        return False
    before = text[number.start - 2] if number.start > 1 else "\n"
    return before in " (\u00a0\t" or (before == "\n" and quantity.unit in ("percent", ""))


def _goes_on(left: Printed, right: Printed, text: str, lang: str) -> bool:
    """Tell whether a number is a further part of the one before it: '7 billion 984.8 million'."""
    if not left.quantity.power or left.quantity.how == "beside" or right.number.form != "digits":
        return False
    between = text[left.quantity.end : right.number.start].strip(" \u00a0.").lower()
    if between not in ("", *grammar(lang, "joint_word")) or not right.readings or not left.value.certain:
        return False
    whole = (
        len(left.value.readings) == 1 and left.value.readings[0] == left.value.readings[0].to_integral_value()
    )
    smaller = right.quantity.power < left.quantity.power
    return whole and smaller and right.readings[0] < Decimal(10) ** left.quantity.power


def _sum(group: list[Printed]) -> list[Printed]:
    """Let each part of a number carry the whole of it."""
    if len(group) == 1:
        return group
    last = group[-1]
    total = sum((printed.readings[0] for printed in group), Decimal(0))
    quantity = _shared(group)
    note = "mixed_scale"
    readings: tuple[Decimal, ...] = (total,)
    value = replace(last.value, readings=readings, refused="")
    return [
        replace(
            printed,
            value=value,
            readings=readings,
            step=last.step,
            quantity=quantity,
            qualifier=group[0].qualifier or last.qualifier,
            note=note,
        )
        for printed in group
    ]


def _shared(group: Sequence[Printed]) -> Quantity:
    """Return the unit of the parts of a number: a currency before it, or what follows its last part."""
    before = group[0].quantity
    return before if before.unit in MONEY and before.how == "before" else group[-1].quantity


def carry_units(
    groups: list[list[Printed]], before: Sequence[Quantity], page: Page, line: Line
) -> list[list[Printed]]:
    """Give numbers without a unit that of the number before them in the paragraph, marked as carried.

    `before` are the quantities of the sentence with figures before this one. A number that stands alone where
    its noun is left out ('85 more will be completed') takes the one unit of both sentences without a doubt.
    """
    found: list[list[Printed]] = []
    near = list(before)
    blocked = False
    for step, group in enumerate(groups):
        own = group[-1].quantity
        last = near[-1] if near else None
        following = groups[step + 1] if step + 1 < len(groups) else []
        if own.unit:
            near.append(own)
            found.append(group)
        elif following and (parted := _of_following(page, line, group, following[0])):
            found.append(parted)
        elif last is not None and is_counted(page, last.unit) and last.unit not in TIME_UNITS:
            unit = replace(own, unit=last.unit)
            elided = len({one.unit for one in near}) == 1 and is_elided(group[-1].number, line.sentence)
            elided = elided and not blocked
            blocked = blocked or not elided
            found.append([replace(printed, quantity=unit, carried=True, elided=elided) for printed in group])
        elif step and (carried := _money_of_list(groups[step - 1], group, found[-1], line)):
            found.append(carried)
        else:
            found.append(group)
    return found


def _of_following(page: Page, line: Line, group: Sequence[Printed], following: Printed) -> list[Printed]:
    """Give 'four of the nine bridges' the unit of the number that it is a part of, in no doubt."""
    unit = following.quantity.unit
    if not is_counted(page, unit) or not is_part_of_next(line, group[-1].number, following.number):
        return []
    quantity = replace(group[-1].quantity, unit=unit)
    return [replace(printed, quantity=quantity, carried=True, elided=True) for printed in group]


def _money_of_list(
    left: Sequence[Printed], group: Sequence[Printed], before: Sequence[Printed], line: Line
) -> list[Printed]:
    """Give '604.9 million' the currency of the amount before it; in no doubt where a list goes on."""
    own, money = group[-1].quantity, before[-1].quantity
    if not own.power or money.unit not in MONEY:
        return []
    start, end = left[-1].number.end, group[0].number.start
    units = [mark for mark in line.units_said if mark.meaning == money.unit]
    settled = not before[-1].carried or before[-1].elided
    listed = settled and lists_on(line.sentence, start, end, line.places, units)
    unit = replace(own, unit=money.unit)
    return [replace(printed, quantity=unit, carried=True, elided=listed) for printed in group]


def houses_of_flats(groups: list[list[Printed]], line: Line, text: str) -> list[list[Printed]]:
    """Count houses as buildings where they hold the flats counted next: '9 домов на 288 квартир'."""
    found = list(groups)
    for place, (left, right) in enumerate(pairwise(groups)):
        house, flats = left[-1].quantity, right[-1].quantity
        if (
            house.unit != "dwellings"
            or flats.unit != "dwellings"
            or not _holds(left[-1], right[0], text, line)
        ):
            continue
        unit = replace(house, unit="buildings")
        found[place] = [replace(printed, quantity=unit) for printed in left]
    return found


def _holds(left: Printed, right: Printed, text: str, line: Line) -> bool:
    """Tell whether a number of houses is followed by 'with' and a number of flats."""
    lang = line.sentence.lang
    between = text[left.quantity.end : right.number.start].split()
    words = [word.text for word in words_in(right.quantity.words)]
    return (
        len(between) == 1
        and between[0].lower() in grammar(lang, "holding")
        and any(word.startswith(grammar(lang, "flat")) for word in words)
    )
