"""A single figure of a source, as tables name it."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Page


def observation_of(page: Page, cell: Cell) -> dict[str, Any]:
    """Return the observation that a reported cell shows."""
    return page.material.observations[cell["breakdown"].rpartition("=")[2]]


def figure_name(page: Page, cell: Cell) -> str:
    """Name a figure: its measure, breakdown and quantity."""
    material = page.material
    observation = observation_of(page, cell)
    text = material.label("measure_short", str(observation["measure_code"]))
    if observation["breakdown"] != "_T":
        text += ", " + ", ".join(
            material.label("breakdown", part) for part in str(observation["breakdown"]).split(";")
        )
    suffix = {
        "growth": ", growth as published",
        "share": ", share as published",
        "multiple": ", ratio as published",
    }
    return text + suffix.get(str(observation["quantity"]), "")
