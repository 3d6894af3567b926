"""How much of a published figure its parts explain: coverage, what is left, and the discrepancy."""

from collections.abc import Sequence

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Text
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value

CODE = "fci_coverage"
_FIGURES = ("published", "known", "share")
_LEFT = ("residual", "discrepancy")
"""The columns of numbers; a message of the same name is the head of each. What nowhere is left has none."""


def coverage(page: Page) -> list[Block]:
    """Say and tabulate the coverage of each territory; nothing where no part is known beside its whole."""
    shown = sorted(_cells(page), key=lambda cell: by_name(page.material, cell["territory_id"]))
    if not shown:
        return []
    return [Paragraph(_said(page, shown)), _table(page, shown)]


def _cells(page: Page) -> list[Cell]:
    """List the shares of territories that are the newest ones."""
    material = page.material
    names = material.territories_of(CODE, "share")
    return [cell for name in names if (cell := material.last(CODE, name, "share"))]


def _said(page: Page, shown: list[Cell]) -> Text:
    """Say what is shown, and of one territory: of the least one, or that all parts of every one are known."""
    lead = page.say("coverage-lead")
    partial = [cell for cell in shown if not _is_complete(page, cell)]
    if not partial:
        return page.sentences([lead, page.say("coverage-all")])
    least = min(partial, key=lambda cell: (cell["value"], cell["territory_id"]))
    known, parts = _beside(page, least, "parts_known"), _beside(page, least, "parts")
    if known is None or parts is None:
        return lead
    said = page.say(
        "coverage-least" if len(shown) > 1 else "coverage-one",
        place=page.place(least["territory_id"]),
        when=page.material.time_of(least),
        known=(page.number(known, most=0),),
        parts=(page.number(parts, most=0),),
        share=page.flagged(least, unit=" %"),
    )
    return page.sentences([lead, said])


def _table(page: Page, shown: list[Cell]) -> Block:
    """Tabulate territories, the country first."""
    left = [name for name in _LEFT if any(_beside(page, cell, name) for cell in shown)]
    lines = [_line(page, cell, left) for cell in shown]
    unit = page.material.unit(
        next(str(one["unit_code"]) for cell in shown if (one := _beside(page, cell, "known")))
    )
    heads = [
        Column(page.word("head-territory")),
        Column(page.word("head-period")),
        Column(page.word("coverage-head-parts")),
        *(Column(page.word(f"coverage-head-{name}"), numeric=True) for name in (*_FIGURES, *left)),
        Column(page.word("head-source")),
    ]
    above = any(not _is_complete(page, cell) and _beside(page, cell, "residual") is None for cell in shown)
    parts = "coverage-note-parts-own" if page.material.scope else "coverage-note-parts"
    none = any(entry == "[z]" for line in lines for entry in line.entries)
    said = {f"coverage-note-{name}": name in left for name in _LEFT}
    said |= {"coverage-note-z": none and left == list(_LEFT), "coverage-note-above": none and above}
    notes = (parts, *(note for note, holds in said.items() if holds))
    return page.table(
        page.word("coverage-table"),
        page.word("coverage-table.subtitle", unit=unit),
        heads,
        lines,
        notes=[page.word(note) for note in notes],
    )


def _line(page: Page, share: Cell, left: Sequence[str]) -> Line:
    """Write a territory: how many parts are known, their sum beside the published figure, what is left."""
    material = page.material
    whole = material.at("fci", share["territory_id"], "ytd", share["period"])
    entries: list[Entry] = [_counted(page, share), Value(whole) if whole else None]
    known = _beside(page, share, "known")
    entries.append(Value(known) if known else None)
    entries.append(Value(share))
    for name in left:
        cell = _beside(page, share, name)
        entries.append(Value(cell, signed=name == "discrepancy") if cell else "[z]")
    name = page.place(share["territory_id"]).name
    return Line((name, material.when(share, short=True), *entries, CITED))


def _counted(page: Page, share: Cell) -> Entry:
    """Print how many parts are known of how many; a break of the series is none of the count."""
    known, parts = _beside(page, share, "parts_known"), _beside(page, share, "parts")
    if known is None or parts is None:
        return None
    return _plain(known), page.word("coverage-out-of"), _plain(parts)


def _plain(count: Cell) -> Value:
    """Print a count without the mark of a break."""
    confirmed = count["evidence_grade"] in ("A", "B")
    status = ("A" if confirmed else "V") if count["obs_status"] == "B" else count["obs_status"]
    return Value(count | {"flags": [], "obs_status": status}, most=0)


def _is_complete(page: Page, share: Cell) -> bool:
    """Tell whether all parts are known."""
    return _beside(page, share, "discrepancy") is not None


def _beside(page: Page, share: Cell, name: str) -> Cell | None:
    """Return what belongs to a share: a sum, a count, what is left."""
    return page.material.at(CODE, share["territory_id"], name, share["period"])
