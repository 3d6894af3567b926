"""The figures of a finding in extracts of their sources: lines that hold them, and those beside these.

Of a register: its head and lines with all columns. Of a table: its rows by their numbers, its columns by
their letters. Of a document: the printed numbers in their order, without a word of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake
from pipeline.rules.places import MAX_CELLS, Row, cell_of, own_column, read_register, shown_field, start_of

BESIDE = 1
"""Lines shown before and after one that holds a figure of the finding."""
MAX_LINES = 24
"""Lines with figures of the finding that an extract shows; the others are counted."""
Asked = tuple[Sequence[str], Sequence[str]]
"""The figure_ids that a finding tested, and those that it compared them with."""
Role = str


@dataclass(frozen=True)
class Extract:
    """Lines of one file, or of one sheet, in its order.

    `heads` begins with what a line is called there; a line that is `None` stands for others between. `marked`
    has the role of a figure, `tested` or `compared`, by the number of its line in `lines` and its column.
    `figures` says in words where each is and what is printed; `more` counts lines that are not shown.
    """

    file: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...] | None, ...]
    marked: Mapping[tuple[int, int], Role]
    figures: tuple[tuple[str, str, Role], ...]
    more: int


def show_extracts(lake: Lake, store: Path, asked: Sequence[Asked]) -> list[tuple[Extract, ...]]:
    """Show the figures of each finding in extracts, in the order of their files; `store` is the raw store."""
    manifests = lake.manifests(INTAKE)
    every = [name for tested, compared in asked for name in (*tested, *compared)]
    if not manifests or not every:
        return [() for _ in asked]
    figures = pl.concat([lake.read(found, "raw.figure") for found in manifests])
    files = pl.concat([lake.read(found, "raw.file") for found in manifests]).unique("file_id", keep="last")
    names = dict(files.select("file_id", "name").iter_rows())
    holding = figures.filter(pl.col("figure_id").is_in(every))["file_id"].unique()
    by_file: dict[str, list[Row]] = {}
    for row in figures.filter(pl.col("file_id").is_in(holding.implode())).iter_rows(named=True):
        by_file.setdefault(str(row["file_id"]), []).append(row)
    ordered = sorted(by_file, key=lambda file: (str(names.get(file, file)), file))
    registers: dict[str, list[tuple[int, dict[str, str]]]] = {}
    found = []
    for tested, compared in asked:
        roles = dict.fromkeys(compared, "compared") | dict.fromkeys(tested, "tested")
        shown: list[Extract] = []
        for file in ordered:
            own = [row for row in by_file[file] if row["figure_id"] in roles]
            kind = own[0]["locator_kind"] if own else ""
            name = str(names.get(file, file))
            if kind == "field":
                if file not in registers:
                    registers[file] = read_register(store / file)
                shown.append(_of_register(name, own, registers[file], roles))
            elif kind == "span":
                shown.append(_of_document(name, own, by_file[file], roles))
            elif kind == "cell":
                shown += _of_sheets(name, own, by_file[file], roles)
        found.append(tuple(shown))
    return found


def _of_register(
    file: str, own: list[Row], register: list[tuple[int, dict[str, str]]], roles: Mapping[str, Role]
) -> Extract:
    """Show lines of a register with all its columns; of one that is not held what was read alone."""
    columns = list(register[0][1]) if register else ["printed"]
    rows = dict(register) or {int(row["line"]): {"printed": str(row["as_printed"])} for row in own}
    marks: dict[tuple[int, int], Role] = {}
    for row in sorted(own, key=lambda one: roles[one["figure_id"]]):
        column = own_column(row, columns) or columns[0]
        marks[int(row["line"]), columns.index(column)] = roles[row["figure_id"]]
    fields = {
        line: tuple(
            shown_field(head, text, is_own=(line, at) in marks)
            for at, (head, text) in enumerate(texts.items())
        )
        for line, texts in rows.items()
    }
    return _extract(file, ("line", *columns), fields, marks, _in_words(own, roles))


def _of_document(file: str, own: list[Row], every: list[Row], roles: Mapping[str, Role]) -> Extract:
    """Show printed numbers of a document below each other, with those before and after them."""
    spans = sorted((row for row in every if row["locator_kind"] == "span"), key=start_of)
    fields = {at: (str(row["locator"]), str(row["as_printed"])) for at, row in enumerate(spans, 1)}
    marks = {(at, 1): roles[row["figure_id"]] for at, row in enumerate(spans, 1) if row["figure_id"] in roles}
    return _extract(file, ("number", "place", "printed"), fields, marks, _in_words(own, roles))


def _of_sheets(file: str, own: list[Row], every: list[Row], roles: Mapping[str, Role]) -> Iterator[Extract]:
    """Show rows of each sheet under the letters of its columns, with the heads of each row."""
    for sheet in sorted({cell_of(row)[0] for row in own}):
        here = [row for row in own if cell_of(row)[0] == sheet]
        cells = [row for row in every if row["locator_kind"] == "cell" and cell_of(row)[0] == sheet]
        letters = {
            cell_of(row)[1]: str(row["locator"]).rpartition(", ")[2].rstrip("0123456789") for row in cells
        }
        chosen = _around(sorted(letters), {cell_of(row)[1] for row in here})
        fields: dict[int, list[str]] = {}
        marks: dict[tuple[int, int], Role] = {}
        for row in sorted(cells, key=lambda one: (one["figure_id"] not in roles, cell_of(one))):
            _, column, line = cell_of(row)
            texts = fields.setdefault(line, [_heads(row), *("" for _ in chosen)])
            if column in chosen:
                texts[1 + chosen.index(column)] = str(row["as_printed"])
                if row["figure_id"] in roles:
                    marks[line, 1 + chosen.index(column)] = roles[row["figure_id"]]
        heads = ("row", "heads", *(letters[column] for column in chosen))
        of = f"{file}, {sheet}" if sheet else file
        lines = {line: tuple(texts) for line, texts in fields.items()}
        yield _extract(of, heads, lines, marks, _in_words(here, roles))


def _extract(
    file: str,
    heads: tuple[str, ...],
    fields: Mapping[int, tuple[str, ...]],
    marks: Mapping[tuple[int, int], Role],
    figures: tuple[tuple[str, str, Role], ...],
) -> Extract:
    """Choose the lines that hold marks and those beside them, in the order of the file."""
    order = sorted(fields)
    holding = [at for at, line in enumerate(order) if any(line == marked for marked, _ in marks)]
    shown = sorted(
        {
            near
            for at in holding[:MAX_LINES]
            for near in range(max(0, at - BESIDE), min(len(order), at + BESIDE + 1))
        }
    )
    lines: list[tuple[str, ...] | None] = []
    marked: dict[tuple[int, int], Role] = {}
    for before, at in zip([None, *shown], shown, strict=False):
        if before is not None and at > before + 1:
            lines.append(None)
        row = order[at]
        marked |= {(len(lines), 1 + column): role for (line, column), role in marks.items() if line == row}
        lines.append((str(row), *fields[row]))
    return Extract(file, heads, tuple(lines), marked, figures, max(0, len(holding) - MAX_LINES))


def _in_words(own: Iterable[Row], roles: Mapping[str, Role]) -> tuple[tuple[str, str, Role], ...]:
    """Return place, printed text and role of each figure, in the order of the file."""
    rows = sorted(own, key=lambda row: (row["line"] or 0, *cell_of(row), start_of(row), row["figure_id"]))
    return tuple((str(row["locator"]), str(row["as_printed"]), roles[row["figure_id"]]) for row in rows)


def _around(columns: list[int], marked: set[int]) -> list[int]:
    """Choose up to MAX_CELLS columns: those that hold marks, then the nearest to the first of them."""
    first = min(marked)
    nearest = sorted(columns, key=lambda column: (column not in marked, abs(column - first), column))
    return sorted(nearest[:MAX_CELLS])


def _heads(row: Row) -> str:
    """Return what a table says of a figure beside it and above it."""
    written = ("label_as_written", "territory_as_written", "period_as_written", "unit_as_written")
    return "; ".join(str(row[column]) for column in written if row[column])
