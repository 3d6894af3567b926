"""Recognises what an earlier file said already: the same statement again, or the same place read anew."""

from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from pipeline.errors import BadInputError
from pipeline.identity import short_hash
from pipeline.intake.register import NO_CODES, Reading, mark_line
from pipeline.intake.settle import BY_LIST
from pipeline.lake import Lake, Manifest

SAYS = ("content_key", "plan_date", "period_kind", *NO_CODES)
"""What two figures have in common when one repeats the other: the words, and the codes that a person gave."""
_KEYS = ("figure_id", "delivery_id", "disposition", "settled_by", *SAYS)
Row = dict[str, Any]


@dataclass
class Earlier:
    """What was taken in before: the contents of files, and the partitions that their figures lie in.

    `own` are the figures of the delivery that is being taken in, of its files before; `related` names the
    deliveries that it has a figure or a place in common with.
    """

    lake: Lake
    contents: set[str] = field(default_factory=set)
    manifests: list[Manifest] = field(default_factory=list)
    own: list[pl.DataFrame] = field(default_factory=list)
    related: set[str] = field(default_factory=set)

    @property
    def digests(self) -> dict[str, str]:
        """The digest of each delivery taken in before."""
        return {found.partition: found.digest for found in self.manifests}

    def begin(self) -> None:
        """Start with the next delivery."""
        self.own.clear()
        self.related.clear()

    def find(self, figures: list[Row]) -> list[Row]:
        """Return the earlier figures that stand at the same place or say the same thing, oldest first."""
        found = _search(self.lake, self.manifests, figures)
        self.related |= {row["delivery_id"] for row in found}
        return [*found, *(row for frame in self.own for row in frame.filter(_told(figures)).to_dicts())]

    def hold(self, file_id: str, name: str) -> None:
        """Refuse a file that says it supersedes one which no earlier delivery holds."""
        for found in self.manifests:
            if file_id in self.lake.read(found, "raw.file")["file_id"]:
                self.related.add(found.partition)
                return
        raise BadInputError(
            f"{name} is said to supersede the file {file_id}, which no earlier delivery holds. "
            "Give the sha256 of a delivered file (raw.file, file_id), or remove the entry `supersedes`."
        )

    def is_current(self, known: Manifest) -> bool:
        """Tell whether a delivery would be read as it was, whatever came or changed before it since."""
        then, related = known.facts.get("earlier"), known.facts.get("related", [])
        if then is None or any(self.digests.get(name) != then[name] for name in related):
            return False
        unlike = [found for found in self.manifests if then.get(found.partition) != found.digest]
        if not unlike:
            return True
        return not _search(self.lake, unlike, self.lake.read(known, "raw.figure").select(_KEYS).to_dicts())


def recognise(reading: Reading, earlier: Earlier, supersedes: str) -> Reading:
    """Mark the figures of a file that an earlier file gave; lines that give nothing new are skipped.

    Such a figure has disposition duplicate, `repeats` names the earlier one, and no observation is made of
    it. A place that an earlier ledger reads in another way is quarantined, unless the file `supersedes`
    another. A figure whose id an earlier delivery has gets one of its own.
    """
    found = earlier.find(reading.figures)
    said = {_says(row): row for row in reversed(found) if _is_read(row)}
    places = {row["figure_id"]: row for row in found if row["disposition"] != "quarantined"}
    marked = [_mark(row, said, {} if supersedes else places) for row in reading.figures]
    figures = _rename(marked, {row["figure_id"] for row in found})
    keys = [{name: row.get(name, "") for name in _KEYS} for row in figures]
    earlier.own.append(pl.DataFrame(keys, schema=dict.fromkeys(_KEYS, pl.String)))
    lines = [*reading.lines, *_lines(figures, {row["line"] for row in reading.lines})]
    return replace(
        reading, figures=figures, lines=lines, repeated=sum(bool(row["repeats"]) for row in figures)
    )


def _search(lake: Lake, manifests: list[Manifest], figures: list[Row]) -> list[Row]:
    """Return the figures of some deliveries that have a place or a statement in common with others."""
    paths = lake.paths(manifests, "raw.figure")
    asked = [pl.scan_parquet(path, glob=False).select(_KEYS).filter(_told(figures)) for path in paths]
    return [row for frame in (pl.collect_all(asked) if asked else []) for row in frame.to_dicts()]


def _told(figures: list[Row]) -> pl.Expr:
    """Select the figures at the same places, and those that say the same."""
    ids, keys = ([row[name] for row in figures] for name in ("figure_id", "content_key"))
    return pl.col("figure_id").is_in(ids) | pl.col("content_key").is_in(keys)


def _is_read(row: Row) -> bool:
    """Tell whether a figure was read as one, whatever the office's lists then made of it."""
    return bool(row["disposition"] == "used" or row["settled_by"] == BY_LIST)


def _says(row: Row) -> tuple[str, ...]:
    """Return what a figure says, in words and codes."""
    return tuple(str(row[name]) for name in SAYS)


def _mark(row: Row, said: dict[tuple[str, ...], Row], places: dict[str, Row]) -> Row:
    """Mark one figure."""
    other, same = places.get(row["figure_id"]), said.get(_says(row))
    if row["disposition"] == "used" and same:
        reason = f"delivery {same['delivery_id']} gave the same figure"
        return row | {"disposition": "duplicate", "reason": reason, "repeats": same["figure_id"]}
    if row["disposition"] == "used" and other:
        reason = (
            f"delivery {other['delivery_id']} reads the same place in another way; "
            "name in delivery.toml the file that this one supersedes"
        )
        return row | {"disposition": "quarantined", "reason": reason, "repeats": ""}
    return row | {"repeats": ""}


def _rename(figures: list[Row], taken: set[str]) -> list[Row]:
    """Give figures whose id is taken one of their own delivery and file."""
    new = {
        row["figure_id"]: short_hash(row["figure_id"], row["delivery_id"], row["via_file_id"])
        for row in figures
        if row["figure_id"] in taken
    }
    return [
        row | {name: new.get(row[name], row[name]) for name in ("figure_id", "whole_figure_id")}
        for row in figures
    ]


def _lines(figures: list[Row], told: set[int]) -> list[Row]:
    """Make rows of `raw.line` for lines that say nothing new, and for those that are quarantined here."""
    by_line: dict[int, list[Row]] = {}
    for row in figures:
        by_line.setdefault(row["line"], []).append(row)
    made = []
    for line, rows in by_line.items():
        held = [row for row in rows if row["disposition"] == "quarantined"]
        repeated = [row for row in rows if row["repeats"]]
        if line in told or any(row["disposition"] == "used" for row in rows) or not (held or repeated):
            continue
        first, status = (held[0], "quarantined") if held else (repeated[0], "skipped")
        made.append(mark_line(first["file_id"], first["delivery_id"], line, status, first["reason"]))
    return made
