"""How much of a published figure its parts explain: coverage, what is left, and the discrepancy."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.stated import in_words

CODE = "fci_coverage"
_LEAD = (
    "Where a territory and parts of it have figures for the same period, the parts are summed and stand "
    "beside the published figure of the whole; the newest such period of each territory is shown. "
)
_NOTES = (
    "Parts of the country are its economic regions, of a region its districts and cities. Other parts: the "
    "published figure less the known parts, for the parts that are not known, together; it is never split "
    "between them. Discrepancy: the published figure less the sum where all parts are known; it is "
    "published and not spread.",
    "[z]: where all parts are known there are no other parts; where some are not there is no discrepancy.",
)
_ABOVE = (
    "Where both are [z], some parts are not known, and the known parts are above the published figure by "
    "more than rounding allows, so nothing is said of the rest."
)


def coverage(page: Page) -> list[Block]:
    """Say and tabulate the coverage of each territory; nothing where no part is known beside its whole."""
    shown = sorted(_cells(page), key=lambda cell: page.material.rank(cell["territory_id"]))
    if not shown:
        return []
    return [Paragraph((_LEAD, *_sentence(page, shown))), _table(page, shown)]


def _cells(page: Page) -> list[Cell]:
    """List the shares of territories that are the newest ones."""
    material = page.material
    names = material.territories_of(CODE, "share")
    return [cell for name in names if (cell := material.last(CODE, name, "share"))]


def _sentence(page: Page, shown: list[Cell]) -> Text:
    """Say the coverage of one territory: of the least one, or that all parts of every territory are known."""
    partial = [cell for cell in shown if not _is_complete(page, cell)]
    if not partial:
        return ("All parts of every territory shown are known.",)
    least = min(partial, key=lambda cell: (cell["value"], cell["territory_id"]))
    known, parts = _beside(page, least, "parts_known"), _beside(page, least, "parts")
    if known is None or parts is None:
        return ()
    return (
        f"Least is known of {page.material.name(least['territory_id'])}, {page.material.when(least)}: ",
        page.number(known, most=0),
        " of ",
        page.number(parts, most=0),
        " parts, which explain ",
        *page.flagged(least, unit=" %"),
        " of its figure.",
    )


def _table(page: Page, shown: list[Cell]) -> Block:
    """Tabulate territories, the country first."""
    lines = [_line(page, cell) for cell in shown]
    unit = page.material.unit(
        next(str(one["unit_code"]) for cell in shown if (one := _beside(page, cell, "known")))
    )
    heads = [
        Column("Territory"),
        Column("Period"),
        Column("Known parts"),
        Column("Published", numeric=True),
        Column("Sum of known parts", numeric=True),
        Column("Explained, %", numeric=True),
        Column("Other parts", numeric=True),
        Column("Discrepancy", numeric=True),
        Column("Source"),
    ]
    above = any(not _is_complete(page, cell) and _beside(page, cell, "residual") is None for cell in shown)
    notes = (*_NOTES, _ABOVE) if above else _NOTES
    subtitle = f"{in_words(unit)} unless per cent or number; year to date"
    return page.table("What the parts of a territory explain", subtitle, heads, lines, notes=notes)


def _line(page: Page, share: Cell) -> Line:
    """Write a territory: how many parts are known, their sum beside the published figure, what is left."""
    material = page.material
    whole = material.at("fci", share["territory_id"], "ytd", share["period"])
    entries: list[Entry] = [_counted(page, share), Value(whole) if whole else None]
    known = _beside(page, share, "known")
    entries.append(Value(known) if known else None)
    entries.append(Value(share))
    for name in ("residual", "discrepancy"):
        cell = _beside(page, share, name)
        entries.append(Value(cell, signed=name == "discrepancy") if cell else "[z]")
    name = material.name(share["territory_id"])
    return Line((name, material.when(share, short=True), *entries, CITED))


def _counted(page: Page, share: Cell) -> Entry:
    """Print how many parts are known of how many; a break of the series is none of the count."""
    known, parts = _beside(page, share, "parts_known"), _beside(page, share, "parts")
    if known is None or parts is None:
        return None
    return _plain(known), " of ", _plain(parts)


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
