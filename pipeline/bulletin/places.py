"""Which territory belongs to which, on which day: the order and the indents of tables by territory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

Span = tuple[date, date, str]
_KINDS = {"şəhəri": "city", "qəsəbəsi": "township", "kəndi": "village"}
"""What a settlement is, by the last word of its Azerbaijani name."""


@dataclass(frozen=True)
class Places:
    """What each territory belongs to and what each group is made of, with the days for which that holds."""

    parents: dict[str, list[Span]]
    members: dict[str, list[Span]]

    def above(self, territory_id: str, day: date) -> list[str]:
        """List the territories that one belonged to on a day, the nearest first."""
        found: list[str] = []
        at = territory_id
        while (at := _on(self.parents.get(at, []), day)) and at not in found:
            found.append(at)
        return found

    def members_of(self, group_id: str, day: date) -> list[str]:
        """List the members of a group on a day."""
        return [member for start, end, member in self.members.get(group_id, []) if start <= day <= end]

    def parts_of(self, whole: str, day: date) -> list[str]:
        """List the territories that belong directly to one on a day."""
        return [name for name, spans in self.parents.items() if _on(spans, day) == whole]

    def covers(self, whole: str, part: str, day: date) -> bool:
        """Tell whether a territory, or a member of a group, is the one to which another belongs on a day."""
        over = self.above(part, day)
        return whole in over or any(name == part or name in over for name in self.members_of(whole, day))

    def nested(
        self, rows: Sequence[tuple[str, date]], rank: Callable[[str], tuple[Any, ...]]
    ) -> list[tuple[int, int]]:
        """Order rows of (territory, day), each after the nearest row that it belonged to: (row, depth).

        A row whose region is no row stands without an indent, by its own rank.
        """
        at = {territory: index for index, (territory, _) in enumerate(rows)}
        below: dict[int | None, list[int]] = {}
        for index, (territory, day) in enumerate(rows):
            over = next((at[name] for name in self.above(territory, day) if name in at), None)
            below.setdefault(over, []).append(index)
        ordered: list[tuple[int, int]] = []
        waiting: list[tuple[int, int]] = [
            (index, 0) for index in _last_first(below.get(None, []), rows, rank)
        ]
        while waiting:
            index, depth = waiting.pop()
            ordered.append((index, depth))
            waiting += [(inner, depth + 1) for inner in _last_first(below.get(index, []), rows, rank)]
        return ordered


def read_places(territory: pl.DataFrame, member: pl.DataFrame) -> Places:
    """Read the office's territories and the members of its groups."""
    held = territory.filter(pl.col("parent_id") != "")
    return Places(
        _spans(held, "territory_id", "parent_id"),
        _spans(member.sort("group_id", "member_id", "valid_from"), "group_id", "member_id"),
    )


def kind_of(level: str, name_az: str) -> str:
    """Return the level of a territory; of a settlement what its own name says it is."""
    return _KINDS.get(name_az.rpartition(" ")[2], level) if level == "settlement" else level


def _spans(frame: pl.DataFrame, key: str, value: str) -> dict[str, list[Span]]:
    """Return, by one column, the other with the days for which it holds."""
    found: dict[str, list[Span]] = {}
    for name, start, end, other in frame.select(key, "valid_from", "valid_to", value).iter_rows():
        found.setdefault(name, []).append((start, end, other))
    return found


def _on(spans: Sequence[Span], day: date) -> str:
    """Return what holds on a day, or nothing."""
    return next((name for start, end, name in spans if start <= day <= end), "")


def _last_first(
    indices: Sequence[int], rows: Sequence[tuple[str, date]], rank: Callable[[str], tuple[Any, ...]]
) -> list[int]:
    """Order rows by rank, the last one first, as a stack takes them."""
    return sorted(indices, key=lambda index: (*rank(rows[index][0]), index), reverse=True)
