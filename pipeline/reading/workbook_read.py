"""Reads the answers out of a draft's workbook that a person filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError, UsageError
from pipeline.reading.answer import SOURCE, Answer
from pipeline.reading.confirm import USED, YES, confirmation, settling
from pipeline.reading.draft import Draft, Item
from pipeline.reading.tables.grid import FORMULA, Cell, Grid
from pipeline.reading.tables.opening import open_book
from pipeline.reading.workbook import (
    ASKED_COLUMNS,
    BESIDES,
    FOUND_COLUMN,
    HEAD_ROW,
    QUESTION_COLUMNS,
    QUESTIONS,
    SOURCE_SHEET,
)

_FIRST_FACT_ROW: Final = 7
_NAMES = list(QUESTION_COLUMNS)


@dataclass(frozen=True)
class Filled:
    """Answers of a workbook, and a sentence for each row that is none."""

    answers: tuple[Answer, ...]
    sentences: tuple[str, ...]


def read_workbook(path: Path, draft: Draft, at: str, who: str) -> Filled:
    """Read what was filled in; `at` and `who` are the moment and the person of all its answers.

    Raises BadInputError when the file is not the workbook of this draft. Formulas are not followed.
    """
    book = open_book(path)
    sheets = {grid.name: grid for grid in book.grids}
    if QUESTIONS not in sheets or SOURCE_SHEET not in sheets:
        raise BadInputError(
            f"{path.name} is not the workbook of a draft: it has no sheets '{QUESTIONS}' and "
            f"'{SOURCE_SHEET}'."
        )
    _check_draft(path, sheets[SOURCE_SHEET], draft)
    sentences: list[str] = []
    said = [*_source(sheets[SOURCE_SHEET], sentences), *_questions(sheets[QUESTIONS], draft, sentences)]
    answers = tuple(Answer(at, who, place, field, value, reason) for place, field, value, reason in said)
    return Filled(answers, tuple(sentences))


Said = tuple[str, str, str, str]


def _check_draft(path: Path, sheet: Grid, draft: Draft) -> None:
    """Refuse the workbook of another draft."""
    name, sha256 = (_text(sheet.at.get((row, 2))) for row in (3, 4))
    if (name, sha256) != (draft.name, draft.file.sha256):
        raise BadInputError(
            f"{path.name} is the workbook of draft '{name[:80]}', and not of '{draft.name}'. Answer that "
            "one with it."
        )


def _source(sheet: Grid, sentences: list[str]) -> Iterator[Said]:
    """Yield what was filled in about the source."""
    for row in range(_FIRST_FACT_ROW, sheet.n_rows + 1):
        field, value, reason = (_read(sheet, row, column, sentences) for column in (1, 4, 5))
        if value.casefold() == YES:
            value = _text(sheet.at.get((row, FOUND_COLUMN)))
            if not value:
                sentences.append(
                    f"Sheet {SOURCE_SHEET}, row {row}: nothing was found to say 'yes' to. Write it."
                )
        if value:
            yield SOURCE, field, value, reason


def _questions(sheet: Grid, draft: Draft, sentences: list[str]) -> Iterator[Said]:
    """Yield what was filled in about places: answers, what else is to be changed, a disposition.

    A row shows what a figure was read as, so an answer to it settles a figure, as in the form of the desk.
    """
    items = {item.place: item for item in draft.items}
    place_column = _NAMES.index("place") + 1
    columns = [_NAMES.index(name) + 1 for name in (*ASKED_COLUMNS, *BESIDES)]
    for row in range(HEAD_ROW + 1, sheet.n_rows + 1):
        field, value, then, reason, *others = (_read(sheet, row, column, sentences) for column in columns)
        besides = {name: text for name, text in zip(BESIDES, others, strict=True) if text}
        if not value and not then and not besides:
            continue
        place = _text(sheet.at.get((row, place_column)))
        if not place or (value and not field):
            sentences.append(f"Sheet {QUESTIONS}, row {row}: name the place and the field that is answered.")
            continue
        try:
            said = _row(items.get(place), field, value, then.partition(":")[0].strip(), besides)
        except UsageError as error:
            sentences.append(f"Sheet {QUESTIONS}, row {row}: {error}")
            continue
        for name, text in said.items():
            yield place, name, text, reason if name == "disposition" or "disposition" not in said else ""


def _row(item: Item | None, field: str, value: str, then: str, besides: dict[str, str]) -> dict[str, str]:
    """Return what a row says, as {field: value}; a field named twice has its answer."""
    if field == "disposition":
        value, then = "", USED if value.casefold() == YES else value.partition(":")[0].strip() or then
    said = dict(besides)
    if value.casefold() == YES and item is not None:
        said |= confirmation(item)
    elif value:
        said[field] = value
    if then:
        return said | {"disposition": then}
    return settling(item, said) if item is not None else said


def _read(sheet: Grid, row: int, column: int, sentences: list[str]) -> str:
    """Read a cell to fill in; a formula is a sentence and no answer."""
    cell = sheet.at.get((row, column))
    if cell is not None and cell.kind in (FORMULA, "error"):
        sentences.append(f"Sheet {sheet.name}, {cell.reference} holds a formula. Write the answer itself.")
        return ""
    return _text(cell)


def _text(cell: Cell | None) -> str:
    """Return what a cell says: numbers in plain form, dates as ISO days, texts without blanks around."""
    if cell is None:
        return ""
    if cell.kind == "number":
        return cell.value
    if cell.kind == "date":
        return cell.value.partition("T")[0]
    return " ".join(cell.text.split())
