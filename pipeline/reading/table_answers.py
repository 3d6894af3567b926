"""Answers about cells of a table in the form that its reader takes: what is said of a head holds under it."""

import calendar
from collections.abc import Mapping

from pipeline.errors import UsageError
from pipeline.reading.answer import Answer
from pipeline.reading.draft import Item
from pipeline.reading.field import PERIOD_FORMS, read_field, read_period
from pipeline.reading.lists import Lists

_NO_ITEM = Item()


def table_answers(said: Mapping[str, Mapping[str, Answer]], lists: Lists) -> dict[str, dict[str, str]]:
    """Return {place: {field: value}}. Raises UsageError for a field or value that is not possible."""
    found: dict[str, dict[str, str]] = {}
    for place, facts in said.items():
        own: dict[str, str] = {}
        for name, answer in facts.items():
            own |= read_table_field(name, answer.value, lists)
            if answer.reason:
                own["reason"] = answer.reason
        found[place] = own
    return found


def read_table_field(name: str, text: str, lists: Lists) -> dict[str, str]:
    """Read one answer about a cell; a unit may have a scale, which the figures under it are given."""
    if name in ("period", "period_end"):
        return {"period": _period(text)}
    if name == "unit":
        return {"unit": _unit(text, lists)}
    return read_field(name, text, _NO_ITEM, lists)


def _unit(text: str, lists: Lists) -> str:
    """Check a unit, as written in tables: 'million manats', 'min manat', 'families'."""
    code = " ".join(text.split()).partition(": ")[0]
    if lists.vocabulary.unit_of(code) is None:
        return lists.find("unit", text)
    return code


def _period(text: str) -> str:
    """Write a period in a form that the reader of heads has."""
    from pipeline.reading.tables.period_label import read_label

    wanted = " ".join(text.split())
    if read_label(wanted) is not None:
        return wanted
    span = read_period(wanted)
    assert span.start is not None
    assert span.end is not None
    months = calendar.month_name
    written = f"{months[span.start.month]}-{months[span.end.month]} {span.end.year}"
    label = read_label(written)
    if label is None or label.days != (span.start, span.end):
        raise UsageError(f"'{wanted}' is no period that figures of a table have. Write: {PERIOD_FORMS}.")
    return written
