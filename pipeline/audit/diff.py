"""Two releases side by side: each number that differs with its cause, and how their publications differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.audit.causes import Causes
from pipeline.errors import UsageError
from pipeline.sealed.folder import ReleaseFolder

Record = dict[str, Any]
Publication = tuple[str, str]
"""The language and the territory of a publication; the country's has no territory."""


@dataclass(frozen=True)
class Stands:
    """A number as a release prints it: of which cell, and its texts by publication."""

    cell_id: str
    facet: str
    printed: Mapping[Publication, tuple[str, ...]]


def compare(before: ReleaseFolder, after: ReleaseFolder) -> Record:
    """Compare two releases of an office, of one month or of two; UsageError for those of two offices.

    `numbers` are those whose text or value differs, with state (changed, new, gone), old and new text, old
    and new value, causes, what is behind them by name, and the figures that are behind one side only.
    """
    if before.office != after.office:
        raise UsageError(
            f"{before.release_id} in {before.path} is of office {before.office}, and {after.release_id} in "
            f"{after.path} of office {after.office}: two offices share no numbers, and there is "
            "nothing to compare. Name two releases of one office."
        )
    one, other = _numbers(before), _numbers(after)
    shared = sorted(_publications(before) & _publications(after))
    causes = Causes.of(before, after)
    return {
        "before": _named(before),
        "after": _named(after),
        "numbers": list(_differing(one, other, shared, causes)),
        "equal": _count_equal(one, other, shared),
        "publications": _publication_differences(before, after),
        "files": _file_differences(before, after),
        "made_with": _made_with(before, after),
    }


def _named(folder: ReleaseFolder) -> Record:
    """Name a release."""
    return {name: folder.manifest[name] for name in ("release_id", "office", "month", "as_of")}


def _numbers(folder: ReleaseFolder) -> dict[str, Stands]:
    """Return the numbers of a release by their ids."""
    columns = ("number_id", "cell_id", "facet", "lang", "territory", "printed")
    found: dict[str, tuple[str, str, dict[Publication, set[str]]]] = {}
    for name, cell_id, facet, lang, territory, printed in folder.numbers.select(columns).iter_rows():
        texts = found.setdefault(name, (cell_id, facet, {}))[2]
        texts.setdefault((lang, territory), set()).add(printed)
    return {
        name: Stands(cell_id, facet, {place: tuple(sorted(own)) for place, own in texts.items()})
        for name, (cell_id, facet, texts) in found.items()
    }


def _publications(folder: ReleaseFolder) -> set[Publication]:
    """Return the publications of a release."""
    return set(folder.numbers.select("lang", "territory").unique().iter_rows())


def _differing(
    one: Mapping[str, Stands],
    other: Mapping[str, Stands],
    shared: Sequence[Publication],
    causes: Causes,
) -> Iterator[Record]:
    """Yield numbers that are printed with another text or stand for another value, by cell and facet."""
    for name in sorted({*one, *other}, key=lambda name: _order(one.get(name) or other[name])):
        old, new = one.get(name), other.get(name)
        own = old or new
        assert own is not None
        texts = _texts(old, new, shared)
        values = causes.values(own.cell_id)
        if old and new and not texts and not causes.differs(own.cell_id):
            continue
        if not (old and new) and not _is_of(old or new, shared):
            continue
        state = "changed" if old and new else "new" if new else "gone"
        told, behind, lost, added = causes.of_cell(own.cell_id, own.facet, state)
        where, was, now = texts[0] if texts else (_first(own, shared), _text(old, shared), _text(new, shared))
        yield {
            "number_id": name,
            "cell_id": own.cell_id,
            "facet": own.facet,
            "state": state,
            "publication": "/".join(part for part in reversed(where) if part),
            "old": was,
            "new": now,
            "old_value": values[0],
            "new_value": values[1],
            "causes": list(told),
            "behind": list(behind),
            "figures_before": lost,
            "figures_now": added,
        }


def _order(stands: Stands) -> tuple[str, str]:
    """Give the place of a number among others."""
    return stands.cell_id, stands.facet


