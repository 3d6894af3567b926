"""Figures that say again what was taken in before: they are kept and give no second observation."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pipeline.errors import BadInputError
from pipeline.identity import digest_of
from pipeline.lake import Lake, Manifest

DUPLICATE = "duplicate"
"""The disposition of a figure that was taken in before with the same content key."""
TAKEN = ("used", DUPLICATE)
_COLUMNS = ["content_key", "delivery_id", "file_id", "via_file_id", "disposition"]


class Known:
    """The content keys of figures taken in so far, each with the delivery that it came with first."""

    def __init__(self, lake: Lake) -> None:
        """Begin with none; `add` reads those of each delivery in the order received."""
        self._lake = lake
        self._figures = [pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.String))]
        self._first: dict[str, str] = {}

    def add(self, manifest: Manifest) -> None:
        """Take note of the figures of a delivery."""
        own = self._lake.read(manifest, "raw.figure").select(_COLUMNS)
        self._figures.append(own)
        for key, delivery in own.filter(pl.col("disposition") == "used")[:, :2].iter_rows():
            self._first.setdefault(key, delivery)

    def state(self, keys: Iterable[str]) -> str:
        """Hash which of these keys are known, and from where."""
        return digest_of(sorted({(key, self._first[key]) for key in keys if key in self._first}))

    def state_of(self, manifest: Manifest) -> str:
        """Hash which figures of a delivery that was taken in are known from those before it."""
        own = self._lake.read(manifest, "raw.figure").filter(pl.col("disposition").is_in(TAKEN))
        return self.state(own["content_key"])

    def mark(self, figures: list[dict[str, Any]], supersedes: str, name: str) -> None:
        """Give the figures of a file that are known already the disposition `duplicate`; in place.

        What a corrected file says is compared with the file that it supersedes and with no other, since it
        may go back to an earlier value. Raises BadInputError where no earlier delivery holds that file.
        """
        keys: Mapping[str, str] = self._of_file(supersedes, name) if supersedes else self._first
        for figure in figures:
            first = keys.get(figure["content_key"])
            if first is not None and figure["disposition"] == "used":
                figure |= {"disposition": DUPLICATE, "reason": f"as taken in with delivery {first}"}

    def _of_file(self, file_id: str, name: str) -> dict[str, str]:
        """Return the keys of one file's figures, with the delivery that each came with first."""
        own = in_file(pl.concat(self._figures), file_id)
        if own.is_empty():
            raise BadInputError(
                f"{name} supersedes the file {file_id[:16]}, which no earlier delivery gave a figure of. "
                "Write the sha256 of the earlier file as `supersedes`, or leave the entry out."
            )
        taken = own.filter(pl.col("disposition").is_in(TAKEN)).select("content_key", "delivery_id")
        return {key: self._first.get(key, delivery) for key, delivery in taken.iter_rows()}


def in_file(figures: pl.DataFrame, file_id: str) -> pl.DataFrame:
    """Return the figures that stand in a file, or that a list of items with that hash gave."""
    return figures.filter((pl.col("file_id") == file_id) | (pl.col("via_file_id") == file_id))
