"""Revisions by the months since the first figure: statistics, and the test whether their mean is zero."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Points, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.vintages import CODE
from pipeline.present import present

Told = tuple[tuple[str, bool, int], ...]
_TO_DATE = "to_date"
_HORIZONS = ("1", "3", "12", _TO_DATE)
_STATISTICS: Told = (
    ("n", False, 0),
    ("mr", True, 1),
    ("mar", False, 1),
    ("rmar_pct", False, 2),
    ("rmar_base", False, 1),
    ("sd", False, 2),
    ("positive_pct", False, 0),
    ("same_sign_pct", False, 0),
)
_P_PLACES = 3
_TEST: Told = (
    ("n", False, 0),
    ("mr", True, 1),
    ("standard_error", False, 2),
    ("lag", False, 0),
    ("t", True, 2),
    ("p", False, _P_PLACES),
)
"""The columns of both tables: transformation, whether signed, the most decimals."""


def horizons(page: Page, measures: Sequence[str]) -> list[Block]:
    """Tabulate the statistics of each measure and horizon; of few revisions the values, and no test."""
    rows = [(measure, name) for measure in measures for name in _HORIZONS if _of(page, measure, name, "n")]
    if not rows:
        return []
    page.binder.keep(cell for cell in page.material.cells[CODE] if cell["transformation"] == "revision")
    tested = [row for row in rows if _of(page, *row, "lag")]
    few = [row for row in rows if row not in tested]
    whole = all(_of(page, *row, told[0]) for row in rows for told in _STATISTICS)
    notes = [page.word("horizons-note-short"), page.word("horizons-note-to-date")]
    notes += [] if whole else [page.word("horizons-note-none")]
    blocks: list[Block] = [_table(page, "horizons-table", rows, _STATISTICS, notes)]
    if tested:
        said = [_of_test(page)]
        said += [page.word("horizons-note-equal")] if any(not _of(page, *row, "t") for row in tested) else []
        blocks.append(_table(page, "horizons-test", tested, _TEST, said))
    if few:
        blocks.append(Paragraph(page.say("horizons-few")))
        blocks.append(Points(tuple(_values(page, *row) for row in few)))
    return blocks


def _of_test(page: Page) -> str:
    """Say what the columns of the test are, and what the least printed probability stands for."""
    half = Decimal(5).scaleb(-_P_PLACES - 1)
    shown = (
        present(value, places, page.material.lang)
        for value, places in ((Decimal(0), _P_PLACES), (half, _P_PLACES + 1))
    )
    least, below = shown
    return page.word("horizons-note-bias", least=least, half=below)


def _table(page: Page, name: str, rows: Sequence[tuple[str, str]], told: Told, notes: Sequence[str]) -> Block:
    """Tabulate statistics, a row a measure and horizon."""
    lines = [_line(page, *row, told) for row in rows]
    unit = page.material.unit(next(_present(page, rows, "mr"))["unit_code"])
    heads = [
        Column(page.word("horizons-head")),
        *(Column(page.word(f"horizons-head-{one}"), numeric=True) for one, _, _ in told),
        Column(page.word("head-source")),
    ]
    return page.table(page.word(name), page.word("horizons-subtitle", unit=unit), heads, lines, notes=notes)


def _line(page: Page, measure: str, horizon: str, told: Told) -> Line:
    """Write the statistics of a measure and horizon."""
    entries: list[Entry] = []
    for name, signed, most in told:
        cell = _of(page, measure, horizon, name)
        entries.append(Value(cell, signed=signed, most=most) if cell else "[z]")
    after = (
        page.word("horizons-to_date")
        if horizon == _TO_DATE
        else page.word("horizons-months", months=int(horizon))
    )
    name = page.material.label("measure_short", measure)
    return Line((page.word("horizons-row", measure=name, horizon=after), *entries, CITED))


def _values(page: Page, measure: str, horizon: str) -> Text:
    """List the revisions themselves, the oldest reference period first."""
    country = page.material.root
    cells = page.material.series(CODE, country, "revision", f"horizon={horizon};measure={measure}")
    values: Text = ()
    for at, cell in enumerate(cells):
        values += ("; ",) if at else ()
        values += (page.number(cell, signed=True),)
    count = _of(page, measure, horizon, "n")
    after = page.word("horizons-to_date" if horizon == _TO_DATE else f"horizons-in-letters-{horizon}")
    return page.say(
        "horizons-values",
        measure=page.material.label("measure_short", measure),
        horizon=after,
        values=values,
        n=(page.number(count, most=0),) if count else "",
    )


def _present(page: Page, rows: Sequence[tuple[str, str]], name: str) -> Iterator[Cell]:
    """Yield a statistic of rows, where it is there."""
    return (cell for row in rows if (cell := _of(page, *row, name)))


def _of(page: Page, measure: str, horizon: str, name: str) -> Cell | None:
    """Return a statistic of the month's run."""
    country, first = page.material.root, page.material.month.first
    return page.material.at(CODE, country, name, first, f"horizon={horizon};measure={measure}")
