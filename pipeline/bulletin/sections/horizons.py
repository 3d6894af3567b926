"""Revisions by the months since the first figure: statistics, and the test whether their mean is zero."""

from collections.abc import Iterator, Sequence

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Points, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.stated import in_words
from pipeline.bulletin.sections.vintages import CODE

Told = tuple[tuple[str, str, bool, int], ...]
_HORIZONS = {"1": "1 month", "3": "3 months", "12": "12 months", "to_date": "to date"}
_STATISTICS: Told = (
    ("n", "n", False, 0),
    ("mr", "MR", True, 1),
    ("mar", "MAR", False, 1),
    ("rmar_pct", "RMAR, %", False, 2),
    ("rmar_base", "Sum of first figures", False, 1),
    ("sd", "SD", False, 2),
    ("positive_pct", "Above zero, %", False, 0),
    ("same_sign_pct", "Same sign, %", False, 0),
)
_TEST: Told = (
    ("n", "n", False, 0),
    ("mr", "MR", True, 1),
    ("standard_error", "SE", False, 2),
    ("lag", "Lag", False, 0),
    ("t", "t", True, 2),
    ("p", "p", False, 3),
)
"""The columns of both tables: transformation, head, whether signed, the most decimals."""
_SHORT = (
    "MR: mean revision, the later figure less the first one. MAR: mean of their sizes. RMAR: the sum of the "
    "sizes in per cent of the sum of the first figures. SD: standard deviation. Same sign: of a hundred "
    "later figures, those with the sign of the first one.",
    "To date: from the first figure to what is known on the as-of day, whatever the months between. A figure "
    "that was not stated anew counts with a revision of zero.",
)
_NONE = "[z]: one revision has no standard deviation, and first figures of zero have no RMAR."
_BIAS = (
    "SE is the standard deviation of MR, by Newey and West with Bartlett weights and the lag shown; t is MR "
    "divided by it; p is "
    "the probability of a t as far from zero, with one degree of freedom less than n; 0.000 is below 0.0005.",
)
_EQUAL = "[z]: all revisions are equal, so there is no spread and no test."


def horizons(page: Page, measures: Sequence[str]) -> list[Block]:
    """Tabulate the statistics of each measure and horizon; of few revisions the values, and no test."""
    rows = [
        (measure, name, said)
        for measure in measures
        for name, said in _HORIZONS.items()
        if _of(page, measure, name, "n")
    ]
    if not rows:
        return []
    page.binder.keep(cell for cell in page.material.cells[CODE] if cell["transformation"] == "revision")
    tested = [row for row in rows if _of(page, row[0], row[1], "lag")]
    few = [row for row in rows if row not in tested]
    whole = all(_of(page, measure, name, told[0]) for measure, name, _ in rows for told in _STATISTICS)
    notes = _SHORT if whole else [*_SHORT, _NONE]
    title = "Revisions by the months since the first figure"
    blocks: list[Block] = [_table(page, title, rows, _STATISTICS, notes)]
    if tested:
        equal = any(_of(page, measure, name, "t") is None for measure, name, _ in tested)
        said = [*_BIAS, _EQUAL] if equal else _BIAS
        blocks.append(_table(page, "Test of the mean revision against zero", tested, _TEST, said))
    if few:
        blocks.append(Paragraph(("Of fewer than eight revisions the values are given, and no test:",)))
        blocks.append(Points(tuple(_values(page, *row) for row in few)))
    return blocks


def _table(
    page: Page, title: str, rows: Sequence[tuple[str, str, str]], told: Told, notes: Sequence[str]
) -> Block:
    """Tabulate statistics, a row a measure and horizon."""
    lines = [_line(page, *row, told) for row in rows]
    unit = page.material.unit(next(_present(page, rows, "mr"))["unit_code"])
    heads = [
        Column("Figures and months"),
        *(Column(head, numeric=True) for _, head, _, _ in told),
        Column("Source"),
    ]
    subtitle = f"{in_words(unit)} unless per cent or number; year to date, the country"
    return page.table(title, subtitle, heads, lines, notes=notes)


def _line(page: Page, measure: str, horizon: str, said: str, told: Told) -> Line:
    """Write the statistics of a measure and horizon."""
    entries: list[Entry] = []
    for name, _, signed, most in told:
        cell = _of(page, measure, horizon, name)
        entries.append(Value(cell, signed=signed, most=most) if cell else "[z]")
    return Line((f"{page.material.label('measure_short', measure)}, {said}", *entries, CITED))


def _values(page: Page, measure: str, horizon: str, said: str) -> Text:
    """List the revisions themselves, the oldest reference period first."""
    n = _of(page, measure, horizon, "n")
    text: Text = (f"{page.material.label('measure_short', measure)}, {_in_letters(said)}: ",)
    country = page.material.root
    cells = page.material.series(CODE, country, "revision", f"horizon={horizon};measure={measure}")
    for at, cell in enumerate(cells):
        text += ("; ",) if at else ()
        text += (page.number(cell, signed=True),)
    return (*text, ". No test: ", page.number(n, most=0), " of eight revisions.") if n else text


def _in_letters(said: str) -> str:
    """Write a horizon without digits, for running text."""
    letters = {"1": "one", "3": "three", "12": "twelve"}
    return " ".join(letters.get(word, word) for word in said.split(" "))


def _present(page: Page, rows: Sequence[tuple[str, str, str]], name: str) -> Iterator[Cell]:
    """Yield a statistic of rows, where it is there."""
    return (cell for measure, horizon, _ in rows if (cell := _of(page, measure, horizon, name)))


def _of(page: Page, measure: str, horizon: str, name: str) -> Cell | None:
    """Return a statistic of the month's run."""
    country, first = page.material.root, page.material.month.first
    return page.material.at(CODE, country, name, first, f"horizon={horizon};measure={measure}")
