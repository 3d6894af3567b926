"""A single figure of a source, as tables name it."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Page

_QUANTITIES = ("growth", "share", "multiple")
"""What a figure states in place of a level; its name says so."""


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
    quantity = str(observation["quantity"])
    return page.word(f"figure-{quantity}", name=text) if quantity in _QUANTITIES else text
