"""Figures as their sources state them, for the tables on findings: what each is called, when, by whom."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.figure import observation_of
from pipeline.language.phrase import Published
from pipeline.rules.findings import Finding


def by_observation(page: Page) -> dict[str, Cell]:
    """Return the cell of each figure that a finding names, by its observation."""
    cells = page.material.cells.get("reported", [])
    return {
        cell["breakdown"].removeprefix("figure="): cell
        for cell in cells
        if cell["transformation"] == "reported"
    }


def used_by_decision(page: Page) -> dict[str, Cell]:
    """Return the cell of each figure as the office uses it, by the observation that decisions made."""
    return {
        cell["breakdown"].removeprefix("figure="): cell
        for cell in page.material.cells.get("reported", [])
        if cell["transformation"] == "decided"
    }


def kept_out(page: Page) -> dict[str, dict[str, Any]]:
    """Return the decision that keeps a figure out as reported, by its observation.

    What the rules said of such a figure was said before the office decided.
    """
    return {
        row["obs_id"]: row
        for row in page.material.decisions
        if row["status"] == "active" and row["changes"] not in ("", "lifted")
    }


def recent(page: Page, findings: list[Finding], order: list[str]) -> list[Finding]:
    """Return findings up to the month, the newest first, those of one day in the order of their sentences."""
    known = [found for found in findings if found.period and found.period <= page.material.month.last]
    return sorted(
        known,
        key=lambda found: (
            -found.period.toordinal() if found.period else 0,
            order.index(found.sentence_code) if found.sentence_code in order else len(order),
            found.territory,
            found.finding_id,
        ),
    )


def is_signed(page: Page, cell: Cell) -> bool:
    """Tell whether a figure is a change, which is printed with its sign."""
    return bool(observation_of(page, cell)["quantity"] == "growth")


def published_by(page: Page, cell: Cell) -> str:
    """Say who published a figure and on which day, with the source's id."""
    source_id = observation_of(page, cell)["source_id"]
    stated = observation_of(page, cell)
    known = Published(stated["published_from"], stated["published_to"])
    day = page.material.grammar.write(known, "short")
    return f"{page.material.publisher(source_id)}, {day} ({source_id})"


def in_words(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
