"""What the bulletin says of itself: what it does not measure, its sources, its quality."""

from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import UNKNOWN, host_of
from pipeline.bulletin.model import Block, Box, Column, Paragraph, Points, Section
from pipeline.bulletin.page import Line, Page

NOT_MEASURED = (
    "The figures count families and persons reported as resettled. They do not describe who lived in or "
    "left the "
    "territory at any date, the present population, or the ownership of dwellings. No delivered source "
    "covers these."
)
PAST_EVENTS = (
    "Figures about past events in these sources are outside the scope of this bulletin; it neither "
    "reproduces nor "
    "assesses them."
)


def limits(page: Page) -> Section:
    """Write the compulsory box on what the figures do not measure, and list what no source measures."""
    box = Box("What these figures do not measure", ((NOT_MEASURED,), (PAST_EVENTS,)))
    rows = page.material.facts.get("not_measured", [])
    listed = tuple((f"Not measured: {row['what']}. {row['reason']}",) for row in rows)
    return Section("limits", "Scope", (box, Points(listed)) if listed else (box,))


def sources(page: Page) -> Section:
    """List the sources behind printed numbers, and how one is chosen among several."""
    material = page.material
    lines = []
    dated = {figure["source_id"] for figure in material.figures.values() if figure["published_to"]}
    for source_id in sorted(page.cited):
        source = material.sources.get(source_id, {})
        lines.append(
            Line(
                (
                    source_id,
                    _publisher(page, source_id),
                    _published(source, dated=source_id in dated),
                    str(source.get("evidence_grade", "D")),
                    str(source.get("party", "unknown")),
                    host_of(str(source.get("address", ""))),
                )
            )
        )
    heads = [
        Column("Source"),
        Column("Publisher"),
        Column("Published"),
        Column("Grade"),
        Column("Party"),
        Column("Address"),
    ]
    blocks: list[Block] = [
        Paragraph(
            (
                "A figure is reported by its publisher. The evidence grade follows from criteria alone: A "
                "the producer's own publication with its method, independent and no party to the matter; B "
                "the producer's own publication; C a publisher that names the producer; D a publisher that "
                "does not, or that is not known. Full addresses are in the data of the release, under the "
                "source's id.",
            )
        ),
        page.table(
            "Sources of the printed figures",
            "Party: whether the publisher or producer is a party to the matter",
            heads,
            lines,
        ),
        Points(
            (
                (
                    "Withheld figures are not used. A figure that agrees with a more precise one within its "
                    "own last printed place confirms it, and the more precise one is kept.",
                ),
                (
                    "Of figures that differ, the producer's own comes before press, then the later "
                    "publication; a date that is not known counts as the earliest.",
                ),
                ("Reprints of one release count once.",),
                (
                    "Numbers are exact until print and are rounded once, half away from zero. Because of "
                    "rounding, components may not add to totals.",
                ),
                (material.office.classification_note,),
            )
        ),
        *_groups(page),
    ]
    return Section("sources", "Sources and quality", tuple(blocks), annex=True)


def _publisher(page: Page, source_id: str) -> str:
    """Name a publisher, and beside it the name as it writes it where that is in another script."""
    name, written = page.material.publisher(source_id), page.material.publisher_as_written(source_id)
    return name if written in (name, UNKNOWN) else f"{name} ({written})"


def _published(source: dict[str, Any], *, dated: bool) -> str | None:
    """Say when a source was published; of a series of releases each figure has its own day."""
    if source.get("published_to"):
        return words.shorten(words.published(source["published_from"], source["published_to"]))
    return "see each figure" if dated else None


def _groups(page: Page) -> list[Block]:
    """List the groups of territories on the pages with their members; a road is no group of territories."""
    material = page.material
    cells = [
        cell
        for row in page.binder.rows
        if (cell := material.by_id[row["cell_id"]])
        and (row["section"] != "works" or material.members(cell["territory_id"]))
    ]
    groups: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        name = cell["territory_id"]
        if name in material.territories and material.level(name) == "group":
            groups.setdefault(name, {})[cell["cell_id"]] = cell
    lines = [
        Line(
            (
                material.name(name),
                ", ".join(material.members(name)) or "list not stated by the source",
                page.sources(*groups[name].values()),
            )
        )
        for name in sorted(groups, key=material.rank)
    ]
    heads = [Column("Group"), Column("Members"), Column("Source")]
    subtitle = f"Members on {words.day(material.month.last)}"
    return [page.table("Groups of territories in this bulletin", subtitle, heads, lines)] if lines else []
