"""Reads what a person answers, field by field, into what an item holds, or says what is not possible."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from pipeline.errors import UsageError
from pipeline.intake.period import NO_SPAN, Span, kind_of, read_span
from pipeline.intake.printed import MAX_DECIMALS, MAX_INTEGER_DIGITS, read_value
from pipeline.reading.draft import Item
from pipeline.reading.lists import Lists
from pipeline.reading.vocabulary import is_scaled

MAX_ANSWER: Final = 300
MAX_REASON: Final = 500
MAX_WHO: Final = 100
"""Characters of an answer, of its reason and of the name of who gives it."""
NONE: Final = "none"
"""Written for an optional field that holds nothing."""
PERIOD_FORMS: Final = "2026, 2026-01, 2026-01-31, 2025-01/2025-09"
NEEDS_REASON: Final = ("held", "rejected", "out_of_scope")
_CODE = re.compile(r"[a-z0-9_]+(;[a-z0-9_]+)*")
_OPTIONAL = ("qualifier", "breakdown", "scope", "interpretation", "due_on", "price_basis")


def read_field(name: str, text: str, item: Item, lists: Lists) -> dict[str, str]:
    """Read an answer into the fields that it sets: 'fci purpose=services' sets measure and breakdown.

    Raises UsageError for an unknown field, and for a text that is not one of its values.
    """
    reader = _READERS.get(name)
    if reader is None:
        raise UsageError(f"There is no field '{name[:40]}' to answer. Known: {', '.join(sorted(_READERS))}.")
    wanted = " ".join(text.split())
    if len(wanted) > MAX_ANSWER or not wanted.isprintable():
        raise UsageError(
            f"The answer about '{name}' has more than {MAX_ANSWER} characters, or signs that do not print. "
            "Write it shorter."
        )
    if wanted == NONE and name in _OPTIONAL:
        return {name: "_T" if name == "breakdown" else ""}
    if name == "value" and item.kind == "date":
        return _date(wanted)
    if name == "unit":
        return _unit(wanted, item, lists)
    return reader(wanted, lists)


def check_reason(name: str, value: str, reason: str) -> None:
    """Refuse an answer that sets a figure aside without saying why."""
    if name == "disposition" and value in NEEDS_REASON and not reason.strip():
        raise UsageError(f"To answer '{value}' needs a reason. Say why, in a few words of your own.")
    if len(reason) > MAX_REASON or not " ".join(reason.split()).isprintable():
        raise UsageError(
            f"A reason has at most {MAX_REASON} characters, all of which print. Write it shorter."
        )


def read_period(text: str) -> Span:
    """Read a period; raises UsageError with the forms that are known."""
    found = read_span(text)
    if found is None or found == NO_SPAN:
        raise UsageError(f"'{text}' is no period. Write it in one of these forms: {PERIOD_FORMS}.")
    return found


def kind_of_period(start: date | None, end: date | None) -> str:
    """Classify a period as `kind_of`, and one from the first of January to the end of a month as ytd."""
    kind = kind_of(start, end)
    if kind == "span" and start is not None and end is not None:
        from_january = (start.month, start.day) == (1, 1) and start.year == end.year
        return "ytd" if from_january and (end.month, end.day) != (12, 31) else kind
    return kind


def _listed(name: str) -> Callable[[str, Lists], dict[str, str]]:
    """Make the reader of a field that has a list."""
    return lambda text, lists: {name: lists.find(name, text)}


def _measure(text: str, lists: Lists) -> dict[str, str]:
    """Read a measure, with its breakdown where one follows: 'dwellings status=completed'."""
    code, _, rest = text.partition(" ")
    if code in lists.by_field["measure"] and "=" in rest and ":" not in code:
        return {"measure": code, **_breakdown(rest, lists)}
    return {"measure": lists.find("measure", text)}


def _breakdown(text: str, lists: Lists) -> dict[str, str]:
    """Read a breakdown; each part of one with several must be in the list."""
    if text in lists.by_field["breakdown"]:
        return {"breakdown": text}
    parts = [lists.find("breakdown", part.strip()) for part in text.split(": ", maxsplit=1)[0].split(";")]
    return {"breakdown": ";".join(sorted(parts))}


def _unit(text: str, item: Item, lists: Lists) -> dict[str, str]:
    """Read a name of a unit, which means what its row of `unit_name` says.

    Where the words beside a figure were counted into its value, a unit with such a word would count it twice.
    """
    name = lists.find("unit", text)
    if is_scaled(name) and item.value and item.step and Decimal(item.step) > 1:
        base = lists.vocabulary.unit_of(name)
        instead = (
            f": {base.name}" if base and base.name in lists.by_field["unit"] and base.name != name else ""
        )
        raise UsageError(
            f"'{item.as_printed}' is read in full, as {item.value}; with '{name}' thousands or millions "
            f"would count twice. Answer the unit without such a word{instead}."
        )
    return {"unit": name}


def _value(text: str, _lists: Lists) -> dict[str, str]:
    """Read a number in plain form, exactly."""
    if read_value(text) is None:
        raise UsageError(
            f"'{text}' is not a number in plain form, such as 2270000000 or -14.1: at most "
            f"{MAX_INTEGER_DIGITS} digits before and {MAX_DECIMALS} after a point, no spaces, no commas. "
            "Write "
            "it in full, in the unit of the figure."
        )
    return {"value": text}


def _date(text: str) -> dict[str, str]:
    """Read the date that a token of a date belongs to."""
    span = read_period(text)
    return {"value": text, **_days(span)}


def _days(span: Span) -> dict[str, str]:
    """Write a span into the fields of a period."""
    assert span.start is not None
    assert span.end is not None
    return {"period_start": span.start.isoformat(), "period_end": span.end.isoformat()}


def _period(text: str, _lists: Lists) -> dict[str, str]:
    """Read a reference period into its first and last day and its kind."""
    span = read_period(text)
    return {**_days(span), "period_kind": kind_of_period(span.start, span.end)}


def _due(text: str, _lists: Lists) -> dict[str, str]:
    """Read the day by which something is to be reached; it stands for the period, too."""
    end = _days(read_period(text))["period_end"]
    return {"due_on": end, "period_start": end, "period_end": end, "period_kind": "instant"}


def _coded(name: str) -> Callable[[str, Lists], dict[str, str]]:
    """Make the reader of a field that holds codes without a list."""

    def read(text: str, _lists: Lists) -> dict[str, str]:
        if not _CODE.fullmatch(text):
            raise UsageError(
                f"'{text}' is no code for '{name}': small letters, digits and underscores, several joined "
                "by ';'."
            )
        return {name: text}

    return read


def _mark(text: str, _lists: Lists) -> dict[str, str]:
    """Read a decimal mark."""
    if text not in (",", "."):
        raise UsageError(f"'{text}' is no decimal mark. Answer with a comma or a point.")
    return {"decimal_mark": text}


def _scale(text: str, _lists: Lists) -> dict[str, str]:
    """Read a scale, a power of ten that the numbers of a table are to be multiplied with."""
    if not re.fullmatch(r"10{0,12}", text):
        raise UsageError(f"'{text}' is no scale. Write 1, 1000, 1000000 or 1000000000.")
    return {"scale": text}


_READERS: Final[Mapping[str, Callable[[str, Lists], dict[str, str]]]] = {
    "value": _value,
    "measure": _measure,
    "breakdown": _breakdown,
    "period": _period,
    "period_end": _period,
    "due_on": _due,
    "decimal_mark": _mark,
    "scale": _scale,
    **{
        name: _listed(name)
        for name in ("territory", "kind", "disposition", "quantity", "price_basis", "period_kind")
    },
    "qualifier": _listed("qualifier"),
    "unit": _listed("unit"),
    **{name: _coded(name) for name in ("scope", "interpretation")},
}
FIELDS: Final = tuple(sorted(_READERS))
"""The fields of an item that can be answered."""
