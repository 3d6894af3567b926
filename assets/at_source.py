"""The figures that a rule found something about, as they stand in their sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg

from assets.metadata import rows_table
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.rules.findings import Finding
    from pipeline.rules.places import Place

FINDINGS = 5
"""So many findings of a rule are shown with their cells; the table of findings has the others."""


def cells_at_source(office: Office, found: Sequence["Finding"]) -> dg.MarkdownMetadataValue:
    """Show the figures of findings that are not settled in the layout of their source, each in bold."""
    from pipeline.rules.places import figures_of, show_places
    from pipeline.stages import lake_of

    shown = [one for one in found if one.outcome == "fail" and not one.is_settled][:FINDINGS]
    if not shown:
        return dg.MetadataValue.md("No figures.")
    lake = lake_of(office)
    figures = figures_of(lake, {name for one in shown for name in (*one.tested, *one.compared)})
    places = show_places(lake, office.home / "raw", set(figures.values()))
    parts = []
    for one in shown:
        parts.append(f"**{one.sentence}**")
        named = [figures[name] for name in (*one.tested, *one.compared)]
        parts += [_set(places[name]) for name in named if name in places]
    return dg.MetadataValue.md("\n\n".join(parts))


def _set(place: "Place") -> str:
    """Set a figure with what stands beside it as a table, below its file, its place and its text."""
    values = [f"**{value}**" if at == place.marked else value for at, value in enumerate(place.values)]
    row = {head: value for head, value in zip(place.heads, values, strict=True) if value}
    return f"{place.file}, {place.locator}: {values[place.marked]}\n\n{rows_table([row]).value}"
