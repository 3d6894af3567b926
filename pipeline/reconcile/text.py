"""A reconciliation in lines of text, and as data for programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from pipeline.companions.numbers import bare, places_in
from pipeline.reconcile.model import (
    DIFFER,
    EQUAL,
    STATUSES,
    THERE,
    WITHIN,
    Here,
    Line,
    Reconciliation,
    Unread,
)

MAX_LINES: Final = 40
"""So many lines of each kind are written out; the others are counted, and stand in --json and --out."""
_ASSUMED: Final = {
    "period": "the table says no period: that of the month compared with",
    "territory": "the territory is that of the figures beside it, or of their level",
    "unit": "the table says no unit: that of our cell",
    "month": "the table says a month's first or last day: that month",
    "year_to_date": "the table says a month: the year to that month, as most of its figures are",
    "index": "the table has indices: 100 is taken off, as ours are changes",
}


def sentence(found: Reconciliation) -> str:
    """Count what was found: '214 equal, 2 differ'."""
    counts = found.counts
    parts = [f"{counts[EQUAL]} equal", f"{counts[DIFFER]} differ"]
    more = (
        (WITHIN, "equal within what ours is known with"),
        (THERE, "only there"),
        ("only_here", "only here"),
        ("not_read", "not read"),
    )
    return ", ".join([*parts, *(f"{counts[name]} {words}" for name, words in more if counts[name])])


def render(found: Reconciliation) -> str:
    """Write a reconciliation for a terminal: the count, then each figure that is not equal."""
    head = f"{found.file} beside {found.office} {found.month}, as known on {found.as_of}"
    lines = [head, sentence(found), *(f"  {note}" for note in found.notes), *_assumptions(found.lines)]
    for status, title in (
        (DIFFER, "Differ"),
        (WITHIN, "Within what ours is known with"),
        (THERE, "Only there"),
    ):
        lines += _section(title, [_line(one) for one in found.lines if one.status == status])
    lines += _section("Only here", [_here(one) for one in found.only_here])
    lines += _section("Not read", [_unread(one) for one in found.unread])
    if found.unread:
        lines.append(
            "Say what a place means: --say 'Sheet!A1 territory=CODE', or field measure, period, unit."
        )
    return "\n".join(lines)


def as_data(found: Reconciliation) -> dict[str, Any]:
    """Return a reconciliation as data: every figure of the table with its cell, numbers as texts."""
    return {
        "office": found.office,
        "month": found.month,
        "as_of": found.as_of,
        "file": found.file,
        "sha256": found.sha256,
        "counts": found.counts,
        "sentence": sentence(found),
        "statuses": STATUSES,
        "lines": [_line_data(line) for line in found.lines],
        "only_here": [{**asdict(one), "value": bare(one.value)} for one in found.only_here],
        "not_read": [{"place": one.place, **asdict(one)} for one in found.unread],
        "notes": list(found.notes),
    }


def _line_data(line: Line) -> dict[str, Any]:
    """Return a line as data."""
    theirs = line.theirs
    return {
        "sheet": theirs.sheet,
        "cell": theirs.cell,
        "status": line.status,
        "printed": theirs.printed,
        "there": bare(theirs.value),
        "here": _text(line.here),
        "here_rounded": _text(line.shown),
        "difference": _text(line.difference),
        "step": bare(theirs.step),
        "unit_code": line.unit_code or theirs.unit_code,
        "cell_id": line.cell_id or theirs.cell_id,
        "number_id": line.number_id,
        "facet": theirs.facet,
        "read_as": said(line),
        "assumed": list(theirs.assumed),
        "also": list(line.also),
        "hints": list(line.hints),
    }


def said(line: Line) -> str:
    """Say what the table says of a figure: measure, part, territory and period."""
    theirs = line.theirs
    if not theirs.measure:
        return ""
    days = f"{theirs.start} to {theirs.end}" if theirs.start else f"to {theirs.end}"
    part = theirs.breakdown if theirs.breakdown != "_T" else ""
    return ", ".join(one for one in (theirs.measure, part, theirs.territory, theirs.quantity, days) if one)


def grouped(value: Decimal, step: Decimal | None = None) -> str:
    """Write a number with its digits in groups, and the decimals of its step."""
    if step is not None and places_in(step.normalize()):
        return f"{value:,.{places_in(step.normalize())}f}"
    return f"{Decimal(bare(value)):,f}"


def _assumptions(lines: Sequence[Line]) -> Iterator[str]:
    """Say what was taken for granted, and for how many figures."""
    for name, words in _ASSUMED.items():
        count = sum(name in line.theirs.assumed for line in lines)
        if count:
            yield f"  Taken for granted for {_figures(count)}: {words}."


def _section(title: str, entries: Sequence[Iterable[str]]) -> Iterator[str]:
    """Write the lines of one kind under a title; none for none."""
    if entries:
        yield f"{title}:"
    for entry in entries[:MAX_LINES]:
        yield from (f"  {line}" for line in entry)
    if len(entries) > MAX_LINES:
        yield f"  and {len(entries) - MAX_LINES} more: --json or --out FILE.xlsx has all."


def _line(line: Line) -> Iterator[str]:
    """Write a figure that has no equal."""
    theirs = line.theirs
    there = grouped(theirs.value, theirs.step)
    if line.shown is None or line.difference is None:
        yield f"{theirs.place}  {there} {theirs.unit_code}".rstrip()
        yield f"    {said(line) or theirs.cell_id}"
    else:
        ours, off = grouped(line.shown, theirs.step), grouped(line.difference, theirs.step)
        sign = "+" if line.difference > 0 else ""
        yield f"{theirs.place}  there {there}, here {ours} {line.unit_code} ({sign}{off})".rstrip()
        yield f"    {line.cell_id}  n-{line.number_id}"
    yield from (f"    {hint}" for hint in line.hints)
    if line.also:
        yield f"    it could also be {', '.join(line.also)}"


def _here(one: Here) -> Iterator[str]:
    """Write a cell that the table does not have."""
    printed = f"  in {', '.join(one.printed_in)}" if one.printed_in else ""
    yield f"{one.cell_id}  n-{one.number_id}  {grouped(one.value)} {one.unit_code}{printed}".rstrip()


def _unread(one: Unread) -> Iterator[str]:
    """Write what was not understood."""
    held = f" ({_figures(one.waiting)})" if one.waiting > 1 else ""
    near = f"  Near: {', '.join(one.candidates)}." if one.candidates else ""
    yield f"{one.place}  '{one.printed}'{held}: {one.question or 'What is it a figure of?'}{near}"


def _figures(count: int) -> str:
    """Count figures."""
    return f"{count} figure{'' if count == 1 else 's'}"


def _text(value: Decimal | None) -> str | None:
    """Write a number in full."""
    return None if value is None else bare(value)
