"""What withheld figures of the month are the size of: a note for the reader, which dates nothing anew."""

from collections.abc import Iterator, Mapping

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.stated import kept_out
from pipeline.rules.findings import Finding
from pipeline.rules.naming import reading_of

MAX_NAMED = 4
"""Figures named of those that a figure is the size of; the newest."""
_SIZES = ("of_size_of_years", "of_size_of_year_to_date", "of_size_of_months")


def readings(page: Page, reported: Mapping[str, Cell]) -> Iterator[Text]:
    """Say what each withheld figure of this month is the size of, and name what it was compared with.

    None of a figure that the office decided about: the section says how that one is used.
    """
    material, decided = page.material, kept_out(page).keys()
    for finding in sorted(material.findings, key=lambda one: (one.territory, one.finding_id)):
        if finding.sentence_code not in _SIZES or finding.period != material.month.last:
            continue
        withheld = material.withheld - decided
        own = [reported[name] for name in finding.tested if name in withheld and name in reported]
        alike = _alike(finding, reported)
        if own and alike:
            yield _sentence(page, finding, own[0], alike)


def _alike(finding: Finding, reported: Mapping[str, Cell]) -> list[Cell]:
    """Return the territory's own figures of the reading that fits, in time."""
    cells = [
        reported[name]
        for name in finding.compared
        if name in reported
        and reported[name]["territory_id"] == finding.territory
        and reading_of(reported[name]["period_start"], reported[name]["period_end"]) == finding.reading
    ]
    return sorted(cells, key=lambda cell: (cell["period_end"], cell["cell_id"]))[-MAX_NAMED:]


def _sentence(page: Page, finding: Finding, own: Cell, alike: list[Cell]) -> Text:
    """Write the note."""
    material = page.material
    figure = page.flagged(own)
    named = [
        page.say("readings-one", figure=page.flagged(cell), when=material.time_of(cell)) for cell in alike
    ]
    return page.say(
        f"readings-{finding.sentence_code}",
        place=page.place(own["territory_id"]),
        when=material.time_of(own),
        figure=figure,
        unit=material.unit(own["unit_code"]),
        others=page.joined(named),
    )
