"""The figures that a rule found something about, as they stand in their sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg

from assets.metadata import rows_table
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.rules.extracts import Extract
    from pipeline.rules.findings import Finding

MARKS = {"tested": "**", "compared": "*"}
"""How Markdown marks a figure by its role."""
FINDINGS = 5
"""So many findings of a rule are shown with their cells; the table of findings has the others."""
FIELD = 24
"""Characters of a field that is shown beside a figure."""
FIGURES = 12
"""So many figures are named above a table."""


def cells_at_source(office: Office, found: Sequence["Finding"]) -> dg.MarkdownMetadataValue:
    """Show the figures of findings that are not settled in the layout of their source.

    Each file or sheet is one table: what a finding tests is in bold, what it is compared with in italics.
    """
    from pipeline.rules.extracts import show_extracts
    from pipeline.rules.places import figures_of
    from pipeline.stages import lake_of

    shown = [one for one in found if one.outcome == "fail" and not one.is_settled][:FINDINGS]
    if not shown:
        return dg.MetadataValue.md("No figures.")
    lake = lake_of(office)
    figures = figures_of(lake, {name for one in shown for name in (*one.tested, *one.compared)})
    asked = [
        ([figures[name] for name in one.tested], [figures[name] for name in one.compared]) for one in shown
    ]
    parts = []
    for one, extracts in zip(shown, show_extracts(lake, office.home / "raw", asked), strict=True):
        parts.append(f"**{one.sentence}**")
        parts += [_set(extract) for extract in extracts]
    return dg.MetadataValue.md("\n\n".join(parts))


def _set(extract: "Extract") -> str:
    """Set an extract as a table below its file and what is printed in it of the finding."""
    figures = extract.figures[:FIGURES]
    said = "; ".join(f"{place}: {MARKS[role]}{text}{MARKS[role]}" for place, text, role in figures)
    if len(extract.figures) > FIGURES:
        said += f"; {len(extract.figures) - FIGURES} more"
    rows = [
        dict(zip(extract.heads, _line(extract, at), strict=False))
        if line is not None
        else dict.fromkeys(extract.heads[:1], "...")
        for at, line in enumerate(extract.lines)
    ]
    more = f"\n\n{extract.more} more lines hold figures of this finding." if extract.more else ""
    return f"{extract.file}, {said}\n\n{rows_table(rows, len(rows)).value}{more}"


def _line(extract: "Extract", at: int) -> list[str]:
    """Return the fields of a line, those of the finding marked and others cut to fit the page."""
    marks = [MARKS.get(extract.marked.get((at, column), ""), "") for column in range(len(extract.heads))]
    fields = zip(marks, extract.lines[at] or (), strict=False)
    return [f"{mark}{text}{mark}" if mark else _cut(text) for mark, text in fields]


def _cut(text: str) -> str:
    """Cut a long field, as an address is, so that the marked one stays near."""
    return text if len(text) <= FIELD else f"{text[: FIELD - 3].rstrip()}..."
