"""A layout record: how one table stands on its sheet, drafted by looking and corrected by a person."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace

from pipeline.errors import BadInputError

Answers = Mapping[str, Mapping[str, str]]
"""What a person said of places: {'Sheet 1!B3': {'measure': 'fci'}}."""
_TOP = "[[table]]"
_ALWAYS = ("sheet", "table")


@dataclass(frozen=True)
class TableLayout:
    """Where a table's parts are. Rows count from 1, columns are letters, cells are as 'C17'.

    `table` counts the tables of a sheet from 1; 0 stands for a sheet without one, of which cells were
    answered.

    `orientation` is periods_across, territories_across, measures_across, periods_down or records. `unit`,
    `scale`, `measure`, `territory` and `period` hold for the whole table where its title says them.
    `footnotes` are (mark, cell); `missing` are (mark, meaning). `answers` are those that a person gave, by
    place.
    """

    sheet: str
    table: int
    orientation: str = ""
    titles: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    data_rows: tuple[int, ...] = ()
    group_rows: tuple[int, ...] = ()
    total_rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    label_columns: tuple[str, ...] = ()
    ordinal_columns: tuple[str, ...] = ()
    data_columns: tuple[str, ...] = ()
    total_columns: tuple[str, ...] = ()
    decimal_mark: str = ""
    encoding: str = ""
    separator: str = ""
    unit: str = ""
    scale: str = ""
    measure: str = ""
    territory: str = ""
    period: str = ""
    footnotes: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    answers: Answers = field(default_factory=dict)

    def answered(self, answers: Answers) -> "TableLayout":
        """Add answers; a later one about the same field of a place replaces an earlier one."""
        merged = {place: dict(facts) for place, facts in self.answers.items()}
        for place, facts in answers.items():
            merged.setdefault(place, {}).update(facts)
        return replace(self, answers=merged)


def to_toml(*layouts: TableLayout) -> str:
    """Write layout records; `from_toml` gives the same ones back."""
    return "\n".join(_table(layout) for layout in layouts)


def from_toml(text: str) -> tuple[TableLayout, ...]:
    """Read layout records. Raises BadInputError for a text of another form."""
    try:
        return tuple(_layout(facts) for facts in tomllib.loads(text)["table"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError(
            f"A layout record cannot be read ({str(error)[:120]}). Draft it again from the file."
        ) from error


def _table(layout: TableLayout) -> str:
    """Write one record, leaving out what is empty."""
    facts = asdict(layout)
    answers = facts.pop("answers")
    written = {name: value for name, value in facts.items() if name in _ALWAYS or value not in ("", ())}
    lines = [_TOP, *(f"{name} = {_value(value)}" for name, value in written.items())]
    for place in sorted(answers):
        said = ", ".join(f"{name} = {_value(text)}" for name, text in sorted(answers[place].items()))
        lines.append(f"answers.{_value(place)} = {{ {said} }}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """Write a value; a JSON text or list is one of TOML, too."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")


def _layout(facts: dict[str, object]) -> TableLayout:
    """Make a record of what TOML holds."""
    known = {item.name for item in fields(TableLayout)}
    unknown = sorted(set(facts) - known)
    if unknown:
        raise ValueError(f"it has the unknown entry {unknown[0]}")
    made = {name: _frozen(value) for name, value in facts.items() if name != "answers"}
    answers = facts.get("answers", {})
    if not isinstance(answers, dict):
        raise TypeError("answers are no table")
    said = {place: {name: str(text) for name, text in given.items()} for place, given in answers.items()}
    layout = TableLayout(**made, answers=said)  # type: ignore[arg-type]
    if not isinstance(layout.sheet, str) or not isinstance(layout.table, int):
        raise TypeError("sheet or table has another type")
    return layout


def _frozen(value: object) -> object:
    """Make tuples of lists."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
