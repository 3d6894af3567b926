"""What the bulletin says of itself: what it does not measure, its sources, its quality."""

from datetime import date
from typing import Any

from pipeline.bulletin.cited import UNKNOWN, host_of
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Block, Box, Column, Paragraph, Points, Section
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import Line, Page
from pipeline.bulletin.sections.basis import named_facts
from pipeline.language.phrase import Published, day_of

Days = tuple[date, date]
ROAD = "road"
_CHOICE = ("sources-withheld", "sources-order", "sources-reprints", "sources-rounding")
"""How one figure is chosen among several, and how it is printed."""
_RESETTLED = (
    "resettled_persons",
    "resettled_families",
    "settlements_resettled",
    "target_persons",
    "target_families",
)


def limits(page: Page) -> Section:
    """Write the compulsory box on what the figures do not measure, and list what no source measures.

    What figures about resettled persons do not describe is said where there are such figures.
    """
    material = page.material
    said = ["limits-past-events"]
    if any(material.cells.get(code) for code in _RESETTLED):
        said.insert(0, "limits-not-measured")
    box = Box(page.word("limits-box"), tuple(page.say(name) for name in said))
    listed = tuple(
        page.say("limits-row", what=row["what"], reason=row["reason"])
        for row in material.facts.get("not_measured", [])
    )
    return Section("limits", page.word("limits-title"), (box, Points(listed)) if listed else (box,))


def sources(page: Page) -> Section:
    """List the sources behind printed numbers, and how one is chosen among several."""
    note = page.material.office.told("classification_note", page.material.lang)
    blocks: list[Block] = [
        Paragraph(page.say("sources-lead")),
        _sources(page),
        Points((*(page.say(name) for name in _CHOICE), (note,))),
        *_groups(page),
    ]
    return Section("sources", page.word("sources-title"), tuple(blocks), annex=True)


def _sources(page: Page) -> Block:
    """Tabulate the sources behind printed numbers."""
    material = page.material
    days = _days(page)
    lines = []
    for source_id in sorted(page.cited):
        source = material.sources.get(source_id, {})
        lines.append(
            Line(
                (
                    source_id,
                    _publisher(page, source_id),
                    _published(page, source, days.get(source_id)),
                    str(source.get("evidence_grade", "D")),
                    page.word(f"sources-party-{source.get('party', UNKNOWN)}"),
                    host_of(str(source.get("address", ""))) or page.word("sources-no-address"),
                )
            )
        )
    heads = [
        Column(page.word("head-source")),
        Column(page.word("sources-head-publisher")),
        Column(page.word("sources-head-published")),
        Column(page.word("head-grade")),
        Column(page.word("sources-head-party")),
        Column(page.word("sources-head-address")),
    ]
    return page.table(page.word("sources-table"), page.word("sources-table.subtitle"), heads, lines)


def _publisher(page: Page, source_id: str) -> str:
    """Name a publisher, and beside it the name as it writes it where that is in another script."""
    material = page.material
    name, written = material.publisher(source_id), material.publisher_as_written(source_id)
    told = written in (name, UNKNOWN) or ("publisher", written) in material.labels
    return name if told else f"{name} ({written})"


def _published(page: Page, source: dict[str, Any], days: Days | None) -> str | None:
    """Say when a source was published; of a series of releases, from when to when its figures were."""
    grammar = page.material.grammar
    if source.get("published_to"):
        return grammar.write(Published(source["published_from"], source["published_to"]), "short")
    if days is None:
        return None
    first, last = (grammar.write(Published(day, day), "short") for day in days)
    return first if first == last else page.word("interval", low=first, high=last)


def _days(page: Page) -> dict[str, Days]:
    """Return by source the first and the last day on which figures behind printed numbers were published."""
    material = page.material
    printed = {row["cell_id"] for row in page.binder.rows}
    found: dict[str, Days] = {}
    for name in {name for cell_id in printed for name in material.observation_ids(cell_id)}:
        stated = material.stated(name)
        if day := stated["published_to"]:
            first, last = found.get(stated["source_id"], (day, day))
            found[stated["source_id"]] = min(first, day), max(last, day)
    return found


def _groups(page: Page) -> list[Block]:
    """List the groups of territories on the pages with their members and all sources behind what is said."""
    material = page.material
    stated: dict[str, set[str]] = {}
    for row in page.binder.rows:
        cell = material.by_id[row["cell_id"]]
        if _is_group(material, cell["territory_id"]):
            stated.setdefault(cell["territory_id"], set()).update(material.source_ids(cell))
    for fact in [] if material.scope else named_facts(page):
        if _is_group(material, fact["territory_id"]):
            stated.setdefault(fact["territory_id"], set()).add(fact["source_id"])
    lines = [
        Line(
            (
                material.name(name),
                ", ".join(sorted(material.members(name), key=material.grammar.order))
                or page.word("groups-no-list"),
                ", ".join(sorted(stated[name])),
            )
        )
        for name in sorted(stated, key=lambda name: by_name(material, name))
    ]
    heads = [
        Column(page.word("groups-head-group")),
        Column(page.word("groups-head-members")),
        Column(page.word("head-source")),
    ]
    subtitle = page.word("groups-table.subtitle", day=day_of(material.month.last))
    return [page.table(page.word("groups-table"), subtitle, heads, lines)] if lines else []


def _is_group(material: Material, name: str) -> bool:
    """Tell whether a territory is a group of others; a road has that level and is none."""
    row = material.territories.get(name)
    return row is not None and row["level"] == "group" and row["coverage"] != ROAD
