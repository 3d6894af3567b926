"""A hash of what the figures of a file say, whatever its bytes, its format and where its cells stand."""

from collections import Counter

from pipeline.identity import short_hash
from pipeline.reading.draft import Found, Item

_WORDS = ("label", "date", "ordinal", "furniture")
_SAYS = (
    "label_as_written",
    "territory_as_written",
    "period_start",
    "period_end",
    "unit",
    "measure",
    "breakdown",
    "territory",
    "kind",
    "quantity",
    "qualifier",
)


def content_fingerprint(found: Found) -> str:
    """Hash the figures of a file: a workbook that was saved again, or as CSV, has the same.

    Words, dates and numbers of the layout are left out. A figure that is not read yet counts by its text.
    """
    figures = Counter(
        _says(item) for item in found.items if item.disposition not in _WORDS and _is_figure(item)
    )
    return short_hash(*(f"{times}\x1e{says}" for says, times in sorted(figures.items())))


def _is_figure(item: Item) -> bool:
    """Tell whether an item is a figure, or a mark in the place of one, and not a head with a question."""
    return bool(item.value or item.disposition or item.label_as_written)


def _says(item: Item) -> str:
    """Write what one figure says."""
    value = item.value or "".join(item.as_printed.split())
    return "\x1f".join((value, item.disposition, *(getattr(item, name) for name in _SAYS)))
