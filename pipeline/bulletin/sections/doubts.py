"""What a reader must know of single figures of a table: how they were read, or that they were announced."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material

EXCHANGED = "kinds_possibly_exchanged"


def is_announced(material: Material, cells: Iterable[Cell]) -> bool:
    """Tell whether figures are of a day after the publication that states them: announced, not reported."""
    return any(
        stated["kind"] == "observation"
        and stated["published_to"]
        and cell["reference_date"] > stated["published_to"]
        for cell, stated in _behind(material, cells)
    )


def is_read_as(material: Material, code: str, cells: Iterable[Cell]) -> bool:
    """Tell whether a delivery says of figures how they were read, by a code of interpretation."""
    return any(
        code in str(stated["interpretation"] or "").split(";") for _, stated in _behind(material, cells)
    )


def _behind(material: Material, cells: Iterable[Cell]) -> Iterator[tuple[Cell, dict[str, Any]]]:
    """Yield cells with each figure behind them that is used."""
    for cell in cells:
        for name in material.observation_ids(cell["cell_id"]):
            yield cell, material.observations[name]
