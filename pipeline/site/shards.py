"""The search index in small scripts: a page opened from a folder can load a script, and nothing else.

An id leads to its shard by a hash that the page computes too (FNV-1a, 32 bits). A number's shard names its
cell; a cell's shard has every number of every cell of its series.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.site.issues import Issue
from pipeline.site.numbers import Number

PLACES_A_SHARD = 1000
"""Ids, or places of numbers, in a shard on average: some 20 to 60 kB."""
MOST_SHARDS = 4096
_OFFSET, _PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def index_files(issues: Sequence[tuple[Issue, Sequence[Number]]]) -> dict[str, bytes]:
    """Write the scripts of the search by their name in the site: ids alone, the same in every language."""
    pages = sorted({(at, number.page) for at, (_, listed) in enumerate(issues) for number in listed})
    at_page = {page: place for place, page in enumerate(pages)}
    cells: dict[str, dict[str, dict[str, list[Any]]]] = {}
    numbers: dict[str, str] = {}
    for at, (_, listed) in enumerate(issues):
        for number in listed:
            numbers[number.number_id] = number.cell_id
            facets = cells.setdefault(series_of(number.cell_id), {}).setdefault(number.cell_id, {})
            entry = facets.setdefault(number.number_id, [number.facet])
            entry.append([at_page[at, number.page], number.printed])
    counts = {"n": _count(len(numbers)), "c": _count(sum(len(listed) for _, listed in issues))}
    head = {
        "issues": [issue.key for issue, _ in issues],
        "pages": pages,
        "shards": counts,
    }
    files = {"search/index.js": _call("crossfootIndex", head)}
    for kind, entries in (("n", numbers), ("c", cells)):
        for at, shard in enumerate(_parted(entries.items(), counts[kind])):
            files[f"search/{kind}{at}.js"] = _call("crossfootShard", f"{kind}{at}", shard)
    return files


def series_of(cell_id: str) -> str:
    """Return the series of a cell: indicator and territory, its first two parts."""
    return ".".join(cell_id.split(".")[:2])


def shard_of(key: str, count: int) -> int:
    """Return the shard of an id: FNV-1a over its UTF-8 bytes."""
    value = _OFFSET
    for byte in key.encode():
        value = (value ^ byte) * _PRIME & _MASK
    return value % count


def _count(places: int) -> int:
    """Return how many shards so many places need."""
    return min(MOST_SHARDS, max(1, -(-places // PLACES_A_SHARD)))


def _parted(entries: Iterable[tuple[str, Any]], count: int) -> list[dict[str, Any]]:
    """Put each entry into its shard."""
    shards: list[dict[str, Any]] = [{} for _ in range(count)]
    for key, value in entries:
        shards[shard_of(key, count)][key] = value
    return shards


def _call(function: str, *values: Any) -> bytes:
    """Write a script that hands values over; every sign beyond ASCII is escaped."""
    said = ",".join(json.dumps(value, sort_keys=True, separators=(",", ":")) for value in values)
    return f"{function}({said});\n".encode("ascii")
