"""What becomes of a figure that was read, by the office's lists: used, outside the scope, held, or open.

Conforming makes an observation of each figure that is used here, and of no other. A figure whose source,
label, place or unit is in no list is open: it is kept, not used, and the rule on code lists asks about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.places.unlisted import with_names_read

BY_LIST = "list"
"""What `settled_by` says where a list of the office decided; else the reader or a person did."""
OPEN = "open"
Row = dict[str, Any]
Reference = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class _Concept:
    """What a figure is of, by its label or by the codes that a person gave."""

    measure: str
    kind: str
    disposition: str
    reason: str


def settle_figures(figures: Sequence[Row], reference: Reference) -> list[Row]:
    """Give each figure that was read its disposition by the lists, and its `number_kind`.

    `figures` are rows of `raw.figure`, those of one delivery; a disposition that is not `used` stays.
    """
    concepts = _concepts(reference)
    known = [_of_concept(row, concepts) for row in figures]
    judge = _Judge(reference, known)
    return [_open(row, judge) if row["disposition"] == "used" else row for row in known]


def open_question(row: Row) -> str:
    """Say which list lacks what, of a figure that is open."""
    noun, column, table = _ASKED[row["reason"]]
    return f"No list has the {noun} '{row[column]}'. Add it to reference/{table}.csv."


_ASKED = {
    "unknown_source": ("source", "source_id", "source"),
    "unknown_label": ("label", "label_as_written", "concept"),
    "unknown_territory": ("place", "territory_as_written", "territory_name"),
    "unknown_unit": ("unit for this measure", "unit_as_written", "unit_name"),
}
"""Why a figure is open -> what it lacks, the column it stands in, and the table that would have it."""


def _concepts(reference: Reference) -> dict[tuple[str, str], _Concept]:
    """Index the labels that the office knows."""
    columns = ("layout", "label_as_written", "measure_code", "kind", "disposition", "reason")
    rows = reference["concept"].select(columns).iter_rows()
    return {(layout, label): _Concept(*rest) for layout, label, *rest in rows}


def _of_concept(row: Row, concepts: Mapping[tuple[str, str], _Concept]) -> Row:
    """Settle a figure by its label, where the label is one of no use; say what kind of number it is."""
    found = concepts.get((row["layout"], row["label_as_written"]))
    given = row["kind_given"] or row.get("number_kind", "")
    if found is None or row["disposition"] != "used" or found.disposition == "used":
        kind = given or (found.kind if found and row["disposition"] == "used" else "")
        return row | {"number_kind": kind, "settled_by": ""}
    settled = {"disposition": found.disposition, "reason": found.reason, "settled_by": BY_LIST}
    return row | settled | {"number_kind": given or _KIND_OF.get(found.disposition, "")}


_KIND_OF = {"out_of_scope": "historical", "date": "date", "ordinal": "ordinal", "furniture": "furniture"}
"""The kind of a number that is no figure of the office, by its disposition."""


_IN_UNIT = ("level", "difference")
"""Quantities that are in the unit of their measure; growth, shares and multiples are ratios."""


class _Judge:
    """Answers which words of a figure no list has."""

    def __init__(self, reference: Reference, figures: Iterable[Row]) -> None:
        """Index the lists, and the names that the rules on places can read."""
        self._concepts = _concepts(reference)
        self._sources = set(reference["source"]["source_id"])
        self._territories = set(reference["territory"]["territory_id"])
        self._names = _names(reference, figures)
        units = reference["unit"].select("unit_code", "dimension").iter_rows()
        self._dimension = dict(units)
        self._unit = dict(reference["unit_name"].select("unit_as_written", "unit_code").iter_rows())
        self._measure = dict(reference["measure"].select("measure_code", "unit_code").iter_rows())

    def lacking(self, row: Row) -> str:
        """Return which word of a figure is in no list, by the code of the rule's sentence; empty for none."""
        if row["source_id"] not in self._sources:
            return "unknown_source"
        is_given = row["territory_given"] in self._territories
        concept = self._concepts.get((row["layout"], row["label_as_written"]))
        measure = row["measure_given"] if is_given else concept.measure if concept else ""
        if measure not in self._measure:
            return "unknown_label"
        written = row["territory_as_written"]
        if not is_given and not {(written, ""), (written, row["layout"])} & self._names:
            return "unknown_territory"
        unit = self._dimension.get(self._unit.get(row["unit_as_written"], ""))
        expected = self._dimension.get(self._measure[measure])
        if unit is None or expected is None or (row["quantity"] in _IN_UNIT and unit != expected):
            return "unknown_unit"
        return ""


def _names(reference: Reference, figures: Iterable[Row]) -> set[tuple[str, str]]:
    """List the names of places that lead to a territory, each with the layout that it holds for."""
    columns = ("disposition", "territory_given", "territory_as_written", "layout", "period_end")
    types = dict.fromkeys(columns, pl.String) | {"period_end": pl.Date}
    used = [{name: row[name] for name in columns} for row in figures if row["disposition"] == "used"]
    named = with_names_read(reference, pl.DataFrame(used, schema=types))
    return set(named.select("name_as_written", "layout").iter_rows())


def _open(row: Row, judge: _Judge) -> Row:
    """Leave a figure open of which a word is in no list."""
    lacking = judge.lacking(row)
    return row | {"disposition": OPEN, "reason": lacking, "settled_by": BY_LIST} if lacking else row
