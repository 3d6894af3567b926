"""The figures that a rule found something about, as they stand in their sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg

from assets.metadata import rows_table
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.lineage.at_source import AtSource
    from pipeline.rules.findings import Finding

FINDINGS = 5
"""So many findings of a rule are shown with their cells; the table of findings has the others."""


def cells_at_source(office: Office, found: Sequence["Finding"]) -> dg.MarkdownMetadataValue:
    """Show the figures of findings that are not settled, between their neighbours; the place is in bold."""
    from pipeline.lineage.at_source import at_source
    from pipeline.stages import lake_of

    shown = [one for one in found if one.outcome == "fail" and not one.is_settled][:FINDINGS]
    if not shown:
        return dg.MetadataValue.md("No figures.")
    names = dict.fromkeys(name for one in shown for name in (*one.tested, *one.compared))
    places = {place.obs_id: place for place in at_source(office, lake_of(office), list(names))}
    parts = []
    for one in shown:
        parts.append(f"**{one.sentence}**")
        parts += [_set(places[name]) for name in (*one.tested, *one.compared) if name in places]
    return dg.MetadataValue.md("\n\n".join(parts))


def _set(place: "AtSource") -> str:
    """Set a figure with what stands around it as a table."""
    rows = [dict(zip(place.head, fields, strict=True)) for fields in place.rows]
    if place.column:
        rows[place.at][place.column] = f"**{rows[place.at][place.column]}**"
    rows[place.at][place.head[0]] = f"**{rows[place.at][place.head[0]]}**"
    filled = [name for name in place.head if any(row[name] for row in rows)]
    kept = [{name: row[name] for name in filled} for row in rows]
    return f"{place.file}, {place.locator}\n\n{rows_table(kept).value}"