def _texts(
    old: Stands | None, new: Stands | None, shared: Sequence[Publication]
) -> list[tuple[Publication, str, str]]:
    """Return the shared publications in which the texts of a number differ, with both texts."""
    if not (old and new):
        return []
    return [
        (place, " | ".join(old.printed[place]), " | ".join(new.printed[place]))
        for place in shared
        if place in old.printed and place in new.printed and old.printed[place] != new.printed[place]
    ]


def _is_of(stands: Stands | None, shared: Sequence[Publication]) -> bool:
    """Tell whether a number stands in a publication that both releases have."""
    return stands is not None and any(place in stands.printed for place in shared)


def _first(stands: Stands, shared: Sequence[Publication]) -> Publication:
    """Return the first shared publication that prints a number."""
    return next((place for place in shared if place in stands.printed), ("", ""))


def _text(stands: Stands | None, shared: Sequence[Publication]) -> str:
    """Return a number's text in the first shared publication that prints it."""
    return " | ".join(stands.printed.get(_first(stands, shared), ())) if stands else ""


def _count_equal(
    one: Mapping[str, Stands], other: Mapping[str, Stands], shared: Sequence[Publication]
) -> int:
    """Count numbers of both whose texts are the same."""
    return sum(not _texts(one[name], other[name], shared) for name in one.keys() & other.keys())


def _publication_differences(before: ReleaseFolder, after: ReleaseFolder) -> list[Record]:
    """Return publications that one release alone has, and sections with another count of numbers."""
    one, other = _sections(before), _sections(after)
    found = []
    for place in sorted({*one, *other}):
        old, new = one.get(place, {}), other.get(place, {})
        moved = [
            {"section": section, "table_or_figure": table, "numbers_before": was, "numbers_now": now}
            for section, table in dict.fromkeys([*old, *new])
            if (was := old.get((section, table), 0)) != (now := new.get((section, table), 0))
        ]
        state = "both" if place in one and place in other else "new" if place in other else "gone"
        if moved or state != "both":
            name = "/".join(part for part in reversed(place) if part)
            found.append({"publication": name, "state": state, "sections": moved})
    return found


def _sections(folder: ReleaseFolder) -> dict[Publication, dict[tuple[str, str], int]]:
    """Count the numbers of each section and table of each publication, in the order of the pages."""
    keys = ["lang", "territory", "section", "table_or_figure"]
    counted = folder.numbers.group_by(keys, maintain_order=True).agg(pl.len())
    found: dict[Publication, dict[tuple[str, str], int]] = {}
    for lang, territory, section, table, count in counted.iter_rows():
        found.setdefault((lang, territory), {})[section, table] = count
    return found


def _file_differences(before: ReleaseFolder, after: ReleaseFolder) -> Record:
    """Name the files that one release alone has, and those of other bytes."""
    one, other = before.files, after.files
    return {
        "new": sorted(other.keys() - one.keys()),
        "gone": sorted(one.keys() - other.keys()),
        "changed": sorted(name for name in one.keys() & other.keys() if one[name] != other[name]),
    }


def _made_with(before: ReleaseFolder, after: ReleaseFolder) -> list[Record]:
    """Return what of the code, the engines, the rules and the deliveries differs."""
    one, other = _flat(before.manifest), _flat(after.manifest)
    return [
        {"what": name, "before": one.get(name, ""), "now": other.get(name, "")}
        for name in sorted({*one, *other})
        if one.get(name) != other.get(name)
    ]


def _flat(value: Any, path: str = "") -> dict[str, str]:
    """Set what a manifest says of code, engines, parts, inputs and deliveries flat."""
    if not path:
        kept = ("code", "engines", "parts", "inputs", "deliveries")
        return {k: v for name in kept for k, v in _flat(value.get(name, {}), name).items()}
    if isinstance(value, Mapping):
        return {k: v for name, one in value.items() for k, v in _flat(one, f"{path}.{name}").items()}
    return {path: str(value)}
