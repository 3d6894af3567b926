"""What the bulletin says of itself: what it does not measure, its sources, its quality."""

from pipeline.bulletin import words
from pipeline.bulletin.material import host_of
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


def limits(_page: Page) -> Section:
    """Write the compulsory box on what the figures do not measure."""
    box = Box("What these figures do not measure", ((NOT_MEASURED,), (PAST_EVENTS,)))
    return Section("limits", "Scope", (box,))


def sources(page: Page) -> Section:
    """List the sources behind printed numbers, and how one is chosen among several."""
    material = page.material
    lines = []
    for source_id in sorted(page.cited):
        source = material.sources[source_id]
        published = source["published_to"]
        lines.append(
            Line(
                (
                    source_id,
                    material.publisher(source_id),
                    "[x]" if published is None else words.short_day(published),
                    str(source["evidence_grade"]),
                    str(source["party"]),
                    host_of(str(source["address"])),
                )
            )
        )
    heads = [
        Column("Source"),
        Column("Publisher"),
        Column("Published by"),
        Column("Grade"),
        Column("Party"),
        Column("Address"),
    ]
    blocks: list[Block] = [
        Paragraph(
            (
                "A figure is reported by its publisher. The evidence grade follows from criteria alone: A "
                "the producer's own "
                "publication with its method, independent and no party to the matter; B the producer's own "
                "publication; C a "
                "publisher that names the producer; D a publisher that does not, or that is not known. Full "
                "addresses are in "
                "the data of the release, under the source's id.",
            )
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
        page.table(
            "Sources of the printed figures",
            "Party: whether the publisher or producer is a party to the matter",
            heads,
            lines,
        ),
    ]
    return Section("sources", "Sources and quality", tuple(blocks), annex=True)
